//! Going on with a job: the nodes nobody asked, or those that failed or were silent.

use std::time::Duration;

use anyhow::Context;
use protocol::{Collective, Identity};

use super::check::Probe;
use super::plan::{pace, patience};
use super::run::Start;
use super::{Asking, Run};
use crate::args::FleetArgs;
use crate::ask::{
    Outcome, Prompt, Question, Selection, confirm_again, note_outcome, note_question, permit, remember,
};
use crate::ctx::Ctx;
use crate::job::{Fate, Job, JobId, Numbers, Plan, Request, Store, Why};
use crate::out::{Sink, words};
use crate::report::Stop;

/// Which nodes of a job are asked, and what is needed beside its file.
pub(crate) struct Again<'a> {
    /// Name of the job, or its beginning.
    pub(crate) name: &'a str,
    /// Which nodes.
    pub(crate) why: Why,
    /// Values of inputs that were not written down.
    pub(crate) secrets: &'a [(String, String)],
    /// What the command line asks, which must be what the job asks.
    pub(crate) asked: Option<&'a Question>,
}

/// A job that is ready to go on.
pub(crate) struct Resumed {
    /// What is asked.
    pub(crate) question: Question,
    start: Start,
}

impl<'a> Again<'a> {
    /// Going on with a job from a command line that asks the same once more.
    pub(crate) fn of(name: &'a str, asked: &'a Question) -> Self {
        Self {
            name,
            why: Why::Resume,
            secrets: &[],
            asked: Some(asked),
        }
    }

    /// The question of a job. A command line that asks the same already has the secrets.
    async fn question(&self, ctx: &Ctx, plan: &Plan, job: &JobId) -> anyhow::Result<Question> {
        let Some(asked) = self.asked else {
            return recall(ctx, &plan.request, self.secrets).await;
        };
        let now = Request::new(asked, None);
        let then = &plan.request;
        if (&now.agent, &now.action, &now.data) != (&then.agent, &then.action, &then.data) {
            return Err(
                Stop::error(format!("job {job} asks something else: {}", plan.command))
                    .hint(format!("`resume {job}` goes on with it"))
                    .into(),
            );
        }
        Ok(asked.clone())
    }
}

/// What going on with a job would do.
pub(crate) struct Left {
    /// The job.
    pub(crate) job: Job,
    /// The nodes that would be asked.
    pub(crate) nodes: Vec<Identity>,
    /// Sizes, limits and pauses from here on.
    pub(crate) numbers: Numbers,
}

/// Looks at what is left of a job; nothing is taken up.
pub(crate) fn left(store: &Store, name: &str, why: Why) -> anyhow::Result<Left> {
    let (job, _) = store.read(&store.find(name)?)?;
    let mut numbers = job.plan.numbers;
    if job.canary_passed {
        numbers.canary = 0;
    }
    Ok(Left {
        nodes: job.nodes_that(|fate| wanted(why, fate)),
        numbers,
        job,
    })
}

/// Takes up a job and finds out everything it needs; none when no such nodes are left.
pub(crate) async fn resume(ctx: &Ctx, again: &Again<'_>) -> anyhow::Result<Option<Resumed>> {
    let store = Store::of(&ctx.environment)?;
    let journal = store.open(&store.find(again.name)?)?;
    let nodes = journal.job().nodes_that(|fate| wanted(again.why, fate));
    if nodes.is_empty() {
        return Ok(None);
    }
    let config = ctx.config().await?;
    let plan = &journal.job().plan;
    let millis = |time: Option<u64>| time.map(Duration::from_millis);
    let question = again.question(ctx, plan, &journal.job().id).await?;
    let asking = Asking {
        timeout: patience(&question, millis(plan.request.timeout), config),
        question: question.clone(),
        collective: Collective::new(&plan.collective)?,
        filter: plan.filter.clone(),
        ttl: millis(plan.ttl),
    };
    let check = match &plan.verify {
        None => None,
        Some(request) => {
            let question = recall(ctx, request, again.secrets).await?;
            let probing = Asking {
                timeout: patience(&question, millis(request.timeout), config),
                question,
                filter: protocol::Filter::default(),
                ..asking.clone()
            };
            Some(Probe::new(probing, request.only.as_deref())?)
        }
    };
    Ok(Some(Resumed {
        question,
        start: Start {
            asking,
            check,
            why: again.why,
            nodes,
            journal,
        },
    }))
}

