//! The connection to a broker: a cloneable handle over a task that reconnects for ever.

mod address;
mod ask;
mod backoff;
mod connect;
mod login;
mod options;
mod pool;
mod raw;
mod refusal;
mod servers;
mod state;

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll};
use std::time::Duration;

use async_nats::client::PublishError;
use async_nats::connection::State as Connection;
use async_nats::{PublishErrorKind, SubscribeErrorKind};
use bytes::Bytes;
use futures_util::{Stream, StreamExt};
use tokio::time::{sleep, timeout};
use tokio_util::sync::WaitForCancellationFutureOwned;

use state::State;

pub use ask::AskError;
pub use backoff::Backoff;
pub use login::TokenLogin;
pub use options::{First, Options};
pub use raw::{Raw, RawSubscription};
pub use servers::named;

/// An echo that has not come back after this long was lost with a connection and is sent again.
const ECHO_RETRY: Duration = Duration::from_secs(5);

/// Longest time closing may take; a broker that is gone must not hold up the end of a program.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(2);

/// Why there is no connection, or why a message cannot use it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LinkError {
    /// No broker answered.
    #[error("no broker answered at {}", servers.join(", "))]
    Unreachable {
        /// Addresses tried.
        servers: Vec<String>,
        /// What the last attempt said.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A broker address cannot be used.
    #[error("broker address {address:?} is not host:port")]
    Address {
        /// As configured.
        address: String,
    },
    /// Credentials are missing or unusable.
    #[error(transparent)]
    Credentials(#[from] crate::credentials::CredentialsError),
    /// The SRV lookup failed and nothing else is configured.
    #[error("looking up brokers of {domain} failed")]
    Lookup {
        /// The domain asked for.
        domain: String,
        /// Why.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A subject or queue group cannot be used.
    #[error("{subject:?} is not a usable subject")]
    Subject {
        /// As given.
        subject: String,
    },
    /// A header cannot be sent.
    #[error("{name:?} is not a usable header, or its value is not")]
    Header {
        /// Its name.
        name: String,
    },
    /// A message is larger than the broker takes.
    #[error("message of {bytes} bytes is over the broker's limit of {limit}")]
    TooLarge {
        /// Its size.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// The broker was lost and has not come back yet.
    #[error("no broker is connected")]
    Disconnected,
    /// The connection was closed for good.
    #[error("connection to the broker is closed")]
    Closed,
}

impl LinkError {
    /// Whether trying again cannot help: certificates, credentials or the configuration are wrong.
    pub fn is_lasting(&self) -> bool {
        match self {
            Self::Unreachable { source, .. } => source
                .downcast_ref::<refusal::Refusals>()
                .is_some_and(|refusals| refusals.outlook() == refusal::Outlook::Lasting),
            Self::Disconnected => false,
            _ => true,
        }
    }
}

/// A received message.
#[derive(Debug, Clone)]
pub struct Message {
    /// Subject it was published to.
    pub subject: String,
    /// NATS reply subject, if any.
    pub reply: Option<String>,
    /// Payload.
    pub payload: Bytes,
}

/// Counters since the start.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct LinkStats {
    pub in_messages: u64,
    pub out_messages: u64,
    pub in_bytes: u64,
    pub out_bytes: u64,
    pub reconnects: u64,
}

/// A cheap handle on a connection that heals itself.
#[derive(Debug, Clone)]
pub struct Link {
    client: async_nats::Client,
    state: Arc<State>,
}

/// Messages of one subscription; ends when the link is closed, and unsubscribes when dropped.
#[derive(Debug)]
pub struct Subscription {
    messages: async_nats::Subscriber,
    closed: Pin<Box<WaitForCancellationFutureOwned>>,
}

impl Link {
    /// Connects. Returns once a broker is connected; dropping the future stops trying.
    ///
    /// - **Errors:** [`LinkError::Address`]; with [`First::GiveUpAfter`] also [`LinkError::Unreachable`]
    pub async fn connect(options: Options) -> Result<Self, LinkError> {
        let (client, state) = connect::connect(options).await?;
        Ok(Self { client, state })
    }

    /// Publishes; waits for room in the outgoing queue. While no broker is connected the queue fills.
    ///
    /// Delivery is at most once: what was on its way when a connection broke is lost.
    ///
    /// - **Errors:** [`LinkError::TooLarge`], [`LinkError::Subject`], [`LinkError::Closed`]
    pub async fn publish(&self, subject: &str, payload: Bytes) -> Result<(), LinkError> {
        self.open()?;
        let bytes = payload.len();
        let published = self.client.publish(subject.to_owned(), payload).await;
        published.map_err(|error| self.publish_error(subject, bytes, &error))
    }

    fn publish_error(&self, subject: &str, bytes: usize, error: &PublishError) -> LinkError {
        match error.kind() {
            PublishErrorKind::MaxPayloadExceeded => LinkError::TooLarge {
                bytes,
                limit: self.client.max_payload(),
            },
            PublishErrorKind::InvalidSubject => LinkError::Subject {
                subject: subject.to_owned(),
            },
            PublishErrorKind::Send => LinkError::Closed,
        }
    }

    /// Subscribes, optionally in a queue group. Survives reconnects.
    pub async fn subscribe(&self, subject: &str, queue: Option<&str>) -> Result<Subscription, LinkError> {
        self.open()?;
        let subscribed = match queue {
            Some(queue) => {
                self.client
                    .queue_subscribe(subject.to_owned(), queue.to_owned())
                    .await
            }
            None => self.client.subscribe(subject.to_owned()).await,
        };
        let subscription = |messages| Subscription {
            messages,
            closed: Box::pin(self.state.closed.clone().cancelled_owned()),
        };
        subscribed.map(subscription).map_err(|error| match error.kind() {
            SubscribeErrorKind::InvalidSubject => LinkError::Subject {
                subject: subject.to_owned(),
            },
            SubscribeErrorKind::InvalidQueueName => LinkError::Subject {
                subject: queue.unwrap_or_default().to_owned(),
            },
            SubscribeErrorKind::Other => LinkError::Closed,
        })
    }

    /// Waits until the broker has seen everything sent so far; while there is none, until there is one again.
    ///
    /// It listens for its own voice on an inbox, as async-nats tells nobody about PONG. A broker that denies us that is
    /// trusted to have seen what the socket took.
    pub async fn flush(&self) -> Result<(), LinkError> {
        if self.state.echo_is_denied() {
            return self.written().await;
        }
        let inbox = self.client.new_inbox();
        let mut echo = self.subscribe(&inbox, None).await?;
        loop {
            self.publish(&inbox, Bytes::new()).await?;
            tokio::select! {
                heard = echo.next() => return heard.map(drop).ok_or(LinkError::Closed),
                () = self.state.echo_denied() => return self.written().await,
                () = self.state.closed.cancelled() => return Err(LinkError::Closed),
                () = sleep(ECHO_RETRY) => {}
            }
        }
    }

    /// Waits until everything sent so far is in the hands of the operating system.
    pub(crate) async fn written(&self) -> Result<(), LinkError> {
        self.open()?;
        self.client.flush().await.map_err(|_| LinkError::Closed)
    }

    /// Address of the connected broker as `nats://host:port`, `unknown` while there is none.
    pub fn server(&self) -> String {
        match self.connected() {
            true => self.state.pool().current(),
            false => "unknown".to_owned(),
        }
    }

    /// Whether a broker is connected right now.
    pub fn connected(&self) -> bool {
        !self.state.closed.is_cancelled() && self.client.connection_state() == Connection::Connected
    }

    /// Waits until a broker is connected (`up`), or until none is; returns at once when it is so. Cancel-safe.
    pub async fn until(&self, up: bool) {
        self.state.until(up).await;
    }

    /// Why a broker that was lost is not reached again, as `nats://host:port: reason`; none while one is connected or being tried.
    pub fn refusal(&self) -> Option<String> {
        self.state.refusal()
    }

    /// Counters.
    pub fn stats(&self) -> LinkStats {
        let stats = self.client.statistics();
        LinkStats {
            in_messages: stats.in_messages.load(Ordering::Relaxed),
            out_messages: stats.out_messages.load(Ordering::Relaxed),
            in_bytes: stats.in_bytes.load(Ordering::Relaxed),
            out_bytes: stats.out_bytes.load(Ordering::Relaxed),
            reconnects: stats.connects.load(Ordering::Relaxed).saturating_sub(1),
        }
    }

    /// Sends what is queued, then closes, for every clone of this handle. Gives up on a broker that does not take it in 2 s.
    pub async fn close(&self) {
        let goodbye = async {
            if self.connected() && self.flush().await.is_ok() && self.client.drain().await.is_ok() {
                self.state.closed.cancelled().await;
            }
        };
        if timeout(CLOSE_TIMEOUT, goodbye).await.is_err() {
            tracing::debug!("the broker did not take everything before the connection was closed");
        }
        self.state.closed.cancel();
    }

    fn open(&self) -> Result<(), LinkError> {
        match self.state.closed.is_cancelled() {
            true => Err(LinkError::Closed),
            false => Ok(()),
        }
    }
}

impl Stream for Subscription {
    type Item = Message;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Message>> {
        // What arrived before the link was closed is still handed out.
        match self.messages.poll_next_unpin(cx) {
            Poll::Ready(message) => Poll::Ready(message.map(received)),
            Poll::Pending => self.closed.as_mut().poll(cx).map(|()| None),
        }
    }
}

fn received(message: async_nats::Message) -> Message {
    Message {
        subject: message.subject.into_string(),
        reply: message.reply.map(|reply| reply.into_string()),
        payload: message.payload,
    }
}

#[cfg(test)]
mod tests;
