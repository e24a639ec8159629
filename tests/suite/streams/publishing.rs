//! What is asked of a message before it is kept, and where else it goes.

use std::time::Duration;

use async_nats::jetstream::context::PublishErrorKind;
use async_nats::jetstream::message::PublishMessage;
use async_nats::jetstream::stream::{Config, Republish, Source, SubjectTransform};
use futures_util::StreamExt;
use harness::eventually;
use serde_json::json;

use super::{Site, holds, named, side_by_side, soon, span};

side_by_side!(
    what_is_expected_of_a_stream_is_checked,
    the_same_message_is_kept_once,
    a_rollup_takes_the_place_of_what_was,
    many_publish_at_once_and_all_is_in_order,
    mirrors_and_sources_follow,
    what_is_kept_is_published_again,
    subjects_are_changed_on_the_way_in,
    headers_are_kept_as_they_came,
);

async fn what_is_expected_of_a_stream_is_checked(site: &Site) {
    site.stream(named("EXPECTED")).await;
    let (stream, last, of_subject) = (
        "Nats-Expected-Stream",
        "Nats-Expected-Last-Sequence",
        "Nats-Expected-Last-Subject-Sequence",
    );
    let filter = "Nats-Expected-Last-Subject-Sequence-Subject";
    let (id, last_id) = ("Nats-Msg-Id", "Nats-Expected-Last-Msg-Id");
    let cases: [(&[(&str, &str)], _); 15] = [
        (&[(of_subject, "0"), (id, "one")], Ok(1)),
        (&[(of_subject, "0")], Err(10071)),
        (&[(of_subject, "1")], Ok(2)),
        (&[(of_subject, "1")], Err(10071)),
        (&[(last, "7")], Err(10071)),
        (&[(last, "2"), (id, "two")], Ok(3)),
        (&[(last_id, "one")], Err(10070)),
        (&[(last_id, "two")], Ok(4)),
        (&[(stream, "OTHER")], Err(10060)),
        (&[(stream, "EXPECTED")], Ok(5)),
        (&[(of_subject, "5"), (filter, "EXPECTED.*")], Ok(6)),
        (&[(of_subject, "5"), (filter, "EXPECTED.*")], Err(10071)),
        (&[(filter, "EXPECTED.*")], Err(10193)),
        (&[("Nats-Rollup", "all")], Err(10111)),
        (&[("Nats-TTL", "1h")], Err(10166)),
    ];
    for (headers, outcome) in cases {
        assert_eq!(
            site.store("EXPECTED.a", headers, "x").await,
            outcome,
            "{headers:?}"
        );
    }
    let stale = PublishMessage::build().expected_last_sequence(1);
    let refused = site
        .js
        .send_publish("EXPECTED.a", stale)
        .await
        .unwrap()
        .await
        .unwrap_err();
    assert_eq!(refused.kind(), PublishErrorKind::WrongLastSequence);
    let nobody = site
        .js
        .publish("nobody.keeps.this", "x".into())
        .await
        .unwrap()
        .await;
    assert_eq!(nobody.unwrap_err().kind(), PublishErrorKind::StreamNotFound);
}

async fn the_same_message_is_kept_once(site: &Site) {
    let brief = Config {
        duplicate_window: Duration::from_millis(100),
        ..named("BRIEF")
    };
    let (stream, _) = (site.stream(named("ONCE")).await, site.stream(brief).await);
    let publish = async |subject: &'static str| {
        let message = PublishMessage::build().message_id("id");
        site.js
            .send_publish(subject, message)
            .await
            .unwrap()
            .await
            .unwrap()
    };
    for duplicate in [false, true] {
        let ack = publish("ONCE.a").await;
        assert_eq!((ack.sequence, ack.duplicate), (1, duplicate));
    }
    assert_eq!(span(&stream).await, (1, 1, 1));
    publish("BRIEF.a").await;
    let again = async || (!publish("BRIEF.a").await.duplicate).then_some(());
    eventually("the window to end", again).await;
}

async fn a_rollup_takes_the_place_of_what_was(site: &Site) {
    let stream = site
        .stream(Config {
            allow_rollup: true,
            ..named("ROLLED")
        })
        .await;
    for subject in ["ROLLED.a", "ROLLED.b", "ROLLED.a"] {
        site.keep(subject, "x").await;
    }
    assert_eq!(
        site.store("ROLLED.a", &[("Nats-Rollup", "sub")], "x").await,
        Ok(4)
    );
    assert_eq!(span(&stream).await, (2, 2, 4));
    assert_eq!(
        site.store("ROLLED.c", &[("Nats-Rollup", "all")], "x").await,
        Ok(5)
    );
    assert_eq!(span(&stream).await, (1, 5, 5));
    assert_eq!(
        site.store("ROLLED.c", &[("Nats-Rollup", "some")], "x").await,
        Err(10111)
    );
}

