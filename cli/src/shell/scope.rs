//! Which nodes are meant: the filter, and the targets it finds.

use std::fmt::Write;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context;
use client::files;
use client::sets::SetName;
use protocol::Identity;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::engine::{Engine, Handed, Ran};
use super::statement::{Change, Command, Targets};
use super::sticky::{negated, parts};
use super::stream::{Captured, Streams};
use crate::cli::split;
use crate::exit::Exit;
use crate::out::words;
use crate::report::Stop;
use crate::theme::line;

/// Most nodes that `targets` names.
const MAX_NAMED: usize = 20;

/// Most bytes of a saved filter.
const MAX_FILTER: u64 = 64 << 10;

/// Most bytes of names that discovery may print.
const MAX_NAMES: usize = 64 << 20;

/// The set of marked nodes.
const MARKED: &str = "marked";

impl Engine {
    /// Changes the filter.
    pub(super) async fn filter(&mut self, change: Change, streams: &Streams) -> anyhow::Result<Ran> {
        let filter = self.sticky.filter.clone();
        match change {
            Change::Show => {
                let lines = filter
                    .iter()
                    .enumerate()
                    .map(|(at, part)| format!("{:>3}  {}\n", at + 1, line(&part.to_string())));
                let text: String = lines.collect();
                streams.out.print(if text.is_empty() {
                    "no filter: every node is meant\n"
                } else {
                    &text
                })?;
                return Ok(Ran::DONE);
            }
            Change::Set(words) => self.sticky.replace(parts(&words)?),
            Change::Add(words) => self.sticky.replace([filter, parts(&words)?].concat()),
            Change::Not(words) => {
                let part = negated(&parts(&words)?)?;
                self.sticky.replace([filter, vec![part]].concat());
            }
            Change::Remove(number) => {
                if number == 0 || number > filter.len() {
                    return Err(Stop::error(format!("the filter has no part {number}"))
                        .hint("`filter` numbers its parts")
                        .into());
                }
                let mut filter = filter;
                filter.remove(number - 1);
                self.sticky.replace(filter);
            }
            Change::Clear => self.sticky.replace(Vec::new()),
            Change::Undo => self.sticky.undo()?,
            Change::Save(name) => {
                let path = self.saved(&name)?;
                files::private_folder(path.parent().unwrap_or(&path))?;
                files::replace(
                    &path,
                    format!("{}\n", self.sticky.filter_text()).as_bytes(),
                    files::SECRET,
                )
                .with_context(|| format!("the filter cannot be kept in {}", path.display()))?;
                return Ok(Ran::DONE);
            }
            Change::Load(name) => {
                let path = self.saved(&name)?;
                let text = files::read_text(&path, MAX_FILTER)
                    .with_context(|| format!("there is no filter {name} to load from {}", path.display()))?;
                let words: Vec<String> = split(&text)
                    .iter()
                    .map(|word| word.to_string_lossy().into_owned())
                    .collect();
                self.sticky.replace(parts(&words)?);
            }
        }
        self.reach = None;
        self.sticky.pinned = None;
        if self.base.typed {
            self.discover(streams, true).await?;
        }
        Ok(Ran::DONE)
    }

    /// The file of a saved filter, whose name has the same rules as that of a set.
    fn saved(&self, name: &str) -> anyhow::Result<PathBuf> {
        let name = SetName::new(name)?;
        let folder = self.base.ctx.environment.state_dir().ok_or_else(|| {
            Stop::error("there is no folder for saved filters").hint("HOME or XDG_STATE_HOME names the place")
        })?;
        Ok(folder.join("filters").join(name.as_str()))
    }

