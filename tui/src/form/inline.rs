//! A few lines of the terminal, below what was printed so far, in which a command asks something.
//!
//! They are drawn on standard error, as results may go elsewhere, and by moving the cursor up and down from where it is: to ask the
//! terminal for the place would write to standard output. Whatever happens the terminal is given back: on return, on an error, on a
//! panic, and when a signal ends the command.

mod paint;

use std::io::{self, Stderr, Write};
use std::panic;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::{Hide, Show};
use crossterm::event::{
    DisableBracketedPaste, EnableBracketedPaste, Event, EventStream, KeyCode, KeyEvent, KeyEventKind,
    KeyModifiers,
};
use crossterm::execute;
use crossterm::terminal::{disable_raw_mode, enable_raw_mode, size};
use futures_util::StreamExt;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use rustix::process::{Signal, getpgrp, kill_process_group};
use tokio_util::sync::CancellationToken;

use self::paint::Painter;
use crate::keymap::{Key, Keymap, Verb};

/// Most lines it takes, so that what was printed before stays in sight.
const MAX_ROWS: u16 = 20;

/// Columns and rows of a terminal that does not tell.
const USUAL: (u16, u16) = (80, 24);

/// Whether the terminal is ours, for the panic hook.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Something that asks.
pub(super) trait Asking {
    /// What it came to.
    type Answer;

    /// The verbs it answers.
    fn verbs(&self) -> &'static [Verb];

    /// Does what a verb says.
    fn on_verb(&mut self, verb: Verb) -> Step<Self::Answer>;

    /// Takes a letter, or a key that edits text.
    fn on_text(&mut self, key: KeyEvent);

    /// Takes pasted text.
    fn on_paste(&mut self, text: &str);

    /// Rows it would like to have.
    fn height(&self, width: u16, most: u16) -> u16;

    /// Draws.
    fn render(&self, area: Rect, buf: &mut Buffer);

    /// The line that stays behind.
    fn farewell(&self, answer: Option<&Self::Answer>) -> Line<'static>;
}

/// What follows from a key.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step<T> {
    /// It goes on.
    Stay,
    /// This is the answer.
    Done(T),
    /// There is no answer.
    Leave,
}

/// Asks until there is an answer; none when the user leaves it or `stop` fires.
pub(super) async fn converse<A: Asking>(
    mut asking: A,
    keymap: &Keymap,
    stop: &CancellationToken,
) -> io::Result<Option<A::Answer>> {
    let mut place = Place::take()?;
    let mut events = EventStream::new();
    let answer = loop {
        place.draw(&asking)?;
        let event = tokio::select! {
            biased;
            () = stop.cancelled() => break None,
            event = events.next() => event,
        };
        match event {
            Some(Ok(Event::Key(key))) if key.kind != KeyEventKind::Release => {
                match press(&mut asking, keymap, key) {
                    Pressed::Step(Step::Stay) => {}
                    Pressed::Step(Step::Done(answer)) => break Some(answer),
                    Pressed::Step(Step::Leave) => break None,
                    Pressed::Suspend => place.suspend()?,
                    Pressed::Redraw => place.painter.forget(),
                }
            }
            Some(Ok(Event::Paste(text))) => asking.on_paste(&text),
            Some(Ok(Event::Resize(width, _))) => place.painter.resized(width),
            Some(Ok(_)) => {}
            Some(Err(error)) => return Err(error),
            None => break None,
        }
    };
    place.painter.close(&asking.farewell(answer.as_ref()))?;
    Ok(answer)
}

/// What a key came to.
enum Pressed<T> {
    Step(Step<T>),
    Suspend,
    Redraw,
}

fn press<A: Asking>(asking: &mut A, keymap: &Keymap, event: KeyEvent) -> Pressed<A::Answer> {
    let event = as_pressed(event);
    let key = Key::of(event);
    let meant = keymap.verbs(&key);
    // Only a letter can be both, and letters always type.
    if Key::of(event).types() {
        asking.on_text(event);
        return Pressed::Step(Step::Stay);
    }
    let offered = asking.verbs();
    if let Some(verb) = meant.iter().find(|verb| offered.contains(verb)) {
        return Pressed::Step(asking.on_verb(*verb));
    }
    match meant {
        verbs if verbs.contains(&Verb::Stop) => Pressed::Step(Step::Leave),
        verbs if verbs.contains(&Verb::Suspend) => Pressed::Suspend,
        verbs if verbs.contains(&Verb::Redraw) => Pressed::Redraw,
        _ => Pressed::Step(Step::Stay),
    }
}

/// Enter that was pressed before the terminal was ours has become a line feed.
fn as_pressed(event: KeyEvent) -> KeyEvent {
    match (event.code, event.modifiers) {
        (KeyCode::Char('j'), KeyModifiers::CONTROL) => KeyEvent::from(KeyCode::Enter),
        _ => event,
    }
}

/// The lines of the terminal while they are ours.
struct Place {
    painter: Painter<Stderr>,
}

impl Place {
    fn take() -> io::Result<Self> {
        restore_on_panic();
        enter()?;
        Ok(Self {
            painter: Painter::new(io::stderr()),
        })
    }

    fn draw(&mut self, asking: &impl Asking) -> io::Result<()> {
        let (columns, rows) = size().ok().filter(|size| *size != (0, 0)).unwrap_or(USUAL);
        // A full line would leave the cursor where terminals disagree.
        let width = columns.saturating_sub(1);
        let most = rows.saturating_sub(1).clamp(1, MAX_ROWS);
        let area = Rect::new(0, 0, width, asking.height(width, most).clamp(1, most));
        let mut buf = Buffer::empty(area);
        asking.render(area, &mut buf);
        self.painter.draw(&buf)
    }

    /// Gives the terminal to the shell until it continues us.
    fn suspend(&mut self) -> io::Result<()> {
        self.painter.close(&Line::default())?;
        leave();
        kill_process_group(getpgrp(), Signal::TSTP)?;
        enter()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        // What a panic says stands where the lines were.
        if !std::thread::panicking() {
            // Nothing can be done about a terminal that is gone.
            let _ = self.painter.erase();
        }
        leave();
    }
}

fn enter() -> io::Result<()> {
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::Relaxed);
    execute!(io::stderr(), EnableBracketedPaste, Hide).inspect_err(|_| leave())
}

/// Nothing can be done about a terminal that is gone.
fn leave() {
    if TAKEN.swap(false, Ordering::Relaxed) {
        let _ = execute!(io::stderr(), DisableBracketedPaste, Show);
        let _ = disable_raw_mode();
        let _ = io::stderr().flush();
    }
}

fn restore_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if TAKEN.load(Ordering::Relaxed) {
                leave();
                let _ = io::stderr().write_all(b"\r\n");
            }
            usual(info);
        }));
    });
}
