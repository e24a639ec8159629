//! Runs lines, and each statement of them over the connection of the shell.

mod stages;

use std::io::Write;
use std::pin::Pin;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use ddl::secret::STARS;
use protocol::Identity;
use tempfile::NamedTempFile;
use tokio::time::Instant;

use super::catalog::Catalog;
use super::jobs::Jobs;
use super::memory::{Heard, Listener, Memory};
use super::parse::Line;
use super::statement::{Command, Statement};
use super::sticky::Sticky;
use super::stream::Streams;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::words;
use crate::report::{self, Stop};
use crate::run::run_within;

/// What stands for the last JSON document.
pub(super) const DOCUMENT: &str = "$_";

/// What all lines of a shell share.
pub(crate) struct Base {
    /// The surroundings of the shell, with the connection.
    pub(crate) ctx: Ctx,
    /// The commands there are.
    pub(crate) catalog: Catalog,
    /// The last answers.
    pub(crate) memory: Arc<Memory>,
    /// What runs in the background.
    pub(crate) jobs: Jobs,
    /// The filter the shell began with and how many nodes it meant then, as soon as that is known.
    pub(crate) first: OnceLock<(String, usize, Instant)>,
    /// Whether a person types the lines.
    pub(crate) typed: bool,
    document: Mutex<Option<Arc<NamedTempFile>>>,
}

/// Runs lines, one after the other. A clone goes its own way from there.
#[derive(Clone)]
pub(crate) struct Engine {
    pub(crate) base: Arc<Base>,
    /// What stays from line to line.
    pub(crate) sticky: Sticky,
    /// How many nodes the filter meant when that was last found out, and when that was.
    pub(crate) reach: Option<(usize, Instant)>,
}

/// What became of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Flow {
    /// Exit status.
    pub(crate) exit: Exit,
    /// Whether the shell is to end.
    pub(crate) quit: bool,
}

/// What became of a statement.
#[derive(Debug, Clone)]
pub(crate) struct Ran {
    pub(crate) exit: Exit,
    pub(crate) quit: bool,
    /// The nodes for the next stage, where the statement has some.
    pub(crate) nodes: Option<Vec<Identity>>,
}

/// A statement in progress. Boxed, because statements hold statements.
pub(super) type Running<'a> = Pin<Box<dyn Future<Output = anyhow::Result<Ran>> + Send + 'a>>;

/// The nodes a statement is given.
pub(super) type Handed = Option<Arc<[Identity]>>;

impl Ran {
    /// It went well.
    pub(crate) const DONE: Self = Self {
        exit: Exit::Done,
        quit: false,
        nodes: None,
    };

    pub(super) fn with(exit: Exit) -> Self {
        Self { exit, ..Self::DONE }
    }

    pub(super) fn nodes(nodes: Vec<Identity>) -> Self {
        Self {
            nodes: Some(nodes),
            ..Self::DONE
        }
    }
}

impl Base {
    /// Nothing has been run yet.
    pub(crate) fn new(ctx: Ctx, typed: bool) -> Self {
        Self {
            ctx,
            catalog: Catalog::new(),
            memory: Arc::default(),
            jobs: Jobs::default(),
            first: OnceLock::new(),
            typed,
            document: Mutex::default(),
        }
    }

    /// A file with the last answers as JSON; it goes with the shell.
    fn document(&self) -> anyhow::Result<String> {
        let text = self.memory.find(None)?.document()?;
        let mut file = tempfile::Builder::new()
            .prefix("mco-")
            .suffix(".json")
            .tempfile()?;
        file.write_all(text.as_bytes())?;
        let path = file.path().display().to_string();
        *self.document.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(file));
        Ok(path)
    }
}

impl Engine {
    /// Runs a line and says what is wrong with it.
    pub(crate) async fn line(&mut self, line: &Line, text: &str, streams: &Streams) -> Flow {
        let ran = match line.background {
            true => self.background(line, text, streams).await,
            false => self.stages(line, streams).await,
        };
        match ran {
            Ok(Ran { exit, quit, .. }) => Flow { exit, quit },
            Err(error) => {
                let exit = report::exit(&error);
                if exit != Exit::Done {
                    let text = report::render(&error, self.base.ctx.program, streams.err.theme);
                    let _ = streams.err.print(text);
                }
                Flow { exit, quit: false }
            }
        }
    }

