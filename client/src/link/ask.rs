//! Questions with one answer, for what a broker itself offers.

use std::time::Duration;

use async_nats::{HeaderMap, Request, RequestErrorKind};
use bytes::Bytes;
use tokio::sync::broadcast::Receiver;
use tokio::sync::watch;
use tokio::time::timeout;

use super::{Link, LinkError};

/// Why a question got no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AskError {
    /// It could not be sent.
    #[error(transparent)]
    Link(#[from] LinkError),
    /// Nobody listens on its subject.
    #[error("nobody listens on {subject}")]
    Nobody {
        /// The subject.
        subject: String,
    },
    /// The broker does not let us ask it.
    #[error("the broker does not permit {subject}")]
    Denied {
        /// The subject.
        subject: String,
    },
    /// No answer came in time.
    #[error("no answer on {subject} within {patience:?}")]
    Silent {
        /// The subject.
        subject: String,
        /// How long was waited.
        patience: Duration,
    },
}

impl Link {
    /// Asks and waits for the one answer; while no broker is connected that is part of the wait.
    pub(crate) async fn ask(
        &self,
        subject: &str,
        headers: Option<HeaderMap>,
        payload: Bytes,
        patience: Duration,
    ) -> Result<async_nats::Message, AskError> {
        self.open()?;
        let bytes = payload.len();
        let mut complaints = self.state.complaints();
        let request = Request {
            payload: Some(payload),
            headers,
            timeout: Some(None),
            inbox: None,
        };
        let answer = async {
            self.until(true).await;
            self.client.send_request(subject.to_owned(), request).await
        };
        let answer = tokio::select! {
            answer = timeout(patience, answer) => answer,
            () = refused(&mut complaints, subject) => return Err(AskError::Denied { subject: subject.to_owned() }),
            () = self.state.closed.cancelled() => return Err(LinkError::Closed.into()),
        };
        match answer {
            Ok(Ok(message)) => Ok(message),
            Ok(Err(error)) => Err(match error.kind() {
                RequestErrorKind::NoResponders => AskError::Nobody {
                    subject: subject.to_owned(),
                },
                RequestErrorKind::MaxPayloadExceeded => LinkError::TooLarge {
                    bytes,
                    limit: self.client.max_payload(),
                }
                .into(),
                RequestErrorKind::InvalidSubject => LinkError::Subject {
                    subject: subject.to_owned(),
                }
                .into(),
                RequestErrorKind::TimedOut | RequestErrorKind::Other => LinkError::Disconnected.into(),
            }),
            Err(_) if !self.connected() => Err(LinkError::Disconnected.into()),
            Err(_) => Err(AskError::Silent {
                subject: subject.to_owned(),
                patience,
            }),
        }
    }

    /// The connection below, for what only streams need: statuses and headers of messages.
    pub(crate) fn nats(&self) -> &async_nats::Client {
        &self.client
    }

    /// Changes whenever a broker is connected or lost.
    pub(crate) fn changes(&self) -> watch::Receiver<bool> {
        self.state.changes()
    }

    /// Waits until the link is closed.
    pub(crate) async fn closed(&self) {
        self.state.closed.cancelled().await;
    }
}

/// Waits until the broker complains about publishing to `subject`.
async fn refused(complaints: &mut Receiver<String>, subject: &str) {
    let quoted = format!("Publish to \"{subject}\"");
    loop {
        match complaints.recv().await {
            Ok(complaint) if complaint.contains(&quoted) => return,
            Ok(_) | Err(tokio::sync::broadcast::error::RecvError::Lagged(_)) => {}
            // The sender lives as long as the link, and its end is told by the link.
            Err(tokio::sync::broadcast::error::RecvError::Closed) => std::future::pending().await,
        }
    }
}
