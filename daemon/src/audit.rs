//! The audit log: a JSON line for every call before it runs, one for its end, and one for every call that was denied.

mod file;

use std::borrow::Cow;
use std::error::Error;
use std::io;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use protocol::Request;
use protocol::rpc::{Object, RpcRequest, Status};
use serde::Serialize;
use serde_json::Value;
use time::OffsetDateTime;
use time::format_description::FormatItem;
use time::macros::format_description;
use tokio::sync::{Mutex, Semaphore};
use tokio::task::JoinError;
use tokio::time::{Instant, timeout};
use tracing::error;

use crate::muffler::Muffler;

const TIMESTAMP: &[FormatItem<'_>] =
    format_description!("[year]-[month]-[day]T[hour]:[minute]:[second].[subsecond digits:6]+0000");

/// Nodes of one process may share a file, and lines of two writers must not mix. Waiting for it takes no thread: the few there
/// are serve all file access of the process, and a disk that hangs may hold one of them.
static WRITING: Mutex<()> = Mutex::const_new(());

/// Lines that may wait for the disk at once. When it hangs, they would pile up otherwise.
const MAX_WAITING: usize = 64;

static WAITING: Semaphore = Semaphore::const_new(MAX_WAITING);

/// Longest inputs in the line of a denied call: who may do nothing should not fill the disk either.
const MAX_DENIED_DATA: usize = 8 << 10;

/// How long a call waits for its line. A disk that hangs must not stop the node.
const PATIENCE: Duration = Duration::from_secs(5);

/// Why a line was not written, as far as anybody knows.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AuditError {
    #[error("audit log cannot be written")]
    Write(#[from] io::Error),
    #[error("writing the audit log failed inside")]
    Task(#[from] JoinError),
    #[error("the disk of the audit log does not answer")]
    Slow,
}

/// One line, members in the reference's order, then ours.
#[derive(Debug, Serialize)]
struct Entry<'a> {
    timestamp: String,
    request_id: &'a str,
    request_time: u64,
    caller: &'a str,
    sender: &'a str,
    agent: &'a str,
    action: &'a str,
    data: Cow<'a, Object>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

/// The second line of a call: how it ended.
#[derive(Debug, Serialize)]
struct Outcome<'a> {
    timestamp: String,
    event: &'static str,
    request_id: &'a str,
    caller: &'a str,
    agent: &'a str,
    action: &'a str,
    /// None when the agent ran out of time.
    statuscode: Option<Status>,
    seconds: f64,
}

/// The audit log of a node.
#[derive(Debug)]
pub(crate) struct Audit {
    config: config::Audit,
    clock: client::Clock,
    lost: Muffler<&'static str>,
}

impl Audit {
    /// The configured log; none when nothing is to be written.
    pub(crate) fn from_config(config: &config::Server, clock: &client::Clock) -> Option<Self> {
        let config = config.audit.clone().filter(|audit| audit.file.is_some())?;
        Some(Self {
            config,
            clock: clock.clone(),
            lost: Muffler::default(),
        })
    }

    /// Writes down a call that is about to run.
    pub(crate) async fn call(&self, request: &Request, body: &RpcRequest) {
        self.write(render(&entry(request, body, self.clock.now()))).await;
    }

    /// Writes down a call that was denied, if that is wanted.
    pub(crate) async fn denied(&self, request: &Request, body: &RpcRequest, reason: &str) {
        if self.config.denied {
            self.write(render(&denial(request, body, reason, self.clock.now())))
                .await;
        }
    }

    /// Writes down how a call ended, if that is wanted.
    pub(crate) async fn ended(&self, request: &Request, ended: &Ended) {
        if self.config.outcome {
            self.write(render(&outcome(request, ended, self.clock.now())))
                .await;
        }
    }

    /// A failure is logged and stops nothing.
    async fn write(&self, line: Vec<u8>) {
        let Err(error) = write(self.config.clone(), line).await else {
            return;
        };
        if let Some(unlogged) = self.lost.due("lost", Instant::now()) {
            let cause = error.source().map(ToString::to_string);
            error!(%error, cause, unlogged, "audit line is lost");
        }
    }
}

/// How a call ended.
#[derive(Debug)]
pub(crate) struct Ended {
    /// Its action.
    pub(crate) action: String,
    /// What was answered; none when the agent ran out of time.
    pub(crate) status: Option<Status>,
    /// How long it ran.
    pub(crate) took: Duration,
}

/// Appends the line of a call, in a thread of its own.
async fn write(config: config::Audit, line: Vec<u8>) -> Result<(), AuditError> {
    let Ok(waiting) = WAITING.try_acquire() else {
        return Err(AuditError::Slow);
    };
    let written = timeout(PATIENCE, async {
        let turn = WRITING.lock().await;
        tokio::task::spawn_blocking(move || {
            let written = file::append(&config, &line);
            drop((turn, waiting));
            written
        })
        .await
    });
    match written.await {
        Ok(written) => Ok(written??),
        Err(_) => Err(AuditError::Slow),
    }
}

fn entry<'a>(request: &'a Request, body: &'a RpcRequest, now: SystemTime) -> Entry<'a> {
    Entry {
        timestamp: timestamp(now),
        request_id: request.id.as_str(),
        request_time: request
            .time
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default()
            .as_secs(),
        caller: request.caller.as_str(),
        sender: &request.sender,
        agent: &body.agent,
        action: &body.action,
        data: ddl::secret::masked(&body.data),
        event: None,
        reason: None,
    }
}

fn denial<'a>(request: &'a Request, body: &'a RpcRequest, reason: &'a str, now: SystemTime) -> Entry<'a> {
    let entry = Entry {
        // The body may name any other, at any length.
        agent: request.agent.as_str(),
        event: Some("denied"),
        reason: Some(reason),
        ..entry(request, body, now)
    };
    if serde_json::to_vec(&entry.data).is_ok_and(|data| data.len() <= MAX_DENIED_DATA) {
        entry
    } else {
        let omitted = Object::from_iter([("omitted".to_owned(), Value::Bool(true))]);
        Entry {
            data: Cow::Owned(omitted),
            ..entry
        }
    }
}

