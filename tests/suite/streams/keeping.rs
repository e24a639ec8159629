//! What streams keep, and what they let go.

use std::time::Duration;

use async_nats::jetstream::consumer::pull;
use async_nats::jetstream::stream::{Config, DiscardPolicy, RetentionPolicy, StorageType};
use futures_util::TryStreamExt;
use harness::eventually;
use serde_json::{Value, json};

use super::{Site, holds, named, side_by_side, span};

side_by_side!(
    limits_drop_the_oldest,
    full_streams_that_discard_the_new_say_so,
    streams_for_interest_keep_what_somebody_still_needs,
    work_queues_keep_what_nobody_did,
    messages_leave_at_their_age,
    the_last_of_a_subject_leaves_a_marker,
    purging_takes_what_was_meant,
    single_messages_are_deleted_where_that_is_allowed,
    streams_are_listed_changed_and_deleted,
    the_account_is_described,
);

/// What a full stream answers.
const STORE_FAILED: u64 = 10077;

async fn limits_drop_the_oldest(site: &Site) {
    let few = Config {
        max_messages: 3,
        ..named("FEW")
    };
    let small = Config {
        max_bytes: 1000,
        storage: StorageType::Memory,
        ..named("SMALL")
    };
    let each = Config {
        max_messages_per_subject: 2,
        ..named("EACH")
    };
    let (few, small, each) = (
        site.stream(few).await,
        site.stream(small).await,
        site.stream(each).await,
    );
    for number in 1..=6 {
        site.keep("FEW.a", "x").await;
        // 7 + 377 + 16 bytes each.
        site.keep("SMALL.a", &"x".repeat(377)).await;
        site.keep(&format!("EACH.{}", number % 2), "x").await;
    }
    site.keep("EACH.0", "x").await;
    assert_eq!(span(&few).await, (3, 4, 6));
    assert_eq!(span(&small).await, (2, 5, 6));
    assert_eq!(small.get_info().await.unwrap().state.bytes, 800);
    assert_eq!(span(&each).await, (4, 3, 7));
    let gone = each
        .info_builder()
        .with_deleted(true)
        .subjects(">")
        .fetch()
        .await
        .unwrap();
    assert_eq!(gone.info.state.deleted, Some(vec![4]));
    let mut subjects: Vec<_> = gone.try_collect().await.unwrap();
    subjects.sort();
    assert_eq!(subjects, [("EACH.0".to_owned(), 2), ("EACH.1".to_owned(), 2)]);
}

async fn full_streams_that_discard_the_new_say_so(site: &Site) {
    let full = Config {
        max_messages: 2,
        max_message_size: 10,
        discard: DiscardPolicy::New,
        ..named("FULL")
    };
    let slots = Config {
        max_messages_per_subject: 1,
        discard: DiscardPolicy::New,
        discard_new_per_subject: true,
        ..named("SLOTS")
    };
    let values = Config {
        max_messages_per_subject: 1,
        max_messages: 2,
        discard: DiscardPolicy::New,
        ..named("VALUES")
    };
    let (_, slots, values) = (
        site.stream(full).await,
        site.stream(slots).await,
        site.stream(values).await,
    );
    for (subject, outcome) in [
        ("FULL.a", Ok(1)),
        ("FULL.a", Ok(2)),
        ("FULL.b", Err(STORE_FAILED)),
        ("SLOTS.a", Ok(1)),
        ("SLOTS.a", Err(STORE_FAILED)),
        ("SLOTS.b", Ok(2)),
        ("VALUES.a", Ok(1)),
        ("VALUES.b", Ok(2)),
        ("VALUES.a", Ok(3)),
        ("VALUES.c", Err(STORE_FAILED)),
    ] {
        assert_eq!(site.store(subject, &[], "x").await, outcome, "{subject}");
    }
    assert_eq!(site.store("FULL.a", &[], "far too long").await, Err(10054));
    assert_eq!(span(&values).await, (2, 2, 3));
    slots.delete_message(1).await.unwrap();
    assert_eq!(site.store("SLOTS.a", &[], "x").await, Ok(3));
}

async fn streams_for_interest_keep_what_somebody_still_needs(site: &Site) {
    let stream = site
        .stream(Config {
            retention: RetentionPolicy::Interest,
            ..named("INTEREST")
        })
        .await;
    assert_eq!(site.keep("INTEREST.a", "nobody wants this").await, 1);
    assert_eq!(span(&stream).await.0, 0);
    let mut readers = Vec::new();
    for (name, filter) in [("all", "INTEREST.>"), ("one", "INTEREST.a")] {
        let config = pull::Config {
            durable_name: Some(name.to_owned()),
            filter_subject: filter.to_owned(),
            ..pull::Config::default()
        };
        readers.push(stream.create_consumer(config).await.unwrap());
    }
    site.keep("INTEREST.a", "both").await;
    site.keep("INTEREST.b", "all").await;
    site.keep("INTEREST.a", "both").await;
    assert_eq!(span(&stream).await, (3, 2, 4));
    acknowledge(&readers[0], 3).await;
    holds(&stream, 2).await;
    acknowledge(&readers[1], 1).await;
    holds(&stream, 1).await;
    stream.delete_consumer("one").await.unwrap();
    holds(&stream, 0).await;
}

