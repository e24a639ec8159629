//! Everything about one consumer.

use serde_json::Value;

use crate::command::Run;
use crate::command::broker::api::Api;
use crate::command::broker::show::{Sheet, ago, clock, count, limit, list, nanos, text};
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::pretty_two;

/// Show a consumer
#[derive(Debug, clap::Args)]
pub(super) struct Info {
    /// Name of the stream
    stream: String,
    /// Name of the consumer
    consumer: String,
    /// One JSON document
    #[arg(short, long)]
    json: bool,
}

impl Run for Info {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let api = Api::open(ctx).await?;
        let info = api
            .ask(&format!("CONSUMER.INFO.{}.{}", self.stream, self.consumer), None)
            .await?;
        show(ctx, &info, self.json)
    }
}

pub(super) fn show(ctx: &Ctx, info: &Value, as_json: bool) -> anyhow::Result<Exit> {
    match as_json {
        true => ctx.out.line(pretty_two(info)?)?,
        false => ctx.out.line(sheet(info, ctx).text())?,
    }
    Ok(Exit::Done)
}

fn sheet(info: &Value, ctx: &Ctx) -> Sheet {
    let config = &info["config"];
    let title = format!(
        "Consumer {} of stream {} created {}",
        text(&info["name"]),
        text(&info["stream_name"]),
        clock(&info["created"])
    );
    let mut sheet = Sheet::new(title);
    let pull = config["deliver_subject"].is_null();
    sheet
        .heading("Configuration")
        .pair("Description", text(&config["description"]))
        .pair("Mode", if pull { "pull" } else { "push" })
        .pair("Delivery Subject", text(&config["deliver_subject"]))
        .pair("Delivery Group", text(&config["deliver_group"]))
        .pair("Filter", text(&config["filter_subject"]))
        .pair("Filters", list(&config["filter_subjects"]))
        .pair("Deliver Policy", text(&config["deliver_policy"]))
        .pair("Start Sequence", text(&config["opt_start_seq"]))
        .pair("Start Time", text(&config["opt_start_time"]))
        .pair("Ack Policy", text(&config["ack_policy"]))
        .pair("Ack Wait", nanos(&config["ack_wait"], ""))
        .pair("Replay Policy", text(&config["replay_policy"]))
        .pair("Max Deliver", limit(&config["max_deliver"]))
        .pair("Max Ack Pending", limit(&config["max_ack_pending"]))
        .pair("Max Waiting Pulls", text(&config["max_waiting"]))
        .pair("Idle Heartbeat", nanos(&config["idle_heartbeat"], ""))
        .pair(
            "Flow Control",
            if config["flow_control"] == true {
                "true"
            } else {
                ""
            },
        )
        .pair("Inactive Threshold", nanos(&config["inactive_threshold"], ""))
        .pair("Replicas", text(&config["num_replicas"]));
    if info["paused"] == true {
        sheet.pair("Paused For", nanos(&info["pause_remaining"], "a moment"));
    }
    let now = ctx.clock.now();
    let place = |pair: &Value| {
        format!(
            "consumer sequence {}, stream sequence {}, last {}",
            count(&pair["consumer_seq"]),
            count(&pair["stream_seq"]),
            ago(&pair["last_active"], now)
        )
    };
    sheet
        .heading("State")
        .pair("Last Delivered", place(&info["delivered"]))
        .pair("Acknowledgment Floor", place(&info["ack_floor"]))
        .pair("Outstanding Acks", count(&info["num_ack_pending"]))
        .pair("Redelivered Messages", count(&info["num_redelivered"]))
        .pair("Unprocessed Messages", count(&info["num_pending"]));
    if pull {
        sheet.pair("Waiting Pulls", count(&info["num_waiting"]));
    } else {
        sheet.pair(
            "Active Interest",
            if info["push_bound"] == true { "yes" } else { "no" },
        );
    }
    sheet
}
