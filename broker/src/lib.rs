//! The broker program around the engine: credentials, rules, start and stop.
//!
//! A program can embed one: `Broker::start(config)`.

mod broker;
mod nats;
pub mod program;
mod room;
mod service;
mod store;
mod tls;

pub use broker::{Broker, BrokerError};
pub use nats::NatsError;
pub use service::auth::{BadAddress, RulesError};
pub use store::{StoreFolder, StoreFolderError};
