//! `mco kv revert`: an older value again.

use anyhow::Context;

use super::bucket;
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::report::Stop;

/// Give a key an older value again, as a new revision.
#[derive(Debug, clap::Args)]
pub(super) struct Revert {
    /// Name of the bucket
    pub(super) bucket: String,
    /// The key
    pub(super) key: String,
    /// Revision of the value, as `mco kv history` shows it
    revision: u64,
}

impl Run for Revert {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let bucket = bucket(ctx, &self.bucket).await?;
        let old = bucket.revision(&self.key, self.revision).await?;
        if !old.is_value() {
            let what = format!("{} had no value at revision {}", self.key, self.revision);
            return Err(Stop::error(what).hint("`mco kv del` removes a key").into());
        }
        let last = bucket.last(&self.key).await?.context("the key went away")?;
        let revision = bucket.update(&self.key, old.value, last.revision).await?;
        ctx.out.line(format!(
            "Reverted {} to revision {}, new revision {revision}",
            self.key, self.revision
        ))?;
        Ok(Exit::Done)
    }
}
