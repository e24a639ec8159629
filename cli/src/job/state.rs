//! What a job's file says: how every node fared and how the last run ended.

use std::collections::BTreeMap;

use protocol::Identity;

use crate::job::{JobId, Line, Plan, Why};
use crate::out::words;

/// Most lines of what happened.
const MAX_LOG: usize = 5_000;

/// A job as its file tells it.
#[derive(Debug)]
pub(crate) struct Job {
    /// Its name.
    pub(crate) id: JobId,
    /// What was planned.
    pub(crate) plan: Plan,
    /// How each node fared.
    nodes: BTreeMap<Identity, Fate>,
    /// Whether nodes beyond the canaries were asked, so that the canaries must have been good.
    pub(crate) canary_passed: bool,
    /// How often somebody started or went on.
    pub(crate) runs: usize,
    /// Why the last run ended; none when it still runs or was cut short.
    pub(crate) end: Option<String>,
    /// What happened, oldest first: the time as it was written, and words.
    pub(crate) log: Vec<(String, String)>,
}

/// How one node fared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It was not asked.
    NotSent,
    /// It was asked, and nothing tells what became of it.
    InDoubt,
    /// It succeeded.
    Done,
    /// It failed, with these words.
    Failed(String),
    /// It gave no answer.
    Silent,
}

/// How many nodes fared how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Standing {
    /// Succeeded.
    pub(crate) done: usize,
    /// Failed.
    pub(crate) failed: usize,
    /// Gave no answer.
    pub(crate) silent: usize,
    /// Asked, with an unknown result.
    pub(crate) in_doubt: usize,
    /// Not asked.
    pub(crate) not_sent: usize,
}

impl Job {
    /// A job about which only its plan is known.
    pub(crate) fn new(id: JobId, plan: Plan) -> Self {
        let nodes = plan.targets.iter().filter_map(|name| Identity::new(name).ok());
        Self {
            id,
            nodes: nodes.map(|node| (node, Fate::NotSent)).collect(),
            plan,
            canary_passed: false,
            runs: 0,
            end: None,
            log: Vec::new(),
        }
    }

    /// Reads a file. A last line that was cut short and lines that make no sense are left out; none without a plan.
    pub(crate) fn read(id: JobId, text: &str) -> Option<Self> {
        let whole = text.rfind('\n').map_or("", |end| &text[..end]);
        let mut lines = whole
            .lines()
            .filter_map(|line| serde_json::from_str::<Line>(line).ok());
        let Some(Line::Plan(plan)) = lines.next() else {
            return None;
        };
        let mut job = Self::new(id, *plan);
        lines.for_each(|line| job.take(line));
        Some(job)
    }

    /// Takes in one more line.
    pub(crate) fn take(&mut self, line: Line) {
        if self.log.len() < MAX_LOG
            && let Some(happened) = told(&line)
        {
            self.log.push(happened);
        }
        match line {
            Line::Run { .. } => {
                self.runs += 1;
                self.end = None;
            }
            Line::Batch { canary, nodes, .. } => {
                self.canary_passed |= !canary;
                for name in nodes {
                    self.set(&name, Fate::InDoubt);
                }
            }
            Line::Reply { node, code: 0, .. } => self.set(&node, Fate::Done),
            Line::Reply { node, msg, .. } => self.set(&node, Fate::Failed(msg)),
            Line::Settled { silent, .. } => silent.iter().for_each(|name| self.set(name, Fate::Silent)),
            Line::Unverified { nodes, .. } => {
                for name in nodes {
                    self.set(&name, Fate::Failed("verification failed".to_owned()));
                }
            }
            Line::End { why, .. } => self.end = Some(why),
            Line::Plan(_) | Line::Sent { .. } | Line::Unknown => {}
        }
    }

    /// Only nodes of the plan count.
    fn set(&mut self, name: &str, fate: Fate) {
        if let Some(known) = Identity::new(name)
            .ok()
            .and_then(|node| self.nodes.get_mut(&node))
        {
            *known = fate;
        }
    }

    /// How many nodes fared how.
    pub(crate) fn standing(&self) -> Standing {
        let mut standing = Standing::default();
        for fate in self.nodes.values() {
            *match fate {
                Fate::NotSent => &mut standing.not_sent,
                Fate::InDoubt => &mut standing.in_doubt,
                Fate::Done => &mut standing.done,
                Fate::Failed(_) => &mut standing.failed,
                Fate::Silent => &mut standing.silent,
            } += 1;
        }
        standing
    }

    /// All nodes with their fates, sorted.
    pub(crate) fn nodes(&self) -> impl Iterator<Item = (&Identity, &Fate)> {
        self.nodes.iter()
    }

    /// The nodes whose fate is one of those `wanted`, sorted.
    pub(crate) fn nodes_that(&self, wanted: impl Fn(&Fate) -> bool) -> Vec<Identity> {
        let found = self.nodes.iter().filter(|(_, fate)| wanted(fate));
        found.map(|(node, _)| node.clone()).collect()
    }

    /// Whether every node was asked and is known to have answered or not.
    pub(crate) fn is_complete(&self) -> bool {
        let standing = self.standing();
        standing.not_sent + standing.in_doubt == 0
    }
}

/// A line for people, with its time; none for what says little.
fn told(line: &Line) -> Option<(String, String)> {
    let nodes = |count: usize| words::count(count, "node");
    Some(match line {
        Line::Run {
            time,
            why,
            nodes: count,
        } => {
            let what = match why {
                Why::Start => "started",
                Why::Resume => "went on",
                Why::RetryFailed => "failed nodes asked again",
                Why::RetrySilent => "silent nodes asked again",
                Why::Other => "asked again",
            };
            (time.clone(), format!("{what}: {}", nodes(*count)))
        }
        Line::Batch {
            n,
            of,
            canary,
            time,
            nodes: names,
        } => {
            let canary = if *canary { ", canary" } else { "" };
            (
                time.clone(),
                format!("batch {n}/{of}: {}{canary}", nodes(names.len())),
            )
        }
        Line::Unverified { n, nodes: names } => (
            String::new(),
            format!("batch {n}: {} did not pass the check", nodes(names.len())),
        ),
        Line::Settled { n, silent } if !silent.is_empty() => (
            String::new(),
            format!("batch {n}: {} gave no answer", nodes(silent.len())),
        ),
        Line::End { time, why } => (time.clone(), format!("ended: {why}")),
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
