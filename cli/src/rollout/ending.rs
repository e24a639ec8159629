//! How a run ended, and what can be done next.

use std::fmt::Write;

use tui::text::quoted;

use super::{Halt, Machine};
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::job::{Fate, Job, JobId, Journal, Standing};
use crate::out::words;
use crate::theme::{Meaning, Theme};

/// How a run ended.
#[derive(Debug, Clone)]
pub(crate) struct Ending {
    /// Name to continue it by; none when nothing is remembered.
    pub(crate) job: Option<JobId>,
    /// Why nodes were left, if any were.
    pub(crate) halt: Option<Halt>,
    /// Batches sent in this run.
    pub(crate) batches: usize,
    /// Batches this run could have had.
    pub(crate) of: usize,
    /// How the nodes of the whole job fared.
    pub(crate) standing: Standing,
    /// Nodes nobody asked, sorted.
    pub(crate) not_sent: Vec<String>,
    /// What broke.
    pub(crate) error: Option<String>,
}

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// Somebody works on it.
    Running,
    /// Every node was asked and is known to have answered or not.
    Complete,
    /// Nodes are left.
    Paused,
    /// It was cut short, and some nodes may or may not have acted.
    Interrupted,
}

impl State {
    /// The state of a job nobody is in the middle of, unless `busy`.
    pub(crate) fn of(job: &Job, busy: bool) -> Self {
        if busy {
            Self::Running
        } else if job.is_complete() {
            Self::Complete
        } else if job.end.is_none() || job.standing().in_doubt > 0 {
            Self::Interrupted
        } else {
            Self::Paused
        }
    }

    /// One word.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Complete => "complete",
            Self::Paused => "paused",
            Self::Interrupted => "interrupted",
        }
    }
}

impl Ending {
    /// What became of a run.
    pub(super) fn new(journal: &Journal, machine: &Machine, error: Option<String>) -> Self {
        let job = journal.job();
        let not_sent = job.nodes_that(|fate| *fate == Fate::NotSent);
        let broken = journal
            .broken()
            .map(|error| format!("its progress cannot be recorded: {error}"));
        Self {
            job: journal.id().cloned(),
            halt: machine.halt(),
            batches: machine.batches(),
            of: machine.planned(),
            standing: job.standing(),
            not_sent: not_sent.iter().map(ToString::to_string).collect(),
            error: error.or(broken),
        }
    }

    /// Whether nodes were left that should have been asked.
    pub(crate) fn is_short(&self) -> bool {
        self.halt.is_some() && self.batches < self.of || self.standing.in_doubt > 0
    }

    /// What the exit status says, when it is not for the answers to say.
    pub(crate) fn exit(&self) -> Option<Exit> {
        match self.halt {
            Some(Halt::Cut) => Some(Exit::Interrupted),
            Some(Halt::Broken) => Some(Exit::Error),
            Some(_) if self.is_short() => Some(Exit::Paused),
            Some(Halt::Unverified(_)) => Some(Exit::Failed),
            _ => None,
        }
    }

    /// Why it ended, in words.
    pub(crate) fn why(&self) -> String {
        let nodes = |count: &usize| words::count(*count, "node");
        match &self.halt {
            None => "all nodes were asked".to_owned(),
            Some(Halt::Canary(bad)) => format!("{} of the canary failed or stayed silent", nodes(bad)),
            Some(Halt::Limit(bad)) => {
                format!("{} failed or stayed silent, which reaches --stop-on", nodes(bad))
            }
            Some(Halt::Unverified(bad)) => format!("{} did not pass --verify", nodes(bad)),
            Some(Halt::Asked) => "you asked to stop".to_owned(),
            Some(Halt::Cut) => "you did not wait for the batch".to_owned(),
            Some(Halt::Broken) => self.error.clone().unwrap_or_else(|| "it broke off".to_owned()),
        }
    }

