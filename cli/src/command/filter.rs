//! `mco filter`: trying filters out.

pub(crate) mod describe;
mod inspect;
mod report;
mod subject;

use crate::args::{FilterArgs, parse};
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::pretty;
use crate::report::Stop;

use subject::{Source, Subject};

/// Try filters out.
#[derive(Debug, clap::Args)]
pub(crate) struct Filter {
    #[command(subcommand)]
    command: FilterCommand,
}

#[derive(Debug, clap::Subcommand)]
enum FilterCommand {
    Test(Box<Test>),
    Describe(describe::Describe),
}

/// Say term by term which part of a filter holds for one node, and why.
///
/// The node is asked for its facts, classes and agents, or they are read from files or taken as they were last learned. Data
/// providers answer on nodes only.
#[derive(Debug, clap::Args)]
struct Test {
    /// Expression, as -S takes it
    #[arg(value_name = "EXPR", conflicts_with = "select")]
    expression: Option<String>,
    #[command(flatten)]
    source: Source,
    /// One JSON document
    #[arg(short, long)]
    json: bool,
    /// Longest wait for the node, in seconds or as `2m`
    #[arg(short, long, value_name = "DURATION", value_parser = parse::duration)]
    timeout: Option<std::time::Duration>,
    #[command(flatten)]
    filter: FilterArgs,
}

impl Run for Filter {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        match self.command {
            FilterCommand::Test(test) => test.run(ctx).await,
            FilterCommand::Describe(describe) => describe.run(ctx).await,
        }
    }
}

impl Run for Test {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let args = FilterArgs {
            select: self.expression.or(self.filter.select.clone()),
            ..self.filter
        };
        let filter = args.filter()?;
        if filter.is_empty() {
            return Err(Stop::error("there is nothing to test")
                .hint("write an expression, or -F, -C, -A, -I, -W, -X")
                .into());
        }
        let subject = Subject::of(&self.source, &args, self.timeout, ctx).await?;
        let now = ctx.clock.now();
        let findings = inspect::findings(&filter, subject.view(), now)?;
        let matches = findings.iter().all(|finding| finding.depth > 0 || finding.held());
        if self.json {
            ctx.out
                .line(pretty(&report::json(&subject.name, matches, &findings))?)?;
        } else {
            ctx.out
                .print(report::text(&subject.name, matches, &findings, ctx.out.theme))?;
        }
        Ok(if matches { Exit::Done } else { Exit::Error })
    }
}
