//! `mco puppet`: looking at Puppet agents, holding them back and making them run.

mod run_flags;
mod runall;
mod spread;
mod tally;

use client::Library;

use super::lines::{lines, output};
use crate::args::{FleetArgs, Format, parse};
use crate::ask::{Manner, Question, ask};
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::Layout;
use crate::report::Stop;

use run_flags::RunFlags;

/// Look at Puppet agents, hold them back and make them run.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Commands:
  count                     how many agents are enabled, applying, idle, ...
  status                    what every agent is doing
  summary                   how the last runs went, as graphs
  enable, disable [REASON]  let Puppet run, or not
  runonce                   run now
  runall CONCURRENCY        run everywhere, so many at a time
  resource TYPE NAME [PROPERTY=VALUE]...
                            apply a single resource

Examples:
  mco puppet count
  mco puppet disable \"broken release\" -W country=uk
  mco puppet runall 10 -C apache
  mco puppet resource notify hello message=hi")]
pub(crate) struct Puppet {
    /// What to do
    command: PuppetCommand,
    /// What the command needs
    #[arg(value_name = "ARGUMENT")]
    rest: Vec<String>,
    #[command(flatten)]
    run: RunFlags,
    #[command(flatten)]
    fleet: FleetArgs,
}

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
#[value(rename_all = "lowercase")]
enum PuppetCommand {
    Count,
    Enable,
    Disable,
    Status,
    Summary,
    RunOnce,
    RunAll,
    Resource,
}

impl Run for Puppet {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        if self.command == PuppetCommand::RunAll {
            let concurrency = self.concurrency()?;
            if self.fleet.output.format() != Format::Text {
                return Err(Stop::error("runall writes a log, it has no other format").into());
            }
            return runall::run(ctx, &self.fleet, &self.run, concurrency).await;
        }
        let question = self.question(&ctx.library().await)?;
        let manner = Manner {
            args: &self.fleet,
            layout: self.layout(),
            wary: false,
        };
        ask(ctx, &question, manner).await
    }
}

impl Puppet {
    fn question(&self, library: &Library) -> anyhow::Result<Question> {
        let ask =
            |action: &str, inputs: &[(String, String)]| Question::new(library, "puppet", action, inputs);
        match self.command {
            PuppetCommand::Disable => {
                let reason = self.rest.join(" ");
                let inputs = (!reason.is_empty()).then(|| ("message".to_owned(), reason));
                return ask("disable", inputs.as_slice());
            }
            PuppetCommand::Resource => return self.resource(library),
            _ => self.alone()?,
        }
        match self.command {
            PuppetCommand::Count | PuppetCommand::Status => ask("status", &[]),
            PuppetCommand::Summary => ask("last_run_summary", &[]),
            PuppetCommand::Enable => ask("enable", &[]),
            _ => ask("runonce", &self.run.inputs()),
        }
    }

    /// Properties of a resource are not declared in the DDL, so they are added to the checked inputs as they are.
    fn resource(&self, library: &Library) -> anyhow::Result<Question> {
        let [kind, name, properties @ ..] = self.rest.as_slice() else {
            return Err(Stop::error("resource needs a type and a name")
                .hint("mco puppet resource notify hello")
                .into());
        };
        let inputs = super::inputs([
            ("type", Some(kind.clone())),
            ("name", Some(name.clone())),
            ("environment", self.run.environment()),
        ]);
        let mut question = Question::new(library, "puppet", "resource", &inputs)?;
        for property in properties {
            let (key, value) = parse::pair(property).map_err(Stop::error)?;
            question.data.insert(key, value.into());
        }
        Ok(question)
    }

    fn layout(&self) -> Option<Box<dyn Layout>> {
        match self.command {
            PuppetCommand::Count => Some(Box::new(tally::Tally)),
            PuppetCommand::Summary => Some(Box::new(spread::Spreads)),
            PuppetCommand::Status => Some(lines(|reply| Some(output(reply, "message")))),
            _ => None,
        }
    }

    /// These commands take no further words.
    fn alone(&self) -> anyhow::Result<()> {
        match self.rest.first() {
            Some(word) => Err(Stop::error(format!("{word:?} is one word too many")).into()),
            None => Ok(()),
        }
    }

    fn concurrency(&self) -> anyhow::Result<usize> {
        match self.rest.as_slice() {
            [number] => number.parse().ok().filter(|number| *number > 0).ok_or_else(|| {
                Stop::error(format!("{number:?} is not how many nodes may run at a time")).into()
            }),
            _ => Err(Stop::error("runall needs how many nodes may run at a time")
                .hint("mco puppet runall 10")
                .into()),
        }
    }
}

#[cfg(test)]
mod tests;
