//! What is known of a run: folded from its news, a constant amount of work for each answer.

mod counts;
mod stage;
mod told;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::SystemTime;

use client::NodeReply;
use ddl::{Action, Summaries};
use protocol::Identity;

use self::counts::Counts;
pub(super) use self::stage::{Batch, Stage, Standing};
use super::answer::Answer;
use super::groups::Groups;
use super::latency::Latency;
use crate::report::{RunEnd, RunNews};

/// Nodes listed: twice the largest fleet, so that nobody fills the memory. More are only counted.
const MAX_NODES: usize = 100_000;

/// Bytes of answers kept; of later ones only how they went.
pub(super) const MAX_WEIGHT: usize = 64 << 20;

/// A run as far as it is known.
#[derive(Debug)]
pub(super) struct Model {
    action: String,
    /// Nodes asked, in the order of the request, then others that answered.
    entries: Vec<Entry>,
    index: HashMap<Identity, u32>,
    /// Entries that have an answer, in order of arrival.
    arrived: Vec<u32>,
    /// Whether the nodes asked are known by name.
    named: bool,
    counts: Counts,
    latency: Latency,
    groups: Groups,
    summaries: Option<Summaries>,
    weight: usize,
    /// Answers whose data was not kept.
    slim: usize,
    batches: Vec<Batch>,
    stage: Stage,
    held: bool,
    job: Option<String>,
    end: Option<Box<RunEnd>>,
    began: SystemTime,
    asked: Option<SystemTime>,
    ended: Option<SystemTime>,
}

/// One node.
#[derive(Debug)]
pub(super) struct Entry {
    /// Who.
    pub(super) node: Identity,
    /// Whether it was named when the question went out.
    target: bool,
    /// The batch that asked it, from 1; 0 when there is none.
    batch: u32,
    /// Whether its answer came when nobody waited for it any more.
    pub(super) late: bool,
    /// What it said.
    pub(super) answer: Option<Box<Answer>>,
}

impl Model {
    /// Nothing was heard yet.
    pub(super) fn new(action: &str, declared: Option<&Action>, now: SystemTime) -> Self {
        Self {
            action: action.to_owned(),
            entries: Vec::new(),
            index: HashMap::new(),
            arrived: Vec::new(),
            named: false,
            counts: Counts::default(),
            latency: Latency::new(),
            groups: Groups::new(),
            summaries: declared.map(Summaries::new),
            weight: 0,
            slim: 0,
            batches: Vec::new(),
            stage: Stage::Waiting,
            held: false,
            job: None,
            end: None,
            began: now,
            asked: None,
            ended: None,
        }
    }

    /// Takes in what happened.
    pub(super) fn hear(&mut self, news: &RunNews, now: SystemTime) {
        let over = self.is_over();
        match news {
            RunNews::Discovering { method } if !over => self.stage = Stage::Discovering(method.clone()),
            RunNews::Discovered { count, took } if !over => self.stage = Stage::Discovered(*count, *took),
            RunNews::Started { nodes, job } => self.start(nodes, job.as_ref(), now),
            RunNews::Batch {
                number,
                of,
                canary,
                nodes,
            } => {
                let batch = Batch {
                    number: *number,
                    of: *of,
                    canary: *canary,
                    asked: now,
                };
                self.ask(batch, nodes);
            }
            RunNews::Replies(replies) => {
                self.asked.get_or_insert(now);
                replies.iter().for_each(|reply| self.reply(reply));
            }
            RunNews::Held(held) => self.held = *held && !over,
            RunNews::Over(end) => self.finish(end, now),
            RunNews::Discovering { .. } | RunNews::Discovered { .. } | RunNews::Note(_) => {}
        }
    }

    fn start(&mut self, nodes: &Arc<[Identity]>, job: Option<&String>, now: SystemTime) {
        self.asked.get_or_insert(now);
        self.job = job.cloned().or(self.job.take());
        if !self.is_over() {
            self.stage = Stage::Asking;
        }
        for node in nodes.iter() {
            if let Some(index) = self.entry(node) {
                self.target(index);
            }
        }
    }

