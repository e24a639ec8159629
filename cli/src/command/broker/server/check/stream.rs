//! Checks of streams, consumers and buckets.

use std::time::Duration;

use client::kv::Kv as Buckets;
use serde_json::Value;

use super::verdict::{Bounds, Verdict};
use crate::command::broker::api::Api;
use crate::command::broker::show::moment;
use crate::command::broker::size;
use crate::ctx::Ctx;

/// Check a stream
#[derive(Debug, clap::Args)]
pub(in crate::command::broker::server) struct Stream {
    /// Name of the stream
    #[arg(long, value_name = "STREAM")]
    pub(super) stream: String,
    /// A warning with so many messages; with fewer where it is above --msgs-critical
    #[arg(long, value_name = "N")]
    msgs_warn: Option<f64>,
    /// Critical with so many messages
    #[arg(long, value_name = "N")]
    msgs_critical: Option<f64>,
    /// A warning with so many subjects
    #[arg(long, value_name = "N")]
    subjects_warn: Option<f64>,
    /// Critical with so many subjects
    #[arg(long, value_name = "N")]
    subjects_critical: Option<f64>,
    /// Critical when the last message is older
    #[arg(long, value_name = "DUR", value_parser = size::span)]
    age_critical: Option<Duration>,
    /// Copies there must be
    #[arg(long, value_name = "N")]
    peer_expect: Option<f64>,
    /// Critical when a mirror or source is so many messages behind
    #[arg(long, value_name = "N")]
    lag_critical: Option<f64>,
    /// Critical when a mirror or source was not seen for so long
    #[arg(long, value_name = "DUR", value_parser = size::span)]
    seen_critical: Option<Duration>,
}

/// Check a consumer
#[derive(Debug, clap::Args)]
pub(in crate::command::broker::server) struct Consumer {
    /// Name of the stream
    #[arg(long, value_name = "STREAM")]
    stream: String,
    /// Name of the consumer
    #[arg(long, value_name = "CONSUMER")]
    pub(super) consumer: String,
    /// Critical with so many messages unacknowledged
    #[arg(long, value_name = "N")]
    outstanding_ack_critical: Option<f64>,
    /// Critical with so many pulls waiting
    #[arg(long, value_name = "N")]
    waiting_critical: Option<f64>,
    /// Critical with so many messages to come
    #[arg(long, value_name = "N")]
    unprocessed_critical: Option<f64>,
    /// Critical with so many messages delivered again
    #[arg(long, value_name = "N")]
    redelivery_critical: Option<f64>,
    /// Critical when nothing was delivered for so long
    #[arg(long, value_name = "DUR", value_parser = size::span)]
    last_delivery_critical: Option<Duration>,
    /// Critical when nothing was acknowledged for so long
    #[arg(long, value_name = "DUR", value_parser = size::span)]
    last_ack_critical: Option<Duration>,
}

/// Check a bucket
#[derive(Debug, clap::Args)]
pub(in crate::command::broker::server) struct Bucket {
    /// Name of the bucket
    #[arg(long, value_name = "BUCKET")]
    pub(super) bucket: String,
    /// A key that must have a value
    #[arg(long, value_name = "KEY")]
    key: Option<String>,
    /// A warning with so many values; with fewer where it is above --values-critical
    #[arg(long, value_name = "N")]
    values_warn: Option<f64>,
    /// Critical with so many values
    #[arg(long, value_name = "N")]
    values_critical: Option<f64>,
}

impl Stream {
    pub(super) async fn judge(&self, ctx: &Ctx, verdict: &mut Verdict) -> anyhow::Result<()> {
        let api = Api::open(ctx).await?;
        let info = api.ask(&format!("STREAM.INFO.{}", self.stream), None).await?;
        let state = &info["state"];
        verdict.figure(
            "messages",
            number(&state["messages"]),
            "",
            bounds(self.msgs_warn, self.msgs_critical),
        );
        verdict.figure(
            "subjects",
            number(&state["num_subjects"]),
            "",
            bounds(self.subjects_warn, self.subjects_critical),
        );
        verdict.figure("bytes", number(&state["bytes"]), "B", Bounds::default());
        if let Some(most) = self.age_critical {
            verdict.figure("age", age(&state["last_ts"], ctx), "s", at_most(most));
        }
        if let Some(expected) = self.peer_expect {
            let current = |replica: &&Value| replica["current"] == true && replica["offline"] != true;
            let replicas = info["cluster"]["replicas"].as_array().into_iter().flatten();
            let bounds = Bounds {
                critical: Some(expected),
                least: true,
                ..Bounds::default()
            };
            verdict.figure("peers", 1.0 + replicas.filter(current).count() as f64, "", bounds);
        }
        let mirror = std::slice::from_ref(&info["mirror"])
            .iter()
            .filter(|mirror| !mirror.is_null());
        for origin in mirror.chain(info["sources"].as_array().into_iter().flatten()) {
            verdict.figure("lag", number(&origin["lag"]), "", bounds(None, self.lag_critical));
            if let Some(most) = self.seen_critical {
                let seen = origin["active"].as_f64().filter(|nanos| *nanos >= 0.0);
                verdict.figure(
                    "seen",
                    seen.map_or(f64::MAX, |nanos| nanos / 1e9),
                    "s",
                    at_most(most),
                );
            }
        }
        Ok(())
    }
}

