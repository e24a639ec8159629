//! `mco governor`: at most so many at once.

mod add;
mod delete;
mod evict;
mod list;
mod reset;
mod run;
mod show;
mod view;

use client::governor::{Governor as Slots, Governors};

use crate::command::{Run, Running};
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::names::{GOVERNOR, Lesson};

/// Limit how many do something at once, on however many machines.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "A governor has so many slots. `mco governor run NAME COMMAND` waits for one, and a slot that is not given back expires."
)]
pub(crate) struct Governor {
    #[command(subcommand)]
    command: GovernorCommand,
}

#[derive(Debug, clap::Subcommand)]
enum GovernorCommand {
    Add(add::Add),
    #[command(visible_alias = "ls")]
    List(list::List),
    #[command(visible_aliases = ["info", "show"], aliases = ["v", "s"])]
    View(view::View),
    Run(run::RunCommand),
    Evict(evict::Evict),
    Reset(reset::Reset),
    #[command(visible_alias = "rm")]
    Delete(delete::Delete),
}

impl Governor {
    /// Whether it changes a governor or its leases.
    pub(crate) fn changes(&self) -> bool {
        !matches!(self.command, GovernorCommand::List(_) | GovernorCommand::View(_))
    }

    /// What is known of names once it is done; who lists them knows more.
    fn lesson(&self) -> Option<Lesson> {
        let stream = |name: &String| format!("{GOVERNOR}{name}");
        Some(Lesson::Stream(stream(match &self.command {
            GovernorCommand::List(_) => return None,
            GovernorCommand::Delete(delete) => return Some(Lesson::NoStream(stream(&delete.name))),
            GovernorCommand::Add(add) => &add.name,
            GovernorCommand::View(view) => &view.name,
            GovernorCommand::Run(run) => &run.name,
            GovernorCommand::Evict(evict) => &evict.name,
            GovernorCommand::Reset(reset) => &reset.name,
        })))
    }

    /// Whether another program has the terminal meanwhile.
    pub(crate) fn lends_terminal(&self) -> bool {
        matches!(self.command, GovernorCommand::Run(_))
    }
}

impl Run for Governor {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let lesson = self.lesson();
        let running: Running<'_> = match self.command {
            GovernorCommand::Add(command) => Box::pin(command.run(ctx)),
            GovernorCommand::List(command) => Box::pin(command.run(ctx)),
            GovernorCommand::View(command) => Box::pin(command.run(ctx)),
            GovernorCommand::Run(command) => Box::pin(command.run(ctx)),
            GovernorCommand::Evict(command) => Box::pin(command.run(ctx)),
            GovernorCommand::Reset(command) => Box::pin(command.run(ctx)),
            GovernorCommand::Delete(command) => Box::pin(command.run(ctx)),
        };
        let exit = running.await?;
        if let Some(lesson) = lesson.filter(|_| exit == Exit::Done) {
            ctx.learn_names(lesson).await;
        }
        Ok(exit)
    }
}

/// The governors of the main collective; connects at first use.
async fn governors(ctx: &Ctx) -> anyhow::Result<Governors> {
    let fleet = ctx.fleet().await?;
    Ok(Governors::new(
        fleet.link(),
        &fleet.config().member.main_collective,
    ))
}

/// One of them, which may not be there.
async fn governor(ctx: &Ctx, name: &str) -> anyhow::Result<Slots> {
    Ok(governors(ctx).await?.governor(name)?)
}
