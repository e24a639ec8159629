//! The private folder of a running `nats-server`: its configuration, its process id, its ports.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use tokio::time::{Instant, sleep};
use tracing::warn;

use super::NatsError;

const CONFIGURATION: &str = "nats-server.conf";
const LOCK: &str = "lock";
const PROCESS: &str = "nats-server.pid";
/// What a server puts into the folder for its ports.
const PORTS: &str = "ports";
const OWNER_ONLY: u32 = 0o700;
const OWNER_ONLY_FILE: u32 = 0o600;
/// How long a leftover may take to end when asked, and then when forced.
const PATIENCE: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(20);

/// A folder nobody else uses.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    _lock: File,
}

impl Folder {
    /// Makes it unless it is there, and takes it.
    pub(super) fn claim(path: &Path) -> Result<Self, NatsError> {
        let failed = |done| {
            move |source| NatsError::Folder {
                path: path.to_owned(),
                done,
                source,
            }
        };
        let mut make = DirBuilder::new();
        make.recursive(true).mode(OWNER_ONLY);
        make.create(path).map_err(failed("made"))?;
        // It may have been there, with other permissions.
        fs::set_permissions(path, fs::Permissions::from_mode(OWNER_ONLY)).map_err(failed("made private"))?;
        let lock = private().open(path.join(LOCK)).map_err(failed("written to"))?;
        lock.try_lock().map_err(|failure| match failure {
            TryLockError::WouldBlock => NatsError::Taken {
                path: path.to_owned(),
            },
            TryLockError::Error(source) => failed("locked")(source),
        })?;
        Ok(Self {
            path: path.to_owned(),
            _lock: lock,
        })
    }

    pub(super) fn configuration(&self) -> PathBuf {
        self.path.join(CONFIGURATION)
    }

    /// Where the server writes its process id.
    pub(super) fn process_file(&self) -> PathBuf {
        self.path.join(PROCESS)
    }

    /// Where the server writes which ports it has.
    pub(super) fn ports(&self) -> PathBuf {
        self.path.join(PORTS)
    }

    /// Replaces the configuration in one step.
    pub(super) fn write_configuration(&self, text: &str) -> Result<(), NatsError> {
        let (path, draft) = (self.configuration(), self.path.join("nats-server.conf.new"));
        let write = || {
            let mut file = private().truncate(true).open(&draft)?;
            file.write_all(text.as_bytes())?;
            fs::rename(&draft, &path)
        };
        write().map_err(|source| self.unwritable(&path, source))
    }

    /// Forgets the ports of servers that are gone.
    pub(super) fn clear_ports(&self) -> Result<(), NatsError> {
        let ports = self.ports();
        let clear = || {
            match fs::remove_dir_all(&ports) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
            DirBuilder::new().mode(OWNER_ONLY).create(&ports)
        };
        clear().map_err(|source| self.unwritable(&ports, source))
    }

    /// Ends a server that outlived its broker: it would hold the ports and the streams. The lock says that it is nobody's.
    pub(super) async fn end_leftover(&self) -> Result<(), NatsError> {
        let Some(process) = self.leftover() else {
            return Ok(());
        };
        warn!(
            process = process.as_raw_pid(),
            "ending the nats-server of an earlier broker"
        );
        for signal in [Signal::TERM, Signal::KILL] {
            let _ = kill_process(process, signal);
            if gone(process, PATIENCE).await {
                return Ok(());
            }
        }
        Err(NatsError::Leftover {
            process: process.as_raw_pid(),
        })
    }

    /// A process that runs with our configuration.
    fn leftover(&self) -> Option<Pid> {
        let text = fs::read_to_string(self.process_file()).ok()?;
        let process = Pid::from_raw(text.trim().parse().ok()?)?;
        let arguments = arguments(process)?;
        let ours = self.configuration();
        let ours = ours.as_os_str().as_encoded_bytes();
        let mut arguments = arguments.split(|byte| *byte == 0);
        arguments.any(|argument| argument == ours).then_some(process)
    }

    fn unwritable(&self, path: &Path, source: io::Error) -> NatsError {
        NatsError::Folder {
            path: path.to_owned(),
            done: "written",
            source,
        }
    }
}

/// Waits until a process is gone; false when it is still there after `patience`.
async fn gone(process: Pid, patience: Duration) -> bool {
    let deadline = Instant::now() + patience;
    while arguments(process).is_some() {
        if Instant::now() > deadline {
            return false;
        }
        sleep(PAUSE).await;
    }
    true
}

/// What a process was started with; none for one that is gone, or waits for nothing but its burial.
fn arguments(process: Pid) -> Option<Vec<u8>> {
    let arguments = fs::read(format!("/proc/{}/cmdline", process.as_raw_pid())).ok()?;
    (!arguments.is_empty()).then_some(arguments)
}

/// Files that concern their owner alone.
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create(true).mode(OWNER_ONLY_FILE);
    options
}
