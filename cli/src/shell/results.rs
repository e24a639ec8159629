//! Answers that are looked at again: all, some, in groups, or two beside each other.

use std::collections::HashSet;
use std::fmt::Write;
use std::sync::{Arc, Mutex, PoisonError};

use client::NodeReply;
use protocol::Identity;
use protocol::rpc::Status;

use super::statement::View;
use crate::args::{DisplayMode, OutputArgs};
use crate::ask::{Outcome, Question};
use crate::ctx::{Ctx, Printer};
use crate::out::{self, Sieve, Sink};
use crate::theme::{Meaning, line};

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
}
