//! One init system: the commands it needs and what their output means.

use config::Settings;

use crate::Answer;
use crate::command::{Command, Output, Runner};

use super::name::Name;
use super::openrc::OpenRc;
use super::systemd::Systemd;
use super::sysv::SysV;

/// Whether a service runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Running,
    Stopped,
    /// The machine has no such service, or the init system cannot tell.
    Unknown,
}

impl State {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Stopped => "stopped",
            Self::Unknown => "unknown",
        }
    }
}

/// One init system.
pub(super) trait Init: Send + Sync {
    fn query(&self, name: &Name) -> Command;
    fn read(&self, output: &Output) -> Result<State, Answer>;
    fn change(&self, verb: &str, name: &Name) -> Command;
}

/// The configured init system, else the one that runs this machine.
pub(super) fn detect(runner: &dyn Runner, settings: &Settings) -> Result<&'static dyn Init, Answer> {
    match settings.raw("plugin.service.provider").unwrap_or("puppet") {
        "systemd" => Ok(&Systemd),
        "openrc" | "gentoo" => Ok(&OpenRc),
        "sysv" | "init" | "redhat" | "debian" => Ok(&SysV),
        // Nodes that ran the Puppet provider before have this word, or none, and mean whatever the machine has.
        "puppet" | "" => running(runner),
        other => Err(Answer::aborted(format!(
            "plugin.service.provider is {other}, which is none of systemd, openrc, sysv"
        ))),
    }
}

fn running(runner: &dyn Runner) -> Result<&'static dyn Init, Answer> {
    // A machine can have the programs of an init system that does not run it; these folders exist while it does.
    if runner.exists("/run/systemd/system") && runner.find("systemctl").is_some() {
        Ok(&Systemd)
    } else if runner.exists("/run/openrc") && runner.find("rc-service").is_some() {
        Ok(&OpenRc)
    } else if runner.find("service").is_some() {
        Ok(&SysV)
    } else {
        Err(Answer::aborted(
            "no supported init system found: neither systemd, OpenRC nor System V scripts",
        ))
    }
}
