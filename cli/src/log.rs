//! Where `--debug` logs to: standard error, or a file while the screens have the terminal.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// Where lines go now.
static TARGET: Mutex<Target> = Mutex::new(Target::Stderr);

enum Target {
    Stderr,
    File(File),
    Nowhere,
}

/// While it lives nothing is logged to standard error.
#[derive(Debug)]
pub(crate) struct Aside(());

/// Writes a line wherever lines go now.
struct Line;

/// Logs everything from now on. A command inside a command finds the logging of the outer one in place.
pub(crate) fn start(color: bool) {
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::DEBUG)
        .with_ansi(color)
        .with_writer(|| Line)
        .finish();
    let _ = tracing::subscriber::set_global_default(subscriber);
}

/// Logs to a file for the owner alone, or nowhere where it cannot be written.
pub(crate) fn aside(file: Option<&Path>) -> Aside {
    let open = |path: &Path| {
        path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
        let mut options = OpenOptions::new();
        options.append(true).create(true).mode(0o600).open(path)
    };
    let opened = file.map(open).and_then(io::Result::ok);
    set(opened.map_or(Target::Nowhere, Target::File));
    Aside(())
}

impl Drop for Aside {
    fn drop(&mut self) {
        set(Target::Stderr);
    }
}

impl Write for Line {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut *TARGET.lock().unwrap_or_else(PoisonError::into_inner) {
            Target::Stderr => io::stderr().write(bytes),
            Target::File(file) => file.write(bytes),
            Target::Nowhere => Ok(bytes.len()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn set(target: Target) {
    *TARGET.lock().unwrap_or_else(PoisonError::into_inner) = target;
}
