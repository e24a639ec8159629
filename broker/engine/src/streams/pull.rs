//! What streams say to each other when one takes messages from another: ask, and answer once there is something.

use std::sync::Arc;

use crate::streams::filter::Filter;
use crate::streams::message::{Message, Nanos};

/// A stream asks another for messages.
#[derive(Debug, Clone)]
pub(crate) struct Pull {
    /// The stream that asks.
    pub(crate) by: Arc<str>,
    /// Which of its sources this is.
    pub(crate) key: Arc<str>,
    /// Messages from this sequence on, which the answer repeats.
    pub(crate) from: u64,
    /// Or from this time on.
    pub(crate) since: Option<Nanos>,
    pub(crate) filter: Filter,
}

/// The answer.
#[derive(Debug)]
pub(crate) struct Pulled {
    pub(crate) key: Arc<str>,
    /// What was asked for.
    pub(crate) from: u64,
    pub(crate) found: Found,
}

/// What there is.
#[derive(Debug)]
pub(crate) enum Found {
    Messages {
        messages: Vec<Message>,
        /// How many more there are.
        left: u64,
    },
    /// There is no such stream.
    NoStream,
}

impl Pull {
    /// An answer to it.
    pub(crate) fn answered(&self, found: Found) -> Pulled {
        Pulled {
            key: Arc::clone(&self.key),
            from: self.from,
            found,
        }
    }
}

impl Pulled {
    /// Bytes of the messages.
    pub(crate) fn weight(&self) -> usize {
        match &self.found {
            Found::Messages { messages, .. } => messages
                .iter()
                .map(|message| size_of::<Message>() + message.headers.len() + message.payload.len())
                .sum(),
            Found::NoStream => 0,
        }
    }
}
