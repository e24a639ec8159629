//! The node: joins its collectives, answers discovery, hosts agents, decides who may call them, and writes down who did.
//!
//! A program can embed one: `Node::builder(config).agent(MyAgent).start()`.

pub mod agent;
pub mod agents;
pub mod command;
mod node;

pub use agent::{Agent, Answer, Call};
pub use node::{Context, Facts, Node, NodeBuilder, NodeError, Stats};
