//! Runs a script: the same language, nobody asked, and an end at the first failure.

use std::io::Read;
use std::path::Path;

use anyhow::Context;
use client::files;

use super::engine::{Engine, Flow};
use super::parse::{self, Line, MAX_BYTES, Wrong};
use super::stream::Streams;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::report::Stop;
use crate::theme::line as one_line;

/// What a script from standard input is called.
const STDIN: &str = "standard input";

/// Longest part of a line that a message repeats.
const MAX_SHOWN: usize = 100;

/// A script that can be run.
#[derive(Debug)]
pub(crate) struct Script {
    name: String,
    text: String,
    lines: Vec<Line>,
}

impl Script {
    /// Reads a file and understands all of it.
    pub(crate) async fn file(ctx: &Ctx, path: &Path) -> anyhow::Result<Self> {
        let name = path.display().to_string();
        let path = ctx.environment.cwd.join(path);
        let reading = tokio::task::spawn_blocking(move || files::read(&path, MAX_BYTES as u64));
        let bytes = reading
            .await?
            .with_context(|| format!("script {name} cannot be read"))?;
        Self::new(name, bytes)
    }

    /// Reads standard input to its end.
    pub(crate) async fn piped(ctx: &Ctx) -> anyhow::Result<Self> {
        let input = ctx.take_input();
        let reading = tokio::task::spawn_blocking(move || {
            let mut bytes = Vec::new();
            input
                .take(MAX_BYTES as u64 + 1)
                .read_to_end(&mut bytes)
                .map(|_| bytes)
        });
        let bytes = tokio::select! {
            bytes = reading => bytes?.with_context(|| format!("{STDIN} cannot be read"))?,
            () = ctx.interrupt.cancelled() => return Err(Stop::interrupted().into()),
        };
        Self::new(STDIN.to_owned(), bytes)
    }

    fn new(name: String, bytes: Vec<u8>) -> anyhow::Result<Self> {
        if bytes.len() > MAX_BYTES {
            return Err(Stop::error(format!(
                "{name} is larger than a script can be, {MAX_BYTES} bytes"
            ))
            .into());
        }
        let not_text = |at: usize| Stop::error(format!("{name} is no script: byte {at} is not text"));
        if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
            return Err(not_text(at).into());
        }
        let text = String::from_utf8(bytes).map_err(|error| not_text(error.utf8_error().valid_up_to()))?;
        match parse::lines(&text) {
            Ok(lines) => Ok(Self { name, text, lines }),
            Err(wrong) => Err(refused(&name, &text, &wrong).into()),
        }
    }

    /// Runs line after line; the status is that of the first that failed.
    pub(crate) async fn run(&self, engine: &mut Engine, streams: &Streams) -> anyhow::Result<Exit> {
        let mut worst = Exit::Done;
        for line in &self.lines {
            let text = &self.text[line.span.clone()];
            let Flow { exit, quit } = engine.line(line, text, streams).await;
            if exit != Exit::Done {
                self.tell(engine, streams, line.span.start, exit, text)?;
                worst = if worst == Exit::Done { exit } else { worst };
            }
            let stops = exit != Exit::Done && !engine.sticky.options.goes_on();
            if quit || stops || exit == Exit::Interrupted || streams.interrupt.is_cancelled() {
                break;
            }
        }
        let left = self.wait(engine, streams, worst).await?;
        Ok(if worst == Exit::Done { left } else { worst })
    }

    /// What runs in the background ends with the script: when all went well it is waited for.
    async fn wait(&self, engine: &mut Engine, streams: &Streams, so_far: Exit) -> anyhow::Result<Exit> {
        let mut worst = Exit::Done;
        if so_far == Exit::Done || engine.sticky.options.goes_on() {
            for number in engine.base.jobs.numbers() {
                let ran = engine.foreground(Some(number), streams).await?;
                worst = if worst == Exit::Done { ran.exit } else { worst };
            }
        }
        engine.base.jobs.end().await;
        Ok(worst)
    }

    fn tell(
        &self,
        engine: &Engine,
        streams: &Streams,
        at: usize,
        exit: Exit,
        text: &str,
    ) -> std::io::Result<()> {
        let (program, place) = (engine.base.ctx.program, place(&self.name, &self.text, at));
        let first = text.lines().next().unwrap_or_default();
        let shown: String = one_line(first).chars().take(MAX_SHOWN).collect();
        let text = format!("{program}: {place}: status {} of `{shown}`", exit.code());
        streams.err.line(text)
    }
}

/// Nothing is run of what cannot be understood as a whole.
fn refused(name: &str, text: &str, wrong: &Wrong) -> Stop {
    let place = place(name, text, wrong.span.start);
    Stop::error(format!("{place}: {wrong}")).hint("nothing of it was run")
}

/// `deploy.mco:12`
fn place(name: &str, text: &str, at: usize) -> String {
    let before = text.get(..at).unwrap_or(text);
    format!("{name}:{}", before.matches('\n').count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::render;
    use crate::theme::Theme;

    fn refused(bytes: &[u8]) -> String {
        let error = Script::new("x.mco".to_owned(), bytes.to_vec()).unwrap_err();
        render(&error, "mco", Theme::PLAIN)
    }

    #[test]
    fn what_is_no_script_is_refused_before_anything_runs() {
        insta::assert_snapshot!(refused(b"ping\n\nfind 'x\n"), @"
        mco: x.mco:3: `'` is never closed
          hint: nothing of it was run
        ");
        insta::assert_snapshot!(refused(b"ping\xff"), @"mco: x.mco is no script: byte 4 is not text");
        insta::assert_snapshot!(refused(b"\x7fELF\0\0"), @"mco: x.mco is no script: byte 4 is not text");
        insta::assert_snapshot!(refused(&vec![b'#'; MAX_BYTES + 1]), @"mco: x.mco is larger than a script can be, 1048576 bytes");
    }
}
