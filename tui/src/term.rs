//! The terminal: taken over, and given back whatever happens.

mod panics;

use std::future::Future;
use std::io::{self, BufWriter, Stdout, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::style::Print;
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, SetTitle,
    disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute, queue};
use ratatui::Terminal;
use ratatui::backend::{Backend, CrosstermBackend};
use rustix::process::{Signal, getpgrp, kill_process_group};
use tokio::signal::unix::{SignalKind, signal};
use tokio::time::timeout;

use crate::app::App;

pub(crate) use panics::{Guarded, last_panic};

/// A large screen in colours is about so much: one write for each drawing.
const BUFFER: usize = 64 * 1024;

/// How long to wait for the shell to continue us, when it does not stop us at all.
const NOT_STOPPED: Duration = Duration::from_millis(500);

/// Puts the title of the window aside; terminals that cannot ignore it.
const SAVE_TITLE: &str = "\x1b[22;0t";

/// Takes the title of the window back.
const RESTORE_TITLE: &str = "\x1b[23;0t";

/// Whether the terminal is ours.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// What the event loop draws on.
pub(crate) trait Face {
    /// Draws the program.
    fn draw(&mut self, app: &mut App) -> io::Result<()>;

    /// Puts text on the clipboard.
    fn copy(&mut self, text: &str) -> io::Result<()>;

    /// Forgets what was drawn, so that all is drawn again.
    fn forget(&mut self) -> io::Result<()>;

    /// Gives the terminal to the shell until it continues us.
    fn suspend(&mut self) -> impl Future<Output = io::Result<()>> + Send;

    /// Gives the terminal to another program until [`resume`](Self::resume).
    fn lend(&mut self) -> io::Result<()>;

    /// Takes the terminal again after somebody else stopped and continued us.
    fn resume(&mut self) -> io::Result<()>;
}

/// The terminal while it is ours.
pub(crate) struct Term {
    terminal: Terminal<CrosstermBackend<BufWriter<Stdout>>>,
    mouse: bool,
}

impl Term {
    /// Takes the terminal over. A panic of [`Guarded`] work gives it back before it is told.
    pub(crate) fn open(mouse: bool) -> io::Result<Self> {
        panics::watch();
        let backend = CrosstermBackend::new(BufWriter::with_capacity(BUFFER, io::stdout()));
        enter(mouse).inspect_err(|_| leave())?;
        let terminal = Terminal::new(backend).inspect_err(|_| leave())?;
        Ok(Self { terminal, mouse })
    }

    /// Clears the screen, so that all of it is drawn again. `Terminal::clear` would ask where the cursor is, and the answer is among
    /// the keys that somebody else reads.
    fn wipe(&mut self) -> io::Result<()> {
        self.terminal.backend_mut().clear()?;
        // The first forgets what was drawn, the second what is about to be.
        self.terminal.swap_buffers();
        self.terminal.swap_buffers();
        Ok(())
    }
}

impl Face for Term {
    fn draw(&mut self, app: &mut App) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        self.terminal.draw(|frame| {
            app.resize(frame.area().as_size());
            app.render(frame.area(), frame.buffer_mut());
        })?;
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)
    }

    /// Also works through SSH; terminals that cannot ignore it.
    fn copy(&mut self, text: &str) -> io::Result<()> {
        let sequence = format!("\x1b]52;c;{}\x07", STANDARD.encode(text));
        execute!(self.terminal.backend_mut(), Print(sequence))
    }

    fn forget(&mut self) -> io::Result<()> {
        self.wipe()
    }

    async fn suspend(&mut self) -> io::Result<()> {
        let mut continued = signal(SignalKind::from_raw(Signal::CONT.as_raw()))?;
        leave();
        let stopped = kill_process_group(getpgrp(), Signal::TSTP);
        // The signal stops us a moment later, and not at all where no shell could continue us.
        if stopped.is_ok() {
            let _ = timeout(NOT_STOPPED, continued.recv()).await;
        }
        self.resume()
    }

    fn lend(&mut self) -> io::Result<()> {
        leave();
        Ok(())
    }

    fn resume(&mut self) -> io::Result<()> {
        enter(self.mouse)?;
        self.wipe()
    }
}

impl Drop for Term {
    fn drop(&mut self) {
        leave();
    }
}

fn enter(mouse: bool) -> io::Result<()> {
    let ours = TAKEN.swap(true, Ordering::SeqCst);
    enable_raw_mode()?;
    let mut out = io::stdout();
    if !ours {
        queue!(out, Print(SAVE_TITLE))?;
    }
    queue!(out, SetTitle("mco"), EnterAlternateScreen, EnableBracketedPaste)?;
    if mouse {
        queue!(out, EnableMouseCapture)?;
    }
    out.flush()
}

/// Does nothing when it is not ours. Nothing can be done about a terminal that is gone.
fn leave() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let _ = execute!(
        io::stdout(),
        EndSynchronizedUpdate,
        DisableMouseCapture,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        Print(RESTORE_TITLE),
        cursor::Show
    );
    let _ = disable_raw_mode();
}
