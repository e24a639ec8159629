//! Where messages go beside their stream: other streams, and other subjects.

use std::time::Duration;

use async_nats::HeaderMap;
use async_nats::jetstream::stream::{self, Republish, Source, SubjectTransform};
use futures_util::StreamExt;
use tokio::time::timeout;

use super::Streams;

/// Longest wait for what comes by itself.
const PATIENCE: Duration = Duration::from_secs(20);

impl Streams {
    async fn make(&self, config: stream::Config) {
        self.context.create_stream(config).await.unwrap();
    }

    async fn store(&self, subject: &str, headers: HeaderMap) {
        let sent = self
            .context
            .publish_with_headers(subject.to_owned(), headers, "x".into());
        sent.await.unwrap().await.unwrap();
    }

    /// Waits until a stream has so many messages.
    async fn holds(&self, name: &str, count: u64) {
        let holds = async {
            loop {
                let mut found = self.context.get_stream(name).await.unwrap();
                if found.info().await.unwrap().state.messages == count {
                    return;
                }
            }
        };
        timeout(PATIENCE, holds).await.unwrap();
    }
}

fn named(name: &str, subjects: &[&str]) -> stream::Config {
    stream::Config {
        name: name.to_owned(),
        subjects: subjects.iter().map(|subject| (*subject).to_owned()).collect(),
        ..stream::Config::default()
    }
}

fn from(name: &str) -> Source {
    Source {
        name: name.to_owned(),
        ..Source::default()
    }
}

#[tokio::test]
async fn mirrors_and_sources_follow_their_streams() {
    let streams = Streams::start().await;
    streams.make(named("A", &["a.>"])).await;
    streams.store("a.1", HeaderMap::new()).await;
    let mirror = stream::Config {
        mirror: Some(from("A")),
        ..named("M", &[])
    };
    streams.make(mirror).await;
    let sources = stream::Config {
        sources: Some(vec![from("A"), from("M")]),
        ..named("S", &["s.>"])
    };
    streams.make(sources).await;
    streams.store("a.2", HeaderMap::new()).await;
    streams.holds("M", 2).await;
    streams.holds("S", 4).await;
    let info = streams.context.get_stream("S").await.unwrap();
    assert_eq!(info.cached_info().sources.len(), 2);
    let mirror = streams.context.get_stream("M").await.unwrap();
    let message = mirror.get_raw_message(2).await.unwrap();
    assert_eq!(message.subject.as_str(), "a.2");
}

#[tokio::test]
async fn what_is_kept_is_published_again_and_may_be_kept_elsewhere() {
    let streams = Streams::start().await;
    let config = stream::Config {
        republish: Some(Republish {
            source: "a.*".to_owned(),
            destination: "b.$1".to_owned(),
            headers_only: false,
        }),
        subject_transform: Some(SubjectTransform {
            source: "in.>".to_owned(),
            destination: "a.>".to_owned(),
        }),
        ..named("A", &["in.>"])
    };
    streams.make(config).await;
    streams.make(named("B", &["b.>"])).await;
    let mut heard = streams.client.subscribe("b.>").await.unwrap();
    streams.known_subscriptions(2).await;
    let mut headers = HeaderMap::new();
    headers.insert("X", "y");
    streams.store("in.1", headers).await;
    let message = timeout(PATIENCE, heard.next()).await.unwrap().unwrap();
    let headers = message.headers.unwrap();
    assert_eq!(message.subject.as_str(), "b.1");
    assert_eq!(headers.get("Nats-Subject").unwrap().as_str(), "a.1");
    assert_eq!(headers.get("X").unwrap().as_str(), "y");
    streams.holds("B", 1).await;
}

#[tokio::test]
async fn a_stream_that_is_updated_keeps_its_new_subjects_and_not_the_old() {
    let streams = Streams::start().await;
    streams.make(named("A", &["a.>", "b"])).await;
    streams.make(named("C", &["c"])).await;
    let overlap = streams.context.update_stream(named("A", &["c"])).await;
    assert!(overlap.is_err());
    streams.store("b", HeaderMap::new()).await;
    streams
        .context
        .update_stream(named("A", &["a.>", "d"]))
        .await
        .unwrap();
    streams.store("d", HeaderMap::new()).await;
    let gone = streams.client.request("b", "x".into()).await;
    assert!(gone.is_err(), "nobody keeps it any more");
    streams.holds("A", 2).await;
}

#[tokio::test]
async fn mirrors_sources_duplicates_and_times_go_on_after_a_restart() {
    let streams = Streams::start().await;
    let origin = stream::Config {
        allow_message_ttl: true,
        ..named("A", &["a.>"])
    };
    streams.make(origin).await;
    let mirror = stream::Config {
        mirror: Some(from("A")),
        ..named("M", &[])
    };
    let sources = stream::Config {
        sources: Some(vec![from("A")]),
        ..named("S", &[])
    };
    streams.make(mirror).await;
    streams.make(sources).await;
    let with = |name: &str, value: &str| {
        let mut headers = HeaderMap::new();
        headers.insert(name, value);
        headers
    };
    streams.store("a.1", with("Nats-Msg-Id", "one")).await;
    streams.store("a.2", with("Nats-TTL", "1")).await;
    streams.holds("M", 2).await;
    streams.holds("S", 2).await;

    let streams = streams.restart().await;
    let again = streams
        .context
        .publish_with_headers("a.1", with("Nats-Msg-Id", "one"), "x".into());
    assert!(again.await.unwrap().await.unwrap().duplicate);
    streams.store("a.3", HeaderMap::new()).await;
    streams.holds("M", 3).await;
    streams.holds("S", 3).await;
    streams.holds("A", 2).await;
}
