//! `mco kv backup` and `mco kv restore`: a bucket goes into a folder and comes back.

use std::path::PathBuf;

use super::{bucket, show};
use crate::command::Run;
use crate::command::broker::archive::{self, How};
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::names::BUCKET;

/// Write a bucket with its history into a folder.
#[derive(Debug, clap::Args)]
pub(super) struct Backup {
    /// Name of the bucket
    pub(super) bucket: String,
    /// Folder to write to
    target: PathBuf,
    #[command(flatten)]
    how: How,
}

/// Make a bucket again from such a folder.
#[derive(Debug, clap::Args)]
pub(super) struct Restore {
    /// Folder to read from
    source: PathBuf,
}

impl Run for Backup {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        // Whoever misspells a bucket is told of buckets, not of streams.
        bucket(ctx, &self.bucket).await?;
        let target = ctx.environment.cwd.join(&self.target);
        archive::backup(ctx, &format!("{BUCKET}{}", self.bucket), &target, self.how).await
    }
}

impl Run for Restore {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let folder = ctx.environment.cwd.join(&self.source);
        let (made, whole) = archive::restore_one(ctx, &folder, BUCKET).await?;
        let name = made["config"]["name"].as_str().unwrap_or_default();
        let name = name.strip_prefix(BUCKET).unwrap_or(name);
        let status = bucket(ctx, name).await?.status().await?;
        ctx.out.print(show::settings(&status, true))?;
        Ok(if whole { Exit::Done } else { Exit::Failed })
    }
}
