//! Failures and asides as the screens show them.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use client::streams::StreamError;
use tui::report::Trouble;
use tui::{Report, Reports};

use crate::report;

/// Most bytes of asides that are kept; more say nothing more.
const MAX_NOTES: usize = 64 << 10;

/// Keeps what a command would print beside its answer.
#[derive(Debug, Clone, Default)]
pub(super) struct Jotter(Arc<Mutex<Vec<u8>>>);

impl Jotter {
    /// What was printed since the last time.
    pub(super) fn take(&self) -> String {
        let bytes = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// The warnings among what was printed; the rest is progress, which the screens see themselves.
    pub(super) fn warnings(&self) -> Vec<String> {
        let text = self.take();
        let warnings = text
            .lines()
            .filter_map(|line| bare(line).strip_prefix("warning: "));
        warnings.map(str::to_owned).collect()
    }

    /// Tells each warning.
    pub(super) async fn tell(&self, reports: &Reports) {
        for warning in self.warnings() {
            reports.send(Report::Said(Trouble::new(warning))).await;
        }
    }
}

impl Write for Jotter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let room = MAX_NOTES.saturating_sub(kept.len()).min(bytes.len());
        kept.extend_from_slice(&bytes[..room]);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A failure for the person who reads it.
pub(super) fn trouble(error: &anyhow::Error) -> Trouble {
    let (text, hint) = report::brief(error);
    Trouble { text, hint }
}

/// What to do about streams that are missing or not for us.
pub(super) fn of_streams(error: &StreamError) -> Option<String> {
    Some(match error {
        StreamError::Off { .. } => {
            "the broker needs a folder for them: plugin.choria.network.stream.store in broker.conf".to_owned()
        }
        StreamError::Denied { subject } | StreamError::Silent { subject, .. } => {
            // Only administrators make, change and remove streams.
            let admin = ["CREATE", "UPDATE", "DELETE", "PURGE"];
            let admin = admin
                .iter()
                .any(|verb| subject.contains(&format!(".STREAM.{verb}.")));
            let flag = if admin { "--stream-admin" } else { "--stream-user" };
            format!("your token may not allow it: mco jwt client ... {flag} gives one that does")
        }
        _ => return None,
    })
}

/// What was printed for want of a better way, as a failure.
pub(super) fn printed(text: &str) -> Trouble {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = bare(lines.next().unwrap_or_default()).to_owned();
    let hint = lines
        .find_map(|line| line.strip_prefix("hint: "))
        .map(str::to_owned);
    Trouble { text: first, hint }
}

/// A line without the program's name before it.
fn bare(line: &str) -> &str {
    let rest = ["mco: ", "choria: "]
        .iter()
        .find_map(|name| line.strip_prefix(name));
    rest.unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_printed_is_told_without_the_programs_name() {
        let told = printed("mco: no agent pakage is known here\n  hint: look\n");
        assert_eq!(told.text, "no agent pakage is known here");
        assert_eq!(told.hint.as_deref(), Some("look"));
    }

    #[test]
    fn notes_without_end_do_not_fill_the_memory() {
        let mut jotter = Jotter::default();
        io::copy(&mut io::Read::take(io::repeat(b'x'), 1 << 20), &mut jotter).unwrap();
        assert_eq!(jotter.take().len(), MAX_NOTES);
        assert_eq!(jotter.take(), "");
    }
}
