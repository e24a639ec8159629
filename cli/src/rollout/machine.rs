//! Which nodes are asked next, and whether any more are: pure bookkeeping, told how each batch went.

use std::collections::VecDeque;

use protocol::Identity;

/// The numbers of a rollout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shape {
    /// Nodes that go first and must all succeed; 0 for none.
    pub(crate) canary: usize,
    /// Most nodes asked at a time, at least 1.
    pub(crate) batch: usize,
    /// Failed and silent nodes at which it stops.
    pub(crate) stop_on: Option<usize>,
}

/// Nodes to ask together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Batch {
    /// Which batch it is, from 1.
    pub(crate) number: usize,
    /// How many batches there are.
    pub(crate) of: usize,
    /// Place of its first node among all, from 1.
    pub(crate) first: usize,
    /// The nodes, sorted.
    pub(crate) nodes: Vec<Identity>,
    /// Whether they must all succeed.
    pub(crate) canary: bool,
}

/// Why the remaining nodes are not asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Halt {
    /// So many canaries failed or were silent.
    Canary(usize),
    /// So many nodes failed or were silent, which reaches the limit.
    Limit(usize),
    /// So many nodes did not pass the check after their batch.
    Unverified(usize),
    /// The user wanted no more batches.
    Asked,
    /// The user did not even wait for the answers of the batch.
    Cut,
    /// Something broke: a batch could not be sent, or its progress not be recorded.
    Broken,
}

/// A rollout as far as it has come.
#[derive(Debug)]
pub(crate) struct Machine {
    shape: Shape,
    waiting: VecDeque<Identity>,
    total: usize,
    batches: usize,
    sent: usize,
    bad: usize,
    halt: Option<Halt>,
}

impl Machine {
    /// Freezes the nodes: each counts once, in the order of their names.
    pub(crate) fn new(mut nodes: Vec<Identity>, shape: Shape) -> Self {
        nodes.sort();
        nodes.dedup();
        let shape = Shape {
            batch: shape.batch.max(1),
            canary: shape.canary.min(nodes.len()),
            ..shape
        };
        Self {
            shape,
            total: nodes.len(),
            waiting: nodes.into(),
            batches: 0,
            sent: 0,
            bad: 0,
            halt: None,
        }
    }

    /// The nodes to ask now; none when all were asked or something stopped it.
    pub(crate) fn next(&mut self) -> Option<Batch> {
        if self.halt.is_some() || self.waiting.is_empty() {
            return None;
        }
        let canaries = self.shape.canary.saturating_sub(self.sent);
        let canary = canaries > 0;
        let most = if canary { canaries } else { self.waiting.len() };
        let size = self.shape.batch.min(most).min(self.waiting.len());
        let first = self.sent + 1;
        self.sent += size;
        self.batches += 1;
        Some(Batch {
            number: self.batches,
            of: self.planned(),
            first,
            nodes: self.waiting.drain(..size).collect(),
            canary,
        })
    }

    /// A batch that could not even be begun: its nodes count as not asked.
    pub(crate) fn give_back(&mut self, batch: Batch) {
        self.sent -= batch.nodes.len();
        self.batches -= 1;
        batch
            .nodes
            .into_iter()
            .rev()
            .for_each(|node| self.waiting.push_front(node));
    }

    /// A batch is over: so many of its nodes failed or were silent, and so many did not pass the check after it.
    pub(crate) fn settle(&mut self, batch: &Batch, bad: usize, unverified: usize) {
        self.bad += bad;
        if unverified > 0 {
            self.stop(Halt::Unverified(unverified));
        } else if batch.canary && bad > 0 {
            self.stop(Halt::Canary(bad));
        } else if self.shape.stop_on.is_some_and(|limit| self.bad >= limit) {
            self.stop(Halt::Limit(self.bad));
        }
    }

    /// No more batches; the first reason counts, except that nobody waits for a batch that is cut off.
    pub(crate) fn stop(&mut self, halt: Halt) {
        if self.halt.is_none() || halt == Halt::Cut {
            self.halt = Some(halt);
        }
    }

    /// Whether the canaries were asked and nobody else yet.
    pub(crate) fn is_past_canaries(&self) -> bool {
        self.shape.canary > 0 && self.sent == self.shape.canary
    }

    /// Why it stopped, if it did.
    pub(crate) fn halt(&self) -> Option<Halt> {
        self.halt
    }

    /// Nodes that were not asked.
    pub(crate) fn left(&self) -> usize {
        self.waiting.len()
    }

    /// The nodes that were not asked, sorted.
    pub(crate) fn waiting(&self) -> Vec<Identity> {
        self.waiting.iter().cloned().collect()
    }

    /// All its nodes.
    pub(crate) fn total(&self) -> usize {
        self.total
    }

    /// Batches it takes to ask all.
    pub(crate) fn planned(&self) -> usize {
        self.shape.batches(self.total)
    }

    /// Batches sent so far.
    pub(crate) fn batches(&self) -> usize {
        self.batches
    }
}

impl Shape {
    /// How many batches so many nodes make.
    pub(crate) fn batches(self, nodes: usize) -> usize {
        let canary = self.canary.min(nodes);
        canary.div_ceil(self.batch) + (nodes - canary).div_ceil(self.batch)
    }
}

#[cfg(test)]
mod tests;
