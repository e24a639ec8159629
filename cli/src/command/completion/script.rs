//! The scripts that shells load.

use clap::CommandFactory;
use clap_complete::Shell;

use crate::cli::Cli;

/// Scripts that ask this program.
const BASH: &str = include_str!("mco.bash");
const ZSH: &str = include_str!("mco.zsh");
const FISH: &str = include_str!("mco.fish");

/// The script for a shell, for a program of that name.
pub(crate) fn script(shell: Shell, program: &str) -> anyhow::Result<String> {
    let asking = match shell {
        Shell::Bash => BASH,
        Shell::Zsh => ZSH,
        Shell::Fish => FISH,
        // Only the words of this version: what the fleet has is not offered there.
        _ => {
            let mut bytes = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), program, &mut bytes);
            return Ok(String::from_utf8(bytes)?);
        }
    };
    let cli = Cli::command();
    let shown = cli.get_subcommands().filter(|command| !command.is_hide_set());
    let commands: Vec<&str> = shown.map(clap::Command::get_name).collect();
    Ok(asking
        .replace("@COMMANDS@", &commands.join(" "))
        .replace("@PROGRAM@", program))
}
