//! What a daemon owes its operator: a pid file and an ear for signals.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;
use tracing::{info, warn};

use super::logging::LogFile;

/// A daemon under way: its log, its pid file and its ear for signals.
#[derive(Debug)]
pub struct Process {
    log: Option<Arc<LogFile>>,
    _pid: Option<PidFile>,
    terminate: Signal,
    interrupt: Signal,
    hangup: Signal,
    hung_up: watch::Sender<()>,
}

/// A file with the process id; removed at the end.
#[derive(Debug)]
struct PidFile(PathBuf);

impl Process {
    /// Writes the pid file, and listens: from here on signals do not end the process.
    pub(super) fn begin(log: Option<Arc<LogFile>>, pid: Option<PathBuf>) -> anyhow::Result<Self> {
        let hear = |kind| signal(kind).context("listening to signals");
        Ok(Self {
            log,
            _pid: pid.map(PidFile::write).transpose()?,
            terminate: hear(SignalKind::terminate())?,
            interrupt: hear(SignalKind::interrupt())?,
            hangup: hear(SignalKind::hangup())?,
            hung_up: watch::Sender::new(()),
        })
    }

    /// Changes at every hangup, by which operators ask for credentials to be read again. It is heard only while
    /// [`Process::told_to_stop`] is awaited.
    pub fn hangups(&self) -> watch::Receiver<()> {
        self.hung_up.subscribe()
    }

    /// Waits for a signal to stop and names it; cancel-safe. A hangup opens the log file again and is passed on to
    /// [`Process::hangups`]; policies and facts are read again without one.
    pub async fn told_to_stop(&mut self) -> &'static str {
        loop {
            tokio::select! {
                _ = self.terminate.recv() => return "SIGTERM",
                _ = self.interrupt.recv() => return "SIGINT",
                _ = self.hangup.recv() => {}
            }
            self.hung_up.send_replace(());
            match self.log.as_deref().map(LogFile::reopen) {
                Some(Ok(())) => info!("log file was opened again"),
                Some(Err(error)) => warn!(%error, "log file cannot be opened again"),
                None => {}
            }
        }
    }

    /// Waits for an orderly end; none when another signal asks for a quick one.
    pub async fn unless_hurried<T>(&mut self, ending: impl Future<Output = T>) -> Option<T> {
        tokio::select! {
            outcome = ending => Some(outcome),
            signal = self.told_to_stop() => {
                warn!(signal, "stopping at once");
                None
            }
        }
    }
}

impl PidFile {
    /// Writes this process's id to `path`, in place of a file or link that is there.
    fn write(path: PathBuf) -> anyhow::Result<Self> {
        let id = format!("{}\n", std::process::id());
        crate::status::replace(&path, id.as_bytes())
            .with_context(|| format!("writing pid file {}", path.display()))?;
        Ok(Self(path))
    }
}

impl Drop for PidFile {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
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
