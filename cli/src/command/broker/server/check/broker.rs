//! Checks of brokers and of the way to them.

use std::time::Duration;

use serde_json::{Value, json};

use super::verdict::{Bounds, Verdict};
use crate::args::parse;
use crate::command::broker::api::Api;
use crate::command::broker::server::info::of;
use crate::command::broker::show::moment;
use crate::ctx::Ctx;

/// Check that a connection can be made and answers quickly
#[derive(Debug, clap::Args)]
pub(in crate::command::broker::server) struct Connection {
    /// A warning when connecting takes so long
    #[arg(long, value_name = "DUR", value_parser = parse::duration, default_value = "500ms")]
    connect_warn: Duration,
    /// Critical when connecting takes so long
    #[arg(long, value_name = "DUR", value_parser = parse::duration, default_value = "1s")]
    connect_critical: Duration,
    /// A warning when an answer takes so long
    #[arg(long, value_name = "DUR", value_parser = parse::duration, default_value = "500ms")]
    rtt_warn: Duration,
    /// Critical when an answer takes so long
    #[arg(long, value_name = "DUR", value_parser = parse::duration, default_value = "1s")]
    rtt_critical: Duration,
}

/// Check the limits of the account's streams
#[derive(Debug, clap::Args)]
pub(in crate::command::broker::server) struct Streams {
    /// A warning when so much memory is used, in percent
    #[arg(long, value_name = "N", default_value_t = 75.0)]
    mem_warn: f64,
    /// Critical when so much memory is used, in percent
    #[arg(long, value_name = "N", default_value_t = 90.0)]
    mem_critical: f64,
    /// A warning when so much disk is used, in percent
    #[arg(long, value_name = "N", default_value_t = 75.0)]
    store_warn: f64,
    /// Critical when so much disk is used, in percent
    #[arg(long, value_name = "N", default_value_t = 90.0)]
    store_critical: f64,
}

/// Check a broker
#[derive(Debug, clap::Args)]
pub(in crate::command::broker::server) struct Server {
    /// Name of the broker
    #[arg(long, value_name = "BROKER")]
    pub(super) name: String,
    /// A warning with so much CPU in percent
    #[arg(long, value_name = "N")]
    cpu_warn: Option<f64>,
    /// Critical with so much CPU in percent
    #[arg(long, value_name = "N")]
    cpu_critical: Option<f64>,
    /// A warning with so many connections; with fewer where it is above --conn-critical
    #[arg(long, value_name = "N")]
    conn_warn: Option<f64>,
    /// Critical with so many connections
    #[arg(long, value_name = "N")]
    conn_critical: Option<f64>,
    /// A warning with so many subscriptions
    #[arg(long, value_name = "N")]
    subs_warn: Option<f64>,
    /// Critical with so many subscriptions
    #[arg(long, value_name = "N")]
    subs_critical: Option<f64>,
    /// A warning when it runs for less
    #[arg(long, value_name = "DUR", value_parser = parse::duration)]
    uptime_warn: Option<Duration>,
    /// Critical when it runs for less
    #[arg(long, value_name = "DUR", value_parser = parse::duration)]
    uptime_critical: Option<Duration>,
    /// TLS must be on
    #[arg(long)]
    tls_required: bool,
    /// Streams must be on
    #[arg(long)]
    js_required: bool,
}

/// Check that a cluster's brokers agree
#[derive(Debug, clap::Args)]
pub(in crate::command::broker::server) struct Meta {
    /// So many brokers there must be
    #[arg(long, value_name = "N")]
    expect: usize,
    /// Critical when one is so many operations behind
    #[arg(long, value_name = "N", default_value_t = 100.0)]
    lag_critical: f64,
    /// Critical when one was not seen for so long
    #[arg(long, value_name = "DUR", value_parser = parse::duration, default_value = "1s")]
    seen_critical: Duration,
}

impl Connection {
    pub(super) async fn judge(&self, ctx: &Ctx, verdict: &mut Verdict) -> anyhow::Result<()> {
        let began = tokio::time::Instant::now();
        let api = Api::open(ctx).await?;
        let connected = began.elapsed();
        let asked = tokio::time::Instant::now();
        api.link().flush().await?;
        let answered = asked.elapsed();
        verdict.ok(format!("connected to {}", api.link().server()));
        verdict.figure(
            "connect_time",
            seconds(connected),
            "s",
            at_most(self.connect_warn, self.connect_critical),
        );
        verdict.figure(
            "rtt",
            seconds(answered),
            "s",
            at_most(self.rtt_warn, self.rtt_critical),
        );
        Ok(())
    }
}