impl Resumed {
    /// Asks a person once more, then goes through the nodes.
    pub(crate) async fn go(
        self,
        ctx: &Ctx,
        args: &FleetArgs,
        sink: &mut dyn Sink,
    ) -> anyhow::Result<Outcome> {
        let Self { question, start } = self;
        if args.output.is_for_people() {
            ctx.err
                .line(intent(start.journal.job(), start.why, start.nodes.len()))?;
        }
        let selection = Selection {
            nodes: Some(start.nodes.clone()),
            collective: start.asking.collective.clone(),
            filter: start.asking.filter.clone(),
            named: true,
            took: Duration::ZERO,
        };
        let numbers = start.journal.job().plan.numbers;
        note_question(ctx, &question, args, Some(start.nodes.len()));
        permit(ctx, &question).await?;
        confirm_again(ctx, &question, args, &selection, &numbers).await?;
        ctx.fleet().await?;
        let run = Run::new(ctx, start, &args.output, sink)?;
        let outcome = Box::pin(run.go()).await?;
        note_outcome(ctx, &outcome);
        if let Some(asked) = selection.nodes {
            remember(ctx, asked, &selection.collective, &outcome).await;
        }
        Ok(outcome)
    }
}

fn wanted(why: Why, fate: &Fate) -> bool {
    match why {
        Why::RetryFailed => matches!(fate, Fate::Failed(_)),
        Why::RetrySilent => *fate == Fate::Silent,
        Why::Start | Why::Resume | Why::Other => matches!(fate, Fate::NotSent | Fate::InDoubt),
    }
}

/// What is about to be done, in words.
fn intent(job: &Job, why: Why, nodes: usize) -> String {
    let mut numbers = job.plan.numbers;
    if job.canary_passed {
        numbers.canary = 0;
    }
    let whom = match why {
        Why::RetryFailed => "asking failed nodes again",
        Why::RetrySilent => "asking silent nodes again",
        Why::Start | Why::Resume | Why::Other => "going on",
    };
    let mut text = format!("Rollout {}: {whom}, {}", job.id, pace(&numbers, nodes));
    if numbers.stop_on.is_some() {
        text.push_str("\nFailed and silent nodes are counted from zero again.");
    }
    let in_doubt = job.standing().in_doubt;
    if in_doubt > 0 && why == Why::Resume {
        text.push_str(&format!(
            "\n{} being asked when it was cut short, may have acted, and will be asked again.",
            were(in_doubt)
        ));
    }
    text
}

fn were(nodes: usize) -> String {
    let verb = if nodes == 1 { "was" } else { "were" };
    format!("{} {verb}", words::count(nodes, "node"))
}

/// The question that was written down, with its secrets filled in again.
async fn recall(ctx: &Ctx, request: &Request, given: &[(String, String)]) -> anyhow::Result<Question> {
    let library = ctx.library().await;
    let mut data = request.data.clone();
    for name in &request.secret {
        let text = match given.iter().find(|(key, _)| key == name) {
            Some((_, value)) => value.clone(),
            None if ctx.can_ask() => {
                Prompt::new(ctx)
                    .secret(&format!("{}#{} {name}: ", request.agent, request.action))
                    .await?
            }
            None => {
                return Err(Stop::error(format!(
                    "the input {name} was not written down, as it looks secret"
                ))
                .hint(format!("give it again: {name}=..."))
                .into());
            }
        };
        let agent = library.agent(&request.agent)?;
        let input = agent
            .action(&request.action)
            .and_then(|action| action.input.get(name));
        let value = match input {
            Some(input) => input
                .parse(&text)
                .map_err(|reason| Stop::error(format!("{name}: {reason}")))?,
            None => text.into(),
        };
        data.insert(name.clone(), value);
    }
    Question::recalled(&library, &request.agent, &request.action, data)
        .context("the job does not fit the DDLs known here")
}

/// What is left of a job when somebody asks for the impossible.
pub(crate) fn nothing_left(job: &str, why: Why) -> String {
    let which = match why {
        Why::RetryFailed => "failed nodes",
        Why::RetrySilent => "silent nodes",
        Why::Start | Why::Resume | Why::Other => "nodes left to ask",
    };
    format!("Job {job} has no {which}.")
}
