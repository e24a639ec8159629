//! The command that runs while a slot is held.

use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;

use anyhow::Context;
use rustix::process::{Pid, Signal, kill_process};
use tokio::process::{Child, Command};
use tokio::signal::unix::{SignalKind, signal};

use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::interrupt::OwnInterrupts;

/// What shells add to the number of a signal that ended a program.
const SIGNALLED: i32 = 128;

/// The program and its arguments. The first word is split as a shell does, so that a whole command can be one word.
pub(super) fn words(given: &[String]) -> anyhow::Result<Vec<String>> {
    let (first, rest) = given.split_first().context("there is no command")?;
    let mut words = shlex::split(first).with_context(|| format!("could not parse command {first:?}"))?;
    anyhow::ensure!(!words.is_empty(), "could not parse command {first:?}");
    words.extend_from_slice(rest);
    Ok(words)
}

/// Runs it with our own streams to its end. Signals that ask us to end are handed on: we end when it has.
pub(super) async fn run(ctx: &Ctx, words: &[String]) -> anyhow::Result<Exit> {
    let _own = OwnInterrupts::new();
    let mut interrupts = signal(SignalKind::interrupt()).context("signals cannot be heard")?;
    let mut hangups = signal(SignalKind::hangup()).context("signals cannot be heard")?;
    let child = Command::new(&words[0]).args(&words[1..]).spawn();
    let mut child = child.with_context(|| format!("execution failed: {}", words[0]))?;
    // A terminal sends Ctrl-C to the command as well.
    let mut heard_by_itself = ctx.types();
    let mut asked = false;
    loop {
        tokio::select! {
            status = child.wait() => return Ok(Exit::Program(code(status.context("the command is lost")?))),
            _ = interrupts.recv() => match heard_by_itself {
                true => heard_by_itself = false,
                false => send(&child, Signal::INT),
            },
            _ = hangups.recv() => send(&child, Signal::HUP),
            () = ctx.interrupt.cancelled(), if !asked => {
                asked = true;
                send(&child, Signal::TERM);
            }
        }
    }
}

/// One that has just ended hears nothing.
fn send(child: &Child, signal: Signal) {
    let pid = child.id().and_then(|id| Pid::from_raw(i32::try_from(id).ok()?));
    if let Some(pid) = pid {
        let _ = kill_process(pid, signal);
    }
}

fn code(status: ExitStatus) -> u8 {
    let code = status.code().or_else(|| Some(SIGNALLED + status.signal()?));
    code.and_then(|code| u8::try_from(code).ok()).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_one_quoted_word_or_several() {
        let split = |given: &[&str]| words(&given.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>());
        assert_eq!(
            split(&["puppet agent --tags 'a b'"]).unwrap(),
            ["puppet", "agent", "--tags", "a b"]
        );
        assert_eq!(split(&["sh", "-c", "exit 3"]).unwrap(), ["sh", "-c", "exit 3"]);
        assert_eq!(split(&["puppet agent", "-t"]).unwrap(), ["puppet", "agent", "-t"]);
        for bad in [&["'open"][..], &[""], &["  "], &[]] {
            assert!(split(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn the_status_is_that_of_the_command_or_of_the_signal() {
        assert_eq!(code(ExitStatus::from_raw(7 << 8)), 7);
        assert_eq!(code(ExitStatus::from_raw(15)), 143);
    }
}
