//! `mco kv watch`: every change as it happens.

use std::time::Duration;

use client::kv::{Entry, Operation, Update};
use tokio::time::sleep;

use super::{bucket, show};
use crate::args::parse;
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::{compact, words};
use crate::report::Stop;
use crate::theme::{Meaning, line};

/// Show the values of keys, and every change as it happens.
#[derive(Debug, clap::Args)]
pub(super) struct Watch {
    /// Name of the bucket
    pub(super) bucket: String,
    /// The key; * is one part, > at the end is the rest
    #[arg(default_value = ">", hide_default_value = true)]
    pub(super) key: String,
    /// Print the first value there is, as it is, and end
    #[arg(long)]
    once: bool,
    /// Stop watching after this long
    #[arg(long, value_name = "DURATION", value_parser = parse::duration)]
    timeout: Option<Duration>,
    /// One JSON document a line
    #[arg(short, long)]
    json: bool,
}

impl Run for Watch {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let watching = self.watch(ctx);
        let limit = async {
            match self.timeout {
                Some(limit) => sleep(limit).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            ended = watching => ended,
            () = limit => match self.once {
                true => Err(Stop::error(self.in_vain()).into()),
                false => Ok(Exit::Done),
            },
            () = ctx.interrupt.cancelled() => match self.once {
                true => Err(Stop::interrupted().into()),
                false => Ok(Exit::Done),
            },
        }
    }
}

impl Watch {
    fn in_vain(&self) -> String {
        let waited = words::go_duration(self.timeout.unwrap_or_default());
        match self.key.as_str() {
            ">" => format!("no key of bucket {} has a value after {waited}", self.bucket),
            key => format!("key {key} of bucket {} has no value after {waited}", self.bucket),
        }
    }

    async fn watch(&self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let mut watch = bucket(ctx, &self.bucket).await?.watch(&self.key).await?;
        loop {
            match watch.next().await? {
                Update::Current => {}
                Update::Entry(entry) if !self.once => ctx.out.line(self.line(ctx, &entry)?)?,
                Update::Entry(entry) if !entry.is_value() => {}
                Update::Entry(entry) if self.json => {
                    ctx.out.line(self.line(ctx, &entry)?)?;
                    return Ok(Exit::Done);
                }
                Update::Entry(entry) => {
                    show::raw(ctx, &entry.value)?;
                    return Ok(Exit::Done);
                }
            }
        }
    }

    fn line(&self, ctx: &Ctx, entry: &Entry) -> anyhow::Result<String> {
        if self.json {
            return compact(&show::entry_json(entry));
        }
        let time = words::date_time(entry.created);
        let place = format!("{}.{}", entry.bucket, entry.key);
        let place = line(&place);
        let paint = |meaning, word| ctx.out.theme.paint(meaning, word);
        Ok(match entry.operation {
            Operation::Put => {
                let value = show::text(&entry.value);
                format!("[{time}] {} {place}: {value}", paint(Meaning::Good, "PUT"))
            }
            Operation::Delete => format!("[{time}] {} {place}", paint(Meaning::Bad, "DEL")),
            Operation::Purge => format!("[{time}] {} {place}", paint(Meaning::Bad, "PURGE")),
        })
    }
}
