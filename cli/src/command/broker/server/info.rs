//! Everything about one broker.

use serde_json::{Value, json};

use crate::command::Run;
use crate::command::broker::api::Api;
use crate::command::broker::show::{Sheet, bytes, clock, count, text, yes};
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::pretty_two;
use crate::report::Stop;

/// Show a broker
#[derive(Debug, clap::Args)]
pub(super) struct Info {
    /// Its name or id; may be left out where there is one
    server: Option<String>,
    /// One JSON document
    #[arg(short, long)]
    json: bool,
}

impl Run for Info {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let api = Api::system(ctx).await?;
        let found = of(&api, "VARZ", self.server.as_deref(), &json!({})).await;
        api.close().await;
        let found = found?;
        if self.json {
            ctx.out.line(pretty_two(&found)?)?;
        } else {
            ctx.out.line(sheet(&found).text())?;
        }
        Ok(Exit::Done)
    }
}

/// What one broker says of itself.
pub(in crate::command::broker) async fn of(
    api: &Api<'_>,
    kind: &str,
    server: Option<&str>,
    body: &Value,
) -> anyhow::Result<Value> {
    let mut body = body.clone();
    if let Some(name) = server.filter(|name| !is_id(name)) {
        body["server_name"] = json!(name);
        body["exact_match"] = json!(true);
    }
    if let Some(id) = server.filter(|name| is_id(name)) {
        return api.broker(&format!("SERVER.{id}.{kind}"), &body).await;
    }
    let mut found = api.brokers(&format!("SERVER.PING.{kind}"), &body).await?;
    match found.len() {
        1 => Ok(found.remove(0).0),
        many => {
            let names = found.iter().map(|(broker, _)| text(&broker["server"]["name"]));
            let names: Vec<_> = names.collect();
            Err(Stop::error(format!("{many} brokers answered"))
                .hint(format!("name one of {}", names.join(", ")))
                .into())
        }
    }
}

/// Ids are the keys of brokers.
fn is_id(name: &str) -> bool {
    name.len() == 56 && name.starts_with('N') && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn sheet(found: &Value) -> Sheet {
    let data = &found["data"];
    let mut sheet = Sheet::new(format!(
        "Broker {} ({})",
        text(&data["server_name"]),
        text(&data["server_id"])
    ));
    sheet
        .heading("Process")
        .pair("Version", text(&data["version"]))
        .pair("Started", clock(&data["start"]))
        .pair("Uptime", text(&data["uptime"]))
        .pair("Memory", bytes(&data["mem"]))
        .pair("CPU", text(&data["cpu"]) + "%")
        .pair("Cores", text(&data["cores"]))
        .heading("Connection")
        .pair(
            "Address",
            format!("{}:{}", text(&data["host"]), text(&data["port"])),
        )
        .pair("Authentication", yes(&data["auth_required"]))
        .pair("TLS", yes(&data["tls_required"]))
        .pair("Max Connections", count(&data["max_connections"]))
        .pair("Max Payload", bytes(&data["max_payload"]))
        .heading("Activity")
        .pair("Connections", count(&data["connections"]))
        .pair("Total Connections", count(&data["total_connections"]))
        .pair("Subscriptions", count(&data["subscriptions"]))
        .pair(
            "Messages",
            format!("{} in, {} out", count(&data["in_msgs"]), count(&data["out_msgs"])),
        )
        .pair(
            "Bytes",
            format!(
                "{} in, {} out",
                bytes(&data["in_bytes"]),
                bytes(&data["out_bytes"])
            ),
        )
        .pair("Slow Consumers", count(&data["slow_consumers"]));
    let streams = &data["jetstream"];
    if streams["config"].is_object() {
        sheet
            .heading("Streams")
            .pair("Store", text(&streams["config"]["store_dir"]))
            .pair("Disk Used", bytes(&streams["stats"]["storage"]))
            .pair("Memory Used", bytes(&streams["stats"]["memory"]))
            .pair("API Requests", count(&streams["stats"]["api"]["total"]))
            .pair("API Errors", count(&streams["stats"]["api"]["errors"]));
    }
    sheet
}
