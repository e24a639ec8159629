//! Waits for keys, reports and time, and does what the program wants done.

use std::io;
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
use crate::backend::{Backend, Reports};
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
}

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
        }
    }

    /// Draws once before anything else, then goes on until something ends it.
    pub(super) async fn go(
        mut self,
        mut face: impl Face,
        mut app: App,
        mut keys: impl Stream<Item = io::Result<Event>> + Unpin,
        stop: CancellationToken,
    ) -> io::Result<()> {
        self.draw(&mut face, &mut app)?;
        let mut signals = Signals::new()?;
        let first = app.begin();
        let mut next = self.perform(&mut face, &mut app, first).await?;
        let mut ticked = Instant::now();
        while next == Next::Go {
            let tick = ticked + if app.restless() { FINE_TICK } else { TICK };
            let outside = tokio::select! {
                biased;
                () = stop.cancelled() => break,
                told = signals.next() => match told {
                    Told::End => break,
                    Told::Continued => {
                        face.resume()?;
                        self.soon(DATA);
                        Vec::new()
                    }
                },
                () = sleep_until(self.due.unwrap_or(tick)), if self.due.is_some() => {
                    self.draw(&mut face, &mut app)?;
                    Vec::new()
                }
                event = keys.next() => match event {
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
                Outside::Suspend => {
                    face.suspend().await?;
                    app.session.now = self.clock.now();
                    self.soon(DATA);
                }
            }
        }
        Ok(Next::Go)
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
