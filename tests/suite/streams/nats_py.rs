//! The same from the Python client.

use std::process::Stdio;

use harness::{Engine, World, on_both_engines, peers};
use mco::site::{Security, USER};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::Command;

on_both_engines!(the_python_client_finds_nothing_to_complain_about);

async fn the_python_client_finds_nothing_to_complain_about(engine: Engine) {
    let Some(python) = peers::python_with("nats") else {
        return;
    };
    let mut world = World::on(&engine, Security::V1, 0).await;
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/peers/streams_client.py");
    let log = world.dir().join("python.log");
    let mut client = Command::new(python)
        .arg(script)
        .arg(format!("tls://localhost:{}", world.site.address().port()))
        .arg(world.site.user_kit(USER))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(std::fs::File::create(&log).unwrap())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let mut input = client.stdin.take().unwrap();
    let mut lines = BufReader::new(client.stdout.take().unwrap()).lines();
    let mut said = Vec::new();
    while let Some(line) = lines.next_line().await.unwrap() {
        if line == "restart" {
            engine.restart(&mut world).await;
            input.write_all(b"\n").await.unwrap();
        }
        said.push(line);
    }
    let complaints = std::fs::read_to_string(&log).unwrap();
    assert_eq!(
        said.last().map(String::as_str),
        Some("all good"),
        "{said:?}\n{complaints}"
    );
}
