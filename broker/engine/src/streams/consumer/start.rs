//! Where a new consumer begins.

use std::collections::VecDeque;

use super::config::{ConsumerConfig, DeliverPolicy};
use crate::streams::filter::Filter;
use crate::streams::store::{Store, StoreError};

/// The first sequence it looks at, and those before it that it gets first.
pub(super) fn position(
    config: &ConsumerConfig,
    filter: &Filter,
    store: &dyn Store,
) -> Result<(u64, VecDeque<u64>), StoreError> {
    let totals = store.totals();
    let (first, end) = (totals.first_seq.max(1), totals.last_seq + 1);
    let next = match config.deliver_policy {
        DeliverPolicy::All => first,
        DeliverPolicy::New => end,
        DeliverPolicy::Last => store.last(filter, totals.last_seq)?.unwrap_or(end),
        DeliverPolicy::ByStartSequence => return Ok((config.opt_start_seq.max(first), VecDeque::new())),
        DeliverPolicy::ByStartTime => store.at_time(config.opt_start_time.unwrap_or_default())?,
        DeliverPolicy::LastPerSubject => return Ok((end, last_per_subject(filter, first, end, store))),
    };
    Ok((next.clamp(first, end), VecDeque::new()))
}

/// What is the last of each subject, as far as that is at or after `first` and before `end`.
pub(super) fn last_per_subject(filter: &Filter, first: u64, end: u64, store: &dyn Store) -> VecDeque<u64> {
    let subjects = store.subjects(filter).into_iter();
    let last = subjects.map(|(_, totals)| totals.last_seq);
    let mut seqs: Vec<u64> = last.filter(|seq| (first..end).contains(seq)).collect();
    seqs.sort_unstable();
    seqs.into()
}
