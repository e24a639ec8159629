//! Shows only the replies an expression holds for (`--filter-replies`). The tally counts them all.

use std::collections::HashSet;
use std::time::Duration;

use client::{Clock, NodeReply};
use protocol::Identity;
use protocol::filter::ReplyScope;
use protocol::filter::expr::{EvalError, Expression};

use crate::ask::Outcome;
use crate::ctx::Printer;
use crate::job::JobId;
use crate::out::{Sink, words};
use crate::report::Stop;
use crate::rollout::Batch;

/// Keeps replies from another sink.
pub(crate) struct Sieve {
    inner: Box<dyn Sink>,
    expression: Expression,
    clock: Clock,
    err: Printer,
    hidden: HashSet<Identity>,
    /// The first reply the expression cannot be evaluated for, and how many there were.
    broken: Option<(Identity, EvalError, usize)>,
}

impl Sieve {
    /// Lets pass what the expression holds for.
    ///
    /// - **Errors:** an expression that does not parse
    pub(crate) fn new(
        inner: Box<dyn Sink>,
        expression: &str,
        clock: Clock,
        err: Printer,
    ) -> Result<Self, Stop> {
        let expression = Expression::parse(expression)
            .map_err(|error| Stop::error(format!("--filter-replies: {error}")))?;
        Ok(Self {
            inner,
            expression,
            clock,
            err,
            hidden: HashSet::new(),
            broken: None,
        })
    }

    fn holds(&self, reply: &NodeReply) -> Result<bool, EvalError> {
        let scope = ReplyScope::new(&reply.reply, reply.sender.as_str(), reply.time, self.clock.now());
        self.expression.holds(&scope)
    }

    fn passes(&mut self, reply: &NodeReply) -> bool {
        let holds = match self.holds(reply) {
            Ok(holds) => holds,
            Err(error) => {
                match &mut self.broken {
                    Some((_, _, count)) => *count += 1,
                    none => *none = Some((reply.sender.clone(), error, 1)),
                }
                false
            }
        };
        if !holds {
            self.hidden.insert(reply.sender.clone());
        }
        holds
    }
}

impl Sink for Sieve {
    fn discovering(&mut self, method: &str) -> anyhow::Result<()> {
        self.inner.discovering(method)
    }

    fn discovered(&mut self, method: &str, count: usize, took: Duration) -> anyhow::Result<()> {
        self.inner.discovered(method, count, took)
    }

    fn found(&mut self, node: &Identity) {
        self.inner.found(node);
    }

    fn asking(&mut self, job: Option<&JobId>, nodes: &[Identity]) {
        self.inner.asking(job, nodes);
    }

    fn rollout(&mut self, job: Option<&JobId>, nodes: usize) -> anyhow::Result<()> {
        self.inner.rollout(job, nodes)
    }

    fn batch(&mut self, batch: &Batch) -> anyhow::Result<()> {
        self.inner.batch(batch)
    }

    fn prints(&self, reply: &NodeReply) -> bool {
        self.inner.prints(reply) && self.holds(reply).unwrap_or(false)
    }

    fn reply(&mut self, reply: &NodeReply) -> anyhow::Result<()> {
        match self.passes(reply) {
            true => self.inner.reply(reply),
            false => Ok(()),
        }
    }

    fn finish(&mut self, outcome: &Outcome) -> anyhow::Result<()> {
        if let Some((node, error, count)) = self.broken.take() {
            let answers = words::count(count, "answer");
            self.err.line(format!(
                "warning: --filter-replies hides {answers} it cannot judge, of {node}: {error}"
            ))?;
        }
        if self.hidden.is_empty() {
            return self.inner.finish(outcome);
        }
        let kept = outcome
            .replies
            .iter()
            .filter(|reply| !self.hidden.contains(&reply.sender));
        let kept = Outcome {
            replies: kept.cloned().collect(),
            stats: outcome.stats.clone(),
            rollout: outcome.rollout.clone(),
            ..*outcome
        };
        self.inner.finish(&kept)
    }

    fn fail(&mut self, error: &anyhow::Error) -> anyhow::Result<()> {
        self.inner.fail(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use crate::out::senders::Senders;
    use serde_json::json;

    fn sifted(expression: &str) -> (String, String) {
        let ((out, text), (err, said)) = (fixture::printer(), fixture::printer());
        let senders = Box::new(Senders::new(out, false, true));
        let mut sieve = Sieve::new(senders, expression, Clock::system(), err).unwrap();
        let outcome = fixture::outcome(vec![
            fixture::ok("web01", json!({"disk": {"free": 5}})),
            fixture::ok("web02", json!({"disk": {"free": 50}})),
            fixture::ok("web03", json!({})),
        ]);
        for reply in &outcome.replies {
            sieve.reply(reply).unwrap();
        }
        sieve.finish(&outcome).unwrap();
        (text.text(), said.text())
    }

    #[test]
    fn only_what_the_expression_holds_for_is_shown() {
        let (shown, said) = sifted("ok() && sender() matches '[12]$' && data('disk.free') < 10");
        assert_eq!((shown.as_str(), said.as_str()), ("web01\n", ""));
    }

    #[test]
    fn replies_that_cannot_be_judged_are_hidden_and_counted() {
        let (shown, said) = sifted("data('disk.free') < 10");
        assert_eq!(shown, "web01\n");
        assert!(
            said.contains("hides 1 answer it cannot judge, of web03"),
            "{said}"
        );
    }

    #[test]
    fn an_expression_that_does_not_parse_is_refused_before_anything_is_sent() {
        let (out, _) = fixture::printer();
        let senders = || Box::new(Senders::new(out.clone(), false, true));
        let refused = Sieve::new(senders(), "ok(", Clock::system(), out.clone())
            .err()
            .unwrap();
        assert!(refused.to_string().starts_with("--filter-replies: "), "{refused}");
    }
}