impl Streams {
    pub(super) async fn judge(&self, ctx: &Ctx, verdict: &mut Verdict) -> anyhow::Result<()> {
        let api = Api::open(ctx).await?;
        let account = api.ask("INFO", None).await?;
        let limits = &account["limits"];
        for (name, used, most, warn, critical) in [
            ("memory", "memory", "max_memory", self.mem_warn, self.mem_critical),
            (
                "store",
                "storage",
                "max_storage",
                self.store_warn,
                self.store_critical,
            ),
        ] {
            let used = account[used].as_f64().unwrap_or_default();
            verdict.figure(name, used, "B", Bounds::default());
            if let Some(most) = limits[most].as_f64().filter(|most| *most > 0.0) {
                let percent = (used / most * 1000.0).round() / 10.0;
                let bounds = Bounds {
                    warn: Some(warn),
                    critical: Some(critical),
                    least: false,
                };
                verdict.figure(&format!("{name}_pct"), percent, "%", bounds);
            }
        }
        verdict.figure(
            "streams",
            account["streams"].as_f64().unwrap_or_default(),
            "",
            Bounds::default(),
        );
        verdict.figure(
            "consumers",
            account["consumers"].as_f64().unwrap_or_default(),
            "",
            Bounds::default(),
        );
        Ok(())
    }
}

impl Server {
    pub(super) async fn judge(&self, ctx: &Ctx, verdict: &mut Verdict) -> anyhow::Result<()> {
        let api = Api::system(ctx).await?;
        let found = of(&api, "VARZ", Some(&self.name), &json!({})).await;
        api.close().await;
        let found = found?;
        let data = &found["data"];
        let number = |name: &str| data[name].as_f64().unwrap_or_default();
        verdict.figure(
            "cpu",
            number("cpu"),
            "%",
            bounds(self.cpu_warn, self.cpu_critical),
        );
        verdict.figure("memory", number("mem"), "B", Bounds::default());
        verdict.figure(
            "connections",
            number("connections"),
            "",
            bounds(self.conn_warn, self.conn_critical),
        );
        verdict.figure(
            "subscriptions",
            number("subscriptions"),
            "",
            bounds(self.subs_warn, self.subs_critical),
        );
        let uptime = moment(&data["start"]).and_then(|start| ctx.clock.now().duration_since(start).ok());
        let least = Bounds {
            warn: self.uptime_warn.map(|least| least.as_secs_f64()),
            critical: self.uptime_critical.map(|least| least.as_secs_f64()),
            least: true,
        };
        verdict.figure("uptime", uptime.unwrap_or_default().as_secs() as f64, "s", least);
        if self.tls_required && data["tls_required"] != true {
            verdict.critical("TLS is not required");
        }
        if self.js_required && !data["jetstream"]["config"].is_object() {
            verdict.critical("there are no streams");
        }
        Ok(())
    }
}

impl Meta {
    pub(super) async fn judge(&self, ctx: &Ctx, verdict: &mut Verdict) -> anyhow::Result<()> {
        let api = Api::system(ctx).await?;
        let found = api
            .brokers("SERVER.PING.JSZ", &json!({"leader_only": true}))
            .await;
        api.close().await;
        let found = found?;
        let leaders = found.iter().map(|(broker, _)| &broker["data"]["meta_cluster"]);
        let Some(meta) = leaders.into_iter().find(|meta| meta.is_object()) else {
            verdict.critical("no broker leads a cluster");
            return Ok(());
        };
        let peers = meta["replicas"].as_array().map_or(&[][..], Vec::as_slice);
        let expected = Bounds {
            critical: Some(self.expect as f64),
            least: true,
            ..Bounds::default()
        };
        verdict.figure("peers", (peers.len() + 1) as f64, "", expected);
        let lagging = |peer: &&Value| peer["lag"].as_f64().unwrap_or_default() >= self.lag_critical;
        let unseen = |peer: &&Value| {
            peer["active"].as_f64().unwrap_or_default() >= self.seen_critical.as_nanos() as f64
        };
        let none = bounds(None, Some(1.0));
        verdict.figure("lagged", peers.iter().filter(lagging).count() as f64, "", none);
        verdict.figure("not_seen", peers.iter().filter(unseen).count() as f64, "", none);
        let away = peers.iter().filter(|peer| peer["offline"] == true);
        verdict.figure("offline", away.count() as f64, "", none);
        Ok(())
    }
}

fn bounds(warn: Option<f64>, critical: Option<f64>) -> Bounds {
    Bounds {
        warn,
        critical,
        least: false,
    }
}

fn at_most(warn: Duration, critical: Duration) -> Bounds {
    bounds(Some(warn.as_secs_f64()), Some(critical.as_secs_f64()))
}

fn seconds(span: Duration) -> f64 {
    (span.as_secs_f64() * 1_000_000.0).round() / 1_000_000.0
}
