//! Asking a person for a line, also one that must not show.

use std::io::{self, Read};

use anyhow::Context;
use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};

use crate::ctx::Ctx;
use crate::report::Stop;

/// Longest line that is read; more than any password.
const MAX_LINE: usize = 1024;

/// Reads line after line from standard input, which commands can take only once; gives it back when dropped.
pub(crate) struct Prompt<'a> {
    ctx: &'a Ctx,
    input: Option<Box<dyn Read + Send>>,
}

/// Hides what is typed until it is dropped.
struct Hidden(Option<Termios>);

impl<'a> Prompt<'a> {
    /// Takes standard input.
    pub(crate) fn new(ctx: &'a Ctx) -> Self {
        Self {
            ctx,
            input: Some(ctx.take_input()),
        }
    }

    /// Asks where a person can answer, and reads one line; where nobody is asked, lines are still read.
    pub(crate) async fn line(&mut self, question: &str) -> anyhow::Result<String> {
        if self.ctx.can_ask() {
            self.ctx.err.print(question)?;
        }
        self.read().await
    }

    /// Like [`line`](Self::line), and what is typed does not show.
    pub(crate) async fn secret(&mut self, question: &str) -> anyhow::Result<String> {
        if !self.ctx.can_ask() {
            return self.read().await;
        }
        self.ctx.err.print(question)?;
        let hidden = Hidden::start();
        let line = self.read().await;
        drop(hidden);
        // The line end that was typed did not show either.
        self.ctx.err.line("")?;
        line
    }

    /// Whether a person agrees; nobody to ask is no.
    pub(crate) async fn agrees(&mut self, question: &str) -> anyhow::Result<bool> {
        if !self.ctx.can_ask() {
            return Ok(false);
        }
        Ok(is_yes(&self.line(question).await?))
    }

    async fn read(&mut self) -> anyhow::Result<String> {
        let input = self.input.take().context("standard input was closed")?;
        let reading = tokio::task::spawn_blocking(move || read_line(input));
        let (line, input) = tokio::select! {
            read = reading => read?.context("standard input cannot be read")?,
            () = self.ctx.interrupt.cancelled() => return Err(Stop::interrupted().into()),
        };
        self.input = Some(input);
        Ok(line)
    }
}

/// What was not read is there for the next prompt.
impl Drop for Prompt<'_> {
    fn drop(&mut self) {
        if let Some(input) = self.input.take() {
            self.ctx.return_input(input);
        }
    }
}

impl Hidden {
    /// Does nothing where standard input is no terminal.
    fn start() -> Self {
        let stdin = io::stdin();
        let Ok(before) = tcgetattr(&stdin) else {
            return Self(None);
        };
        let mut quiet = before.clone();
        quiet.local_modes.remove(LocalModes::ECHO);
        let hidden = tcsetattr(&stdin, OptionalActions::Flush, &quiet).is_ok();
        Self(hidden.then_some(before))
    }
}

impl Drop for Hidden {
    fn drop(&mut self) {
        if let Some(before) = &self.0 {
            // There is nobody left to tell that the terminal stays quiet.
            let _ = tcsetattr(io::stdin(), OptionalActions::Now, before);
        }
    }
}

pub(super) fn is_yes(answer: &str) -> bool {
    matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes")
}

/// One line without its end. Byte by byte, so that the next line stays for the next question.
fn read_line(mut input: Box<dyn Read + Send>) -> io::Result<(String, Box<dyn Read + Send>)> {
    let mut line = Vec::new();
    let mut byte = [0];
    while input.read(&mut byte)? == 1 && byte[0] != b'\n' {
        line.push(byte[0]);
        if line.len() > MAX_LINE {
            let reason = format!("a line is longer than {MAX_LINE} bytes");
            return Err(io::Error::new(io::ErrorKind::InvalidData, reason));
        }
    }
    let text = String::from_utf8_lossy(&line);
    Ok((text.trim_end_matches('\r').to_owned(), input))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_question_gets_its_own_line() {
        let (first, rest) = read_line(Box::new("bob\r\ns3 cret\n".as_bytes())).unwrap();
        let (second, rest) = read_line(rest).unwrap();
        let (third, _) = read_line(rest).unwrap();
        assert_eq!(
            (first.as_str(), second.as_str(), third.as_str()),
            ("bob", "s3 cret", "")
        );
    }

    #[test]
    fn only_a_clear_yes_is_a_yes() {
        assert!(is_yes("y") && is_yes(" YES "));
        for no in ["", "n", "yep", "j", "y y"] {
            assert!(!is_yes(no), "{no:?}");
        }
    }

    #[test]
    fn a_line_without_end_is_refused() {
        assert!(read_line(Box::new(io::repeat(b'x'))).is_err());
    }
}
