//! `mco describe_filter`: a filter in words.

use crate::args::FilterArgs;
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::explain::sentence;
use crate::theme::line;

/// Say in words which nodes a filter means.
#[derive(Debug, clap::Args)]
pub(crate) struct Describe {
    #[command(flatten)]
    filter: FilterArgs,
}

impl Run for Describe {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let terms = sentence(&self.filter.filter()?, &self.filter.sets()?, None);
        if terms.is_empty() {
            ctx.out.line("every node")?;
        }
        for term in terms {
            ctx.out.line(line(&term))?;
        }
        Ok(Exit::Done)
    }
}
