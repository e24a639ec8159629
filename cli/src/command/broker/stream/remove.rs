//! Messages and streams go.

use serde_json::json;

use super::described;
use crate::command::Run;
use crate::command::broker::agreed;
use crate::command::broker::api::Api;
use crate::command::broker::show::{count, number};
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::names::Lesson;
use crate::out::pretty_two;

/// Remove a stream and all that is in it
#[derive(Debug, clap::Args)]
pub(super) struct Remove {
    /// Name of the stream
    stream: String,
    /// Do not ask
    #[arg(short, long)]
    force: bool,
}

/// Remove messages
#[derive(Debug, clap::Args)]
pub(super) struct Purge {
    /// Name of the stream
    stream: String,
    /// Only messages on subjects of this pattern
    #[arg(long, value_name = "PATTERN")]
    subject: Option<String>,
    /// Only messages before this one
    #[arg(long, value_name = "SEQ", conflicts_with = "keep")]
    seq: Option<u64>,
    /// All but so many of the latest
    #[arg(long, value_name = "N")]
    keep: Option<u64>,
    /// Do not ask
    #[arg(short, long)]
    force: bool,
    /// One JSON document
    #[arg(short, long)]
    json: bool,
}

/// Remove one message and overwrite its bytes
#[derive(Debug, clap::Args)]
pub(super) struct RemoveMessage {
    /// Name of the stream
    stream: String,
    /// Number of the message
    id: u64,
    /// Do not ask
    #[arg(short, long)]
    force: bool,
}

/// Let a stream never change again
#[derive(Debug, clap::Args)]
pub(super) struct Seal {
    /// Name of the stream
    stream: String,
    /// Do not ask
    #[arg(short, long)]
    force: bool,
}

impl Run for Remove {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let api = Api::open(ctx).await?;
        let info = described(&api, &self.stream).await?;
        let messages = count(&info["state"]["messages"]);
        let question = format!("Remove stream {} with its {messages} messages?", self.stream);
        agreed(ctx, self.force, &question).await?;
        api.ask(&format!("STREAM.DELETE.{}", self.stream), None).await?;
        ctx.err.line(format!("Stream {} is removed", self.stream))?;
        ctx.learn_names(Lesson::NoStream(self.stream)).await;
        Ok(Exit::Done)
    }
}

impl Run for Purge {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let api = Api::open(ctx).await?;
        let mut order = json!({});
        if let Some(subject) = &self.subject {
            order["filter"] = json!(subject);
        }
        if let Some(seq) = self.seq {
            order["seq"] = json!(seq);
        }
        if let Some(keep) = self.keep {
            order["keep"] = json!(keep);
        }
        agreed(
            ctx,
            self.force,
            &format!("Remove messages of stream {}?", self.stream),
        )
        .await?;
        let purged = api
            .ask(&format!("STREAM.PURGE.{}", self.stream), Some(order))
            .await?;
        if self.json {
            ctx.out.line(pretty_two(&purged)?)?;
        } else {
            ctx.out.line(format!(
                "{} messages are removed from {}",
                count(&purged["purged"]),
                self.stream
            ))?;
        }
        Ok(Exit::Done)
    }
}

impl Run for RemoveMessage {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let api = Api::open(ctx).await?;
        let (stream, id) = (&self.stream, self.id);
        agreed(
            ctx,
            self.force,
            &format!("Remove message {} of stream {stream}?", number(id)),
        )
        .await?;
        api.ask(&format!("STREAM.MSG.DELETE.{stream}"), Some(json!({"seq": id})))
            .await?;
        ctx.err
            .line(format!("Message {} of {stream} is removed", number(id)))?;
        Ok(Exit::Done)
    }
}

impl Run for Seal {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let api = Api::open(ctx).await?;
        let mut config = described(&api, &self.stream).await?["config"].take();
        let question = format!(
            "Seal stream {}? Nothing can be added or removed again.",
            self.stream
        );
        agreed(ctx, self.force, &question).await?;
        config["sealed"] = json!(true);
        api.ask(&format!("STREAM.UPDATE.{}", self.stream), Some(config))
            .await?;
        ctx.err.line(format!("Stream {} is sealed", self.stream))?;
        Ok(Exit::Done)
    }
}
