//! The statements that only the shell has.

use std::fmt::Write;
use std::sync::Arc;

use protocol::Identity;

use super::engine::{Engine, Handed, Ran};
use super::keyword;
use super::memory::Listener;
use super::option::{self, CHOICES};
use super::results::Answered;
use super::statement::{Command, Statement, View};
use super::sticky::Used;
use super::stream::{Captured, Streams};
use crate::ask::find;
use crate::command::ddl;
use crate::report::Stop;
use crate::theme::Meaning;

/// What `help` has to try.
const STEPS: [(&str, &str); 5] = [
    ("find", "which nodes there are"),
    (
        "filter set -C role::web",
        "from now on only these; `filter clear` for all again",
    ),
    (
        "package status bash",
        "asks an agent; after `use package`: status package=bash",
    ),
    (
        "results groups",
        "the last answers once more, equal ones together",
    ),
    ("tui", "the same nodes on a whole screen"),
];

/// What may follow a command.
const SIGNS: [(&str, &str); 4] = [
    ("| COMMAND", "asks the nodes that succeeded; they are also @last"),
    ("|! > >>", "give what is printed to a program, to a file"),
    ("&", "runs it in the background; `jobs` and `fg` look after it"),
    (
        "$_  !!  !3",
        "the last answers as a JSON file; the last command, and number 3, again",
    ),
];

impl Engine {
    /// Runs a statement that only the shell has.
    pub(super) async fn own(
        &mut self,
        statement: Statement,
        streams: &Streams,
        handed: Handed,
    ) -> anyhow::Result<Ran> {
        match statement {
            Statement::Used => self.used(streams),
            Statement::UseNothing => {
                self.sticky.used = None;
                Ok(Ran::DONE)
            }
            Statement::Use(agent, action) => self.use_agent(&agent, action).await,
            Statement::Filter(change) => self.filter(change, streams).await,
            Statement::Targets(what) => self.targets(what, streams, handed).await,
            Statement::Set(name, value) => self.set(name.as_deref(), value.as_deref(), streams),
            Statement::Form(agent, action) => {
                let command = self.form(agent, action);
                self.command(&command, streams, handed).await
            }
            Statement::Results(number, view) => self.results(number, &view, streams),
            Statement::Diff(one, other) => self.diff(&one, &other, streams).await,
            Statement::Help(words) => self.help(words, streams).await,
            // The others are not for here.
            _ => Ok(Ran::DONE),
        }
    }

    fn used(&self, streams: &Streams) -> anyhow::Result<Ran> {
        let text = match &self.sticky.used {
            None => "no agent is in use".to_owned(),
            Some(used) => {
                let actions = used.agent.actions.iter().map(|action| action.name.as_str());
                let actions = actions.collect::<Vec<_>>().join(", ");
                let action = used.action.as_ref().map(|action| format!(" {action}"));
                format!(
                    "{}{}: {actions}",
                    used.agent.metadata.name,
                    action.unwrap_or_default()
                )
            }
        };
        streams.out.line(text)?;
        Ok(Ran::DONE)
    }

    async fn use_agent(&mut self, name: &str, action: Option<String>) -> anyhow::Result<Ran> {
        ddl::learn(&self.base.ctx, name).await?;
        let agent = find(&self.base.ctx.library().await, name)?;
        if let Some(action) = action.as_deref().filter(|action| agent.action(action).is_none()) {
            let names: Vec<&str> = agent.actions.iter().map(|action| action.name.as_str()).collect();
            return Err(Stop::error(format!("agent {name} has no action {action}"))
                .hint(format!("it has {}", names.join(", ")))
                .into());
        }
        self.sticky.used = Some(Used { agent, action });
        Ok(Ran::DONE)
    }

    /// The walk through a form; the agent in use and its action are there already.
    fn form(&self, agent: Option<String>, action: Option<String>) -> Command {
        let used = self.sticky.used.as_ref().filter(|_| agent.is_none());
        let agent = agent.or_else(|| used.map(|used| used.agent.metadata.name.clone()));
        let action = action.or_else(|| used.and_then(|used| used.action.clone()));
        Command {
            words: ["run".to_owned()]
                .into_iter()
                .chain(agent)
                .chain(action)
                .collect(),
            no_filter: false,
        }
    }

