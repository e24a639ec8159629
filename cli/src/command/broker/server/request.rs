//! What brokers say, as they say it.

use serde_json::{Value, json};

use super::info::of;
use crate::command::Run;
use crate::command::broker::agreed;
use crate::command::broker::api::Api;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::pretty_two;

/// Ask brokers and show their answers as they are
#[derive(Debug, clap::Subcommand)]
pub(super) enum Request {
    #[command(visible_aliases = ["conn", "connections"])]
    Connz(Connections),
    #[command(visible_aliases = ["var", "variables"])]
    Varz(Which),
    #[command(visible_aliases = ["js", "jetstream"])]
    Jsz(Streams),
    #[command(visible_aliases = ["health"])]
    Healthz(Health),
    #[command(visible_aliases = ["sub", "subs", "subsz", "subscriptions"])]
    Subscriptionz(Which),
    #[command(visible_aliases = ["accounts", "acct"])]
    Accountz(Which),
    Kick(Kick),
}

/// Which brokers are asked.
#[derive(Debug, Default, clap::Args)]
pub(super) struct Which {
    /// Only the one with this name
    #[arg(long, value_name = "BROKER")]
    name: Option<String>,
}

/// Connections
#[derive(Debug, clap::Args)]
pub(super) struct Connections {
    #[command(flatten)]
    which: Which,
    /// Their subscriptions as well
    #[arg(long)]
    subscriptions: bool,
    /// At most so many
    #[arg(long, value_name = "N", default_value_t = 1024)]
    limit: usize,
}

/// Streams
#[derive(Debug, clap::Args)]
pub(super) struct Streams {
    #[command(flatten)]
    which: Which,
    /// Those of each account
    #[arg(long)]
    accounts: bool,
    /// Each stream
    #[arg(long)]
    streams: bool,
    /// Each consumer
    #[arg(long)]
    consumer: bool,
    /// How they are set up
    #[arg(long)]
    settings: bool,
}

/// Whether they are well
#[derive(Debug, clap::Args)]
pub(super) struct Health {
    #[command(flatten)]
    which: Which,
    /// Streams must be there
    #[arg(long)]
    js_enabled: bool,
    /// The broker only, not its streams
    #[arg(long)]
    server_only: bool,
}

/// Close a connection
#[derive(Debug, clap::Args)]
pub(super) struct Kick {
    /// Number of the connection
    client: u64,
    /// Id of its broker; may be left out where there is one
    server: Option<String>,
    /// Do not ask
    #[arg(short, long)]
    force: bool,
}

impl Run for Request {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        match self {
            Self::Connz(with) => {
                let asked = json!({"auth": true, "subscriptions": with.subscriptions, "limit": with.limit});
                with.which.ask(ctx, "CONNZ", asked).await
            }
            Self::Varz(which) => which.ask(ctx, "VARZ", json!({})).await,
            Self::Jsz(with) => {
                let asked = json!({
                    "accounts": with.accounts || with.streams || with.consumer, "streams": with.streams || with.consumer,
                    "consumer": with.consumer, "config": with.settings,
                });
                with.which.ask(ctx, "JSZ", asked).await
            }
            Self::Healthz(with) => {
                let asked = json!({"js-enabled-only": with.js_enabled, "js-server-only": with.server_only});
                with.which.ask(ctx, "HEALTHZ", asked).await
            }
            Self::Subscriptionz(which) => which.ask(ctx, "SUBSZ", json!({})).await,
            Self::Accountz(which) => which.ask(ctx, "ACCOUNTZ", json!({})).await,
            Self::Kick(kick) => kick.run(ctx).await,
        }
    }
}

impl Which {
    async fn ask(self, ctx: &Ctx, kind: &str, mut asked: Value) -> anyhow::Result<Exit> {
        if let Some(name) = &self.name {
            asked["server_name"] = json!(name);
            asked["exact_match"] = json!(true);
        }
        let api = Api::system(ctx).await?;
        let found = api.brokers(&format!("SERVER.PING.{kind}"), &asked).await;
        api.close().await;
        for (answer, _) in found? {
            ctx.out.line(pretty_two(&answer)?)?;
        }
        Ok(Exit::Done)
    }
}

impl Run for Kick {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        agreed(ctx, self.force, &format!("Close connection {}?", self.client)).await?;
        let api = Api::system(ctx).await?;
        let kicked = async {
            let found = of(&api, "IDZ", self.server.as_deref(), &json!({})).await?;
            let id = found["server"]["id"].as_str().unwrap_or_default().to_owned();
            api.broker(&format!("SERVER.{id}.KICK"), &json!({"cid": self.client}))
                .await
        };
        let kicked = kicked.await;
        api.close().await;
        ctx.out.line(pretty_two(&kicked?)?)?;
        Ok(Exit::Done)
    }
}
