//! Two sinks that hear the same: one prints, the other follows.

use std::time::Duration;

use client::NodeReply;
use protocol::Identity;

use super::Sink;
use crate::ask::Outcome;
use crate::job::JobId;
use crate::rollout::Batch;

/// Hands everything to both.
pub(crate) struct Tee {
    prints: Box<dyn Sink>,
    follows: Box<dyn Sink>,
}

impl Tee {
    /// What `prints` cannot print is still told to `follows`.
    pub(crate) fn new(prints: Box<dyn Sink>, follows: Box<dyn Sink>) -> Self {
        Self { prints, follows }
    }

    fn both(&mut self, mut tell: impl FnMut(&mut dyn Sink) -> anyhow::Result<()>) -> anyhow::Result<()> {
        let followed = tell(self.follows.as_mut());
        tell(self.prints.as_mut()).and(followed)
    }
}

impl Sink for Tee {
    fn discovering(&mut self, method: &str) -> anyhow::Result<()> {
        self.both(|sink| sink.discovering(method))
    }

    fn found(&mut self, node: &Identity) {
        self.follows.found(node);
        self.prints.found(node);
    }

    fn discovered(&mut self, method: &str, count: usize, took: Duration) -> anyhow::Result<()> {
        self.both(|sink| sink.discovered(method, count, took))
    }

    fn asking(&mut self, job: Option<&JobId>, nodes: &[Identity]) {
        self.follows.asking(job, nodes);
        self.prints.asking(job, nodes);
    }

    fn rollout(&mut self, job: Option<&JobId>, nodes: usize) -> anyhow::Result<()> {
        self.both(|sink| sink.rollout(job, nodes))
    }

    fn batch(&mut self, batch: &Batch) -> anyhow::Result<()> {
        self.both(|sink| sink.batch(batch))
    }

    fn prints(&self, reply: &NodeReply) -> bool {
        self.prints.prints(reply)
    }

    fn reply(&mut self, reply: &NodeReply) -> anyhow::Result<()> {
        self.both(|sink| sink.reply(reply))
    }

    fn finish(&mut self, outcome: &Outcome) -> anyhow::Result<()> {
        self.both(|sink| sink.finish(outcome))
    }

    fn fail(&mut self, error: &anyhow::Error) -> anyhow::Result<()> {
        self.both(|sink| sink.fail(error))
    }
}
