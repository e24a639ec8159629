//! The NATS-protocol engine: accepts peers, routes what they publish, and never looks into a payload.

mod options;
mod server;

pub use options::{
    Account, Authenticator, Identified, Login, Options, Permissions, Refused, SubjectRules, TlsMode,
};
pub use server::{Engine, EngineError, Snapshot};
