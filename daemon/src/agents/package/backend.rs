//! One package manager: the commands it needs and what their output means. Pure, so that recorded output can test it.

use config::Settings;
use protocol::rpc::Object;
use serde_json::{Value, json};

use crate::Answer;
use crate::command::{Command, Output};

use super::Machine;
use super::apt::Apt;
use super::name::{Name, Version};
use super::rpm::Rpm;

/// What is installed of one package.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct State {
    pub(super) name: String,
    pub(super) present: bool,
    /// The full version, or `absent` or `purged`.
    pub(super) ensure: String,
    pub(super) epoch: String,
    pub(super) version: String,
    pub(super) release: String,
    pub(super) arch: String,
    pub(super) provider: &'static str,
}

/// A package a newer version exists of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Outdated {
    pub(super) package: String,
    pub(super) version: String,
    pub(super) repo: String,
}

/// One package manager.
pub(super) trait Backend: Send + Sync {
    /// The name clients know it by.
    fn manager(&self) -> &'static str;

    fn query(&self, name: &Name) -> Command;
    fn read_state(&self, name: &Name, output: &Output) -> Result<State, Answer>;

    /// Finds out whether the repositories know a package by exactly this name; none when installing asks the same.
    fn known(&self, name: &Name) -> Option<Command>;
    fn install(&self, name: &Name, version: Option<&Version>) -> Command;
    fn update(&self, name: &Name) -> Command;
    fn uninstall(&self, name: &Name) -> Command;
    fn purge(&self, name: &Name) -> Command;
    /// Whether `purge` finds something to do.
    fn purgeable(&self, state: &State) -> bool;

    fn inventory(&self) -> Command;
    /// What of the inventory is hashed; its lines are counted.
    fn installed(&self, inventory: &str) -> String;

    fn search(&self, term: &Name) -> Command;
    fn read_search(&self, output: &Output) -> Result<Vec<Value>, Answer>;

    fn refresh(&self) -> Command;
    fn updates(&self) -> Command;
    fn read_updates(&self, output: &Output) -> Result<Vec<Outdated>, Answer>;
}

impl State {
    /// A package that is not there, in the manager's word for it.
    pub(super) fn missing(name: &Name, ensure: &str, provider: &'static str) -> Self {
        Self {
            name: name.to_string(),
            ensure: ensure.into(),
            provider,
            ..Self::default()
        }
    }

    /// The outputs; those a missing package cannot have are left out.
    pub(super) fn outputs(&self) -> Object {
        let mut data = Object::new();
        let mut put = |name: &str, value: &str| {
            data.insert(name.into(), value.into());
        };
        put("name", &self.name);
        put("ensure", &self.ensure);
        put("provider", self.provider);
        if self.present {
            put("epoch", &self.epoch);
            put("version", &self.version);
            put("release", &self.release);
            put("arch", &self.arch);
        }
        data
    }
}

impl Outdated {
    pub(super) fn output(&self) -> Value {
        json!({ "package": self.package, "version": self.version, "repo": self.repo })
    }
}

/// The configured package manager, else the first one found.
pub(super) fn detect(machine: &Machine, settings: &Settings) -> Result<&'static dyn Backend, Answer> {
    match settings.raw("plugin.package.provider").unwrap_or("puppet") {
        "apt" | "dpkg" => Ok(apt(machine)?),
        "yum" | "dnf" | "rpm" => Ok(rpm(machine)?),
        // Nodes that ran the Puppet provider before have this word, or none, and mean whatever the machine has.
        "puppet" | "" => match (rpm(machine), apt(machine)) {
            (Ok(rpm), _) => Ok(rpm),
            (_, Ok(apt)) => Ok(apt),
            _ => Err(Answer::aborted(
                "no supported package manager found: neither dnf, yum nor apt-get",
            )),
        },
        other => Err(Answer::aborted(format!(
            "plugin.package.provider is {other}, which is none of apt, yum, dnf"
        ))),
    }
}

/// apt and dpkg, when installed.
pub(super) fn apt(machine: &Machine) -> Result<&'static Apt, Answer> {
    let found = machine
        .runner
        .find("apt-get")
        .and(machine.runner.find("dpkg-query"));
    found
        .map(|_| &Apt)
        .ok_or_else(|| Answer::aborted("apt-get is not installed here"))
}

/// dnf or yum with rpm, when installed.
pub(super) fn rpm(machine: &Machine) -> Result<&'static Rpm, Answer> {
    let found = |tool| machine.runner.find(tool).is_some();
    match (found("rpm"), found("dnf"), found("yum")) {
        (true, true, _) => Ok(&Rpm { tool: "dnf" }),
        (true, false, true) => Ok(&Rpm { tool: "yum" }),
        _ => Err(Answer::aborted("neither dnf nor yum is installed here")),
    }
}
