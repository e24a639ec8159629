//! The scripts that shells load.

use clap::CommandFactory;
use clap_complete::Generator;

use crate::cli::Cli;

/// Scripts that ask this program.
const BASH: &str = include_str!("mco.bash");
const ZSH: &str = include_str!("mco.zsh");
const FISH: &str = include_str!("mco.fish");

/// A shell whose users get a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shell {
    Bash,
    Zsh,
    Fish,
    Powershell,
    Elvish,
    Nushell,
}

impl Shell {
    pub(crate) const ALL: [Self; 6] = [
        Self::Bash,
        Self::Zsh,
        Self::Fish,
        Self::Powershell,
        Self::Elvish,
        Self::Nushell,
    ];

    /// The file a package ships for it.
    pub(crate) fn file(self) -> &'static str {
        match self {
            Self::Bash => "mco.bash",
            Self::Zsh => "_mco",
            Self::Fish => "mco.fish",
            Self::Powershell => "_mco.ps1",
            Self::Elvish => "mco.elv",
            Self::Nushell => "mco.nu",
        }
    }

    /// The script for a program of that name. Those of the first three shells ask the program about every word; the others have
    /// the words of this version, and nothing of what is known of agents and nodes.
    pub(crate) fn script(self, program: &str) -> anyhow::Result<String> {
        match self {
            Self::Bash => Ok(asking(BASH, program)),
            Self::Zsh => Ok(asking(ZSH, program)),
            Self::Fish => Ok(asking(FISH, program)),
            Self::Powershell => listing(clap_complete::Shell::PowerShell, program),
            Self::Elvish => listing(clap_complete::Shell::Elvish, program),
            Self::Nushell => listing(clap_complete_nushell::Nushell, program),
        }
    }
}

fn asking(script: &str, program: &str) -> String {
    let cli = Cli::command();
    let shown = cli.get_subcommands().filter(|command| !command.is_hide_set());
    let commands: Vec<&str> = shown.map(clap::Command::get_name).collect();
    script
        .replace("@COMMANDS@", &commands.join(" "))
        .replace("@PROGRAM@", program)
}

fn listing(shell: impl Generator, program: &str) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), program, &mut bytes);
    Ok(String::from_utf8(bytes)?)
}
