//! `mco jobs ls`: every rollout in one line.

use serde_json::{Value, json};

use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::job::{Job, Store};
use crate::out::{grid, pretty};
use crate::rollout::State;
use crate::theme::line;

/// List rollouts, the newest last
#[derive(Debug, clap::Args)]
pub(crate) struct List {
    /// One JSON document
    #[arg(short, long)]
    json: bool,
    /// Only those with nodes left to ask
    #[arg(long)]
    open: bool,
}

impl Run for List {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let store = Store::of(&ctx.environment)?;
        let mut jobs = Vec::new();
        for id in store.names()? {
            match store.read(&id) {
                Ok((job, busy)) => jobs.push((State::of(&job, busy), job)),
                Err(error) => {
                    let error = anyhow::Error::from(error);
                    ctx.err.line(format!("{}: warning: {error:#}", ctx.program))?;
                }
            }
        }
        jobs.retain(|(state, _)| !self.open || *state != State::Complete);
        jobs.sort_by(|(_, a), (_, b)| (&a.plan.time, &a.id).cmp(&(&b.plan.time, &b.id)));
        if self.json {
            let jobs: Vec<Value> = jobs.iter().map(|(state, job)| summary(*state, job)).collect();
            ctx.out.line(pretty(&jobs)?)?;
        } else if jobs.is_empty() {
            ctx.err
                .line("There are no jobs; a request with --batch, --canary or --reason makes one.")?;
        } else {
            let header = [
                "Job", "When", "State", "Done", "Failed", "Silent", "Not sent", "Command",
            ];
            let rows = jobs.iter().map(|(state, job)| row(*state, job));
            ctx.out
                .line(grid(header.map(str::to_owned).to_vec(), rows, &ctx.out))?;
        }
        Ok(Exit::Done)
    }
}

fn row(state: State, job: &Job) -> Vec<String> {
    let standing = job.standing();
    vec![
        job.id.to_string(),
        line(
            &job.plan
                .time
                .chars()
                .take(16)
                .collect::<String>()
                .replace('T', " "),
        )
        .into_owned(),
        state.word().to_owned(),
        standing.done.to_string(),
        standing.failed.to_string(),
        standing.silent.to_string(),
        (standing.not_sent + standing.in_doubt).to_string(),
        line(&job.plan.command).into_owned(),
    ]
}

/// What scripts read of a job.
pub(super) fn summary(state: State, job: &Job) -> Value {
    let standing = job.standing();
    json!({
        "job": job.id.as_str(),
        "state": state.word(),
        "time": job.plan.time,
        "command": job.plan.command,
        "reason": job.plan.reason,
        "agent": job.plan.request.agent,
        "action": job.plan.request.action,
        "numbers": job.plan.numbers,
        "runs": job.runs,
        "end": job.end,
        "targets": job.plan.targets.len(),
        "done": standing.done,
        "failed": standing.failed,
        "silent": standing.silent,
        "in_doubt": standing.in_doubt,
        "not_sent": standing.not_sent,
    })
}
