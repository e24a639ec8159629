//! What is in a stream.

use std::time::Duration;

use client::streams::StreamError;
use serde_json::{Value, json};

use super::described;
use crate::command::Run;
use crate::command::broker::api::Api;
use crate::command::broker::message;
use crate::command::broker::size;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::{pretty_two, words};
use crate::report::Stop;

/// The message is not there, or no further one.
const NO_MESSAGE: u64 = 10037;

/// Show messages, the oldest first
#[derive(Debug, clap::Args)]
pub(super) struct View {
    /// Name of the stream
    stream: String,
    /// How many
    #[arg(default_value_t = 10)]
    count: usize,
    /// From this message on
    #[arg(long, value_name = "SEQ", conflicts_with = "since")]
    id: Option<u64>,
    /// From so long ago on
    #[arg(long, value_name = "DUR", value_parser = size::span)]
    since: Option<Duration>,
    /// Only messages on subjects of this pattern
    #[arg(long, value_name = "PATTERN", default_value = ">")]
    subject: String,
    /// Payloads only, one a line
    #[arg(long)]
    raw: bool,
    /// One JSON document
    #[arg(short, long)]
    json: bool,
}

/// Show one message
#[derive(Debug, clap::Args)]
pub(super) struct Get {
    /// Name of the stream
    stream: String,
    /// Number of the message
    #[arg(required_unless_present = "last_for")]
    id: Option<u64>,
    /// The last message on this subject
    #[arg(short = 'S', long, value_name = "SUBJECT", conflicts_with = "id")]
    last_for: Option<String>,
    /// The payload only
    #[arg(long)]
    raw: bool,
    /// One JSON document
    #[arg(short, long)]
    json: bool,
}

impl Run for View {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let api = Api::open(ctx).await?;
        let mut which = json!({"next_by_subj": self.subject, "seq": self.id.unwrap_or(1).max(1)});
        if let Some(since) = self.since {
            let start = ctx
                .clock
                .now()
                .checked_sub(since)
                .unwrap_or(std::time::UNIX_EPOCH);
            which = json!({"next_by_subj": self.subject, "start_time": words::rfc3339(start)});
        }
        let mut shown = Vec::new();
        for _ in 0..self.count {
            let Some(message) = fetch(&api, &self.stream, which.clone()).await? else {
                break;
            };
            let seq = message["seq"].as_u64().unwrap_or_default();
            which = json!({"next_by_subj": self.subject, "seq": seq + 1});
            match (self.json, self.raw) {
                (true, _) => shown.push(message),
                (_, true) => ctx.out.line(message::payload(&message)?)?,
                _ => ctx.out.line(message::shown(&message)? + "\n")?,
            }
        }
        if self.json {
            ctx.out.line(pretty_two(&shown)?)?;
        }
        Ok(Exit::Done)
    }
}

impl Run for Get {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let api = Api::open(ctx).await?;
        let which = match (&self.last_for, self.id) {
            (Some(subject), _) => json!({"last_by_subj": subject}),
            (None, id) => json!({"seq": id}),
        };
        let Some(message) = fetch(&api, &self.stream, which).await? else {
            // Which of both is missing makes a difference to who asks.
            described(&api, &self.stream).await?;
            let which = match (&self.last_for, self.id) {
                (Some(subject), _) => format!("on {subject}"),
                (None, id) => id.unwrap_or_default().to_string(),
            };
            let what = format!("stream {} has no message {which}", self.stream);
            let hint = format!("`mco broker stream info {}` shows which it has", self.stream);
            return Err(Stop::error(what).hint(hint).into());
        };
        match (self.json, self.raw) {
            (true, _) => ctx.out.line(pretty_two(&message)?)?,
            (_, true) => ctx.out.print(message::payload(&message)?)?,
            _ => ctx.out.line(message::shown(&message)?)?,
        }
        Ok(Exit::Done)
    }
}

/// A message as the API gives it; none when there is none.
async fn fetch(api: &Api<'_>, stream: &str, which: Value) -> anyhow::Result<Option<Value>> {
    match api.ask(&format!("STREAM.MSG.GET.{stream}"), Some(which)).await {
        Ok(mut found) => Ok(Some(found["message"].take())),
        Err(error) => match error.downcast_ref::<StreamError>() {
            Some(known) if known.err_code() == Some(NO_MESSAGE) => Ok(None),
            _ => Err(error),
        },
    }
}
