//! rpm with dnf or yum.

use serde_json::{Value, json};

use crate::Answer;
use crate::command::{Command, Output};

use super::backend::{Backend, Outdated, State};
use super::name::{Name, Version};

/// Fields of one package, and one line per installed version.
const FORMAT: &str = "%{NAME}\\t%|EPOCH?{%{EPOCH}}:{0}|\\t%{VERSION}\\t%{RELEASE}\\t%{ARCH}\\n";

/// Exit status of `check-update` when there are updates.
const UPDATES_EXIST: i32 = 100;

/// Red Hat and what came of it. Names never start with a dash, so the tools that do not agree on `--` are not given it.
pub(super) struct Rpm {
    /// `dnf` or `yum`.
    pub(super) tool: &'static str,
}

impl Rpm {
    /// Forgets what was downloaded.
    pub(super) fn clean(&self, mode: &str) -> Command {
        Command::new(self.tool).args(["-q", "clean", mode])
    }

    fn change(&self, verb: &str, package: String) -> Command {
        Command::new(self.tool).args(["-q", "-y", verb]).args([package])
    }
}

impl Backend for Rpm {
    fn manager(&self) -> &'static str {
        // Clients sum up by this word, and a fleet mixes both tools.
        "yum"
    }

    fn query(&self, name: &Name) -> Command {
        Command::new("rpm").args(["-q", "--qf", FORMAT, "--", name.as_str()])
    }

    fn read_state(&self, name: &Name, output: &Output) -> Result<State, Answer> {
        if !output.success() {
            return match output.stdout.contains("is not installed") {
                true => Ok(State::missing(name, "absent", self.tool)),
                false => Err(Answer::aborted(format!("rpm failed: {}", output.complaint()))),
            };
        }
        // Of several versions, as of a kernel, the newest comes last.
        let state = output
            .stdout
            .lines()
            .rev()
            .find_map(|line| read_line(line, self.tool));
        state.ok_or_else(|| Answer::aborted("rpm answered in an unknown format"))
    }

    fn known(&self, _name: &Name) -> Option<Command> {
        None
    }

    fn install(&self, name: &Name, version: Option<&Version>) -> Command {
        let package = version.map_or_else(|| name.to_string(), |version| format!("{name}-{version}"));
        self.change("install", package)
    }

    fn update(&self, name: &Name) -> Command {
        self.change("update", name.to_string())
    }

    fn uninstall(&self, name: &Name) -> Command {
        self.change("remove", name.to_string())
    }

    fn purge(&self, name: &Name) -> Command {
        self.uninstall(name)
    }

    fn purgeable(&self, state: &State) -> bool {
        state.present
    }

    fn inventory(&self) -> Command {
        Command::new("rpm").args(["-qa"])
    }

    fn installed(&self, inventory: &str) -> String {
        inventory.to_owned()
    }

    fn search(&self, term: &Name) -> Command {
        Command::new(self.tool)
            .args(["-q", "list", "available"])
            .args([format!("*{term}*")])
    }

    fn read_search(&self, output: &Output) -> Result<Vec<Value>, Answer> {
        let nothing = output.complaint().to_lowercase().contains("no matching packages");
        if !output.success() && !nothing {
            return Err(Answer::aborted(format!(
                "{} list failed: {}",
                self.tool,
                output.complaint()
            )));
        }
        let found = rows(&output.stdout).into_iter();
        Ok(found
            .map(|[package, version, repo]| json!({ "package": package, "version": version, "repo": repo }))
            .collect())
    }

    fn refresh(&self) -> Command {
        self.clean("metadata")
    }

    fn updates(&self) -> Command {
        Command::new(self.tool).args(["-q", "check-update"])
    }

    fn read_updates(&self, output: &Output) -> Result<Vec<Outdated>, Answer> {
        if !matches!(output.code, Some(0 | UPDATES_EXIST)) {
            return Err(Answer::aborted(format!(
                "{} check-update failed: {}",
                self.tool,
                output.complaint()
            )));
        }
        let found = rows(&output.stdout).into_iter();
        Ok(found
            .map(|[package, version, repo]| Outdated {
                package,
                version,
                repo,
            })
            .collect())
    }
}

/// One line of `FORMAT`.
fn read_line(line: &str, provider: &'static str) -> Option<State> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [name, epoch, version, release, arch] = fields[..] else {
        return None;
    };
    let ensure = match epoch {
        "0" => format!("{version}-{release}"),
        epoch => format!("{epoch}:{version}-{release}"),
    };
    Some(State {
        name: name.into(),
        present: true,
        ensure,
        epoch: epoch.into(),
        version: version.into(),
        release: release.into(),
        arch: arch.into(),
        provider,
    })
}

/// Rows of three columns, up to the list of obsoleted packages. yum wraps long rows: what follows is indented.
fn rows(text: &str) -> Vec<[String; 3]> {
    let mut rows = Vec::new();
    let mut words: Vec<String> = Vec::new();
    for line in text.lines() {
        if line.to_lowercase().starts_with("obsoleting packages") {
            break;
        }
        if !line.starts_with([' ', '\t']) {
            words.clear();
        }
        words.extend(line.split_whitespace().map(String::from));
        if let Ok(row) = <[String; 3]>::try_from(std::mem::take(&mut words)).map_err(|short| words = short) {
            // A heading such as "Available Packages now" has no architecture.
            if row[0].contains('.') {
                rows.push(row);
            }
        }
    }
    rows
}
