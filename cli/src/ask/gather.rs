//! Sends the request and gathers what comes back, until everybody answered, time is up, or the user has had enough.

use std::time::Duration;

use client::{Call, NodeReply, Replies, Stats, Targets};
use protocol::Identity;

use crate::args::FleetArgs;
use crate::ask::progress::Progress;
use crate::ask::{Question, Selection, permit};
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::Sink;
use crate::rollout::Ending;

/// What became of a question.
#[derive(Debug, Clone)]
pub(crate) struct Outcome {
    /// Expected answers in arrival order.
    pub(crate) replies: Vec<NodeReply>,
    /// The tally.
    pub(crate) stats: Stats,
    /// Time discovery took.
    pub(crate) discovery: Duration,
    /// Whether the user ended it.
    pub(crate) interrupted: bool,
    /// How the rollout ended, if it was one.
    pub(crate) rollout: Option<Ending>,
}

/// A request under way.
struct Gathering {
    replies: Replies,
    progress: Progress,
    seen: Vec<NodeReply>,
}

impl Outcome {
    /// What the exit status says.
    pub(crate) fn exit(&self, strict: bool) -> Exit {
        let stopped = self.rollout.as_ref().and_then(Ending::exit);
        if self.interrupted {
            Exit::Interrupted
        } else {
            stopped.unwrap_or_else(|| Exit::of(&self.stats, strict))
        }
    }
}

impl Gathering {
    /// Returns whether the user ended it.
    async fn run(&mut self, ctx: &Ctx, sink: &mut dyn Sink) -> anyhow::Result<bool> {
        loop {
            let reply = tokio::select! {
                reply = self.replies.next() => reply,
                () = ctx.interrupt.cancelled() => return Ok(true),
            };
            let Some(reply) = reply else {
                return Ok(false);
            };
            if !reply.expected {
                continue;
            }
            self.progress.advance(&reply);
            if sink.prints(&reply) {
                self.progress.aside(|| sink.reply(&reply))?;
            } else {
                sink.reply(&reply)?;
            }
            self.seen.push(reply);
        }
    }
}

/// Asks the selected nodes and hands every expected answer to `sink` as it arrives.
pub(crate) async fn gather(
    ctx: &Ctx,
    question: &Question,
    args: &FleetArgs,
    selection: Selection,
    sink: &mut dyn Sink,
) -> anyhow::Result<Outcome> {
    permit(ctx, question).await?;
    let targets = selection.nodes.as_ref().map_or(1, Vec::len);
    let discovery = selection.took;
    let call = call(question, args, selection, ctx.config().await?)?;
    let fleet = ctx.fleet().await?;
    sink.asking(None, &asked(&call));
    let replies = fleet.call(call).await?;
    let progress = Progress::start(ctx, &args.output, question, targets)?;
    let mut gathering = Gathering {
        replies,
        progress,
        seen: Vec::new(),
    };
    let interrupted = gathering.run(ctx, sink).await?;
    Ok(Outcome {
        stats: gathering.replies.stats(),
        replies: gathering.seen,
        discovery,
        interrupted,
        rollout: None,
    })
}

fn asked(call: &Call) -> Vec<Identity> {
    match &call.targets {
        Targets::Nodes(nodes) => {
            let mut nodes = nodes.clone();
            nodes.sort();
            nodes
        }
        _ => Vec::new(),
    }
}

fn call(
    question: &Question,
    args: &FleetArgs,
    selection: Selection,
    config: &config::Client,
) -> anyhow::Result<Call> {
    let patience = config.discovery_timeout + question.agent.timeout();
    Ok(Call {
        agent: question.agent_name()?,
        action: question.action().name.clone(),
        data: question.data.clone(),
        targets: selection.nodes.map_or(Targets::Service, Targets::Nodes),
        collective: selection.collective,
        filter: selection.filter,
        timeout: args.request.timeout.unwrap_or(patience),
        ttl: args.request.ttl,
    })
}
