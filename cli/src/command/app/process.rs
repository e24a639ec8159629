//! `mco process list`: running processes.

mod report;

use super::inputs;
use crate::args::FleetArgs;
use crate::ask::{Manner, Question, ask};
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;

use report::{Field, Processes};

/// Look at running processes.
#[derive(Debug, clap::Args)]
pub(crate) struct Process {
    /// What to do
    action: Action,
    /// Regular expression for the command line
    #[arg(default_value = ".")]
    pattern: String,
    /// Only processes that ended and were not waited for
    #[arg(short, long)]
    zombies: bool,
    /// Only processes of this user
    #[arg(short, long)]
    user: Option<String>,
    /// Columns to show: PID, USER, VSZ, COMMAND, TTY, RSS, STATE
    #[arg(
        long,
        value_delimiter = ',',
        ignore_case = true,
        default_value = "PID,USER,VSZ,COMMAND"
    )]
    fields: Vec<Field>,
    /// Only the summary
    #[arg(long)]
    silent: bool,
    #[command(flatten)]
    fleet: FleetArgs,
}

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Action {
    /// List processes
    List,
}

impl Run for Process {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let Action::List = self.action;
        let inputs = inputs([
            ("pattern", Some(self.pattern.clone())),
            ("just_zombies", self.zombies.then(|| "true".to_owned())),
            ("user", self.user.clone()),
        ]);
        let question = Question::new(&ctx.library().await, "process", "list", &inputs)?;
        let layout = Processes {
            fields: self.fields,
            silent: self.silent,
        };
        let manner = Manner {
            args: &self.fleet,
            layout: Some(Box::new(layout)),
            wary: false,
        };
        ask(ctx, &question, manner).await
    }
}
