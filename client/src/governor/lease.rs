//! Who holds a slot.

use std::time::{Duration, SystemTime};

use crate::streams::{Read, Reader, Start, Stored, StreamError};

use super::{Governor, GovernorError};

/// Longest name of a holder that is kept; a lease is anybody's message.
const MAX_HOLDER: usize = 512;

/// A slot somebody holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lease {
    /// Its number, which is not used again.
    pub id: u64,
    /// Who holds it, in its own words.
    pub holder: String,
    /// Since when.
    pub since: SystemTime,
    /// When the broker takes it back; none if never.
    pub expires: Option<SystemTime>,
}

impl Lease {
    pub(super) fn from_stored(stored: Stored, expires: Duration) -> Self {
        let name = &stored.payload[..stored.payload.len().min(MAX_HOLDER)];
        Self {
            id: stored.sequence,
            holder: String::from_utf8_lossy(name).into_owned(),
            since: stored.time,
            expires: stored.time.checked_add(expires).filter(|_| !expires.is_zero()),
        }
    }
}

impl Governor {
    /// Who holds its slots, longest first.
    pub async fn leases(&self) -> Result<Vec<Lease>, GovernorError> {
        let info = match self.streams.info(&self.stream).await {
            Ok(info) => info,
            Err(error) => return Err(self.explain(error).await),
        };
        if info.state.messages == 0 {
            return Ok(Vec::new());
        }
        let expires = info.config.max_age;
        let failed = |error: StreamError| GovernorError::of(&self.name, error);
        let reader = Reader::open(&self.streams, &info, self.subject.clone(), Start::All, false).await;
        let mut reader = reader.map_err(failed)?;
        let mut leases = Vec::new();
        while let Read::Message(stored) = reader.next().await.map_err(failed)? {
            leases.push(Lease::from_stored(stored, expires));
        }
        Ok(leases)
    }
}