    /// A node is one of those that are asked.
    fn target(&mut self, index: u32) {
        let entry = &mut self.entries[index as usize];
        if !entry.target {
            self.named = true;
            entry.target = true;
            self.counts
                .target(entry.answer.as_ref().map(|answer| answer.status));
        }
    }

    fn ask(&mut self, batch: Batch, nodes: &[Identity]) {
        // Batches hold at least one node each, so there are not more of them.
        if self.batches.len() >= MAX_NODES {
            return;
        }
        if !self.is_over() {
            self.stage = Stage::Asking;
        }
        self.asked.get_or_insert(batch.asked);
        self.batches.push(batch);
        let number = u32::try_from(self.batches.len()).unwrap_or(u32::MAX);
        self.counts.next_batch();
        for node in nodes {
            let Some(index) = self.entry(node) else {
                continue;
            };
            self.target(index);
            let entry = &mut self.entries[index as usize];
            let first = entry.batch == 0;
            if entry.batch != number {
                entry.batch = number;
                self.counts.ask(first, entry.answer.is_some());
            }
        }
    }

    fn reply(&mut self, reply: &NodeReply) {
        let Some(index) = self.entry(&reply.sender) else {
            self.counts.unlisted += 1;
            return;
        };
        let batch = u32::try_from(self.batches.len()).unwrap_or(u32::MAX);
        let entry = &mut self.entries[index as usize];
        if entry.answer.is_some() {
            self.counts.repeated += 1;
            return;
        }
        let status = reply.reply.statuscode;
        let data = reply.reply.data.to_string();
        let group = self.groups.add(index, status, &reply.reply.statusmsg, &data);
        let mut answer = Answer::new(reply, &data, group);
        if self.weight + answer.weight() > MAX_WEIGHT {
            answer.forget_data();
            self.slim += 1;
        }
        self.weight += answer.weight();
        entry.answer = Some(Box::new(answer));
        entry.late = !reply.expected;
        let (target, asked) = (entry.target, entry.batch != 0);
        self.counts
            .answer(status, target, asked, asked && entry.batch == batch);
        self.counts.late += usize::from(!reply.expected && target);
        self.arrived.push(index);
        self.latency.add(reply.rtt);
        if let (Some(summaries), Some(data), true) =
            (&mut self.summaries, reply.reply.data.as_object(), reply.expected)
        {
            summaries.add(data);
        }
    }

    fn finish(&mut self, end: &RunEnd, now: SystemTime) {
        if self.is_over() {
            return;
        }
        // Without names at the start, who was asked is only known now.
        if !self.named {
            for index in self.arrived.clone() {
                if !self.entries[index as usize].late {
                    self.target(index);
                }
            }
        }
        let silent = end.stats.iter().flat_map(|stats| &stats.no_responses);
        for node in silent {
            if let Some(index) = self.entry(node) {
                self.target(index);
            }
        }
        // Of whoever answered unasked, only the name may be known.
        for node in end.stats.iter().flat_map(|stats| &stats.unexpected) {
            self.named = true;
            if !self.index.contains_key(node) {
                self.counts.unlisted += 1;
                self.entry(node);
            }
        }
        self.end = Some(Box::new(end.clone()));
        self.ended = Some(now);
        self.held = false;
        self.stage = Stage::Over;
    }

    /// The entry of a node, made when it is new; none when there are too many.
    fn entry(&mut self, node: &Identity) -> Option<u32> {
        if let Some(index) = self.index.get(node) {
            return Some(*index);
        }
        if self.entries.len() >= MAX_NODES {
            return None;
        }
        let index = u32::try_from(self.entries.len()).ok()?;
        self.index.insert(node.clone(), index);
        self.entries.push(Entry {
            node: node.clone(),
            target: false,
            batch: 0,
            late: false,
            answer: None,
        });
        Some(index)
    }

    /// Lets go of the data of all answers.
    pub(super) fn forget_data(&mut self) {
        let answers = self.entries.iter_mut().filter_map(|entry| entry.answer.as_mut());
        for answer in answers.filter(|answer| answer.is_whole()) {
            answer.forget_data();
            self.slim += 1;
        }
        let answers = self.entries.iter().filter_map(|entry| entry.answer.as_ref());
        self.weight = answers.map(|answer| answer.weight()).sum();
    }
}
