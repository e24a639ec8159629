//! Running the program, with an end to its time, its output and its children.

use std::path::Path;
use std::time::Duration;

use tokio::process::Command;

use super::{ExternalError, REQUEST};
use crate::process::{Chatter, Failure, attend};

/// Runs a program until it ends well. It is killed with its children when time is up or nobody waits any more.
pub(super) async fn run(
    words: &[String],
    files: [&Path; 2],
    path: &str,
    limit: Duration,
) -> Result<(), ExternalError> {
    let program = words[0].clone();
    let mut stdout =
        Chatter::new(|text: &str| tracing::debug!(stream = "stdout", text, "discovery program says"));
    let mut stderr =
        Chatter::new(|text: &str| tracing::debug!(stream = "stderr", text, "discovery program says"));
    let command = command(words, files, path);
    match attend(command, b"", limit, (&mut stdout, &mut stderr)).await {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(ExternalError::Failed {
            program,
            status: status.to_string(),
            said: stderr.last(),
        }),
        Err(Failure::Killed(limit)) => Err(ExternalError::Timeout { program, limit }),
        Err(Failure::Unstarted(source) | Failure::Lost(source)) => {
            Err(ExternalError::Run { program, source })
        }
    }
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
        .current_dir(std::env::temp_dir());
    command
}
