//! `mco kv`: values under keys, kept by the brokers.

mod add;
mod archive;
mod change;
mod diff;
mod edit;
mod get;
mod history;
mod keys;
mod list;
mod put;
mod remove;
mod revert;
mod show;
mod status;
mod watch;

use client::kv::{Bucket, Kv as Buckets};

use crate::command::{Run, Running};
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::names::{BUCKET, Lesson};

/// Keep values under keys, watch them and change them safely.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "A bucket keeps keys, and of each key as many values as its history is long. `mco kv add BUCKET` makes one."
)]
pub(crate) struct Kv {
    #[command(subcommand)]
    command: KvCommand,
}

#[derive(Debug, clap::Subcommand)]
enum KvCommand {
    #[command(visible_alias = "ls")]
    List(list::List),
    #[command(alias = "new")]
    Add(add::Add),
    #[command(visible_alias = "info", alias = "view")]
    Status(status::Status),
    Keys(keys::Keys),
    Get(get::Get),
    Put(put::Put),
    Create(put::Create),
    Update(put::Update),
    Edit(edit::Edit),
    #[command(visible_alias = "rm")]
    Del(remove::Del),
    Purge(remove::Purge),
    #[command(alias = "hist")]
    History(history::History),
    Diff(diff::Diff),
    Revert(revert::Revert),
    Watch(watch::Watch),
    Backup(archive::Backup),
    Restore(archive::Restore),
}

impl Kv {
    /// Whether it changes a bucket.
    pub(crate) fn changes(&self) -> bool {
        match &self.command {
            KvCommand::List(_) | KvCommand::Status(_) | KvCommand::Keys(_) | KvCommand::Get(_) => false,
            KvCommand::History(_) | KvCommand::Diff(_) | KvCommand::Watch(_) | KvCommand::Backup(_) => false,
            KvCommand::Add(_) | KvCommand::Put(_) | KvCommand::Create(_) | KvCommand::Update(_) => true,
            KvCommand::Edit(_) | KvCommand::Del(_) | KvCommand::Purge(_) | KvCommand::Revert(_) => true,
            KvCommand::Restore(_) => true,
        }
    }

    /// What is known of names once it is done; those that list names know more.
    fn lesson(&self) -> Option<Lesson> {
        let bucket = |bucket: &String| Lesson::Stream(format!("{BUCKET}{bucket}"));
        let key = |bucket: &String, key: &String| Lesson::Key(bucket.clone(), key.clone());
        Some(match &self.command {
            KvCommand::List(_) | KvCommand::Keys(_) | KvCommand::Restore(_) => return None,
            KvCommand::Add(add) => bucket(&add.bucket),
            KvCommand::Status(status) => bucket(&status.bucket),
            KvCommand::Watch(watch) => bucket(&watch.bucket),
            KvCommand::Backup(backup) => bucket(&backup.bucket),
            KvCommand::Get(get) => key(&get.bucket, &get.key),
            KvCommand::Put(put) => key(&put.bucket, &put.key),
            KvCommand::Create(create) => key(&create.bucket, &create.key),
            KvCommand::Update(update) => key(&update.bucket, &update.key),
            KvCommand::Edit(edit) => key(&edit.bucket, &edit.key),
            KvCommand::History(history) => key(&history.bucket, &history.key),
            KvCommand::Diff(diff) => key(&diff.bucket, &diff.key),
            KvCommand::Revert(revert) => key(&revert.bucket, &revert.key),
            KvCommand::Purge(purge) => Lesson::NoKey(purge.bucket.clone(), purge.key.clone()),
            KvCommand::Del(del) => match &del.key {
                Some(key) => Lesson::NoKey(del.bucket.clone(), key.clone()),
                None => Lesson::NoStream(format!("{BUCKET}{}", del.bucket)),
            },
        })
    }

    /// Whether another program has the terminal meanwhile.
    pub(crate) fn lends_terminal(&self) -> bool {
        matches!(self.command, KvCommand::Edit(_))
    }
}

impl Run for Kv {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let lesson = self.lesson();
        let running: Running<'_> = match self.command {
            KvCommand::List(command) => Box::pin(command.run(ctx)),
            KvCommand::Add(command) => Box::pin(command.run(ctx)),
            KvCommand::Status(command) => Box::pin(command.run(ctx)),
            KvCommand::Keys(command) => Box::pin(command.run(ctx)),
            KvCommand::Get(command) => Box::pin(command.run(ctx)),
            KvCommand::Put(command) => Box::pin(command.run(ctx)),
            KvCommand::Create(command) => Box::pin(command.run(ctx)),
            KvCommand::Update(command) => Box::pin(command.run(ctx)),
            KvCommand::Edit(command) => Box::pin(command.run(ctx)),
            KvCommand::Del(command) => Box::pin(command.run(ctx)),
            KvCommand::Purge(command) => Box::pin(command.run(ctx)),
            KvCommand::History(command) => Box::pin(command.run(ctx)),
            KvCommand::Diff(command) => Box::pin(command.run(ctx)),
            KvCommand::Revert(command) => Box::pin(command.run(ctx)),
            KvCommand::Watch(command) => Box::pin(command.run(ctx)),
            KvCommand::Backup(command) => Box::pin(command.run(ctx)),
            KvCommand::Restore(command) => Box::pin(command.run(ctx)),
        };
        let exit = running.await?;
        if let Some(lesson) = lesson.filter(|_| exit == Exit::Done) {
            ctx.learn_names(lesson).await;
        }
        Ok(exit)
    }
}

/// The buckets of the broker; connects at first use.
async fn buckets(ctx: &Ctx) -> anyhow::Result<Buckets> {
    Ok(Buckets::new(ctx.fleet().await?.link()))
}

/// A bucket that is there.
async fn bucket(ctx: &Ctx, name: &str) -> anyhow::Result<Bucket> {
    Ok(buckets(ctx).await?.bucket(name).await?)
}