async fn work_queues_keep_what_nobody_did(site: &Site) {
    let stream = site
        .stream(Config {
            retention: RetentionPolicy::WorkQueue,
            ..named("WORK")
        })
        .await;
    for number in 1..=3 {
        site.keep("WORK.a", &number.to_string()).await;
    }
    let worker = pull::Config {
        durable_name: Some("w".to_owned()),
        ..pull::Config::default()
    };
    let worker = stream.create_consumer(worker).await.unwrap();
    for (config, code) in [
        (json!({"ack_policy": "explicit"}), 10099),
        (
            json!({"ack_policy": "explicit", "filter_subject": "WORK.a"}),
            10100,
        ),
        (json!({"ack_policy": "none"}), 10084),
        (json!({"ack_policy": "explicit", "deliver_policy": "new"}), 10101),
    ] {
        let body = json!({"stream_name": "WORK", "config": config});
        let refused = site.refusal("CONSUMER.CREATE.WORK", body).await;
        assert_eq!(refused, code, "{config}");
    }
    acknowledge(&worker, 2).await;
    holds(&stream, 1).await;
    assert_eq!(span(&stream).await, (1, 3, 3));
}

async fn messages_leave_at_their_age(site: &Site) {
    let short = Config {
        max_age: Duration::from_millis(150),
        ..named("SHORT")
    };
    let own = Config {
        allow_message_ttl: true,
        max_age: Duration::from_secs(1),
        ..named("OWN")
    };
    let (short, own) = (site.stream(short).await, site.stream(own).await);
    site.keep("SHORT.a", "x").await;
    assert_eq!(site.store("SHORT.a", &[("Nats-TTL", "1")], "x").await, Err(10166));
    for (ttl, outcome) in [
        ("never", Ok(1)),
        ("1", Ok(2)),
        ("1h", Ok(3)),
        ("10ms", Err(10165)),
        ("soon", Err(10165)),
    ] {
        assert_eq!(
            site.store("OWN.a", &[("Nats-TTL", ttl)], "x").await,
            outcome,
            "{ttl}"
        );
    }
    holds(&short, 0).await;
    let state = short.get_info().await.unwrap().state;
    assert_eq!((state.first_sequence, state.last_sequence), (2, 1));
    holds(&own, 1).await;
    assert_eq!(span(&own).await.1, 1);
}

async fn the_last_of_a_subject_leaves_a_marker(site: &Site) {
    let stream = site
        .stream(Config {
            allow_message_ttl: true,
            subject_delete_marker_ttl: Some(Duration::from_secs(60)),
            allow_rollup: true,
            max_messages_per_subject: 1,
            ..named("MARKED")
        })
        .await;
    site.keep("MARKED.stays", "x").await;
    let sent = site.store("MARKED.goes", &[("Nats-TTL", "1")], "x").await;
    assert_eq!(sent, Ok(2));
    let marker = eventually("a marker", async || stream.get_raw_message(3).await.ok()).await;
    assert_eq!(marker.subject.as_str(), "MARKED.goes");
    let header = |name: &str| marker.headers.get(name).map(|value| value.as_str());
    assert_eq!(header("Nats-Marker-Reason"), Some("MaxAge"));
    assert_eq!(header("Nats-TTL"), Some("1m0s"));
    assert!(marker.payload.is_empty());
    assert_eq!(span(&stream).await, (2, 1, 3));
}

async fn purging_takes_what_was_meant(site: &Site) {
    let stream = site.stream(named("PURGED")).await;
    for number in 1..=10 {
        site.keep(&format!("PURGED.{}", number % 2), "x").await;
    }
    let purged = |purged: async_nats::jetstream::stream::PurgeResponse| {
        assert!(purged.success);
        purged.purged
    };
    assert_eq!(purged(stream.purge().sequence(3).await.unwrap()), 2);
    assert_eq!(
        purged(stream.purge().filter("PURGED.0").keep(1).await.unwrap()),
        3
    );
    assert_eq!(
        purged(stream.purge().filter("PURGED.1").sequence(6).await.unwrap()),
        2
    );
    assert_eq!(span(&stream).await, (3, 7, 10));
    assert_eq!(purged(stream.purge().await.unwrap()), 3);
    assert_eq!(span(&stream).await, (0, 11, 10));
    let both = json!({"seq": 1, "keep": 1});
    assert_eq!(site.refusal("STREAM.PURGE.PURGED", both).await, 10003);
    let kept = Config {
        deny_purge: true,
        ..named("UNPURGED")
    };
    site.stream(kept).await;
    assert_eq!(site.refusal("STREAM.PURGE.UNPURGED", Value::Null).await, 10110);
    assert_eq!(site.refusal("STREAM.PURGE.NOTHING", Value::Null).await, 10059);
}

