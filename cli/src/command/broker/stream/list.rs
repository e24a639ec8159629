//! All streams in a table.

use serde_json::{Value, json};

use crate::command::Run;
use crate::command::broker::api::Api;
use crate::command::broker::show::{ago, bytes, clock, count, text};
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::names::Lesson;
use crate::out::{grid, pretty_two};

/// List the streams
#[derive(Debug, clap::Args)]
pub(super) struct List {
    /// Only those that keep subjects of this pattern
    #[arg(long, value_name = "PATTERN", default_value = "")]
    subject: String,
    /// Names only
    #[arg(short, long)]
    names: bool,
    /// Buckets and object stores as well
    #[arg(short, long)]
    all: bool,
    /// One JSON document
    #[arg(short, long)]
    json: bool,
}

/// How full the streams are
#[derive(Debug, clap::Args)]
pub(super) struct Report {
    /// Only those that keep subjects of this pattern
    #[arg(long, value_name = "PATTERN", default_value = "")]
    subject: String,
    /// The ones with the most messages first
    #[arg(short = 'm', long)]
    messages: bool,
    /// The ones with the most consumers first
    #[arg(short = 'o', long)]
    consumers: bool,
    /// One JSON document
    #[arg(short, long)]
    json: bool,
}

impl Run for List {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let api = Api::open(ctx).await?;
        let mut streams = listed(ctx, &api, &self.subject).await?;
        if !self.all && self.subject.is_empty() {
            streams.retain(|stream| !is_internal(&stream["config"]["name"]));
        }
        let names = || streams.iter().map(|stream| text(&stream["config"]["name"]));
        match (self.names, self.json) {
            (true, true) => ctx.out.line(pretty_two(&names().collect::<Vec<_>>())?)?,
            (false, true) => ctx.out.line(pretty_two(&streams)?)?,
            (true, false) => ctx
                .out
                .print(names().map(|name| name + "\n").collect::<String>())?,
            (false, false) if streams.is_empty() => {
                ctx.err.line("There are no streams; buckets show with --all")?;
            }
            (false, false) => {
                let header = [
                    "Name",
                    "Description",
                    "Created",
                    "Messages",
                    "Size",
                    "Last Message",
                ];
                let rows = streams.iter().map(|stream| {
                    let (config, state) = (&stream["config"], &stream["state"]);
                    vec![
                        text(&config["name"]),
                        text(&config["description"]),
                        clock(&stream["created"]),
                        count(&state["messages"]),
                        bytes(&state["bytes"]),
                        ago(&state["last_ts"], ctx.clock.now()),
                    ]
                });
                ctx.out
                    .line(grid(header.map(str::to_owned).to_vec(), rows, &ctx.out))?;
            }
        }
        Ok(Exit::Done)
    }
}

impl Run for Report {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let api = Api::open(ctx).await?;
        let mut streams = listed(ctx, &api, &self.subject).await?;
        let member = |stream: &Value, name: &str| stream["state"][name].as_u64().unwrap_or_default();
        let by = match (self.messages, self.consumers) {
            (true, _) => "messages",
            (_, true) => "consumer_count",
            _ => "bytes",
        };
        streams.sort_by_key(|stream| std::cmp::Reverse(member(stream, by)));
        if self.json {
            ctx.out.line(pretty_two(&streams)?)?;
            return Ok(Exit::Done);
        }
        let header = [
            "Stream",
            "Storage",
            "Consumers",
            "Messages",
            "Bytes",
            "Subjects",
            "Deleted",
            "Replicas",
        ];
        let rows = streams.iter().map(|stream| {
            let (config, state) = (&stream["config"], &stream["state"]);
            vec![
                text(&config["name"]),
                text(&config["storage"]),
                count(&state["consumer_count"]),
                count(&state["messages"]),
                bytes(&state["bytes"]),
                count(&state["num_subjects"]),
                count(&state["num_deleted"]),
                replicas(stream),
            ]
        });
        ctx.out
            .line(grid(header.map(str::to_owned).to_vec(), rows, &ctx.out))?;
        Ok(Exit::Done)
    }
}

/// The streams; those that cannot be served are told on standard error.
async fn listed(ctx: &Ctx, api: &Api<'_>, subject: &str) -> anyhow::Result<Vec<Value>> {
    let asked = json!({"subject": subject});
    let streams = api.pages("STREAM.LIST", "streams", &asked).await?;
    if subject.is_empty() {
        let names = streams
            .iter()
            .filter_map(|stream| stream["config"]["name"].as_str());
        ctx.learn_names(Lesson::Streams {
            prefix: "",
            names: names.map(str::to_owned).collect(),
        })
        .await;
    }
    for (name, reason) in api.offline().await? {
        let program = ctx.program;
        ctx.err
            .line(format!("{program}: stream {name} cannot be served: {reason}"))?;
    }
    Ok(streams)
}

/// Leader and followers, `*` behind the leader and `!` behind whoever is behind or away.
fn replicas(stream: &Value) -> String {
    let cluster = &stream["cluster"];
    let mut names: Vec<String> = match text(&cluster["leader"]) {
        leader if leader.is_empty() => Vec::new(),
        leader => vec![leader + "*"],
    };
    for replica in cluster["replicas"].as_array().into_iter().flatten() {
        let behind = replica["current"] != true || replica["offline"] == true;
        names.push(text(&replica["name"]) + if behind { "!" } else { "" });
    }
    names.join(", ")
}

/// Streams that are something else to their users.
fn is_internal(name: &Value) -> bool {
    let name = name.as_str().unwrap_or_default();
    ["KV_", "OBJ_", "MQTT_"]
        .iter()
        .any(|prefix| name.starts_with(prefix))
}
