//! Messages in memory only.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use bytes::Bytes;

use super::{Removed, Safe, Store, StoreError, SubjectTotals, Totals};
use crate::streams::filter::Filter;
use crate::streams::message::{Message, Nanos};

/// What a message costs beside its bytes, as clients see it in `max_bytes`.
const OVERHEAD: u64 = 16;

/// A store that ends with the broker.
#[derive(Debug, Default)]
pub(crate) struct MemoryStore {
    messages: BTreeMap<u64, Message>,
    subjects: BTreeMap<Arc<str>, BTreeSet<u64>>,
    notes: BTreeMap<Box<str>, Bytes>,
    bytes: u64,
    last_seq: u64,
    last_time: Nanos,
}

impl MemoryStore {
    fn first_seq(&self) -> u64 {
        match (self.messages.keys().next(), self.last_seq) {
            (Some(first), _) => *first,
            (None, 0) => 0,
            (None, last) => last + 1,
        }
    }
}

impl Store for MemoryStore {
    fn totals(&self) -> Totals {
        let (messages, first_seq) = (self.messages.len() as u64, self.first_seq());
        Totals {
            messages,
            bytes: self.bytes,
            first_seq,
            first_time: self.messages.values().next().map_or(0, |first| first.time),
            last_seq: self.last_seq,
            last_time: self.last_time,
            deleted: (self.last_seq + 1)
                .saturating_sub(first_seq.max(1))
                .saturating_sub(messages),
            subjects: self.subjects.len() as u64,
        }
    }

    fn append(&mut self, subject: &str, headers: &[u8], payload: &[u8], time: Nanos) -> u64 {
        self.last_seq += 1;
        self.last_time = time;
        self.bytes += self.size_of(subject, headers, payload);
        let subject = match self.subjects.get_key_value(subject) {
            Some((known, _)) => Arc::clone(known),
            None => Arc::from(subject),
        };
        self.subjects
            .entry(Arc::clone(&subject))
            .or_default()
            .insert(self.last_seq);
        let message = Message {
            seq: self.last_seq,
            time,
            subject,
            headers: Bytes::copy_from_slice(headers),
            payload: Bytes::copy_from_slice(payload),
        };
        self.messages.insert(self.last_seq, message);
        self.last_seq
    }

    fn size_of(&self, subject: &str, headers: &[u8], payload: &[u8]) -> u64 {
        (subject.len() + headers.len() + payload.len()) as u64 + OVERHEAD
    }

    fn remove(&mut self, seq: u64, _: Safe, _: bool) -> Result<Option<Removed>, StoreError> {
        let Some(message) = self.messages.remove(&seq) else {
            return Ok(None);
        };
        let bytes = self.size_of(&message.subject, &message.headers, &message.payload);
        self.bytes -= bytes;
        if let Some(seqs) = self.subjects.get_mut(&message.subject) {
            seqs.remove(&seq);
            if seqs.is_empty() {
                self.subjects.remove(&message.subject);
            }
        }
        Ok(Some(Removed {
            seq,
            subject: message.subject,
            bytes,
        }))
    }

    fn clear(&mut self, next_seq: u64) {
        self.messages.clear();
        self.subjects.clear();
        self.bytes = 0;
        self.last_seq = self.last_seq.max(next_seq.saturating_sub(1));
    }

    fn skip_to(&mut self, next_seq: u64) {
        self.last_seq = self.last_seq.max(next_seq.saturating_sub(1));
    }

    fn read(&self, seq: u64) -> Result<Option<Message>, StoreError> {
        Ok(self.messages.get(&seq).cloned())
    }

    fn next(&self, from: u64, filter: &Filter) -> Result<Option<Message>, StoreError> {
        let mut all = self.messages.range(from..).map(|(_, message)| message);
        Ok(all.find(|message| filter.matches(&message.subject)).cloned())
    }

    fn seqs(&self, from: u64, filter: &Filter, most: usize) -> Result<Vec<u64>, StoreError> {
        if let Some(seqs) = filter.literal().map(|subject| self.subjects.get(subject)) {
            let seqs = seqs.into_iter().flat_map(|seqs| seqs.range(from..));
            return Ok(seqs.take(most).copied().collect());
        }
        let all = self.messages.range(from..);
        let found = all.filter(|(_, message)| filter.matches(&message.subject));
        Ok(found.map(|(seq, _)| *seq).take(most).collect())
    }

    fn last(&self, filter: &Filter, until: u64) -> Result<Option<u64>, StoreError> {
        if let Some(seqs) = filter.literal().map(|subject| self.subjects.get(subject)) {
            return Ok(seqs.and_then(|seqs| seqs.range(..=until).next_back().copied()));
        }
        let mut all = self.messages.range(..=until).rev();
        Ok(all
            .find(|(_, message)| filter.matches(&message.subject))
            .map(|(seq, _)| *seq))
    }

    fn count(&self, from: u64, filter: &Filter) -> Result<u64, StoreError> {
        let counts = self
            .subjects
            .iter()
            .filter(|(subject, _)| filter.matches(subject))
            .map(|(_, seqs)| seqs.range(from..).count() as u64);
        Ok(counts.sum())
    }

    fn at_time(&self, time: Nanos) -> Result<u64, StoreError> {
        let mut all = self.messages.values();
        Ok(all
            .find(|message| message.time >= time)
            .map_or(self.last_seq + 1, |message| message.seq))
    }

    fn subject(&self, subject: &str) -> Option<SubjectTotals> {
        self.subjects.get(subject).map(totals_of)
    }

    fn subjects(&self, filter: &Filter) -> Vec<(Arc<str>, SubjectTotals)> {
        self.subjects
            .iter()
            .filter(|(subject, _)| filter.matches(subject))
            .map(|(subject, seqs)| (Arc::clone(subject), totals_of(seqs)))
            .collect()
    }

    fn gaps(&self, most: usize) -> Vec<u64> {
        (self.first_seq().max(1)..=self.last_seq)
            .filter(|seq| !self.messages.contains_key(seq))
            .take(most)
            .collect()
    }

    fn note(&mut self, name: &str, value: &[u8], _: Safe) {
        self.notes.insert(name.into(), Bytes::copy_from_slice(value));
    }

    fn unnote(&mut self, name: &str) {
        self.notes.remove(name);
    }

    fn notes(&self, prefix: &str) -> Vec<(Box<str>, Bytes)> {
        self.notes
            .iter()
            .filter(|(name, _)| name.starts_with(prefix))
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect()
    }

    fn commit(&mut self) -> Result<(), StoreError> {
        Ok(())
    }

    fn settle(&mut self) -> Result<(), StoreError> {
        Ok(())
    }

    fn reopen(&mut self) -> Result<(), StoreError> {
        Ok(())
    }

    fn destroy(&mut self) -> Result<(), StoreError> {
        *self = Self::default();
        Ok(())
    }
}

fn totals_of(seqs: &BTreeSet<u64>) -> SubjectTotals {
    SubjectTotals {
        messages: seqs.len() as u64,
        first_seq: seqs.first().copied().unwrap_or_default(),
        last_seq: seqs.last().copied().unwrap_or_default(),
    }
}
