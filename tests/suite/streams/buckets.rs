//! Key-value buckets.

use std::time::Duration;

use async_nats::jetstream::kv::{Config, CreateErrorKind, Entry, Operation, Store, UpdateErrorKind, Watch};
use futures_util::{StreamExt, TryStreamExt};
use harness::eventually;

use super::{Site, side_by_side, soon};

side_by_side!(
    values_are_put_got_changed_and_deleted,
    history_goes_back_as_far_as_it_was_told_to,
    changes_are_watched,
    values_end_at_their_time,
    buckets_are_made_changed_and_deleted,
    a_bucket_follows_another,
);

async fn bucket(site: &Site, config: Config) -> Store {
    site.js.create_key_value(config).await.unwrap()
}

fn named(name: &str) -> Config {
    Config {
        bucket: name.to_owned(),
        history: 5,
        ..Config::default()
    }
}

async fn change(watch: &mut Watch) -> (String, String, Operation) {
    let entry = soon(watch.next()).await.unwrap().unwrap();
    (
        entry.key,
        String::from_utf8(entry.value.to_vec()).unwrap(),
        entry.operation,
    )
}

fn put(key: &str, value: &str) -> (String, String, Operation) {
    (key.to_owned(), value.to_owned(), Operation::Put)
}

async fn values_are_put_got_changed_and_deleted(site: &Site) {
    let bucket = bucket(site, named("VALUES")).await;
    assert_eq!(bucket.get("nothing").await.unwrap(), None);
    assert_eq!(bucket.keys().await.unwrap().count().await, 0);
    assert_eq!(bucket.create("key", "one".into()).await.unwrap(), 1);
    let twice = bucket.create("key", "two".into()).await.unwrap_err();
    assert_eq!(twice.kind(), CreateErrorKind::AlreadyExists);
    assert_eq!(bucket.update("key", "two".into(), 1).await.unwrap(), 2);
    let stale = bucket.update("key", "three".into(), 1).await.unwrap_err();
    assert_eq!(stale.kind(), UpdateErrorKind::WrongLastRevision);
    assert_eq!(bucket.get("key").await.unwrap().unwrap(), "two");
    let first = bucket.entry_for_revision("key", 1).await.unwrap().unwrap();
    assert_eq!((&first.value[..], first.operation), (&b"one"[..], Operation::Put));
    assert!(bucket.delete_expect_revision("key", Some(1)).await.is_err());
    bucket.delete("key").await.unwrap();
    assert_eq!(bucket.get("key").await.unwrap(), None);
    let entry = bucket.entry("key").await.unwrap().unwrap();
    assert_eq!((entry.operation, entry.revision), (Operation::Delete, 3));
    assert_eq!(bucket.create("key", "again".into()).await.unwrap(), 4);
    bucket.put("a.b.c", "".into()).await.unwrap();
    let mut keys: Vec<String> = bucket.keys().await.unwrap().try_collect().await.unwrap();
    keys.sort();
    assert_eq!(keys, ["a.b.c", "key"]);
    bucket.purge("key").await.unwrap();
    let entries: Vec<Entry> = bucket.history("key").await.unwrap().try_collect().await.unwrap();
    let operations: Vec<_> = entries.iter().map(|entry| entry.operation).collect();
    assert_eq!(operations, [Operation::Purge]);
    let status = site
        .js
        .get_key_value("VALUES")
        .await
        .unwrap()
        .status()
        .await
        .unwrap();
    assert_eq!((status.values(), status.history()), (2, 5));
    assert!(bucket.put("not a key", "x".into()).await.is_err());
}

async fn history_goes_back_as_far_as_it_was_told_to(site: &Site) {
    let bucket = bucket(site, named("HISTORY")).await;
    for number in 1..=8 {
        bucket.put("key", number.to_string().into()).await.unwrap();
        bucket.put("other", "x".into()).await.unwrap();
    }
    let entries: Vec<Entry> = bucket.history("key").await.unwrap().try_collect().await.unwrap();
    let values: Vec<_> = entries.iter().map(|entry| &entry.value[..]).collect();
    assert_eq!(values, [b"4", b"5", b"6", b"7", b"8"]);
    let deltas: Vec<_> = entries.iter().map(|entry| entry.delta).collect();
    assert_eq!(deltas, [4, 3, 2, 1, 0]);
    let revisions: Vec<_> = entries.iter().map(|entry| entry.revision).collect();
    assert_eq!(revisions, [7, 9, 11, 13, 15]);
}

