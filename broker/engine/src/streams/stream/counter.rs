//! Counters: a message says how much to add to what its subject has come to, and is kept with the sum.

use std::borrow::Cow;
use std::collections::BTreeMap;

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use super::Stream;
use crate::streams::decimal::Decimal;
use crate::streams::error::{self, ApiError};
use crate::streams::headers::Headers;
use crate::streams::message::Message;

/// Header with what is to be added.
const INCREMENT: &str = "Nats-Incr";
/// Header with what the counters of other streams had come to when they were last added, by stream and subject.
const SOURCES: &str = "Nats-Counter-Sources";
/// What an increment cannot ask for: adding is right at any time, and needs what came before.
const AT_ODDS: [&str; 6] = [
    "Nats-Rollup",
    "Nats-Expected-Stream",
    "Nats-Expected-Last-Msg-Id",
    "Nats-Expected-Last-Sequence",
    "Nats-Expected-Last-Subject-Sequence",
    "Nats-Expected-Last-Subject-Sequence-Subject",
];

/// A message that counts, as it is kept.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Counted {
    pub(super) headers: Bytes,
    pub(super) payload: Bytes,
    /// What the counter has come to.
    pub(super) value: String,
}

/// What a counter is before a message, by the message before it.
#[derive(Debug, Default)]
pub(super) struct Counter {
    value: Decimal,
    sources: Sources,
}

type Sources = BTreeMap<String, BTreeMap<String, String>>;

/// The payload of what counts.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Payload<'a> {
    #[serde(borrow)]
    val: Cow<'a, str>,
}

impl Counter {
    /// The counter after a message, if there is one.
    pub(super) fn after(message: Option<&Message>) -> Result<Self, ApiError> {
        message.map_or_else(
            || Ok(Self::default()),
            |message| Self::of(&message.headers, &message.payload),
        )
    }

    /// The counter after a message of which this is kept.
    pub(super) fn of(headers: &[u8], payload: &[u8]) -> Result<Self, ApiError> {
        let sources = Headers(headers).get(SOURCES);
        let sources: Option<Option<Sources>> = sources
            .map(|sources| serde_json::from_str(&sources))
            .transpose()
            .map_err(|_| error::COUNTER_BROKEN)?;
        Ok(Self {
            value: value_in(payload)?,
            sources: sources.flatten().unwrap_or_default(),
        })
    }

    /// Adds what a message asks for; none if it does not count.
    pub(super) fn add(mut self, headers: Headers<'_>) -> Result<Option<Counted>, ApiError> {
        let Some(increment) = headers.get(INCREMENT) else {
            return Ok(None);
        };
        let increment = Decimal::parse(&increment).ok_or(error::INVALID_INCREMENT)?;
        self.value = &self.value + &increment;
        // Who only adds cannot say what came from other streams, and so cannot break a counter for those who come after.
        self.kept(headers.without(|name| name == SOURCES)).map(Some)
    }

    /// Adds what the counter of another stream has changed since it was last added. Its message says by which subject of which
    /// stream, so that it counts once however often and however late it comes.
    pub(super) fn add_other(
        mut self,
        (stream, subject): (&str, &str),
        headers: Headers<'_>,
        payload: &[u8],
    ) -> Result<Counted, ApiError> {
        if !headers.has(INCREMENT) {
            return Err(error::INCREMENT_MISSING);
        }
        let theirs = value_in(payload)?;
        let of_stream = self.sources.entry(stream.to_owned()).or_default();
        let before = of_stream.insert(subject.to_owned(), theirs.to_string());
        let before = number(before.as_deref().unwrap_or_default())?;
        let increment = &theirs - &before;
        self.value = &self.value + &increment;
        let block = headers.without(|name| [SOURCES, INCREMENT].contains(&name));
        self.kept(Headers(&block).with(INCREMENT, increment))
    }

    fn kept(self, block: Bytes) -> Result<Counted, ApiError> {
        if !self.value.is_readable() {
            return Err(error::MESSAGE_TOO_LARGE);
        }
        let json = "strings always serialize into memory";
        let headers = if self.sources.is_empty() {
            block
        } else {
            Headers(&block).with(SOURCES, serde_json::to_string(&self.sources).expect(json))
        };
        let value = self.value.to_string();
        let payload = Payload {
            val: Cow::Borrowed(&value),
        };
        Ok(Counted {
            headers,
            payload: serde_json::to_vec(&payload).expect(json).into(),
            value,
        })
    }
}

impl Stream {
    /// Whether a message may count, if it wants to.
    pub(super) fn check_increment(&self, headers: Headers<'_>, payload: &[u8]) -> Result<(), ApiError> {
        let Some(increment) = headers.get(INCREMENT) else {
            return Ok(());
        };
        let is_number = Decimal::parse(&increment).is_some();
        match () {
            () if !is_number => Err(error::INVALID_INCREMENT),
            () if !self.config.allow_msg_counter => Err(error::COUNTERS_DISABLED),
            () if !payload.is_empty() => Err(error::INCREMENT_WITH_PAYLOAD),
            () if AT_ODDS.iter().any(|name| headers.has(name)) => Err(error::INVALID_INCREMENT),
            () => Ok(()),
        }
    }

    /// What a message is kept as if the stream counts; none if it does not. `before` is the one before it on its subject, if that
    /// is not kept yet.
    pub(super) fn count(
        &self,
        subject: &str,
        headers: Headers<'_>,
        before: Option<&(Bytes, Bytes)>,
    ) -> Result<Option<Counted>, ApiError> {
        if !self.config.allow_msg_counter {
            return Ok(None);
        }
        let counter = match before {
            Some((headers, payload)) => Counter::of(headers, payload)?,
            None => Counter::after(self.last_of(subject)?.as_ref())?,
        };
        counter.add(headers)?.ok_or(error::INCREMENT_MISSING).map(Some)
    }

    /// The last message of a subject.
    pub(super) fn last_of(&self, subject: &str) -> Result<Option<Message>, ApiError> {
        match self.store.subject(subject) {
            Some(totals) => Ok(self.store.read(totals.last_seq)?),
            None => Ok(None),
        }
    }
}

/// The value that a payload holds.
fn value_in(payload: &[u8]) -> Result<Decimal, ApiError> {
    let payload: Payload<'_> = serde_json::from_slice(payload).map_err(|_| error::COUNTER_BROKEN)?;
    number(&payload.val)
}

/// A number that was kept; what says nothing is nothing yet.
fn number(text: &str) -> Result<Decimal, ApiError> {
    match text {
        "" => Ok(Decimal::default()),
        text => Decimal::parse(text).ok_or(error::COUNTER_BROKEN),
    }
}
