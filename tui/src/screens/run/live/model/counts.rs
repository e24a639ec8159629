//! How many nodes fared how, kept up to date with each answer.

use std::collections::BTreeMap;

use protocol::rpc::Status;

/// Running numbers.
#[derive(Debug, Default)]
pub(super) struct Counts {
    targets: usize,
    /// Targets that answered, by how it went.
    ok: usize,
    failed: usize,
    by_code: BTreeMap<u8, usize>,
    /// Answers of others, by how it went.
    strangers: BTreeMap<u8, usize>,
    /// Nodes that batches asked.
    asked: usize,
    /// Of those, the ones that answered.
    settled: usize,
    /// Nodes of the last batch that have not answered.
    open: usize,
    /// Answers nobody waited for.
    pub(super) late: usize,
    /// Further answers of nodes that answered already.
    pub(super) repeated: usize,
    /// Answers of nodes that are not in the list.
    pub(super) unlisted: usize,
}

/// How many nodes fared how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in super::super) struct Tally {
    /// Nodes to ask; without names beforehand those that answered.
    pub(in super::super) targets: usize,
    /// Targets that answered.
    pub(in super::super) answered: usize,
    /// Of those, the ones that succeeded.
    pub(in super::super) ok: usize,
    /// Of those, the ones that did not.
    pub(in super::super) failed: usize,
    /// Targets whose answer is awaited.
    pub(in super::super) waiting: usize,
    /// Targets that did not answer in time.
    pub(in super::super) silent: usize,
    /// Targets not asked.
    pub(in super::super) unasked: usize,
    /// Answers of nodes that were not asked.
    pub(in super::super) strangers: usize,
    /// Answers nobody waited for any more.
    pub(in super::super) late: usize,
    /// Further answers of nodes that had answered.
    pub(in super::super) repeated: usize,
}

impl Counts {
    /// A node turns out to be a target; with its answer, when it has answered already.
    pub(super) fn target(&mut self, answered: Option<Status>) {
        self.targets += 1;
        if let Some(status) = answered {
            let others = self.strangers.entry(status.into()).or_default();
            *others = others.saturating_sub(1);
            self.count(status);
        }
    }

    /// The next batch goes out.
    pub(super) fn next_batch(&mut self) {
        self.open = 0;
    }

    /// A node belongs to the batch that goes out; `first` when no other asked it before.
    pub(super) fn ask(&mut self, first: bool, answered: bool) {
        self.asked += usize::from(first);
        self.settled += usize::from(first && answered);
        self.open += usize::from(!answered);
    }

    /// The first answer of a node.
    pub(super) fn answer(&mut self, status: Status, target: bool, asked: bool, current: bool) {
        match target {
            true => self.count(status),
            false => *self.strangers.entry(status.into()).or_default() += 1,
        }
        self.settled += usize::from(asked);
        self.open = self.open.saturating_sub(usize::from(current));
    }

    /// The sums, as of now.
    pub(super) fn tally(&self, rollout: bool, over: bool) -> Tally {
        let others: usize = self.strangers.values().sum();
        let mut tally = Tally {
            targets: self.targets,
            answered: self.ok + self.failed,
            ok: self.ok,
            failed: self.failed,
            strangers: others + self.unlisted,
            late: self.late,
            repeated: self.repeated,
            ..Tally::default()
        };
        if self.targets == 0 {
            tally.ok = self.strangers.get(&0).copied().unwrap_or(0);
            tally.failed = others - tally.ok;
            tally.targets = others;
            tally.answered = others;
            tally.strangers = self.unlisted;
            return tally;
        }
        let left = tally.targets - tally.answered;
        let asked = match rollout {
            true => self.asked.saturating_sub(self.settled).min(left),
            false => left,
        };
        tally.waiting = match (over, rollout) {
            (true, _) => 0,
            (false, true) => self.open.min(asked),
            (false, false) => asked,
        };
        tally.silent = asked - tally.waiting;
        tally.unasked = left - asked;
        tally
    }

    /// How often each status was answered, by those who were asked.
    pub(super) fn statuses(&self) -> impl Iterator<Item = (Status, usize)> + '_ {
        let codes = match self.targets {
            0 => &self.strangers,
            _ => &self.by_code,
        };
        codes.iter().map(|(code, count)| ((*code).into(), *count))
    }
}

impl Counts {
    fn count(&mut self, status: Status) {
        *self.by_code.entry(status.into()).or_default() += 1;
        match status {
            Status::Ok => self.ok += 1,
            _ => self.failed += 1,
        }
    }
}
