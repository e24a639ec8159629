//! `mco kv get`: the value of a key.

use super::{bucket, show};
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::{pretty_two, words};

/// Show the value of a key.
#[derive(Debug, clap::Args)]
pub(super) struct Get {
    /// Name of the bucket
    pub(super) bucket: String,
    /// The key
    pub(super) key: String,
    /// The bytes of the value and nothing else, for scripts
    #[arg(long, conflicts_with = "json")]
    raw: bool,
    /// An older value, by its revision
    #[arg(long, value_name = "N")]
    revision: Option<u64>,
    /// One JSON document
    #[arg(short, long)]
    json: bool,
}

impl Run for Get {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let bucket = bucket(ctx, &self.bucket).await?;
        let entry = match self.revision {
            None => bucket.get(&self.key).await?,
            Some(revision) => bucket.revision(&self.key, revision).await?,
        };
        if self.raw {
            show::raw(ctx, &entry.value)?;
        } else if self.json {
            ctx.out.line(pretty_two(&show::entry_json(&entry))?)?;
        } else {
            let created = words::rfc822(entry.created);
            let head = format!(
                "{} > {} sequence {} created @ {created}",
                entry.bucket, entry.key, entry.revision
            );
            ctx.out.line(format!("{head}\n\n{}", show::text(&entry.value)))?;
        }
        Ok(Exit::Done)
    }
}
