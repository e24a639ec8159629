//! Who runs, who waits, who is done: pure bookkeeping, told what was seen and when.

use std::collections::VecDeque;
use std::time::SystemTime;

use protocol::Identity;

use crate::out::words;

/// Looks without an answer, or without a run, after which a node is given up.
const PATIENCE: u32 = 5;

/// What a node said about its Puppet agent.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    /// Whether Puppet may run.
    pub(super) enabled: bool,
    /// Whether a catalog is being applied.
    pub(super) applying: bool,
    /// When the last run ended, by the node's clock.
    pub(super) last_run: Option<SystemTime>,
}

/// A node that was started.
#[derive(Debug)]
struct Running {
    node: Identity,
    /// The last run before it was started.
    before: Option<SystemTime>,
    applied: bool,
    silent: u32,
    idle: u32,
}

/// Who runs, who waits, who is done.
#[derive(Debug)]
pub(super) struct Plan {
    concurrency: usize,
    waiting: VecDeque<(Identity, Option<SystemTime>)>,
    running: Vec<Running>,
    done: usize,
    failed: Vec<Identity>,
    disabled: usize,
}

impl Plan {
    /// Nobody yet.
    pub(super) fn new(concurrency: usize) -> Self {
        Self {
            concurrency,
            waiting: VecDeque::new(),
            running: Vec::new(),
            done: 0,
            failed: Vec::new(),
            disabled: 0,
        }
    }

    /// A node answered before anything was started. One that is applying already takes a place, and that run counts.
    pub(super) fn found(&mut self, node: &Identity, seen: Seen) {
        if !seen.enabled {
            self.disabled += 1;
        } else if seen.applying {
            self.running.push(Running {
                node: node.clone(),
                before: seen.last_run,
                applied: true,
                silent: 0,
                idle: 0,
            });
        } else {
            self.waiting.push_back((node.clone(), seen.last_run));
        }
    }

    /// Nodes that take part.
    pub(super) fn len(&self) -> usize {
        self.waiting.len() + self.running.len() + self.done + self.failed.len()
    }

    /// The nodes to start now; they count as running from here on.
    pub(super) fn next(&mut self) -> Vec<Identity> {
        let room = self
            .concurrency
            .saturating_sub(self.running.len())
            .min(self.waiting.len());
        let started: Vec<_> = self.waiting.drain(..room).collect();
        self.running.extend(started.iter().map(|(node, before)| Running {
            node: node.clone(),
            before: *before,
            applied: false,
            silent: 0,
            idle: 0,
        }));
        started.into_iter().map(|(node, _)| node).collect()
    }

    /// A node would not start.
    pub(super) fn refused(&mut self, node: &Identity) {
        self.running.retain(|running| running.node != *node);
        self.failed.push(node.clone());
    }

    /// The nodes to look at.
    pub(super) fn running(&self) -> Vec<Identity> {
        self.running.iter().map(|running| running.node.clone()).collect()
    }

    /// Somebody looked at a running node; the answer is news worth telling, if there is any.
    pub(super) fn looked(&mut self, node: &Identity, seen: Option<Seen>) -> Option<String> {
        let index = self.running.iter().position(|running| running.node == *node)?;
        let running = &mut self.running[index];
        match seen {
            None => running.silent += 1,
            Some(seen) if seen.applying => {
                running.applied = true;
                (running.silent, running.idle) = (0, 0);
            }
            // A run shorter than the time between two looks shows only in the time of the last run.
            Some(seen) if running.applied || seen.last_run > running.before => {
                self.running.swap_remove(index);
                self.done += 1;
                return Some(format!(
                    "{node} has finished, {} to go",
                    words::count(self.left(), "node")
                ));
            }
            Some(_) => {
                running.silent = 0;
                running.idle += 1;
            }
        }
        let why = match (running.silent, running.idle) {
            (PATIENCE.., _) => "it does not answer",
            (_, PATIENCE..) => "it does not run",
            _ => return None,
        };
        self.running.swap_remove(index);
        self.failed.push(node.clone());
        Some(format!("giving up on {node}: {why}"))
    }

