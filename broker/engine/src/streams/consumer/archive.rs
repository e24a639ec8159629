//! Consumers in the archive of a stream: what each is and how far it is, as a document that other servers read too.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::config::ConsumerConfig;
use super::note::{IDENTITY, Kept, PROGRESS};
use super::progress::{Pair, Pending};
use super::record::{Lent, Record};
use super::single::Consumer;
use super::{Consumers, check, complete, room};
use crate::streams::api::Caller;
use crate::streams::config::StreamConfig;
use crate::streams::error::ApiError;
use crate::streams::message::Nanos;
use crate::streams::snapshot::ENTRY;
use crate::streams::store::{Safe, Store};

/// Bytes of the documents of all consumers of a stream after which those that follow say little of what they have given out: an
/// archive waits in memory for its receiver.
const TOGETHER: usize = 64 * 1024 * 1024;
/// Bytes of a document beside its configuration and what was given out.
const REST: usize = 512;
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
    /// Names and documents of those that are kept on the disk. Each fits into an entry of an archive.
    pub(crate) fn documents(&self) -> Vec<(Arc<str>, Vec<u8>)> {
        self.documents_within(TOGETHER, ENTRY)
    }

    pub(super) fn documents_within(&self, mut together: usize, each: usize) -> Vec<(Arc<str>, Vec<u8>)> {
        let kept = self.by_name.iter().filter_map(|(name, id)| {
            let consumer = self.all.get(id).filter(|consumer| consumer.is_kept())?;
            let document = document(consumer, together.min(each));
            together = together.saturating_sub(document.len());
            Some((Arc::clone(name), document))
        });
        kept.collect()
    }
}

/// What of a consumer goes into an archive, in `most` bytes if its configuration leaves that much room. From the first message on
/// that does not fit, it will give everything out again.
fn document(consumer: &Consumer, most: usize) -> Vec<u8> {
    let (progress, config) = (&consumer.progress, (*consumer.config).clone());
    let mut room = most.saturating_sub(written(&config).len() + REST);
    let mut state = State {
        // What it has looked at, whether that went out or was not for it.
        delivered: Sequences {
            consumer_seq: progress.delivered.consumer,
            stream_seq: consumer.backlog.position(),
        },
        ack_floor: progress.floor.into(),
        ..State::default()
    };
    for (seq, pending) in progress.all() {
        let size = size(seq, pending);
        if size > room {
            let looked_at = &mut state.delivered.stream_seq;
            *looked_at = seq.saturating_sub(1).min(*looked_at);
            break;
        }
        room -= size;
        let given = Given {
            sequence: pending.consumer_seq,
            timestamp: pending.sent,
        };
        state.pending.insert(seq, given);
        if pending.deliveries > 1 {
            state.redelivered.insert(seq, pending.deliveries - 1);
        }
    }
    written(&Document { config, state })
}

fn written<T: Serialize>(document: &T) -> Vec<u8> {
    serde_json::to_vec(document).expect("strings and numbers always serialize into memory")
}

/// Bytes that a message takes in the document, at most.
fn size(seq: u64, pending: &Pending) -> usize {
    const GIVEN: usize = r#""":{"Sequence":,"Timestamp":-},"#.len();
    const REDELIVERED: usize = r#""":,"#.len();
    let digits = |number: u64| number.checked_ilog10().unwrap_or(0) as usize + 1;
    let given = GIVEN + digits(seq) + digits(pending.consumer_seq) + digits(pending.sent.unsigned_abs());
    match pending.deliveries {
        0 | 1 => given,
        deliveries => given + REDELIVERED + digits(seq) + digits(deliveries.into()),
    }
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
    store.note(&format!("{IDENTITY}{name}"), &written(&kept), Safe::Now);
    store.note(&format!("{PROGRESS}{name}"), &record.encode(), Safe::Now);
    Ok(())
}
