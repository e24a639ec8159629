//! What a program links to drive a fleet: connection, credentials, discovery, requests and their replies.

pub mod agent;
pub mod cache;
mod clock;
pub mod credentials;
pub mod discover;
pub mod files;
#[cfg(test)]
mod fixture;
mod fleet;
pub mod governor;
mod http;
pub mod kv;
mod library;
pub mod link;
mod login;
pub mod process;
mod registry;
mod replies;
mod request;
pub mod sets;
mod signer;
mod srv;
mod stats;
pub mod streams;
mod tls;

pub use clock::Clock;
pub use fleet::{Fleet, FleetError};
pub use http::{HttpError, fetch};
pub use library::{Library, LibraryError, nearest};
pub use link::{Link, LinkError};
pub use login::{Login, LoginError, login};
pub use registry::{Registry, RegistryError};
pub use replies::{NodeReply, Replies, Tally};
pub use request::{Call, RequestError, Targets};
pub use signer::SignerError;
pub use stats::Stats;
pub use tls::Tls;
