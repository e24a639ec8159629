//! `mco describe_filter`: a filter in words.

use crate::args::FilterArgs;
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::explain::{Account, Memory};
use crate::theme::line;

/// Say in words which nodes a filter means, and how many of those known from earlier answers.
#[derive(Debug, clap::Args)]
pub(crate) struct Describe {
    #[command(flatten)]
    filter: FilterArgs,
}

impl Run for Describe {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let memory = Memory::of(ctx, &self.filter).await;
        let account = Account::of(&self.filter.filter()?, &self.filter.sets()?, memory.as_ref())?;
        let lines = account.lines();
        if lines.is_empty() {
            ctx.out.line("every node")?;
        }
        for told in lines {
            ctx.out.line(line(&told))?;
        }
        if let Some((memory, known)) = memory.zip(account.funnel) {
            ctx.out.line(format!("\nKnown are {}", memory.age(&known)))?;
        }
        Ok(Exit::Done)
    }
}
