//! The JSON shapes of answers, as the reference has them.

use std::time::Duration;

use client::NodeReply;
use ddl::Action;
use protocol::rpc::Status;
use serde::Serialize;
use serde_json::Value;

use crate::ask::Outcome;
use crate::out::words;
use crate::rollout::Ending;

/// The document of `--json`.
#[derive(Debug, Serialize)]
pub(crate) struct Document<'a> {
    pub(crate) agent: &'a str,
    pub(crate) action: &'a str,
    pub(crate) replies: Vec<Reply>,
    pub(crate) request_stats: RequestStats,
    pub(crate) summaries: Value,
    /// Only of a rollout.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rollout: Option<Rollout>,
}

/// How a rollout ended. The counts are those of the whole job, over all its runs.
#[derive(Debug, Serialize)]
pub(crate) struct Rollout {
    #[serde(skip_serializing_if = "Option::is_none")]
    job: Option<String>,
    complete: bool,
    why: String,
    batches: usize,
    planned_batches: usize,
    done: usize,
    failed: usize,
    silent: usize,
    in_doubt: usize,
    not_sent: Vec<String>,
}

/// One answer.
#[derive(Debug, Serialize)]
pub(crate) struct Reply {
    pub(crate) sender: String,
    #[serde(flatten)]
    pub(crate) rpc: Rpc,
    pub(crate) time_utc: String,
}

/// What an agent said.
#[derive(Debug, Serialize)]
pub(crate) struct Rpc {
    pub(crate) action: String,
    pub(crate) statuscode: Status,
    pub(crate) statusmsg: String,
    pub(crate) data: Value,
}

/// The tally. Times are whole nanoseconds.
#[derive(Debug, Serialize)]
pub(crate) struct RequestStats {
    requestid: String,
    no_responses: Vec<String>,
    unexpected_responses: Vec<String>,
    discovered: usize,
    failed: usize,
    ok: usize,
    responses: usize,
    publish_time: u64,
    request_time: u64,
    discover_time: u64,
    start_time_utc: String,
}

impl Reply {
    /// An answer with the outputs the DDL promises filled in.
    pub(crate) fn new(reply: &NodeReply, action: &Action) -> Self {
        let mut data = reply.reply.data.clone();
        if let Some(outputs) = data.as_object_mut() {
            action.apply_output_defaults(outputs);
        }
        Self {
            sender: reply.sender.to_string(),
            rpc: Rpc {
                action: reply.reply.action.clone(),
                statuscode: reply.reply.statuscode,
                statusmsg: reply.reply.statusmsg.clone(),
                data,
            },
            time_utc: words::rfc3339(reply.time),
        }
    }
}

impl Rollout {
    /// What a script needs to know of an ending.
    pub(crate) fn new(ending: &Ending) -> Self {
        let standing = ending.standing;
        Self {
            job: ending.job.as_ref().map(ToString::to_string),
            complete: !ending.is_short(),
            why: ending.why(),
            batches: ending.batches,
            planned_batches: ending.of,
            done: standing.done,
            failed: standing.failed,
            silent: standing.silent,
            in_doubt: standing.in_doubt,
            not_sent: ending.not_sent.clone(),
        }
    }
}

impl RequestStats {
    /// The tally of an outcome.
    pub(crate) fn new(outcome: &Outcome) -> Self {
        let stats = &outcome.stats;
        Self {
            requestid: stats.request_id.to_string(),
            no_responses: stats.no_responses.iter().map(ToString::to_string).collect(),
            unexpected_responses: stats.unexpected.iter().map(ToString::to_string).collect(),
            discovered: stats.discovered,
            failed: stats.failed,
            ok: stats.ok,
            responses: stats.responses,
            publish_time: nanos(stats.publish),
            request_time: nanos(stats.request),
            discover_time: nanos(outcome.discovery),
            start_time_utc: words::rfc3339(stats.start),
        }
    }
}

fn nanos(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}
