//! Plain messages with their headers, for tools that look at a broker itself.

use std::time::Duration;

use async_nats::HeaderMap;
use async_nats::header::{HeaderName, HeaderValue};
use bytes::Bytes;
use futures_util::StreamExt;
use tokio::time::{Instant, timeout_at};

use super::ask::AskError;
use super::{Link, LinkError};

/// A plain message.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Raw {
    /// What it was or is to be published on.
    pub subject: String,
    /// Where an answer goes.
    pub reply: Option<String>,
    /// Names and values, in order; a name may be there more than once.
    pub headers: Vec<(String, String)>,
    /// Number and words of a status, which a broker gives instead of a message.
    pub status: Option<(u16, String)>,
    /// Payload.
    pub payload: Bytes,
}

/// Messages of one subscription to plain messages; unsubscribes when dropped.
#[derive(Debug)]
pub struct RawSubscription(async_nats::Subscriber);

impl Raw {
    fn headers(&self) -> Result<Option<HeaderMap>, LinkError> {
        let mut headers = HeaderMap::new();
        for (name, value) in &self.headers {
            let wrong = || LinkError::Header { name: name.clone() };
            let name: HeaderName = name.parse().map_err(|_| wrong())?;
            let value: HeaderValue = value.parse().map_err(|_| wrong())?;
            headers.append(name, value);
        }
        Ok((!headers.is_empty()).then_some(headers))
    }
}

impl From<async_nats::Message> for Raw {
    fn from(message: async_nats::Message) -> Self {
        let headers = message.headers.iter().flat_map(HeaderMap::iter);
        let headers = headers.flat_map(|(name, values)| {
            let pair = |value: &HeaderValue| (name.to_string(), value.as_str().to_owned());
            values.iter().map(pair).collect::<Vec<_>>()
        });
        Self {
            headers: headers.collect(),
            status: message
                .status
                .map(|status| (status.as_u16(), message.description.clone().unwrap_or_default())),
            subject: message.subject.into_string(),
            reply: message.reply.map(|reply| reply.into_string()),
            payload: message.payload,
        }
    }
}

impl RawSubscription {
    /// The next message; none once the connection is closed. Cancel-safe.
    pub async fn next(&mut self) -> Option<Raw> {
        self.0.next().await.map(Raw::from)
    }
}

impl Link {
    /// Publishes a message as it is.
    pub async fn publish_raw(&self, message: &Raw) -> Result<(), LinkError> {
        self.open()?;
        let (subject, payload) = (message.subject.clone(), message.payload.clone());
        let published = match (message.reply.clone(), message.headers()?) {
            (None, None) => self.client.publish(subject, payload).await,
            (None, Some(headers)) => self.client.publish_with_headers(subject, headers, payload).await,
            (Some(reply), None) => self.client.publish_with_reply(subject, reply, payload).await,
            (Some(reply), Some(headers)) => {
                let publishing = self
                    .client
                    .publish_with_reply_and_headers(subject, reply, headers, payload);
                publishing.await
            }
        };
        published.map_err(|error| self.publish_error(&message.subject, message.payload.len(), &error))
    }

    /// Subscribes to plain messages.
    pub async fn subscribe_raw(
        &self,
        subject: &str,
        queue: Option<&str>,
    ) -> Result<RawSubscription, LinkError> {
        let wrong = |_| LinkError::Subject {
            subject: subject.to_owned(),
        };
        self.open()?;
        let subscribed = match queue {
            Some(queue) => {
                let subscribing = self.client.queue_subscribe(subject.to_owned(), queue.to_owned());
                subscribing.await
            }
            None => self.client.subscribe(subject.to_owned()).await,
        };
        subscribed.map(RawSubscription).map_err(wrong)
    }

    /// Asks and waits for one answer.
    ///
    /// - **Errors:** nobody listens, the broker does not permit it, or no answer comes in time.
    pub async fn request_raw(&self, message: &Raw, patience: Duration) -> Result<Raw, AskError> {
        let headers = message.headers()?;
        let answer = self.ask(&message.subject, headers, message.payload.clone(), patience);
        answer.await.map(Raw::from)
    }

    /// Asks and gathers answers until `most` have come, none came for `pause`, or `patience` is over.
    pub async fn gather_raw(
        &self,
        message: &Raw,
        most: Option<usize>,
        pause: Duration,
        patience: Duration,
    ) -> Result<Vec<Raw>, LinkError> {
        let inbox = self.new_inbox();
        let mut answers = self.subscribe_raw(&inbox, None).await?;
        let question = Raw {
            reply: Some(inbox),
            ..message.clone()
        };
        self.publish_raw(&question).await?;
        let end = Instant::now() + patience;
        let (mut all, mut deadline) = (Vec::new(), end);
        while most.is_none_or(|most| all.len() < most)
            && let Ok(Some(answer)) = timeout_at(deadline, answers.next()).await
        {
            if answer.status.as_ref().is_some_and(|(code, _)| *code == 503) {
                break;
            }
            all.push(answer);
            deadline = end.min(Instant::now() + pause);
        }
        Ok(all)
    }

    /// A subject for answers that nobody else uses.
    pub fn new_inbox(&self) -> String {
        self.client.new_inbox()
    }
}
