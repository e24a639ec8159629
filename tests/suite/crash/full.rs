//! A disk without room: what cannot be kept is refused, everything else goes on, and so does the rest once there is room.

use std::path::Path;

use async_nats::jetstream;
use async_nats::jetstream::context::PublishErrorKind;
use harness::{Process, eventually};
use rustix::process::{Pid, Resource, Rlimit, prlimit};
use serde_json::{Value, json};

use super::{Broker, stored};

/// Largest file while there is no room.
const ROOM: u64 = 200 * 1024;
const SIZE: usize = 8 * 1024;

/// How large files may become that the process writes.
fn limit(process: &Process, current: Option<u64>) {
    let id = i32::try_from(process.id()).ok().and_then(Pid::from_raw);
    let limits = Rlimit {
        current,
        maximum: None,
    };
    prlimit(id, Resource::Fsize, limits).unwrap();
}

async fn publish(context: &jetstream::Context) -> Result<u64, PublishErrorKind> {
    let sent = context.publish("big.a", "x".repeat(SIZE).into()).await.unwrap();
    match sent.await {
        Ok(ack) => Ok(ack.sequence),
        Err(error) => Err(error.kind()),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broker_without_room_refuses_what_it_cannot_keep_and_goes_on() {
    let broker = Broker::prepare().await;
    let config = broker.world.site.broker_kit().join("broker.conf");
    // Without it the system ends who writes too large a file.
    let words = [
        "-c",
        "trap '' XFSZ; exec \"$0\" \"$@\"",
        env!("CARGO_BIN_EXE_test-broker"),
        "run",
        "--config",
    ];
    let words: Vec<&str> = words.into_iter().chain(config.to_str()).collect();
    let log = broker.world.dir().join("broker.log");
    let mut process = Process::start(Path::new("/bin/sh"), &words, &[], log);
    let context = jetstream::new(broker.connect(&mut process).await);
    context
        .create_stream(stored::config("BIG", "big.>"))
        .await
        .unwrap();
    limit(&process, Some(ROOM));
    let mut last = 0;
    let refused = loop {
        match publish(&context).await {
            Ok(seq) => last = seq,
            Err(kind) => break kind,
        }
        assert!(last < ROOM / SIZE as u64, "there is no room for it");
    };
    assert_eq!(refused, PublishErrorKind::Other);
    let words = context
        .client()
        .request("big.a", "x".repeat(SIZE).into())
        .await
        .unwrap()
        .payload;
    let words: Value = serde_json::from_slice(&words).unwrap();
    assert_eq!(
        (&words["error"]["code"], &words["seq"]),
        (&json!(503), &json!(0)),
        "{words}"
    );
    assert!(
        [10047, 10077].contains(&words["error"]["err_code"].as_u64().unwrap()),
        "{words}"
    );
    let state = stored::state(&context, "BIG").await;
    assert_eq!((state.messages, state.last_sequence), (last, last));
    assert_eq!(stored::read(&context, "BIG").await.len() as u64, last);
    limit(&process, None);
    let next = eventually("room again", async || publish(&context).await.ok()).await;
    assert_eq!(next, last + 1);
    process.kill();
    let mut process = broker.launch();
    let context = jetstream::new(broker.connect(&mut process).await);
    assert_eq!(stored::read(&context, "BIG").await.len() as u64, last + 1);
}
