//! `mco filemgr`: single files.

use super::inputs;
use super::lines::{lines, output};
use crate::args::FleetArgs;
use crate::ask::{Manner, Question, ask};
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;

/// Touch, remove and look at files.
#[derive(Debug, clap::Args)]
pub(crate) struct Filemgr {
    /// What to do
    #[arg(value_enum, default_value_t = Action::Touch)]
    action: Action,
    /// Path of the file
    #[arg(short, long)]
    file: String,
    /// Everything known about the file
    #[arg(short, long)]
    details: bool,
    #[command(flatten)]
    fleet: FleetArgs,
}

/// What to do with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Action {
    /// Make its time the present, create it where there is none
    Touch,
    /// Look at it
    Status,
    /// Remove it
    Remove,
}

impl Run for Filemgr {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let action = match self.action {
            Action::Touch => "touch",
            Action::Status => "status",
            Action::Remove => "remove",
        };
        let inputs = inputs([("file", Some(self.file.clone()))]);
        let question = Question::new(&ctx.library().await, "filemgr", action, &inputs)?;
        let short = self.action == Action::Status && !self.details;
        let manner = Manner {
            args: &self.fleet,
            layout: short.then(|| lines(|reply| Some(output(reply, "output")))),
            wary: false,
        };
        ask(ctx, &question, manner).await
    }
}
