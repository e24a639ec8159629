//! What crosses the wire: subjects, envelopes, filters, agent payloads, signing and verifying.
//!
//! Pure: bytes and times come in as arguments and nothing here reads a clock, a file or a socket.
//!
//! A message is nested three deep, and every layer has a file of its own below [`v1`] and [`v2`]:
//!
//! ```text
//! transport { data = base64( secure { message = request or reply { message = agent payload } } ) }
//! ```

mod document;
mod envelope;
mod error;
pub mod filter;
mod hex;
mod id;
mod ksuid;
mod replay;
pub mod rpc;
pub mod security;
mod subject;
pub mod token;
pub mod v1;
pub mod v2;
mod wire;

pub use envelope::{Federation, Headers, Hop, Reply, Request};
pub use error::{DecodeError, EncodeError, Layer};
pub use filter::{FactFilter, Filter, NodeView};
pub use id::{AgentName, CallerId, Collective, Identity, InvalidName, RequestId};
pub use replay::ReplayCache;
pub use subject::Subject;
pub use wire::{Version, Wire};
