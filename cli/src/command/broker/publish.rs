//! `mco broker pub` and `mco broker req`: messages as they are.

use std::time::Duration;

use anyhow::Context;
use client::link::Raw;

use super::api::Api;
use super::message;
use crate::args::parse;
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;

/// Pause after the last answer when any number is waited for.
const PAUSE: Duration = Duration::from_millis(300);

/// Publish a message
#[derive(Debug, clap::Args)]
pub(super) struct Publish {
    /// Subject
    subject: String,
    /// Payload; `-` reads it from standard input
    #[arg(default_value = "")]
    body: String,
    /// Where answers go
    #[arg(long, value_name = "SUBJECT")]
    reply: Option<String>,
    /// A header; may be given again
    #[arg(short = 'H', long, value_name = "NAME:VALUE", value_parser = header)]
    header: Vec<(String, String)>,
    /// How many times
    #[arg(long, value_name = "N", default_value_t = 1)]
    count: u64,
    /// Wait until a stream has stored it
    #[arg(short = 'J', long)]
    jetstream: bool,
}

/// Ask and show the answer
#[derive(Debug, clap::Args)]
pub(super) struct Request {
    /// Subject
    subject: String,
    /// Payload; `-` reads it from standard input
    #[arg(default_value = "")]
    body: String,
    /// A header; may be given again
    #[arg(short = 'H', long, value_name = "NAME:VALUE", value_parser = header)]
    header: Vec<(String, String)>,
    /// How many answers; 0 for all that come
    #[arg(long, value_name = "N", default_value_t = 1)]
    replies: usize,
    /// Longest wait
    #[arg(long, value_name = "DUR", value_parser = parse::duration, default_value = "5s")]
    timeout: Duration,
    /// Payloads only, one a line
    #[arg(short, long)]
    raw: bool,
}

impl Run for Publish {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let message = Raw {
            subject: self.subject,
            reply: self.reply,
            headers: self.header,
            payload: body(ctx, self.body).await?.into(),
            status: None,
        };
        let api = Api::open(ctx).await?;
        for _ in 0..self.count {
            if self.jetstream {
                let stored = api.link().request_raw(&message, super::api::PATIENCE).await?;
                ctx.out.line(String::from_utf8_lossy(&stored.payload))?;
            } else {
                api.link().publish_raw(&message).await?;
            }
        }
        api.link().flush().await?;
        if !self.jetstream {
            let bytes = crate::out::words::bytes(message.payload.len() as u64);
            ctx.err
                .line(format!("Published {bytes} to {:?}", message.subject))?;
        }
        Ok(Exit::Done)
    }
}

impl Run for Request {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let question = Raw {
            subject: self.subject,
            headers: self.header,
            payload: body(ctx, self.body).await?.into(),
            ..Raw::default()
        };
        let api = Api::open(ctx).await?;
        let answers = match self.replies {
            1 => vec![api.link().request_raw(&question, self.timeout).await?],
            many => {
                let most = (many > 0).then_some(many);
                let pause = if many > 0 { self.timeout } else { PAUSE };
                api.link()
                    .gather_raw(&question, most, pause, self.timeout)
                    .await?
            }
        };
        for (answer, number) in answers.iter().zip(1..) {
            match self.raw {
                true => ctx.out.line(String::from_utf8_lossy(&answer.payload))?,
                false => ctx.out.line(message::plain(number, answer) + "\n")?,
            }
        }
        if answers.is_empty() {
            ctx.err.line("Nobody answered")?;
            return Ok(Exit::Error);
        }
        Ok(Exit::Done)
    }
}

/// The payload as typed, or standard input.
pub(super) async fn body(ctx: &Ctx, text: String) -> anyhow::Result<Vec<u8>> {
    if text != "-" {
        return Ok(text.into_bytes());
    }
    let mut input = ctx.take_input();
    let reading = tokio::task::spawn_blocking(move || {
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut input, &mut bytes).map(|_| bytes)
    });
    reading.await?.context("standard input cannot be read")
}

pub(super) fn header(text: &str) -> Result<(String, String), String> {
    let (name, value) = text
        .split_once(':')
        .ok_or_else(|| format!("{text:?} is not NAME:VALUE"))?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}
