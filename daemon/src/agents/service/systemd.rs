//! systemd.

use crate::Answer;
use crate::command::{Command, Output};

use super::init::{Init, State};
use super::name::Name;

pub(super) struct Systemd;

impl Init for Systemd {
    fn query(&self, name: &Name) -> Command {
        // Unlike is-active this tells a stopped unit from one that does not exist.
        Command::new("systemctl").args(["show", "--property=LoadState,ActiveState", "--", name.as_str()])
    }

    fn read(&self, output: &Output) -> Result<State, Answer> {
        if !output.success() {
            return Err(Answer::aborted(format!(
                "systemctl failed: {}",
                output.complaint()
            )));
        }
        let property = |name: &str| {
            let value = |line: &'_ str| line.strip_prefix(name)?.strip_prefix('=').map(str::to_owned);
            output.stdout.lines().find_map(value).unwrap_or_default()
        };
        Ok(
            match (property("LoadState").as_str(), property("ActiveState").as_str()) {
                (_, "active" | "reloading" | "refreshing") => State::Running,
                ("not-found" | "", _) => State::Unknown,
                (_, "inactive" | "failed" | "activating" | "deactivating" | "maintenance") => State::Stopped,
                _ => State::Unknown,
            },
        )
    }

    fn change(&self, verb: &str, name: &Name) -> Command {
        Command::new("systemctl").args(["--no-ask-password", verb, "--", name.as_str()])
    }
}
