//! The round trip time to a host, by the machine's own `ping`: raw sockets need rights, the program has them.

use std::time::Duration;

use protocol::rpc::Object;
use serde_json::json;

use crate::Answer;
use crate::agents::input::outputs;
use crate::command::{Command, Output, Runner};

/// Three requests a second apart and two seconds for the last reply, with room for a slow resolver.
const PATIENCE: Duration = Duration::from_secs(30);

pub(super) async fn ping(runner: &dyn Runner, host: &str) -> Result<Object, Answer> {
    if runner.find("ping").is_none() {
        return Err(Answer::aborted("no ping program is installed here"));
    }
    let command = Command::new("ping").args(["-n", "-c", "3", "-W", "2", host]);
    let output = runner.run(command.within(PATIENCE)).await?;
    match average(&output.stdout) {
        Some(rtt) if output.success() => Ok(outputs([("rtt", json!(rtt))])),
        Some(_) | None => Err(Answer::aborted(format!(
            "{host} did not answer: {}",
            reason(&output)
        ))),
    }
}

/// The average of `rtt min/avg/max/mdev = 0.041/0.049/0.061/0.008 ms` (iputils) or of
/// `round-trip min/avg/max = 0.041/0.049/0.061 ms` (busybox, BSD).
pub(super) fn average(text: &str) -> Option<f64> {
    let line = text.lines().rev().find(|line| line.contains("min/avg/max"))?;
    let (_, numbers) = line.split_once('=')?;
    let average = numbers.trim().split('/').nth(1)?.parse::<f64>().ok()?;
    (average.is_finite() && average >= 0.0).then_some(average)
}

/// Why there was no answer: what ping complained about, else its count of losses.
fn reason(output: &Output) -> String {
    let losses = || {
        output
            .stdout
            .lines()
            .find(|line| line.contains("packet loss"))
            .map(str::to_owned)
    };
    match output.stderr.trim().is_empty() {
        true => losses().unwrap_or_else(|| output.complaint()),
        false => output.complaint(),
    }
}
