//! Running the program, with an end to its time, its output and its children.

use std::io;
use std::path::Path;
use std::pin::pin;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process_group};
use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::process::{Child, Command};
use tokio::time::timeout;

use super::{ExternalError, REQUEST};

/// How long output is still read once the program has ended: what it left behind may hold the pipes for ever.
const DRAIN: Duration = Duration::from_millis(500);

/// Bytes of each stream that are logged; the rest is read and dropped.
const MAX_OUTPUT: usize = 64 << 10;

/// Longest line that is logged as one.
const MAX_LINE: usize = 1 << 10;

/// A program and everything it started, killed when dropped before the program has ended.
struct Group(Child);

impl Drop for Group {
    fn drop(&mut self) {
        // None once the program was waited for, after which the number may belong to somebody else.
        let leader = self.0.id().and_then(|id| Pid::from_raw(id.cast_signed()));
        if let Some(leader) = leader
            && let Err(error) = kill_process_group(leader, Signal::KILL)
        {
            tracing::debug!(%error, "discovery program could not be killed");
        }
    }
}

/// Runs a program until it ends well. It is killed with its children when time is up or nobody waits any more.
pub(super) async fn run(
    words: &[String],
    files: [&Path; 2],
    path: &str,
    limit: Duration,
) -> Result<(), ExternalError> {
    let program = words[0].clone();
    let broken = |source| ExternalError::Run {
        program: program.clone(),
        source,
    };
    let mut group = Group(command(words, files, path).spawn().map_err(broken)?);
    let (out, err) = (group.0.stdout.take(), group.0.stderr.take());
    let mut said = None;
    let ended = timeout(limit, wait(&mut group.0, out, err, &mut said)).await;
    let status = match ended {
        Ok(status) => status.map_err(broken)?,
        Err(_) => return Err(ExternalError::Timeout { program, limit }),
    };
    if status.success() {
        return Ok(());
    }
    Err(ExternalError::Failed {
        program,
        status: status.to_string(),
        said,
    })
}

fn command(words: &[String], [request, reply]: [&Path; 2], path: &str) -> Command {
    let mut command = Command::new(&words[0]);
    command
        .args(&words[1..])
        .args([request, reply])
        .arg(REQUEST)
        .env_clear()
        .env("CHORIA_EXTERNAL_REQUEST", request)
        .env("CHORIA_EXTERNAL_REPLY", reply)
        .env("CHORIA_EXTERNAL_PROTOCOL", REQUEST)
        .env("PATH", path)
        .current_dir(std::env::temp_dir())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .process_group(0);
    command
}

async fn wait(
    child: &mut Child,
    out: Option<impl AsyncRead + Unpin>,
    err: Option<impl AsyncRead + Unpin>,
    said: &mut Option<String>,
) -> io::Result<ExitStatus> {
    let mut dropped = None;
    let mut logs = pin!(async { tokio::join!(log("stdout", out, &mut dropped), log("stderr", err, said)) });
    let status = tokio::select! {
        status = child.wait() => status?,
        _ = &mut logs => return child.wait().await,
    };
    let _ = timeout(DRAIN, logs).await;
    Ok(status)
}

/// Logs what a stream says line by line, and keeps the last line.
async fn log(stream: &str, source: Option<impl AsyncRead + Unpin>, last: &mut Option<String>) {
    let Some(mut source) = source else { return };
    let mut left = MAX_OUTPUT;
    let mut line = Vec::new();
    let mut chunk = [0; 4096];
    while let Ok(read @ 1..) = source.read(&mut chunk).await {
        let kept = read.min(left);
        left -= kept;
        for byte in &chunk[..kept] {
            if *byte == b'\n' || line.len() == MAX_LINE {
                tell(stream, &mut line, last);
            }
            if *byte != b'\n' {
                line.push(*byte);
            }
        }
    }
    tell(stream, &mut line, last);
}

fn tell(stream: &str, line: &mut Vec<u8>, last: &mut Option<String>) {
    let text = String::from_utf8_lossy(line).trim().to_owned();
    line.clear();
    if !text.is_empty() {
        tracing::debug!(stream, text, "discovery program says");
        *last = Some(text);
    }
}
