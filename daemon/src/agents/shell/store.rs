//! The folder of jobs. It outlives the node, as jobs do.

use std::fs::{self, DirBuilder};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::PathBuf;

use config::Settings;
use rustix::process::geteuid;

use crate::Answer;

use super::handle::Handle;
use super::job::{Job, State};

/// Where jobs are kept unless `plugin.shell.state_path` says otherwise.
const DEFAULT_PATH: &str = "/var/run/mcollective-shell";

/// Finished jobs that are kept; beyond it the oldest go.
const FINISHED_LIMIT: usize = 500;

/// All jobs of a machine.
pub(super) struct Store {
    folder: PathBuf,
}

impl Store {
    pub(super) fn configured(settings: &Settings) -> Self {
        let folder = settings.raw("plugin.shell.state_path").unwrap_or(DEFAULT_PATH);
        Self {
            folder: folder.into(),
        }
    }

    /// Makes room for a new job and writes its command down.
    pub(super) fn create(&self, command: &str) -> Result<Job, Answer> {
        self.ready()?;
        self.prune()?;
        let job = Handle::fresh().and_then(|handle| {
            let folder = self.folder.join(handle.as_str());
            DirBuilder::new().mode(0o700).create(&folder)?;
            let mut file = fs::OpenOptions::new()
                .write(true)
                .create_new(true)
                .mode(0o600)
                .open(folder.join("command"))?;
            writeln!(file, "{command}")?;
            Ok(Job::new(folder, handle))
        });
        job.map_err(|error| self.failed("write", &error))
    }

    /// Finds a job.
    pub(super) fn open(&self, handle: &Handle) -> Result<Job, Answer> {
        let folder = self.folder.join(handle.as_str());
        match folder.is_dir() {
            true => self.trusted().map(|()| Job::new(folder, handle.clone())),
            false => Err(Answer::aborted(format!(
                "no job has the handle {}",
                handle.as_str()
            ))),
        }
    }

    /// Every job, by handle.
    pub(super) fn list(&self) -> Result<Vec<Job>, Answer> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(self.failed("read", &error)),
        };
        let handles = entries.filter_map(|entry| Handle::new(entry.ok()?.file_name().to_str()?).ok());
        let mut jobs: Vec<Job> = handles.filter_map(|handle| self.open(&handle).ok()).collect();
        jobs.sort_by(|a, b| a.handle().as_str().cmp(b.handle().as_str()));
        Ok(jobs)
    }

    fn ready(&self) -> Result<(), Answer> {
        if !self.folder.is_absolute() {
            return Err(Answer::aborted("plugin.shell.state_path is not an absolute path"));
        }
        let created = DirBuilder::new().mode(0o700).recursive(true).create(&self.folder);
        created.map_err(|error| self.failed("create", &error))?;
        self.trusted()
    }

    /// Whoever can write here decides what a job said and which process is killed, so it must be ours alone.
    fn trusted(&self) -> Result<(), Answer> {
        let found = fs::symlink_metadata(&self.folder).map_err(|error| self.failed("look at", &error))?;
        let ours = found.is_dir() && found.uid() == geteuid().as_raw() && found.mode() & 0o022 == 0;
        match ours {
            true => Ok(()),
            false => Err(Answer::aborted(format!(
                "{} is not a folder of this node's user alone",
                self.folder.display()
            ))),
        }
    }

    fn prune(&self) -> Result<(), Answer> {
        let mut finished: Vec<Job> = self
            .list()?
            .into_iter()
            .filter(|job| matches!(job.state(), State::Stopped(_) | State::Failed))
            .collect();
        if finished.len() >= FINISHED_LIMIT {
            finished.sort_by_key(Job::started);
            let surplus = finished.len() + 1 - FINISHED_LIMIT;
            for job in finished.iter().take(surplus) {
                job.discard()?;
            }
        }
        Ok(())
    }

    fn failed(&self, doing: &str, error: &std::io::Error) -> Answer {
        Answer::aborted(format!("could not {doing} {}: {error}", self.folder.display()))
    }
}