async fn changes_are_watched(site: &Site) {
    let bucket = bucket(site, named("WATCHED")).await;
    bucket.put("a.x", "old".into()).await.unwrap();
    let mut new = bucket.watch("a.*").await.unwrap();
    let mut many = bucket.watch_many(["a.y", "b"]).await.unwrap();
    bucket.put("a.x", "1".into()).await.unwrap();
    bucket.put("b", "2".into()).await.unwrap();
    bucket.put("a.y", "3".into()).await.unwrap();
    bucket.delete("a.x").await.unwrap();
    let deleted = ("a.x".to_owned(), String::new(), Operation::Delete);
    for expected in [put("a.x", "1"), put("a.y", "3"), deleted.clone()] {
        assert_eq!(change(&mut new).await, expected);
    }
    for expected in [put("b", "2"), put("a.y", "3")] {
        assert_eq!(change(&mut many).await, expected);
    }
    let mut current = bucket.watch_with_history(">").await.unwrap();
    for expected in [put("b", "2"), put("a.y", "3"), deleted.clone()] {
        assert_eq!(change(&mut current).await, expected);
    }
    let mut from = bucket.watch_from_revision(">", 4).await.unwrap();
    for expected in [put("a.y", "3"), deleted] {
        assert_eq!(change(&mut from).await, expected);
    }
    let mut all = bucket.watch_all().await.unwrap();
    bucket.purge("a.y").await.unwrap();
    assert_eq!(
        change(&mut all).await,
        ("a.y".to_owned(), String::new(), Operation::Purge)
    );
}

async fn values_end_at_their_time(site: &Site) {
    let short = Config {
        max_age: Duration::from_millis(150),
        ..named("SHORT")
    };
    let short = bucket(site, short).await;
    short.put("key", "x".into()).await.unwrap();
    let marked = Config {
        limit_markers: Some(Duration::from_secs(1)),
        ..named("MARKED")
    };
    let marked = bucket(site, marked).await;
    let mut watch = marked.watch_all().await.unwrap();
    marked
        .create_with_ttl("key", "x".into(), Duration::from_secs(1))
        .await
        .unwrap();
    marked.put("other", "y".into()).await.unwrap();
    marked
        .purge_with_ttl("other", Duration::from_secs(1))
        .await
        .unwrap();
    let mut seen = Vec::new();
    while seen.len() < 4 {
        seen.push(change(&mut watch).await);
    }
    let purged = |key: &str| (key.to_owned(), String::new(), Operation::Purge);
    assert_eq!(
        seen,
        [put("key", "x"), put("other", "y"), purged("other"), purged("key")]
    );
    let gone = async || short.get("key").await.unwrap().is_none().then_some(());
    eventually("a value to end", gone).await;
}

async fn buckets_are_made_changed_and_deleted(site: &Site) {
    bucket(site, named("MADE")).await;
    bucket(site, named("MADE")).await;
    let changed = Config {
        history: 7,
        ..named("MADE")
    };
    assert!(site.js.create_key_value(changed.clone()).await.is_err());
    let updated = site.js.update_key_value(changed).await.unwrap();
    assert_eq!(updated.status().await.unwrap().history(), 7);
    let names: Vec<String> = site.js.stream_names().try_collect().await.unwrap();
    assert!(names.iter().any(|name| name == "KV_MADE"), "{names:?}");
    site.js.get_key_value("MADE").await.unwrap();
    site.js.delete_key_value("MADE").await.unwrap();
    assert!(site.js.get_key_value("MADE").await.is_err());
    let large = Config {
        max_value_size: 10,
        ..named("LARGE")
    };
    let large = bucket(site, large).await;
    assert!(large.put("key", "far too large a value".into()).await.is_err());
}

async fn a_bucket_follows_another(site: &Site) {
    let origin = bucket(site, named("FIRST")).await;
    let mirror = Config {
        mirror: Some(async_nats::jetstream::stream::Source {
            name: "FIRST".to_owned(),
            ..Default::default()
        }),
        mirror_direct: true,
        ..named("SECOND")
    };
    let mirror = bucket(site, mirror).await;
    origin.put("key", "x".into()).await.unwrap();
    let follows = async || {
        let found = mirror.stream.direct_get_last_for_subject("$KV.FIRST.key");
        found.await.ok()
    };
    assert_eq!(eventually("the mirror to follow", follows).await.payload, "x");
}