    /// The nodes the filter means now, and says how many.
    async fn discover(&mut self, streams: &Streams, tells: bool) -> anyhow::Result<Option<Vec<Identity>>> {
        let (out, text) = Captured::printer(MAX_NAMES);
        let quiet = Streams {
            out,
            ..streams.clone()
        };
        let mut command = Command {
            words: vec!["find".to_owned(), "--exit-zero".to_owned()],
            no_filter: false,
        };
        if self.sticky.pinned.is_some() {
            // The nodes behind the pins are what is looked for.
            command.words.push("--sort".to_owned());
        }
        let start = Instant::now();
        let (exit, _) = self.ask(&command, &quiet, None, false).await?;
        if exit != Exit::Done {
            return Ok(None);
        }
        let text = text.text();
        let nodes: Vec<Identity> = text
            .lines()
            .filter_map(|line| Identity::new(line.trim()).ok())
            .collect();
        self.reach = Some((nodes.len(), Instant::now()));
        if tells {
            let took = words::millis(start.elapsed());
            streams
                .err
                .line(format!("scope {} ({took})", words::count(nodes.len(), "node")))?;
            if nodes.is_empty() && !self.sticky.filter.is_empty() {
                streams.err.line("  hint: `filter undo` takes the change back")?;
            }
        }
        Ok(Some(nodes))
    }

    /// Counts the nodes there are while the first lines are typed. Whoever cannot reach them hears of that when they ask.
    pub(super) fn count_ahead(&self) {
        let mut ahead = self.clone();
        let (silent, _) = Captured::printer(0);
        let streams = Streams {
            out: silent.clone(),
            err: silent,
            typed: false,
            interrupt: CancellationToken::new(),
            insist: CancellationToken::new(),
        };
        self.base.jobs.aside(async move {
            if let (Ok(Some(_)), Some((count, at))) = (ahead.discover(&streams, false).await, ahead.reach) {
                // Nobody else sets it.
                let _ = ahead.base.first.set((ahead.sticky.filter_text(), count, at));
            }
        });
    }

    /// Shows, finds, pins or marks the nodes that are meant.
    pub(super) async fn targets(
        &mut self,
        what: Targets,
        streams: &Streams,
        handed: Handed,
    ) -> anyhow::Result<Ran> {
        let none = || Ran::with(Exit::Error);
        match what {
            Targets::Unpin => {
                self.sticky.pinned = None;
                self.reach = None;
                return Ok(Ran::DONE);
            }
            Targets::Mark(nodes) => {
                let nodes: Vec<Identity> = nodes
                    .iter()
                    .map(|node| Identity::new(node))
                    .collect::<Result<_, _>>()?;
                self.base.ctx.sets()?.write(&SetName::new(MARKED)?, &nodes)?;
                streams.err.line(format!(
                    "{} marked as @{MARKED}",
                    words::count(nodes.len(), "node")
                ))?;
                return Ok(Ran::nodes(nodes));
            }
            Targets::Refresh => self.sticky.pinned = None,
            Targets::Show | Targets::Pin => {}
        }
        let nodes = match (handed, &self.sticky.pinned) {
            (Some(nodes), _) => nodes.to_vec(),
            (None, Some(nodes)) => nodes.to_vec(),
            (None, None) => match self.discover(streams, what != Targets::Show).await? {
                Some(nodes) => nodes,
                None => return Ok(none()),
            },
        };
        if what == Targets::Pin {
            if nodes.is_empty() {
                return Err(Stop::error("there is no node to pin").into());
            }
            streams
                .err
                .line(format!("{} pinned", words::count(nodes.len(), "node")))?;
            self.sticky.pinned = Some(Arc::from(nodes.as_slice()));
        }
        if what == Targets::Show {
            let most = if streams.out.terminal {
                MAX_NAMED
            } else {
                nodes.len()
            };
            let mut text: String = nodes.iter().take(most).map(|node| format!("{node}\n")).collect();
            if nodes.len() > most {
                let _ = writeln!(text, "and {} more", nodes.len() - most);
            }
            streams.out.print(text)?;
        }
        Ok(Ran::nodes(nodes))
    }
}
