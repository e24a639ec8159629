//! A person at a terminal: prompt, line, answer, and again. Ctrl-C ends what runs, never the shell.

use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};
use rustyline::error::ReadlineError;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio_util::sync::CancellationToken;

use super::editor::{Editor, editor};
use super::engine::{Engine, Flow};
use super::parse::{self, Line, Wrong};
use super::prompt;
use super::recall::Lines;
use super::stream::Streams;
use crate::ask::Prompt;
use crate::exit::Exit;
use crate::host;
use crate::interrupt::{LAST_WORDS, OwnInterrupts};
use crate::out::words;
use crate::theme::{Meaning, line as one_line};

/// What a terminal is told when lines are no longer edited: that what is pasted needs no brackets.
const NO_BRACKETS: &str = "\u{1b}[?2004l";

/// The terminal as it was before; it is so again when this is dropped.
struct Before(Option<Termios>);

impl Drop for Before {
    fn drop(&mut self) {
        if let Some(before) = &self.0 {
            // There is nobody left to tell.
            let _ = tcsetattr(std::io::stdin(), OptionalActions::Now, before);
        }
    }
}

/// Reads and runs lines until the person leaves.
pub(super) async fn run(engine: &mut Engine, streams: &Streams) -> anyhow::Result<Exit> {
    let _own = OwnInterrupts::new();
    let _before = Before(tcgetattr(std::io::stdin()).ok());
    let mut interrupts = signal(SignalKind::interrupt())?;
    let stop = streams.interrupt.clone();
    let theme = streams.out.theme;
    let lines = Lines::of(&engine.base.ctx.environment);
    let mut editor = editor(engine.base.clone(), theme)?;
    for line in lines.iter().flat_map(Lines::read) {
        editor.add_history_entry(line)?;
    }
    streams
        .err
        .line("`help` says what there is, Tab completes, Ctrl-D leaves")?;
    engine.count_ahead();
    loop {
        streams.err.print(engine.base.jobs.news())?;
        if let Some(aid) = editor.helper() {
            aid.refresh(engine, engine.base.ctx.library().await.names());
        }
        let prompt = prompt::prompt(engine, theme).await;
        let read = tokio::select! {
            read = read(editor, prompt) => read?,
            () = stop.cancelled() => {
                streams.out.print(format!("{NO_BRACKETS}\r\n"))?;
                engine.base.jobs.end().await;
                return Ok(Exit::Interrupted);
            }
        };
        let text;
        (editor, text) = read;
        let quit = match text {
            Ok(text) if text.trim().is_empty() => false,
            Ok(text) => {
                let kept = engine.masked(&text).await;
                editor.add_history_entry(&kept)?;
                if let Some(lines) = lines.as_ref().filter(|_| !text.starts_with(' ')) {
                    // A history that cannot be written is no reason to stop.
                    let _ = lines.add(&kept);
                }
                all(engine, &text, streams, &mut interrupts).await?
            }
            Err(ReadlineError::Eof) => true,
            Err(ReadlineError::Interrupted | ReadlineError::Signal(_)) => false,
            Err(error) => return Err(error.into()),
        };
        if (quit && leaves(engine, streams).await?) || stop.is_cancelled() {
            engine.base.jobs.end().await;
            return Ok(if stop.is_cancelled() {
                Exit::Interrupted
            } else {
                Exit::Done
            });
        }
    }
}

/// Reads a line on a thread that may wait; the editor comes back with it.
async fn read(
    mut editor: Editor,
    prompt: prompt::Shown,
) -> anyhow::Result<(Editor, rustyline::Result<String>)> {
    let reading = tokio::task::spawn_blocking(move || {
        let read = editor.readline(&(prompt.plain.as_str(), prompt.styled.as_str()));
        (editor, read)
    });
    Ok(reading.await?)
}

/// Runs every line of a text; whether the shell is to end.
async fn all(
    engine: &mut Engine,
    text: &str,
    streams: &Streams,
    interrupts: &mut Signal,
) -> anyhow::Result<bool> {
    let lines = match parse::lines(text) {
        Ok(lines) => lines,
        Err(wrong) => {
            streams.err.print(pointed(text, &wrong, streams))?;
            return Ok(false);
        }
    };
    for line in &lines {
        let flow = one(engine, line, text, streams, interrupts).await?;
        if flow.quit {
            return Ok(true);
        }
        if flow.exit == Exit::Interrupted {
            break;
        }
    }
    Ok(false)
}

/// Runs one line. The first Ctrl-C asks it to end, the second makes it end soon, the third leaves it.
async fn one(
    engine: &mut Engine,
    line: &Line,
    text: &str,
    streams: &Streams,
    interrupts: &mut Signal,
) -> anyhow::Result<Flow> {
    let mut inner = Streams {
        interrupt: CancellationToken::new(),
        insist: CancellationToken::new(),
        ..streams.clone()
    };
    let columns = Some(host::width());
    (inner.out.columns, inner.err.columns) = (columns, columns);
    let gone = Flow {
        exit: Exit::Interrupted,
        quit: false,
    };
    let running = engine.line(line, &text[line.span.clone()], &inner);
    tokio::pin!(running);
    tokio::select! {
        flow = &mut running => return Ok(flow),
        _ = interrupts.recv() => {}
        () = streams.interrupt.cancelled() => {}
    }
    inner.interrupt.cancel();
    tokio::select! {
        flow = &mut running => return Ok(flow),
        _ = interrupts.recv() => {}
        () = streams.insist.cancelled() => {}
    }
    inner.insist.cancel();
    tokio::select! {
        flow = &mut running => return Ok(flow),
        _ = interrupts.recv() => {}
        () = tokio::time::sleep(LAST_WORDS) => {}
    }
    streams.err.line("")?;
    Ok(gone)
}

/// Whether the person really leaves, when jobs end with the shell.
async fn leaves(engine: &Engine, streams: &Streams) -> anyhow::Result<bool> {
    let running = engine.base.jobs.running();
    if running == 0 {
        return Ok(true);
    }
    let jobs = words::count(running, "job");
    let are = if running == 1 { "ends" } else { "end" };
    let question = format!("{jobs} in the background {are} with the shell. Leave? [y/N] ");
    let ctx = engine
        .base
        .ctx
        .within(streams.host(&engine.base.ctx), Default::default(), None);
    Prompt::new(&ctx).agrees(&question).await
}

/// What is wrong with a line, below its place.
fn pointed(text: &str, wrong: &Wrong, streams: &Streams) -> String {
    let start = text[..wrong.span.start].rfind('\n').map_or(0, |end| end + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    let before = &text[start..wrong.span.start];
    let gap = " ".repeat(unicode_width::UnicodeWidthStr::width(one_line(before).as_ref()));
    let theme = streams.err.theme;
    let reason = theme.paint(Meaning::Bad, wrong.to_string());
    format!("  {}\n  {gap}^ {reason}\n", one_line(line))
}
