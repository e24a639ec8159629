//! Running other programs: bounded in time and process tree, and heard while they run.

mod chatter;

use std::io;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process_group};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, ChildStdin, Command};
use tokio::time::timeout;

pub use chatter::{Chatter, cut};

/// How long output is still read once the program has ended: a daemon it left behind may hold the pipes for ever.
const DRAIN: Duration = Duration::from_millis(500);

/// Bytes read at once.
const CHUNK: usize = 16 * 1024;

/// Hears what a program says, piece by piece. It must stay small however much that is.
pub trait Listener: Send {
    /// Takes the next bytes.
    fn hear(&mut self, bytes: &[u8]);
}

/// Why a program has no exit status. There is no other way.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// It could not be started.
    #[error("the program could not be started")]
    Unstarted(#[source] io::Error),
    /// It ran too long and was killed, with every process it had started.
    #[error("the program was killed after {0:?}")]
    Killed(Duration),
    /// It was started but its end could not be observed.
    #[error("the program was lost track of")]
    Lost(#[source] io::Error),
}

/// A program and everything it started, killed when dropped before the program has ended.
struct Group(Child);

impl Drop for Group {
    fn drop(&mut self) {
        // None once the program was waited for, after which the number may belong to somebody else.
        let leader = self.0.id().and_then(|id| Pid::from_raw(id.cast_signed()));
        if let Some(leader) = leader {
            // It fails when the whole group has ended already, which is what is wanted.
            let _ = kill_process_group(leader, Signal::KILL);
        }
    }
}

/// Runs a program to its end in a process group of its own, given `input` and heard by these. The group is killed after `limit`, and
/// when the future is dropped.
///
/// What the program leaves running in the background when it ends lives on.
pub async fn attend(
    mut command: Command,
    input: &[u8],
    limit: Duration,
    (stdout, stderr): (&mut impl Listener, &mut impl Listener),
) -> Result<ExitStatus, Failure> {
    let stdin = match input {
        [] => Stdio::null(),
        _ => Stdio::piped(),
    };
    let started = command
        .stdin(stdin)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .process_group(0)
        .kill_on_drop(true)
        .spawn();
    let mut group = Group(started.map_err(Failure::Unstarted)?);
    let child = &mut group.0;
    let (stdin, out, err) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let pipes = async { tokio::join!(feed(stdin, input), listen(out, stdout), listen(err, stderr)) };
    tokio::pin!(pipes);
    let mut open = true;
    let ended = timeout(limit, async {
        loop {
            tokio::select! {
                status = child.wait() => break status,
                _ = &mut pipes, if open => open = false,
            }
        }
    });
    let status = ended.await.map_err(|_| Failure::Killed(limit))?;
    if open {
        // Running out of time is the normal end when a daemon was left behind.
        let _ = timeout(DRAIN, pipes).await;
    }
    status.map_err(Failure::Lost)
}

/// Writes the program's input; one that does not read it all is no failure.
async fn feed(stdin: Option<ChildStdin>, bytes: &[u8]) {
    if let Some(mut stdin) = stdin {
        let _ = stdin.write_all(bytes).await;
    }
}

/// Reads to the end of the stream; when this is given up, nothing that was heard is lost.
async fn listen(stream: Option<impl AsyncRead + Unpin>, listener: &mut impl Listener) {
    let Some(mut stream) = stream else { return };
    let mut chunk = vec![0; CHUNK];
    while let Ok(read @ 1..) = stream.read(&mut chunk).await {
        listener.hear(&chunk[..read]);
    }
}
