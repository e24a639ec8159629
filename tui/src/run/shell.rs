//! Waits for keys, reports and time, and does what the program wants done.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use client::Clock;
use crossterm::event::{Event, KeyEventKind};
use futures_util::{Stream, StreamExt};
use ratatui::layout::Size;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until};
use tokio_util::sync::CancellationToken;

use crate::app::{App, Outside};
use crate::backend::{Backend, Draft, Reports};
use crate::effect::{Notice, Tone};
use crate::report::Report;
use crate::term::{Face, last_panic};

/// Least time between two drawings after a key: 60 a second.
const TYPING: Duration = Duration::from_millis(16);

/// Least time between two drawings while only data changes: 20 a second.
const DATA: Duration = Duration::from_millis(50);

/// How often ages and the like are drawn again.
const TICK: Duration = Duration::from_secs(1);

/// The same while a screen waits for a moment to pass.
const FINE_TICK: Duration = Duration::from_millis(100);

/// Reports folded in before keys are looked at again.
const MOST_REPORTS: usize = 32;

/// Longest reports are folded in before keys are looked at again; a single report may hold thousands of answers.
const LONGEST: Duration = Duration::from_millis(5);

/// What the loop needs besides the state.
pub(super) struct Shell {
    backend: Arc<dyn Backend>,
    reports: Reports,
    incoming: mpsc::Receiver<Report>,
    clock: Clock,
    /// When the last drawing was.
    drawn: Instant,
    /// When the next drawing should be.
    due: Option<Instant>,
    /// Who has the terminal in our place.
    editing: Option<Lent>,
}

/// The terminal while an editor has it; what was written in the end.
type Lent = Pin<Box<dyn Future<Output = Report> + Send>>;

/// Whether to go on.
#[derive(PartialEq, Eq)]
enum Next {
    Go,
    Leave,
}

impl Shell {
    /// With a backend to do the work.
    pub(super) fn new(backend: Arc<dyn Backend>, clock: Clock) -> Self {
        let (reports, incoming) = Reports::channel();
        Self {
            backend,
            reports,
            incoming,
            clock,
            drawn: Instant::now(),
            due: None,
            editing: None,
        }
    }

    /// Draws once before anything else, then goes on until something ends it.
    /// `open` begins to read keys; that ends while an editor has the terminal.
    pub(super) async fn go<S>(
        mut self,
        mut face: impl Face,
        mut app: App,
        mut open: impl FnMut() -> S,
        stop: CancellationToken,
    ) -> io::Result<()>
    where
        S: Stream<Item = io::Result<Event>> + Unpin,
    {
        self.draw(&mut face, &mut app)?;
        let mut signals = Signals::new()?;
        let first = app.begin();
        let mut next = self.perform(&mut face, &mut app, first).await?;
        let mut ticked = Instant::now();
        let mut keys = Some(open());
        while next == Next::Go {
            let tick = ticked + if app.restless() { FINE_TICK } else { TICK };
            let outside = tokio::select! {
                biased;
                () = stop.cancelled() => break,
                told = signals.next() => match told {
                    Told::End => break,
                    Told::Continued if self.editing.is_some() => Vec::new(),
                    Told::Continued => {
                        face.resume()?;
                        self.soon(DATA);
                        Vec::new()
                    }
                },
                report = edited(&mut self.editing), if self.editing.is_some() => {
                    self.editing = None;
                    face.resume()?;
                    self.on_reports(&mut app, report)
                }
                () = sleep_until(self.due.unwrap_or(tick)), if self.due.is_some() && self.editing.is_none() => {
                    self.draw(&mut face, &mut app)?;
                    Vec::new()
                }
                event = pressed(&mut keys), if keys.is_some() => match event {
                    Some(event) => self.on_event(&mut app, event?),
                    None => break,
                },
                () = sleep_until(tick) => {
                    ticked = Instant::now();
                    self.on_tick(&mut app)
                }
                Some(report) = self.incoming.recv() => self.on_reports(&mut app, report),
            };
            next = self.perform(&mut face, &mut app, outside).await?;
            match (self.editing.is_some(), keys.is_some()) {
                (true, true) => keys = None,
                (false, false) => keys = Some(open()),
                _ => {}
            }
        }
        Ok(())
    }

