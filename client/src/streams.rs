//! What a broker keeps: streams of messages and the API (JetStream's) that asks for them again.
//!
//! Key-value buckets ([`crate::kv`]) and governors ([`crate::governor`]) are streams of a certain shape.

mod api;
mod archive;
mod config;
mod consumer;
mod error;
mod moment;
mod publish;
mod reader;
mod stored;

use crate::Link;

pub use archive::{ArchiveError, ArchiveOptions};
pub use config::{Config, Info, State};
pub use error::StreamError;
pub(crate) use error::code;
pub use publish::Ack;
pub(crate) use publish::{Expect, Outgoing};
pub(crate) use reader::{Read, Reader, Start};
pub use stored::Stored;

/// The streams of a broker. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Streams {
    link: Link,
}

impl Streams {
    /// Streams over a connection; asks nothing yet.
    pub fn new(link: &Link) -> Self {
        Self { link: link.clone() }
    }

    /// The connection.
    pub fn link(&self) -> &Link {
        &self.link
    }
}
