use std::time::Duration;

use super::*;
use crate::fixture::{Broker, Keeper};

async fn bucket(keeper: &Keeper) -> Bucket {
    Kv::new(&keeper.link().await)
        .create(&BucketConfig::new("CFG"))
        .await
        .unwrap()
}

async fn entry(watch: &mut Watch) -> Option<String> {
    let update = tokio::time::timeout(Duration::from_secs(60), watch.next()).await;
    match update.unwrap().unwrap() {
        Update::Current => None,
        Update::Entry(entry) => Some(format!(
            "{} {} {}={}",
            entry.revision,
            entry.operation.as_str(),
            entry.key,
            String::from_utf8_lossy(&entry.value)
        )),
    }
}

fn text(entry: &Entry) -> &str {
    std::str::from_utf8(&entry.value).unwrap()
}

#[tokio::test]
async fn what_was_put_is_read_back_with_its_revision_and_time() {
    let keeper = Keeper::start().await;
    let bucket = bucket(&keeper).await;
    let before = crate::Clock::system().now() - Duration::from_secs(1);
    assert_eq!(bucket.put("auth.username", "bob").await.unwrap(), 1);
    assert_eq!(bucket.put("auth.password", &b"\x00\xff"[..]).await.unwrap(), 2);
    let read = bucket.get("auth.username").await.unwrap();
    assert_eq!(
        (text(&read), read.revision, read.operation),
        ("bob", 1, Operation::Put)
    );
    assert!(read.created > before);
    assert_eq!(bucket.get("auth.password").await.unwrap().value, &b"\x00\xff"[..]);
    assert_eq!(bucket.put("auth.username", "").await.unwrap(), 3);
    assert_eq!(bucket.get("auth.username").await.unwrap().value, "");
    assert_eq!(text(&bucket.revision("auth.username", 1).await.unwrap()), "bob");
    for revision in [2, 77] {
        let error = bucket.revision("auth.username", revision).await.unwrap_err();
        assert!(matches!(error, KvError::NoRevision { .. }), "{error}");
    }
    let error = bucket.get("auth.group").await.unwrap_err();
    insta::assert_snapshot!(error, @"bucket CFG has no key auth.group");
}

#[tokio::test]
async fn buckets_that_no_broker_answers_for_directly_are_read_too() {
    let keeper = Keeper::start().await;
    let config = BucketConfig {
        direct: false,
        ..BucketConfig::new("SLOW")
    };
    let bucket = Kv::new(&keeper.link().await).create(&config).await.unwrap();
    bucket.put("a", "1").await.unwrap();
    bucket.delete("a", None).await.unwrap();
    assert!(matches!(bucket.get("a").await, Err(KvError::NoKey { .. })));
    assert_eq!(
        bucket.last("a").await.unwrap().unwrap().operation,
        Operation::Delete
    );
    assert_eq!(text(&bucket.revision("a", 1).await.unwrap()), "1");
    assert!(bucket.last("b").await.unwrap().is_none());
}

#[tokio::test]
async fn creating_needs_a_key_without_a_value_and_takes_over_deleted_ones() {
    let keeper = Keeper::start().await;
    let bucket = bucket(&keeper).await;
    assert_eq!(bucket.create("a", "1").await.unwrap(), 1);
    let error = bucket.create("a", "2").await.unwrap_err();
    insta::assert_snapshot!(error, @"key a of bucket CFG has a value already, revision 1");
    bucket.delete("a", None).await.unwrap();
    assert_eq!(bucket.create("a", "3").await.unwrap(), 3);
    bucket.purge("a", None).await.unwrap();
    assert_eq!(bucket.create("a", "4").await.unwrap(), 5);
    assert_eq!(text(&bucket.get("a").await.unwrap()), "4");
    let error = bucket.update("a", "5", 0).await.unwrap_err();
    insta::assert_snapshot!(error, @"key a of bucket CFG has a value already, revision 5");
    bucket.delete("a", None).await.unwrap();
    assert_eq!(bucket.update("a", "6", 0).await.unwrap(), 7);
}

#[tokio::test]
async fn the_loser_of_a_race_is_told_what_there_is_now_and_writes_nothing() {
    let keeper = Keeper::start().await;
    let bucket = bucket(&keeper).await;
    let first = bucket.put("a", "1").await.unwrap();
    let second = bucket.update("a", "2", first).await.unwrap();
    let error = bucket.update("a", "mine", first).await.unwrap_err();
    insta::assert_snapshot!(error, @"key a of bucket CFG is not at revision 1 any more but at 2");
    assert!(matches!(
        error,
        KvError::Conflict {
            current: Some(2),
            expected: 1,
            ..
        }
    ));
    assert!(matches!(
        bucket.delete("a", Some(first)).await,
        Err(KvError::Conflict { .. })
    ));
    assert!(matches!(
        bucket.purge("a", Some(first)).await,
        Err(KvError::Conflict { .. })
    ));
    assert_eq!(text(&bucket.get("a").await.unwrap()), "2");
    bucket.delete("a", Some(second)).await.unwrap();
    assert!(matches!(bucket.get("a").await, Err(KvError::NoKey { .. })));
}

