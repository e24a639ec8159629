//! Rollouts as their files tell them, followed while they change.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use protocol::Identity;
use tokio::time::{Instant, sleep};
use tokio_util::sync::CancellationToken;
use tui::job::{Fate, JobDetail, JobRow, JobState, Standing};
use tui::report::Trouble;
use tui::{Report, Reports, Ticket};

use super::Session;
use super::trouble::trouble;
use crate::explain::inputs;
use crate::job::{self, Job, JobId, Stamp, Store};
use crate::out::words;
use crate::rollout::{State, pace};

/// How often the files are looked at.
const LOOK: Duration = Duration::from_secs(1);

/// How much longer than looking it rests in between.
const REST: u32 = 10;

/// Jobs in the list; those that changed last.
const MOST_JOBS: usize = 2_000;

/// Rows as they were read last.
type Rows = HashMap<JobId, (Stamp, JobRow)>;

/// Lists the jobs, and lists them again when one changes.
pub(super) async fn list(session: Arc<Session>, stop: CancellationToken, reports: Reports) {
    let mut rows = Rows::new();
    let mut told: Option<Result<Vec<JobRow>, Trouble>> = None;
    while !stop.is_cancelled() {
        let begun = Instant::now();
        let environment = session.ctx.environment.clone();
        let old = std::mem::take(&mut rows);
        let reading = tokio::task::spawn_blocking(move || read_all(&Store::of(&environment)?, old));
        let read = reading.await.map_err(anyhow::Error::from).flatten();
        let listed = match read {
            Ok(now) => {
                let listed = newest_first(&now);
                rows = now;
                Ok(listed)
            }
            Err(error) => Err(trouble(&error)),
        };
        if told.as_ref() != Some(&listed) {
            reports.send(Report::Jobs(listed.clone())).await;
            told = Some(listed);
        }
        // A folder with very many jobs takes a while to look through.
        sleep(LOOK.max(begun.elapsed() * REST)).await;
    }
}

/// Tells all about a job, and again when it changes.
pub(super) async fn show(
    session: Arc<Session>,
    stop: CancellationToken,
    ticket: Ticket,
    name: String,
    reports: Reports,
) {
    let mut told: Option<Result<Box<JobDetail>, Trouble>> = None;
    let mut seen = None;
    while !stop.is_cancelled() {
        let (environment, name) = (session.ctx.environment.clone(), name.clone());
        let running = matches!(&told, Some(Ok(job)) if job.row.state == JobState::Running);
        let reading = tokio::task::spawn_blocking(move || {
            let store = Store::of(&environment)?;
            let id = store.find(&name)?;
            let stamp = store.stamp(&id);
            if stamp == seen && seen.is_some() && !running {
                return Ok(None);
            }
            let (job, busy) = store.read(&id)?;
            anyhow::Ok(Some((stamp, detail(&job, busy))))
        });
        let result = match reading.await.map_err(anyhow::Error::from).flatten() {
            Ok(None) => None,
            Ok(Some((stamp, detail))) => {
                seen = stamp;
                Some(Ok(Box::new(detail)))
            }
            Err(error) => {
                seen = None;
                Some(Err(trouble(&error)))
            }
        };
        if let Some(result) = result.filter(|result| told.as_ref() != Some(result)) {
            told = Some(result.clone());
            reports.send(Report::Job { ticket, result }).await;
        }
        sleep(LOOK).await;
    }
}

/// Reads what has changed. Whether somebody works on a job is asked only where that may have changed, as asking takes its lock.
fn read_all(store: &Store, mut old: Rows) -> anyhow::Result<Rows> {
    let mut rows = Rows::new();
    for (id, stamp) in store.latest(MOST_JOBS)? {
        let same = old
            .remove(&id)
            .filter(|(known, row)| *known == stamp && row.state != JobState::Running);
        let row = match same {
            Some((_, row)) => row,
            // One that cannot be read must not hide the others.
            None => match store.read(&id) {
                Ok((job, busy)) => row(&job, busy),
                Err(_) => continue,
            },
        };
        rows.insert(id, (stamp, row));
    }
    Ok(rows)
}

fn newest_first(rows: &Rows) -> Vec<JobRow> {
    let mut rows: Vec<JobRow> = rows.values().map(|(_, row)| row.clone()).collect();
    rows.sort_by(|one, other| (other.started, &other.id).cmp(&(one.started, &one.id)));
    rows
}

fn row(job: &Job, busy: bool) -> JobRow {
    let request = &job.plan.request;
    let mut what = format!("{}#{}", request.agent, request.action);
    for (name, value) in inputs(&request.data) {
        what.push_str(&format!(" {name}={value}"));
    }
    let job::Standing {
        done,
        failed,
        silent,
        in_doubt,
        not_sent,
    } = job.standing();
    JobRow {
        id: job.id.to_string(),
        what,
        state: match State::of(job, busy) {
            State::Running => JobState::Running,
            State::Complete => JobState::Finished,
            State::Paused | State::Interrupted => JobState::Paused,
        },
        standing: Standing {
            done,
            failed,
            silent,
            in_doubt,
            not_sent,
        },
        started: words::moment(&job.plan.time).unwrap_or(SystemTime::UNIX_EPOCH),
    }
}

fn detail(job: &Job, busy: bool) -> JobDetail {
    let plan = &job.plan;
    let mut last = words::moment(&plan.time).unwrap_or(SystemTime::UNIX_EPOCH);
    let log = job.log.iter().map(|(time, words)| {
        // Some lines have no time of their own.
        last = words::moment(time).unwrap_or(last);
        (last, words.clone())
    });
    JobDetail {
        row: row(job, busy),
        command: plan.command.clone(),
        reason: plan.reason.clone(),
        pace: pace(&plan.numbers, plan.targets.len()),
        agent: plan.request.agent.clone(),
        action: plan.request.action.clone(),
        end: job.end.clone(),
        runs: job.runs,
        log: log.collect(),
        nodes: job.nodes().map(|(node, fate)| told(node, fate)).collect(),
    }
}

fn told(node: &Identity, fate: &job::Fate) -> (Identity, Fate) {
    let fate = match fate {
        job::Fate::NotSent => Fate::NotSent,
        job::Fate::InDoubt => Fate::InDoubt,
        job::Fate::Done => Fate::Done,
        job::Fate::Failed(message) => Fate::Failed(message.clone()),
        job::Fate::Silent => Fate::Silent,
    };
    (node.clone(), fate)
}
