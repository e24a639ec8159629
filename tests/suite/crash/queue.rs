//! A work queue: what was done is gone, and everything else waits to be done.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use async_nats::jetstream;
use async_nats::jetstream::stream::{Config, RetentionPolicy};

use super::Countdown;
use super::following::Following;
use super::stored;

const STREAM: &str = "WORK";

/// The work that was taken in, and what was done.
pub(super) struct Queue {
    taken: Mutex<BTreeMap<u64, String>>,
    following: Following,
}

impl Default for Queue {
    fn default() -> Self {
        Self {
            taken: Mutex::default(),
            following: Following::of(STREAM),
        }
    }
}

impl Queue {
    pub(super) async fn begin(&self, context: &jetstream::Context) {
        let config = Config {
            retention: RetentionPolicy::WorkQueue,
            ..stored::config(STREAM, "work.>")
        };
        context.create_stream(config).await.unwrap();
        self.following.begin(context).await;
    }

    pub(super) async fn work(&self, context: &jetstream::Context, countdown: &Countdown) {
        tokio::join!(
            self.hand_in(context, countdown),
            self.following.work(context, countdown)
        );
    }

    async fn hand_in(&self, context: &jetstream::Context, countdown: &Countdown) {
        loop {
            let payload = format!("{:x}", fastrand::u64(..));
            let sent = context.publish("work.a", payload.clone().into()).await.unwrap();
            let seq = sent.await.unwrap().sequence;
            let before = self.taken.lock().unwrap().insert(seq, payload);
            assert_eq!(before, None, "sequence {seq} was used before");
            countdown.count();
        }
    }

    pub(super) async fn check(&self, context: &jetstream::Context) {
        let found = stored::read(context, STREAM).await;
        let there: BTreeSet<u64> = found.keys().copied().collect();
        let state = stored::state(context, STREAM).await;
        for (seq, payload) in &*self.taken.lock().unwrap() {
            assert!(
                *seq <= state.last_sequence,
                "{seq} is above {}",
                state.last_sequence
            );
            match found.get(seq) {
                Some(message) => assert_eq!(&message.payload, payload, "at {seq}"),
                None => assert!(self.following.is_sent(*seq), "{seq} is lost"),
            }
        }
        let done = there.iter().find(|seq| self.following.is_confirmed(**seq));
        assert_eq!(done, None, "it was done already");
        self.following.check(context, &there).await;
    }
}
