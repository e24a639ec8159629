//! Sees to it that a `nats-server` ends when its broker does, however that ends.

use std::process::Stdio;

use tokio::process::{Child, Command};
use tracing::warn;

/// Reads until the broker's end of the pipe is closed, which the kernel does for a process that is killed. Then the server is asked to
/// end, and made to after ten seconds.
const SCRIPT: &str = r#"read -r _
kill -TERM "$1" 2>/dev/null || exit 0
waited=0
while kill -0 "$1" 2>/dev/null; do
  waited=$((waited + 1))
  [ "$waited" -gt 50 ] && kill -KILL "$1"
  sleep 0.2
done"#;

/// A shell that outlives this process by a moment, and the end of its pipe. Dropping it calls it off.
#[derive(Debug)]
pub(super) struct Watch {
    _shell: Child,
}

impl Watch {
    /// Watches over the process with this id; none where there is no shell.
    pub(super) fn over(process: u32) -> Option<Self> {
        let mut command = Command::new("/bin/sh");
        command
            .args(["-c", SCRIPT, "mco-broker-watch", &process.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            // Not stopped by what is typed at a terminal.
            .process_group(0)
            .kill_on_drop(true);
        match command.spawn() {
            Ok(shell) => Some(Self { _shell: shell }),
            Err(error) => {
                warn!(%error, "nobody will end nats-server should this broker be killed");
                None
            }
        }
    }
}
