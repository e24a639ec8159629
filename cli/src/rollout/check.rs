//! Checking the nodes of a batch with another request.

use protocol::rpc::Status;
use protocol::{Filter, Identity};

use super::batch::{Asking, News};
use crate::args::FleetArgs;
use crate::ask::Question;
use crate::cli::Words;
use crate::command::Command;
use crate::ctx::Ctx;
use crate::report::Stop;

/// How a check of a batch went.
pub(super) enum Checked {
    /// These nodes did not pass; none when all did.
    Unfit(Vec<Identity>),
    /// The user would not wait for it.
    Cut,
}

/// Understands the words of `--verify`: those of a request, with or without `mco` in front.
pub(crate) async fn parse(ctx: &Ctx, words: &str) -> anyhow::Result<(Question, FleetArgs)> {
    let wrong = |why: String| Stop::error(format!("--verify {words:?} {why}"));
    let cli = Words::quoted(ctx.program, words)
        .parse()
        .map_err(|error| wrong(format!("is not a command: {}", first_line(&error))))?;
    let Command::Rpc(rpc) = cli.command else {
        return Err(wrong("is not a request".to_owned())
            .hint("it reads like --verify 'req service status service=httpd'")
            .into());
    };
    let (agent, action, inputs) = rpc.parts();
    let Some(action) = action else {
        return Err(wrong(format!("names no action of {agent}")).into());
    };
    if rpc.fleet.filter.filter()? != Filter::default() || rpc.fleet.discovery.nodes.is_some() {
        return Err(wrong("chooses nodes".to_owned())
            .hint("it always asks the nodes of the batch")
            .into());
    }
    if rpc.fleet.rollout.is_rollout() || rpc.fleet.rollout.resume.is_some() {
        return Err(wrong("is a rollout itself".to_owned()).into());
    }
    let question = Question::new(&ctx.library().await, agent, action, &inputs)?;
    Ok((question, rpc.fleet))
}

fn first_line(error: &clap::Error) -> String {
    let text = error.to_string();
    let line = text.lines().next().unwrap_or_default();
    line.strip_prefix("error: ").unwrap_or(line).to_owned()
}

impl Asking {
    /// Asks these nodes; whoever fails or is silent does not pass.
    pub(super) async fn check(&self, ctx: &Ctx, nodes: &[Identity]) -> anyhow::Result<Checked> {
        if nodes.is_empty() {
            return Ok(Checked::Unfit(Vec::new()));
        }
        let mut exchange = self.send(ctx, nodes.to_vec()).await?;
        let mut unfit = Vec::new();
        loop {
            match exchange.next().await {
                News::Reply(reply) if reply.reply.statuscode == Status::Ok => {}
                News::Reply(reply) => unfit.push(reply.sender),
                News::Enough => {}
                News::Over(stats) => {
                    unfit.extend(stats.no_responses);
                    unfit.sort();
                    return Ok(Checked::Unfit(unfit));
                }
                News::Cut(_) => return Ok(Checked::Cut),
            }
        }
    }
}
