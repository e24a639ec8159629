//! A broker that works for NATS servers that others run.

use std::path::Path;

use async_nats::jetstream;
use nkeys::KeyPair;
use protocol::token::ClientPermissions;

use crate::engine::Engine;
use crate::running::{Running, free_port, until};
use crate::site::{HOUR, Site};

/// The server of somebody else, who was told our public keys.
fn document(dir: &Path, port: u16, [issuer, callout, service]: [&KeyPair; 3]) -> String {
    let [issuer, callout, service] = [issuer, callout, service].map(KeyPair::public_key);
    let dir = dir.display();
    format!(
        "server_name: theirs\nlisten: \"127.0.0.1:{port}\"\njetstream {{ store_dir: \"{dir}/theirs\" }}\n\
         tls {{ cert_file: \"{dir}/cert.pem\", key_file: \"{dir}/key.pem\" }}\n\
         accounts {{ choria: {{ jetstream: enabled, users: [{{ nkey: {service} }}] }}\n\
         callout: {{ users: [{{ nkey: {callout} }}] }}, system: {{}} }}\nsystem_account: system\n\
         authorization {{ timeout: 1, auth_callout {{ issuer: {issuer}, account: callout, \
         auth_users: [{callout}, {service}] }} }}\n"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broker_answers_logins_and_makes_streams_on_servers_of_others() {
    let Some(Engine::Nats(program)) = Engine::nats() else {
        return;
    };
    let keys = tempfile::tempdir().unwrap();
    let seed = |name: &str, pair: &KeyPair| {
        let file = keys.path().join(name);
        std::fs::write(&file, pair.seed().unwrap()).unwrap();
        file.display().to_string()
    };
    let (issuer, callout, service) = (KeyPair::new_account(), KeyPair::new_user(), KeyPair::new_user());
    let port = free_port();
    let lines = format!(
        "plugin.choria.network.engine = nats\nplugin.choria.network.nats.urls = localhost:{port}\n\
         plugin.choria.network.nats.credentials = {}\nplugin.choria.network.nats.callout_credentials = {}\n\
         plugin.choria.network.nats.callout_seed = {}\nplugin.choria.network.stream.manage_streams = yes\n\
         plugin.security.choria.ca = {}\n",
        seed("service", &service),
        seed("callout", &callout),
        seed("issuer", &issuer),
        keys.path().join("ca.pem").display(),
    );
    let mut theirs = None;
    let start = |dir: &Path| {
        std::fs::copy(dir.join("ca.pem"), keys.path().join("ca.pem")).unwrap();
        let file = dir.join("theirs.conf");
        std::fs::write(&file, document(dir, port, [&issuer, &callout, &service])).unwrap();
        theirs = Some(Running::start(&program, &["-c", file.to_str().unwrap()]));
        while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
            std::thread::yield_now();
        }
    };
    let site = Site::try_start_after(&Engine::Embedded, &lines, start)
        .await
        .unwrap();
    assert_eq!(site.broker.engine(), "nats");
    let admin = ClientPermissions {
        streams_admin: true,
        ..ClientPermissions::default()
    };
    let context = jetstream::new(site.client(admin, HOUR).await.nats);
    until("the standard streams", async || {
        context.get_stream("KV_CHORIA_LEADER_ELECTION").await.is_ok()
    })
    .await;
    let door = site.door();
    site.broker.shutdown().await;
    let refused = door.client(admin, HOUR).await.err();
    assert_eq!(refused.as_deref(), Some("AuthorizationViolation"));
}
