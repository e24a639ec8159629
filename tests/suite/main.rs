//! The system suites: real broker, real nodes, real TLS, and the reference's programs where they are installed.

#![allow(
    clippy::unwrap_used,
    reason = "a test ends where something is not as it should be"
)]

/// What is printed is the same on every engine, so more than one test checks each snapshot.
macro_rules! assert_shown {
    ($shown:expr, $($snapshot:tt)*) => {{
        let shown = &$shown;
        insta::allow_duplicates! { insta::assert_snapshot!(shown, $($snapshot)*) }
    }};
}

mod bad_input;
mod broker;
mod cluster;
mod commands;
mod completion;
mod crash;
mod demo;
mod fleet;
mod forms;
mod generated;
mod governor;
mod guide;
mod history;
mod interop;
mod kv;
mod permissions;
mod registry;
mod replies;
mod restart;
mod rollout;
mod shell;
mod streams;
mod terminal;
mod tokens;
mod tui;
mod tui_streams;
