//! `mco gen`: files for packages, made from the commands themselves.

mod man;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::command::Run;
use crate::command::completion::Shell;
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
    /// Completion scripts for every shell
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
                .try_for_each(|(name, text)| write(&dir, name, text.as_bytes()))?,
            What::Man { dir } => man::pages()?
                .iter()
                .try_for_each(|(name, page)| write(&dir, name, page))?,
        }
        Ok(Exit::Done)
    }
}

/// Every script by its file name.
fn completions() -> anyhow::Result<Vec<(&'static str, String)>> {
    let shells = Shell::ALL.into_iter();
    shells
        .map(|shell| Ok((shell.file(), shell.script("mco")?)))
        .collect()
}

fn write(dir: &Path, name: &str, text: &[u8]) -> anyhow::Result<()> {
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
        for shell in [Shell::Bash, Shell::Zsh, Shell::Fish] {
            let name = shell.file();
            let found = fs::read_to_string(shipped.join(name)).unwrap_or_default();
            assert!(
                found == shell.script("mco").unwrap(),
                "{name} is stale: run `cargo run -p mco -- completion --{} >completions/{name}`",
                format!("{shell:?}").to_lowercase()
            );
        }
    }

    #[test]
    fn every_shell_has_a_script_for_the_name_the_program_is_called_by() {
        for shell in Shell::ALL {
            let script = shell.script("choria").unwrap();
            assert!(
                script.contains("choria") && script.contains("inventory"),
                "{shell:?}"
            );
        }
    }
}
