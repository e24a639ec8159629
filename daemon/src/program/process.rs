//! What a daemon owes its operator: a pid file and an ear for signals.

use std::path::{Path, PathBuf};

use anyhow::Context;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tracing::{info, warn};

use super::logging::LogFile;

/// A file with the process id; removed at the end.
#[derive(Debug)]
pub struct PidFile(PathBuf);

/// The signals a daemon hears.
#[derive(Debug)]
pub struct Signals {
    terminate: Signal,
    interrupt: Signal,
    hangup: Signal,
}

impl PidFile {
    /// Writes this process's id to `path`, in place of a file or link that is there.
    pub fn write(path: PathBuf) -> anyhow::Result<Self> {
        let what = |path: &Path| format!("writing pid file {}", path.display());
        let id = format!("{}\n", std::process::id());
        crate::status::replace(&path, id.as_bytes()).with_context(|| what(&path))?;
        Ok(Self(path))
    }
}

impl Drop for PidFile {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

impl Signals {
    /// Starts to listen; from here on the signals do not end the process.
    pub fn listen() -> std::io::Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
            hangup: signal(SignalKind::hangup())?,
        })
    }

    /// Waits for a signal to stop. A hangup opens the log file again; policies and facts are read again without one.
    pub async fn stop(&mut self, log: Option<&LogFile>) -> &'static str {
        loop {
            tokio::select! {
                _ = self.terminate.recv() => return "SIGTERM",
                _ = self.interrupt.recv() => return "SIGINT",
                _ = self.hangup.recv() => {}
            }
            match log.map(LogFile::reopen) {
                Some(Ok(())) => info!("log file was opened again"),
                Some(Err(error)) => warn!(%error, "log file cannot be opened again"),
                None => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_planted_link_costs_nobody_a_file() {
        let dir = tempfile::tempdir().unwrap();
        let (path, target) = (dir.path().join("pid"), dir.path().join("shadow"));
        std::fs::write(&target, "precious").unwrap();
        std::os::unix::fs::symlink(&target, &path).unwrap();
        let pid = PidFile::write(path.clone()).unwrap();
        assert_eq!(
            std::fs::read_to_string(&path).unwrap(),
            format!("{}\n", std::process::id())
        );
        drop(pid);
        assert!(!path.exists());
        assert_eq!(std::fs::read_to_string(&target).unwrap(), "precious");
    }
}
