//! From flags to a rollout: its numbers, and the record of it.

use std::time::Duration;

use super::check::{self, Probe};
use super::run::Start;
use super::{Asking, Run};
use crate::args::{FleetArgs, RolloutArgs, Trouble};
use crate::ask::{Outcome, Question, Selection};
use crate::ctx::Ctx;
use crate::explain;
use crate::job::{Job, JobId, Journal, Numbers, Plan, Request, Store, Why, names};
use crate::out::{Sink, words};
use crate::report::Stop;

/// A check of each batch, understood before anybody is asked.
pub(crate) struct Check {
    question: Question,
    flags: FleetArgs,
}

impl Check {
    /// Understands the flags; an error for those that make no sense together.
    pub(crate) async fn of(
        ctx: &Ctx,
        question: &Question,
        args: &RolloutArgs,
    ) -> anyhow::Result<Option<Self>> {
        args.check()?;
        if args.is_rollout() && question.agent.metadata.service {
            return Err(Stop::error(
                "a service agent is answered by any one node, so there is nothing to roll out",
            )
            .into());
        }
        let Some(words) = &args.verify else {
            return Ok(None);
        };
        let (question, flags) = check::parse(ctx, words).await?;
        Ok(Some(Self { question, flags }))
    }

    /// The words of the check, without secrets.
    fn words(&self) -> String {
        let words = explain::command(&self.question, &self.flags);
        let words = words.strip_prefix("mco rpc ").unwrap_or(&words);
        match self.only() {
            Some(only) => format!("{words} --filter-replies {}", tui::text::quoted(only)),
            None => words.to_owned(),
        }
    }

    /// What must hold for its answers.
    fn only(&self) -> Option<&str> {
        self.flags.output.filter_replies.as_deref()
    }

    /// The check as it is written down.
    fn request(&self) -> Request {
        Request {
            only: self.only().map(str::to_owned),
            ..Request::new(&self.question, self.flags.request.timeout)
        }
    }

    fn probe(&self, of: &Asking, config: &config::Client) -> Result<Probe, Stop> {
        let asking = Asking {
            question: self.question.clone(),
            collective: of.collective.clone(),
            filter: protocol::Filter::default(),
            timeout: patience(&self.question, self.flags.request.timeout, config),
            ttl: self.flags.request.ttl.or(of.ttl),
        };
        Probe::new(asking, self.only())
    }
}

/// Asks the selected nodes part by part, under a new job.
pub(crate) async fn start(
    ctx: &Ctx,
    question: &Question,
    args: &FleetArgs,
    check: Option<Check>,
    selection: Selection,
    sink: &mut dyn Sink,
) -> anyhow::Result<Outcome> {
    let config = ctx.config().await?;
    let nodes = selection.nodes.unwrap_or_default();
    let numbers = numbers(&args.rollout, nodes.len());
    let asking = Asking {
        question: question.clone(),
        collective: selection.collective,
        filter: selection.filter,
        timeout: patience(question, args.request.timeout, config),
        ttl: args.request.ttl,
    };
    let mut targets = nodes.clone();
    targets.sort();
    targets.dedup();
    let mut shown = args.clone();
    if let Some(check) = &check {
        shown.rollout.verify = Some(check.words());
    }
    let plan = Plan {
        time: words::rfc3339(ctx.clock.now()),
        command: explain::command(question, &shown),
        reason: args.rollout.reason.clone(),
        request: Request::new(question, args.request.timeout),
        verify: check.as_ref().map(Check::request),
        collective: asking.collective.to_string(),
        filter: asking.filter.clone(),
        numbers,
        ttl: args.request.ttl.map(millis),
        targets: names(&targets),
    };
    // Without a connection there is nothing to remember.
    ctx.fleet().await?;
    let journal = journal(ctx, plan)?;
    if args.output.is_for_people() {
        let name = journal.id().map(|id| format!(" {id}")).unwrap_or_default();
        let pace = pace(&numbers, targets.len());
        ctx.err.line(format!("Rollout{name}: {pace}"))?;
    }
    let start = Start {
        check: check.map(|check| check.probe(&asking, config)).transpose()?,
        asking,
        why: Why::Start,
        nodes,
        journal,
    };
    let run = Run::new(ctx, start, &args.output, sink)?;
    let outcome = Box::pin(run.go()).await?;
    Ok(Outcome {
        discovery: selection.took,
        ..outcome
    })
}

