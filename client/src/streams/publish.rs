//! Publishing into a stream, and waiting until it is safe there.

use std::time::Duration;

use async_nats::HeaderMap;
use bytes::Bytes;
use serde::Deserialize;

use super::error::Refusal;
use super::{StreamError, Streams};

/// What a stream says once a message is safe.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Ack {
    /// Which stream keeps it.
    pub stream: String,
    /// Its number there.
    #[serde(rename = "seq")]
    pub sequence: u64,
    /// Whether it was there already.
    #[serde(default)]
    pub duplicate: bool,
}

#[derive(Deserialize)]
struct Answer {
    error: Option<Refusal>,
}

/// A message for a stream.
#[derive(Debug, Default)]
pub(crate) struct Outgoing {
    pub(crate) payload: Bytes,
    headers: HeaderMap,
}

/// What must be true for a message to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Expect {
    /// The last message on its subject has this number; 0 for none.
    LastOnSubject(u64),
}

impl Outgoing {
    pub(crate) fn new(payload: Bytes) -> Self {
        Self {
            payload,
            headers: HeaderMap::new(),
        }
    }

    pub(crate) fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.insert(name, value);
        self
    }

    pub(crate) fn expecting(self, expect: Option<Expect>) -> Self {
        match expect {
            None => self,
            Some(Expect::LastOnSubject(sequence)) => {
                self.header("Nats-Expected-Last-Subject-Sequence", &sequence.to_string())
            }
        }
    }
}

impl Streams {
    /// Publishes and waits for the acknowledgement. What was not acknowledged may be stored all the same.
    pub(crate) async fn publish(
        &self,
        subject: &str,
        message: Outgoing,
        patience: Duration,
    ) -> Result<Ack, StreamError> {
        let headers = (!message.headers.is_empty()).then_some(message.headers);
        let answer = self.link.ask(subject, headers, message.payload, patience).await?;
        let understood = |error| StreamError::malformed(subject, error);
        let refusal: Answer = serde_json::from_slice(&answer.payload).map_err(understood)?;
        match refusal.error {
            Some(refusal) => Err(StreamError::refused(refusal, self.link.server())),
            None => serde_json::from_slice(&answer.payload).map_err(understood),
        }
    }
}
