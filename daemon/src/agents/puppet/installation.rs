//! Where Puppet is, and where it keeps its state.

use std::path::{Path, PathBuf};
use std::time::Duration;

use config::Settings;
use tokio::io::AsyncReadExt;

use crate::Answer;
use crate::agents::input::succeeded;
use crate::command::{Command, Runner};

/// Where packages put the program when it is not on the path.
const PLACES: &[&str] = &["/opt/puppetlabs/bin/puppet", "/opt/puppetlabs/puppet/bin/puppet"];

/// The settings that name state files, in the order of [`Paths`].
const SETTINGS: &[&str] = &[
    "agent_disabled_lockfile",
    "agent_catalog_run_lockfile",
    "lastrunfile",
    "lastrunreport",
    "resourcefile",
    "pidfile",
];

/// Starting Ruby takes a while.
const PATIENCE: Duration = Duration::from_secs(15);

/// Bytes of a state file that are read: reports list each resource.
const FILE_LIMIT: u64 = 32 << 20;

/// How to run Puppet here.
pub(super) struct Installation {
    pub(super) program: String,
    /// The configured command that starts an agent, split into words.
    agent: Vec<String>,
    /// `--config FILE`, when configured.
    config: Vec<String>,
}

/// State files of the agent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paths {
    pub(super) disabled: PathBuf,
    pub(super) running: PathBuf,
    pub(super) summary: PathBuf,
    pub(super) report: PathBuf,
    pub(super) resources: PathBuf,
    pub(super) pid: PathBuf,
}

impl Installation {
    pub(super) fn find(runner: &dyn Runner, settings: &Settings) -> Result<Self, Answer> {
        let command = settings.raw("plugin.puppet.command").unwrap_or("puppet agent");
        let mut words = command.split_whitespace().map(String::from);
        let named = words.next().unwrap_or_else(|| "puppet".into());
        let places =
            std::iter::once(named.as_str()).chain(PLACES.iter().copied().filter(|_| named == "puppet"));
        let found = places.filter_map(|place| runner.find(place)).next();
        let program = found.ok_or_else(|| Answer::aborted("puppet is not installed here"))?;
        let config = settings
            .raw("plugin.puppet.config")
            .filter(|file| !file.is_empty());
        Ok(Self {
            program: program.to_string_lossy().into_owned(),
            agent: words.collect(),
            config: config
                .map(|file| vec!["--config".into(), file.into()])
                .unwrap_or_default(),
        })
    }

    /// The command that runs an agent, with these options.
    pub(super) fn agent<'a>(&self, options: impl IntoIterator<Item = &'a str>) -> Command {
        Command::new(&self.program)
            .args(&self.agent)
            .args(&self.config)
            .args(options)
    }

    /// Any other Puppet command.
    pub(super) fn command(&self, subcommand: &str) -> Command {
        Command::new(&self.program).args([subcommand]).args(&self.config)
    }

    /// Asks Puppet where its state is.
    pub(super) async fn paths(&self, runner: &dyn Runner) -> Result<Paths, Answer> {
        let command = self
            .command("config")
            .args(["print", "--section", "agent"])
            .args(SETTINGS.iter().copied());
        let output = succeeded("puppet config print", runner.run(command.within(PATIENCE)).await)?;
        Paths::parse(&output.stdout)
            .ok_or_else(|| Answer::aborted("puppet config print answered in an unknown format"))
    }
}

impl Paths {
    /// Reads lines of `name = value`.
    fn parse(text: &str) -> Option<Self> {
        let value = |name: &str| {
            let found = text
                .lines()
                .filter_map(|line| line.split_once(" = "))
                .find(|(key, _)| key.trim() == name)?;
            Some(PathBuf::from(found.1.trim())).filter(|path| path.is_absolute())
        };
        let mut values = SETTINGS.iter().map(|name| value(name));
        let mut next = || values.next().flatten();
        Some(Self {
            disabled: next()?,
            running: next()?,
            summary: next()?,
            report: next()?,
            resources: next()?,
            pid: next()?,
        })
    }
}

/// The content of a state file; none when there is none.
pub(super) async fn read(path: &Path) -> Result<Option<String>, Answer> {
    let failed =
        |error: &std::io::Error| Answer::aborted(format!("could not read {}: {error}", path.display()));
    let file = match tokio::fs::File::open(path).await {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(&error)),
    };
    let mut bytes = Vec::new();
    file.take(FILE_LIMIT + 1)
        .read_to_end(&mut bytes)
        .await
        .map_err(|error| failed(&error))?;
    match bytes.len() as u64 <= FILE_LIMIT {
        true => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        false => Err(Answer::aborted(format!(
            "{} is too large to read",
            path.display()
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read_in_any_order_and_all_are_needed() {
        let text = "pidfile = /run/agent.pid\nresourcefile = /s/resources.txt\nlastrunreport = /s/report.yaml\n\
                    lastrunfile = /s/summary.yaml\nagent_catalog_run_lockfile = /s/run.lock\n\
                    agent_disabled_lockfile = /s/disabled.lock\n";
        let paths = Paths::parse(text).unwrap();
        assert_eq!(
            (paths.pid, paths.disabled),
            ("/run/agent.pid".into(), "/s/disabled.lock".into())
        );
        assert_eq!(Paths::parse("pidfile = /run/agent.pid\n"), None);
    }
}