    fn set(&mut self, name: Option<&str>, value: Option<&str>, streams: &Streams) -> anyhow::Result<Ran> {
        let tell = |choice: &option::Choice| {
            let value = self.sticky.options.get(choice).unwrap_or("-");
            format!("{:<11} {value:<8} {}\n", choice.name, choice.about)
        };
        match (name, value) {
            (Some(name), Some(value)) => self.sticky.options.set(option::find(name)?, value)?,
            (Some(name), None) => streams.out.print(tell(option::find(name)?))?,
            (None, _) => streams.out.print(CHOICES.iter().map(tell).collect::<String>())?,
        }
        if name == Some("collective") {
            self.reach = None;
        }
        Ok(Ran::DONE)
    }

    fn results(&self, number: Option<usize>, view: &View, streams: &Streams) -> anyhow::Result<Ran> {
        let answered = self.base.memory.find(number)?;
        let nodes = answered.show(view, &self.base.ctx, &streams.out, &streams.err)?;
        Ok(Ran::nodes(nodes))
    }

    /// What two nodes answered differently, or what they say of themselves.
    async fn diff(&self, one: &str, other: &str, streams: &Streams) -> anyhow::Result<Ran> {
        let last = self.base.memory.find(None).ok();
        let told = match last.and_then(|answered| answered.diff(one, other)) {
            Some(told) => told,
            None => {
                let answered = self.inventory([one, other], streams).await?;
                answered
                    .and_then(|answered| answered.diff(one, other))
                    .ok_or_else(|| {
                        Stop::error(format!("{one} and {other} have not both answered"))
                            .hint("`diff` takes whole names, as the results have them")
                    })?
            }
        };
        streams
            .out
            .print(if told.is_empty() { "no difference\n" } else { &told })?;
        Ok(Ran::DONE)
    }

    async fn inventory(&self, nodes: [&str; 2], streams: &Streams) -> anyhow::Result<Option<Arc<Answered>>> {
        let (out, _) = Captured::printer(0);
        let quiet = Streams {
            out,
            ..streams.clone()
        };
        let names = nodes
            .map(Identity::new)
            .into_iter()
            .collect::<Result<Vec<_>, _>>()?;
        let listener = Listener::new(Arc::default(), Some(names.into()), false).aside();
        let listener = Arc::new(listener);
        let words = ["rpc", "rpcutil", "inventory", "--quiet"].map(Into::into);
        let host = quiet.host(&self.base.ctx);
        Box::pin(crate::run::run_within(
            &self.base.ctx,
            words,
            host,
            Some(listener.clone()),
        ))
        .await;
        Ok(listener.heard().answered)
    }

    async fn help(&mut self, words: Vec<String>, streams: &Streams) -> anyhow::Result<Ran> {
        match words.first().and_then(|word| keyword::find(word)) {
            Some(found) if !self.base.catalog.has(&[found.name]) => {
                streams.out.line(format!("{found}\n  {}", found.about))?;
            }
            Some(found) => {
                streams.out.line(format!("{found}\n  {}\n", found.about))?;
                streams.out.line(format!(
                    "`mco {} --help` is about the command of that name.",
                    found.name
                ))?;
            }
            None if words.is_empty() => streams.out.print(overview(streams))?,
            None => {
                let words = words.into_iter().chain(["--help".to_owned()]).collect();
                let command = Command {
                    words,
                    no_filter: true,
                };
                return self.command(&command, streams, None).await;
            }
        }
        Ok(Ran::DONE)
    }
}

/// What a first minute takes, short enough for a small terminal.
fn overview(streams: &Streams) -> String {
    let theme = streams.out.theme;
    let title = |text: &str| format!("{}\n", theme.paint(Meaning::Title, text));
    let rows = |text: &mut String, rows: &[(&str, &str)], width: usize| {
        for (first, about) in rows {
            let gap = " ".repeat(width.saturating_sub(first.len()));
            let _ = writeln!(text, "  {}{gap}  {about}", theme.paint(Meaning::Value, first));
        }
    };
    let mut text = title("Try these:");
    rows(&mut text, &STEPS, 30);
    text += &title("Words of the shell (`help WORD` tells more, and so does Tab):");
    for (what, names) in keyword::GROUPS {
        let names = theme.paint(Meaning::Value, names.join("  "));
        let _ = writeln!(text, "  {what:12}  {names}");
    }
    text += &title("Behind a command:");
    rows(&mut text, &SIGNS, 12);
    text + "Every command of `mco` works as it does outside; `mco --help` lists them.\n"
}
