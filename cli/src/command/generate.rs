//! `mco gen`: files for packages, made from the commands themselves.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::CommandFactory;
use clap_complete::Shell;

use crate::cli::Cli;
use crate::command::{Run, completion};
use crate::ctx::Ctx;
use crate::exit::Exit;

/// Write completion scripts or man pages.
#[derive(Debug, clap::Args)]
pub(crate) struct Generate {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Completion scripts for bash, zsh and fish
    Completions {
        /// Folder to write to
        dir: PathBuf,
    },
    /// A man page for every command
    Man {
        /// Folder to write to
        dir: PathBuf,
    },
}

impl Run for Generate {
    async fn run(self, _ctx: &Ctx) -> anyhow::Result<Exit> {
        match self.what {
            What::Completions { dir } => completions()?
                .iter()
                .try_for_each(|(name, text)| write(&dir, name, text))?,
            What::Man { dir } => {
                folder(&dir)?;
                clap_mangen::generate_to(Cli::command(), &dir).with_context(|| dir.display().to_string())?;
            }
        }
        Ok(Exit::Done)
    }
}

/// Every script by its file name.
fn completions() -> anyhow::Result<Vec<(&'static str, String)>> {
    let shells = [
        ("mco.bash", Shell::Bash),
        ("_mco", Shell::Zsh),
        ("mco.fish", Shell::Fish),
    ];
    shells
        .into_iter()
        .map(|(name, shell)| Ok((name, completion::script(shell, "mco")?)))
        .collect()
}

fn write(dir: &Path, name: &str, text: &str) -> anyhow::Result<()> {
    folder(dir)?;
    let path = dir.join(name);
    fs::write(&path, text).with_context(|| format!("{} cannot be written", path.display()))
}

fn folder(dir: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(dir).with_context(|| format!("folder {} cannot be made", dir.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scripts_in_the_repository_fit_the_commands() {
        let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../completions");
        for (name, text) in completions().unwrap() {
            let found = fs::read_to_string(shipped.join(name)).unwrap_or_default();
            assert!(
                found == text,
                "{name} is stale: run `cargo run -p mco -- gen completions completions`"
            );
        }
    }

    #[test]
    fn every_script_asks_about_agents() {
        for (name, text) in completions().unwrap() {
            assert!(text.contains("mco completion"), "{name}");
        }
    }

    #[test]
    fn every_command_gets_a_man_page() {
        let dir = tempfile::tempdir().unwrap();
        clap_mangen::generate_to(Cli::command(), dir.path()).unwrap();
        assert!(dir.path().join("mco.1").exists() && dir.path().join("mco-ping.1").exists());
    }
}
