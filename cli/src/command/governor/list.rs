//! `mco governor list`: the governors there are.

use super::governors;
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::names::{GOVERNOR, Lesson};
use crate::out::pretty_two;

/// List the governors.
#[derive(Debug, clap::Args)]
pub(super) struct List {
    /// A JSON array
    #[arg(short, long)]
    json: bool,
}

impl Run for List {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let names = governors(ctx).await?.list().await?;
        let streams = names.iter().map(|name| format!("{GOVERNOR}{name}"));
        ctx.learn_names(Lesson::Streams {
            prefix: GOVERNOR,
            names: streams.collect(),
        })
        .await;
        if self.json {
            ctx.out.line(pretty_two(&names)?)?;
        } else if names.is_empty() {
            ctx.out.line("No Governors found")?;
        } else {
            let names = names.iter().map(|name| format!("\t{name}\n"));
            ctx.out
                .print(format!("Known Governors:\n\n{}", names.collect::<String>()))?;
        }
        Ok(Exit::Done)
    }
}
