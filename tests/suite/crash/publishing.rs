//! Publishers that do not wait for each other, half of them with message ids, and a consumer of what they say.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Mutex;

use async_nats::jetstream;
use async_nats::jetstream::context::PublishAckFuture;
use async_nats::jetstream::message::PublishMessage;

use super::Countdown;
use super::following::Following;
use super::stored::{self, Stored};

const STREAM: &str = "EVENTS";
const PUBLISHERS: u64 = 4;
/// Acknowledgements that a publisher waits for at the same time.
const WINDOW: usize = 16;
/// What is left when there is more than enough.
const KEPT: u64 = 500;
/// Messages that are sent once more after a crash although they were acknowledged.
const AGAIN: usize = 20;

/// Publisher and number.
type Name = (u64, u64);

/// Who said what, and which sequence it was told.
pub(super) struct Publishing {
    sent: Mutex<BTreeMap<Name, Option<u64>>>,
    following: Following,
}

impl Default for Publishing {
    fn default() -> Self {
        Self {
            sent: Mutex::default(),
            following: Following::of(STREAM),
        }
    }
}

impl Publishing {
    pub(super) async fn begin(&self, context: &jetstream::Context) {
        let config = stored::config(STREAM, "events.>");
        context.create_stream(config).await.unwrap();
        self.following.begin(context).await;
    }

    pub(super) async fn work(&self, context: &jetstream::Context, countdown: &Countdown) {
        let publishers = (0..PUBLISHERS).map(|publisher| self.publish(publisher, context, countdown));
        tokio::join!(
            futures_util::future::join_all(publishers),
            self.following.work(context, countdown)
        );
    }

    async fn publish(&self, publisher: u64, context: &jetstream::Context, countdown: &Countdown) {
        let mut waiting = VecDeque::new();
        let last = self
            .sent
            .lock()
            .unwrap()
            .range((publisher, 0)..(publisher + 1, 0))
            .last()
            .map(|(name, _)| name.1);
        for number in last.map_or(0, |last| last + 1).. {
            let name = (publisher, number);
            self.sent.lock().unwrap().insert(name, None);
            waiting.push_back((name, send(context, name).await));
            if waiting.len() == WINDOW {
                let (name, ack) = waiting.pop_front().unwrap();
                let ack = ack.await.unwrap();
                assert!(!ack.duplicate, "{name:?} was sent once");
                self.acknowledged(name, ack.sequence);
                countdown.count();
            }
        }
    }

    fn acknowledged(&self, name: Name, seq: u64) {
        let before = self.sent.lock().unwrap().insert(name, Some(seq)).flatten();
        assert!(
            before.is_none_or(|before| before == seq),
            "{name:?} is at {seq}, and at {before:?}"
        );
    }

    pub(super) async fn check(&self, context: &jetstream::Context) {
        let state = stored::state(context, STREAM).await;
        let found = stored::read(context, STREAM).await;
        assert_eq!(state.messages, found.len() as u64);
        let found: BTreeMap<u64, Name> = found.iter().map(|(seq, message)| (*seq, name(message))).collect();
        self.compare(&found, state.first_sequence, state.last_sequence);
        self.following
            .check(context, &found.keys().copied().collect())
            .await;
        self.send_again(context, &found, state.last_sequence).await;
        self.forget_most(context).await;
    }

    fn compare(&self, found: &BTreeMap<u64, Name>, first: u64, last: u64) {
        let sent = self.sent.lock().unwrap();
        for (name, seq) in sent.iter().filter_map(|(name, seq)| Some((name, (*seq)?))) {
            assert!(seq <= last, "{name:?} was at {seq}, and {last} is the last");
            if seq >= first {
                assert_eq!(found.get(&seq), Some(name), "at {seq}");
            }
        }
        let mut latest = BTreeMap::new();
        for (seq, name) in found {
            assert!(sent.contains_key(name), "nobody sent {name:?}");
            let told = sent[name];
            assert!(
                told.is_none_or(|told| told == *seq),
                "{name:?} is at {seq} and at {told:?}"
            );
            let before = latest.insert(name.0, name.1);
            assert!(
                before < Some(name.1),
                "{before:?} of a publisher comes before {name:?}"
            );
        }
    }

    /// Sends what was not acknowledged once more, and some of what was: nothing of it may be kept twice.
    async fn send_again(&self, context: &jetstream::Context, found: &BTreeMap<u64, Name>, last: u64) {
        let seqs: BTreeMap<Name, u64> = found.iter().map(|(seq, name)| (*name, *seq)).collect();
        let mut again: BTreeSet<Name> = seqs.keys().rev().take(AGAIN).copied().collect();
        let sent = self.sent.lock().unwrap().clone();
        again.extend(
            sent.iter()
                .filter(|(_, seq)| seq.is_none())
                .map(|(name, _)| *name),
        );
        for name in again.into_iter().filter(|name| has_id(*name)) {
            let ack = send(context, name).await.await.unwrap();
            match seqs.get(&name) {
                Some(seq) => assert_eq!((ack.duplicate, ack.sequence), (true, *seq), "{name:?}"),
                None => assert!(!ack.duplicate && ack.sequence > last, "{name:?}: {ack:?}"),
            }
            self.acknowledged(name, ack.sequence);
        }
        // Those without an id may have come or not.
        self.sent
            .lock()
            .unwrap()
            .retain(|name, seq| seq.is_some() || seqs.contains_key(name));
    }

    async fn forget_most(&self, context: &jetstream::Context) {
        let stream = context.get_stream(STREAM).await.unwrap();
        stream.purge().keep(KEPT).await.unwrap();
        let first = stored::state(context, STREAM).await.first_sequence;
        let kept = |_: &Name, seq: &mut Option<u64>| seq.is_none_or(|seq| seq >= first);
        self.sent.lock().unwrap().retain(kept);
    }
}

/// Whether a publisher gives its messages ids.
fn has_id((publisher, _): Name) -> bool {
    publisher % 2 == 1
}

async fn send(context: &jetstream::Context, name: Name) -> PublishAckFuture {
    let (publisher, number) = name;
    let mut message = PublishMessage::build().payload(format!("{publisher} {number}").into());
    if has_id(name) {
        message = message.message_id(format!("{publisher}-{number}"));
    }
    let subject = format!("events.{publisher}");
    context.send_publish(subject, message).await.unwrap()
}

fn name(message: &Stored) -> Name {
    let (publisher, number) = message.payload.split_once(' ').unwrap();
    assert_eq!(message.subject, format!("events.{publisher}"));
    (publisher.parse().unwrap(), number.parse().unwrap())
}
