//! What the Puppet agent is doing.

use std::path::Path;

use protocol::rpc::Object;
use rustix::process::Pid;
use serde_json::{Value, json};

use crate::Answer;
use crate::agents::input::outputs;
use crate::command::Runner;

use super::Work;
use super::installation::read;
use super::summary::Summary;

/// What the state files tell.
pub(super) struct State {
    /// Why the agent is disabled; none when it is enabled.
    pub(super) disabled: Option<String>,
    /// Whether a catalog is being applied.
    pub(super) applying: bool,
    /// The agent in the background.
    pub(super) daemon: Option<Pid>,
}

impl State {
    pub(super) async fn read(work: &Work<'_>) -> Result<Self, Answer> {
        let runner = &*work.machine.runner;
        Ok(Self {
            disabled: read(&work.paths.disabled).await?.map(|lock| reason(&lock)),
            applying: alive(runner, &work.paths.running).await?.is_some(),
            daemon: alive(runner, &work.paths.pid).await?,
        })
    }

    pub(super) fn idling(&self) -> bool {
        self.daemon.is_some() && !self.applying
    }

    fn word(&self) -> &'static str {
        match self {
            Self {
                disabled: Some(_), ..
            } => "disabled",
            Self { applying: true, .. } => "applying a catalog",
            Self { daemon: Some(_), .. } => "idling",
            _ => "stopped",
        }
    }
}

pub(super) async fn status(work: &Work<'_>) -> Result<Object, Answer> {
    let state = State::read(work).await?;
    let lastrun = Summary::read(work.paths).await?.last_run();
    let since = (work.now - lastrun).max(0);
    let word = state.word();
    let message = match lastrun {
        0 => format!("Currently {word}; no run was ever completed"),
        _ => format!("Currently {word}; last completed run {} ago", in_words(since)),
    };
    Ok(outputs([
        ("applying", json!(state.applying)),
        ("idling", json!(state.idling())),
        ("enabled", json!(state.disabled.is_none())),
        ("daemon_present", json!(state.daemon.is_some())),
        ("lastrun", json!(lastrun)),
        ("since_lastrun", json!(since)),
        ("status", json!(word)),
        ("disable_message", json!(state.disabled.unwrap_or_default())),
        ("message", json!(message)),
    ]))
}

/// The process a file names, if it lives.
async fn alive(runner: &dyn Runner, file: &Path) -> Result<Option<Pid>, Answer> {
    let text = read(file).await?.unwrap_or_default();
    let pid = text
        .trim()
        .parse()
        .ok()
        .filter(|pid| *pid > 0)
        .and_then(Pid::from_raw);
    Ok(pid.filter(|pid| runner.exists(&format!("/proc/{}", pid.as_raw_nonzero()))))
}

/// The message in a lock file; Puppet itself writes JSON, people just touch it.
fn reason(lock: &str) -> String {
    let document: Option<Value> = serde_json::from_str(lock).ok();
    let message = document
        .as_ref()
        .and_then(|lock| lock["disabled_message"].as_str());
    message.unwrap_or_default().to_owned()
}

/// A span of seconds as people say it, in its two largest units.
fn in_words(seconds: i64) -> String {
    let parts = [
        (seconds / 86_400, "day"),
        (seconds / 3600 % 24, "hour"),
        (seconds / 60 % 60, "minute"),
        (seconds % 60, "second"),
    ];
    let first = parts
        .iter()
        .position(|(count, _)| *count > 0)
        .unwrap_or(parts.len() - 1);
    let words = parts[first..].iter().take(2).map(|(count, unit)| match count {
        1 => format!("1 {unit}"),
        count => format!("{count} {unit}s"),
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_read_like_speech() {
        let spans = [0, 1, 69, 3_720, 90_000, 180_061].map(in_words);
        let words = [
            "0 seconds",
            "1 second",
            "1 minute 9 seconds",
            "1 hour 2 minutes",
            "1 day 1 hour",
            "2 days 2 hours",
        ];
        assert_eq!(spans, words);
    }

    #[test]
    fn a_lock_without_a_message_still_locks() {
        assert_eq!(reason(r#"{"disabled_message":"later"}"#), "later");
        assert_eq!((reason(""), reason("[]")), (String::new(), String::new()));
    }
}
