//! System V scripts, through the `service` program every such system has.

use crate::Answer;
use crate::command::{Command, Output};

use super::init::{Init, State};
use super::name::Name;

pub(super) struct SysV;

impl Init for SysV {
    fn query(&self, name: &Name) -> Command {
        self.change("status", name)
    }

    fn read(&self, output: &Output) -> Result<State, Answer> {
        let unknown =
            output.stderr.contains("unrecognized service") || output.stdout.contains("unrecognized service");
        Ok(match output.code {
            _ if unknown => State::Unknown,
            Some(0) => State::Running,
            // The Linux Standard Base: dead with a pid file, dead with a lock file, not running.
            Some(1..=3) => State::Stopped,
            _ => State::Unknown,
        })
    }

    fn change(&self, verb: &str, name: &Name) -> Command {
        Command::new("service").args([name.as_str(), verb])
    }
}
