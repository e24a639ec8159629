//! apt and dpkg.

use serde_json::{Value, json};

use crate::Answer;
use crate::command::{Command, Output};

use super::backend::{Backend, Outdated, State};
use super::name::{Name, Version};

/// Fields of one package, and one line per architecture it is installed for.
const FORMAT: &str = "${Package}\\t${Version}\\t${Architecture}\\t${Status}\\n";

/// Debian and what came of it.
pub(super) struct Apt;

impl Backend for Apt {
    fn manager(&self) -> &'static str {
        "apt"
    }

    fn query(&self, name: &Name) -> Command {
        Command::new("dpkg-query").args(["-W", "-f", FORMAT, "--", name.as_str()])
    }

    fn read_state(&self, name: &Name, output: &Output) -> Result<State, Answer> {
        match output.code {
            Some(0) => {}
            Some(1) if output.stderr.contains("no packages found") => {
                return Ok(State::missing(name, "purged", "apt"));
            }
            _ => {
                return Err(Answer::aborted(format!(
                    "dpkg-query failed: {}",
                    output.complaint()
                )));
            }
        }
        let states: Vec<State> = output
            .stdout
            .lines()
            .filter_map(|line| read_line(name, line))
            .collect();
        let best = states
            .iter()
            .find(|state| state.present)
            .or(states.first())
            .cloned();
        best.ok_or_else(|| Answer::aborted("dpkg-query answered in an unknown format"))
    }

    fn known(&self, name: &Name) -> Option<Command> {
        // A name apt does not know is matched as a regular expression, and one ending in + is read as an order.
        let risky = name.as_str().contains('.') || name.as_str().ends_with('+');
        risky.then(|| Command::new("apt-cache").args(["pkgnames", "--", name.bare()]))
    }

    fn install(&self, name: &Name, version: Option<&Version>) -> Command {
        match version {
            Some(version) => change(&["install", "--allow-downgrades"], format!("{name}={version}")),
            None => change(&["install"], name.to_string()),
        }
    }

    fn update(&self, name: &Name) -> Command {
        change(&["install", "--only-upgrade"], name.to_string())
    }

    fn uninstall(&self, name: &Name) -> Command {
        change(&["remove"], name.to_string())
    }

    fn purge(&self, name: &Name) -> Command {
        change(&["purge"], name.to_string())
    }

    fn purgeable(&self, state: &State) -> bool {
        state.ensure != "purged"
    }

    fn inventory(&self) -> Command {
        Command::new("dpkg").args(["--list"])
    }

    fn installed(&self, inventory: &str) -> String {
        let lines: Vec<&str> = inventory.lines().filter(|line| line.starts_with("ii")).collect();
        lines.join("\n")
    }

    fn search(&self, term: &Name) -> Command {
        let literal = term.as_str().replace('.', "\\.").replace('+', "\\+");
        Command::new("apt-cache").args(["search", "--names-only", "--", &literal])
    }

    fn read_search(&self, output: &Output) -> Result<Vec<Value>, Answer> {
        if !output.success() {
            return Err(Answer::aborted(format!(
                "apt-cache search failed: {}",
                output.complaint()
            )));
        }
        let found = output.stdout.lines().filter_map(|line| line.split_once(" - "));
        Ok(found
            .map(|(name, summary)| json!({ "package": name, "summary": summary }))
            .collect())
    }

    fn refresh(&self) -> Command {
        quiet(&["update"])
    }

    fn updates(&self) -> Command {
        quiet(&["--simulate", "dist-upgrade"])
    }

    fn read_updates(&self, output: &Output) -> Result<Vec<Outdated>, Answer> {
        if !output.success() {
            return Err(Answer::aborted(format!(
                "apt-get dist-upgrade --simulate failed: {}",
                output.complaint()
            )));
        }
        Ok(output.stdout.lines().filter_map(read_update).collect())
    }
}

fn quiet(args: &[&str]) -> Command {
    Command::new("apt-get")
        .args(args.iter().copied())
        .env("DEBIAN_FRONTEND", "noninteractive")
}

/// A change without questions, which keeps configuration files a person edited and waits for a lock another run holds.
fn change(verb: &[&str], package: String) -> Command {
    quiet(&[
        "-q",
        "-y",
        "-o",
        "Dpkg::Options::=--force-confold",
        "-o",
        "DPkg::Lock::Timeout=60",
    ])
    .env("APT_LISTCHANGES_FRONTEND", "none")
    .env("NEEDRESTART_MODE", "a")
    .args(verb.iter().copied())
    .args(["--".to_owned(), package])
}

/// One line of `FORMAT`.
fn read_line(asked: &Name, line: &str) -> Option<State> {
    let mut fields = line.split('\t');
    let (name, full, arch) = (fields.next()?, fields.next()?, fields.next()?);
    match fields.next()?.split(' ').nth(2)? {
        "not-installed" => Some(State::missing(asked, "purged", "apt")),
        "installed" | "triggers-awaited" | "triggers-pending" => {
            let (epoch, rest) = full.split_once(':').unwrap_or(("0", full));
            let (version, release) = rest.rsplit_once('-').unwrap_or((rest, ""));
            Some(State {
                name: name.into(),
                present: true,
                ensure: full.into(),
                epoch: epoch.into(),
                version: version.into(),
                release: release.into(),
                arch: arch.into(),
                provider: "apt",
            })
        }
        // Only configuration files are left, or an installation broke half-way.
        _ => Some(State::missing(asked, "absent", "apt")),
    }
}

/// `Inst bash [5.2.15-2+b8] (5.2.15-2+b13 Debian:12.15/oldstable [amd64])`; new packages have no old version and do not count.
fn read_update(line: &str) -> Option<Outdated> {
    let (package, rest) = line.strip_prefix("Inst ")?.split_once(" [")?;
    let (_, rest) = rest.split_once("] (")?;
    let (offer, _) = rest.split_once(')')?;
    let (version, repo) = offer.split_once(' ')?;
    let sound = !package.contains(' ') && !version.is_empty();
    sound.then(|| Outdated {
        package: package.into(),
        version: version.into(),
        repo: repo.into(),
    })
}
