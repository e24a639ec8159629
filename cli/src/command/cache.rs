//! `mco cache`: what is known of the fleet without asking it.

mod refresh;

use client::cache::Known;
use serde_json::json;

use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::{grid, pretty_two, words};
use crate::report::Stop;
use crate::theme::line;

/// See or renew what is known of the fleet without asking it.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Completion, the estimates of --explain and confirmations use it; requests never depend on it."
)]
pub(crate) struct Cache {
    #[command(subcommand)]
    command: CacheCommand,
}

#[derive(Debug, clap::Subcommand)]
enum CacheCommand {
    Show(Show),
    /// Forget everything
    Clear,
    Refresh(Box<refresh::Refresh>),
}

/// Show the known nodes.
#[derive(Debug, clap::Args)]
struct Show {
    /// One JSON document
    #[arg(short, long)]
    json: bool,
}

impl Run for Cache {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        match self.command {
            CacheCommand::Show(show) => show.run(ctx).await,
            CacheCommand::Clear => {
                open(ctx).await?.clear()?;
                Ok(Exit::Done)
            }
            CacheCommand::Refresh(refresh) => Box::pin(refresh.run(ctx)).await,
        }
    }
}

impl Show {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let nodes = open(ctx).await?.nodes();
        if self.json {
            let nodes: Vec<_> = nodes.iter().map(document).collect();
            ctx.out.line(pretty_two(&nodes)?)?;
            return Ok(Exit::Done);
        }
        if nodes.is_empty() {
            ctx.err
                .line("No node is known yet; `mco cache refresh` asks the fleet")?;
            return Ok(Exit::Done);
        }
        let header = ["Node", "Last answer", "Learned", "Collectives"].map(str::to_owned);
        let rows = nodes.iter().map(|known| {
            vec![
                line(known.node.as_str()).into_owned(),
                words::clock(known.seen),
                known.learned.map_or_else(|| "-".to_owned(), words::clock),
                line(&known.collectives.join(", ")).into_owned(),
            ]
        });
        ctx.out.line(grid(header.to_vec(), rows, &ctx.out))?;
        Ok(Exit::Done)
    }
}

fn document(known: &Known) -> serde_json::Value {
    json!({
        "name": known.node.as_str(),
        "seen": words::rfc3339(known.seen),
        "learned": known.learned.map(words::rfc3339),
        "collectives": known.collectives,
        "agents": known.agents,
        "classes": known.classes,
    })
}

/// The cache, or why there can be none.
async fn open(ctx: &Ctx) -> anyhow::Result<client::cache::Cache> {
    ctx.config().await?;
    let cache = ctx.cache().await.ok_or_else(|| {
        Stop::error("there is no folder for what is known of the fleet")
            .hint("HOME or XDG_CACHE_HOME names the place")
    })?;
    Ok(cache)
}
