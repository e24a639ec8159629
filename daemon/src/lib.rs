//! The node: joins its collectives, answers discovery, hosts agents, decides who may call them, and writes down who did.
//!
//! A program can embed one:
//!
//! ```no_run
//! # async fn embed(config: config::Server, agent: std::sync::Arc<dyn daemon::Agent>) -> Result<(), daemon::NodeError> {
//! let stop = tokio_util::sync::CancellationToken::new();
//! let node = daemon::Node::builder(config).agent(agent).start(stop.clone()).await?;
//! // It serves until told otherwise.
//! stop.cancel();
//! node.stopped().await;
//! # Ok(())
//! # }
//! ```

pub mod agent;
pub mod agents;
mod audit;
mod builder;
mod classes;
pub mod command;
mod context;
mod credentials;
mod data;
mod dispatch;
mod external;
mod facts;
mod hosting;
mod metrics;
mod muffler;
mod node;
mod patience;
pub mod policy;
pub mod program;
mod stats;
mod status;
mod watched;

pub use agent::{Agent, Answer, Call};
pub use builder::NodeBuilder;
pub use context::{Context, Described};
pub use data::Providers;
pub use facts::Facts;
pub use facts::files::{FileError as FactFileError, read as read_facts};
pub use hosting::{Hosted, Roster};
pub use node::{Node, NodeError};
pub use stats::Stats;

/// Version of this program, as nodes report it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What the program of an agent answered, if it can be read; for fuzzing.
#[cfg(fuzzing)]
pub fn external_reply(text: &str) -> Option<Answer> {
    external::reply::decode(text).ok()
}
