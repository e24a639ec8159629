//! The last answers: kept while commands run, looked at again afterwards.

use std::collections::{HashSet, VecDeque};
use std::fmt::Write;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use client::NodeReply;
use protocol::Identity;
use protocol::rpc::Status;

use super::statement::View;
use crate::args::{DisplayMode, OutputArgs};
use crate::ask::{Outcome, Question};
use crate::ctx::{Ctx, Follower, Printer};
use crate::out::{self, Sieve, Sink};
use crate::report::Stop;
use crate::theme::{Meaning, line};

/// Most results that are kept.
const MAX_RESULTS: usize = 20;

/// Most replies of all results together, so that a large fleet that is watched does not fill the memory.
const MAX_REPLIES: usize = 200_000;

/// What a difference calls the words of a node about how it went; no output has such a name.
const MESSAGE: &str = "(message)";

/// A question and what became of it.
#[derive(Debug)]
pub(crate) struct Answered {
    /// Its number in this shell.
    pub(crate) number: usize,
    pub(crate) question: Question,
    pub(crate) outcome: Outcome,
}

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
            heard: Arc::default(),
        }
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

impl Answered {
    /// The nodes that succeeded.
    pub(crate) fn ok(&self) -> Vec<Identity> {
        self.senders(|reply| reply.reply.statuscode == Status::Ok)
    }

    fn senders(&self, which: impl Fn(&NodeReply) -> bool) -> Vec<Identity> {
        let replies = self.outcome.replies.iter().filter(|reply| which(reply));
        replies.map(|reply| reply.sender.clone()).collect()
    }

    /// The document that `--json` would have written.
    pub(crate) fn document(&self) -> anyhow::Result<String> {
        let (printer, text) = super::stream::Captured::printer(usize::MAX);
        let args = OutputArgs {
            json: Some(crate::args::JsonShape::Document),
            ..OutputArgs::default()
        };
        self.print(&args, printer, None)?;
        Ok(text.text())
    }

    /// Shows the answers again; the nodes of those that are shown.
    pub(crate) fn show(
        &self,
        view: &View,
        ctx: &Ctx,
        out: &Printer,
        err: &Printer,
    ) -> anyhow::Result<Vec<Identity>> {
        let title = format!("#{} {}", self.number, self.question.title());
        if out.terminal {
            out.line(out.theme.paint(Meaning::Title, title))?;
        }
        let mut args = OutputArgs {
            display: Some(DisplayMode::All),
            ..OutputArgs::default()
        };
        match view {
            View::Silent => {
                let silent = &self.outcome.stats.no_responses;
                let lines: String = silent.iter().map(|node| format!("{node}\n")).collect();
                out.print(lines)?;
                return Ok(silent.clone());
            }
            View::Failed => args.display = Some(DisplayMode::Failed),
            View::Groups => args.group = true,
            View::All | View::Where(_) => {}
        }
        let shown = Arc::new(Mutex::new(HashSet::new()));
        let sieve = match view {
            View::Where(expression) => Some((expression.as_str(), ctx, err)),
            _ => None,
        };
        self.print_to(&args, out.clone(), sieve, Some(shown.clone()))?;
        let shown = shown.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(match view {
            View::Failed => self.senders(|reply| reply.reply.statuscode != Status::Ok),
            View::Where(_) => self.senders(|reply| shown.contains(&reply.sender)),
            _ => self.ok(),
        })
    }

    fn print(
        &self,
        args: &OutputArgs,
        out: Printer,
        sieve: Option<(&str, &Ctx, &Printer)>,
    ) -> anyhow::Result<()> {
        self.print_to(args, out, sieve, None)
    }

    fn print_to(
        &self,
        args: &OutputArgs,
        out: Printer,
        sieve: Option<(&str, &Ctx, &Printer)>,
        shown: Option<Arc<Mutex<HashSet<Identity>>>>,
    ) -> anyhow::Result<()> {
        let mut sink = out::sink(&self.question, args, None, out, false);
        if let Some(shown) = shown {
            sink = Box::new(out::Tee::new(sink, Box::new(Seen(shown))));
        }
        if let Some((expression, ctx, err)) = sieve {
            sink = Box::new(Sieve::new(sink, expression, ctx.clock.clone(), err.clone())?);
        }
        for reply in &self.outcome.replies {
            sink.reply(reply)?;
        }
        sink.finish(&self.outcome)
    }

    /// What two nodes answered differently; none when one of them did not answer.
    pub(crate) fn diff(&self, one: &str, other: &str) -> Option<String> {
        let of = |name: &str| {
            self.outcome
                .replies
                .iter()
                .find(|reply| reply.sender.as_str() == name)
        };
        let (left, right) = (fields(of(one)?), fields(of(other)?));
        let names = left.iter().chain(&right).map(|(name, _)| name.as_str());
        let mut seen = HashSet::new();
        let value = |fields: &[(String, String)], name: &str| {
            let found = fields.iter().find(|(known, _)| known == name);
            found.map_or_else(|| "-".to_owned(), |(_, value)| line(value).into_owned())
        };
        let width = one.len().max(other.len());
        let mut text = String::new();
        for name in names.filter(|name| seen.insert((*name).to_owned())) {
            let (left, right) = (value(&left, name), value(&right, name));
            if left != right {
                let _ = write!(
                    text,
                    "{}\n  {one:width$}  {left}\n  {other:width$}  {right}\n",
                    line(name)
                );
            }
        }
        Some(text)
    }
}

/// Remembers whose answers were shown.
struct Seen(Arc<Mutex<HashSet<Identity>>>);

impl Sink for Seen {
    fn reply(&mut self, reply: &NodeReply) -> anyhow::Result<()> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(reply.sender.clone());
        Ok(())
    }

    fn finish(&mut self, _outcome: &Outcome) -> anyhow::Result<()> {
        Ok(())
    }
}

/// Everything a node said, one line each: `facts.os.name`, `Debian`.
fn fields(reply: &NodeReply) -> Vec<(String, String)> {
    let mut fields = vec![(MESSAGE.to_owned(), reply.reply.statusmsg.clone())];
    let mut left = vec![(String::new(), &reply.reply.data)];
    while let Some((path, value)) = left.pop() {
        match value {
            serde_json::Value::Object(inside) if !inside.is_empty() => {
                let inside = inside.iter().rev();
                left.extend(inside.map(|(name, value)| match path.as_str() {
                    "" => (name.clone(), value),
                    path => (format!("{path}.{name}"), value),
                }));
            }
            serde_json::Value::String(text) => fields.push((path, text.clone())),
            other => fields.push((path, other.to_string())),
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use serde_json::json;

    fn answered() -> Answered {
        Answered {
            number: 3,
            question: fixture::question("status"),
            outcome: fixture::outcome(vec![
                fixture::ok(
                    "web1",
                    json!({"status": "running", "pid": 7, "os": {"name": "Debian"}}),
                ),
                fixture::ok(
                    "db1",
                    json!({"status": "stopped", "pid": 7, "os": {"name": "Arch"}}),
                ),
                fixture::reply("db2", Status::Aborted, "no such service", json!({})),
            ]),
        }
    }

    #[test]
    fn a_diff_has_what_differs() {
        insta::assert_snapshot!(answered().diff("web1", "db1").unwrap(), @"
        os.name
          web1  Debian
          db1   Arch
        status
          web1  running
          db1   stopped
        ");
        assert_eq!(answered().diff("web1", "web9"), None);
    }

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
