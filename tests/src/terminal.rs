//! A terminal for a program to run in: keys go in, and what a person would see comes out.

mod keys;
mod shown;

use std::ffi::OsStr;
use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::OwnedFd;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::Arc;

use rustix::process::{Pid, Signal};
use rustix::pty::OpenptFlags;
use rustix::termios::Winsize;

use crate::patience::eventually_or;
use shown::Shown;

/// A program that takes [`Terminal`]'s far end as its controlling terminal and becomes another program.
const LOGIN: &str = "test-terminal";

/// A program in a terminal of its own. It is killed when this is dropped.
#[derive(Debug)]
pub struct Terminal {
    child: Child,
    /// Our end: what is written here was typed.
    keyboard: File,
    shown: Arc<Shown>,
}

impl Terminal {
    /// Starts `program` with `args` in a terminal of this size. It gets the variables `env`, `TERM=xterm-256color`, a UTF-8
    /// locale and the search path, and nothing else of this process.
    ///
    /// Tests that use it belong to the suite: cargo builds the programs of this package for no other.
    ///
    /// # Panics
    /// When it cannot be started.
    pub fn spawn<S: AsRef<OsStr>>(
        program: &Path,
        args: &[S],
        env: &[(&str, &str)],
        cols: u16,
        rows: u16,
    ) -> Self {
        let (ours, theirs) = open(cols, rows);
        let stream = || theirs.try_clone().expect("a file handle can be cloned");
        let child = Command::new(login())
            .arg(program)
            .args(args)
            .env_clear()
            .envs(std::env::vars_os().filter(|(name, _)| name == "PATH"))
            .env("TERM", "xterm-256color")
            .env("LC_ALL", "C.UTF-8")
            .envs(env.iter().copied())
            .stdin(stream())
            .stdout(stream())
            .stderr(stream())
            .spawn()
            .unwrap_or_else(|error| panic!("{} does not start: {error}", program.display()));
        let shown = Arc::new(Shown::new(cols, rows));
        let keyboard = File::from(ours);
        watch(&keyboard, shown.clone());
        Self {
            child,
            keyboard,
            shown,
        }
    }

    /// Types text, in which `<enter> <esc> <tab> <s-tab> <up> <down> <left> <right> <home> <end> <pgup> <pgdn> <del> <backspace>
    /// <space> <f1>`..`<f12>`, `<c-c>` and `<a-x>` are keys, and `<lt>` is `<`.
    ///
    /// # Panics
    /// When a key has no such name, or the program has closed its terminal.
    pub fn press(&self, keys: &str) {
        self.send(&keys::bytes(keys));
    }

    /// Sends bytes as they are, as when something is pasted.
    ///
    /// # Panics
    /// When the program has closed its terminal.
    pub fn send(&self, bytes: &[u8]) {
        let typed = (&self.keyboard).write_all(bytes);
        typed.unwrap_or_else(|error| panic!("nobody reads keys any more: {error}\n{}", self.screen()));
    }

    /// What is on the screen: a line for each row, without spaces at its end.
    pub fn screen(&self) -> String {
        self.shown.text()
    }

    /// Row and column of the cursor, from 0.
    pub fn cursor(&self) -> (u16, u16) {
        self.shown.with(|screen| screen.cursor_position())
    }

    /// Looks at the screen with its colours and modes.
    pub fn look<T>(&self, look: impl FnOnce(&vt100::Screen) -> T) -> T {
        self.shown.with(look)
    }

    /// Every byte that was written to the terminal so far.
    pub fn raw(&self) -> Vec<u8> {
        self.shown.raw()
    }

    /// How many bytes were written to the terminal so far.
    pub fn written(&self) -> usize {
        self.shown.written()
    }

    /// Waits until `text` is on the screen.
    ///
    /// # Panics
    /// When patience ends; the message has the last screen.
    pub async fn wait_for(&self, text: &str) {
        self.wait_until(&format!("{text:?}"), |screen| screen.contains(text))
            .await;
    }

