//! Where the log goes.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context;
use config::LogTarget;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::writer::BoxMakeWriter;
use tracing_subscriber::layer::SubscriberExt;

/// A log file that can be opened again after somebody moved it away.
#[derive(Debug)]
pub(super) struct LogFile {
    path: PathBuf,
    file: Mutex<File>,
}

impl LogFile {
    fn open(path: &Path) -> io::Result<Self> {
        Ok(Self {
            path: path.to_owned(),
            file: Mutex::new(append(path)?),
        })
    }

    /// Opens the file again, creating it when it is gone.
    pub(super) fn reopen(&self) -> io::Result<()> {
        let file = append(&self.path)?;
        *self.file.lock().unwrap_or_else(PoisonError::into_inner) = file;
        Ok(())
    }
}

impl Write for &LogFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn append(path: &Path) -> io::Result<File> {
    OpenOptions::new().append(true).create(true).open(path)
}

/// Sends the log where the configuration says; hands the file back when it is one.
pub(super) fn install(member: &config::Member) -> anyhow::Result<Option<Arc<LogFile>>> {
    let mut file = None;
    let (writer, terminal) = match &member.log_target {
        LogTarget::Stdout => (BoxMakeWriter::new(io::stdout), is_terminal(&io::stdout())),
        LogTarget::Stderr => (BoxMakeWriter::new(io::stderr), is_terminal(&io::stderr())),
        LogTarget::Discard => (BoxMakeWriter::new(io::sink), false),
        LogTarget::File(path) => {
            let opened =
                LogFile::open(path).with_context(|| format!("opening log file {}", path.display()))?;
            let opened = file.insert(Arc::new(opened)).clone();
            (BoxMakeWriter::new(opened), false)
        }
    };
    let level = level(&member.log_level);
    // The connection is reported in our words; the library's are for debugging.
    let library = if level < LevelFilter::DEBUG {
        level.min(LevelFilter::WARN)
    } else {
        level
    };
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(level)
        .with_target(false)
        .with_ansi(terminal)
        .with_writer(writer)
        .finish()
        .with(
            Targets::new()
                .with_default(level)
                .with_target("async_nats", library),
        );
    tracing::subscriber::set_global_default(subscriber).context("installing the log")?;
    std::panic::set_hook(Box::new(|panic| tracing::error!("{panic}")));
    Ok(file)
}

fn is_terminal(stream: &impl io::IsTerminal) -> bool {
    stream.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

fn level(name: &str) -> LevelFilter {
    match name {
        "debug" => LevelFilter::DEBUG,
        "warn" => LevelFilter::WARN,
        "error" | "fatal" => LevelFilter::ERROR,
        _ => LevelFilter::INFO,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_that_was_moved_away_goes_on_in_a_new_file() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("mco.log");
        let log = LogFile::open(&path).unwrap();
        (&log).write_all(b"one\n").unwrap();
        std::fs::rename(&path, dir.path().join("mco.log.1")).unwrap();
        log.reopen().unwrap();
        (&log).write_all(b"two\n").unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "two\n");
    }
}
