//! `mco kv history`: what is kept of a key.

use super::{bucket, show};
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::{grid, pretty_two, words};

/// List the values of a key that are kept, oldest first.
#[derive(Debug, clap::Args)]
pub(super) struct History {
    /// Name of the bucket
    pub(super) bucket: String,
    /// The key
    pub(super) key: String,
    /// One JSON document
    #[arg(short, long)]
    json: bool,
}

impl Run for History {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let entries = bucket(ctx, &self.bucket).await?.history(&self.key).await?;
        if self.json {
            let entries: Vec<_> = entries.iter().map(show::entry_json).collect();
            ctx.out.line(pretty_two(&entries)?)?;
            return Ok(Exit::Done);
        }
        let header = ["Seq", "Operation", "Time", "Length", "Value"];
        let rows = entries.iter().map(|entry| {
            vec![
                entry.revision.to_string(),
                entry.operation.as_str().to_owned(),
                words::rfc822(entry.created),
                entry.value.len().to_string(),
                show::short(&entry.value),
            ]
        });
        ctx.out
            .line(grid(header.map(str::to_owned).to_vec(), rows, &ctx.out))?;
        Ok(Exit::Done)
    }
}
