//! A message as a stream keeps it.

use std::time::SystemTime;

use async_nats::HeaderMap;
use async_nats::jetstream::message::StreamMessage;
use async_nats::jetstream::stream::RawMessage;
use bytes::Bytes;

use super::StreamError;
use super::moment;

/// A message as a stream keeps it.
#[derive(Debug, Clone)]
pub struct Stored {
    /// What it was published on.
    pub subject: String,
    /// Its number in the stream, from 1.
    pub sequence: u64,
    /// When the broker took it.
    pub time: SystemTime,
    /// What was published.
    pub payload: Bytes,
    headers: HeaderMap,
}

impl Stored {
    /// The value of a header; the last one when it was given more than once.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get_last(name).map(|value| value.as_str())
    }

    /// Reads the answer of a direct get, whose headers say where the message is from.
    pub(super) fn from_direct(asked: &str, message: async_nats::Message) -> Result<Self, StreamError> {
        let headers = message.headers.unwrap_or_default();
        let header = |name: &str| headers.get_last(name).map(|value| value.as_str());
        let place = (
            header("Nats-Subject"),
            header("Nats-Sequence").and_then(|sequence| sequence.parse().ok()),
            header("Nats-Time-Stamp").and_then(moment::parse),
        );
        let (Some(subject), Some(sequence), Some(time)) = place else {
            return Err(StreamError::malformed(
                asked,
                "it does not say which message it is",
            ));
        };
        Ok(Self {
            subject: subject.to_owned(),
            sequence,
            time,
            payload: message.payload,
            headers,
        })
    }

    /// Reads what the API says of a message.
    pub(super) fn from_api(asked: &str, message: RawMessage) -> Result<Self, StreamError> {
        let message =
            StreamMessage::try_from(message).map_err(|error| StreamError::malformed(asked, error))?;
        Ok(Self {
            subject: message.subject.into_string(),
            sequence: message.sequence,
            time: message.time.into(),
            payload: message.payload,
            headers: message.headers,
        })
    }

    /// Reads what a consumer delivers; also how many of those that it is to deliver come after it, and its number among them.
    pub(super) fn from_consumer(message: async_nats::Message) -> Option<(Self, Place)> {
        let reply = message.reply.as_deref()?.strip_prefix("$JS.ACK.")?;
        let tokens: Vec<&str> = reply.split('.').collect();
        // Newer servers put a domain and the hash of an account in front.
        let tokens = match tokens.len() {
            7 => &tokens[..],
            9.. => &tokens[2..],
            _ => return None,
        };
        let number = |at: usize| tokens.get(at).and_then(|token| token.parse::<u64>().ok());
        let place = Place {
            delivery: number(4)?,
            pending: number(6)?,
        };
        let stored = Self {
            subject: message.subject.into_string(),
            sequence: number(3)?,
            time: moment::from_nanos(number(5)?)?,
            payload: message.payload,
            headers: message.headers.unwrap_or_default(),
        };
        Some((stored, place))
    }
}

/// Where among the messages of its consumer one was delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// From 1, without gaps.
    pub(super) delivery: u64,
    /// How many wait behind it.
    pub(super) pending: u64,
}
