//! The `mco` command line as a library, so that tests and `mco demo` can run a command in this process.

mod args;
mod ask;
mod backend;
mod cli;
mod command;
mod complete;
mod ctx;
mod exit;
mod explain;
#[cfg(test)]
mod fixture;
mod history;
mod host;
mod interrupt;
mod job;
mod log;
mod names;
mod out;
pub mod pki;
mod recall;
mod report;
mod rollout;
mod run;
mod shell;
pub mod site;
mod theme;

pub use exit::{Exit, Health};
pub use host::{Host, Input, Output};
pub use run::{main, run_with};