    /// Whether nobody waits or runs.
    pub(super) fn is_finished(&self) -> bool {
        self.left() == 0
    }

    /// Whether every node that took part has finished.
    pub(super) fn is_success(&self) -> bool {
        self.is_finished() && self.failed.is_empty()
    }

    /// The result in one line.
    pub(super) fn conclusion(&self) -> String {
        let failed: Vec<&str> = self.failed.iter().map(Identity::as_str).collect();
        let failures = match failed.as_slice() {
            [] => String::new(),
            names => format!(", {} failed: {}", names.len(), names.join(", ")),
        };
        let left = match self.left() {
            0 => String::new(),
            left => format!(", {left} not finished"),
        };
        let disabled = match self.disabled {
            0 => String::new(),
            count => format!(", {count} not enabled"),
        };
        format!(
            "{} ran Puppet{disabled}{left}{failures}",
            words::count(self.done, "node")
        )
    }

    fn left(&self) -> usize {
        self.waiting.len() + self.running.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::node;
    use std::time::Duration;

    fn at(seconds: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
    }

    fn seen(applying: bool, last_run: u64) -> Seen {
        Seen {
            enabled: true,
            applying,
            last_run: Some(at(last_run)),
        }
    }

    fn plan(nodes: &[&str], concurrency: usize) -> Plan {
        let mut plan = Plan::new(concurrency);
        nodes
            .iter()
            .for_each(|name| plan.found(&node(name), seen(false, 100)));
        plan
    }

    fn names(nodes: &[Identity]) -> Vec<&str> {
        nodes.iter().map(Identity::as_str).collect()
    }

    #[test]
    fn no_more_than_the_limit_run_at_once() {
        let mut plan = plan(&["a", "b", "c"], 2);
        assert_eq!(names(&plan.next()), ["a", "b"]);
        assert!(plan.next().is_empty());
        plan.looked(&node("a"), Some(seen(true, 100)));
        assert!(plan.next().is_empty());
        let news = plan.looked(&node("a"), Some(seen(false, 207)));
        assert_eq!(news.unwrap(), "a has finished, 2 nodes to go");
        assert_eq!(names(&plan.next()), ["c"]);
    }

    #[test]
    fn a_run_between_two_looks_is_noticed() {
        let mut plan = plan(&["a"], 1);
        plan.next();
        assert!(plan.looked(&node("a"), Some(seen(false, 203))).is_some());
        assert!(plan.is_success());
    }

    #[test]
    fn a_silent_node_is_given_up_after_five_looks() {
        let mut plan = plan(&["a"], 1);
        plan.next();
        for _ in 0..4 {
            assert_eq!(plan.looked(&node("a"), None), None);
        }
        assert_eq!(
            plan.looked(&node("a"), None).unwrap(),
            "giving up on a: it does not answer"
        );
        assert!(plan.is_finished() && !plan.is_success());
    }

    #[test]
    fn a_node_that_never_starts_is_given_up_and_an_answer_ends_the_silence() {
        let mut plan = plan(&["a"], 1);
        plan.next();
        plan.looked(&node("a"), None);
        for _ in 0..4 {
            assert_eq!(plan.looked(&node("a"), Some(seen(false, 100))), None);
        }
        let news = plan.looked(&node("a"), Some(seen(false, 100)));
        assert_eq!(news.unwrap(), "giving up on a: it does not run");
    }

    #[test]
    fn nodes_that_run_already_take_places_and_disabled_ones_take_no_part() {
        let mut plan = plan(&["a"], 1);
        plan.found(&node("busy"), seen(true, 100));
        plan.found(
            &node("off"),
            Seen {
                enabled: false,
                ..seen(false, 100)
            },
        );
        assert_eq!(plan.len(), 2);
        assert!(plan.next().is_empty());
        plan.looked(&node("busy"), Some(seen(false, 201)));
        assert_eq!(names(&plan.next()), ["a"]);
        plan.refused(&node("a"));
        assert_eq!(plan.conclusion(), "1 node ran Puppet, 1 not enabled, 1 failed: a");
    }
}
