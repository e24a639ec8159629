//! Consumers are made.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context;
use serde_json::{Value, json};

use super::info::show;
use crate::command::Run;
use crate::command::broker::api::Api;
use crate::command::broker::size;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::words;

/// Make a consumer
#[derive(Debug, clap::Args)]
pub(super) struct Add {
    /// Name of the stream
    stream: String,
    /// Name of the consumer
    consumer: String,
    /// It is asked for messages, as without --target
    #[arg(long, conflicts_with = "target")]
    pull: bool,
    /// Subject it sends messages to
    #[arg(long, value_name = "SUBJECT")]
    target: Option<String>,
    /// Those who listen there share the messages under this name
    #[arg(long, value_name = "GROUP", requires = "target")]
    deliver_group: Option<String>,
    /// Only messages on these subjects
    #[arg(long, value_name = "PATTERN", value_delimiter = ',')]
    filter: Vec<String>,
    /// Where to begin: all, last, new, subject, a number, or so long ago
    #[arg(long, value_name = "WHERE", default_value = "all")]
    deliver: String,
    /// Which messages have to be acknowledged
    #[arg(long, value_name = "POLICY", default_value = "explicit", value_parser = ["explicit", "all", "none"])]
    ack: String,
    /// How long an acknowledgement may take
    #[arg(long, value_name = "DUR", value_parser = size::span)]
    wait: Option<Duration>,
    /// How often a message is delivered at most; -1 for no limit
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    max_deliver: Option<i64>,
    /// Messages that may wait for their acknowledgement
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    max_pending: Option<i64>,
    /// Pulls that may wait
    #[arg(long, value_name = "N", conflicts_with = "target")]
    max_waiting: Option<i64>,
    /// At once, or as slowly as they came
    #[arg(long, value_name = "POLICY", default_value = "instant", value_parser = ["instant", "original"])]
    replay: String,
    /// Waits before a message is delivered again
    #[arg(long, value_name = "DURS", value_delimiter = ',', value_parser = size::span)]
    backoff: Vec<Duration>,
    /// It goes when nobody used it for so long
    #[arg(long, value_name = "DUR", value_parser = size::span)]
    inactive_threshold: Option<Duration>,
    /// It goes when nobody uses it any more
    #[arg(long)]
    ephemeral: bool,
    /// Tell so often that there is nothing to send
    #[arg(long, value_name = "DUR", value_parser = size::span, requires = "target")]
    heartbeat: Option<Duration>,
    /// Wait for receivers that cannot follow
    #[arg(long, requires = "target", requires = "heartbeat")]
    flow_control: bool,
    /// Headers only
    #[arg(long)]
    headers_only: bool,
    /// What it is for
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,
    /// Settings from a JSON file, e.g. of `consumer info --json`
    #[arg(long, value_name = "FILE")]
    settings_file: Option<PathBuf>,
    /// What is not given is as new consumers have it
    #[arg(long, hide = true)]
    defaults: bool,
    /// One JSON document
    #[arg(short, long)]
    json: bool,
}

impl Run for Add {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let config = match &self.settings_file {
            Some(file) => {
                let path = ctx.environment.cwd.join(file);
                let text =
                    std::fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?;
                let mut document: Value = serde_json::from_slice(&text).with_context(|| {
                    format!("{} does not hold the settings of a consumer", path.display())
                })?;
                match document["config"].take() {
                    Value::Null => document,
                    config => config,
                }
            }
            None => self.settings(ctx)?,
        };
        let api = Api::open(ctx).await?;
        let mut config = config;
        config["name"] = json!(self.consumer);
        if !self.ephemeral {
            config["durable_name"] = json!(self.consumer);
        }
        let order = json!({"stream_name": self.stream, "config": config, "action": "create"});
        let subject = format!("CONSUMER.CREATE.{}.{}", self.stream, self.consumer);
        let made = api.ask(&subject, Some(order)).await;
        let made = made.with_context(|| format!("consumer {} was not made", self.consumer))?;
        show(ctx, &made, self.json)
    }
}

impl Add {
    fn settings(&self, ctx: &Ctx) -> anyhow::Result<Value> {
        let mut config = json!({
            "ack_policy": self.ack,
            "replay_policy": self.replay,
        });
        self.start(&mut config, ctx)?;
        match &self.filter[..] {
            [] => {}
            [filter] => config["filter_subject"] = json!(filter),
            filters => config["filter_subjects"] = json!(filters),
        }
        for (name, value) in [
            ("deliver_subject", &self.target),
            ("deliver_group", &self.deliver_group),
            ("description", &self.description),
        ] {
            if let Some(value) = value {
                config[name] = json!(value);
            }
        }
        for (name, value) in [
            ("max_deliver", self.max_deliver),
            ("max_ack_pending", self.max_pending),
            ("max_waiting", self.max_waiting),
        ] {
            if let Some(value) = value {
                config[name] = json!(value);
            }
        }
        for (name, value) in [
            ("ack_wait", self.wait),
            ("inactive_threshold", self.inactive_threshold),
            ("idle_heartbeat", self.heartbeat),
        ] {
            if let Some(value) = value {
                config[name] = json!(size::nanos(value));
            }
        }
        if !self.backoff.is_empty() {
            config["backoff"] = self
                .backoff
                .iter()
                .map(|wait| json!(size::nanos(*wait)))
                .collect();
        }
        for (name, on) in [
            ("flow_control", self.flow_control),
            ("headers_only", self.headers_only),
        ] {
            if on {
                config[name] = json!(true);
            }
        }
        Ok(config)
    }

    /// Where it begins.
    fn start(&self, config: &mut Value, ctx: &Ctx) -> anyhow::Result<()> {
        let policy = match self.deliver.as_str() {
            "all" | "last" | "new" => self.deliver.as_str(),
            "subject" => "last_per_subject",
            other => match other.parse::<u64>() {
                Ok(seq) => {
                    config["opt_start_seq"] = json!(seq);
                    "by_start_sequence"
                }
                Err(_) => {
                    let ago = size::span(other)
                        .map_err(anyhow::Error::msg)
                        .with_context(|| "--deliver takes all, last, new, subject, a number or a duration")?;
                    let start = ctx.clock.now().checked_sub(ago).unwrap_or(std::time::UNIX_EPOCH);
                    config["opt_start_time"] = json!(words::rfc3339(start));
                    "by_start_time"
                }
            },
        };
        config["deliver_policy"] = json!(policy);
        Ok(())
    }
}
