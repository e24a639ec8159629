//! Going through a fleet part by part: batches, canaries, and when to stop.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use crate::args::{Limit, parse};
use crate::report::Stop;

/// Pause between batches when none is asked for.
const PAUSE: Duration = Duration::from_secs(1);

/// Most repetitions of one request; more hide a problem instead of solving it.
const MAX_RETRIES: u32 = 10;

/// Going through a fleet part by part.
#[derive(Debug, Clone, Default, PartialEq, Eq, clap::Args)]
#[command(next_help_heading = "Rollout")]
pub(crate) struct RolloutArgs {
    /// Ask this many nodes at a time, e.g. `10` or `5%`, each batch after the one before has answered
    #[arg(long, value_name = "N|N%", value_parser = parse::limit)]
    pub(crate) batch: Option<Limit>,
    /// Pause between batches, 1s without this
    #[arg(long, value_name = "DURATION", value_parser = parse::duration)]
    pub(crate) batch_sleep: Option<Duration>,
    /// Ask this many nodes first and go on only when every one of them succeeds
    #[arg(long, value_name = "N|N%", value_parser = parse::limit)]
    pub(crate) canary: Option<Limit>,
    /// Stop once this many nodes, or this part of all, have failed or stayed silent
    #[arg(long, value_name = "N|N%", value_parser = parse::limit)]
    pub(crate) stop_on: Option<Limit>,
    /// Check the nodes of each batch with another request and stop when one does not pass, e.g. `'service status
    /// service=httpd'`
    #[arg(long, value_name = "REQUEST")]
    pub(crate) verify: Option<String>,
    /// Ask the failed or the silent nodes of a batch again, as `silent`, `failed` or `silent=3`
    #[arg(long, value_name = "WHICH[=TIMES]")]
    pub(crate) retry: Vec<Retry>,
    /// Why this is done, for `mco jobs`
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: Option<String>,
    /// Go on with a rollout that stopped, see `mco jobs`
    #[arg(long, value_name = "JOB", conflicts_with_all = ["batch", "batch_sleep", "canary", "stop_on", "verify", "retry", "reason"])]
    pub(crate) resume: Option<String>,
    /// Find the nodes and show the plan, then stop
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Taken for scripts written for other clients: one connection reads all replies
    #[arg(long, value_name = "N", hide = true)]
    pub(crate) workers: Option<u32>,
}

/// Which nodes of a batch are asked again, and how often at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Retry {
    /// Which.
    pub(crate) which: Trouble,
    /// How often.
    pub(crate) times: u32,
}

/// How asking one node can go wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// It said no.
    Failed,
    /// It said nothing.
    Silent,
}

impl RolloutArgs {
    /// Whether the nodes are asked part by part, or it is to be remembered that they were asked.
    pub(crate) fn is_rollout(&self) -> bool {
        self.batch.is_some()
            || self.canary.is_some()
            || self.stop_on.is_some()
            || self.verify.is_some()
            || !self.retry.is_empty()
            || self.reason.is_some()
    }

    /// An error for flags that would do nothing.
    pub(crate) fn check(&self) -> Result<(), Stop> {
        let parts = self.batch.is_some() || self.canary.is_some();
        if self.stop_on.is_some() && !parts {
            return Err(
                Stop::error("--stop-on stops between batches, and there is only one")
                    .hint("--batch or --canary makes more"),
            );
        }
        if self.batch_sleep.is_some() && !parts {
            return Err(
                Stop::error("--batch-sleep needs --batch").hint("without it every node is asked at once")
            );
        }
        Ok(())
    }

    /// The pause between batches.
    pub(crate) fn pause(&self) -> Duration {
        self.batch_sleep.unwrap_or(PAUSE)
    }

    /// How often such nodes of a batch are asked again.
    pub(crate) fn retries(&self, which: Trouble) -> u32 {
        let asked = self.retry.iter().rev().find(|retry| retry.which == which);
        asked.map_or(0, |retry| retry.times)
    }

    /// The flags as they would be typed, quoted for a shell.
    pub(crate) fn words(&self) -> Vec<String> {
        let text = |limit: Option<Limit>| limit.map(|limit| limit.to_string());
        let pause = self.batch_sleep.map(crate::out::words::millis);
        let mut flags = vec![
            ("--canary", text(self.canary)),
            ("--batch", text(self.batch)),
            ("--batch-sleep", pause),
            ("--stop-on", text(self.stop_on)),
        ];
        flags.extend(
            self.retry
                .iter()
                .map(|retry| ("--retry", Some(retry.to_string()))),
        );
        let quoted = |text: &String| Some(tui::text::quoted(text));
        flags.push(("--verify", self.verify.as_ref().and_then(quoted)));
        flags.push(("--reason", self.reason.as_ref().and_then(quoted)));
        let given = flags.into_iter().filter_map(|(flag, value)| Some((flag, value?)));
        given.flat_map(|(flag, value)| [flag.to_owned(), value]).collect()
    }
}

impl FromStr for Retry {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (which, times) = text.split_once('=').unwrap_or((text, "1"));
        let which = match which {
            "failed" => Trouble::Failed,
            "silent" => Trouble::Silent,
            _ => return Err(format!("{text:?} is neither failed nor silent")),
        };
        match times.parse() {
            Ok(times @ 1..=MAX_RETRIES) => Ok(Self { which, times }),
            _ => Err(format!("{times:?} is not a number from 1 to {MAX_RETRIES}")),
        }
    }
}

impl fmt::Display for Retry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let which = match self.which {
            Trouble::Failed => "failed",
            Trouble::Silent => "silent",
        };
        match self.times {
            1 => f.write_str(which),
            times => write!(f, "{which}={times}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retries_are_named_with_or_without_a_number() {
        for text in ["silent", "failed", "silent=3"] {
            assert_eq!(text.parse::<Retry>().unwrap().to_string(), text);
        }
        for text in ["", "slow", "silent=0", "silent=11", "silent=", "failed=x"] {
            assert!(text.parse::<Retry>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn of_two_numbers_for_the_same_nodes_the_last_counts() {
        let args = RolloutArgs {
            retry: vec!["silent=2".parse().unwrap(), "silent=5".parse().unwrap()],
            ..RolloutArgs::default()
        };
        assert_eq!(args.retries(Trouble::Silent), 5);
        assert_eq!(args.retries(Trouble::Failed), 0);
    }

    #[test]
    fn a_rule_that_could_never_stop_anything_is_refused() {
        let mut args = RolloutArgs {
            stop_on: Some(Limit::Count(2)),
            ..RolloutArgs::default()
        };
        assert!(args.check().is_err());
        args.canary = Some(Limit::Count(1));
        assert!(args.check().is_ok());
        args = RolloutArgs {
            batch_sleep: Some(Duration::ZERO),
            ..RolloutArgs::default()
        };
        assert!(args.check().is_err());
    }

    #[test]
    fn the_flags_can_be_typed_again() {
        let args = RolloutArgs {
            batch: Some(Limit::Percent(10)),
            batch_sleep: Some(Duration::from_secs(30)),
            canary: Some(Limit::Count(1)),
            retry: vec!["silent=2".parse().unwrap()],
            reason: Some("new release".to_owned()),
            ..RolloutArgs::default()
        };
        insta::assert_snapshot!(args.words().join(" "), @"--canary 1 --batch 10% --batch-sleep 30s --retry silent=2 --reason 'new release'");
    }
}
