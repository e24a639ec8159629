//! Streams of a broker that has a folder for them.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use async_nats::jetstream;
use async_nats::jetstream::context::CreateStreamErrorKind;
use async_nats::jetstream::stream::{Config, StorageType};
use broker::Broker;
use futures_util::TryStreamExt;
use protocol::token::ClientPermissions;
use tokio::time::timeout;

use crate::engine::Engine;
use crate::on_both_engines;
use crate::running::{Running, free_port, until};
use crate::site::{HOUR, PATIENCE, Site};

on_both_engines!(
    a_broker_with_a_folder_serves_streams_and_no_second_one_starts_there,
    a_broker_whose_streams_have_all_they_may_refuses_more_until_something_is_purged,
    standard_streams_are_made_and_get_their_settings_back_at_the_next_start,
);

async fn a_broker_with_a_folder_serves_streams_and_no_second_one_starts_there(engine: Engine) {
    let folder = tempfile::tempdir().unwrap();
    let store = format!(
        "plugin.choria.network.stream.store = {}\n",
        folder.path().join("streams").display()
    );
    let site = Site::start(&engine, &store).await;
    let admin = ClientPermissions {
        streams_admin: true,
        ..ClientPermissions::default()
    };
    let context = jetstream::new(site.client(admin, HOUR).await.nats);
    let stream = context
        .create_stream(Config {
            name: "ORDERS".to_owned(),
            subjects: vec!["orders.>".to_owned()],
            ..Default::default()
        })
        .await
        .unwrap();
    assert_eq!(stream.cached_info().config.name, "ORDERS");
    let refused = Broker::start(&site.config).await.unwrap_err().to_string();
    assert!(refused.contains("is used by another broker"), "{refused}");
    site.broker.shutdown().await;
    Broker::start(&site.config).await.unwrap();
}

async fn a_broker_whose_streams_have_all_they_may_refuses_more_until_something_is_purged(engine: Engine) {
    let keys = "plugin.choria.network.stream.store = DIR/streams\nplugin.choria.network.stream.manage_streams = no\n\
        plugin.choria.network.stream.max_memory = 10KiB\nplugin.choria.network.stream.max_disk = 1MiB\n";
    let site = Site::start(&engine, keys).await;
    let admin = ClientPermissions {
        org_admin: true,
        ..ClientPermissions::default()
    };
    let context = jetstream::new(site.client(admin, HOUR).await.nats);
    let account = context.query_account().await.unwrap();
    assert_eq!(account.limits.max_memory.or(account.limits.max_storage), None);
    let wanting = |max_bytes, storage| Config {
        name: "ORDERS".to_owned(),
        max_bytes,
        storage,
        ..Default::default()
    };
    for (config, code) in [
        (wanting(20_000, StorageType::Memory), 10028),
        (wanting(2_000_000, StorageType::File), 10047),
    ] {
        let refused = context.create_stream(config).await.unwrap_err();
        let CreateStreamErrorKind::JetStream(error) = refused.kind() else {
            panic!("{refused}");
        };
        assert_eq!(error.error_code().0, code);
    }
    let orders = context
        .create_stream(wanting(-1, StorageType::Memory))
        .await
        .unwrap();
    let publish = async || {
        context
            .publish("ORDERS", vec![0; 1000].into())
            .await
            .unwrap()
            .await
    };
    let refused = loop {
        if let Err(refused) = publish().await {
            break refused.to_string();
        }
    };
    assert!(refused.contains("10023"), "{refused}");
    assert!(orders.get_info().await.unwrap().state.bytes >= 10_000);
    orders.purge().await.unwrap();
    until("room again", async || publish().await.is_ok()).await;
}

/// The settings of a standard stream, once it is there and `as_wanted`.
async fn standard(context: &jetstream::Context, name: &str, as_wanted: impl Fn(&Config) -> bool) -> Config {
    let found = async {
        loop {
            if let Ok(stream) = context.get_stream(name).await
                && as_wanted(&stream.cached_info().config)
            {
                return stream.cached_info().config.clone();
            }
            tokio::task::yield_now().await;
        }
    };
    timeout(PATIENCE, found)
        .await
        .expect("the stream is there in time")
}