    fn draw(&mut self, face: &mut impl Face, app: &mut App) -> io::Result<()> {
        face.draw(app)?;
        self.drawn = Instant::now();
        self.due = None;
        Ok(())
    }

    /// Something has changed: draws again, so long after the last time.
    fn soon(&mut self, apart: Duration) {
        let due = self.drawn + apart;
        self.due = Some(self.due.map_or(due, |known| known.min(due)));
    }

    fn on_event(&mut self, app: &mut App, event: Event) -> Vec<Outside> {
        self.soon(TYPING);
        app.session.now = self.clock.now();
        match event {
            Event::Key(key) if key.kind != KeyEventKind::Release => app.on_key(key),
            Event::Paste(text) => app.on_paste(&text),
            Event::Mouse(mouse) => app.on_mouse(mouse),
            Event::Resize(width, height) => {
                app.resize(Size { width, height });
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn on_tick(&mut self, app: &mut App) -> Vec<Outside> {
        self.soon(DATA);
        if let Some(words) = last_panic() {
            let words = format!("a part of mco broke, please report it: {words}");
            app.say(Notice::new(Tone::Bad, words));
        }
        app.on_tick(self.clock.now())
    }

    /// Folds in what has arrived, for a while.
    fn on_reports(&mut self, app: &mut App, first: Report) -> Vec<Outside> {
        self.soon(DATA);
        app.session.now = self.clock.now();
        let begun = Instant::now();
        let mut outside = app.on_report(&first);
        for _ in 1..MOST_REPORTS {
            if begun.elapsed() > LONGEST {
                break;
            }
            let Ok(report) = self.incoming.try_recv() else {
                break;
            };
            outside.extend(app.on_report(&report));
        }
        outside
    }

    async fn perform(
        &mut self,
        face: &mut impl Face,
        app: &mut App,
        outside: Vec<Outside>,
    ) -> io::Result<Next> {
        for work in outside {
            match work {
                Outside::Order(order) => self.backend.begin(order, self.reports.clone()),
                Outside::Copy(text) => face.copy(&text)?,
                Outside::Leave => return Ok(Next::Leave),
                Outside::Redraw => face.forget()?,
                Outside::Edit(draft) => self.lend(face, draft)?,
                Outside::Suspend => {
                    face.suspend().await?;
                    app.session.now = self.clock.now();
                    self.soon(DATA);
                }
            }
        }
        Ok(Next::Go)
    }

    /// Gives the terminal to the user's editor. There is only one terminal: who asks while it is away gets the text back.
    fn lend(&mut self, face: &mut impl Face, draft: Draft) -> io::Result<()> {
        if self.editing.is_some() {
            return Ok(());
        }
        face.lend()?;
        let ticket = draft.ticket;
        let edit = self.backend.edit(draft);
        self.editing = Some(Box::pin(async move {
            let result = edit.await.map(Arc::from);
            Report::Edited { ticket, result }
        }));
        Ok(())
    }
}

/// What was written in the editor; only called while there is one.
async fn edited(editing: &mut Option<Lent>) -> Report {
    match editing {
        Some(edit) => edit.await,
        None => std::future::pending().await,
    }
}

/// The next key; only called while keys are read.
async fn pressed<S>(keys: &mut Option<S>) -> Option<io::Result<Event>>
where
    S: Stream<Item = io::Result<Event>> + Unpin,
{
    match keys {
        Some(keys) => keys.next().await,
        None => std::future::pending().await,
    }
}

/// Signals that concern the terminal.
struct Signals {
    terminate: Signal,
    hangup: Signal,
    continued: Signal,
}

/// What a signal means.
enum Told {
    /// The process should end.
    End,
    /// It was stopped and goes on.
    Continued,
}

impl Signals {
    fn new() -> io::Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            hangup: signal(SignalKind::hangup())?,
            continued: signal(SignalKind::from_raw(rustix::process::Signal::CONT.as_raw()))?,
        })
    }

    /// Cancel-safe.
    async fn next(&mut self) -> Told {
        tokio::select! {
            _ = self.terminate.recv() => Told::End,
            _ = self.hangup.recv() => Told::End,
            _ = self.continued.recv() => Told::Continued,
        }
    }
}
