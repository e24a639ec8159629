//! A node against a real broker, driven by raw signed requests.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "the lints only know functions marked as tests"
)]

mod agents;
mod breaker;
mod data;
mod extending;
mod external;
mod life;
mod odd;
mod policies;
mod program;
mod registry;
mod requests;
mod ruby;
mod subjects;
mod trust;
mod world;
