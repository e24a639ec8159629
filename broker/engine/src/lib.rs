//! The NATS-protocol engine: accepts peers, routes what they publish, and never looks into a payload.

mod clock;
mod conn;
mod connect;
mod doors;
mod frame;
mod hub;
mod info;
mod inside;
mod interest;
mod listen;
mod login;
mod mapping;
mod monitor;
mod options;
mod peer;
mod permission;
mod ration;
mod route;
mod server;
mod sid;
mod streams;
mod subject;
mod sweep;
mod system;
mod tide;
mod tls;
mod worker;

pub use inside::Inside;
pub use login::AllowAnyone;
pub use options::{
    Account, Authenticator, Identified, Login, Mapping, Options, Permissions, Refused, StreamsOptions,
    SubjectRules, TlsMode,
};
pub use ration::Ration;
pub use server::{Engine, EngineError, Snapshot};
#[cfg(fuzzing)]
pub use streams::try_streams;
pub use streams::{Condition, Fault, StreamReport, check_streams, repair_streams};
pub use tls::{TlsConfigError, tls_config};