    /// The report for people: why it stopped, how many nodes fared how, and the next command for each group.
    pub(crate) fn report(&self, command: &str, theme: Theme) -> String {
        let name = self.job.as_ref().map(|job| format!(" {job}")).unwrap_or_default();
        let head = match self.is_short() {
            false => format!("Rollout{name} is complete: {}", self.why()),
            true => format!(
                "Rollout{name} stopped after batch {} of {}: {}",
                self.batches,
                self.of,
                self.why()
            ),
        };
        let meaning = if self.is_short() {
            Meaning::Warning
        } else {
            Meaning::Title
        };
        let mut text = format!("\n{}\n", theme.paint(meaning, head));
        let standing = self.standing;
        let next = |words: &str| {
            self.job
                .as_ref()
                .map(|job| format!("{command} {}", words.replace("ID", job.as_str())))
        };
        let rows = [
            ("done", standing.done, None),
            ("failed", standing.failed, next("jobs retry ID --failed")),
            ("silent", standing.silent, next("jobs retry ID --silent")),
            ("in doubt", standing.in_doubt, next("resume ID")),
            ("not sent", standing.not_sent, next("resume ID")),
        ];
        for (label, count, next) in rows {
            if count == 0 && label == "in doubt" {
                continue;
            }
            let next = next.filter(|_| count > 0).map(|next| format!("   {next}"));
            let _ = writeln!(text, "  {label:<9} {count:>6}{}", next.unwrap_or_default());
        }
        if self.is_short() {
            text.push_str("Nothing was undone: nodes that were asked stay as they are.\n");
        }
        if standing.in_doubt > 0 {
            text.push_str("Nodes in doubt were asked, but whether they acted is not known.\n");
        }
        text
    }

    /// Prints the report where people see it: always when nodes were left, else unless programs read.
    pub(crate) fn conclude(&self, ctx: &Ctx, for_people: bool) -> std::io::Result<()> {
        if !for_people && !self.is_short() {
            return Ok(());
        }
        let mut command = ctx.program.to_owned();
        if let Some(config) = &ctx.global.config {
            let _ = write!(command, " --config {}", quoted(&config.to_string_lossy()));
        }
        ctx.err.print(self.report(&command, ctx.err.theme))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ending(halt: Option<Halt>, batches: usize) -> Ending {
        Ending {
            job: JobId::parse("k7m2q"),
            halt,
            batches,
            of: 11,
            standing: Standing {
                done: 9,
                failed: 1,
                silent: 1,
                in_doubt: 0,
                not_sent: 89,
            },
            not_sent: Vec::new(),
            error: None,
        }
    }

    #[test]
    fn a_rollout_that_stopped_offers_a_command_for_each_group() {
        let report = ending(Some(Halt::Limit(2)), 2).report("mco", Theme::PLAIN);
        insta::assert_snapshot!(report, @r"

        Rollout k7m2q stopped after batch 2 of 11: 2 nodes failed or stayed silent, which reaches --stop-on
          done           9
          failed         1   mco jobs retry k7m2q --failed
          silent         1   mco jobs retry k7m2q --silent
          not sent      89   mco resume k7m2q
        Nothing was undone: nodes that were asked stay as they are.
        ");
    }

    #[test]
    fn a_rollout_nobody_remembers_offers_nothing() {
        let mut ending = ending(None, 11);
        ending.job = None;
        ending.standing = Standing {
            done: 100,
            ..Standing::default()
        };
        insta::assert_snapshot!(ending.report("mco", Theme::PLAIN), @r"

        Rollout is complete: all nodes were asked
          done         100
          failed         0
          silent         0
          not sent       0
        ");
    }

    #[test]
    fn the_status_tells_paused_from_cut_short_and_broken() {
        assert_eq!(ending(None, 11).exit(), None);
        assert_eq!(ending(Some(Halt::Canary(1)), 1).exit(), Some(Exit::Paused));
        assert_eq!(ending(Some(Halt::Asked), 4).exit(), Some(Exit::Paused));
        assert_eq!(ending(Some(Halt::Cut), 4).exit(), Some(Exit::Interrupted));
        assert_eq!(ending(Some(Halt::Broken), 4).exit(), Some(Exit::Error));
        // A limit that is reached by the last batch has nothing to stop.
        assert_eq!(ending(Some(Halt::Limit(2)), 11).exit(), None);
        assert_eq!(ending(Some(Halt::Unverified(2)), 11).exit(), Some(Exit::Failed));
    }
}
