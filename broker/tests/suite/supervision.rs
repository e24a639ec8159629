//! A broker and the `nats-server` it looks after.

use std::path::{Path, PathBuf};
use std::process::Command;

use async_nats::jetstream;
use broker::Broker;
use protocol::security::issue::{Authority, KeyKind, Purpose};
use protocol::token::ClientPermissions;
use tokio::time::timeout;

use crate::engine::Engine;
use crate::running::{Running, free_port, until};
use crate::site::{HOUR, PATIENCE, Peer, Site};

pub(crate) fn folder(site: &Site) -> PathBuf {
    site.dir.path().join("nats")
}

pub(crate) fn process(folder: &Path) -> Option<u32> {
    let text = std::fs::read_to_string(folder.join("nats-server.pid")).ok()?;
    text.trim().parse().ok()
}

fn runs(process: u32) -> bool {
    Path::new(&format!("/proc/{process}/cmdline")).metadata().is_ok()
        && !std::fs::read(format!("/proc/{process}/cmdline"))
            .unwrap_or_default()
            .is_empty()
}

pub(crate) fn kill(process: u32) {
    let killed = Command::new("kill")
        .args(["-KILL", &process.to_string()])
        .status();
    assert!(killed.unwrap().success());
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
    let everywhere = "plugin.choria.network.listen_address = ::\n";
    let site = Site::start(&engine, everywhere).await;
    site.client(anybody(), HOUR).await;
    let mode = |path: PathBuf| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(folder(&site)), 0o700);
    assert_eq!(mode(folder(&site).join("nats-server.conf")), 0o600);
    let again = Broker::start(&site.config).await.unwrap_err().to_string();
    assert!(again.contains("is used by another broker"), "{again}");
}

fn anybody() -> ClientPermissions {
    ClientPermissions::default()
}

#[tokio::test]
async fn logins_are_refused_while_nobody_answers_for_them_and_a_killed_broker_leaves_no_server() {
    let Some(engine) = Engine::nats() else { return };
    let lines = format!("plugin.choria.network.client_port = {}\n", free_port());
    let site = Site::start(&engine, &lines).await;
    let (door, folder) = (site.door(), folder(&site));
    let config = site.dir.path().join("broker.conf").display().to_string();
    let Site {
        broker, dir: _dir, ..
    } = site;
    broker.shutdown().await;

    let program = Path::new(env!("CARGO_BIN_EXE_mco-broker"));
    let broker = Running::start(program, &["run", "--config", &config]);
    until("a broker that lets clients in", async || {
        door.client(anybody(), HOUR).await.is_ok()
    })
    .await;
    broker.signal("-STOP");
    let refused = door.client(anybody(), HOUR).await.err();
    assert_eq!(refused.as_deref(), Some("AuthorizationViolation"));
    broker.signal("-CONT");
    until("the broker to let clients in again", async || {
        door.client(anybody(), HOUR).await.is_ok()
    })
    .await;
    let server = process(&folder).unwrap();
    drop(broker);
    until("the server to end with its broker", async || !runs(server)).await;
}

#[tokio::test]
async fn a_server_that_outlived_its_broker_is_ended_at_the_next_start() {
    let Some(engine) = Engine::nats() else { return };
    let site = Site::start(&engine, "").await;
    let folder = folder(&site);
    let Site {
        broker,
        config,
        dir: _dir,
        ..
    } = site;
    let own = process(&folder).unwrap();
    broker.shutdown().await;
    let Engine::Nats(program) = engine else {
        unreachable!()
    };
    let document = folder.join("nats-server.conf").display().to_string();
    let mut leftover = Running::start(&program, &["-c", &document]);
    until("the leftover", async || {
        process(&folder).is_some_and(|process| process != own)
    })
    .await;
    let broker = Broker::start(&config).await.unwrap();
    assert!(leftover.0.try_wait().unwrap().is_some());
    broker.shutdown().await;
}

#[tokio::test]
async fn the_pages_of_the_server_and_of_the_reference_are_shown() {
    let Some(engine) = Engine::nats() else { return };
    let data = tempfile::tempdir().unwrap();
    let port = free_port();
    let lines = format!("{}plugin.choria.stats_port = {port}\n", streams(data.path()));
    let site = Site::start(&engine, &lines).await;
    assert_eq!(site.broker.monitor_address().unwrap().port(), port);
    let page = async |path: &str| {
        let url = format!("http://127.0.0.1:{port}{path}");
        let (status, body) = client::fetch(&url, PATIENCE, 1 << 20).await.unwrap();
        (status, String::from_utf8(body).unwrap())
    };
    for (path, expected) in [
        ("/", "connz"),
        ("/varz", "\"server_name\": \"localhost\""),
        ("/connz?subs=1", "\"subscriptions_list\""),
        ("/jsz", "\"streams\""),
        ("/healthz?js-enabled-only=true", "ok"),
        ("/choria/", "\"identity\": \"localhost\""),
        (
            "/choria/prometheus",
            "choria_network_connections{identity=\"localhost\"}",
        ),
    ] {
        let (status, body) = page(path).await;
        assert!(
            status == 200 && body.contains(expected),
            "{path}: {status} {body}"
        );
    }
    assert_eq!(page("/stacksz").await.0, 404);
}

#[tokio::test]
async fn certificates_are_renewed_under_a_running_server() {
    let Some(engine) = Engine::nats() else { return };
    let site = Site::start(&engine, "").await;
    let now = client::Clock::system().now();
    let authority = Authority::create("another", KeyKind::P256, now, HOUR).unwrap();
    let issued = authority.issue(Purpose::Broker, &["localhost"], KeyKind::P256, now, HOUR);
    let issued = issued.unwrap();
    for (name, text) in [
        ("ca.pem", &authority.to_pem().certificate),
        ("cert.pem", &issued.certificate),
        ("key.pem", &issued.key),
    ] {
        std::fs::write(site.dir.path().join(name), text).unwrap();
    }
    let door = site.door();
    assert!(door.client(anybody(), HOUR).await.is_err());
    site.broker.reload().unwrap();
    let enters = async || door.client(anybody(), HOUR).await.is_ok();
    until("the new certificate to be shown", enters).await;
    kill(process(&folder(&site)).unwrap());
    until("logins to be answered again", enters).await;
}
