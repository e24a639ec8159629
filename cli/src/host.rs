//! What a command gets from the process that runs it. Tests and `mco demo` pass their own.

use std::collections::BTreeMap;
use std::io::{IsTerminal, Read, Write};
use std::path::PathBuf;

use client::Clock;
use config::Environment;
use tokio_util::sync::CancellationToken;

/// Columns and rows assumed when there is no terminal to ask.
const DEFAULT_SIZE: (usize, usize) = (80, 24);

/// Environment, streams, time and interruption of one command.
pub struct Host {
    /// Variables, home and working directory.
    pub environment: Environment,
    /// The time.
    pub clock: Clock,
    /// Standard input.
    pub input: Input,
    /// Standard output: the answer, nothing else.
    pub out: Output,
    /// Standard error: progress, prompts and complaints.
    pub err: Output,
    /// Columns of the terminal.
    pub width: usize,
    /// Fires when the user wants out (Ctrl-C).
    pub interrupt: CancellationToken,
    /// Fires when the user would not wait for an orderly end (Ctrl-C again).
    pub insist: CancellationToken,
}

/// Something to read from.
pub struct Input {
    /// The bytes.
    pub reader: Box<dyn Read + Send>,
    /// Whether a person is typing.
    pub terminal: bool,
    /// Whether it could hold the results of an earlier command: a pipe or a file.
    pub piped: bool,
}

/// Something to write to.
pub struct Output {
    /// Where bytes go.
    pub writer: Box<dyn Write + Send>,
    /// Whether a person is watching.
    pub terminal: bool,
}

impl Host {
    /// The real process: its environment, its three streams.
    pub fn process(interrupt: CancellationToken, insist: CancellationToken) -> Self {
        Self {
            environment: environment(),
            clock: Clock::system(),
            input: Input {
                reader: Box::new(std::io::stdin()),
                terminal: std::io::stdin().is_terminal(),
                piped: holds_data(),
            },
            out: Output {
                writer: Box::new(std::io::stdout()),
                terminal: std::io::stdout().is_terminal(),
            },
            err: Output {
                writer: Box::new(std::io::stderr()),
                terminal: std::io::stderr().is_terminal(),
            },
            width: width(),
            interrupt,
            insist,
        }
    }
}

fn environment() -> Environment {
    let vars: BTreeMap<String, String> = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .collect();
    Environment {
        home: vars
            .get("HOME")
            .filter(|home| !home.is_empty())
            .map(PathBuf::from),
        cwd: std::env::current_dir().unwrap_or_else(|_| PathBuf::from("/")),
        hostname: rustix::system::uname().nodename().to_string_lossy().into_owned(),
        root: rustix::process::geteuid().is_root(),
        vars,
    }
}

/// Devices such as `/dev/null` and terminals never hold results; pipes, sockets and files may.
fn holds_data() -> bool {
    rustix::fs::fstat(std::io::stdin())
        .map(|stat| {
            let kind = rustix::fs::FileType::from_raw_mode(stat.st_mode);
            !kind.is_char_device()
        })
        .unwrap_or(false)
}

/// Columns of the terminal.
pub(crate) fn width() -> usize {
    size().map_or(DEFAULT_SIZE.0, |(columns, _)| columns)
}

/// Rows of the terminal.
pub(crate) fn height() -> usize {
    size().map_or(DEFAULT_SIZE.1, |(_, rows)| rows)
}

fn size() -> Option<(usize, usize)> {
    let size = rustix::termios::tcgetwinsize(std::io::stderr()).ok()?;
    let (columns, rows) = (usize::from(size.ws_col), usize::from(size.ws_row));
    (columns > 0 && rows > 0).then_some((columns, rows))
}
