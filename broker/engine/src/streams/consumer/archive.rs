//! Consumers in the archive of a stream: what each is and how far it is, as a document that other servers read too.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::config::ConsumerConfig;
use super::note::{IDENTITY, Kept, PROGRESS};
use super::progress::Pair;
use super::record::{Lent, Record};
use super::single::Consumer;
use super::{Consumers, check, complete, room};
use crate::streams::api::Caller;
use crate::streams::config::StreamConfig;
use crate::streams::error::ApiError;
use crate::streams::message::Nanos;
use crate::streams::store::{Safe, Store};

/// Highest sequence that an archive may claim.
const MOST_DELIVERIES: u64 = u64::MAX / 2;

#[derive(Debug, Serialize, Deserialize)]
struct Document {
    config: ConsumerConfig,
    state: State,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct State {
    delivered: Sequences,
    ack_floor: Sequences,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pending: BTreeMap<u64, Given>,
    /// How often each was given again.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    redelivered: BTreeMap<u64, u32>,
}

#[derive(Debug, Default, Clone, Copy, Serialize, Deserialize)]
#[serde(default)]
struct Sequences {
    consumer_seq: u64,
    stream_seq: u64,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
struct Given {
    sequence: u64,
    timestamp: Nanos,
}

impl From<Pair> for Sequences {
    fn from(pair: Pair) -> Self {
        Self {
            consumer_seq: pair.consumer,
            stream_seq: pair.stream,
        }
    }
}

impl From<Sequences> for Pair {
    fn from(sequences: Sequences) -> Self {
        Self {
            consumer: sequences.consumer_seq,
            stream: sequences.stream_seq,
        }
    }
}

impl Consumers {
    /// Names and documents of those that are kept on the disk.
    pub(crate) fn documents(&self) -> Vec<(Arc<str>, Vec<u8>)> {
        let kept = self.by_name.iter().filter_map(|(name, id)| {
            let consumer = self.all.get(id).filter(|consumer| consumer.is_kept())?;
            Some((Arc::clone(name), document(consumer)))
        });
        kept.collect()
    }
}

fn document(consumer: &Consumer) -> Vec<u8> {
    let progress = &consumer.progress;
    let document = Document {
        config: (*consumer.config).clone(),
        state: State {
            // What it has looked at, whether that went out or was not for it.
            delivered: Sequences {
                consumer_seq: progress.delivered.consumer,
                stream_seq: consumer.backlog.position(),
            },
            ack_floor: progress.floor.into(),
            pending: progress
                .all()
                .map(|(seq, pending)| {
                    let given = Given {
                        sequence: pending.consumer_seq,
                        timestamp: pending.sent,
                    };
                    (seq, given)
                })
                .collect(),
            redelivered: progress
                .all()
                .filter(|(_, pending)| pending.deliveries > 1)
                .map(|(seq, pending)| (seq, pending.deliveries - 1))
                .collect(),
        },
    };
    serde_json::to_vec(&document).expect("strings and numbers always serialize into memory")
}

impl Sequences {
    /// As they can be, so that counting on never ends.
    fn possible(self) -> Self {
        Self {
            consumer_seq: self.consumer_seq.min(MOST_DELIVERIES),
            stream_seq: self.stream_seq.min(MOST_DELIVERIES),
        }
    }
}

/// Notes a consumer of an archive that the caller sent in the store of a stream that is not open yet.
pub(crate) fn take_in(
    store: &mut dyn Store,
    stream: &StreamConfig,
    caller: &Caller,
    name: &str,
    document: &[u8],
    now: Nanos,
) -> Result<(), ApiError> {
    let refuse = |why: &str| ApiError::restore_failed(&format!("consumer {name:?}: {why}"));
    let Document { mut config, state } =
        serde_json::from_slice(document).map_err(|error| refuse(&error.to_string()))?;
    if name.is_empty() {
        return Err(refuse("it has no name"));
    }
    name.clone_into(&mut config.name);
    let config = complete::completed(config, stream, false)?;
    check::all(&config, stream).map_err(|error| refuse(&error.description))?;
    room::rights(caller, &config).map_err(|error| refuse(&error.description))?;
    let lent = |(seq, given): (u64, Given)| {
        let deliveries = state
            .redelivered
            .get(&seq)
            .copied()
            .unwrap_or(0)
            .min(u32::MAX / 2)
            + 1;
        Lent {
            seq,
            consumer_seq: given.sequence.clamp(1, MOST_DELIVERIES),
            deliveries,
            due: given.timestamp.saturating_add(config.patience(deliveries)),
        }
    };
    let record = Record {
        next: state.delivered.stream_seq.saturating_add(1),
        floor: state.ack_floor.possible().into(),
        delivered: state.delivered.possible().into(),
        pending: state.pending.into_iter().map(lent).collect(),
        ..Record::default()
    };
    let kept = Kept { config, created: now };
    let text = serde_json::to_vec(&kept).expect("strings and numbers always serialize into memory");
    store.note(&format!("{IDENTITY}{name}"), &text, Safe::Now);
    store.note(&format!("{PROGRESS}{name}"), &record.encode(), Safe::Now);
    Ok(())
}
