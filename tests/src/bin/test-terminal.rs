//! Starts a program in a session of its own whose terminal is standard input, as a login does.
//!
//! Only a process itself can begin a session, so this stands between a test and the program it types at.

use std::io;
use std::os::unix::process::CommandExt;
use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    let error = start();
    #[expect(clippy::print_stderr, reason = "the test shows what was written")]
    {
        eprintln!("the program does not start: {error}");
    }
    ExitCode::from(127)
}

/// Becomes the program; comes back only with the reason why it cannot.
fn start() -> io::Error {
    let mut words = std::env::args_os().skip(1);
    let Some(program) = words.next() else {
        return io::Error::other("no program is named");
    };
    let session = rustix::process::setsid().and_then(|_| rustix::process::ioctl_tiocsctty(io::stdin()));
    match session {
        Ok(()) => Command::new(program).args(words).exec(),
        Err(error) => error.into(),
    }
}
