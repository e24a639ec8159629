//! The seam between agents and the machine's programs.

use std::path::{Path, PathBuf};

use async_trait::async_trait;
use client::files::is_program;
use rustix::process::{Pid, Signal, kill_process};
use tokio::sync::{Semaphore, SemaphorePermit};

use super::{Command, CommandError, DEFAULT_PATH, Output};

/// Programs that run at once in one process. Many nodes can share it, and a broadcast reaches all of them together.
const SLOTS: usize = 64;

static RUNNING: Semaphore = Semaphore::const_new(SLOTS);

/// Runs programs and knows which there are.
#[async_trait]
pub(crate) trait Runner: Send + Sync {
    /// Runs a program to its end.
    async fn run(&self, command: Command) -> Result<Output, CommandError>;

    /// Starts a program and forgets it.
    fn detach(&self, command: &Command) -> Result<(), CommandError>;

    /// Sends a signal to a process.
    fn signal(&self, process: Pid, signal: Signal) -> std::io::Result<()>;

    /// Where a program is, by name or absolute path.
    fn find(&self, program: &str) -> Option<PathBuf>;

    /// Whether a path exists.
    fn exists(&self, path: &str) -> bool;
}

/// The real machine.
#[derive(Debug)]
pub(crate) struct System;

#[async_trait]
impl Runner for System {
    async fn run(&self, command: Command) -> Result<Output, CommandError> {
        let _slot = slot().await;
        command.run().await
    }

    fn detach(&self, command: &Command) -> Result<(), CommandError> {
        command.detach()
    }

    fn signal(&self, process: Pid, signal: Signal) -> std::io::Result<()> {
        Ok(kill_process(process, signal)?)
    }

    fn find(&self, program: &str) -> Option<PathBuf> {
        let path = std::env::var_os("PATH").unwrap_or_else(|| DEFAULT_PATH.into());
        std::env::split_paths(&path)
            .filter(|folder| folder.is_absolute())
            .map(|folder| folder.join(program)) // an absolute program replaces the folder
            .find(|path| is_program(path))
    }

    fn exists(&self, path: &str) -> bool {
        Path::new(path).exists()
    }
}

/// The right to run a program, once one of the others has ended.
pub(crate) async fn slot() -> SemaphorePermit<'static> {
    RUNNING.acquire().await.expect("nothing closes this semaphore")
}

#[cfg(test)]
pub(crate) use script::Script;

#[cfg(test)]
mod script {
    use std::collections::{BTreeMap, BTreeSet};
    use std::sync::Mutex;

    use super::*;

    /// A machine that answers from recorded output and remembers what it was told to run.
    #[derive(Default)]
    pub(crate) struct Script {
        paths: BTreeSet<String>,
        answers: Mutex<BTreeMap<String, Vec<Output>>>,
        ran: Mutex<Vec<String>>,
    }

    impl Script {
        /// A machine with these programs and paths.
        pub(crate) fn with(paths: &[&str]) -> Self {
            Self {
                paths: paths.iter().map(|path| (*path).to_owned()).collect(),
                ..Self::default()
            }
        }

        /// The next answer to this exact command line; the last one is repeated.
        pub(crate) fn on(self, line: &str, code: i32, stdout: &str, stderr: &str) -> Self {
            self.answers
                .lock()
                .unwrap()
                .entry(line.into())
                .or_default()
                .push(Output {
                    code: Some(code),
                    stdout: stdout.into(),
                    stderr: stderr.into(),
                    truncated: false,
                });
            self
        }

        /// Every command line so far.
        pub(crate) fn ran(&self) -> Vec<String> {
            self.ran.lock().unwrap().clone()
        }

        fn note(&self, command: &Command) -> String {
            let mut words = vec![command.program.as_str()];
            words.extend(command.args.iter().map(String::as_str));
            let line = words.join(" ");
            self.ran.lock().unwrap().push(line.clone());
            line
        }
    }

    #[async_trait]
    impl Runner for Script {
        async fn run(&self, command: Command) -> Result<Output, CommandError> {
            let line = self.note(&command);
            let mut answers = self.answers.lock().unwrap();
            match answers.get_mut(&line) {
                Some(left) if left.len() > 1 => Ok(left.remove(0)),
                Some(left) => Ok(left[0].clone()),
                None => Err(CommandError::Start {
                    program: line,
                    source: std::io::ErrorKind::NotFound.into(),
                }),
            }
        }

        fn detach(&self, command: &Command) -> Result<(), CommandError> {
            self.note(command);
            Ok(())
        }

        fn signal(&self, process: Pid, signal: Signal) -> std::io::Result<()> {
            let line = format!("signal {} {signal:?}", process.as_raw_nonzero());
            self.ran.lock().unwrap().push(line);
            Ok(())
        }

        fn find(&self, program: &str) -> Option<PathBuf> {
            self.paths.get(program).map(PathBuf::from)
        }

        fn exists(&self, path: &str) -> bool {
            self.paths.contains(path)
        }
    }
}
