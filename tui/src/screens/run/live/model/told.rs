//! What is known of a run, for those who show it.

use std::time::{Duration, SystemTime};

use ddl::Summaries;
use protocol::rpc::Status;

use super::counts::Tally;
use super::{Batch, Entry, Model, Stage, Standing};
use crate::report::RunEnd;
use crate::screens::run::live::groups::Groups;
use crate::screens::run::live::latency::Latency;

impl Model {
    /// Name of the action.
    pub(in super::super) fn action(&self) -> &str {
        &self.action
    }

    /// All nodes, in the order of the request, then others that answered.
    pub(in super::super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The nodes with an answer, in order of arrival.
    pub(in super::super) fn arrived(&self) -> &[u32] {
        &self.arrived
    }

    /// One node.
    pub(in super::super) fn get(&self, entry: u32) -> Option<&Entry> {
        self.entries.get(entry as usize)
    }

    /// How a node stands.
    pub(in super::super) fn standing(&self, entry: &Entry) -> Standing {
        if let Some(answer) = &entry.answer {
            return Standing::Answered(answer.status);
        }
        if self.is_stranger(entry) {
            return Standing::Unexpected;
        }
        let rollout = !self.batches.is_empty() || self.job.is_some();
        match entry.batch as usize {
            0 if rollout => Standing::NotSent,
            0 if self.asked.is_none() => Standing::NotSent,
            batch if !self.is_over() && (batch == 0 || batch == self.batches.len()) => Standing::Waiting,
            _ => Standing::Silent,
        }
    }

    /// Whether the node answered without being asked.
    pub(in super::super) fn is_stranger(&self, entry: &Entry) -> bool {
        self.named && !entry.target
    }

    /// When a node was asked.
    pub(in super::super) fn asked(&self, entry: &Entry) -> Option<SystemTime> {
        let batch = (entry.batch as usize).checked_sub(1);
        let batch = batch.and_then(|index| self.batches.get(index));
        batch.map(|batch| batch.asked).or(self.asked)
    }

    /// The numbers.
    pub(in super::super) fn tally(&self) -> Tally {
        let rollout = !self.batches.is_empty() || self.job.is_some();
        self.counts.tally(rollout, self.is_over())
    }

    /// How often each status was answered, the greatest code last.
    pub(in super::super) fn statuses(&self) -> impl Iterator<Item = (Status, usize)> + '_ {
        self.counts.statuses()
    }

    /// How long answers took.
    pub(in super::super) fn latency(&self) -> &Latency {
        &self.latency
    }

    /// Identical answers.
    pub(in super::super) fn groups(&self) -> &Groups {
        &self.groups
    }

    /// The DDL's aggregates.
    pub(in super::super) fn summaries(&self) -> Option<&Summaries> {
        self.summaries.as_ref()
    }

    /// Bytes of answers kept.
    pub(in super::super) fn weight(&self) -> usize {
        self.weight
    }

    /// Bytes of one answer.
    pub(in super::super) fn weight_of(&self, entry: u32) -> usize {
        let answer = self.get(entry).and_then(|entry| entry.answer.as_ref());
        answer.map_or(0, |answer| answer.weight())
    }

    /// Answers whose data was not kept.
    pub(in super::super) fn slim(&self) -> usize {
        self.slim
    }

    /// The batch that was asked last.
    pub(in super::super) fn batch(&self) -> Option<Batch> {
        self.batches.last().copied()
    }

    /// How far it is.
    pub(in super::super) fn stage(&self) -> &Stage {
        &self.stage
    }

    /// Whether it waits for somebody to let it go on.
    pub(in super::super) fn is_held(&self) -> bool {
        self.held
    }

    /// Whether no more answers come.
    pub(in super::super) fn is_over(&self) -> bool {
        self.stage == Stage::Over
    }

    /// The rollout's job.
    pub(in super::super) fn job(&self) -> Option<&str> {
        self.job.as_deref()
    }

    /// How it ended.
    pub(in super::super) fn end(&self) -> Option<&RunEnd> {
        self.end.as_deref()
    }

    /// How long it has taken.
    pub(in super::super) fn elapsed(&self, now: SystemTime) -> Duration {
        let end = self.ended.unwrap_or(now);
        end.duration_since(self.asked.unwrap_or(self.began))
            .unwrap_or_default()
    }
}
