//! Commands against a real broker and real nodes, all in this process.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "the lints only know functions marked as tests"
)]

mod asking;
mod filtering;
mod finding;
mod knowing;
mod methods;
mod refusing;
mod rollout;
mod world;
