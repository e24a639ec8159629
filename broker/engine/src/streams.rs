//! Streams: what is published on some subjects is kept, and an API asks for it again (JetStream's, on one server).
//!
//! Each stream is an actor. Worker threads only put what concerns it into its inbox; a few threads of their own
//! (`runner.rs`) take turns: one turn takes what is in the inbox, applies it to the stream's state, commits it to the disk in
//! one write, and only then lets out what came of it (`outbox.rs`). So a turn is a transaction, publishers that wait for the
//! same disk share its syncs, and nobody hears of a message that a crash could still take away.
//!
//! `stream.rs` and below is plain state: time, interest and the disk come in as arguments.

mod advisory;
mod api;
mod config;
mod consumer;
mod decimal;
mod desk;
mod disk;
mod duration;
mod error;
mod exit;
mod filter;
mod fleet;
mod handle;
mod headers;
mod import;
mod inbox;
mod ingress;
mod message;
mod moment;
mod outbox;
mod overlap;
mod pace;
mod pull;
mod refusal;
mod registry;
mod runner;
mod snapshot;
mod store;
#[cfg(any(test, fuzzing))]
mod strange;
mod stream;
mod surroundings;
mod timetable;
mod transform;

pub(crate) use advisory::id as event_id;
pub(crate) use api::level::API_LEVEL;
pub(crate) use api::may_reach;
pub(crate) use exit::Exit;
pub(crate) use ingress::Offer;
pub(crate) use registry::{Details, Stats, Streams};
pub(crate) use runner::Outside;
pub use store::{Condition, Fault, StreamReport, check_streams, repair_streams};
#[cfg(fuzzing)]
pub use strange::try_streams;
pub(crate) use transform::Transform;
