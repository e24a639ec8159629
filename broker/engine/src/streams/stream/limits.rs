//! How much a stream keeps.

use super::Stream;
use super::expect::ROLLUP;
use crate::streams::config::Discard;
use crate::streams::error::ApiError;
use crate::streams::filter::Filter;
use crate::streams::headers::Headers;
use crate::streams::store::SubjectTotals;

pub(super) const TOO_MANY: &str = "maximum messages exceeded";
pub(super) const TOO_MUCH: &str = "maximum bytes exceeded";
pub(super) const TOO_MANY_OF_SUBJECT: &str = "maximum messages per subject exceeded";

impl Stream {
    /// Whether a full stream that discards what is new takes this message.
    ///
    /// A message on a subject that has all it may have takes the place of that subject's oldest, so it may come in although the
    /// stream is full.
    pub(super) fn check_room(&self, subject: &str, headers: Headers<'_>, size: u64) -> Result<(), ApiError> {
        if self.config.discard != Discard::New {
            return Ok(());
        }
        let replaced = self.replaced(subject);
        if replaced.is_some() && self.config.discard_new_per_subject && !headers.has(ROLLUP) {
            return Err(ApiError::not_stored(TOO_MANY_OF_SUBJECT));
        }
        let totals = self.totals();
        if exceeds(totals.messages + 1, self.config.max_msgs) && replaced.is_none() {
            return Err(ApiError::not_stored(TOO_MANY));
        }
        if exceeds(totals.bytes + size, self.config.max_bytes) {
            let first = replaced.map(|subject| subject.first_seq);
            let freed = first.map(|seq| self.size_of(seq)).transpose()?;
            if freed.is_none_or(|freed| freed < size) {
                return Err(ApiError::not_stored(TOO_MUCH));
            }
        }
        Ok(())
    }

    /// What there is of a subject that has as many messages as it may have.
    fn replaced(&self, subject: &str) -> Option<SubjectTotals> {
        let full = |totals: &SubjectTotals| exceeds(totals.messages + 1, self.config.max_msgs_per_subject);
        self.store.subject(subject).filter(full)
    }

    fn size_of(&self, seq: u64) -> Result<u64, ApiError> {
        let message = self.store.read(seq).map_err(ApiError::from)?;
        Ok(message.map_or(0, |message| {
            self.store
                .size_of(&message.subject, &message.headers, &message.payload)
        }))
    }

    /// Removes what is too much after a message came in on a subject.
    pub(super) fn enforce(&mut self, subject: &str) {
        self.enforce_subject(subject);
        self.enforce_totals();
    }

    /// Removes what is too much after the limits changed.
    pub(super) fn enforce_everywhere(&mut self) {
        let most = self.config.max_msgs_per_subject;
        if most > 0 {
            for (subject, totals) in self.store.subjects(&Filter::default()) {
                if exceeds(totals.messages, most) {
                    self.enforce_subject(&subject);
                }
            }
        }
        self.enforce_totals();
    }

    fn enforce_subject(&mut self, subject: &str) {
        let most = self.config.max_msgs_per_subject;
        while most > 0
            && let Some(totals) = self.store.subject(subject)
            && exceeds(totals.messages, most)
        {
            if !self.shed(totals.first_seq) {
                return;
            }
        }
    }

    fn enforce_totals(&mut self) {
        let limited = self.config.max_msgs > 0 || self.config.max_bytes > 0;
        if self.config.discard == Discard::New || !limited {
            return;
        }
        loop {
            let totals = self.totals();
            let fits = !exceeds(totals.messages, self.config.max_msgs)
                && !exceeds(totals.bytes, self.config.max_bytes);
            if fits || totals.messages == 0 || !self.shed(totals.first_seq) {
                return;
            }
        }
    }
}

/// Whether it is more than a limit, where there is one.
pub(super) fn exceeds(amount: u64, limit: i64) -> bool {
    u64::try_from(limit).is_ok_and(|limit| limit > 0 && amount > limit)
}
