//! All brokers in a table.

use serde_json::{Value, json};

use crate::command::Run;
use crate::command::broker::api::Api;
use crate::command::broker::show::{ago, bytes, count, text};
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::{grid, pretty_two};

/// List the brokers
#[derive(Debug, clap::Args)]
pub(super) struct List {
    /// So many are expected; fewer is a failure
    #[arg(value_name = "N")]
    expect: Option<usize>,
    /// One JSON document
    #[arg(short, long)]
    json: bool,
}

impl Run for List {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let api = Api::system(ctx).await?;
        let mut brokers = api.brokers("SERVER.PING", &json!({})).await?;
        api.close().await;
        brokers.sort_by_key(|(broker, _)| text(&broker["server"]["name"]));
        let found = brokers.len();
        if self.json {
            let all: Vec<&Value> = brokers.iter().map(|(broker, _)| broker).collect();
            ctx.out.line(pretty_two(&all)?)?;
        } else {
            let header = [
                "Name", "Cluster", "Host", "Version", "JS", "Conns", "Subs", "Routes", "GWs", "Mem", "CPU %",
                "Cores", "Slow", "Uptime",
            ];
            let rows = brokers.iter().map(|(broker, _)| row(broker, ctx));
            ctx.out
                .line(grid(header.map(str::to_owned).to_vec(), rows, &ctx.out))?;
        }
        let enough = self.expect.is_none_or(|expected| found >= expected);
        Ok(if enough { Exit::Done } else { Exit::Failed })
    }
}

fn row(broker: &Value, ctx: &Ctx) -> Vec<String> {
    let (server, stats) = (&broker["server"], &broker["statsz"]);
    let links = |name: &str| stats[name].as_array().map_or(0, Vec::len).to_string();
    vec![
        text(&server["name"]),
        text(&server["cluster"]),
        text(&server["host"]),
        text(&server["ver"]),
        if server["jetstream"] == true { "yes" } else { "no" }.to_owned(),
        count(&stats["connections"]),
        count(&stats["subscriptions"]),
        links("routes"),
        links("gateways"),
        bytes(&stats["mem"]),
        text(&stats["cpu"]),
        text(&stats["cores"]),
        count(&stats["slow_consumers"]),
        ago(&stats["start"], ctx.clock.now()),
    ]
}
