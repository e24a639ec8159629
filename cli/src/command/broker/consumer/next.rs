//! Messages are pulled from a consumer.

use std::time::Duration;

use client::link::Raw;
use serde_json::json;

use crate::command::Run;
use crate::command::broker::api::{Api, PATIENCE};
use crate::command::broker::message;
use crate::command::broker::size;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::pretty_two;
use crate::report::Stop;

/// How much longer than the broker waits for messages we wait for the broker.
const LONGER: Duration = Duration::from_secs(1);

/// Take messages from a pull consumer
#[derive(Debug, clap::Args)]
pub(super) struct Next {
    /// Name of the stream
    stream: String,
    /// Name of the consumer
    consumer: String,
    /// How many
    #[arg(long, value_name = "N", default_value_t = 1)]
    count: usize,
    /// How long to wait for them
    #[arg(long, value_name = "DUR", value_parser = size::span, default_value = "5s")]
    wait: Duration,
    /// Acknowledge them, as without --no-ack
    #[arg(long, overrides_with = "no_ack", hide = true)]
    ack: bool,
    /// Do not acknowledge them
    #[arg(long)]
    no_ack: bool,
    /// Payloads only, one a line
    #[arg(short, long)]
    raw: bool,
    /// One JSON document
    #[arg(short, long)]
    json: bool,
}

impl Run for Next {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let api = Api::open(ctx).await?;
        let info = format!("CONSUMER.INFO.{}.{}", self.stream, self.consumer);
        let consumer = api.ask(&info, None).await?;
        if !consumer["config"]["deliver_subject"].is_null() {
            return Err(
                Stop::error(format!("{} sends its messages by itself", self.consumer))
                    .hint(format!(
                        "`mco broker sub {}`",
                        consumer["config"]["deliver_subject"]
                    ))
                    .into(),
            );
        }
        let order = json!({"batch": self.count, "expires": size::nanos(self.wait)});
        let question = Raw {
            subject: format!("$JS.API.CONSUMER.MSG.NEXT.{}.{}", self.stream, self.consumer),
            payload: order.to_string().into(),
            ..Raw::default()
        };
        let patience = self.wait + LONGER;
        let link = api.link();
        let messages = link
            .gather_raw(&question, Some(self.count), patience, patience)
            .await?;
        let mut shown = Vec::new();
        for message in messages.iter().take_while(|message| message.status.is_none()) {
            if self.json {
                shown.push(message::document(message));
            } else if self.raw {
                ctx.out.line(String::from_utf8_lossy(&message.payload))?;
            } else {
                ctx.out
                    .line(message::plain(shown.len() as u64 + 1, message) + "\n")?;
                shown.push(serde_json::Value::Null);
            }
            if let Some(subject) = message.reply.clone().filter(|_| !self.no_ack) {
                let taken = Raw {
                    subject,
                    ..Raw::default()
                };
                link.request_raw(&taken, PATIENCE).await?;
            }
        }
        let some = messages.iter().any(|message| message.status.is_none());
        if self.json {
            ctx.out.line(pretty_two(&shown)?)?;
        } else if !some {
            ctx.err.line("There are no messages")?;
        }
        Ok(if some { Exit::Done } else { Exit::Error })
    }
}
