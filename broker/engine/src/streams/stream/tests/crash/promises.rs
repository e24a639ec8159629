//! What was promised, and whether a stream keeps it.

use std::collections::{BTreeMap, BTreeSet};

use bytes::Bytes;

use crate::streams::config::StreamConfig;
use crate::streams::filter::Filter;
use crate::streams::stream::Stream;

/// The messages that are there, and the last sequence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Log {
    pub(super) messages: BTreeMap<u64, (String, Bytes, Bytes)>,
    pub(super) last: u64,
}

/// What a stream is, and its consumers.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Notes {
    pub(super) config: StreamConfig,
    pub(super) consumers: BTreeSet<String>,
}

/// Which part of a turn must be safe.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Urgent {
    pub(super) log: bool,
    pub(super) notes: bool,
}

/// States that may be found after a crash.
#[derive(Debug, Default)]
pub(super) struct Promises {
    /// Each run differs only in what went without anybody being told: any part of that may come back.
    logs: Vec<Vec<Log>>,
    notes: Vec<Notes>,
    /// Consumer and sequence of every acknowledgement that was sent, and of those that were confirmed.
    pub(super) sent: BTreeSet<(String, u64)>,
    pub(super) confirmed: BTreeSet<(String, u64)>,
}

impl Log {
    pub(super) fn of(stream: &Stream) -> Self {
        let seqs = stream.store.seqs(0, &Filter::default(), usize::MAX).unwrap();
        let read = |seq: u64| {
            let message = stream.store.read(seq).unwrap().unwrap();
            (
                seq,
                (message.subject.to_string(), message.headers, message.payload),
            )
        };
        Self {
            messages: seqs.into_iter().map(read).collect(),
            last: stream.totals().last_seq,
        }
    }

    fn keys(&self) -> (u64, Vec<u64>) {
        (self.last, self.messages.keys().copied().collect())
    }

    fn is_part_of(&self, other: &Self) -> bool {
        let has = |(seq, message)| other.messages.get(seq) == Some(message);
        self.last == other.last && self.messages.iter().all(has)
    }

    /// It, without what the stream does not have any more; nothing is read from the disk.
    pub(super) fn without_what_went(mut self, stream: &Stream) -> Self {
        let seqs = stream.store.seqs(0, &Filter::default(), usize::MAX).unwrap();
        self.messages.retain(|seq, _| seqs.contains(seq));
        self
    }
}

impl Notes {
    pub(super) fn of(stream: &Stream) -> Self {
        let notes = stream.store.notes("consumer.");
        let names = notes
            .iter()
            .map(|(name, _)| name.trim_start_matches("consumer.").to_owned());
        let notes = Self {
            config: (**stream.config()).clone(),
            consumers: names.collect(),
        };
        assert_eq!(stream.consumers().len(), notes.consumers.len());
        notes
    }
}

impl Promises {
    /// A new stream that is safe.
    pub(super) fn begin(stream: &Stream) -> Self {
        Self {
            logs: vec![vec![Log::of(stream)]],
            notes: vec![Notes::of(stream)],
            ..Self::default()
        }
    }

    /// A turn was made safe and what came of it was sent.
    pub(super) fn kept(&mut self, after: (Log, Notes), urgent: Urgent) {
        if urgent.log {
            self.logs.clear();
        }
        if urgent.notes {
            self.notes.clear();
        }
        self.might(after, urgent);
    }

    /// The machine may stop before or after this is safe.
    pub(super) fn might(&mut self, (log, notes): (Log, Notes), urgent: Urgent) {
        match self.logs.last_mut() {
            Some(run) if !urgent.log && run.last().is_some_and(|last| last.last == log.last) => run.push(log),
            _ => self.logs.push(vec![log]),
        }
        self.notes.push(notes);
    }

    /// What is there now is what stays.
    pub(super) fn found(&mut self, stream: &Stream) {
        let (log, notes) = (Log::of(stream), Notes::of(stream));
        let fits = |run: &Vec<Log>| log.is_part_of(&run[0]) && run[run.len() - 1].is_part_of(&log);
        assert!(
            self.logs.iter().any(fits),
            "{:?} is none of {:?}",
            log.keys(),
            self.logs
                .iter()
                .map(|run| run.iter().map(Log::keys).collect::<Vec<_>>())
                .collect::<Vec<_>>()
        );
        assert!(
            self.notes.contains(&notes),
            "{notes:?} is none of {:?}",
            self.notes
        );
        // A consumer that is gone has no promises left.
        let there = |(consumer, _): &(String, u64)| notes.consumers.contains(consumer);
        self.sent.retain(there);
        self.confirmed.retain(there);
        (self.logs, self.notes) = (vec![vec![log]], vec![notes]);
    }

    /// A consumer is gone.
    pub(super) fn forget(&mut self, name: &str) {
        self.sent.retain(|(consumer, _)| consumer != name);
        self.confirmed.retain(|(consumer, _)| consumer != name);
    }
}
