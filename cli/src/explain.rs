//! What a command line means, in words, with nothing sent.

mod discovery;
mod expression;
mod filter;
mod known;

use std::fmt::Write;

use client::cache::Funnel;
use ddl::{Object, Risk};
use protocol::Filter;
use serde_json::Value;
use tui::text::quoted;

use crate::args::{FleetArgs, Limit};
use crate::ask::{Question, Reach, fleet, reason, risk};
use crate::job::masked;
use crate::out::words;
use crate::theme::{Meaning, Theme};

use filter::with_agent;
pub(crate) use filter::words as condition;
pub(crate) use known::{Account, Memory};

/// A question that could be asked.
pub(crate) struct Plan<'a> {
    /// What.
    pub(crate) question: &'a Question,
    /// The flags.
    pub(crate) args: &'a FleetArgs,
    /// The configuration.
    pub(crate) config: &'a config::Client,
    /// Whether standard input may name the nodes.
    pub(crate) piped: bool,
    /// Whether a person is asked first even if it only reads.
    pub(crate) wary: bool,
    /// What is known of the fleet without asking it.
    pub(crate) memory: Option<Memory>,
}

impl Plan<'_> {
    /// The plan in words: the plain command, the request, whom it means, how they are found, whether somebody is asked first.
    pub(crate) fn text(&self, theme: Theme) -> anyhow::Result<String> {
        let mut text = String::new();
        let mut row = |label: &str, value: &str| {
            let padded = theme.paint(Meaning::Title, format!("{label:<9}"));
            let _ = writeln!(text, "{padded} {value}");
        };
        row("command", &command(self.question, self.args));
        row("request", &self.request());
        let filter = self.args.filter.filter()?;
        let account = self.account(&filter)?;
        for (index, line) in account.lines().iter().enumerate() {
            row(if index == 0 { "filter" } else { "" }, line);
        }
        let known = account.funnel.as_ref();
        if let Some((memory, known)) = self.memory.as_ref().zip(known) {
            row("known", &memory.age(known));
        }
        row("discovery", &self.discovery()?);
        if let Some(limit) = self.args.request.limits.limit() {
            row("limit", &limited(limit));
        }
        let rollout = self.args.rollout.words();
        if !rollout.is_empty() {
            row("rollout", &rollout.join(" "));
        }
        row("would ask", &self.asks(&filter, known)?);
        Ok(text)
    }

    fn request(&self) -> String {
        let metadata = &self.question.agent.metadata;
        let risk = match risk(self.question, &self.config.safety) {
            Risk::Read => "read",
            Risk::Change => "change",
        };
        let wait = match self.args.request.timeout {
            Some(timeout) => words::millis(timeout),
            None => {
                let timeout = words::millis(self.question.agent.timeout());
                format!("{timeout} + {}", words::millis(self.config.discovery_timeout))
            }
        };
        let mut text = self.question.title();
        let (data, _) = masked(self.question.action(), &self.question.data);
        for (name, value) in inputs(&data) {
            let _ = write!(text, "  {name}={value:?}");
        }
        format!(
            "{text}  (DDL {} {}, {risk}, timeout {wait})",
            metadata.name, metadata.version
        )
    }

    fn discovery(&self) -> anyhow::Result<String> {
        if self.question.agent.metadata.service {
            return Ok("none: any one node answers for this service".to_owned());
        }
        discovery::told(self.args, self.config, self.piped)
    }

    /// The filter with its numbers. Who is asked for a service, or stands in a list, does not depend on what is known.
    fn account(&self, filter: &Filter) -> anyhow::Result<Account> {
        let metadata = &self.question.agent.metadata;
        let meant = with_agent(filter.clone(), Some(&metadata.name));
        let listed = self.args.discovery.is_listed();
        let memory = self.memory.as_ref().filter(|_| !metadata.service && !listed);
        Account::of(&meant, &self.args.filter.sets()?, memory)
    }

    fn asks(&self, filter: &Filter, known: Option<&Funnel>) -> anyhow::Result<String> {
        let named = self.args.discovery.is_listed() || !self.args.filter.sets()?.is_empty();
        let safety = &self.config.safety;
        let risk = risk(self.question, safety);
        let refused = if safety.strict {
            "; elsewhere it is refused"
        } else {
            ""
        };
        let over = safety.confirm_over;
        Ok(match (risk, known) {
            (Risk::Read, _) if !self.wary => "no: it only reads".to_owned(),
            _ if self.args.request.yes => "no: --yes".to_owned(),
            _ if filter.is_empty() && !named => {
                format!("yes, on a terminal: there is no filter{refused}")
            }
            (_, None) => format!("on a terminal, when over {over} nodes are meant{refused}"),
            (risk, Some(known)) => {
                let nodes = self.reach(known.matching());
                let reach = Reach {
                    risk,
                    wary: self.wary,
                    unfiltered: false,
                    nodes,
                    fleet: fleet(known.fleet),
                    strangers: 0,
                };
                match reason(reach, safety) {
                    Some(reason) => {
                        format!(
                            "yes, on a terminal: {} (limit {over}){refused}",
                            reason.words(nodes)
                        )
                    }
                    None => format!(
                        "no: {}, as far as is known (limit {over})",
                        words::count(nodes, "node")
                    ),
                }
            }
        })
    }

    /// How many of so many nodes the flags leave.
    fn reach(&self, nodes: usize) -> usize {
        match self.args.request.limits.limit() {
            Some(Limit::Count(count)) => nodes.min(count),
            Some(Limit::Percent(percent)) => nodes.saturating_mul(percent) / 100,
            None => nodes,
        }
    }
}

/// The generic command that does the same, without secrets.
pub(crate) fn command(question: &Question, args: &FleetArgs) -> String {
    let agent = &question.agent.metadata.name;
    let mut words = vec![format!("mco rpc {agent} {}", question.action().name)];
    let (data, _) = masked(question.action(), &question.data);
    words.extend(inputs(&data).map(|(name, value)| quoted(&format!("{name}={value}"))));
    words.extend(args.filter.words());
    words.extend(args.discovery.words());
    words.extend(args.request.limits.words());
    words.extend(args.rollout.words());
    words.join(" ")
}

fn limited(limit: Limit) -> String {
    match limit {
        Limit::Count(count) => format!("at most {} of them", words::count(count, "node")),
        Limit::Percent(percent) => format!("{percent}% of them, at least one"),
    }
}

pub(crate) fn inputs(data: &Object) -> impl Iterator<Item = (&String, String)> {
    data.iter().map(|(name, value)| {
        let text = match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        (name, text)
    })
}
