//! Messages go: every one of them through here, so that consumers and timers hear of it.

use tracing::error;

use super::Stream;
use crate::streams::config::Retention;
use crate::streams::filter::Filter;
use crate::streams::store::{Safe, StoreError};

/// Sequences looked up at once; more where each look asks every subject.
const BATCH: usize = 1024;
const WILD_BATCH: usize = 1024 * 1024;

impl Stream {
    /// Removes one message; false if it is not there.
    pub(super) fn remove(&mut self, seq: u64, safe: Safe, erase: bool) -> Result<bool, StoreError> {
        let Some(removed) = self.store.remove(seq, safe, erase)? else {
            return Ok(false);
        };
        self.expiry.forget(seq);
        self.schedules.forget(seq);
        self.consumers.removed(&removed);
        Ok(true)
    }

    /// Removes what the filter matches below `before`; tells how many.
    pub(super) fn remove_below(
        &mut self,
        before: u64,
        filter: &Filter,
        safe: Safe,
    ) -> Result<u64, StoreError> {
        let totals = self.totals();
        if filter.is_everything() && before > totals.last_seq {
            self.clear(totals.last_seq.saturating_add(1));
            return Ok(totals.messages);
        }
        let (mut from, mut count, batch) = (0, 0, batch(filter));
        loop {
            let seqs = self.store.seqs(from, filter, batch)?;
            for seq in &seqs {
                if *seq >= before {
                    return Ok(count);
                }
                count += u64::from(self.remove(*seq, safe, false)?);
            }
            match seqs.last() {
                Some(last) => from = last + 1,
                None => return Ok(count),
            }
        }
    }

    /// Removes everything and goes on at `next_seq`.
    pub(super) fn clear(&mut self, next_seq: u64) {
        self.store.clear(next_seq);
        self.expiry.clear();
        self.schedules.clear();
        self.consumers.cleared(next_seq);
    }

    /// Removes what a limit or a consumer is done with. What cannot be removed stays, and is tried again when it is next in the way.
    pub(super) fn shed(&mut self, seq: u64) -> bool {
        let removed = self.remove(seq, Safe::Later, false);
        removed.unwrap_or_else(|failure| {
            error!(stream = %self.name, seq, %failure, "a message cannot be removed");
            false
        })
    }

    /// Lets go what nobody waits for, after what is kept has changed.
    pub(super) fn let_go_everything(&mut self) {
        let mut from = 0;
        while let Ok(seqs) = self.store.seqs(from, &Filter::default(), BATCH)
            && let Some(last) = seqs.last()
        {
            from = last.saturating_add(1);
            self.let_go(&seqs);
        }
    }

    /// Consumers are done with these messages: streams that keep messages only as long let them go.
    pub(super) fn let_go(&mut self, seqs: &[u64]) {
        match self.config.retention {
            Retention::Limits => {}
            Retention::WorkQueue => {
                for seq in seqs {
                    self.shed(*seq);
                }
            }
            Retention::Interest => {
                for seq in seqs {
                    if let Ok(Some(message)) = self.store.read(*seq)
                        && !self.is_wanted(*seq, &message.subject)
                    {
                        self.shed(*seq);
                    }
                }
            }
        }
    }
}

/// How many sequences to look up at once.
pub(super) fn batch(filter: &Filter) -> usize {
    if filter.is_everything() || filter.is_literal() {
        BATCH
    } else {
        WILD_BATCH
    }
}
