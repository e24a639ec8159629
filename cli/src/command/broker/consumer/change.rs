//! Consumers rest and go.

use std::time::Duration;

use serde_json::json;

use crate::command::Run;
use crate::command::broker::agreed;
use crate::command::broker::api::Api;
use crate::command::broker::show::{clock, nanos};
use crate::command::broker::size;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::words;

/// Remove a consumer
#[derive(Debug, clap::Args)]
pub(super) struct Remove {
    /// Name of the stream
    stream: String,
    /// Name of the consumer
    consumer: String,
    /// Do not ask
    #[arg(short, long)]
    force: bool,
}

/// Let a consumer rest
#[derive(Debug, clap::Args)]
pub(super) struct Pause {
    /// Name of the stream
    stream: String,
    /// Name of the consumer
    consumer: String,
    /// For how long, e.g. 1h
    #[arg(value_name = "DUR", value_parser = size::span)]
    time: Duration,
    /// Do not ask
    #[arg(short, long)]
    force: bool,
}

/// Let a consumer that rests go on
#[derive(Debug, clap::Args)]
pub(super) struct Resume {
    /// Name of the stream
    stream: String,
    /// Name of the consumer
    consumer: String,
    /// Do not ask, as it never does
    #[arg(short, long, hide = true)]
    force: bool,
}

impl Run for Remove {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let api = Api::open(ctx).await?;
        let (stream, consumer) = (&self.stream, &self.consumer);
        agreed(
            ctx,
            self.force,
            &format!("Remove consumer {consumer} of stream {stream}?"),
        )
        .await?;
        api.ask(&format!("CONSUMER.DELETE.{stream}.{consumer}"), None)
            .await?;
        ctx.err
            .line(format!("Consumer {consumer} of {stream} is removed"))?;
        Ok(Exit::Done)
    }
}

impl Run for Pause {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let api = Api::open(ctx).await?;
        let (stream, consumer) = (&self.stream, &self.consumer);
        let question = format!(
            "Let consumer {consumer} of {stream} rest for {}?",
            words::age(self.time)
        );
        agreed(ctx, self.force, &question).await?;
        let until = words::rfc3339(ctx.clock.now() + self.time);
        let order = json!({"pause_until": until});
        let paused = api
            .ask(&format!("CONSUMER.PAUSE.{stream}.{consumer}"), Some(order))
            .await?;
        ctx.out.line(format!(
            "Consumer {consumer} of {stream} rests until {} ({})",
            clock(&paused["pause_until"]),
            nanos(&paused["pause_remaining"], "a moment")
        ))?;
        Ok(Exit::Done)
    }
}

impl Run for Resume {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let api = Api::open(ctx).await?;
        let (stream, consumer) = (&self.stream, &self.consumer);
        api.ask(&format!("CONSUMER.PAUSE.{stream}.{consumer}"), Some(json!({})))
            .await?;
        ctx.out.line(format!("Consumer {consumer} of {stream} goes on"))?;
        Ok(Exit::Done)
    }
}
