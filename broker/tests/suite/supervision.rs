//! A broker and the `nats-server` it looks after.

use std::path::{Path, PathBuf};
use std::process::Command;

use async_nats::jetstream;
use broker::Broker;
use protocol::token::ClientPermissions;
use tokio::time::timeout;

use crate::engine::Engine;
use crate::site::{HOUR, PATIENCE, Peer, Site};

fn folder(site: &Site) -> PathBuf {
    site.dir.path().join("nats")
}

fn process(folder: &Path) -> Option<u32> {
    let text = std::fs::read_to_string(folder.join("nats-server.pid")).ok()?;
    text.trim().parse().ok()
}

fn runs(process: u32) -> bool {
    Path::new(&format!("/proc/{process}/cmdline")).metadata().is_ok()
        && !std::fs::read(format!("/proc/{process}/cmdline"))
            .unwrap_or_default()
            .is_empty()
}

fn kill(process: u32) {
    let killed = Command::new("kill")
        .args(["-KILL", &process.to_string()])
        .status();
    assert!(killed.unwrap().success());
}

async fn until(what: &str, is: impl AsyncFn() -> bool) {
    let waiting = async {
        while !is().await {
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
    };
    timeout(PATIENCE, waiting)
        .await
        .unwrap_or_else(|_| panic!("waited in vain for {what}"));
}

async fn admin(site: &Site) -> Peer {
    let admin = ClientPermissions {
        org_admin: true,
        ..ClientPermissions::default()
    };
    site.client(admin, HOUR).await
}

fn streams(folder: &Path) -> String {
    format!(
        "plugin.choria.network.stream.store = {}\n",
        folder.join("streams").display()
    )
}

#[tokio::test]
async fn a_nats_server_that_is_killed_comes_back_with_its_data_and_its_clients() {
    let Some(engine) = Engine::nats() else { return };
    let data = tempfile::tempdir().unwrap();
    let site = Site::start(&engine, &streams(data.path())).await;
    let peer = admin(&site).await;
    let context = jetstream::new(peer.nats.clone());
    let bucket = jetstream::kv::Config {
        bucket: "CFG".to_owned(),
        ..Default::default()
    };
    let bucket = context.create_key_value(bucket).await.unwrap();
    bucket.put("color", "blue".into()).await.unwrap();
    let first = process(&folder(&site)).unwrap();
    let address = site.broker.address();
    kill(first);
    until("another process", async || {
        process(&folder(&site)).is_some_and(|now| now != first)
    })
    .await;
    let mut value = None;
    while value.is_none() {
        value = timeout(PATIENCE, bucket.get("color"))
            .await
            .unwrap()
            .unwrap_or_default();
    }
    assert_eq!(value.as_deref(), Some(&b"blue"[..]));
    assert_eq!(site.broker.address(), address);
    let second = process(&folder(&site)).unwrap();
    site.broker.shutdown().await;
    assert!(!runs(second));
}

#[tokio::test]
async fn what_nats_server_does_not_accept_is_told_in_its_words() {
    let Some(engine) = Engine::nats() else { return };
    let lines = "plugin.choria.network.mapping.names = m\nplugin.choria.network.mapping.m.source = a.>.b\n\
                 plugin.choria.network.mapping.m.destination = c\n";
    let refused = Site::try_start(&engine, lines).await.err().unwrap();
    assert!(
        refused.contains("nats-server does not accept its configuration"),
        "{refused}"
    );
    assert!(refused.contains("a.>.b"), "{refused}");
}

#[tokio::test]
async fn files_of_the_server_are_its_owners_alone_and_a_folder_serves_one_broker() {
    use std::os::unix::fs::PermissionsExt as _;
    let Some(engine) = Engine::nats() else { return };
    let site = Site::start(&engine, "").await;
    let mode = |path: PathBuf| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(folder(&site)), 0o700);
    assert_eq!(mode(folder(&site).join("nats-server.conf")), 0o600);
    let again = Broker::start(&site.config).await.unwrap_err().to_string();
    assert!(again.contains("is used by another broker"), "{again}");
}
