//! The harness: a whole fleet in one process or in many, the programs it is tested against, and patience.

#![expect(clippy::panic, reason = "a harness ends its test by panicking")]

pub mod cluster;
pub mod engine;
mod patience;
pub mod peers;
mod ports;
mod process;
mod restart;
mod terminal;
mod world;

pub use cluster::Cluster;
pub use engine::Engine;
pub use patience::eventually;
pub use ports::nats_port;
pub use process::Process;
pub use terminal::Terminal;
pub use world::{Outcome, World};
