//! What a consumer still has before it: from where on it looks for messages, and how many there are.

use std::collections::VecDeque;

use super::journal::{Entry, Journal};
use super::progress::Progress;
use crate::streams::filter::Filter;
use crate::streams::message::Message;
use crate::streams::store::{Store, StoreError};

/// The messages before a consumer.
#[derive(Debug, Default)]
pub(super) struct Backlog {
    /// The first sequence it has not looked at.
    pub(super) next: u64,
    /// Sequences before `next` that come first, ascending: what was the last of each subject when it began.
    firsts: VecDeque<u64>,
    /// How many messages there are that it was not given yet.
    waiting: u64,
    /// What it has read of the journal.
    read: u64,
}

impl Backlog {
    /// Everything from `next` on, after `firsts`.
    pub(super) fn new(
        next: u64,
        firsts: VecDeque<u64>,
        filter: &Filter,
        store: &dyn Store,
        journal: &Journal,
    ) -> Result<Self, StoreError> {
        Ok(Self {
            next,
            waiting: firsts.len() as u64 + store.count(next, filter)?,
            firsts,
            read: journal.end(),
        })
    }

    /// Messages not given yet. Right after [`Self::catch_up`].
    pub(super) fn waiting(&self) -> u64 {
        self.waiting
    }

    /// First of the sequences that come before `next`.
    pub(super) fn first(&self) -> Option<u64> {
        self.firsts.front().copied()
    }

    /// Where it stands: one below the next message it looks at.
    pub(super) fn position(&self) -> u64 {
        self.firsts
            .front()
            .map_or(self.next, |first| *first)
            .saturating_sub(1)
    }

    /// Whether the message is still before it.
    pub(super) fn is_ahead(&self, seq: u64) -> bool {
        seq >= self.next || self.firsts.binary_search(&seq).is_ok()
    }

    /// Takes note of what happened since it looked last.
    pub(super) fn catch_up(
        &mut self,
        journal: &Journal,
        filter: &Filter,
        progress: &mut Progress,
        store: &dyn Store,
    ) -> Result<(), StoreError> {
        if self.read == journal.end() {
            return Ok(());
        }
        match journal.since(self.read) {
            Some(entries) => {
                for entry in entries {
                    self.apply(entry, filter, progress);
                }
            }
            None => self.count_anew(filter, progress, store)?,
        }
        self.read = journal.end();
        progress.settle_floor(self.position());
        Ok(())
    }

    fn apply(&mut self, entry: &Entry, filter: &Filter, progress: &mut Progress) {
        match entry {
            Entry::Stored { seq, subject } => {
                self.waiting += u64::from(*seq >= self.next && filter.matches(subject));
            }
            Entry::Removed { seq, subject } => {
                if *seq >= self.next {
                    self.waiting -= u64::from(filter.matches(subject)).min(self.waiting);
                } else if let Ok(at) = self.firsts.binary_search(seq) {
                    self.firsts.remove(at);
                    self.waiting = self.waiting.saturating_sub(1);
                }
                progress.forget(*seq);
            }
            Entry::Cleared { first_seq } => {
                self.firsts.clear();
                self.waiting = 0;
                self.next = self.next.max(*first_seq);
                progress.forget_below(*first_seq);
            }
        }
    }

    fn count_anew(
        &mut self,
        filter: &Filter,
        progress: &mut Progress,
        store: &dyn Store,
    ) -> Result<(), StoreError> {
        let first_seq = store.totals().first_seq;
        self.next = self.next.max(first_seq);
        progress.forget_below(first_seq);
        let mut kept = VecDeque::new();
        for seq in self.firsts.drain(..) {
            if store.seqs(seq, &Filter::default(), 1)?.first() == Some(&seq) {
                kept.push_back(seq);
            }
        }
        self.firsts = kept;
        self.waiting = self.firsts.len() as u64 + store.count(self.next, filter)?;
        Ok(())
    }

    /// The next message it was not given yet; it stays the next one until [`Self::take`].
    pub(super) fn peek(&mut self, filter: &Filter, store: &dyn Store) -> Result<Option<Message>, StoreError> {
        while let Some(first) = self.firsts.front() {
            match store.read(*first)? {
                Some(message) => return Ok(Some(message)),
                None => {
                    self.firsts.pop_front();
                    self.waiting = self.waiting.saturating_sub(1);
                }
            }
        }
        let message = store.next(self.next, filter)?;
        if message.is_none() {
            self.next = self.next.max(store.totals().last_seq + 1);
            self.waiting = 0;
        }
        Ok(message)
    }

    /// The message was given.
    pub(super) fn take(&mut self, seq: u64) {
        self.waiting = self.waiting.saturating_sub(1);
        if self.firsts.front() == Some(&seq) {
            self.firsts.pop_front();
        } else {
            self.next = seq + 1;
        }
    }
}
