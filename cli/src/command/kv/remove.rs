//! `mco kv del` and `purge`: the end of a key, or of a bucket.

use client::kv::KvError;

use super::{bucket, buckets};
use crate::ask::{Consent, consent};
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::words;

/// Remove a key and keep its older values, or remove a whole bucket.
#[derive(Debug, clap::Args)]
pub(super) struct Del {
    /// Name of the bucket
    pub(super) bucket: String,
    /// The key; without it the bucket is removed with all its values
    pub(super) key: Option<String>,
    /// Only if the key is still at this revision
    #[arg(long, value_name = "N", requires = "key")]
    revision: Option<u64>,
    /// Ask nothing, and do not mind if there is nothing to remove
    #[arg(short, long)]
    force: bool,
}

/// Remove a key with all its older values.
#[derive(Debug, clap::Args)]
pub(super) struct Purge {
    /// Name of the bucket
    pub(super) bucket: String,
    /// The key
    pub(super) key: String,
    /// Only if the key is still at this revision
    #[arg(long, value_name = "N")]
    revision: Option<u64>,
    /// Ask nothing
    #[arg(short, long)]
    force: bool,
}

impl Run for Del {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        match &self.key {
            Some(key) => self.key(ctx, key).await,
            None => self.bucket(ctx).await,
        }
    }
}

impl Del {
    async fn key(&self, ctx: &Ctx, key: &str) -> anyhow::Result<Exit> {
        let bucket = bucket(ctx, &self.bucket).await?;
        match bucket.get(key).await {
            Err(KvError::NoKey { .. }) if self.force => return Ok(Exit::Done),
            there => drop(there?),
        }
        let question = format!("Really remove key {key} of bucket {}?", self.bucket);
        if !self.force && !consent(ctx, &question, Consent::Yes).await? {
            return Ok(Exit::Refused);
        }
        bucket.delete(key, self.revision).await?;
        Ok(Exit::Done)
    }

    async fn bucket(&self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let kv = buckets(ctx).await?;
        if !self.force {
            let status = kv.bucket(&self.bucket).await?.status().await?;
            let values = words::count(usize::try_from(status.values).unwrap_or(usize::MAX), "value");
            let question = format!("Really remove bucket {} with {values}?", self.bucket);
            if !consent(ctx, &question, Consent::Name(&self.bucket)).await? {
                return Ok(Exit::Refused);
            }
        }
        match kv.delete(&self.bucket).await {
            Err(KvError::NoBucket { .. }) if self.force => {}
            removed => removed?,
        }
        Ok(Exit::Done)
    }
}

impl Run for Purge {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let bucket = bucket(ctx, &self.bucket).await?;
        let question = format!(
            "Really remove key {} of bucket {} with its history?",
            self.key, self.bucket
        );
        // A key that has been deleted still has a history.
        if !self.force && bucket.last(&self.key).await?.is_none() {
            return Err(KvError::NoKey {
                bucket: self.bucket,
                key: self.key,
            }
            .into());
        }
        if !self.force && !consent(ctx, &question, Consent::Yes).await? {
            return Ok(Exit::Refused);
        }
        bucket.purge(&self.key, self.revision).await?;
        Ok(Exit::Done)
    }
}