/// A new job; without a place for it the rollout goes on, but cannot be resumed.
fn journal(ctx: &Ctx, plan: Plan) -> anyhow::Result<Journal> {
    match Store::of(&ctx.environment).and_then(|store| store.create(plan.clone())) {
        Ok(journal) => Ok(journal),
        Err(error) => {
            let program = ctx.program;
            let error = anyhow::Error::from(error);
            ctx.err.line(format!(
                "{program}: warning: this rollout cannot be resumed: {error:#}"
            ))?;
            Ok(Journal::new(Job::new(JobId::random(), plan), None))
        }
    }
}

/// The longest wait for the answers of one batch.
pub(super) fn patience(question: &Question, chosen: Option<Duration>, config: &config::Client) -> Duration {
    chosen.unwrap_or_else(|| config.discovery_timeout + question.agent.timeout())
}

/// The flags as numbers for so many nodes.
pub(crate) fn numbers(args: &RolloutArgs, nodes: usize) -> Numbers {
    Numbers {
        canary: args.canary.map_or(0, |canary| canary.of(nodes)).min(nodes),
        batch: args
            .batch
            .map_or(nodes, |batch| batch.of(nodes))
            .clamp(1, nodes.max(1)),
        stop_on: args.stop_on.map(|limit| limit.reached_at(nodes)),
        pause: millis(args.pause()),
        retry_failed: args.retries(Trouble::Failed),
        retry_silent: args.retries(Trouble::Silent),
    }
}

/// How it would go, in words: `100 nodes: canary 1, batches of 10, 1s apart, stop on 2 failures`.
pub(crate) fn pace(numbers: &Numbers, nodes: usize) -> String {
    let mut parts = Vec::new();
    if numbers.canary > 0 {
        parts.push(format!("canary {}", numbers.canary));
    }
    let batches = numbers.shape().batches(nodes);
    if numbers.batch < nodes {
        parts.push(format!("batches of {}", numbers.batch));
    }
    if batches > 1 && !numbers.pause().is_zero() {
        parts.push(format!("{} apart", words::millis(numbers.pause())));
    }
    if let Some(limit) = numbers.stop_on {
        parts.push(format!("stop on {}", words::count(limit, "failure")));
    }
    let text = words::count(nodes, "node");
    if parts.is_empty() {
        format!("{text} at once")
    } else {
        format!("{text}: {}", parts.join(", "))
    }
}

/// The time that passes between batches.
pub(crate) fn pauses(numbers: &Numbers, nodes: usize) -> Duration {
    let between = numbers.shape().batches(nodes).saturating_sub(1);
    numbers
        .pause()
        .saturating_mul(u32::try_from(between).unwrap_or(u32::MAX))
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::Limit;

    fn flags() -> RolloutArgs {
        RolloutArgs {
            batch: Some(Limit::Percent(10)),
            canary: Some(Limit::Count(1)),
            stop_on: Some(Limit::Percent(1)),
            batch_sleep: Some(Duration::from_secs(30)),
            ..RolloutArgs::default()
        }
    }

    #[test]
    fn shares_become_numbers_that_do_not_change_with_later_runs() {
        let numbers = numbers(&flags(), 214);
        assert_eq!((numbers.canary, numbers.batch), (1, 21));
        assert_eq!(numbers.stop_on, Some(3));
        assert_eq!(
            pace(&numbers, 214),
            "214 nodes: canary 1, batches of 21, 30s apart, stop on 3 failures"
        );
        assert_eq!(pauses(&numbers, 214), Duration::from_secs(330));
    }

    #[test]
    fn without_flags_everybody_is_asked_at_once() {
        let plain = numbers(&RolloutArgs::default(), 7);
        assert_eq!((plain.batch, plain.canary, plain.stop_on), (7, 0, None));
        assert_eq!(pace(&plain, 7), "7 nodes at once");
        assert_eq!(numbers(&RolloutArgs::default(), 0).batch, 1);
    }
}
