//! What of the consumers is kept in the store: what they are, at once, and how far they are, a little later.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tracing::error;

use super::backlog::Backlog;
use super::config::{ConsumerConfig, DeliverPolicy};
use super::progress::Progress;
use super::record::{Found, Record};
use super::single::{Consumer, Id, Identity};
use super::{Consumers, Directory, start};
use crate::streams::filter::Filter;
use crate::streams::message::Nanos;
use crate::streams::store::{Safe, Store, StoreError};

/// Names of notes begin so; a consumer's name follows.
pub(super) const IDENTITY: &str = "consumer.";
pub(super) const PROGRESS: &str = "progress.";
/// What a consumer is.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) config: ConsumerConfig,
    pub(super) created: Nanos,
}

impl Consumers {
    /// Reads them from the notes of the store, and enters them where others look for them.
    pub(crate) fn open(directory: Arc<Directory>, store: &dyn Store, now: Nanos) -> Self {
        directory.clear();
        let mut consumers = Self {
            directory,
            ..Self::default()
        };
        for (note, value) in store.notes(IDENTITY) {
            let name = note.strip_prefix(IDENTITY).unwrap_or_default();
            let kept: Kept = match serde_json::from_slice(&value) {
                Ok(kept) => kept,
                Err(failure) => {
                    error!(consumer = name, %failure, "what a consumer is cannot be read: it is left out");
                    continue;
                }
            };
            match consumers.restore(name, kept, store, now) {
                Ok(consumer) => {
                    let id = consumers.enter(consumer);
                    consumers.wake(id);
                    consumers.settle(id, now);
                }
                Err(failure) => {
                    error!(consumer = name, %failure, "a consumer cannot be restored: it is left out");
                }
            }
        }
        consumers
    }

    fn restore(&self, name: &str, kept: Kept, store: &dyn Store, now: Nanos) -> Result<Consumer, StoreError> {
        let name: Arc<str> = name.into();
        let Kept { config, created } = kept;
        let notes = store.notes(&format!("{PROGRESS}{name}"));
        let note = notes
            .iter()
            .find(|(note, _)| **note == format!("{PROGRESS}{name}"));
        let record = match note.map(|(_, value)| Record::decode(value)) {
            Some(Found::Whole(record)) => record,
            Some(Found::Floor(record)) => {
                error!(consumer = %name, "what a consumer has given out cannot be read: it starts from what was acknowledged");
                record
            }
            Some(Found::Nothing) | None => {
                if note.is_some() {
                    error!(consumer = %name, "how far a consumer is cannot be read: it starts anew");
                }
                // It must not lose what came while it was there.
                if config.deliver_policy == DeliverPolicy::New {
                    let start = ConsumerConfig {
                        deliver_policy: DeliverPolicy::ByStartTime,
                        opt_start_time: Some(created),
                        ..config.clone()
                    };
                    let begun = Consumer::begin(name, start, store, &self.journal, now)?;
                    return Ok(Consumer {
                        config: Box::new(config),
                        created,
                        ..begun
                    });
                }
                let begun = Consumer::begin(name, config, store, &self.journal, now)?;
                return Ok(Consumer { created, ..begun });
            }
        };
        let totals = store.totals();
        let (first, end) = (totals.first_seq.max(1), totals.last_seq + 1);
        let next = record.next.clamp(first, end);
        let filter = config.filter();
        let firsts = match record.first {
            Some(first) => start::last_per_subject(&filter, first, next, store),
            None => Default::default(),
        };
        let backlog = Backlog::new(next, firsts, &filter, store, &self.journal)?;
        let mut progress = record.progress(first, end, now, &config);
        forget_missing(&mut progress, store)?;
        let identity = Identity {
            name,
            config,
            created,
        };
        Ok(Consumer::assemble(
            identity,
            backlog,
            progress,
            totals.last_seq,
            now,
        ))
    }

    /// Writes everything that changed into the notes of the store, even what could wait.
    pub(crate) fn note_all(&mut self, store: &mut dyn Store) {
        self.notes.hurry();
        self.note(store);
    }

    /// Writes changes into the notes of the store.
    pub(crate) fn note(&mut self, store: &mut dyn Store) {
        for id in self.notes.take() {
            if let Some(consumer) = self.all.get(&id).filter(|consumer| consumer.is_kept()) {
                let note = format!("{PROGRESS}{}", consumer.name);
                store.note(&note, &Record::of(consumer).encode(), Safe::Now);
            }
        }
    }

    /// Writes what the consumer is into the notes of the store, safe with the next commit.
    pub(super) fn identify(&mut self, id: Id, store: &mut dyn Store) {
        let Some(consumer) = self.all.get(&id).filter(|consumer| consumer.is_kept()) else {
            return;
        };
        let kept = Kept {
            config: (*consumer.config).clone(),
            created: consumer.created,
        };
        let text = serde_json::to_vec(&kept).expect("strings and numbers always serialize into memory");
        store.note(&format!("{IDENTITY}{}", consumer.name), &text, Safe::Now);
        self.notes.now(id);
    }

    /// Removes what is noted of a consumer.
    pub(super) fn forget(&mut self, id: Id, consumer: &Consumer, store: &mut dyn Store) {
        self.notes.forget(id);
        if consumer.is_kept() {
            store.unnote(&format!("{IDENTITY}{}", consumer.name));
            store.unnote(&format!("{PROGRESS}{}", consumer.name));
        }
    }
}

/// Is done with messages that went after the record was written.
fn forget_missing(progress: &mut Progress, store: &dyn Store) -> Result<(), StoreError> {
    let held: Vec<u64> = progress
        .all()
        .map(|(seq, _)| seq)
        .chain(progress.exhausted())
        .collect();
    for seq in held {
        if store.seqs(seq, &Filter::default(), 1)? != [seq] {
            progress.forget(seq);
        }
    }
    Ok(())
}
