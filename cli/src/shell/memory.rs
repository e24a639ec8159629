//! What commands asked and were told while they ran: kept for a while, to be looked at again.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use client::NodeReply;
use protocol::Identity;

use super::results::Answered;
use crate::ask::{Outcome, Question};
use crate::ctx::Follower;
use crate::out::Sink;
use crate::report::Stop;

/// Most results that are kept.
const MAX_RESULTS: usize = 20;

/// Most replies of all results together, so that a large fleet that is watched does not fill the memory.
const MAX_REPLIES: usize = 200_000;

/// The last results.
#[derive(Debug, Default)]
pub(crate) struct Memory(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    count: usize,
    results: VecDeque<Arc<Answered>>,
}

/// Hears what one statement asks.
pub(crate) struct Listener {
    memory: Arc<Memory>,
    /// The nodes to ask, if they are given.
    nodes: Option<Arc<[Identity]>>,
    /// Whether changes that reach far are refused where nobody can be asked.
    strict: bool,
    /// Whether it goes into the history.
    kept: bool,
    heard: Arc<Mutex<Heard>>,
}

/// What one statement brought.
#[derive(Debug, Clone, Default)]
pub(crate) struct Heard {
    /// The last result.
    pub(crate) answered: Option<Arc<Answered>>,
    /// How many nodes discovery found, and how long it took.
    pub(crate) discovered: Option<(usize, Duration)>,
}

struct Recorder {
    question: Question,
    memory: Arc<Memory>,
    heard: Arc<Mutex<Heard>>,
}

impl Memory {
    fn keep(&self, question: Question, outcome: Outcome) -> Arc<Answered> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.count += 1;
        let answered = Arc::new(Answered {
            number: kept.count,
            question,
            outcome,
        });
        kept.results.push_back(answered.clone());
        let replies = |kept: &Kept| {
            kept.results
                .iter()
                .map(|one| one.outcome.replies.len())
                .sum::<usize>()
        };
        while kept.results.len() > 1 && (kept.results.len() > MAX_RESULTS || replies(&kept) > MAX_REPLIES) {
            kept.results.pop_front();
        }
        answered
    }

    /// The last result, or the one of this number.
    pub(crate) fn find(&self, number: Option<usize>) -> Result<Arc<Answered>, Stop> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = match number {
            None => kept.results.back(),
            Some(number) => kept.results.iter().find(|one| one.number == number),
        };
        found
            .cloned()
            .ok_or_else(|| match (number, kept.results.front(), kept.results.back()) {
                (Some(number), Some(first), Some(last)) => {
                    Stop::error(format!("there are no results {number}"))
                        .hint(format!("the numbers are {} to {}", first.number, last.number))
                }
                _ => Stop::error("there are no results yet"),
            })
    }
}

impl Listener {
    /// Hears what one statement asks.
    pub(crate) fn new(memory: Arc<Memory>, nodes: Option<Arc<[Identity]>>, strict: bool) -> Self {
        Self {
            memory,
            nodes,
            strict,
            kept: true,
            heard: Arc::default(),
        }
    }

    /// The same for what nobody typed, and what is therefore not for the history.
    pub(crate) fn aside(self) -> Self {
        Self { kept: false, ..self }
    }

    /// What was heard.
    pub(crate) fn heard(&self) -> Heard {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

#[async_trait]
impl Follower for Listener {
    fn follow(&self, question: &Question) -> Option<Box<dyn Sink>> {
        Some(Box::new(Recorder {
            question: question.clone(),
            memory: self.memory.clone(),
            heard: self.heard.clone(),
        }))
    }

    fn nodes(&self) -> Option<Arc<[Identity]>> {
        self.nodes.clone()
    }

    fn is_strict(&self) -> bool {
        self.strict
    }

    fn is_kept(&self) -> bool {
        self.kept
    }
}

impl Sink for Recorder {
    fn discovered(&mut self, _method: &str, count: usize, took: Duration) -> anyhow::Result<()> {
        self.heard
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .discovered = Some((count, took));
        Ok(())
    }

    fn reply(&mut self, _reply: &NodeReply) -> anyhow::Result<()> {
        Ok(())
    }

    fn finish(&mut self, outcome: &Outcome) -> anyhow::Result<()> {
        let answered = self.memory.keep(self.question.clone(), outcome.clone());
        self.heard.lock().unwrap_or_else(PoisonError::into_inner).answered = Some(answered);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn old_results_go_and_a_wrong_number_names_the_right_ones() {
        let memory = Memory::default();
        assert!(memory.find(None).is_err());
        for _ in 0..25 {
            memory.keep(fixture::question("status"), fixture::tally(1, 1, 0));
        }
        assert_eq!(memory.find(None).unwrap().number, 25);
        assert!(memory.find(Some(5)).is_err() && memory.find(Some(6)).is_ok());
    }
}