#[tokio::test]
async fn history_has_everything_that_is_kept_and_a_purge_ends_it() {
    let keeper = Keeper::start().await;
    let bucket = bucket(&keeper).await;
    for value in ["1", "2", "3", "4", "5", "6"] {
        bucket.put("a", value).await.unwrap();
    }
    bucket.put("ab", "other").await.unwrap();
    bucket.delete("a", None).await.unwrap();
    let told = |entries: Vec<Entry>| {
        let lines = entries
            .iter()
            .map(|one| format!("{} {} {}", one.revision, one.operation.as_str(), text(one)));
        lines.collect::<Vec<_>>()
    };
    let history = bucket.history("a").await.unwrap();
    assert_eq!(
        told(history),
        ["3 PUT 3", "4 PUT 4", "5 PUT 5", "6 PUT 6", "8 DELETE "]
    );
    bucket.purge("a", None).await.unwrap();
    assert_eq!(told(bucket.history("a").await.unwrap()), ["9 PURGE "]);
    assert!(matches!(
        bucket.history("never").await,
        Err(KvError::NoKey { .. })
    ));
}

#[tokio::test]
async fn keys_are_those_with_a_value_and_can_be_asked_for_by_pattern() {
    let keeper = Keeper::start().await;
    let bucket = bucket(&keeper).await;
    assert!(bucket.keys().await.unwrap().is_empty());
    for key in ["b", "a.c", "a.b", "a.b.c", "gone"] {
        bucket.put(key, "x").await.unwrap();
    }
    bucket.delete("gone", None).await.unwrap();
    assert_eq!(bucket.keys().await.unwrap(), ["a.b", "a.b.c", "a.c", "b"]);
    assert_eq!(bucket.keys_like("a.*").await.unwrap(), ["a.b", "a.c"]);
    assert_eq!(bucket.keys_like("a.>").await.unwrap(), ["a.b", "a.b.c", "a.c"]);
    assert_eq!(bucket.keys_like("b").await.unwrap(), ["b"]);
    assert!(bucket.keys_like("none.>").await.unwrap().is_empty());
    assert!(matches!(
        bucket.keys_like("a*").await,
        Err(KvError::Pattern { .. })
    ));
}

#[tokio::test]
async fn a_watch_tells_what_is_there_then_says_so_and_then_tells_changes() {
    let keeper = Keeper::start().await;
    let bucket = bucket(&keeper).await;
    let mut empty = bucket.watch(">").await.unwrap();
    assert_eq!(entry(&mut empty).await, None);
    for value in ["1", "2"] {
        bucket.put("a", value).await.unwrap();
    }
    bucket.put("b", "3").await.unwrap();
    let mut all = bucket.watch(">").await.unwrap();
    let mut one = bucket.watch_history("a").await.unwrap();
    let mut changes = bucket.watch_changes(">").await.unwrap();
    bucket.purge("b", None).await.unwrap();
    for expected in [Some("2 PUT a=2"), Some("3 PUT b=3"), None, Some("4 PURGE b=")] {
        assert_eq!(entry(&mut all).await.as_deref(), expected);
    }
    for expected in [Some("1 PUT a=1"), Some("2 PUT a=2"), None] {
        assert_eq!(entry(&mut one).await.as_deref(), expected);
    }
    for expected in [None, Some("4 PURGE b=")] {
        assert_eq!(entry(&mut changes).await.as_deref(), expected);
    }
    assert_eq!(entry(&mut empty).await.as_deref(), Some("1 PUT a=1"));
}

#[tokio::test]
async fn a_watch_goes_on_after_a_restart_of_the_broker_and_ends_with_its_bucket() {
    let mut keeper = Keeper::start().await;
    let bucket = bucket(&keeper).await;
    bucket.put("a", "1").await.unwrap();
    let mut watch = bucket.watch(">").await.unwrap();
    let mut quiet = bucket.watch_changes("b").await.unwrap();
    assert_eq!(entry(&mut watch).await.as_deref(), Some("1 PUT a=1"));
    assert_eq!(entry(&mut watch).await, None);
    assert_eq!(entry(&mut quiet).await, None);
    for round in 2..5 {
        keeper.restart().await;
        let other = Kv::new(&keeper.link().await).bucket("CFG").await.unwrap();
        other.put("a", round.to_string()).await.unwrap();
        assert_eq!(entry(&mut watch).await, Some(format!("{round} PUT a={round}")));
    }
    bucket.put("b", "x").await.unwrap();
    assert_eq!(entry(&mut quiet).await.as_deref(), Some("5 PUT b=x"));
    let kv = Kv::new(&keeper.link().await);
    kv.delete("CFG").await.unwrap();
    keeper.restart().await;
    let end = async {
        loop {
            match watch.next().await {
                Ok(_) => {}
                Err(error) => break error,
            }
        }
    };
    let end = tokio::time::timeout(Duration::from_secs(60), end).await.unwrap();
    insta::assert_snapshot!(end, @"there is no bucket CFG");
}