fn outcome<'a>(request: &'a Request, ended: &'a Ended, now: SystemTime) -> Outcome<'a> {
    Outcome {
        timestamp: timestamp(now),
        event: "outcome",
        request_id: request.id.as_str(),
        caller: request.caller.as_str(),
        agent: request.agent.as_str(),
        action: &ended.action,
        statuscode: ended.status,
        seconds: ended.took.as_secs_f64(),
    }
}

fn timestamp(now: SystemTime) -> String {
    OffsetDateTime::from(now).format(TIMESTAMP).unwrap_or_default()
}

/// A line with its line feed.
fn render(entry: &impl Serialize) -> Vec<u8> {
    let mut line = serde_json::to_vec(entry).unwrap_or_default();
    line.push(b'\n');
    line
}

#[cfg(test)]
mod tests {
    use std::fs::File;

    use super::*;

    fn request() -> Request {
        Request {
            id: protocol::RequestId::new("0f1e2d").unwrap(),
            sender: "ws1".into(),
            caller: protocol::CallerId::new("choria=ann").unwrap(),
            collective: protocol::Collective::new("mcollective").unwrap(),
            agent: protocol::AgentName::new("lamp").unwrap(),
            ttl: Duration::from_secs(60),
            time: UNIX_EPOCH + Duration::from_secs(1_735_787_045),
            filter: protocol::Filter::default(),
            payload: Vec::new(),
            claims: None,
        }
    }

    #[test]
    fn a_line_has_the_members_of_the_reference() {
        let body = RpcRequest {
            agent: "lamp".into(),
            action: "level".into(),
            data: serde_json::from_str(r#"{"to":7}"#).unwrap(),
        };
        let now = UNIX_EPOCH + Duration::from_micros(1_735_787_045_678_901);
        assert_eq!(
            String::from_utf8(render(&entry(&request(), &body, now))).unwrap(),
            "{\"timestamp\":\"2025-01-02T03:04:05.678901+0000\",\"request_id\":\"0f1e2d\",\
             \"request_time\":1735787045,\"caller\":\"choria=ann\",\"sender\":\"ws1\",\"agent\":\"lamp\",\
             \"action\":\"level\",\"data\":{\"to\":7}}\n"
        );
    }

    #[test]
    fn denials_and_ends_have_lines_of_their_own_and_secrets_are_masked() {
        let body = RpcRequest {
            agent: "lamp".into(),
            action: "level".into(),
            data: serde_json::from_str(r#"{"password":"hunter2"}"#).unwrap(),
        };
        let request = request();
        let denied = denial(&request, &body, "lamp.policy:3", UNIX_EPOCH);
        assert_eq!(
            String::from_utf8(render(&denied)).unwrap(),
            "{\"timestamp\":\"1970-01-01T00:00:00.000000+0000\",\"request_id\":\"0f1e2d\",\
             \"request_time\":1735787045,\"caller\":\"choria=ann\",\"sender\":\"ws1\",\"agent\":\"lamp\",\
             \"action\":\"level\",\"data\":{\"password\":\"***\"},\"event\":\"denied\",\"reason\":\"lamp.policy:3\"}\n"
        );
        let flood = RpcRequest {
            data: Object::from_iter([("x".to_owned(), "y".repeat(MAX_DENIED_DATA).into())]),
            ..body.clone()
        };
        let denied = denial(&request, &flood, "lamp.policy:3", UNIX_EPOCH);
        assert_eq!(
            *denied.data,
            Object::from_iter([("omitted".to_owned(), true.into())])
        );
        let ended = Ended {
            action: "level".into(),
            status: Some(Status::Aborted),
            took: Duration::from_millis(250),
        };
        assert_eq!(
            String::from_utf8(render(&outcome(&request, &ended, UNIX_EPOCH))).unwrap(),
            "{\"timestamp\":\"1970-01-01T00:00:00.000000+0000\",\"event\":\"outcome\",\"request_id\":\"0f1e2d\",\
             \"caller\":\"choria=ann\",\"agent\":\"lamp\",\"action\":\"level\",\"statuscode\":1,\"seconds\":0.25}\n"
        );
    }

    #[tokio::test]
    async fn lines_that_wait_for_a_hung_disk_hold_no_threads() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("audit.log");
        // Opening a pipe that nobody reads waits, as a disk that hangs does.
        let mode = rustix::fs::Mode::from(0o600);
        rustix::fs::mknodat(rustix::fs::CWD, &file, rustix::fs::FileType::Fifo, mode, 0).unwrap();
        let config = config::Audit {
            file: Some(file.clone()),
            mode: 0o600,
            group: None,
            max_size: None,
            keep: 5,
            denied: true,
            outcome: true,
        };
        {
            let waiting = (0..3).map(|_| write(config.clone(), b"x\n".to_vec()));
            tokio::select! {
                biased;
                _ = futures_util::future::join_all(waiting) => panic!("nobody reads the pipe"),
                () = tokio::task::yield_now() => {}
            }
        }
        // Of the calls that were given up only the one whose turn it was had a thread.
        let mut pipe = File::open(&file).unwrap();
        let mut text = String::new();
        io::Read::read_to_string(&mut pipe, &mut text).unwrap();
        assert_eq!(text, "x\n");
    }
}
