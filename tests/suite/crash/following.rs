//! A pull consumer whose messages are acknowledged, with a confirmation each.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::time::Duration;

use async_nats::jetstream;
use async_nats::jetstream::consumer::{PullConsumer, pull};
use futures_util::StreamExt;

use super::Countdown;

const NAME: &str = "reader";
const READERS: usize = 2;
const BATCH: usize = 20;
/// Longer than the whole test: only who was not told that an acknowledgement counts may get a message again.
const ACK_WAIT: Duration = Duration::from_secs(7200);

/// What was acknowledged to the consumer of one stream.
pub(super) struct Following {
    stream: &'static str,
    sent: Mutex<BTreeSet<u64>>,
    confirmed: Mutex<BTreeSet<u64>>,
}

impl Following {
    pub(super) fn of(stream: &'static str) -> Self {
        Self {
            stream,
            sent: Mutex::default(),
            confirmed: Mutex::default(),
        }
    }

    pub(super) async fn begin(&self, context: &jetstream::Context) {
        let config = pull::Config {
            durable_name: Some(NAME.to_owned()),
            ack_wait: ACK_WAIT,
            max_ack_pending: 100_000,
            ..pull::Config::default()
        };
        let stream = context.get_stream(self.stream).await.unwrap();
        stream.create_consumer(config).await.unwrap();
    }

    pub(super) async fn work(&self, context: &jetstream::Context, countdown: &Countdown) {
        let stream = context.get_stream(self.stream).await.unwrap();
        let consumer = stream.get_consumer(NAME).await.unwrap();
        let readers = (0..READERS).map(|_| self.read(&consumer, countdown));
        futures_util::future::join_all(readers).await;
    }

    async fn read(&self, consumer: &PullConsumer, countdown: &Countdown) {
        loop {
            let batch = consumer
                .batch()
                .max_messages(BATCH)
                .expires(Duration::from_secs(1));
            let mut messages = batch.messages().await.unwrap();
            while let Some(message) = messages.next().await {
                let message = message.unwrap();
                let seq = message.info().unwrap().stream_sequence;
                assert!(!self.is_confirmed(seq), "{seq} of {} comes again", self.stream);
                self.sent.lock().unwrap().insert(seq);
                message.double_ack().await.unwrap();
                self.confirmed.lock().unwrap().insert(seq);
                countdown.count();
            }
        }
    }

    pub(super) fn is_confirmed(&self, seq: u64) -> bool {
        self.confirmed.lock().unwrap().contains(&seq)
    }

    /// Whether it was acknowledged at all: maybe nobody heard it.
    pub(super) fn is_sent(&self, seq: u64) -> bool {
        self.sent.lock().unwrap().contains(&seq)
    }

    /// The consumer owes all that is there but was not acknowledged, and nothing that was and heard so.
    pub(super) async fn check(&self, context: &jetstream::Context, there: &BTreeSet<u64>) {
        let stream = context.get_stream(self.stream).await.unwrap();
        let consumer: PullConsumer = stream.get_consumer(NAME).await.unwrap();
        let info = consumer.cached_info();
        let owed = info.num_pending + info.num_ack_pending as u64;
        let least = there.iter().filter(|seq| !self.is_sent(**seq)).count() as u64;
        let most = there.iter().filter(|seq| !self.is_confirmed(**seq)).count() as u64;
        assert!(
            (least..=most).contains(&owed),
            "{owed} is not of {least}..={most}: {info:?}"
        );
        let floor = info.ack_floor.stream_sequence;
        let passed = there.range(..=floor).find(|seq| !self.is_sent(**seq));
        assert_eq!(passed, None, "nobody acknowledged it: {info:?}");
    }
}
