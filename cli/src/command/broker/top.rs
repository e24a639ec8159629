//! `mco broker top`: what a broker does at the moment.

use std::collections::HashMap;
use std::time::Duration;

use serde_json::{Value, json};

use super::api::Api;
use super::show::{bytes, count, text};
use crate::args::parse;
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::{grid, words};

/// Clears the screen and goes to its beginning.
const CLEAR: &str = "\x1b[2J\x1b[H";
/// Lines of the terminal that the table may not have.
const CONNECTIONS: usize = 30;

/// Show what a broker does, again and again
#[derive(Debug, clap::Args)]
pub(super) struct Top {
    /// Name or id of the broker; may be left out where there is one
    name: Option<String>,
    /// At most so many connections
    #[arg(short = 'n', long = "conns", value_name = "N", default_value_t = CONNECTIONS)]
    connections: usize,
    /// How often
    #[arg(short, long, value_name = "DUR", value_parser = parse::duration, default_value = "1s")]
    delay: Duration,
    /// Most of these first
    #[arg(long, default_value = "msgs", value_parser = ["msgs", "bytes", "subs", "pending", "cid"])]
    sort: String,
    /// Show it once, after one delay
    #[arg(long)]
    once: bool,
}

/// Sums of one moment.
#[derive(Debug, Default, Clone, Copy)]
struct Sums {
    in_msgs: u64,
    out_msgs: u64,
    in_bytes: u64,
    out_bytes: u64,
}

/// Everything shown in one moment.
#[derive(Debug, Default)]
struct Moment {
    broker: Sums,
    connections: HashMap<u64, Sums>,
}

impl Run for Top {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let api = Api::system(ctx).await?;
        let shown = self.show(ctx, &api).await;
        api.close().await;
        shown
    }
}

impl Top {
    async fn show(&self, ctx: &Ctx, api: &Api<'_>) -> anyhow::Result<Exit> {
        let mut before: Option<Moment> = None;
        loop {
            let name = self.name.as_deref();
            let vars = super::server::of(api, "VARZ", name, &json!({})).await?;
            let asked = json!({"auth": true, "limit": 1024});
            let mut peers = super::server::of(api, "CONNZ", name, &asked).await?;
            let (vars, peers) = (&vars["data"], peers["data"]["connections"].take());
            let peers = peers.as_array().map_or(&[][..], Vec::as_slice);
            let now = Moment::of(vars, peers);
            if let Some(before) = &before {
                let clear = if ctx.out.terminal && !self.once { CLEAR } else { "" };
                ctx.out
                    .print(format!("{clear}{}\n", self.page(ctx, vars, peers, before, &now)))?;
                if self.once {
                    return Ok(Exit::Done);
                }
            }
            before = Some(now);
            tokio::select! {
                () = tokio::time::sleep(self.delay) => {}
                () = ctx.interrupt.cancelled() => return Ok(Exit::Done),
            }
        }
    }

    fn page(&self, ctx: &Ctx, vars: &Value, peers: &[Value], before: &Moment, now: &Moment) -> String {
        let rate =
            |then: u64, now: u64| (now.saturating_sub(then)) as f64 / self.delay.as_secs_f64().max(0.001);
        let per_second = |then: u64, now: u64| format!("{:.0}/s", rate(then, now));
        let bytes_per_second = |then: u64, now: u64| format!("{}/s", words::bytes(rate(then, now) as u64));
        let (old, new) = (&before.broker, &now.broker);
        let mut page = format!(
            "Broker {} {} up {}\n  CPU {}%  memory {}  slow consumers {}\n  in  {} {}   out {} {}\n\nConnections: {}\n\n",
            text(&vars["server_name"]),
            text(&vars["version"]),
            text(&vars["uptime"]),
            text(&vars["cpu"]),
            bytes(&vars["mem"]),
            count(&vars["slow_consumers"]),
            per_second(old.in_msgs, new.in_msgs),
            bytes_per_second(old.in_bytes, new.in_bytes),
            per_second(old.out_msgs, new.out_msgs),
            bytes_per_second(old.out_bytes, new.out_bytes),
            count(&vars["connections"]),
        );
        let header = [
            "CID", "Name", "User", "Address", "Subs", "Pending", "In/s", "Out/s", "In", "Out", "Uptime",
        ];
        let mut rows: Vec<_> = peers
            .iter()
            .map(|peer| (self.weight(peer, before, now), peer))
            .collect();
        rows.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        let rows = rows.into_iter().take(self.connections).map(|(_, peer)| {
            let cid = peer["cid"].as_u64().unwrap_or_default();
            let new = now.connections.get(&cid).copied().unwrap_or_default();
            let old = before.connections.get(&cid).copied().unwrap_or(new);
            vec![
                text(&peer["cid"]),
                text(&peer["name"]),
                text(&peer["authorized_user"]),
                format!("{}:{}", text(&peer["ip"]), text(&peer["port"])),
                count(&peer["subscriptions"]),
                bytes(&peer["pending_bytes"]),
                per_second(old.in_msgs, new.in_msgs),
                per_second(old.out_msgs, new.out_msgs),
                bytes(&peer["in_bytes"]),
                bytes(&peer["out_bytes"]),
                text(&peer["uptime"]),
            ]
        });
        page += &grid(header.map(str::to_owned).to_vec(), rows, &ctx.out);
        page
    }

    fn weight(&self, peer: &Value, before: &Moment, now: &Moment) -> u64 {
        let cid = peer["cid"].as_u64().unwrap_or_default();
        let new = now.connections.get(&cid).copied().unwrap_or_default();
        let old = before.connections.get(&cid).copied().unwrap_or(new);
        match self.sort.as_str() {
            "msgs" => (new.in_msgs + new.out_msgs).saturating_sub(old.in_msgs + old.out_msgs),
            "bytes" => (new.in_bytes + new.out_bytes).saturating_sub(old.in_bytes + old.out_bytes),
            "subs" => peer["subscriptions"].as_u64().unwrap_or_default(),
            "pending" => peer["pending_bytes"].as_u64().unwrap_or_default(),
            _ => u64::MAX - cid,
        }
    }
}

impl Moment {
    fn of(vars: &Value, peers: &[Value]) -> Self {
        let connection = |peer: &Value| (peer["cid"].as_u64().unwrap_or_default(), Sums::of(peer));
        Self {
            broker: Sums::of(vars),
            connections: peers.iter().map(connection).collect(),
        }
    }
}

impl Sums {
    fn of(value: &Value) -> Self {
        let number = |name: &str| value[name].as_u64().unwrap_or_default();
        Self {
            in_msgs: number("in_msgs"),
            out_msgs: number("out_msgs"),
            in_bytes: number("in_bytes"),
            out_bytes: number("out_bytes"),
        }
    }
}
