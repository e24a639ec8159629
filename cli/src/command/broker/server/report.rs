//! Reports over all brokers.

use serde_json::{Value, json};

use crate::command::Run;
use crate::command::broker::api::Api;
use crate::command::broker::show::{bytes, count, text};
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::{grid, pretty_two};

/// Report on all brokers
#[derive(Debug, clap::Subcommand)]
pub(super) enum Report {
    #[command(visible_aliases = ["conn", "connz", "conns"])]
    Connections(Connections),
    #[command(visible_aliases = ["js", "jsz"])]
    Jetstream(Streams),
    #[command(visible_alias = "acct")]
    Accounts(Accounts),
}

/// Who is connected
#[derive(Debug, clap::Args)]
pub(super) struct Connections {
    /// At most so many
    #[arg(default_value_t = 1024)]
    limit: usize,
    /// Only of this account
    #[arg(long, value_name = "ACCOUNT")]
    account: Option<String>,
    /// Most of these first
    #[arg(long, default_value = "subs", value_parser = ["in-bytes", "out-bytes", "in-msgs", "out-msgs", "uptime", "cid", "subs"])]
    sort: String,
    /// One JSON document
    #[arg(short, long)]
    json: bool,
}

/// What each broker keeps in streams
#[derive(Debug, clap::Args)]
pub(super) struct Streams {
    /// One JSON document
    #[arg(short, long)]
    json: bool,
}

/// What each account does
#[derive(Debug, clap::Args)]
pub(super) struct Accounts {
    /// Only this one
    account: Option<String>,
    /// One JSON document
    #[arg(short, long)]
    json: bool,
}

impl Run for Report {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        match self {
            Self::Connections(command) => command.run(ctx).await,
            Self::Jetstream(command) => command.run(ctx).await,
            Self::Accounts(command) => command.run(ctx).await,
        }
    }
}

impl Run for Connections {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let mut asked = json!({"auth": true, "limit": self.limit});
        if let Some(account) = &self.account {
            asked["acc"] = json!(account);
        }
        let mut all = Vec::new();
        for mut broker in answers(ctx, "CONNZ", &asked).await? {
            let server = broker["server"]["name"].take();
            if let Value::Array(connections) = broker["data"]["connections"].take() {
                all.extend(
                    connections
                        .into_iter()
                        .map(|connection| (server.clone(), connection)),
                );
            }
        }
        let key = match self.sort.as_str() {
            "subs" => "subscriptions".to_owned(),
            "uptime" => "cid".to_owned(),
            other => other.replace('-', "_"),
        };
        all.sort_by_key(|(_, connection)| std::cmp::Reverse(connection[&key].as_u64().unwrap_or_default()));
        if self.sort == "uptime" {
            all.reverse();
        }
        all.truncate(self.limit);
        if self.json {
            let all: Vec<_> = all.iter().map(|(_, connection)| connection).collect();
            ctx.out.line(pretty_two(&all)?)?;
            return Ok(Exit::Done);
        }
        let header = [
            "CID",
            "Name",
            "Broker",
            "Account",
            "User",
            "Address",
            "Uptime",
            "In Msgs",
            "Out Msgs",
            "In Bytes",
            "Out Bytes",
            "Subs",
        ];
        let rows = all.iter().map(|(server, connection)| {
            let address = format!("{}:{}", text(&connection["ip"]), text(&connection["port"]));
            vec![
                text(&connection["cid"]),
                text(&connection["name"]),
                text(server),
                text(&connection["account"]),
                text(&connection["authorized_user"]),
                address,
                text(&connection["uptime"]),
                count(&connection["in_msgs"]),
                count(&connection["out_msgs"]),
                bytes(&connection["in_bytes"]),
                bytes(&connection["out_bytes"]),
                count(&connection["subscriptions"]),
            ]
        });
        ctx.out
            .line(grid(header.map(str::to_owned).to_vec(), rows, &ctx.out))?;
        Ok(Exit::Done)
    }
}

impl Run for Streams {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let brokers = answers(ctx, "JSZ", &json!({})).await?;
        if self.json {
            ctx.out.line(pretty_two(&brokers)?)?;
            return Ok(Exit::Done);
        }
        let header = [
            "Broker",
            "Cluster",
            "Streams",
            "Consumers",
            "Messages",
            "Bytes",
            "Memory",
            "Disk",
            "API Req",
            "API Err",
        ];
        let rows = brokers.iter().map(|broker| {
            let data = &broker["data"];
            vec![
                text(&broker["server"]["name"]),
                text(&broker["server"]["cluster"]),
                count(&data["streams"]),
                count(&data["consumers"]),
                count(&data["messages"]),
                bytes(&data["bytes"]),
                bytes(&data["memory"]),
                bytes(&data["storage"]),
                count(&data["api"]["total"]),
                count(&data["api"]["errors"]),
            ]
        });
        ctx.out
            .line(grid(header.map(str::to_owned).to_vec(), rows, &ctx.out))?;
        Ok(Exit::Done)
    }
}

impl Run for Accounts {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let connected = answers(ctx, "CONNZ", &json!({"auth": true})).await?;
        let connections = connected
            .iter()
            .flat_map(|broker| broker["data"]["connections"].as_array().into_iter().flatten());
        let mut accounts: std::collections::BTreeMap<String, [u64; 6]> = Default::default();
        for connection in connections {
            let account = text(&connection["account"]);
            if self.account.as_ref().is_some_and(|wanted| *wanted != account) {
                continue;
            }
            let sums = accounts.entry(account).or_default();
            sums[0] += 1;
            let names = ["in_msgs", "out_msgs", "in_bytes", "out_bytes", "subscriptions"];
            for (sum, name) in sums[1..].iter_mut().zip(names) {
                *sum += connection[name].as_u64().unwrap_or_default();
            }
        }
        if self.json {
            let document = |(account, sums): (&String, &[u64; 6])| {
                json!({
                    "account": account, "connections": sums[0], "in_msgs": sums[1], "out_msgs": sums[2],
                    "in_bytes": sums[3], "out_bytes": sums[4], "subscriptions": sums[5],
                })
            };
            ctx.out
                .line(pretty_two(&accounts.iter().map(document).collect::<Vec<_>>())?)?;
            return Ok(Exit::Done);
        }
        let header = [
            "Account",
            "Connections",
            "In Msgs",
            "Out Msgs",
            "In Bytes",
            "Out Bytes",
            "Subs",
        ];
        let rows = accounts.into_iter().map(|(account, sums)| {
            let [connections, in_msgs, out_msgs, in_bytes, out_bytes, subs] = sums.map(|sum| json!(sum));
            vec![
                account,
                count(&connections),
                count(&in_msgs),
                count(&out_msgs),
                bytes(&in_bytes),
                bytes(&out_bytes),
                count(&subs),
            ]
        });
        ctx.out
            .line(grid(header.map(str::to_owned).to_vec(), rows, &ctx.out))?;
        Ok(Exit::Done)
    }
}

/// What all brokers say, by name.
async fn answers(ctx: &Ctx, kind: &str, asked: &Value) -> anyhow::Result<Vec<Value>> {
    let api = Api::system(ctx).await?;
    let found = api.brokers(&format!("SERVER.PING.{kind}"), asked).await;
    api.close().await;
    let mut found: Vec<Value> = found?.into_iter().map(|(broker, _)| broker).collect();
    found.sort_by_key(|broker| text(&broker["server"]["name"]));
    Ok(found)
}
