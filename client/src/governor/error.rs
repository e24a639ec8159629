//! Why a governor did not do what it was asked.

use std::time::Duration;

use crate::streams::{StreamError, code};

/// Why a governor did not do what it was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the fields are what the messages name")]
pub enum GovernorError {
    /// A name no governor can have.
    #[error("{governor:?} cannot be the name of a governor: letters, digits, - and _ only")]
    Name { governor: String },
    /// Nobody could ever hold a lease.
    #[error("a governor needs at least one slot")]
    Capacity,
    /// There is no such governor.
    #[error("there is no governor {governor}{}", near.as_ref().map(|near| format!(", did you mean {near}?")).unwrap_or_default())]
    Unknown { governor: String, near: Option<String> },
    /// There is a governor of this name that is set up in another way.
    #[error("there is a governor {governor} already that is set up in another way")]
    Exists { governor: String },
    /// Fewer brokers keep copies than were asked for.
    #[error("{replicas} copies of governor {governor} cannot be kept")]
    Replicas {
        governor: String,
        replicas: u32,
        source: Box<StreamError>,
    },
    /// No slot became free in time.
    #[error("governor {governor} had no free slot{}", within(*waited))]
    Full { governor: String, waited: Duration },
    /// Governors cannot be asked for.
    #[error(transparent)]
    Streams(StreamError),
    /// A governor cannot be asked.
    #[error("governor {governor} cannot be used")]
    Failed {
        governor: String,
        source: Box<StreamError>,
    },
}

/// How long was waited, where anybody would call it waiting.
fn within(waited: Duration) -> String {
    match (waited + Duration::from_millis(500)).as_secs() {
        0 => String::new(),
        seconds => format!(" within {:?}", Duration::from_secs(seconds)),
    }
}

impl GovernorError {
    pub(super) fn of(governor: &str, error: StreamError) -> Self {
        match error {
            error @ (StreamError::Off { .. } | StreamError::Link(_)) => Self::Streams(error),
            error if error.err_code() == Some(code::NO_STREAM) => Self::Unknown {
                governor: governor.to_owned(),
                near: None,
            },
            error => Self::Failed {
                governor: governor.to_owned(),
                source: Box::new(error),
            },
        }
    }

    /// What the broker or the connection said, if it was not us who refused.
    pub fn stream_error(&self) -> Option<&StreamError> {
        match self {
            Self::Streams(error) => Some(error),
            Self::Replicas { source, .. } | Self::Failed { source, .. } => Some(source),
            _ => None,
        }
    }
}
