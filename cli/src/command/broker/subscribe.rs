//! `mco broker sub` and `mco broker reply`: who listens.

use client::link::{Raw, RawSubscription};

use super::api::Api;
use super::message;
use super::publish::{body, header};
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;

/// Show messages as they come
#[derive(Debug, clap::Args)]
pub(super) struct Subscribe {
    /// Subjects, which may hold wildcards
    #[arg(value_name = "SUBJECT", required = true)]
    subjects: Vec<String>,
    /// Share the messages with others of this group
    #[arg(long, value_name = "GROUP")]
    queue: Option<String>,
    /// End after so many messages
    #[arg(long, value_name = "N")]
    count: Option<u64>,
    /// Payloads only, one a line
    #[arg(short, long)]
    raw: bool,
    /// One JSON document a line
    #[arg(short, long)]
    json: bool,
}

/// Answer whoever asks
#[derive(Debug, clap::Args)]
pub(super) struct Reply {
    /// Subject, which may hold wildcards
    subject: String,
    /// The answer; `-` reads it from standard input
    #[arg(default_value = "", required_unless_present = "echo")]
    body: String,
    /// Answer what was asked
    #[arg(long)]
    echo: bool,
    /// A header; may be given again
    #[arg(short = 'H', long, value_name = "NAME:VALUE", value_parser = header)]
    header: Vec<(String, String)>,
    /// Share the questions with others of this group
    #[arg(long, value_name = "GROUP", default_value = "mco-broker-reply")]
    queue: String,
    /// End after so many answers
    #[arg(long, value_name = "N")]
    count: Option<u64>,
}

impl Run for Subscribe {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let api = Api::open(ctx).await?;
        let mut all = Vec::new();
        for subject in &self.subjects {
            all.push(api.link().subscribe_raw(subject, self.queue.as_deref()).await?);
        }
        ctx.err
            .line(format!("Listening on {}", self.subjects.join(", ")))?;
        let mut number = 0;
        while self.count.is_none_or(|count| number < count) {
            let Some(message) = next(ctx, &mut all).await else {
                break;
            };
            number += 1;
            match (self.json, self.raw) {
                (true, _) => ctx.out.line(message::document(&message).to_string())?,
                (_, true) => ctx.out.line(String::from_utf8_lossy(&message.payload))?,
                _ => ctx.out.line(message::plain(number, &message) + "\n")?,
            }
        }
        Ok(Exit::Done)
    }
}

impl Run for Reply {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let answer = body(ctx, self.body).await?;
        let api = Api::open(ctx).await?;
        let link = api.link();
        let mut questions = vec![link.subscribe_raw(&self.subject, Some(&self.queue)).await?];
        ctx.err.line(format!("Answering on {}", self.subject))?;
        let mut number = 0;
        while self.count.is_none_or(|count| number < count) {
            let Some(question) = next(ctx, &mut questions).await else {
                break;
            };
            number += 1;
            ctx.out.line(message::plain(number, &question) + "\n")?;
            let Some(reply) = question.reply else {
                continue;
            };
            let answer = Raw {
                subject: reply,
                headers: self.header.clone(),
                payload: if self.echo {
                    question.payload
                } else {
                    answer.clone().into()
                },
                ..Raw::default()
            };
            link.publish_raw(&answer).await?;
        }
        link.flush().await?;
        Ok(Exit::Done)
    }
}

/// The next message of any subscription; none when the user wants out or the connection is closed.
async fn next(ctx: &Ctx, all: &mut [RawSubscription]) -> Option<Raw> {
    let each = all.iter_mut().map(|one| Box::pin(one.next()));
    tokio::select! {
        (message, ..) = futures_util::future::select_all(each) => message,
        () = ctx.interrupt.cancelled() => None,
    }
}
