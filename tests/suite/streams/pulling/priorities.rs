//! Groups whose members have priorities.

use super::*;

side_by_side!(groups_have_priorities);

async fn groups_have_priorities(site: &Site) {
    let stream = filled(site, "GROUPS", 3).await;
    let group = async |name: &str, policy: PriorityPolicy| -> PullConsumer {
        let config = pull::Config {
            priority_policy: policy,
            priority_groups: vec!["g".to_owned()],
            ..durable(name)
        };
        stream.create_consumer(config).await.unwrap()
    };
    group("OVERFLOW", PriorityPolicy::Overflow).await;
    for (body, found, status) in [
        (
            json!({"group": "g", "min_pending": 10, "expires": 100_000_000}),
            &[][..],
            "408 Request Timeout",
        ),
        (
            json!({"group": "g", "min_pending": 3, "no_wait": true}),
            &["1"],
            "",
        ),
        (
            json!({"group": "g", "min_ack_pending": 1, "no_wait": true, "batch": 3}),
            &["2", "3"],
            "404 No Messages",
        ),
    ] {
        let (messages, ended) = if status.is_empty() {
            let subject = "$JS.API.CONSUMER.MSG.NEXT.GROUPS.OVERFLOW";
            let answer = site.one(subject, &body.to_string()).await;
            (vec![answer], String::new())
        } else {
            site.pull("GROUPS", "OVERFLOW", body.clone()).await
        };
        assert_eq!(
            (texts(&messages), ended.as_str()),
            (found.to_vec(), status),
            "{body}"
        );
    }

    group("PINNED", PriorityPolicy::PinnedClient).await;
    let subject = "$JS.API.CONSUMER.MSG.NEXT.GROUPS.PINNED";
    let pull = async |body: Value| -> Message { site.one(subject, &body.to_string()).await };
    let first = pull(json!({"group": "g"})).await;
    let pin = first
        .headers
        .as_ref()
        .unwrap()
        .get("Nats-Pin-Id")
        .unwrap()
        .as_str();
    let (_, stranger) = site
        .pull("GROUPS", "PINNED", json!({"group": "g", "id": "stranger"}))
        .await;
    assert!(stranger.starts_with("423 "), "{stranger}");
    let second = pull(json!({"group": "g", "id": pin})).await;
    assert_eq!(&second.payload[..], b"2");
    stream.unpin_consumer("PINNED", "g").await.unwrap();
    let third = pull(json!({"group": "g"})).await;
    assert_eq!(&third.payload[..], b"3");
    assert_ne!(
        third
            .headers
            .as_ref()
            .unwrap()
            .get("Nats-Pin-Id")
            .unwrap()
            .as_str(),
        pin
    );

    let prioritized = group("PRIORITIZED", PriorityPolicy::Prioritized).await;
    let subject = "$JS.API.CONSUMER.MSG.NEXT.GROUPS.PRIORITIZED";
    for _ in 0..3 {
        site.one(subject, r#"{"group": "g"}"#).await;
    }
    let asking = async |priority: u8| {
        let body = json!({"group": "g", "priority": priority, "expires": 30_000_000_000_u64});
        site.one(subject, &body.to_string()).await
    };
    let publish = async {
        waits(&prioritized, 2).await;
        site.keep("GROUPS.a", "for the first").await;
        site.keep("GROUPS.a", "for the second").await;
    };
    let (second, first, ()) = tokio::join!(asking(2), asking(1), publish);
    assert_eq!(
        (&first.payload[..], &second.payload[..]),
        (&b"for the first"[..], &b"for the second"[..])
    );
}
