//! Running other programs for agents, with little of the environment and an end to what is kept of their output.

mod capture;
mod runner;

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

pub(crate) use client::process::cut;
use client::process::{Failure, Listener, attend};

use capture::Capture;
#[cfg(test)]
pub(crate) use runner::Script;
pub(crate) use runner::{Runner, System, slot};

/// What a program inherits from the environment; everything else may hold secrets.
const INHERITED: &[&str] = &["PATH", "HOME", "USER", "LOGNAME", "TMPDIR", "TZ"];

/// The same for a program that is promised a bare environment.
const BARE: &[&str] = &["PATH"];

/// Where programs are searched when the environment has no `PATH`.
const DEFAULT_PATH: &str = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/// A program to run: no shell, empty standard input unless given, a new process group, and unless told otherwise `LC_ALL=C` and the
/// working folder `/`.
#[derive(Debug, Clone)]
pub struct Command {
    /// Program name or path.
    pub program: String,
    /// Arguments.
    pub args: Vec<String>,
    /// Extra environment; it wins over the few inherited variables.
    pub env: Vec<(String, String)>,
    /// Whether `PATH` is all it inherits, and no locale is set.
    pub bare: bool,
    /// Working folder.
    pub folder: PathBuf,
    /// Bytes for standard input.
    pub stdin: Vec<u8>,
    /// The whole group is killed after this long.
    pub timeout: Duration,
    /// Bytes kept of each output stream; the rest is read and dropped.
    pub limit: usize,
}

/// What a program said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Output {
    /// Exit status; none when a signal ended it.
    pub code: Option<i32>,
    /// Standard output, at most `limit` bytes, lossy UTF-8.
    pub stdout: String,
    /// Standard error, likewise.
    pub stderr: String,
    /// Whether output was cut.
    pub truncated: bool,
}

/// Why a program gave no result.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CommandError {
    /// It could not be started.
    #[error("{program} could not be started")]
    Start {
        /// Which program.
        program: String,
        /// Why.
        source: std::io::Error,
    },
    /// It ran too long and was killed, with every process it had started.
    #[error("{program} was killed after {after:?}")]
    Timeout {
        /// Which program.
        program: String,
        /// How long it had.
        after: Duration,
        /// What it had said until then; boxed to keep errors small.
        said: Box<Output>,
    },
    /// It was started but its end could not be observed.
    #[error("{program} was lost track of")]
    Lost {
        /// Which program.
        program: String,
        /// Why.
        source: std::io::Error,
    },
}

impl Command {
    /// A program with 60 s and 1 MiB per stream.
    pub fn new(program: impl Into<String>) -> Self {
        Self {
            program: program.into(),
            args: Vec::new(),
            env: Vec::new(),
            bare: false,
            folder: PathBuf::from("/"),
            stdin: Vec::new(),
            timeout: Duration::from_secs(60),
            limit: 1 << 20,
        }
    }

    /// Adds arguments.
    pub fn args<I: IntoIterator<Item = S>, S: Into<String>>(mut self, args: I) -> Self {
        self.args.extend(args.into_iter().map(Into::into));
        self
    }

    /// Adds one environment variable.
    pub fn env(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.env.push((name.into(), value.into()));
        self
    }

    /// Gives it this long.
    pub fn within(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Runs it to its end. Dropping the future kills the process group.
    ///
    /// What the program leaves running in the background when it ends lives on.
    pub async fn run(&self) -> Result<Output, CommandError> {
        let mut stdout = Capture::new(self.limit);
        let mut stderr = Capture::new(self.limit);
        let ended = self.attend(&mut stdout, &mut stderr).await;
        let output = |code| Output {
            code,
            truncated: stdout.truncated() || stderr.truncated(),
            stdout: stdout.into_text(),
            stderr: stderr.into_text(),
        };
        match ended {
            Ok(code) => Ok(output(code)),
            Err(CommandError::Timeout { program, after, .. }) => Err(CommandError::Timeout {
                program,
                after,
                said: Box::new(output(None)),
            }),
            Err(error) => Err(error),
        }
    }

    /// As [`Command::run`], but what it says goes to these listeners while it runs. Returns its exit status, none when a signal
    /// ended it.
    pub(crate) async fn attend(
        &self,
        stdout: &mut impl Listener,
        stderr: &mut impl Listener,
    ) -> Result<Option<i32>, CommandError> {
        let program = self.program.clone();
        match attend(self.prepare(), &self.stdin, self.timeout, (stdout, stderr)).await {
            Ok(status) => Ok(status.code()),
            Err(Failure::Unstarted(source)) => Err(CommandError::Start { program, source }),
            Err(Failure::Lost(source)) => Err(CommandError::Lost { program, source }),
            Err(Failure::Killed(after)) => Err(CommandError::Timeout {
                program,
                after,
                said: Box::default(),
            }),
        }
    }

    /// Starts it with nothing attached and forgets it: it outlives the caller, and its output goes nowhere.
    pub fn detach(&self) -> Result<(), CommandError> {
        self.prepare()
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .map(drop)
            .map_err(|source| CommandError::Start {
                program: self.program.clone(),
                source,
            })
    }

    fn prepare(&self) -> tokio::process::Command {
        let mut command = tokio::process::Command::new(&self.program);
        command.args(&self.args).env_clear().env("PATH", DEFAULT_PATH);
        let inherited = if self.bare { BARE } else { INHERITED };
        for name in inherited {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        if !self.bare {
            command.env("LC_ALL", "C");
        }
        command
            .envs(self.env.iter().map(|(name, value)| (name, value)))
            .current_dir(&self.folder);
        command
    }
}

impl Output {
    /// Whether it ended with exit status 0.
    pub fn success(&self) -> bool {
        self.code == Some(0)
    }

    /// Why it failed, in one line: the last thing it complained about, else its exit status.
    pub fn complaint(&self) -> String {
        let said = |text: &str| {
            text.lines()
                .rev()
                .map(str::trim)
                .find(|line| !line.is_empty())
                .map(String::from)
        };
        let status = match self.code {
            Some(code) => format!("exit status {code}"),
            None => "killed by a signal".into(),
        };
        match said(&self.stderr).or_else(|| said(&self.stdout)) {
            Some(line) => format!("{line} ({status})"),
            None => status,
        }
    }
}

#[cfg(test)]
mod tests;
