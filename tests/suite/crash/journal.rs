//! A stream from which things are taken away in every way, by one who knows exactly what must be left.

use std::collections::BTreeMap;
use std::sync::Mutex;

use async_nats::jetstream;
use async_nats::jetstream::message::PublishMessage;
use async_nats::jetstream::stream::Stream;

use super::Countdown;
use super::stored;

const STREAM: &str = "LOG";
const SUBJECTS: u8 = 3;

/// One thing to do.
#[derive(Debug, Clone)]
enum Deed {
    Publish {
        subject: String,
        payload: String,
    },
    /// Takes the place of everything on its subject.
    RollUp {
        subject: String,
        payload: String,
    },
    Delete(u64),
    PurgeSubject(String),
    PurgeBelow(u64),
    PurgeAll,
    Keep(u64),
}

/// What is there: subject and payload of each sequence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Model {
    messages: BTreeMap<u64, (String, String)>,
    last: u64,
}

/// What is there, and what may or may not have been done.
#[derive(Default)]
pub(super) struct Journal {
    model: Mutex<Model>,
    doubt: Mutex<Option<Deed>>,
}

impl Model {
    fn apply(&mut self, deed: &Deed) {
        match deed.clone() {
            Deed::Publish { subject, payload } => self.append(subject, payload),
            Deed::RollUp { subject, payload } => {
                self.messages.retain(|_, (other, _)| *other != subject);
                self.append(subject, payload);
            }
            Deed::Delete(seq) => drop(self.messages.remove(&seq)),
            Deed::PurgeSubject(subject) => self.messages.retain(|_, (other, _)| *other != subject),
            Deed::PurgeBelow(first) => self.messages.retain(|seq, _| *seq >= first),
            Deed::PurgeAll => self.messages.clear(),
            Deed::Keep(kept) => {
                while self.messages.len() as u64 > kept {
                    self.messages.pop_first();
                }
            }
        }
    }

    fn append(&mut self, subject: String, payload: String) {
        self.last += 1;
        self.messages.insert(self.last, (subject, payload));
    }

    /// Something that makes sense now.
    fn deed(&self) -> Deed {
        let subject = format!("log.{}", fastrand::u8(..SUBJECTS));
        let payload = "x".repeat(fastrand::usize(..2000));
        let seq = fastrand::u64(1..=self.last + 1);
        match fastrand::u8(..40) {
            0..10 if self.messages.contains_key(&seq) => Deed::Delete(seq),
            10 => Deed::PurgeSubject(subject),
            11 => Deed::PurgeBelow(seq),
            12 => Deed::PurgeAll,
            13 => Deed::Keep(fastrand::u64(1..20)),
            14 => Deed::RollUp { subject, payload },
            _ => Deed::Publish { subject, payload },
        }
    }
}

impl Journal {
    pub(super) async fn begin(&self, context: &jetstream::Context) {
        let config = stored::config(STREAM, "log.>");
        context.create_stream(config).await.unwrap();
    }

    pub(super) async fn work(&self, context: &jetstream::Context, countdown: &Countdown) {
        let stream = context.get_stream(STREAM).await.unwrap();
        loop {
            let deed = self.model.lock().unwrap().deed();
            *self.doubt.lock().unwrap() = Some(deed.clone());
            let told = perform(context, &stream, &deed).await;
            *self.doubt.lock().unwrap() = None;
            let mut model = self.model.lock().unwrap();
            model.apply(&deed);
            assert!(
                told.is_none_or(|seq| seq == model.last),
                "{told:?} is not {}",
                model.last
            );
            drop(model);
            countdown.count();
        }
    }

    pub(super) async fn check(&self, context: &jetstream::Context) {
        let state = stored::state(context, STREAM).await;
        let found = stored::read(context, STREAM).await;
        let messages = found
            .into_iter()
            .map(|(seq, message)| (seq, (message.subject, message.payload)));
        let found = Model {
            messages: messages.collect(),
            last: state.last_sequence,
        };
        assert_eq!(state.messages, found.messages.len() as u64);
        let first = found.messages.keys().next().copied();
        assert_eq!(
            state.first_sequence,
            first.unwrap_or(if found.last > 0 { found.last + 1 } else { 0 })
        );
        let mut model = self.model.lock().unwrap();
        if found == *model {
            return;
        }
        let doubt = self.doubt.lock().unwrap().take();
        let without = model.clone();
        if let Some(deed) = &doubt {
            model.apply(deed);
        }
        assert_eq!(found, *model, "{doubt:?} on {without:?}");
    }
}

/// Does it; tells the sequence of what was published.
async fn perform(context: &jetstream::Context, stream: &Stream, deed: &Deed) -> Option<u64> {
    match deed.clone() {
        Deed::Publish { subject, payload } => {
            let sent = context.publish(subject, payload.into()).await.unwrap();
            return Some(sent.await.unwrap().sequence);
        }
        Deed::RollUp { subject, payload } => {
            let message = PublishMessage::build().payload(payload.into());
            let sent = context
                .send_publish(subject, message.header("Nats-Rollup", "sub"))
                .await;
            return Some(sent.unwrap().await.unwrap().sequence);
        }
        Deed::Delete(seq) => assert!(stream.delete_message(seq).await.unwrap()),
        Deed::PurgeSubject(subject) => drop(stream.purge().filter(subject).await.unwrap()),
        Deed::PurgeBelow(first) => drop(stream.purge().sequence(first).await.unwrap()),
        Deed::PurgeAll => drop(stream.purge().await.unwrap()),
        Deed::Keep(kept) => drop(stream.purge().keep(kept).await.unwrap()),
    }
    None
}
