//! The Python NATS client against our engine, over TLS with a client certificate.

use harness::{World, peers};
use mco::site::USER;

#[tokio::test(flavor = "multi_thread")]
async fn the_python_client_finds_nothing_to_complain_about() {
    let Some(python) = peers::python_with("nats") else {
        return;
    };
    let mut world = World::prepared();
    world.site.start_broker().await.unwrap();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/peers/nats_client.py");
    let output = tokio::process::Command::new(python)
        .arg(script)
        .arg(format!("tls://localhost:{}", world.site.address().port()))
        .arg(world.site.user_kit(USER))
        .kill_on_drop(true)
        .output()
        .await
        .unwrap();
    let (out, err) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    assert!(
        output.status.success() && out.trim_end().ends_with("all good"),
        "{out}{err}"
    );
}
