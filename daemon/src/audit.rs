//! The audit log: a JSON line for every call before it runs, one for its end, and one for every call that was denied.

mod file;
mod line;

use std::error::Error;
use std::io;
use std::time::Duration;

use protocol::Request;
use protocol::rpc::{RpcRequest, Status};
use tokio::sync::{Mutex, Semaphore};
use tokio::task::JoinError;
use tokio::time::{Instant, timeout};
use tracing::error;

use crate::muffler::Muffler;

/// Nodes of one process may share a file, and lines of two writers must not mix. Waiting for it takes no thread: the few there
/// are serve all file access of the process, and a disk that hangs may hold one of them.
static WRITING: Mutex<()> = Mutex::const_new(());

/// Lines that may wait for the disk at once. When it hangs, they would pile up otherwise.
const MAX_WAITING: usize = 64;

static WAITING: Semaphore = Semaphore::const_new(MAX_WAITING);

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
        self.write(line::call(request, body, self.clock.now())).await;
    }

    /// Writes down a call that was denied, if that is wanted.
    pub(crate) async fn denied(&self, request: &Request, body: &RpcRequest, reason: &str) {
        if self.config.denied {
            self.write(line::denied(request, body, reason, self.clock.now()))
                .await;
        }
    }

    /// Writes down how a call ended, if that is wanted.
    pub(crate) async fn ended(&self, request: &Request, ended: &Ended) {
        if self.config.outcome {
            self.write(line::ended(request, ended, self.clock.now())).await;
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

#[cfg(test)]
mod tests {
    use std::fs::File;

    use super::*;

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