impl Consumer {
    pub(super) async fn judge(&self, ctx: &Ctx, verdict: &mut Verdict) -> anyhow::Result<()> {
        let api = Api::open(ctx).await?;
        let info = api
            .ask(&format!("CONSUMER.INFO.{}.{}", self.stream, self.consumer), None)
            .await?;
        for (name, member, critical) in [
            ("ack_pending", "num_ack_pending", self.outstanding_ack_critical),
            ("pull_waiting", "num_waiting", self.waiting_critical),
            ("pending", "num_pending", self.unprocessed_critical),
            ("redelivered", "num_redelivered", self.redelivery_critical),
        ] {
            verdict.figure(name, number(&info[member]), "", bounds(None, critical));
        }
        if let Some(most) = self.last_delivery_critical {
            verdict.figure(
                "last_delivery",
                age(&info["delivered"]["last_active"], ctx),
                "s",
                at_most(most),
            );
        }
        if let Some(most) = self.last_ack_critical {
            verdict.figure(
                "last_ack",
                age(&info["ack_floor"]["last_active"], ctx),
                "s",
                at_most(most),
            );
        }
        Ok(())
    }
}

impl Bucket {
    pub(super) async fn judge(&self, ctx: &Ctx, verdict: &mut Verdict) -> anyhow::Result<()> {
        let api = Api::open(ctx).await?;
        // Whoever misspells a bucket is told of buckets, not of streams.
        Buckets::new(api.link()).bucket(&self.bucket).await?;
        let stream = format!("KV_{}", self.bucket);
        let info = api.ask(&format!("STREAM.INFO.{stream}"), None).await?;
        let values = bounds(self.values_warn, self.values_critical);
        verdict.figure("values", number(&info["state"]["num_subjects"]), "", values);
        verdict.figure("bytes", number(&info["state"]["bytes"]), "B", Bounds::default());
        if let Some(key) = &self.key {
            let subject = format!("$KV.{}.{key}", self.bucket);
            let asked = serde_json::json!({"last_by_subj": subject});
            let found = api.ask(&format!("STREAM.MSG.GET.{stream}"), Some(asked)).await;
            match found {
                Ok(found) if !is_marker(&found["message"]) => verdict.ok(format!("key {key} has a value")),
                Ok(_) => verdict.critical(format!("key {key} is deleted")),
                Err(_) => verdict.critical(format!("key {key} has no value")),
            }
        }
        Ok(())
    }
}

/// Whether a message says that a key is gone.
fn is_marker(message: &Value) -> bool {
    use base64::Engine as _;
    let headers = message["hdrs"].as_str().unwrap_or_default();
    let headers = base64::engine::general_purpose::STANDARD
        .decode(headers)
        .unwrap_or_default();
    let headers = String::from_utf8_lossy(&headers);
    headers.contains("KV-Operation:") || headers.contains("Nats-Marker-Reason:")
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_default()
}

fn bounds(warn: Option<f64>, critical: Option<f64>) -> Bounds {
    Bounds {
        warn,
        critical,
        least: false,
    }
}

fn at_most(most: Duration) -> Bounds {
    bounds(None, Some(most.as_secs_f64()))
}

/// Seconds since a moment; for ever since one that never was.
fn age(value: &Value, ctx: &Ctx) -> f64 {
    match moment(value) {
        Some(moment) => {
            let age = ctx.clock.now().duration_since(moment).unwrap_or_default();
            (age.as_secs_f64() * 1000.0).round() / 1000.0
        }
        None => f64::MAX,
    }
}
