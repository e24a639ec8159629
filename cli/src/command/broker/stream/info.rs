//! Everything about one stream.

use serde_json::{Value, json};

use super::described;
use crate::command::Run;
use crate::command::broker::api::Api;
use crate::command::broker::show::{
    Sheet, ago, bytes, bytes_limit, clock, count, limit, list, nanos, text, yes,
};
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::{grid, pretty_two};

/// Show a stream
#[derive(Debug, clap::Args)]
pub(super) struct Info {
    /// Name of the stream
    stream: String,
    /// What is in it, and not how it is set up
    #[arg(long)]
    state: bool,
    /// Its subjects and how many messages each has
    #[arg(long)]
    subjects: bool,
    /// One JSON document
    #[arg(short, long)]
    json: bool,
}

impl Run for Info {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let api = Api::open(ctx).await?;
        let info = if self.subjects {
            let asked = json!({"subjects_filter": ">"});
            api.ask(&format!("STREAM.INFO.{}", self.stream), Some(asked))
                .await?
        } else {
            described(&api, &self.stream).await?
        };
        if self.json {
            ctx.out.line(pretty_two(&info)?)?;
        } else if self.subjects {
            let subjects = info["state"]["subjects"].as_object();
            let rows = subjects
                .into_iter()
                .flatten()
                .map(|(subject, messages)| vec![subject.clone(), count(messages)]);
            let header = vec!["Subject".to_owned(), "Messages".to_owned()];
            ctx.out.line(grid(header, rows, &ctx.out))?;
        } else {
            ctx.out.line(sheet(&info, self.state, ctx).text())?;
        }
        Ok(Exit::Done)
    }
}

/// Shows a stream that was made, changed or restored.
pub(in crate::command::broker) fn sheet(info: &Value, state_only: bool, ctx: &Ctx) -> Sheet {
    let config = &info["config"];
    let title = format!(
        "Stream {} created {}",
        text(&config["name"]),
        clock(&info["created"])
    );
    let mut sheet = Sheet::new(title);
    if !state_only {
        setup(&mut sheet, config);
    }
    origins(&mut sheet, info);
    cluster(&mut sheet, &info["cluster"]);
    state(&mut sheet, &info["state"], ctx);
    sheet
}

fn setup(sheet: &mut Sheet, config: &Value) {
    sheet
        .pair("Description", text(&config["description"]))
        .pair("Subjects", list(&config["subjects"]))
        .pair("Subject Transform", transform(&config["subject_transform"]))
        .pair("Replicas", text(&config["num_replicas"]))
        .pair("Storage", text(&config["storage"]))
        .pair("Republishing", transform(&config["republish"]))
        .heading("Options")
        .pair("Retention", text(&config["retention"]))
        .pair(
            "Acknowledgments",
            if config["no_ack"] == true { "false" } else { "true" },
        )
        .pair("Discard Policy", text(&config["discard"]))
        .pair("Duplicate Window", nanos(&config["duplicate_window"], "none"))
        .pair("Direct Get", yes(&config["allow_direct"]))
        .pair("Allows Msg Delete", opposite(&config["deny_delete"]))
        .pair("Allows Purge", opposite(&config["deny_purge"]))
        .pair("Allows Per-Message TTL", yes(&config["allow_msg_ttl"]))
        .pair("Allows Rollups", yes(&config["allow_rollup_hdrs"]))
        .pair("Allows Batches", yes(&config["allow_atomic"]))
        .pair("Allows Counters", yes(&config["allow_msg_counter"]))
        .pair("Allows Schedules", yes(&config["allow_msg_schedules"]))
        .pair("Persist Mode", text(&config["persist_mode"]));
    if config["sealed"] == true {
        sheet.pair("Sealed", "true");
    }
    sheet
        .heading("Limits")
        .pair("Maximum Messages", limit(&config["max_msgs"]))
        .pair("Maximum Per Subject", limit(&config["max_msgs_per_subject"]))
        .pair("Maximum Bytes", bytes_limit(&config["max_bytes"]))
        .pair("Maximum Age", nanos(&config["max_age"], "unlimited"))
        .pair("Maximum Message Size", bytes_limit(&config["max_msg_size"]))
        .pair("Maximum Consumers", limit(&config["max_consumers"]));
    let own = config["metadata"].as_object().into_iter().flatten();
    let own: Vec<_> = own.filter(|(name, _)| !name.starts_with("_nats.")).collect();
    if !own.is_empty() {
        sheet.heading("Metadata");
        for (name, value) in own {
            sheet.pair(name, text(value));
        }
    }
}

fn origins(sheet: &mut Sheet, info: &Value) {
    let mirror = std::slice::from_ref(&info["mirror"])
        .iter()
        .filter(|mirror| !mirror.is_null());
    let sources = info["sources"].as_array().into_iter().flatten();
    for (kind, origin) in mirror
        .map(|it| ("Mirror", it))
        .chain(sources.map(|it| ("Source", it)))
    {
        sheet
            .heading(&format!("{kind} {}", text(&origin["name"])))
            .pair("Lag", count(&origin["lag"]))
            .pair("Last Seen", nanos(&origin["active"], "never"))
            .pair("Error", text(&origin["error"]["description"]));
    }
}

fn cluster(sheet: &mut Sheet, cluster: &Value) {
    if cluster.is_null() {
        return;
    }
    sheet
        .heading("Cluster")
        .pair("Name", text(&cluster["name"]))
        .pair("Leader", text(&cluster["leader"]));
    for replica in cluster["replicas"].as_array().into_iter().flatten() {
        let current = if replica["current"] == true {
            "current"
        } else {
            "behind"
        };
        let away = if replica["offline"] == true {
            ", offline"
        } else {
            ""
        };
        sheet.pair("Replica", format!("{}, {current}{away}", text(&replica["name"])));
    }
}

fn state(sheet: &mut Sheet, state: &Value, ctx: &Ctx) {
    let at = |seq: &Value, time: &Value| match clock(time) {
        time if time.is_empty() => count(seq),
        time => format!("{} @ {time}", count(seq)),
    };
    sheet
        .heading("State")
        .pair("Messages", count(&state["messages"]))
        .pair("Bytes", bytes(&state["bytes"]))
        .pair("First Sequence", at(&state["first_seq"], &state["first_ts"]))
        .pair("Last Sequence", at(&state["last_seq"], &state["last_ts"]))
        .pair("Last Message", ago(&state["last_ts"], ctx.clock.now()))
        .pair("Active Consumers", count(&state["consumer_count"]))
        .pair("Number of Subjects", count(&state["num_subjects"]));
    if state["num_deleted"].as_u64().unwrap_or_default() > 0 {
        sheet.pair("Deleted Messages", count(&state["num_deleted"]));
    }
}

fn opposite(denied: &Value) -> &'static str {
    if *denied == true { "false" } else { "true" }
}

fn transform(value: &Value) -> String {
    match (value["src"].as_str(), value["dest"].as_str()) {
        (Some(src), Some(dest)) => format!("{} to {dest}", if src.is_empty() { ">" } else { src }),
        _ => String::new(),
    }
}