async fn many_publish_at_once_and_all_is_in_order(site: &Site) {
    const EACH: u64 = 100;
    let stream = site.stream(named("BUSY")).await;
    let publisher = async |name: &str| {
        let mut acks = Vec::new();
        for number in 0..EACH {
            let sent = site.js.publish(format!("BUSY.{name}"), number.to_string().into());
            acks.push(sent.await.unwrap());
        }
        let mut last = 0;
        for ack in acks {
            let sequence = ack.await.unwrap().sequence;
            assert!(sequence > last, "what one client publishes stays in order");
            last = sequence;
        }
    };
    tokio::join!(publisher("a"), publisher("b"), publisher("c"), publisher("d"));
    assert_eq!(span(&stream).await, (4 * EACH, 1, 4 * EACH));
}

async fn mirrors_and_sources_follow(site: &Site) {
    let origin = site.stream(named("ORIGIN")).await;
    site.keep("ORIGIN.old", "x").await;
    let from = |name: &str| Source {
        name: name.to_owned(),
        ..Source::default()
    };
    let mirror = Config {
        mirror: Some(from("ORIGIN")),
        subjects: Vec::new(),
        ..named("MIRROR")
    };
    let mirror = site.stream(mirror).await;
    site.stream(named("SECOND")).await;
    let some = Source {
        filter_subject: Some("ORIGIN.new".to_owned()),
        ..from("ORIGIN")
    };
    let renamed = Source {
        subject_transforms: vec![SubjectTransform {
            source: "SECOND.*".to_owned(),
            destination: "renamed.$1".to_owned(),
        }],
        ..from("SECOND")
    };
    let gathered = Config {
        sources: Some(vec![some, renamed]),
        ..named("GATHERED")
    };
    let gathered = site.stream(gathered).await;
    for subject in ["ORIGIN.new", "SECOND.a", "SECOND.b"] {
        site.keep(subject, "x").await;
    }
    site.keep("GATHERED.own", "x").await;
    holds(&origin, 2).await;
    holds(&mirror, 2).await;
    holds(&gathered, 4).await;
    for (subject, times) in [("ORIGIN.new", 1), ("renamed.*", 2), ("GATHERED.own", 1)] {
        let found = gathered.info_with_subjects(subject).await.unwrap();
        assert_eq!(found.count().await, times, "{subject}");
    }
    let info = mirror.get_info().await.unwrap();
    assert_eq!(info.mirror.unwrap().name, "ORIGIN");
    assert_eq!(gathered.get_info().await.unwrap().sources.len(), 2);
    let both = json!({"name": "M2", "subjects": ["m2"], "mirror": {"name": "ORIGIN"}});
    assert_eq!(site.refusal("STREAM.CREATE.M2", both).await, 10034);
}

async fn what_is_kept_is_published_again(site: &Site) {
    for (name, headers_only) in [("AGAIN", false), ("HEADS", true)] {
        let republish = Republish {
            source: format!("{name}.*"),
            destination: format!("heard.{name}.{{{{wildcard(1)}}}}"),
            headers_only,
        };
        site.stream(Config {
            republish: Some(republish),
            ..named(name)
        })
        .await;
        let mut heard = site.client.subscribe(format!("heard.{name}.*")).await.unwrap();
        for number in [1, 2] {
            let sent = site.store(&format!("{name}.a"), &[("X", "y")], "hello").await;
            assert_eq!(sent, Ok(number));
        }
        soon(heard.next()).await.unwrap();
        let message = soon(heard.next()).await.unwrap();
        assert_eq!(message.subject.as_str(), format!("heard.{name}.a"));
        let headers = message.headers.unwrap();
        let header = |name: &str| headers.get(name).map(|value| value.as_str().to_owned());
        let expected = [
            ("X", "y"),
            ("Nats-Stream", name),
            ("Nats-Subject", &format!("{name}.a")),
            ("Nats-Sequence", "2"),
            ("Nats-Last-Sequence", "1"),
        ];
        for (key, value) in expected {
            assert_eq!(header(key).as_deref(), Some(value), "{key}");
        }
        assert!(header("Nats-Time-Stamp").is_some());
        assert_eq!(message.payload.is_empty(), headers_only);
        assert_eq!(header("Nats-Msg-Size"), headers_only.then(|| "5".to_owned()));
    }
}

async fn subjects_are_changed_on_the_way_in(site: &Site) {
    let stream = site
        .stream(Config {
            subject_transform: Some(SubjectTransform {
                source: "CHANGED.*.*".to_owned(),
                destination: "kept.{{wildcard(2)}}.{{wildcard(1)}}".to_owned(),
            }),
            ..named("CHANGED")
        })
        .await;
    site.keep("CHANGED.a.b", "x").await;
    let message = stream.get_raw_message(1).await.unwrap();
    assert_eq!(message.subject.as_str(), "kept.b.a");
}

async fn headers_are_kept_as_they_came(site: &Site) {
    let stream = site
        .stream(Config {
            allow_direct: true,
            ..named("HEADERS")
        })
        .await;
    let headers = [
        ("colour", "blue"),
        ("Colour", "red"),
        ("colour", "green"),
        ("empty", ""),
    ];
    site.store("HEADERS.a", &headers, "").await.unwrap();
    let message = stream.direct_get(1).await.unwrap();
    let all = |name: &str| -> Vec<String> {
        let values = message.headers.get_all(name);
        values.map(|value| value.as_str().to_owned()).collect()
    };
    assert_eq!(all("colour"), ["blue", "green"]);
    assert_eq!(all("Colour"), ["red"]);
    assert_eq!(all("empty"), [""]);
}
