//! Messages in memory only.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

use bytes::Bytes;

use super::index::Index;
use super::{Removed, Safe, Store, StoreError, SubjectTotals, Totals};
use crate::streams::filter::Filter;
use crate::streams::message::{Message, Nanos};

/// What a message costs beside its bytes, as clients see it in `max_bytes`.
const OVERHEAD: u64 = 16;

/// A store that ends with the broker.
#[derive(Debug, Default)]
pub(crate) struct MemoryStore {
    messages: BTreeMap<u64, Message>,
    index: Index,
    notes: BTreeMap<Box<str>, Bytes>,
}

impl Store for MemoryStore {
    fn totals(&self) -> Totals {
        let first = self.messages.values().next();
        self.index.totals(first.map_or(0, |first| first.time))
    }

    fn append(&mut self, subject: &str, headers: &[u8], payload: &[u8], time: Nanos) -> u64 {
        let (seq, time) = (self.index.last_seq + 1, time.max(self.index.last_time));
        let size = self.size_of(subject, headers, payload);
        let message = Message {
            seq,
            time,
            subject: self.index.append(seq, subject, size, time),
            headers: Bytes::copy_from_slice(headers),
            payload: Bytes::copy_from_slice(payload),
        };
        self.messages.insert(seq, message);
        seq
    }

    fn size_of(&self, subject: &str, headers: &[u8], payload: &[u8]) -> u64 {
        (subject.len() + headers.len() + payload.len()) as u64 + OVERHEAD
    }

    fn remove(&mut self, seq: u64, _: Safe, _: bool) -> Result<Option<Removed>, StoreError> {
        let Some(message) = self.messages.remove(&seq) else {
            return Ok(None);
        };
        let (subject, headers, payload) = (message.subject, message.headers, message.payload);
        let bytes = self.size_of(&subject, &headers, &payload);
        self.index.remove(seq, &subject, bytes);
        Ok(Some(Removed { seq, subject, bytes }))
    }

    fn clear(&mut self, next_seq: u64) {
        self.messages.clear();
        self.index.clear(next_seq);
    }

    fn skip_to(&mut self, next_seq: u64) {
        self.index.skip_to(next_seq);
    }

    fn read(&self, seq: u64) -> Result<Option<Message>, StoreError> {
        Ok(self.messages.get(&seq).cloned())
    }

    fn next(&self, from: u64, filter: &Filter) -> Result<Option<Message>, StoreError> {
        let found = self.index.next(from, filter, |seq| {
            let message = self.messages.get(&seq);
            Ok::<_, StoreError>(message.is_some_and(|message| filter.matches(&message.subject)))
        })?;
        Ok(found.and_then(|seq| self.messages.get(&seq).cloned()))
    }

    fn seqs(&self, from: u64, filter: &Filter, most: usize) -> Result<Vec<u64>, StoreError> {
        Ok(self.index.seqs(from, filter, most))
    }

    fn last(&self, filter: &Filter, until: u64) -> Result<Option<u64>, StoreError> {
        Ok(self.index.last(filter, until))
    }

    fn count(&self, from: u64, filter: &Filter) -> Result<u64, StoreError> {
        Ok(self.index.count(from, filter))
    }

    fn at_time(&self, time: Nanos) -> Result<u64, StoreError> {
        let (mut low, mut high) = (0, self.index.last_seq + 1);
        while low < high {
            let middle = u64::midpoint(low, high);
            match self.messages.range(middle..high).next() {
                Some((seq, message)) if message.time < time => low = seq + 1,
                _ => high = middle,
            }
        }
        Ok(self.index.live.next(low).unwrap_or(self.index.last_seq + 1))
    }

    fn subject(&self, subject: &str) -> Option<SubjectTotals> {
        self.index.subject(subject)
    }

    fn subjects(&self, filter: &Filter) -> Vec<(Arc<str>, SubjectTotals)> {
        self.index.subjects(filter)
    }

    fn gaps(&self, most: usize) -> Vec<u64> {
        self.index.gaps(most)
    }

    fn note(&mut self, name: &str, value: &[u8], _: Safe) {
        self.notes.insert(name.into(), Bytes::copy_from_slice(value));
    }

    fn unnote(&mut self, name: &str) {
        self.notes.remove(name);
    }

    fn notes(&self, prefix: &str) -> Vec<(Box<str>, Bytes)> {
        self.notes
            .range::<str, _>((Bound::Included(prefix), Bound::Unbounded))
            .take_while(|(name, _)| name.starts_with(prefix))
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect()
    }

    fn noted_until(&self) -> u64 {
        self.totals().last_seq
    }

    fn commit(&mut self) -> Result<(), StoreError> {
        Ok(())
    }

    fn is_waiting(&self) -> bool {
        false
    }

    fn settle(&mut self) -> Result<(), StoreError> {
        Ok(())
    }

    fn unerased(&self) -> Vec<u64> {
        Vec::new()
    }

    fn close(&mut self) -> Result<(), StoreError> {
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
