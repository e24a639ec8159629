//! A stream that commands print to.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use crate::theme::Theme;

/// A stream commands print to; clones share it.
#[derive(Clone)]
pub(crate) struct Printer {
    writer: Arc<Mutex<Box<dyn Write + Send>>>,
    /// How to decorate what is printed here.
    pub(crate) theme: Theme,
    /// Whether a person is watching.
    pub(crate) terminal: bool,
    /// Columns that tables must fit; none where nobody watches.
    pub(crate) columns: Option<usize>,
}

impl Printer {
    /// Prints to a terminal of so many columns, or where nobody watches.
    pub(crate) fn new(writer: Box<dyn Write + Send>, theme: Theme, columns: Option<usize>) -> Self {
        Self {
            writer: Arc::new(Mutex::new(writer)),
            theme,
            terminal: columns.is_some(),
            columns,
        }
    }

    /// Writes text as it is and hands it on at once.
    pub(crate) fn print(&self, text: impl AsRef<str>) -> io::Result<()> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        writer.write_all(text.as_ref().as_bytes())?;
        writer.flush()
    }

    /// Writes text and ends the line.
    pub(crate) fn line(&self, text: impl AsRef<str>) -> io::Result<()> {
        self.print(format!("{}\n", text.as_ref()))
    }
}

impl Write for Printer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner).flush()
    }
}
