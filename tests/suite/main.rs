//! The system suites: real broker, real nodes, real TLS, and the reference's programs where they are installed.

#![allow(
    clippy::unwrap_used,
    reason = "a test ends where something is not as it should be"
)]

mod bad_input;
mod broker;
mod cluster;
mod commands;
mod completion;
mod demo;
mod fleet;
mod forms;
mod generated;
mod governor;
mod history;
mod interop;
mod kv;
mod registry;
mod replies;
mod restart;
mod rollout;
mod shell;
mod terminal;
mod tokens;
mod tui;
mod tui_streams;
