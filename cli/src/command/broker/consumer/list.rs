//! All consumers of a stream in a table.

use serde_json::json;

use crate::command::Run;
use crate::command::broker::api::Api;
use crate::command::broker::show::{ago, count, text};
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::{grid, pretty_two};

/// List the consumers of a stream
#[derive(Debug, clap::Args)]
pub(super) struct List {
    /// Name of the stream
    stream: String,
    /// Names only
    #[arg(short, long)]
    names: bool,
    /// One JSON document
    #[arg(short, long)]
    json: bool,
}

impl Run for List {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let api = Api::open(ctx).await?;
        let consumers = api
            .pages(&format!("CONSUMER.LIST.{}", self.stream), "consumers", &json!({}))
            .await?;
        let names = || consumers.iter().map(|consumer| text(&consumer["name"]));
        match (self.names, self.json) {
            (true, true) => ctx.out.line(pretty_two(&names().collect::<Vec<_>>())?)?,
            (false, true) => ctx.out.line(pretty_two(&consumers)?)?,
            (true, false) => ctx
                .out
                .print(names().map(|name| name + "\n").collect::<String>())?,
            (false, false) if consumers.is_empty() => {
                ctx.err.line(format!("Stream {} has no consumers", self.stream))?;
            }
            (false, false) => {
                let header = [
                    "Name",
                    "Mode",
                    "Created",
                    "Ack Pending",
                    "Redelivered",
                    "Unprocessed",
                    "Last Delivery",
                ];
                let rows = consumers.iter().map(|consumer| {
                    let pull = consumer["config"]["deliver_subject"].is_null();
                    vec![
                        text(&consumer["name"]),
                        if pull { "pull" } else { "push" }.to_owned(),
                        crate::command::broker::show::clock(&consumer["created"]),
                        count(&consumer["num_ack_pending"]),
                        count(&consumer["num_redelivered"]),
                        count(&consumer["num_pending"]),
                        ago(&consumer["delivered"]["last_active"], ctx.clock.now()),
                    ]
                });
                ctx.out
                    .line(grid(header.map(str::to_owned).to_vec(), rows, &ctx.out))?;
            }
        }
        Ok(Exit::Done)
    }
}
