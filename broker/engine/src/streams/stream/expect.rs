//! What the headers of a message ask for before and after it is kept.

use super::Stream;
use super::dedup::MESSAGE_ID;
use crate::options::Account;
use crate::streams::duration;
use crate::streams::error::{self, ApiError};
use crate::streams::filter::Filter;
use crate::streams::headers::Headers;
use crate::streams::message::Nanos;

pub(super) const EXPECTED_STREAM: &str = "Nats-Expected-Stream";
pub(super) const EXPECTED_LAST: &str = "Nats-Expected-Last-Sequence";
pub(super) const EXPECTED_LAST_OF_SUBJECT: &str = "Nats-Expected-Last-Subject-Sequence";
/// Whose last sequence that is, if not that of the message's subject.
pub(super) const EXPECTED_SUBJECT: &str = "Nats-Expected-Last-Subject-Sequence-Subject";
pub(super) const EXPECTED_LAST_ID: &str = "Nats-Expected-Last-Msg-Id";
pub(super) const TTL: &str = "Nats-TTL";
pub(super) const ROLLUP: &str = "Nats-Rollup";
const SECOND: Nanos = 1_000_000_000;

/// What a message replaces.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Rollup {
    #[default]
    Nothing,
    /// What was on its subject.
    Subject,
    /// Everything.
    All,
}

impl Rollup {
    /// What the headers say; nothing if they say nothing that makes sense.
    pub(super) fn of(headers: Headers<'_>) -> Self {
        match headers.get(ROLLUP) {
            Some(rollup) if rollup.eq_ignore_ascii_case("sub") => Self::Subject,
            Some(rollup) if rollup.eq_ignore_ascii_case("all") => Self::All,
            _ => Self::Nothing,
        }
    }
}

/// How long a message stays.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Stay {
    /// As long as the stream says.
    #[default]
    Usual,
    /// As long as the message says, whole seconds.
    For(Nanos),
    /// Whatever the stream says.
    Forever,
}

impl Stay {
    /// What the headers say.
    pub(super) fn of(headers: Headers<'_>) -> Result<Self, ApiError> {
        headers
            .get(TTL)
            .map_or(Ok(Self::Usual), |text| Self::parse(&text))
    }

    /// What a header says.
    pub(super) fn parse(text: &str) -> Result<Self, ApiError> {
        if text.eq_ignore_ascii_case("never") {
            return Ok(Self::Forever);
        }
        let seconds = match duration::parse(text) {
            Some(0..SECOND) => return Err(error::INVALID_TTL),
            Some(nanos) => nanos / SECOND,
            None if text.bytes().all(|byte| byte.is_ascii_digit()) => {
                text.parse().map_err(|_| error::INVALID_TTL)?
            }
            None => return Err(error::INVALID_TTL),
        };
        Ok(match seconds {
            0 => Self::Usual,
            seconds => Self::For(seconds.saturating_mul(SECOND)),
        })
    }
}

impl Stream {
    /// Whether the stream is as the headers of a message for `subject` expect it, in the order in which the refusals are documented.
    pub(super) fn check_expected(&self, subject: &str, headers: Headers<'_>) -> Result<(), ApiError> {
        self.check_stream(headers)?;
        if !self.config.allow_msg_ttl && Stay::of(headers).is_ok_and(|stay| stay != Stay::Usual) {
            return Err(error::TTL_DISABLED);
        }
        self.check_last_of_subject(subject, headers)?;
        if let Some(expected) = headers.get(EXPECTED_LAST) {
            expect_last(&expected, self.totals().last_seq)?;
        }
        Ok(())
    }

    pub(super) fn check_stream(&self, headers: Headers<'_>) -> Result<(), ApiError> {
        match headers.get(EXPECTED_STREAM) {
            Some(name) if *name != *self.name => Err(error::OTHER_STREAM_EXPECTED),
            _ => Ok(()),
        }
    }

    pub(super) fn check_last_of_subject(&self, subject: &str, headers: Headers<'_>) -> Result<(), ApiError> {
        let other = headers.get(EXPECTED_SUBJECT);
        let Some(expected) = headers.get(EXPECTED_LAST_OF_SUBJECT) else {
            return other.map_or(Ok(()), |_| Err(error::SEQUENCE_MISSING));
        };
        let filter = Filter::new([other.as_deref().unwrap_or(subject)]);
        let last = self.store.last(&filter, u64::MAX).map_err(ApiError::from)?;
        expect_last(&expected, last.unwrap_or_default())
    }

    /// Likewise, of what came last, and what it replaces.
    pub(super) fn check_rollup(&self, account: Account, headers: Headers<'_>) -> Result<Rollup, ApiError> {
        if let Some(expected) = headers.get(EXPECTED_LAST_ID)
            && *expected != *self.dedup.last()
        {
            let text = format!("wrong last msg ID: {}", self.dedup.last());
            return Err(ApiError::with(400, 10070, text));
        }
        let Some(rollup) = headers.get(ROLLUP) else {
            return Ok(Rollup::Nothing);
        };
        if !self.config.allow_rollup_hdrs || self.config.deny_purge {
            return Err(ApiError::with(500, 10111, "rollup not permitted"));
        }
        match Rollup::of(headers) {
            Rollup::Nothing => {
                let text = format!("rollup value invalid: {:?}", rollup.to_ascii_lowercase());
                Err(ApiError::with(500, 10111, text))
            }
            // Other accounts reach one subject, and so nothing that is kept under others.
            Rollup::All if account != Account::Choria => {
                Err(ApiError::with(500, 10111, "rollup not permitted"))
            }
            rollup => Ok(rollup),
        }
    }
}

/// The id of a message, if it has one.
pub(super) fn message_id(headers: Headers<'_>) -> Option<Box<str>> {
    headers.get(MESSAGE_ID).map(Into::into)
}

pub(super) fn expect_last(expected: &str, last: u64) -> Result<(), ApiError> {
    // What is no number is the sequence of nothing.
    if expected.parse() == Ok(last) {
        return Ok(());
    }
    Err(ApiError::with(400, 10071, format!("wrong last sequence: {last}")))
}
