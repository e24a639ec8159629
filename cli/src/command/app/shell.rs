//! `mco shell`: commands of the operating system.

mod report;

use super::inputs;
use super::lines::{lines, output};
use crate::args::FleetArgs;
use crate::ask::{Manner, Question, ask};
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::Layout;
use crate::report::Stop;

use report::{Jobs, Outputs};

/// Run commands on nodes that host the shell agent.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Actions:
  run COMMAND...    run a command and show what it printed
  start COMMAND...  start a command and leave it running
  list              commands that were started
  kill HANDLE       end a started command

Examples:
  mco shell run uptime -C apache
  mco shell run -- ls -l /tmp
  mco shell start 'sleep 600'")]
pub(crate) struct Shell {
    /// What to do
    action: Action,
    /// The command, or the handle of a started one
    #[arg(value_name = "COMMAND|HANDLE")]
    words: Vec<String>,
    /// Run it as this user
    #[arg(long)]
    user: Option<String>,
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

impl Run for Shell {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let (action, inputs) = self.understood()?;
        let question = Question::new(&ctx.library().await, "shell", action, &inputs)?;
        let manner = Manner {
            args: &self.fleet,
            layout: self.layout(),
            wary: false,
        };
        ask(ctx, &question, manner).await
    }
}

impl Shell {
    fn understood(&self) -> anyhow::Result<(&'static str, Vec<(String, String)>)> {
        let words = self.words.join(" ");
        let given = (!words.is_empty()).then_some(words);
        let (action, key) = match self.action {
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
            (None, what) => {
                return Err(Stop::error(format!("{action} needs a {what}"))
                    .hint("`mco shell --help` shows examples")
                    .into());
            }
            (Some(_), _) => {}
        }
        Ok((action, inputs([(key, given), ("user", self.user.clone())])))
    }

    fn layout(&self) -> Option<Box<dyn Layout>> {
        match self.action {
            Action::Run => Some(Box::new(Outputs)),
            Action::List => Some(Box::new(Jobs)),
            Action::Start => Some(lines(|reply| Some(output(reply, "handle")))),
            Action::Kill | Action::Watch => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Asked = (&'static str, Vec<(String, String)>);

    fn understood(action: Action, words: &[&str]) -> Result<Asked, String> {
        let shell = Shell {
            action,
            words: words.iter().map(|word| (*word).to_owned()).collect(),
            user: None,
            fleet: FleetArgs::default(),
        };
        shell.understood().map_err(|error| error.to_string())
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
