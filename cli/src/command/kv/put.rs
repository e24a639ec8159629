//! `mco kv put`, `create` and `update`: a new value of a key.

use std::io::Write;

use super::{bucket, change, show};
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;

/// Longest value that is shown again to who wrote it at a terminal.
const MAX_ECHO: usize = 4096;

/// Give a key a value.
#[derive(Debug, clap::Args)]
pub(super) struct Put {
    /// Name of the bucket
    pub(super) bucket: String,
    /// The key
    pub(super) key: String,
    /// The value; - for standard input
    #[arg(allow_hyphen_values = true)]
    value: String,
}

/// Give a key a value, unless it has one.
#[derive(Debug, clap::Args)]
pub(super) struct Create {
    /// Name of the bucket
    pub(super) bucket: String,
    /// The key
    pub(super) key: String,
    /// The value; - for standard input
    #[arg(default_value = "", hide_default_value = true, allow_hyphen_values = true)]
    value: String,
}

/// Give a key a value, if nobody else has changed it.
#[derive(Debug, clap::Args)]
pub(super) struct Update {
    /// Name of the bucket
    pub(super) bucket: String,
    /// The key
    pub(super) key: String,
    /// The value; - for standard input
    #[arg(default_value = "", hide_default_value = true, allow_hyphen_values = true)]
    value: String,
    /// Revision that the key must be at; 0 if it must have no value
    #[arg(default_value_t = 0, hide_default_value = true)]
    revision: u64,
}

impl Run for Put {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let bucket = bucket(ctx, &self.bucket).await?;
        let value = change::value(ctx, self.value).await?;
        bucket.put(&self.key, value.clone()).await?;
        echo(ctx, &value)
    }
}

impl Run for Create {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let bucket = bucket(ctx, &self.bucket).await?;
        let value = change::value(ctx, self.value).await?;
        bucket.create(&self.key, value.clone()).await?;
        echo(ctx, &value)
    }
}

impl Run for Update {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let bucket = bucket(ctx, &self.bucket).await?;
        let value = change::value(ctx, self.value).await?;
        let revision = bucket.update(&self.key, value, self.revision).await?;
        ctx.out
            .line(format!("Updated {}, new revision {revision}", self.key))?;
        Ok(Exit::Done)
    }
}

/// Says what was written.
fn echo(ctx: &Ctx, value: &[u8]) -> anyhow::Result<Exit> {
    if ctx.out.terminal {
        let shown = match value.len() {
            0..=MAX_ECHO => show::text(value),
            bytes => format!("{bytes} bytes").into(),
        };
        ctx.out.line(shown)?;
    } else {
        let mut out = ctx.out.clone();
        out.write_all(value)?;
        out.write_all(b"\n")?;
        out.flush()?;
    }
    Ok(Exit::Done)
}
