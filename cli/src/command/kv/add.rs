//! `mco kv add`: a new bucket.

use std::time::Duration;

use client::kv::{BucketConfig, KvError, MAX_HISTORY};

use super::{buckets, show};
use crate::args::parse;
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;

/// Make a bucket; one that is there already is left as it is.
#[derive(Debug, clap::Args)]
pub(super) struct Add {
    /// Name of the bucket: letters, digits, - and _
    #[arg(id = "new_bucket", value_name = "BUCKET")]
    pub(super) bucket: String,
    /// Values of each key that are kept, 1 to 64
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=i64::from(MAX_HISTORY)))]
    history: u32,
    /// Drop values after this long
    #[arg(long, value_name = "DURATION", default_value = "0s", hide_default_value = true, value_parser = parse::duration)]
    ttl: Duration,
    /// Brokers of a cluster that keep a copy
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=5))]
    replicas: u32,
    /// Largest value; 0 for no limit
    #[arg(long, value_name = "BYTES", default_value_t = 10_240, value_parser = clap::value_parser!(u32).range(..=i64::from(i32::MAX)))]
    max_value_size: u32,
    /// Largest sum of all values; 0 for no limit
    #[arg(long, value_name = "BYTES", default_value_t = 0, hide_default_value = true, value_parser = clap::value_parser!(u64).range(..=u64::from(u32::MAX) << 24))]
    max_bucket_size: u64,
    /// What it is for
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    description: String,
    /// Let any broker that keeps a copy answer, the default
    #[arg(long, overrides_with = "no_direct")]
    direct: bool,
    /// Let only the broker that leads answer
    #[arg(long)]
    no_direct: bool,
}

impl Run for Add {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let config = BucketConfig {
            name: self.bucket,
            description: self.description,
            history: self.history,
            ttl: self.ttl,
            replicas: self.replicas,
            max_value_size: Some(self.max_value_size).filter(|size| *size > 0),
            max_bytes: Some(self.max_bucket_size).filter(|size| *size > 0),
            direct: self.direct || !self.no_direct,
        };
        let kv = buckets(ctx).await?;
        let bucket = match kv.create(&config).await {
            Err(KvError::BucketExists { bucket }) => {
                let note = format!("{bucket} was there already and is left as it is");
                ctx.err.line(format!("{}: {note}", ctx.program))?;
                kv.bucket(&bucket).await?
            }
            made => made?,
        };
        ctx.out.print(show::settings(&bucket.status().await?, false))?;
        Ok(Exit::Done)
    }
}
