//! The engine over real sockets.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should say so and stop"
)]

mod clients;
mod credentials;
mod inside;
mod lifecycle;
mod mappings;
mod monitor;
mod permissions;
mod protocol;
mod sealed;
mod slow;
mod streams;
mod system;
mod tls;
mod wire;
