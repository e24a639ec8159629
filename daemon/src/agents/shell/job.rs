//! One job: a folder with its command, the ids of its processes, its output and its exit status.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;

use protocol::rpc::Object;
use rustix::process::{Pid, Signal, kill_process_group};
use serde_json::json;

use crate::Answer;
use crate::agents::input::outputs;
use crate::command::Command;

use super::handle::Handle;
use super::output;

/// Bytes of a command a list carries.
const COMMAND_LIMIT: usize = 1024;

/// Runs a command (`$2`) with its output in a folder (`$1`), and writes down how it ended. It leads the group of processes
/// that `kill` ends, and lives through that itself to tell the exit status; files appear whole because they are renamed.
const WRAPPER: &str = r#"
folder=$1; command=$2; shift 2
trap : TERM INT HUP
"$@" -c "$command" </dev/null >"$folder/stdout" 2>"$folder/stderr" &
job=$!
echo "$job" >"$folder/pid.new"
echo "$$" >"$folder/group"
mv "$folder/pid.new" "$folder/pid"
wait "$job"; status=$?
while kill -0 "$job" 2>/dev/null; do wait "$job"; status=$?; done
echo "$status" >"$folder/exitstatus.new"
mv "$folder/exitstatus.new" "$folder/exitstatus"
"#;

/// How far a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Starting,
    Running,
    /// It ended with this exit status.
    Stopped(i32),
    /// It vanished without an exit status, e.g. when the machine was restarted.
    Failed,
}

/// One job.
pub(super) struct Job {
    folder: PathBuf,
    handle: Handle,
}

impl Job {
    pub(super) fn new(folder: PathBuf, handle: Handle) -> Self {
        Self { folder, handle }
    }

    pub(super) fn handle(&self) -> &Handle {
        &self.handle
    }

    /// What to start for the job, given a shell.
    pub(super) fn wrapper(&self, program: &str, args: &[String]) -> Command {
        let folder = self.folder.to_string_lossy().into_owned();
        let line = self.read("command").unwrap_or_default();
        Command::new("/bin/sh")
            .args(["-c", WRAPPER, "mco-shell"])
            .args([folder, line.trim_end_matches('\n').to_owned(), program.to_owned()])
            .args(args.iter().cloned())
    }

    pub(super) fn state(&self) -> State {
        if let Some(status) = self.number("exitstatus") {
            return State::Stopped(status);
        }
        match self.group() {
            Some(_) => State::Running,
            // The wrapper may have finished between the two looks.
            None => match (self.number("exitstatus"), self.number("pid")) {
                (Some(status), _) => State::Stopped(status),
                (None, Some(_)) => State::Failed,
                (None, None) => State::Starting,
            },
        }
    }

    /// State and output from these offsets on.
    pub(super) fn status(&self, stdout: u64, stderr: u64, limit: usize) -> Result<Object, Answer> {
        let state = self.state();
        let ended = !matches!(state, State::Starting | State::Running);
        let read = |stream: &str, offset: u64| {
            output::read(&self.folder.join(stream), offset, limit, ended).map_err(|error| {
                Answer::aborted(format!(
                    "could not read {stream} of job {}: {error}",
                    self.handle.as_str()
                ))
            })
        };
        let mut told = outputs([
            ("status", json!(state.word())),
            ("stdout", json!(read("stdout", stdout)?)),
            ("stderr", json!(read("stderr", stderr)?)),
        ]);
        if let State::Stopped(status) = state {
            told.insert("exitcode".into(), json!(status));
        }
        Ok(told)
    }

    /// The job as lists show it. `signal` is what ended it, 0 when it ended by itself.
    pub(super) fn described(&self) -> Object {
        let state = self.state();
        let signal = match state {
            // A shell tells a signal as 128 more than its number.
            State::Stopped(status) => json!((status - 128).max(0)),
            _ => json!(null),
        };
        let mut command = self
            .read("command")
            .unwrap_or_default()
            .trim_end_matches('\n')
            .to_owned();
        crate::command::cut(&mut command, COMMAND_LIMIT);
        outputs([
            ("id", json!(self.handle.as_str())),
            ("command", json!(command)),
            ("status", json!(state.word())),
            ("signal", signal),
        ])
    }

    /// Asks the job and everything it started to end.
    pub(super) fn terminate(&self) -> Result<(), Answer> {
        // A wrapper that has written the exit status down lives on for a moment.
        let group = self.group().filter(|_| self.state() == State::Running);
        let group =
            group.ok_or_else(|| Answer::aborted(format!("job {} is not running", self.handle.as_str())))?;
        kill_process_group(group, Signal::TERM)
            .map_err(|error| Answer::aborted(format!("could not end job {}: {error}", self.handle.as_str())))
    }

    /// Removes every trace of it.
    pub(super) fn discard(&self) -> Result<(), Answer> {
        fs::remove_dir_all(&self.folder).map_err(|error| {
            Answer::aborted(format!("could not remove job {}: {error}", self.handle.as_str()))
        })
    }

    /// When it was created, in Unix seconds.
    pub(super) fn started(&self) -> i64 {
        fs::metadata(self.folder.join("command")).map_or(0, |file| file.mtime())
    }

    /// The wrapper, while it lives. Its id may belong to another process by now, which does not name this job.
    fn group(&self) -> Option<Pid> {
        let id = self.number("group")?;
        let words = fs::read(format!("/proc/{id}/cmdline")).ok()?;
        let folder = self.folder.to_string_lossy();
        let ours = words
            .split(|byte| *byte == 0)
            .any(|word| word == folder.as_bytes());
        ours.then(|| Pid::from_raw(id)).flatten()
    }

    fn number(&self, file: &str) -> Option<i32> {
        self.read(file)?.trim().parse().ok()
    }

    fn read(&self, file: &str) -> Option<String> {
        fs::read_to_string(self.folder.join(file)).ok()
    }
}

impl State {
    fn word(self) -> &'static str {
        match self {
            Self::Starting => "starting",
            Self::Running => "running",
            Self::Stopped(_) => "stopped",
            Self::Failed => "failed",
        }
    }
}
