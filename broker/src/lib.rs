//! The broker program around the engine: credentials, rules, start and stop.
//!
//! A program can embed one: `Broker::start(config)`.

mod broker;
pub mod program;
mod service;
mod store;

pub use broker::{Broker, BrokerError};
pub use service::auth::{BadAddress, RulesError};
pub use store::{StoreFolder, StoreFolderError};
