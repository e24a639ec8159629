//! OpenRC.

use crate::Answer;
use crate::command::{Command, Output};

use super::init::{Init, State};
use super::name::Name;

pub(super) struct OpenRc;

impl Init for OpenRc {
    fn query(&self, name: &Name) -> Command {
        command(name, "status")
    }

    fn read(&self, output: &Output) -> Result<State, Answer> {
        Ok(match output.code {
            Some(0) => State::Running,
            // 3 is stopped, 32 crashed.
            Some(3 | 32) => State::Stopped,
            _ => State::Unknown,
        })
    }

    fn change(&self, verb: &str, name: &Name) -> Command {
        command(name, verb)
    }
}

fn command(name: &Name, verb: &str) -> Command {
    Command::new("rc-service").args(["--nocolor", name.as_str(), verb])
}
