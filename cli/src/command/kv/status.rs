//! `mco kv status`: how a bucket is set up and what is in it.

use super::{bucket, show};
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::pretty_two;

/// Show how a bucket is set up and what is in it.
#[derive(Debug, clap::Args)]
pub(super) struct Status {
    /// Name of the bucket
    pub(super) bucket: String,
    /// One JSON document
    #[arg(short, long)]
    json: bool,
}

impl Run for Status {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let status = bucket(ctx, &self.bucket).await?.status().await?;
        match self.json {
            true => ctx.out.line(pretty_two(&show::bucket_json(&status))?)?,
            false => ctx.out.print(show::settings(&status, true))?,
        }
        Ok(Exit::Done)
    }
}
