//! The private folder of a running `nats-server`: its configuration, its process id, its ports.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::fs::OFlags;
use rustix::process::{Pid, Signal, Uid, geteuid, kill_process};
use tokio::time::{Instant, sleep};
use tracing::warn;

use super::NatsError;

const CONFIGURATION: &str = "nats-server.conf";
/// What becomes the configuration.
const DRAFT: &str = "nats-server.conf.new";
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
        check_owner(path).map_err(failed("trusted"))?;
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
        let (path, draft) = (self.configuration(), self.path.join(DRAFT));
        let write = || {
            // One that is there may be somebody else's, who would read and change what is written to it.
            remove(&draft)?;
            let mut file = private().create_new(true).open(&draft)?;
            file.write_all(text.as_bytes())?;
            fs::rename(&draft, &path)
        };
        write().map_err(|source| self.unwritable(&path, source))
    }

    /// Forgets the ports and the process of servers that are gone, and whatever else is in the place of their files.
    pub(super) fn forget(&self) -> Result<(), NatsError> {
        let ports = self.ports();
        let clear = || {
            remove(&self.process_file())?;
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

/// Whoever owns the folder, or the link that leads to it, decides what the server is told.
fn check_owner(path: &Path) -> io::Result<()> {
    let own = geteuid();
    for found in [fs::symlink_metadata(path)?, fs::metadata(path)?] {
        let owner = Uid::from_raw(found.uid());
        if owner != own && !owner.is_root() {
            return Err(io::Error::other(format!("it belongs to user {}", owner.as_raw())));
        }
    }
    Ok(())
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
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

/// Files that concern their owner alone, and no links to the files of others.
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options
        .write(true)
        .create(true)
        .mode(OWNER_ONLY_FILE)
        .custom_flags(OFlags::NOFOLLOW.bits().cast_signed());
    options
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{chown, symlink};

    use super::*;

    #[test]
    fn links_that_somebody_left_lead_to_no_file_of_others() {
        let dir = tempfile::tempdir().unwrap();
        let (folder, treasure) = (dir.path().join("nats"), dir.path().join("treasure"));
        fs::create_dir(&folder).unwrap();
        fs::write(&treasure, "gold").unwrap();
        let lock = folder.join(LOCK);
        symlink(&treasure, &lock).unwrap();
        assert!(Folder::claim(&folder).is_err());
        fs::remove_file(&lock).unwrap();
        let claimed = Folder::claim(&folder).unwrap();
        for name in [DRAFT, PROCESS] {
            symlink(&treasure, folder.join(name)).unwrap();
        }
        claimed.write_configuration("{}").unwrap();
        claimed.forget().unwrap();
        assert_eq!(fs::read_to_string(&treasure).unwrap(), "gold");
        assert_eq!(fs::read_to_string(claimed.configuration()).unwrap(), "{}");
        assert!(fs::symlink_metadata(claimed.configuration()).unwrap().is_file());
        assert!(fs::symlink_metadata(claimed.process_file()).is_err());
    }

    #[test]
    fn a_draft_that_others_hold_open_does_not_become_the_configuration() {
        let dir = tempfile::tempdir().unwrap();
        let claimed = Folder::claim(dir.path()).unwrap();
        let mut theirs = File::create(dir.path().join(DRAFT)).unwrap();
        claimed.write_configuration("{}").unwrap();
        theirs.write_all(b"theirs").unwrap();
        assert_eq!(fs::read_to_string(claimed.configuration()).unwrap(), "{}");
        let mode = fs::metadata(claimed.configuration()).unwrap().mode();
        assert_eq!(mode & 0o777, OWNER_ONLY_FILE);
    }

    #[test]
    fn a_folder_of_somebody_else_is_not_taken() {
        let dir = tempfile::tempdir().unwrap();
        let (folder, link) = (dir.path().join("folder"), dir.path().join("link"));
        fs::create_dir(&folder).unwrap();
        symlink(&folder, &link).unwrap();
        assert!(check_owner(&folder).is_ok() && check_owner(&link).is_ok());
        // Only root can give folders away.
        if geteuid().is_root() {
            chown(&folder, Some(65_534), None).unwrap();
            assert!(Folder::claim(&folder).is_err() && Folder::claim(&link).is_err());
        }
    }
}
