//! What a terminal has been told so far, and what it shows of that.

use std::num::NonZeroU16;
use std::sync::{Mutex, PoisonError};

use vt100::{Callbacks, Parser, Screen};

/// Lines that can be scrolled back to.
const SCROLLBACK: usize = 10_000;

/// The screen, and every byte that made it.
#[derive(Debug)]
pub(super) struct Shown(Mutex<State>);

struct State {
    parser: Parser<Asked>,
    raw: Vec<u8>,
    closed: bool,
}

/// What the program asked the terminal, as answers to type.
#[derive(Debug, Default)]
struct Asked(Vec<u8>);

impl Shown {
    pub(super) fn new(cols: u16, rows: u16) -> Self {
        let (rows, cols) = size(cols, rows);
        Self(Mutex::new(State {
            parser: Parser::new_with_callbacks(rows, cols, SCROLLBACK, Asked::default()),
            raw: Vec::new(),
            closed: false,
        }))
    }

    /// Shows what the program wrote; the result is what the terminal answers.
    pub(super) fn take(&self, bytes: &[u8]) -> Vec<u8> {
        self.change(|state| {
            state.raw.extend_from_slice(bytes);
            state.parser.process(bytes);
            std::mem::take(&mut state.parser.callbacks_mut().0)
        })
    }

    pub(super) fn resize(&self, cols: u16, rows: u16) {
        let (rows, cols) = size(cols, rows);
        self.change(|state| state.parser.set_size(rows, cols));
    }

    pub(super) fn with<T>(&self, look: impl FnOnce(&Screen) -> T) -> T {
        self.change(|state| look(state.parser.screen()))
    }

    pub(super) fn text(&self) -> String {
        self.with(|screen| {
            let cols = screen.size().1.get();
            let rows = screen.rows(0, cols).map(|row| row.trim_end().to_owned());
            rows.collect::<Vec<_>>().join("\n").trim_end().to_owned()
        })
    }

    pub(super) fn raw(&self) -> Vec<u8> {
        self.change(|state| state.raw.clone())
    }

    pub(super) fn written(&self) -> usize {
        self.change(|state| state.raw.len())
    }

    pub(super) fn close(&self) {
        self.change(|state| state.closed = true);
    }

    pub(super) fn closed(&self) -> bool {
        self.change(|state| state.closed)
    }

    fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl std::fmt::Debug for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("State")
            .field("bytes", &self.raw.len())
            .field("closed", &self.closed)
            .finish_non_exhaustive()
    }
}

impl Callbacks for Asked {
    fn unhandled_csi(
        &mut self,
        screen: &mut Screen,
        first: Option<u8>,
        _second: Option<u8>,
        params: &[&[u16]],
        kind: char,
    ) {
        match (first, params, kind) {
            // Where is the cursor?
            (None, [[6]], 'n') => {
                let (row, col) = screen.cursor_position();
                self.0.extend(format!("\x1b[{};{}R", row + 1, col + 1).bytes());
            }
            // What are you?
            (None, _, 'c') => self.0.extend_from_slice(b"\x1b[?6c"),
            _ => {}
        }
    }
}

/// The terminal's own order; a terminal of no size shows one cell.
fn size(cols: u16, rows: u16) -> (NonZeroU16, NonZeroU16) {
    let at_least_one = |cells| NonZeroU16::new(cells).unwrap_or(NonZeroU16::MIN);
    (at_least_one(rows), at_least_one(cols))
}
