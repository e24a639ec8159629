//! Streams over real sockets, as clients use them.

mod advisories;
mod api;
mod batches;
mod consumers;
mod durable;
mod flows;
mod pressure;
mod reluctant;
mod restart;
mod snapshot;

use std::time::Duration;

use async_nats::jetstream::{self, stream};
use engine::{Engine, Options, StreamsOptions};

/// An engine with streams in a folder of their own, which ends with it.
pub(crate) struct Streams {
    pub(crate) engine: Engine,
    pub(crate) client: async_nats::Client,
    pub(crate) context: jetstream::Context,
    folder: tempfile::TempDir,
}

impl Streams {
    pub(crate) async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    pub(crate) async fn start_with(change: impl FnOnce(&mut StreamsOptions)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut options = StreamsOptions::at(folder.path());
        change(&mut options);
        Self::start_in(folder, options).await
    }

    /// Another engine goes on with what this one leaves.
    pub(crate) async fn restart(self) -> Self {
        self.engine.shutdown(Duration::from_secs(30)).await;
        let options = StreamsOptions::at(self.folder.path());
        Self::start_in(self.folder, options).await
    }

    async fn start_in(folder: tempfile::TempDir, options: StreamsOptions) -> Self {
        let engine = Engine::start(Options {
            streams: Some(options),
            ..Options::local()
        })
        .await
        .unwrap();
        let client = async_nats::connect(engine.address().to_string()).await.unwrap();
        Self {
            engine,
            context: jetstream::new(client.clone()),
            client,
            folder,
        }
    }

    /// Waits until the engine has so many subscriptions.
    pub(crate) async fn known_subscriptions(&self, count: u64) {
        while self.engine.snapshot().subscriptions < count {
            tokio::task::yield_now().await;
        }
    }
}

#[tokio::test]
async fn what_is_published_is_kept_and_acknowledged_in_order() {
    let streams = Streams::start().await;
    let created = streams
        .context
        .create_stream(stream::Config {
            name: "ORDERS".to_owned(),
            subjects: vec!["orders.>".to_owned()],
            ..stream::Config::default()
        })
        .await
        .unwrap();
    assert_eq!(created.cached_info().state.messages, 0);
    for expected in 1..=3 {
        let sent = streams.context.publish("orders.new", "one".into()).await.unwrap();
        let ack = sent.await.unwrap();
        assert_eq!((ack.stream.as_str(), ack.sequence), ("ORDERS", expected));
    }
    let info = streams.context.get_stream("ORDERS").await.unwrap();
    let state = &info.cached_info().state;
    assert_eq!(
        (state.messages, state.first_sequence, state.last_sequence),
        (3, 1, 3)
    );
    streams.context.delete_stream("ORDERS").await.unwrap();
    assert!(streams.context.get_stream("ORDERS").await.is_err());
}
