//! Brokers as their program starts them, over real sockets.

#![allow(
    clippy::unwrap_used,
    reason = "a test ends where something is not as it should be"
)]

mod site;
mod streams;
mod tokens;