async fn standard_streams_are_made_and_get_their_settings_back_at_the_next_start(engine: Engine) {
    let folder = tempfile::tempdir().unwrap();
    let lines = format!(
        "plugin.choria.network.stream.store = {}\nplugin.choria.network.stream.machine_retention = 0\n\
         plugin.choria.network.stream.event_retention = 2h\n",
        folder.path().display()
    );
    let mut site = Site::start(&engine, &lines).await;
    let admin = ClientPermissions {
        streams_admin: true,
        ..ClientPermissions::default()
    };
    let context = jetstream::new(site.client(admin, HOUR).await.nats);
    let two_hours = Duration::from_secs(7200);
    let elections = standard(&context, "KV_CHORIA_LEADER_ELECTION", |_| true).await;
    assert_eq!(
        (elections.max_messages_per_subject, elections.deny_delete),
        (1, true)
    );
    // Elections are last, so the others are there.
    let mut names: Vec<_> = context.stream_names().try_collect().await.unwrap();
    names.sort();
    assert_eq!(
        names,
        [
            "CHORIA_EVENTS",
            "CHORIA_EXECUTOR",
            "CHORIA_STREAM_ADVISORIES",
            "KV_CHORIA_LEADER_ELECTION"
        ]
    );
    let mut events = standard(&context, "CHORIA_EVENTS", |_| true).await;
    assert_eq!(events.max_age, two_hours);
    events.max_age = Duration::from_secs(600);
    context.update_stream(&events).await.unwrap();
    assert_eq!(
        standard(&context, "CHORIA_EVENTS", |_| true).await.max_age,
        events.max_age
    );

    site.broker.shutdown().await;
    site.broker = Broker::start(&site.config).await.unwrap();
    let context = jetstream::new(site.client(admin, HOUR).await.nats);
    standard(&context, "CHORIA_EVENTS", |config| config.max_age == two_hours).await;
}

#[tokio::test]
async fn a_file_that_may_not_grow_is_a_full_disk_and_no_end() {
    let folder = tempfile::tempdir().unwrap();
    let lines = format!(
        "plugin.choria.network.stream.store = {}\nplugin.choria.network.client_port = {}\n",
        folder.path().join("streams").display(),
        free_port()
    );
    let site = Site::start(&Engine::Embedded, &lines).await;
    let (door, config) = (
        site.door(),
        site.dir.path().join("broker.conf").display().to_string(),
    );
    let Site {
        broker, dir: _dir, ..
    } = site;
    broker.shutdown().await;

    let limited = "ulimit -S -f 512; exec \"$0\" \"$@\"";
    let program = env!("CARGO_BIN_EXE_mco-broker");
    let mut broker = Running::start(
        Path::new("sh"),
        &["-c", limited, program, "run", "--config", &config],
    );
    let admin = ClientPermissions {
        org_admin: true,
        ..ClientPermissions::default()
    };
    until("a broker that lets clients in", async || {
        door.client(admin, HOUR).await.is_ok()
    })
    .await;
    let peer = door.client(admin, HOUR).await.unwrap();
    let context = jetstream::new(peer.nats.clone());
    let config = Config {
        name: "ORDERS".to_owned(),
        subjects: vec!["orders".to_owned()],
        ..Config::default()
    };
    let stream = context.create_stream(config).await.unwrap();
    let publish = async || {
        let sent = context
            .publish("orders", vec![7; 64 * 1024].into())
            .await
            .unwrap();
        sent.await.map_err(|error| error.to_string())
    };
    let mut kept = 0;
    let refused = loop {
        match publish().await {
            Ok(_) => kept += 1,
            Err(refused) => break refused,
        }
        assert!(kept < 100, "a file holds more than it may");
    };
    assert!(refused.contains("the disk is full"), "{refused}");
    assert!(kept > 0 && broker.0.try_wait().unwrap().is_none());
    let last = stream.get_raw_message(kept).await.unwrap();
    assert_eq!(last.payload.len(), 64 * 1024);
    stream.purge().await.unwrap();
    let process = broker.0.id().to_string();
    let lifted = Command::new("prlimit")
        .args(["--pid", &process, "--fsize=unlimited:"])
        .status();
    assert!(lifted.unwrap().success());
    assert_eq!(publish().await.unwrap().sequence, kept + 1);
}
