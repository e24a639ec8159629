//! Changes that must not be cut short because a request's time is up.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::timeout;
use tokio_util::task::TaskTracker;

use super::input::succeeded;
use crate::Answer;
use crate::command::{Command, Output, Runner};

/// How long a change itself may take. Killing a package manager leaves packages half installed, so it is a last resort.
const CHANGE: Duration = Duration::from_secs(30 * 60);

/// Bytes of a program's talk that go into a reply.
const OUTPUT_LIMIT: usize = 64 * 1024;

/// Runs changes to their end even when nobody waits any more.
#[derive(Default)]
pub(super) struct Background {
    tasks: TaskTracker,
}

impl Background {
    /// Runs a change and waits for it as long as `patience`; `what` names it in failures.
    pub(super) async fn run(
        &self,
        runner: &Arc<dyn Runner>,
        what: &str,
        command: Command,
        patience: Duration,
    ) -> Result<Output, Answer> {
        let mut command = command.within(CHANGE);
        command.limit = OUTPUT_LIMIT;
        let runner = runner.clone();
        let change = self.tasks.spawn(async move { runner.run(command).await });
        match timeout(patience, change).await {
            Ok(Ok(result)) => succeeded(what, result),
            Ok(Err(_)) => Err(Answer::aborted(format!("{what} was cut short"))),
            Err(_) => Err(Answer::aborted(format!(
                "{what} takes more than {} s and goes on, look at its state later",
                patience.as_secs()
            ))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::System;

    #[tokio::test]
    async fn a_change_goes_on_when_its_request_gives_up() {
        let folder = tempfile::tempdir().unwrap();
        let (gate, done) = (folder.path().join("gate"), folder.path().join("done"));
        let script = format!(
            "until [ -e {} ]; do sleep 0.01; done; touch {}",
            gate.display(),
            done.display()
        );
        let command = Command::new("/bin/sh").args(["-c".to_owned(), script]);
        let runner: Arc<dyn Runner> = Arc::new(System);
        let background = Background::default();
        let given_up = background.run(&runner, "waiting", command, Duration::ZERO).await;
        assert_eq!(
            given_up.unwrap_err().message,
            "waiting takes more than 0 s and goes on, look at its state later"
        );
        std::fs::write(gate, "").unwrap();
        background.tasks.close();
        background.tasks.wait().await;
        assert!(done.exists());
    }
}
