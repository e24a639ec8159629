//! Running other programs for agents: bounded in time, output and process tree.

mod capture;
mod runner;

use std::path::PathBuf;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process_group};
use tokio::io::AsyncWriteExt;
use tokio::process::{Child, ChildStdin};
use tokio::time::timeout;

use capture::Capture;
pub(crate) use capture::{Listener, cut};
#[cfg(test)]
pub(crate) use runner::Script;
pub(crate) use runner::{Runner, System, slot};

/// How long output is still collected once the program has ended: a daemon it left behind may hold the pipes for ever.
const DRAIN: Duration = Duration::from_millis(500);

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

/// Kills a process group unless disarmed. It must go before the [`Child`] that leads the group: until the leader is
/// reaped its id cannot belong to anyone else.
struct Group(Option<Pid>);

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
        let stdin = if self.stdin.is_empty() {
            Stdio::null()
        } else {
            Stdio::piped()
        };
        let mut child = self
            .prepare()
            .stdin(stdin)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .map_err(|source| self.unstarted(source))?;
        let mut group = Group::led_by(&child);
        let streams = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let pipes = async {
            let (input, output, errors) = streams;
            tokio::join!(
                feed(input, &self.stdin),
                capture::listen(output, stdout),
                capture::listen(errors, stderr)
            );
        };
        match self.follow(&mut child, &mut group, pipes).await {
            Some(Ok(status)) => Ok(status.code()),
            Some(Err(source)) => Err(CommandError::Lost {
                program: self.program.clone(),
                source,
            }),
            None => Err(CommandError::Timeout {
                program: self.program.clone(),
                after: self.timeout,
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
            .spawn()
            .map(drop)
            .map_err(|source| self.unstarted(source))
    }

    /// Waits for the end of the program while its pipes are served; none when it takes too long.
    async fn follow(
        &self,
        child: &mut Child,
        group: &mut Group,
        pipes: impl Future<Output = ()>,
    ) -> Option<std::io::Result<ExitStatus>> {
        tokio::pin!(pipes);
        let mut open = true;
        let ended = timeout(self.timeout, async {
            loop {
                tokio::select! {
                    status = child.wait() => break status,
                    () = &mut pipes, if open => open = false,
                }
            }
        });
        let status = ended.await.ok()?;
        group.disarm();
        if open {
            // Running out of time is the normal end when a daemon was left behind.
            let _ = timeout(DRAIN, pipes).await;
        }
        Some(status)
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
            .current_dir(&self.folder)
            .process_group(0);
        command
    }

    fn unstarted(&self, source: std::io::Error) -> CommandError {
        CommandError::Start {
            program: self.program.clone(),
            source,
        }
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

impl Group {
    fn led_by(child: &Child) -> Self {
        Self(child.id().and_then(|id| Pid::from_raw(id.try_into().ok()?)))
    }

    fn disarm(&mut self) {
        self.0 = None;
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        if let Some(leader) = self.0 {
            // It fails when the whole group has ended already, which is what is wanted.
            let _ = kill_process_group(leader, Signal::KILL);
        }
    }
}

/// Writes the program's input; one that does not read it all is no failure.
async fn feed(stdin: Option<ChildStdin>, bytes: &[u8]) {
    if let Some(mut stdin) = stdin {
        let _ = stdin.write_all(bytes).await;
    }
}

#[cfg(test)]
mod tests;
