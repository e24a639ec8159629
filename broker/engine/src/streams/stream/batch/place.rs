//! What the headers of a message say about its place in a batch.

use crate::streams::headers::Headers;
use crate::streams::message::Publication;

const ID: &str = "Nats-Batch-Id";
const SEQUENCE: &str = "Nats-Batch-Sequence";
pub(super) const COMMIT: &str = "Nats-Batch-Commit";

/// Which message of its batch one is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// From 1.
    pub(super) number: u64,
    pub(super) end: End,
}

/// Whether a batch ends with a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    NotYet,
    With,
    /// The message is not of the batch any more.
    Before,
    /// It says something else.
    Unclear,
}

impl Place {
    pub(super) fn of(headers: Headers<'_>) -> Option<Self> {
        let number = headers.get(SEQUENCE)?;
        let is_number = number.bytes().all(|letter| letter.is_ascii_digit());
        Some(Self {
            number: number.parse().ok().filter(|_| is_number)?,
            end: End::of(headers),
        })
    }

    /// Messages of the batch up to here.
    pub(super) fn size(self) -> u64 {
        self.number.saturating_sub(u64::from(self.end == End::Before))
    }
}

impl End {
    fn of(headers: Headers<'_>) -> Self {
        match headers.get(COMMIT).as_deref() {
            None if !headers.mentions(COMMIT) => Self::NotYet,
            Some("1") => Self::With,
            Some("eob") => Self::Before,
            _ => Self::Unclear,
        }
    }
}

/// The batch that a message belongs to, if it does.
pub(in crate::streams::stream) fn id(publication: &Publication) -> Option<Box<str>> {
    Headers(&publication.headers).get(ID).map(Box::from)
}
