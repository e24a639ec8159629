//! One batch: its nodes are asked, and those that failed or were silent asked again where that is wanted.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use client::{Call, NodeReply, Stats, Targets};
use protocol::rpc::Status;
use protocol::{Collective, Filter, Identity};

use crate::ask::Question;
use crate::ctx::Ctx;

/// A question with everything that goes on the wire beside its targets.
#[derive(Debug, Clone)]
pub(crate) struct Asking {
    /// What is asked.
    pub(crate) question: Question,
    /// Collective to ask.
    pub(crate) collective: Collective,
    /// Filter the requests carry.
    pub(crate) filter: Filter,
    /// Longest wait for the answers of one batch.
    pub(crate) timeout: Duration,
    /// How long each request lives.
    pub(crate) ttl: Option<Duration>,
}

/// How one request went on.
#[derive(Debug)]
pub(super) enum News {
    /// A node answered.
    Reply(NodeReply),
    /// The user wants no more after this batch.
    Enough,
    /// Everybody answered or time is up.
    Over(Stats),
    /// The user would not wait for the rest.
    Cut(Stats),
}

/// One request under way.
pub(super) struct Exchange<'a> {
    ctx: &'a Ctx,
    replies: client::Replies,
    heard: bool,
}

/// Who of a batch has said what, over all times it was asked.
#[derive(Debug)]
pub(super) struct Round {
    /// Times the failed are asked again.
    retry_failed: u32,
    /// Times the silent are asked again.
    retry_silent: u32,
    /// How often the batch was asked.
    asked: u32,
    /// Failures that may still turn into successes.
    held: BTreeMap<Identity, NodeReply>,
    /// Nodes without a final answer.
    open: BTreeSet<Identity>,
    /// Nodes that succeeded.
    good: Vec<Identity>,
    /// Nodes whose failure is final.
    failed: usize,
}

impl Asking {
    /// The call to these nodes: a request of its own, with its own id and time.
    pub(crate) fn call(&self, nodes: Vec<Identity>) -> anyhow::Result<Call> {
        Ok(Call {
            agent: self.question.agent_name()?,
            action: self.question.action().name.clone(),
            data: self.question.data.clone(),
            targets: Targets::Nodes(nodes),
            collective: self.collective.clone(),
            filter: self.filter.clone(),
            timeout: self.timeout,
            ttl: self.ttl,
        })
    }

    /// Asks these nodes.
    pub(super) async fn send<'a>(&self, ctx: &'a Ctx, nodes: Vec<Identity>) -> anyhow::Result<Exchange<'a>> {
        let replies = ctx.fleet().await?.call(self.call(nodes)?).await?;
        Ok(Exchange {
            ctx,
            replies,
            heard: ctx.interrupt.is_cancelled(),
        })
    }
}

impl Exchange<'_> {
    /// Id of the request.
    pub(super) fn request(&self) -> String {
        self.replies.request_id().to_string()
    }

    /// What happens next.
    pub(super) async fn next(&mut self) -> News {
        loop {
            tokio::select! {
                biased;
                () = self.ctx.insist.cancelled() => return News::Cut(self.replies.stats()),
                () = self.ctx.interrupt.cancelled(), if !self.heard => {
                    self.heard = true;
                    return News::Enough;
                }
                reply = self.replies.next() => match reply {
                    Some(reply) if reply.expected => return News::Reply(reply),
                    Some(_) => {}
                    None => return News::Over(self.replies.stats()),
                },
            }
        }
    }
}

impl Round {
    /// Nobody was asked yet.
    pub(super) fn new(nodes: &[Identity], retry_failed: u32, retry_silent: u32) -> Self {
        Self {
            retry_failed,
            retry_silent,
            asked: 0,
            held: BTreeMap::new(),
            open: nodes.iter().cloned().collect(),
            good: Vec::new(),
            failed: 0,
        }
    }

    /// The nodes to ask now; none when all is said. They count as asked.
    pub(super) fn next(&mut self) -> Vec<Identity> {
        let (failed, silent) = match self.asked {
            0 => (true, true),
            times => (times <= self.retry_failed, times <= self.retry_silent),
        };
        self.asked += 1;
        let open = self.open.iter();
        open.filter(|node| {
            if self.held.contains_key(*node) {
                failed
            } else {
                silent
            }
        })
        .cloned()
        .collect()
    }

    /// Whether the nodes were asked more than once.
    pub(super) fn is_again(&self) -> bool {
        self.asked > 1
    }

    /// Takes an answer; hands it back if it is the node's last word.
    pub(super) fn answer(&mut self, reply: NodeReply) -> Option<NodeReply> {
        self.held.remove(&reply.sender);
        if reply.reply.statuscode == Status::Ok {
            self.open.remove(&reply.sender);
            self.good.push(reply.sender.clone());
            return Some(reply);
        }
        if self.asked <= self.retry_failed {
            self.held.insert(reply.sender.clone(), reply);
            return None;
        }
        self.open.remove(&reply.sender);
        self.failed += 1;
        Some(reply)
    }

    /// Failures that stay failures, as nobody is asked again.
    pub(super) fn give_up(&mut self) -> Vec<NodeReply> {
        let held = std::mem::take(&mut self.held);
        self.failed += held.len();
        held.keys().for_each(|node| {
            self.open.remove(node);
        });
        held.into_values().collect()
    }

    /// Nodes that gave no answer, sorted.
    pub(super) fn silent(&self) -> Vec<Identity> {
        self.open.iter().cloned().collect()
    }

    /// Nodes that succeeded.
    pub(super) fn good(&self) -> &[Identity] {
        &self.good
    }

    /// Nodes that failed or gave no answer.
    pub(super) fn bad(&self) -> usize {
        self.failed + self.open.len()
    }
}

#[cfg(test)]
mod tests;
