//! The folder of jobs: one file each, readable by its owner only.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use client::files;
use config::Environment;

use crate::job::{Job, JobId, Journal, Line, Plan};

/// Largest file that is read: the largest cell, asked many times.
const MAX_FILE: u64 = 256 << 20;

/// Attempts to take a job up before somebody else must be working on it.
const LOCK_ATTEMPTS: usize = 20;

/// Names tried for a new job before giving up.
const ATTEMPTS: usize = 100;

/// What the name of a file ends with.
const SUFFIX: &str = ".jsonl";

/// Why a job cannot be had.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum StoreError {
    /// There is no place for files of this user.
    #[error("there is no folder for jobs: neither XDG_STATE_HOME nor HOME is set")]
    NoFolder,
    /// Nobody knows it.
    #[error("no job is called {0}")]
    Unknown(String),
    /// Several begin like this.
    #[error("{name} could be any of {}", found.join(", "))]
    Ambiguous {
        /// What was typed.
        name: String,
        /// Whose names begin so.
        found: Vec<String>,
    },
    /// Somebody works on it.
    #[error("another mco is working on job {0}")]
    Busy(JobId),
    /// The file holds no plan.
    #[error("{0} does not hold a job")]
    NoPlan(PathBuf),
    /// A file or folder.
    #[error("{path} cannot be {what}")]
    File {
        /// Which.
        path: PathBuf,
        /// `read`, `written` or the like.
        what: &'static str,
        /// Why.
        source: io::Error,
    },
}

/// Differs when a job has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Stamp(SystemTime, u64);

/// The folder of jobs.
#[derive(Debug)]
pub(crate) struct Store {
    folder: PathBuf,
}

impl Store {
    /// The user's folder, `mco/jobs` below the XDG state folder. It need not exist.
    pub(crate) fn of(environment: &Environment) -> Result<Self, StoreError> {
        let state = environment.state_dir().ok_or(StoreError::NoFolder)?;
        Ok(Self {
            folder: state.join("jobs"),
        })
    }

    /// Begins a job under a new name.
    pub(crate) fn create(&self, plan: Plan) -> Result<Journal, StoreError> {
        let failed = |path: &Path, source| StoreError::File {
            path: path.to_owned(),
            what: "written",
            source,
        };
        files::private_folder(&self.folder).map_err(|error| failed(&self.folder, error))?;
        let (id, file) = self.claim().map_err(|error| failed(&self.folder, error))?;
        lock(&file, &id)?;
        let mut journal = Journal::new(Job::new(id, plan.clone()), Some(file));
        journal.note(Line::Plan(Box::new(plan)));
        journal.sync();
        match journal.into_broken() {
            Ok(journal) => Ok(journal),
            Err((id, error)) => {
                // Half a plan is of no use to anybody.
                let _ = fs::remove_file(self.path(&id));
                Err(failed(&self.path(&id), error))
            }
        }
    }

    fn claim(&self) -> io::Result<(JobId, File)> {
        let mut options = OpenOptions::new();
        options.append(true).create_new(true).mode(0o600);
        let mut last = io::Error::from(io::ErrorKind::AlreadyExists);
        for _ in 0..ATTEMPTS {
            let id = JobId::random();
            match options.open(self.path(&id)) {
                Ok(file) => return Ok((id, file)),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => last = error,
                Err(error) => return Err(error),
            }
        }
        Err(last)
    }

    /// The job somebody means: its name, or the beginning of only one name.
    pub(crate) fn find(&self, name: &str) -> Result<JobId, StoreError> {
        let known = self.names()?;
        let exact = JobId::parse(name).filter(|id| known.contains(id));
        if let Some(id) = exact {
            return Ok(id);
        }
        let begin = |id: &JobId| !name.is_empty() && id.as_str().starts_with(name);
        let mut found: Vec<JobId> = known.into_iter().filter(begin).collect();
        match (found.pop(), found.is_empty()) {
            (Some(id), true) => Ok(id),
            (Some(id), false) => Err(StoreError::Ambiguous {
                name: name.to_owned(),
                found: found.iter().chain([&id]).map(ToString::to_string).collect(),
            }),
            (None, _) => Err(StoreError::Unknown(name.to_owned())),
        }
    }

