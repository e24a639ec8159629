//! Names of buckets, keys, governors and streams that earlier commands have met.

use super::offer::Offer;
use crate::ctx::Ctx;
use crate::names::{BUCKET, GOVERNOR};

/// Buckets.
pub(crate) async fn buckets(ctx: &Ctx) -> Vec<Offer> {
    named(ctx, BUCKET, "bucket").await
}

/// Governors.
pub(crate) async fn governors(ctx: &Ctx) -> Vec<Offer> {
    named(ctx, GOVERNOR, "governor").await
}

/// Streams, also those of buckets and governors.
pub(crate) async fn streams(ctx: &Ctx) -> Vec<Offer> {
    named(ctx, "", "stream").await
}

/// Keys of a bucket.
pub(super) async fn keys(ctx: &Ctx, bucket: Option<&String>) -> Vec<Offer> {
    let (Some(names), Some(bucket)) = (ctx.names().await, bucket) else {
        return Vec::new();
    };
    offers(names.keys(bucket, ctx.clock.now()), "key")
}

async fn named(ctx: &Ctx, prefix: &str, about: &str) -> Vec<Offer> {
    let names = ctx.names().await;
    let names = names.map(|names| names.streams(prefix, ctx.clock.now()));
    offers(names.unwrap_or_default(), about)
}

/// Others chose these names: none may become a flag on somebody's command line.
fn offers(names: Vec<String>, about: &str) -> Vec<Offer> {
    let names = names.into_iter().filter(|name| !name.starts_with('-'));
    names.map(|name| Offer::new(name, about)).collect()
}
