//! Events about streams, for whoever listens.

use futures_util::StreamExt;
use mco::Exit;
use serde_json::{Value, json};

use super::{Site, named, side_by_side, soon};

side_by_side!(archives_that_go_and_come_are_told_of);

/// An event without what is different each time; the others must be there.
fn told(message: &async_nats::Message) -> Value {
    let mut event: Value = serde_json::from_slice(&message.payload).unwrap();
    assert_eq!(event["client"]["acc"], "choria");
    assert_eq!(event["client"]["kind"], "Client");
    assert_eq!(event["stream"], "ARCHIVED");
    let members = event.as_object_mut().unwrap();
    for common in ["id", "timestamp", "client", "stream"] {
        assert!(members.remove(common).is_some(), "{common}");
    }
    for time in ["start", "end"] {
        if let Some(time) = members.remove(time) {
            assert!(time.as_str().unwrap().ends_with('Z'), "{time}");
        }
    }
    if let Some(state) = members.get_mut("state") {
        *state = state["messages"].clone();
    }
    if let Some(bytes) = members.get_mut("bytes") {
        assert!(bytes.take().as_u64().unwrap() > 0);
    }
    event
}

async fn archives_that_go_and_come_are_told_of(site: &Site) {
    let stream = site.stream(named("ARCHIVED")).await;
    site.keep("ARCHIVED.a", "x").await;
    let mut events = site
        .client
        .subscribe("$JS.EVENT.ADVISORY.STREAM.*.ARCHIVED")
        .await
        .unwrap();
    // An answer means that what was sent before it is known.
    stream.get_info().await.unwrap();
    let folder = site.world.dir().join("archive").display().to_string();
    let run = async |words: &[&str]| {
        let done = site.world.mco(words).await;
        assert_eq!(done.exit, Exit::Done, "{done:?}");
    };
    run(&["broker", "stream", "backup", "ARCHIVED", &folder]).await;
    run(&["broker", "stream", "rm", "ARCHIVED", "-f"]).await;
    run(&["broker", "stream", "restore", &folder]).await;
    let kind = |name: &str| format!("io.nats.jetstream.advisory.v1.{name}");
    let expected = [
        (
            "SNAPSHOT_CREATE",
            json!({"type": kind("snapshot_create"), "state": 1}),
        ),
        ("SNAPSHOT_COMPLETE", json!({"type": kind("snapshot_complete")})),
        ("RESTORE_CREATE", json!({"type": kind("restore_create")})),
        (
            "RESTORE_COMPLETE",
            json!({"type": kind("restore_complete"), "bytes": null}),
        ),
    ];
    for (verb, event) in expected {
        let message = loop {
            let message = soon(events.next()).await.unwrap();
            let own = message.subject.split('.').nth(4).unwrap().to_owned();
            if own.starts_with("SNAPSHOT") || own.starts_with("RESTORE") {
                assert_eq!(own, verb);
                break message;
            }
        };
        assert_eq!(told(&message), event, "{verb}");
    }
}