    /// Waits until the screen is as `is` wants it; `what` names that.
    ///
    /// # Panics
    /// When patience ends; the message has the last screen.
    pub async fn wait_until(&self, what: &str, is: impl Fn(&str) -> bool) {
        let look = async || is(&self.screen()).then_some(());
        eventually_or(what, look, || self.screen()).await;
    }

    /// Gives the terminal another size and tells the program, as a window does that is pulled.
    ///
    /// # Panics
    /// When the terminal is gone.
    pub fn resize(&self, cols: u16, rows: u16) {
        self.shown.resize(cols, rows);
        rustix::termios::tcsetwinsize(&self.keyboard, size(cols, rows)).expect("the terminal is open");
    }

    /// Sends a signal to the program.
    ///
    /// # Panics
    /// When it has ended already.
    pub fn signal(&self, signal: Signal) {
        rustix::process::kill_process(self.pid(), signal).expect("the program runs");
    }

    /// Process id of the program.
    ///
    /// # Panics
    /// Never: a child has a process id.
    pub fn pid(&self) -> Pid {
        Pid::from_child(&self.child)
    }

    /// Whether keys are echoed and lines are edited by the terminal itself, as before a program took it over.
    ///
    /// # Panics
    /// When the terminal is gone.
    pub fn is_cooked(&self) -> bool {
        use rustix::termios::LocalModes;
        let modes = rustix::termios::tcgetattr(&self.keyboard).expect("the terminal is open");
        modes.local_modes.contains(LocalModes::ICANON | LocalModes::ECHO)
    }

    /// Waits until the program ends; its exit status, or 128 and the number of the signal that ended it. Everything it wrote has
    /// been read then.
    ///
    /// # Panics
    /// When patience ends; the message has the last screen.
    pub async fn exit_status(&mut self) -> i32 {
        let (child, shown) = (&mut self.child, &self.shown);
        let ended = async || child.try_wait().ok().flatten();
        let status = eventually_or("the program to end", ended, || shown.text()).await;
        eventually_or(
            "the terminal to be closed",
            async || shown.closed().then_some(()),
            || shown.text(),
        )
        .await;
        status
            .code()
            .or_else(|| status.signal().map(|signal| 128 + signal))
            .unwrap_or_default()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Both ends of a new terminal: ours and the program's.
fn open(cols: u16, rows: u16) -> (OwnedFd, OwnedFd) {
    let flags = OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC;
    let open = || {
        let ours = rustix::pty::openpt(flags)?;
        rustix::pty::grantpt(&ours)?;
        rustix::pty::unlockpt(&ours)?;
        rustix::termios::tcsetwinsize(&ours, size(cols, rows))?;
        let name = rustix::pty::ptsname(&ours, Vec::new())?;
        let flags = rustix::fs::OFlags::RDWR | rustix::fs::OFlags::NOCTTY | rustix::fs::OFlags::CLOEXEC;
        let theirs = rustix::fs::open(name, flags, rustix::fs::Mode::empty())?;
        rustix::io::Result::Ok((ours, theirs))
    };
    open().unwrap_or_else(|error| panic!("no terminal can be opened: {error}"))
}

fn size(cols: u16, rows: u16) -> Winsize {
    Winsize {
        ws_row: rows,
        ws_col: cols,
        ws_xpixel: 0,
        ws_ypixel: 0,
    }
}

/// Reads what the program writes until it closes its end, and answers what it asks the terminal.
fn watch(keyboard: &File, shown: Arc<Shown>) {
    let mut screen = keyboard.try_clone().expect("a file handle can be cloned");
    std::thread::spawn(move || {
        let mut chunk = [0; 4096];
        // Linux says EIO once the other end is closed.
        while let Ok(count @ 1..) = screen.read(&mut chunk) {
            let answer = shown.take(&chunk[..count]);
            if screen.write_all(&answer).is_err() {
                break;
            }
        }
        shown.close();
    });
}

/// Programs of this package lie beside the folder of the running test.
fn login() -> PathBuf {
    let test = std::env::current_exe().expect("a test knows its own file");
    let folder = test.parent().and_then(Path::parent);
    folder.expect("a test lies in a folder").join(LOGIN)
}
