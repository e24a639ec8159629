//! `mco cheat`: short sheets of examples.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::report::Stop;

/// Every sheet by its label.
const SHEETS: [(&str, &str); 5] = [
    ("discover", include_str!("cheat/discover.txt")),
    ("facts", include_str!("cheat/facts.txt")),
    ("filters", include_str!("cheat/filters.txt")),
    ("req", include_str!("cheat/req.txt")),
    ("rollouts", include_str!("cheat/rollouts.txt")),
];

/// Show examples of commands.
#[derive(Debug, clap::Args)]
pub(crate) struct Cheat {
    /// Which sheet; all labels are listed without one
    label: Option<String>,
    /// List the labels
    #[arg(long)]
    list: bool,
    /// Write every sheet to a folder
    #[arg(long, value_name = "DIR", conflicts_with_all = ["label", "list"])]
    save: Option<PathBuf>,
}

/// The labels of all sheets.
pub(crate) fn labels() -> impl Iterator<Item = &'static str> {
    SHEETS.iter().map(|(label, _)| *label)
}

impl Run for Cheat {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        if let Some(dir) = &self.save {
            save(&ctx.environment.cwd.join(dir))?;
            return Ok(Exit::Done);
        }
        let Some(label) = self.label.as_deref().filter(|_| !self.list) else {
            let labels: String = SHEETS.iter().map(|(label, _)| format!("{label}\n")).collect();
            ctx.out.print(labels)?;
            return Ok(Exit::Done);
        };
        let Some((_, sheet)) = SHEETS.iter().find(|(known, _)| *known == label) else {
            let labels: Vec<&str> = SHEETS.iter().map(|(label, _)| *label).collect();
            return Err(Stop::error(format!("there is no sheet {label}"))
                .hint(format!("there are {}", labels.join(", ")))
                .into());
        };
        ctx.out.print(sheet)?;
        Ok(Exit::Done)
    }
}

fn save(dir: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(dir).with_context(|| format!("folder {} cannot be made", dir.display()))?;
    for (label, sheet) in SHEETS {
        let path = dir.join(label);
        fs::write(&path, sheet).with_context(|| format!("{} cannot be written", path.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::{Words, split};
    use crate::command::Command;

    #[test]
    fn every_line_of_every_sheet_is_a_comment_or_a_command_that_is_understood() {
        for (label, sheet) in SHEETS {
            let lines = sheet
                .lines()
                .filter(|line| !line.is_empty() && !line.starts_with('#'));
            let commands = lines.flat_map(|line| line.split(" | "));
            for command in commands {
                assert!(command.starts_with("mco "), "{label}: {command}");
                let cli = Words::new(split(command), None).parse();
                let cli = cli.unwrap_or_else(|error| panic!("{label}: {command}: {error}"));
                assert!(!matches!(cli.command, Command::Agent(_)), "{label}: {command}");
            }
        }
    }
}
