//! Brokers as their program starts them, over real sockets.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends where something is not as it should be"
)]

#[path = "../../../tests/src/engine.rs"]
#[expect(unreachable_pub, reason = "it is the harness's own")]
mod engine;
mod flood;
mod joined;
mod others;
#[path = "../../../tests/src/peers.rs"]
#[expect(
    dead_code,
    unreachable_pub,
    reason = "it is the harness's own; not every peer is asked for here"
)]
mod peers;
mod running;
mod site;
mod storm;
mod streams;
mod supervision;
mod tokens;
mod websocket;
