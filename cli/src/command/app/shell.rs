//! `mco shell`: a shell for the fleet, and with an action commands of the operating system.

mod report;

use std::path::PathBuf;

use super::lines::{lines, output};
use super::{ask_whole, inputs};
use crate::args::FleetArgs;
use crate::ask::Manner;
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::Layout;
use crate::report::Stop;

use report::{Jobs, Outputs};

/// Open a shell for the fleet, or run commands on nodes
///
/// Without an action it reads lines: commands as everywhere, with a filter, an agent and options that stay, pipes between
/// commands, completion and a history; `help` says more. Off a terminal, and with -f, the lines are a script. With an action it runs a command
/// of the operating system on nodes that host the shell agent.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "mco shell [-f FILE] [FILTER]\n       mco shell <ACTION> [COMMAND|HANDLE]...",
    after_help = "\
Actions:
  run COMMAND...    run a command and show what it printed
  start COMMAND...  start a command and leave it running
  list              commands that were started
  kill HANDLE       end a started command

Examples:
  mco shell
  mco shell -f deploy.mco
  mco shell run uptime -C apache
  mco shell run -- ls -l /tmp
  mco shell start 'sleep 600'"
)]
pub(crate) struct Shell {
    /// What to do on the nodes
    action: Option<Action>,
    /// The command, or the handle of a started one
    #[arg(value_name = "COMMAND|HANDLE")]
    words: Vec<String>,
    /// Run it as this user
    #[arg(long)]
    user: Option<String>,
    /// Run the lines of this file; `-` for standard input
    #[arg(short, long, value_name = "FILE", conflicts_with = "action")]
    file: Option<PathBuf>,
    #[command(flatten)]
    fleet: FleetArgs,
}

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Action {
    Run,
    Start,
    List,
    Kill,
    /// Left out of this version, and said so.
    #[value(hide = true)]
    Watch,
}

impl Shell {
    /// Whether it opens the shell for the fleet instead of asking the agent of that name.
    pub(crate) fn opens(&self) -> bool {
        self.action.is_none()
    }
}

impl Run for Shell {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let Some(action) = self.action else {
            return crate::shell::open(ctx, self.file.as_deref(), &self.fleet.filter).await;
        };
        let (name, inputs) = self.understood(action, ctx.can_ask())?;
        let manner = Manner {
            args: &self.fleet,
            layout: layout(action),
            wary: false,
        };
        ask_whole(ctx, ("shell", name), &inputs, manner).await
    }
}

impl Shell {
    fn understood(
        &self,
        action: Action,
        form: bool,
    ) -> anyhow::Result<(&'static str, Vec<(String, String)>)> {
        let words = self.words.join(" ");
        let given = (!words.is_empty()).then_some(words);
        let (action, key) = match action {
            Action::Run => ("run", "command"),
            Action::Start => ("start", "command"),
            Action::Kill => ("kill", "handle"),
            Action::List => ("list", ""),
            Action::Watch => {
                let instead = crate::args::later_subcommand("watch").unwrap_or_default();
                return Err(Stop::later("shell watch", instead).into());
            }
        };
        match (&given, key) {
            (Some(word), "") => return Err(Stop::error(format!("{word:?} is one word too many")).into()),
            (None, "") => return Ok((action, Vec::new())),
            (None, what) if !form => {
                return Err(Stop::error(format!("{action} needs a {what}"))
                    .hint("`mco shell --help` shows examples")
                    .into());
            }
            _ => {}
        }
        Ok((action, inputs([(key, given), ("user", self.user.clone())])))
    }
}

fn layout(action: Action) -> Option<Box<dyn Layout>> {
    match action {
        Action::Run => Some(Box::new(Outputs)),
        Action::List => Some(Box::new(Jobs)),
        Action::Start => Some(lines(|reply| Some(output(reply, "handle")))),
        Action::Kill | Action::Watch => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Asked = (&'static str, Vec<(String, String)>);

    fn understood(action: Action, words: &[&str]) -> Result<Asked, String> {
        let shell = Shell {
            action: Some(action),
            file: None,
            words: words.iter().map(|word| (*word).to_owned()).collect(),
            user: None,
            fleet: FleetArgs::default(),
        };
        shell.understood(action, false).map_err(|error| error.to_string())
    }

    #[test]
    fn the_words_are_one_command() {
        let command = vec![("command".to_owned(), "ls -l /tmp".to_owned())];
        assert_eq!(
            understood(Action::Run, &["ls", "-l", "/tmp"]),
            Ok(("run", command))
        );
        assert_eq!(understood(Action::List, &[]), Ok(("list", Vec::new())));
        assert!(understood(Action::List, &["x"]).is_err());
        assert!(understood(Action::Start, &[]).is_err());
    }
}
