//! How long consumers live, and what may be done with them meanwhile.

use super::*;

side_by_side!(
    ephemeral_consumers_vanish_and_others_stay,
    consumers_are_listed_changed_and_refused,
    ordered_consumers_go_on_when_theirs_is_taken_away,
);

async fn ephemeral_consumers_vanish_and_others_stay(site: &Site) {
    let stream = filled(site, "LIVES", 1).await;
    let brief = pull::Config {
        inactive_threshold: Duration::from_millis(100),
        ..pull::Config::default()
    };
    let named_briefly = pull::Config {
        name: Some("BRIEF".to_owned()),
        ..brief.clone()
    };
    let nameless = stream.create_consumer(brief).await.unwrap();
    stream.create_consumer(named_briefly).await.unwrap();
    stream.create_consumer(durable("STAYS")).await.unwrap();
    assert_eq!(nameless.cached_info().name.len(), 8);
    let left = async || {
        let names: Vec<String> = stream.consumer_names().try_collect().await.unwrap();
        (names == ["STAYS"]).then_some(())
    };
    eventually("the others to vanish", left).await;
    assert_eq!(
        site.refusal("CONSUMER.INFO.LIVES.BRIEF", Value::Null).await,
        10014
    );
}

async fn consumers_are_listed_changed_and_refused(site: &Site) {
    let stream = filled(site, "MANAGED", 1).await;
    for name in ["A", "B"] {
        stream.create_consumer(durable(name)).await.unwrap();
    }
    let infos: Vec<_> = stream.consumers().try_collect().await.unwrap();
    assert_eq!(infos.len(), 2);
    assert!(
        stream
            .create_consumer_strict(pull::Config {
                max_deliver: 7,
                ..durable("A")
            })
            .await
            .is_err()
    );
    let changed = pull::Config {
        description: Some("new".to_owned()),
        filter_subject: "MANAGED.2".to_owned(),
        ..durable("A")
    };
    let changed: Consumer<pull::Config> = stream.update_consumer(changed).await.unwrap();
    assert_eq!(changed.cached_info().config.description.as_deref(), Some("new"));
    assert_eq!(changed.cached_info().num_pending, 0);
    for (config, code) in [
        (json!({"durable_name": "A", "ack_policy": "none"}), 10012),
        (json!({"filter_subject": "a", "filter_subjects": ["b"]}), 10136),
        (json!({"filter_subjects": ["a.*", "a.b"]}), 10138),
        (json!({"filter_subjects": ["a", ""]}), 10139),
        (json!({"idle_heartbeat": 1_000_000_000}), 10088),
        (json!({"flow_control": true}), 10089),
        (json!({"rate_limit_bps": 1}), 10086),
        (json!({"num_replicas": 3}), 10074),
        (json!({"deliver_policy": "by_start_sequence"}), 10094),
        (
            json!({"deliver_policy": "last_per_subject", "filter_subject": ""}),
            10094,
        ),
        (json!({"backoff": [1, 2, 3], "max_deliver": 2}), 10116),
        (json!({"priority_policy": "overflow"}), 10159),
        (json!({"deliver_subject": "d.*"}), 10079),
        (json!({"deliver_subject": "d", "max_waiting": 1}), 10080),
        (json!({"deliver_subject": "d", "flow_control": true}), 10108),
        (json!({"deliver_subject": "d", "idle_heartbeat": 1}), 10083),
    ] {
        let mut config = config;
        let members = config.as_object_mut().unwrap();
        members.entry("ack_policy").or_insert_with(|| json!("explicit"));
        let tail = match members.get("durable_name") {
            Some(name) => format!("CONSUMER.DURABLE.CREATE.MANAGED.{}", name.as_str().unwrap()),
            None => "CONSUMER.CREATE.MANAGED".to_owned(),
        };
        let body = json!({"stream_name": "MANAGED", "config": config});
        assert_eq!(site.refusal(&tail, body).await, code, "{config}");
    }
    stream.delete_consumer("B").await.unwrap();
    assert_eq!(
        site.refusal("CONSUMER.DELETE.MANAGED.B", Value::Null).await,
        10014
    );
    assert!(stream.get_consumer::<pull::Config>("B").await.is_err());
}

async fn ordered_consumers_go_on_when_theirs_is_taken_away(site: &Site) {
    let stream = filled(site, "ORDERED", 50).await;
    let config = pull::OrderedConfig {
        deliver_policy: DeliverPolicy::ByStartSequence { start_sequence: 11 },
        ..pull::OrderedConfig::default()
    };
    let consumer: Consumer<pull::OrderedConfig> = stream.create_consumer(config).await.unwrap();
    let mut messages = consumer.messages().await.unwrap();
    for number in 11..=60_u64 {
        if number == 30 {
            let names: Vec<String> = stream.consumer_names().try_collect().await.unwrap();
            for name in names {
                stream.delete_consumer(&name).await.unwrap();
            }
            for number in 51..=60 {
                site.keep("ORDERED.a", &number.to_string()).await;
            }
        }
        assert_eq!(next(&mut messages).await, number.to_string());
    }
}

/// What the next message says. That its consumer is gone is told beside.
async fn next(messages: &mut pull::Ordered) -> String {
    loop {
        if let Ok(message) = soon(messages.next()).await.unwrap() {
            return String::from_utf8(message.payload.to_vec()).unwrap();
        }
    }
}
