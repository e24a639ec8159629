//! The event loop: the only part that waits.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use client::Clock;
use crossterm::event::{Event, EventStream, KeyEventKind};
use futures_util::StreamExt;
use ratatui::layout::Size;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until};
use tokio_util::sync::CancellationToken;

use crate::app::{App, Outside};
use crate::backend::{Backend, Reports};
use crate::keymap::Keymap;
use crate::look::Look;
use crate::report::Report;
use crate::screens::ScreenName;
use crate::session::Session;
use crate::term::Term;
use crate::theme::Theme;

/// Least time between two drawings after a key.
const TYPING: Duration = Duration::from_millis(16);

/// Least time between two drawings while only data changes.
const DATA: Duration = Duration::from_millis(50);

/// How often ages and the like are drawn again.
const TICK: Duration = Duration::from_secs(1);

/// The same while a screen waits for a moment to pass.
const FINE_TICK: Duration = Duration::from_millis(100);

/// Reports folded in before the screen is drawn again, so that keys are never kept waiting by them.
const MOST_REPORTS: usize = 32;

/// How the screens are opened.
#[derive(Debug, Clone)]
pub struct Options {
    /// Which screen comes first.
    pub screen: ScreenName,
    /// The scope at the start, as words of the command line.
    pub scope: String,
    /// Colours.
    pub theme: Theme,
    /// Whether only ASCII may be drawn.
    pub ascii: bool,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// Whether actions that change nodes are refused.
    pub read_only: bool,
    /// Which key does what.
    pub keymap: Keymap,
    /// The time.
    pub clock: Clock,
}

/// Why the screens could not be shown.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RunError {
    /// The terminal.
    #[error("the terminal cannot be used")]
    Terminal(#[from] io::Error),
}

/// Shows the screens until the user leaves or `stop` fires.
pub async fn run(
    backend: Arc<dyn Backend>,
    options: Options,
    stop: CancellationToken,
) -> Result<(), RunError> {
    let mut term = Term::open(options.mouse)?;
    let look = Look::new(options.theme, options.ascii);
    let mut session = Session::new(options.clock.now(), look, options.keymap);
    session.read_only = options.read_only;
    session.scope = crate::scope::Scope::new(options.scope);
    let mut app = App::new(session, options.screen);
    let (reports, incoming) = Reports::channel();
    let mut shell = Shell {
        backend,
        reports,
        clock: options.clock,
    };
    draw(&mut term, &mut app)?;
    let first = app.begin();
    shell.perform(&mut term, first)?;
    shell.go(&mut term, &mut app, incoming, stop).await?;
    Ok(())
}

/// What the loop needs besides the state.
struct Shell {
    backend: Arc<dyn Backend>,
    reports: Reports,
    clock: Clock,
}

/// Whether to go on.
#[derive(PartialEq, Eq)]
enum Next {
    Go,
    Leave,
}

impl Shell {
    async fn go(
        &mut self,
        term: &mut Term,
        app: &mut App,
        mut incoming: mpsc::Receiver<Report>,
        stop: CancellationToken,
    ) -> io::Result<()> {
        let mut keys = EventStream::new();
        let mut ticked = Instant::now();
        let mut batch = Vec::with_capacity(MOST_REPORTS);
        let mut drawn = Instant::now();
        let mut due: Option<Instant> = None;
        loop {
            let wait = due;
            let outside = tokio::select! {
                biased;
                () = stop.cancelled() => return Ok(()),
                () = sleep_until(wait.unwrap_or(drawn)), if wait.is_some() => {
                    draw(term, app)?;
                    drawn = Instant::now();
                    due = None;
                    continue;
                }
                () = sleep_until(ticked + if app.restless() { FINE_TICK } else { TICK }) => {
                    ticked = Instant::now();
                    due.get_or_insert(drawn + DATA);
                    app.on_tick(self.clock.now())
                }
                event = keys.next() => match event {
                    Some(event) => {
                        due = Some(due.unwrap_or(drawn + TYPING).min(drawn + TYPING));
                        app.session.now = self.clock.now();
                        on_event(app, event?)
                    }
                    None => return Ok(()),
                },
                count = incoming.recv_many(&mut batch, MOST_REPORTS) => {
                    if count == 0 {
                        return Ok(());
                    }
                    due.get_or_insert(drawn + DATA);
                    app.session.now = self.clock.now();
                    batch.drain(..).flat_map(|report| app.on_report(&report)).collect()
                }
            };
            if self.perform(term, outside)? == Next::Leave {
                return Ok(());
            }
        }
    }

    fn perform(&mut self, term: &mut Term, outside: Vec<Outside>) -> io::Result<Next> {
        for work in outside {
            match work {
                Outside::Order(order) => self.backend.begin(order, self.reports.clone()),
                Outside::Copy(text) => term.copy(&text)?,
                Outside::Leave => return Ok(Next::Leave),
                Outside::Suspend => term.suspend()?,
                Outside::Redraw => term.terminal().clear()?,
            }
        }
        Ok(Next::Go)
    }
}

fn on_event(app: &mut App, event: Event) -> Vec<Outside> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => app.on_key(key),
        Event::Paste(text) => app.on_paste(&text),
        Event::Resize(width, height) => {
            app.resize(Size { width, height });
            Vec::new()
        }
        _ => Vec::new(),
    }
}

fn draw(term: &mut Term, app: &mut App) -> io::Result<()> {
    let terminal = term.terminal();
    terminal.draw(|frame| {
        app.resize(frame.area().as_size());
        app.render(frame.area(), frame.buffer_mut());
    })?;
    Ok(())
}