#[tokio::test]
async fn a_large_bucket_arrives_whole() {
    let keeper = Keeper::start().await;
    let bucket = bucket(&keeper).await;
    let value = vec![b'x'; 50_000];
    for number in 0..400 {
        bucket
            .put(&format!("key.{number:03}"), value.clone())
            .await
            .unwrap();
    }
    assert_eq!(bucket.keys().await.unwrap().len(), 400);
    let mut watch = bucket.watch(">").await.unwrap();
    for number in 0..400 {
        let Update::Entry(entry) = watch.next().await.unwrap() else {
            panic!("too few")
        };
        assert_eq!(
            (entry.key, entry.value.len()),
            (format!("key.{number:03}"), value.len())
        );
    }
    assert_eq!(watch.next().await.unwrap(), Update::Current);
}

#[tokio::test]
async fn buckets_are_made_listed_described_and_removed() {
    let keeper = Keeper::start().await;
    let link = keeper.link().await;
    let kv = Kv::new(&link);
    assert!(kv.list().await.unwrap().is_empty() && kv.names().await.unwrap().is_empty());
    let config = BucketConfig {
        description: "settings".into(),
        history: 3,
        ttl: Duration::from_secs(60),
        max_value_size: Some(4),
        max_bytes: Some(1 << 20),
        ..BucketConfig::new("ZED")
    };
    let zed = kv.create(&config).await.unwrap();
    bucket(&keeper).await;
    assert_eq!(kv.names().await.unwrap(), ["CFG", "ZED"]);
    let listed = kv.list().await.unwrap();
    assert_eq!(listed[1], zed.status().await.unwrap());
    let status = zed.opened().unwrap();
    assert_eq!(
        (status.history, status.ttl, status.replicas, status.values),
        (3, config.ttl, 1, 0)
    );
    assert_eq!(
        (status.max_value_size, status.max_bytes, status.direct),
        (Some(4), Some(1 << 20), true)
    );
    assert_eq!(
        (status.description.as_str(), status.storage.as_str()),
        ("settings", "file")
    );
    assert_eq!(listed[0].max_value_size, None);

    kv.create(&config).await.unwrap();
    let error = kv.create(&BucketConfig::new("ZED")).await.unwrap_err();
    insta::assert_snapshot!(error, @"there is a bucket ZED already that is set up in another way");
    let error = zed.put("a", "12345").await.unwrap_err();
    insta::assert_snapshot!(error, @"a value of 5 bytes is too large for bucket ZED");
    kv.delete("ZED").await.unwrap();
    insta::assert_snapshot!(zed.put("a", "1").await.unwrap_err(), @"there is no bucket ZED");
    insta::assert_snapshot!(kv.delete("ZED").await.unwrap_err(), @"there is no bucket ZED");
    insta::assert_snapshot!(kv.bucket("cfg").await.unwrap_err(), @"there is no bucket cfg, did you mean CFG?");
    insta::assert_snapshot!(kv.bucket("CFGS").await.unwrap_err(), @"there is no bucket CFGS, did you mean CFG?");
    let many = kv
        .create(&BucketConfig {
            replicas: 3,
            ..BucketConfig::new("HA")
        })
        .await
        .unwrap_err();
    insta::assert_snapshot!(many, @"3 copies of bucket HA cannot be kept");
    for history in [0, 65] {
        let config = BucketConfig {
            history,
            ..BucketConfig::new("H")
        };
        assert!(matches!(kv.create(&config).await, Err(KvError::History { .. })));
    }
}

#[tokio::test]
async fn a_full_bucket_says_so() {
    let keeper = Keeper::start().await;
    let config = BucketConfig {
        max_bytes: Some(300),
        ..BucketConfig::new("SMALL")
    };
    let bucket = Kv::new(&keeper.link().await).create(&config).await.unwrap();
    bucket.put("a", vec![0; 150]).await.unwrap();
    insta::assert_snapshot!(bucket.put("b", vec![0; 150]).await.unwrap_err(), @"bucket SMALL is full");
}

#[tokio::test]
async fn a_broker_without_streams_and_one_that_forbids_are_told_apart_at_once() {
    let broker = Broker::plain().await;
    let kv = Kv::new(&crate::fixture::link(broker.address()).await);
    let error = kv.bucket("CFG").await.unwrap_err().to_string();
    let error = error.replace(&broker.address().port().to_string(), "PORT");
    insta::assert_snapshot!(error, @"the broker nats://127.0.0.1:PORT has no streams");

    let broker = Broker::denying(&["$JS.>"]).await;
    let kv = Kv::new(&crate::fixture::link(broker.address()).await);
    let error = kv.bucket("CFG").await.unwrap_err();
    insta::assert_snapshot!(error.stream_error().unwrap(), @"the broker does not permit us to use $JS.API.STREAM.INFO.KV_CFG");
}
