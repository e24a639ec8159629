//! Checking the nodes of a batch with another request.

use client::NodeReply;
use protocol::filter::ReplyScope;
use protocol::filter::expr::Expression;
use protocol::rpc::Status;
use protocol::{Filter, Identity};

use super::batch::{Asking, News};
use crate::args::FleetArgs;
use crate::ask::Question;
use crate::cli::Words;
use crate::command::Command;
use crate::ctx::Ctx;
use crate::report::Stop;

/// What is asked of the nodes of a batch afterwards, and which answers are good.
#[derive(Debug, Clone)]
pub(crate) struct Probe {
    asking: Asking,
    /// What must hold for an answer besides its being a success.
    only: Option<Expression>,
}

/// How a check of a batch went.
pub(super) enum Checked {
    /// These nodes did not pass; none when all did.
    Unfit(Vec<Identity>),
    /// The user would not wait for it.
    Cut,
}

impl Probe {
    /// A check with this question; `only` is an expression over answers, as `--filter-replies` takes it.
    ///
    /// - **Errors:** an expression that does not parse
    pub(super) fn new(asking: Asking, only: Option<&str>) -> Result<Self, Stop> {
        let only = only.map(condition).transpose()?;
        Ok(Self { asking, only })
    }

    /// Asks these nodes; whoever fails, is silent or gives no good answer does not pass.
    pub(super) async fn check(&self, ctx: &Ctx, nodes: &[Identity]) -> anyhow::Result<Checked> {
        if nodes.is_empty() {
            return Ok(Checked::Unfit(Vec::new()));
        }
        let mut exchange = self.asking.send(ctx, nodes.to_vec()).await?;
        let mut unfit = Vec::new();
        loop {
            match exchange.next().await {
                News::Reply(reply) if self.is_good(ctx, &reply) => {}
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

    /// An answer that the expression cannot judge is not good.
    fn is_good(&self, ctx: &Ctx, reply: &NodeReply) -> bool {
        let holds = |only: &Expression| {
            let now = ctx.clock.now();
            let scope = ReplyScope::new(&reply.reply, reply.sender.as_str(), reply.time, now);
            only.holds(&scope).unwrap_or(false)
        };
        reply.reply.statuscode == Status::Ok && self.only.as_ref().is_none_or(holds)
    }
}

/// Understands the words of `--verify`: those of a request; `mco` and `rpc` in front may be left out.
pub(crate) async fn parse(ctx: &Ctx, words: &str) -> anyhow::Result<(Question, FleetArgs)> {
    let wrong = |why: String| Stop::error(format!("--verify {words:?} {why}"));
    let example = "it reads like --verify 'service status service=httpd'";
    let cli = Words::request(ctx.program, words)
        .parse()
        .map_err(|error| wrong(format!("is not a request: {}", first_line(&error))).hint(example))?;
    let Command::Rpc(rpc) = cli.command else {
        return Err(wrong("is not a request".to_owned()).hint(example).into());
    };
    let (agent, action, inputs) = rpc.parts();
    let Some(action) = action else {
        return Err(wrong(format!("names no action of {agent}")).hint(example).into());
    };
    if rpc.fleet.filter.filter()? != Filter::default() || rpc.fleet.discovery.nodes.is_some() {
        return Err(wrong("chooses nodes".to_owned())
            .hint("it always asks the nodes of the batch")
            .into());
    }
    if rpc.fleet.rollout.is_rollout() || rpc.fleet.rollout.resume.is_some() {
        return Err(wrong("is a rollout itself".to_owned()).into());
    }
    rpc.fleet
        .output
        .filter_replies
        .as_deref()
        .map(condition)
        .transpose()?;
    let question = Question::new(&ctx.library().await, agent, action, &inputs)?;
    Ok((question, rpc.fleet))
}

fn condition(text: &str) -> Result<Expression, Stop> {
    Expression::parse(text).map_err(|error| Stop::error(format!("--filter-replies: {error}")))
}

fn first_line(error: &clap::Error) -> String {
    let text = error.to_string();
    let line = text.lines().next().unwrap_or_default();
    line.strip_prefix("error: ").unwrap_or(line).to_owned()
}
