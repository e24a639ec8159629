//! Running other programs for agents: bounded in time, output and process tree.

use std::time::Duration;

/// A program to run: no shell, empty standard input unless given, a new process group, `LC_ALL=C`.
#[derive(Debug, Clone)]
pub struct Command {
    /// Program name or path.
    pub program: String,
    /// Arguments.
    pub args: Vec<String>,
    /// Extra environment.
    pub env: Vec<(String, String)>,
    /// Bytes for standard input.
    pub stdin: Vec<u8>,
    /// The whole group is killed after this long.
    pub timeout: Duration,
    /// Bytes kept of each output stream; the rest is read and dropped.
    pub limit: usize,
}

/// What a program said.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    },
}

impl Command {
    /// A program with 60 s and 1 MiB per stream.
    pub fn new(program: impl Into<String>) -> Self {
        Self {
            program: program.into(),
            args: Vec::new(),
            env: Vec::new(),
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

    /// Runs it to its end. Dropping the future kills the process group.
    pub async fn run(&self) -> Result<Output, CommandError> {
        todo!()
    }
}