    /// The names of all jobs, sorted.
    pub(crate) fn names(&self) -> Result<Vec<JobId>, StoreError> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(source) => {
                return Err(StoreError::File {
                    path: self.folder.clone(),
                    what: "read",
                    source,
                });
            }
        };
        let names = entries.flatten().map(|entry| entry.file_name());
        let mut ids: Vec<JobId> = names
            .filter_map(|name| JobId::parse(name.to_str()?.strip_suffix(SUFFIX)?))
            .collect();
        ids.sort();
        Ok(ids)
    }

    /// At most so many jobs, those first that changed last.
    pub(crate) fn latest(&self, most: usize) -> Result<Vec<(JobId, Stamp)>, StoreError> {
        let known = self.names()?.into_iter();
        let mut jobs: Vec<(JobId, Stamp)> = known
            .filter_map(|id| Some((id.clone(), self.stamp(&id)?)))
            .collect();
        jobs.sort_by_key(|(_, stamp)| std::cmp::Reverse(*stamp));
        jobs.truncate(most);
        Ok(jobs)
    }

    /// Looks at a job; also says whether somebody works on it.
    pub(crate) fn read(&self, id: &JobId) -> Result<(Job, bool), StoreError> {
        let mut file = self.open_file(id, OpenOptions::new().read(true))?;
        let busy = is_busy(&file);
        Ok((self.parse(id, &mut file)?.0, busy))
    }

    /// Something that differs when the job has changed, as far as its file tells.
    pub(crate) fn stamp(&self, id: &JobId) -> Option<Stamp> {
        let file = fs::metadata(self.path(id)).ok()?;
        Some(Stamp(file.modified().ok()?, file.len()))
    }

    /// Takes up a job that nobody else works on.
    pub(crate) fn open(&self, id: &JobId) -> Result<Journal, StoreError> {
        let mut file = self.open_file(id, OpenOptions::new().read(true).append(true))?;
        lock(&file, id)?;
        let (job, whole) = self.parse(id, &mut file)?;
        // A line that was cut short must not swallow the next one.
        file.set_len(whole).map_err(|source| StoreError::File {
            path: self.path(id),
            what: "written",
            source,
        })?;
        Ok(Journal::new(job, Some(file)))
    }

    /// Forgets a job that nobody works on.
    pub(crate) fn remove(&self, id: &JobId) -> Result<(), StoreError> {
        let file = self.open_file(id, OpenOptions::new().read(true))?;
        lock(&file, id)?;
        fs::remove_file(self.path(id)).map_err(|source| StoreError::File {
            path: self.path(id),
            what: "removed",
            source,
        })
    }

    fn open_file(&self, id: &JobId, options: &OpenOptions) -> Result<File, StoreError> {
        options.open(self.path(id)).map_err(|source| match source.kind() {
            io::ErrorKind::NotFound => StoreError::Unknown(id.to_string()),
            _ => StoreError::File {
                path: self.path(id),
                what: "opened",
                source,
            },
        })
    }

    /// The job and the length of its whole lines.
    fn parse(&self, id: &JobId, file: &mut File) -> Result<(Job, u64), StoreError> {
        let mut bytes = Vec::new();
        let read = file
            .seek(SeekFrom::Start(0))
            .and_then(|_| file.take(MAX_FILE).read_to_end(&mut bytes));
        read.map_err(|source| StoreError::File {
            path: self.path(id),
            what: "read",
            source,
        })?;
        let whole = bytes
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |end| end + 1);
        let text = String::from_utf8_lossy(&bytes[..whole]);
        let job = Job::read(id.clone(), &text).ok_or_else(|| StoreError::NoPlan(self.path(id)))?;
        Ok((job, whole as u64))
    }

    fn path(&self, id: &JobId) -> PathBuf {
        self.folder.join(format!("{id}{SUFFIX}"))
    }
}

/// Whether somebody works on it. Asking takes the lock, for a moment only.
fn is_busy(file: &File) -> bool {
    let busy = matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock));
    let _ = file.unlock();
    busy
}

/// The lock goes with the process, however it ends. Somebody may only be asking whether it is there.
fn lock(file: &File, id: &JobId) -> Result<(), StoreError> {
    for _ in 0..LOCK_ATTEMPTS {
        if file.try_lock().is_ok() {
            return Ok(());
        }
        std::thread::yield_now();
    }
    Err(StoreError::Busy(id.clone()))
}

#[cfg(test)]
mod tests;
