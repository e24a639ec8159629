//! Subjects that lead elsewhere.

use engine::{Engine, EngineError, Mapping, Options};
use futures_util::StreamExt;

fn mapping(source: &str, destination: &str) -> Options {
    Options {
        mappings: vec![Mapping {
            source: source.to_owned(),
            destination: destination.to_owned(),
        }],
        ..Options::local()
    }
}

#[tokio::test]
async fn what_is_published_arrives_where_its_subject_leads() {
    let engine = Engine::start(mapping("in.*.>", "out.{{partition(1,1)}}.$1.>"))
        .await
        .unwrap();
    let client = async_nats::connect(engine.address().to_string()).await.unwrap();
    let mut heard = client.subscribe(">").await.unwrap();
    while engine.snapshot().subscriptions < 1 {
        tokio::task::yield_now().await;
    }
    for subject in ["in.node.data", "other"] {
        client.publish(subject, "x".into()).await.unwrap();
    }
    assert_eq!(heard.next().await.unwrap().subject.as_str(), "out.0.node.data");
    assert_eq!(heard.next().await.unwrap().subject.as_str(), "other");
}

#[tokio::test]
async fn a_mapping_that_leads_nowhere_stops_the_start() {
    let refused = Engine::start(mapping("in.*", "out.$2")).await;
    let Err(EngineError::Mapping { mapping, .. }) = refused else {
        panic!("started");
    };
    assert_eq!(mapping.source, "in.*");
}
