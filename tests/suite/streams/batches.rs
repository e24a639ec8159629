//! Messages that are kept all or not at all, and where they go.

use async_nats::Message;
use async_nats::jetstream::consumer::{DeliverPolicy, pull};
use async_nats::jetstream::stream::{Config, PersistenceMode, Republish, Source};
use futures_util::StreamExt;
use serde_json::{Value, json};

use super::{Site, holds, named, side_by_side, soon};

side_by_side!(
    a_batch_goes_where_its_messages_would_go,
    batches_of_several_publishers_do_not_mix,
    a_batch_that_is_refused_leaves_nothing,
    what_is_acknowledged_late_is_kept_as_well,
);

const COMMIT: (&str, &str) = ("Nats-Batch-Commit", "1");

fn atomic(name: &str) -> Config {
    Config {
        allow_atomic_publish: true,
        ..named(name)
    }
}

/// Publishes a message of a batch; what it is answered, nothing where there is no more to tell than that it came.
async fn part(site: &Site, subject: &str, (id, number): (&str, u64), more: &[(&str, &str)]) -> Value {
    let mut headers = async_nats::HeaderMap::new();
    headers.insert("Nats-Batch-Id", id);
    headers.insert("Nats-Batch-Sequence", number.to_string());
    for (name, value) in more {
        headers.insert(*name, *value);
    }
    let request = async_nats::Request::new()
        .headers(headers)
        .payload(number.to_string().into());
    let answer = site
        .client
        .send_request(subject.to_owned(), request)
        .await
        .unwrap();
    match &*answer.payload {
        b"" => Value::Null,
        text => serde_json::from_slice(text).unwrap(),
    }
}

fn header<'a>(message: &'a Message, name: &str) -> Option<&'a str> {
    message.headers.as_ref()?.get(name).map(|value| value.as_str())
}

async fn a_batch_goes_where_its_messages_would_go(site: &Site) {
    let republish = Republish {
        source: "BATCH.*".to_owned(),
        destination: "batched.{{wildcard(1)}}".to_owned(),
        headers_only: false,
    };
    let stream = site
        .stream(Config {
            republish: Some(republish),
            ..atomic("BATCH")
        })
        .await;
    let mirror = Config {
        mirror: Some(Source {
            name: "BATCH".to_owned(),
            ..Source::default()
        }),
        subjects: Vec::new(),
        ..named("COPIED")
    };
    let mirror = site.stream(mirror).await;
    let consumer = pull::Config {
        deliver_policy: DeliverPolicy::New,
        ..pull::Config::default()
    };
    let consumer = stream.create_consumer(consumer).await.unwrap();
    let mut heard = site.client.subscribe("batched.*").await.unwrap();
    for number in 1..=3 {
        assert_eq!(part(site, "BATCH.a", ("one", number), &[]).await, Value::Null);
    }
    holds(&stream, 0).await;
    let ack = part(site, "BATCH.b", ("one", 4), &[COMMIT]).await;
    assert_eq!(
        ack,
        json!({"stream": "BATCH", "seq": 4, "batch": "one", "count": 4})
    );
    let mut messages = consumer.fetch().max_messages(4).messages().await.unwrap();
    for number in 1..=4 {
        let number = number.to_string();
        let message = soon(messages.next()).await.unwrap().unwrap();
        assert_eq!(header(&message, "Nats-Batch-Sequence"), Some(&*number));
        let again = soon(heard.next()).await.unwrap();
        assert_eq!(&*again.payload, number.as_bytes());
        assert_eq!(header(&again, "Nats-Sequence"), Some(&*number));
        assert_eq!(header(&again, "Nats-Batch-Id"), Some("one"));
    }
    holds(&mirror, 4).await;
    let copy = mirror.get_raw_message(4).await.unwrap();
    assert_eq!(copy.headers.get("Nats-Batch-Id"), None, "a copy is of no batch");
    assert_eq!(&*copy.payload, b"4");
}

async fn batches_of_several_publishers_do_not_mix(site: &Site) {
    const PUBLISHERS: usize = 8;
    const PARTS: u64 = 50;
    let stream = site.stream(atomic("MANY")).await;
    let publish = async |id: usize| {
        let id = format!("publisher{id}");
        for number in 1..PARTS {
            part(site, "MANY.a", (&id, number), &[]).await;
        }
        part(site, "MANY.a", (&id, PARTS), &[COMMIT]).await
    };
    let acks = futures_util::future::join_all((0..PUBLISHERS).map(publish)).await;
    for ack in acks {
        assert_eq!(ack["count"], PARTS, "{ack}");
        let last = ack["seq"].as_u64().unwrap();
        for seq in last + 1 - PARTS..=last {
            let message = stream.get_raw_message(seq).await.unwrap();
            let id = message.headers.get("Nats-Batch-Id").unwrap();
            assert_eq!(Some(id.as_str()), ack["batch"].as_str());
        }
    }
}

async fn a_batch_that_is_refused_leaves_nothing(site: &Site) {
    let stream = site.stream(atomic("WHOLE")).await;
    site.keep("WHOLE.a", "x").await;
    let expected = ("Nats-Expected-Last-Subject-Sequence", "9");
    for (number, more) in [(1, &[][..]), (2, &[expected]), (3, &[])] {
        assert_eq!(part(site, "WHOLE.a", ("bad", number), more).await, Value::Null);
    }
    let refused = part(site, "WHOLE.a", ("bad", 4), &[COMMIT]).await;
    assert_eq!(refused["error"]["err_code"], 10164, "{refused}");
    let gone = part(site, "WHOLE.a", ("bad", 5), &[COMMIT]).await;
    assert_eq!(gone["error"]["err_code"], 10176, "{gone}");
    holds(&stream, 1).await;
    site.stream(named("PLAIN")).await;
    let refused = part(site, "PLAIN.a", ("one", 1), &[COMMIT]).await;
    assert_eq!(refused["error"]["err_code"], 10174, "{refused}");
}

async fn what_is_acknowledged_late_is_kept_as_well(site: &Site) {
    let config = Config {
        persist_mode: Some(PersistenceMode::Async),
        ..named("LATE")
    };
    let stream = site.stream(config).await;
    assert_eq!(site.keep("LATE.a", "x").await, 1);
    let info = stream.get_info().await.unwrap();
    assert_eq!(info.config.persist_mode, Some(PersistenceMode::Async));
    let both = json!({"name": "BOTH", "subjects": ["both"], "persist_mode": "async", "allow_atomic": true});
    assert_eq!(site.refusal("STREAM.CREATE.BOTH", both).await, 10052);
}
