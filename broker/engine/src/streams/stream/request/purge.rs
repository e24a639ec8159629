//! `STREAM.PURGE` and `STREAM.MSG.DELETE`: messages go because somebody says so.

use serde::{Deserialize, Serialize};

use super::super::Stream;
use super::super::removal::batch;
use crate::streams::api::Request;
use crate::streams::error::{self, ApiError};
use crate::streams::filter::Filter;
use crate::streams::outbox::Outbox;
use crate::streams::store::Safe;

/// What is to go, as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Purge {
    /// The first that stays.
    seq: u64,
    filter: String,
    /// How many of the newest stay.
    keep: u64,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Delete {
    seq: u64,
    no_erase: bool,
}

#[derive(Debug, Serialize)]
pub(super) struct Purged {
    success: bool,
    purged: u64,
}

#[derive(Debug, Serialize)]
struct Deleted {
    success: bool,
}

impl Stream {
    /// Removes the messages of a filter, or all.
    pub(super) fn purge(&mut self, request: &Request) -> Result<Purged, ApiError> {
        let asked: Purge = request.read()?;
        if asked.seq > 0 && asked.keep > 0 {
            return Err(error::BAD_REQUEST);
        }
        self.unsealed()?;
        if self.config.deny_purge {
            return Err(ApiError::with(500, 10110, "stream purge not permitted"));
        }
        let filter = match &*asked.filter {
            "" => Filter::default(),
            filter => Filter::new([filter]),
        };
        let purged = match (asked.seq, asked.keep) {
            (0, 0) => self.remove_below(u64::MAX, &filter, Safe::Now)?,
            (0, keep) => self.remove_but(keep, &filter)?,
            (seq, _) => self.remove_below(seq, &filter, Safe::Now)?,
        };
        Ok(Purged {
            success: true,
            purged,
        })
    }

    /// Removes all but the newest of what the filter matches; tells how many.
    fn remove_but(&mut self, keep: u64, filter: &Filter) -> Result<u64, ApiError> {
        let excess = self.store.count(0, filter)?.saturating_sub(keep);
        let (mut from, mut count) = (0, 0);
        while count < excess {
            let batch = batch(filter);
            let most = batch.min(usize::try_from(excess - count).unwrap_or(batch));
            let seqs = self.store.seqs(from, filter, most)?;
            let Some(last) = seqs.last() else { break };
            from = last + 1;
            for seq in seqs {
                count += u64::from(self.remove(seq, Safe::Now, false)?);
            }
        }
        Ok(count)
    }

    /// Removes one message. If its bytes are to be overwritten as well, the answer comes after that.
    pub(super) fn delete(&mut self, request: &Request, out: &mut Outbox) -> Result<(), ApiError> {
        if !request.has_body() {
            return Err(error::BAD_REQUEST);
        }
        let Delete { seq, no_erase } = request.read()?;
        self.unsealed()?;
        if self.config.deny_delete {
            return Err(ApiError::with(500, 10057, "message delete not permitted"));
        }
        if !self.remove(seq, Safe::Now, !no_erase)? {
            let text = format!("sequence {seq} not found");
            return Err(ApiError::with(400, 10043, text));
        }
        if no_erase {
            request.answer(&Deleted { success: true }, out);
        } else {
            self.erasing.push((seq, request.clone()));
        }
        Ok(())
    }

    /// Answers those who wanted messages erased, once these are removed for good.
    pub(in super::super) fn answer_erasures(&mut self, out: &mut Outbox) {
        if self.erasing.is_empty() {
            return;
        }
        let unerased = self.store.unerased();
        for (seq, request) in std::mem::take(&mut self.erasing) {
            if unerased.contains(&seq) {
                let text = format!("message {seq} is removed, but its bytes could not be overwritten yet");
                request.refuse(ApiError::with(500, 10057, text), out);
            } else {
                request.answer(&Deleted { success: true }, out);
            }
        }
    }
}