async fn single_messages_are_deleted_where_that_is_allowed(site: &Site) {
    let stream = site.stream(named("ERASED")).await;
    for _ in 0..3 {
        site.keep("ERASED.a", "x").await;
    }
    assert!(stream.delete_message(2).await.unwrap());
    assert_eq!(
        site.refusal("STREAM.MSG.DELETE.ERASED", json!({"seq": 2})).await,
        10043
    );
    assert_eq!(
        site.refusal("STREAM.MSG.DELETE.ERASED", json!({"seq": 1, "no_erase": true}))
            .await,
        0
    );
    assert_eq!(span(&stream).await, (1, 3, 3));
    assert!(stream.get_raw_message(2).await.is_err());
    let sealed = Config {
        sealed: true,
        ..stream.get_info().await.unwrap().config
    };
    site.js.update_stream(sealed).await.unwrap();
    assert_eq!(
        site.refusal("STREAM.MSG.DELETE.ERASED", json!({"seq": 3})).await,
        10109
    );
    assert_eq!(site.store("ERASED.a", &[], "x").await, Err(10109));
    let kept = Config {
        deny_delete: true,
        ..named("UNERASED")
    };
    site.stream(kept).await;
    site.keep("UNERASED.a", "x").await;
    assert_eq!(
        site.refusal("STREAM.MSG.DELETE.UNERASED", json!({"seq": 1}))
            .await,
        10057
    );
}

async fn streams_are_listed_changed_and_deleted(site: &Site) {
    for name in ["LISTED_1", "LISTED_2"] {
        site.stream(named(name)).await;
    }
    site.stream(named("LISTED_1")).await;
    let other = json!({"name": "LISTED_1", "subjects": ["else"]});
    assert_eq!(site.refusal("STREAM.CREATE.LISTED_1", other).await, 10058);
    let overlap = json!({"name": "LISTED_3", "subjects": ["LISTED_1.a"]});
    assert_eq!(site.refusal("STREAM.CREATE.LISTED_3", overlap).await, 10065);
    let names: Vec<String> = site.js.stream_names().try_collect().await.unwrap();
    let infos: Vec<_> = site.js.streams().try_collect().await.unwrap();
    for name in ["LISTED_1", "LISTED_2"] {
        assert!(names.iter().any(|found| found == name), "{names:?}");
        assert!(infos.iter().any(|info| info.config.name == name));
    }
    assert_eq!(site.js.stream_by_subject("LISTED_2.a").await.unwrap(), "LISTED_2");
    let nothing = site
        .ask("STREAM.NAMES", json!({"subject": "nobody.has.this"}))
        .await;
    assert_eq!(
        (&nothing["total"], &nothing["streams"]),
        (&json!(0), &Value::Null)
    );
    let changed = Config {
        description: Some("new".to_owned()),
        max_messages: 1,
        ..named("LISTED_1")
    };
    site.keep("LISTED_1.a", "x").await;
    site.keep("LISTED_1.a", "x").await;
    let info = site.js.update_stream(changed).await.unwrap();
    assert_eq!(info.config.description.as_deref(), Some("new"));
    let stream = site.js.get_stream("LISTED_1").await.unwrap();
    holds(&stream, 1).await;
    assert!(site.js.delete_stream("LISTED_1").await.unwrap().success);
    assert_eq!(site.refusal("STREAM.INFO.LISTED_1", Value::Null).await, 10059);
    let unknown = site.js.update_stream(named("LISTED_1")).await;
    assert!(unknown.is_err());
}

async fn the_account_is_described(site: &Site) {
    site.stream(named("COUNTED")).await;
    site.keep("COUNTED.a", "x").await;
    let account = site.js.query_account().await.unwrap();
    assert!(account.streams >= 1 && account.storage > 0 && account.requests.total > 0);
    assert_eq!(
        (account.limits.max_streams, account.limits.max_memory),
        (None, None)
    );
    assert!(account.requests.level >= 1, "limit markers need it");
}

async fn acknowledge(consumer: &async_nats::jetstream::consumer::PullConsumer, count: usize) {
    let batch = consumer.batch().max_messages(count).messages().await.unwrap();
    let batch: Vec<_> = batch.try_collect().await.unwrap();
    assert_eq!(batch.len(), count);
    for message in batch {
        message.double_ack().await.unwrap();
    }
}
