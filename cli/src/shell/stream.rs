//! Where a statement prints: the terminal, memory, a file, a command of the operating system.

use std::fs::File;
use std::io::{self, Write};
use std::process::Stdio;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context;
use tokio::process::{Child, Command};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::parse::Line;
use crate::ctx::{Ctx, Printer};
use crate::exit::Exit;
use crate::host::{self, Host, Input};
use crate::theme::Theme;

/// Streams and interruption of one statement; clones share them.
#[derive(Clone)]
pub(crate) struct Streams {
    /// The answer goes here.
    pub(crate) out: Printer,
    /// Everything else goes here.
    pub(crate) err: Printer,
    /// Whether a person types at the terminal.
    pub(crate) typed: bool,
    /// Fires when the statement is to end.
    pub(crate) interrupt: CancellationToken,
    /// Fires when it is to end at once.
    pub(crate) insist: CancellationToken,
}

/// What was printed, as far as there is room.
#[derive(Debug, Clone)]
pub(crate) struct Captured(Arc<Caught>);

#[derive(Debug)]
struct Caught {
    bytes: Mutex<Vec<u8>>,
    most: usize,
    /// Fires when there is more.
    more: Notify,
}

/// Where the last stage of a line prints.
pub(crate) struct Sinkhole {
    /// The stream.
    pub(crate) out: Printer,
    child: Option<(Child, Option<tokio::task::JoinHandle<()>>)>,
}

impl Streams {
    /// What a command of the shell gets.
    pub(crate) fn host(&self, ctx: &Ctx) -> Host {
        let output = |printer: &Printer| host::Output {
            writer: Box::new(printer.clone()),
            terminal: printer.terminal,
        };
        Host {
            environment: ctx.environment.clone(),
            clock: ctx.clock.clone(),
            input: Input {
                reader: match self.typed {
                    true => Box::new(io::stdin()),
                    false => Box::new(io::empty()),
                },
                terminal: self.typed,
                piped: false,
            },
            out: output(&self.out),
            err: output(&self.err),
            width: self.err.columns.unwrap_or(ctx.width),
            interrupt: self.interrupt.clone(),
            insist: self.insist.clone(),
        }
    }
}

impl Captured {
    /// A printer and what it prints, up to so many bytes.
    pub(crate) fn printer(most: usize) -> (Printer, Self) {
        let caught = Self(Arc::new(Caught {
            bytes: Mutex::default(),
            most,
            more: Notify::new(),
        }));
        let theme = Theme {
            color: false,
            ascii: false,
        };
        (Printer::new(Box::new(caught.clone()), theme, None), caught)
    }

    /// All of it.
    pub(crate) fn text(&self) -> String {
        self.after(0).0
    }

    /// What came after a place, and the next place. A character of which only a part came is left for the next time.
    pub(crate) fn after(&self, place: usize) -> (String, usize) {
        let bytes = self.0.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = &bytes[place.min(bytes.len())..];
        let started = fresh.utf8_chunks().last().map_or(0, |chunk| {
            let tail = chunk.invalid();
            let unfinished = std::str::from_utf8(tail).is_err_and(|error| error.error_len().is_none());
            if unfinished { tail.len() } else { 0 }
        });
        let whole = &fresh[..fresh.len() - started];
        (String::from_utf8_lossy(whole).into_owned(), bytes.len() - started)
    }

    /// Returns once there is more.
    pub(crate) async fn more(&self) {
        self.0.more.notified().await;
    }
}

impl Write for Captured {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut caught = self.0.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        let room = self.0.most.saturating_sub(caught.len());
        caught.extend_from_slice(&bytes[..bytes.len().min(room)]);
        drop(caught);
        self.0.more.notify_one();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Sinkhole {
    /// Opens what the end of a line names.
    pub(crate) fn open(line: &Line, ctx: &Ctx, streams: &Streams) -> anyhow::Result<Self> {
        if let Some(file) = &line.file {
            let path = ctx.path(&file.path);
            let opened = File::options()
                .create(true)
                .write(true)
                .append(file.append)
                .truncate(!file.append)
                .open(&path);
            let opened = opened.with_context(|| format!("file {} cannot be written", path.display()))?;
            return Ok(Self {
                out: plain(Box::new(opened), &streams.out),
                child: None,
            });
        }
        match &line.shell {
            Some(command) => Self::command(command, ctx, streams),
            None => Ok(Self {
                out: streams.out.clone(),
                child: None,
            }),
        }
    }

    /// Starts a command that reads what is printed. Its own output goes to the terminal, or where the shell's goes.
    fn command(command: &str, ctx: &Ctx, streams: &Streams) -> anyhow::Result<Self> {
        let inherit = streams.typed && streams.out.terminal;
        let mut child = Command::new("/bin/sh")
            .args(["-c", command])
            .env_clear()
            .envs(&ctx.environment.vars)
            .current_dir(&ctx.environment.cwd)
            .stdin(Stdio::piped())
            .stdout(if inherit { Stdio::inherit() } else { Stdio::piped() })
            .stderr(if inherit { Stdio::inherit() } else { Stdio::null() })
            .kill_on_drop(true)
            .spawn()
            .context("/bin/sh cannot be started")?;
        let input = child.stdin.take().context("a command without standard input")?;
        let input = File::from(input.into_owned_fd()?);
        let copied = match child.stdout.take() {
            None => None,
            Some(output) => {
                let mut from = File::from(output.into_owned_fd()?);
                let mut to = streams.out.clone();
                Some(tokio::task::spawn_blocking(move || {
                    // Whoever reads may have gone.
                    let _ = io::copy(&mut from, &mut to);
                }))
            }
        };
        Ok(Self {
            out: plain(Box::new(input), &streams.out),
            child: Some((child, copied)),
        })
    }

    /// Waits for the command, if there is one, to read everything and end.
    pub(crate) async fn close(self, streams: &Streams) -> anyhow::Result<Exit> {
        let Self { out, child } = self;
        drop(out);
        let Some((mut child, copied)) = child else {
            return Ok(Exit::Done);
        };
        let status = tokio::select! {
            status = child.wait() => status?,
            () = streams.insist.cancelled() => return Ok(Exit::Interrupted),
        };
        if let Some(copied) = copied {
            copied.await?;
        }
        Ok(if status.success() { Exit::Done } else { Exit::Error })
    }
}

/// A stream nobody watches, with the glyphs of one that somebody does.
fn plain(writer: Box<dyn Write + Send>, like: &Printer) -> Printer {
    let theme = Theme {
        color: false,
        ..like.theme
    };
    Printer::new(writer, theme, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_that_comes_in_parts_is_read_whole() {
        let (_, mut caught) = Captured::printer(100);
        caught.write_all(b"gr\xc3").unwrap();
        let (text, place) = caught.after(0);
        assert_eq!(text, "gr");
        caught.write_all(b"\xbc\xff!").unwrap();
        assert_eq!(caught.after(place).0, "\u{fc}\u{fffd}!");
    }
}
