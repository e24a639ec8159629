//! Running a command to its end.

use std::time::Duration;

use protocol::rpc::Object;
use serde_json::json;

use crate::Answer;
use crate::agents::input::{number, outputs};
use crate::command::{Command, CommandError, Output, Runner};

use super::{STREAM_LIMIT, command_of, shell_of};

/// The longest a command may run: past the agent's 180 s nobody would hear of it.
const LONGEST: Duration = Duration::from_secs(170);

pub(super) async fn run(runner: &dyn Runner, data: &Object) -> Result<Answer, Answer> {
    let (program, args) = shell_of(runner, data)?;
    let mut command = Command::new(program)
        .args(args)
        .args(["-c", command_of(data)?])
        .within(patience(data)?);
    command.limit = STREAM_LIMIT;
    match runner.run(command).await {
        Ok(output) => Ok(told(output, true)),
        Err(CommandError::Timeout { said, .. }) => Ok(told(*said, false)),
        Err(error) => Err(error.into()),
    }
}

/// No timeout, or 0, means as long as possible.
fn patience(data: &Object) -> Result<Duration, Answer> {
    let asked = number(data, "timeout")?.filter(|seconds| *seconds > 0.0);
    let asked = asked.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    Ok(asked.map_or(LONGEST, |asked| asked.min(LONGEST)))
}

fn told(output: Output, success: bool) -> Answer {
    let truncated = output.truncated;
    let mut answer = Answer::ok(outputs([
        ("stdout", json!(output.stdout)),
        ("stderr", json!(output.stderr)),
        ("exitcode", json!(output.code)),
        ("success", json!(success)),
    ]));
    if truncated {
        answer.message =
            format!("output beyond {STREAM_LIMIT} bytes was dropped, use start and status for long output");
    }
    answer
}