    /// Runs a statement.
    pub(super) fn statement<'a>(
        &'a mut self,
        statement: Statement,
        streams: &'a Streams,
        handed: Handed,
    ) -> Running<'a> {
        Box::pin(async move {
            match statement {
                Statement::Command(command) => self.command(&command, streams, handed).await,
                Statement::Time(inner) => {
                    let start = Instant::now();
                    let ran = self.statement(*inner, streams, handed).await;
                    let took = words::millis(start.elapsed());
                    streams.err.line(format!("took {took}"))?;
                    ran
                }
                Statement::Watch(pause, inner) => self.watch(pause, *inner, streams, handed).await,
                Statement::Quit => Ok(Ran {
                    quit: true,
                    ..Ran::DONE
                }),
                Statement::Document => {
                    streams
                        .out
                        .line(self.base.memory.find(None)?.document()?.trim_end())?;
                    Ok(Ran::DONE)
                }
                Statement::Foreground(number) => self.foreground(number, streams).await,
                Statement::Jobs => {
                    streams.out.print(self.base.jobs.list())?;
                    let command = Command {
                        words: vec!["jobs".to_owned()],
                        no_filter: true,
                    };
                    self.command(&command, streams, None).await
                }
                other => self.own(other, streams, handed).await,
            }
        })
    }

    /// Again and again, until the user wants out or it goes wrong.
    async fn watch(
        &mut self,
        pause: std::time::Duration,
        inner: Statement,
        streams: &Streams,
        handed: Handed,
    ) -> anyhow::Result<Ran> {
        loop {
            let ran = self.statement(inner.clone(), streams, handed.clone()).await?;
            let goes_on = matches!(
                ran.exit,
                Exit::Done | Exit::Failed | Exit::Silent | Exit::Check(_) | Exit::Program(_)
            );
            if ran.quit || !goes_on {
                return Ok(ran);
            }
            tokio::select! {
                () = tokio::time::sleep(pause) => streams.out.line("")?,
                () = streams.interrupt.cancelled() => return Ok(Ran { nodes: ran.nodes, ..Ran::with(Exit::Done) }),
            }
        }
    }

    /// Runs a command of `mco` over the connection of the shell.
    pub(super) async fn command(
        &mut self,
        command: &Command,
        streams: &Streams,
        handed: Handed,
    ) -> anyhow::Result<Ran> {
        let (exit, heard) = self.ask(command, streams, handed.clone(), true).await?;
        let scoped = handed.is_none() && !command.no_filter && !super::sticky::narrows(&command.words);
        if let Some((count, _)) = heard.discovered.filter(|_| scoped) {
            self.reach = Some((count, Instant::now()));
        }
        Ok(Ran {
            exit,
            quit: false,
            nodes: heard.answered.map(|answered| answered.ok()),
        })
    }

    /// Runs a command of `mco`; what it asked and was told. `typed`: somebody wants it in the history.
    pub(super) async fn ask(
        &self,
        command: &Command,
        streams: &Streams,
        handed: Handed,
        typed: bool,
    ) -> anyhow::Result<(Exit, Heard)> {
        let entry = self.base.catalog.entry(&command.words);
        let takes = entry.is_some_and(|entry| entry.takes("nodes")) && !command.no_filter;
        let nodes = handed.or_else(|| self.sticky.pinned.clone().filter(|_| takes));
        let mut words = self.sticky.words(command, &self.base.catalog, nodes.is_some());
        if let Some((name, _)) = words
            .iter()
            .find_map(|word| word.split_once('=').filter(|(_, value)| *value == STARS))
        {
            return Err(Stop::error(format!(
                "the history keeps no secrets: type the value of {name} again"
            ))
            .into());
        }
        for word in words.iter_mut().filter(|word| *word == DOCUMENT) {
            *word = self.base.document()?;
        }
        let strict = !self.base.typed && !self.sticky.options.is_confirmed();
        let listener = Listener::new(self.base.memory.clone(), nodes, strict);
        let listener = Arc::new(if typed { listener } else { listener.aside() });
        let host = streams.host(&self.base.ctx);
        let words = words.into_iter().map(Into::into);
        let exit = Box::pin(run_within(&self.base.ctx, words, host, Some(listener.clone()))).await;
        Ok((exit, listener.heard()))
    }
}
