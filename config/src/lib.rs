//! The configuration files of clients, nodes and brokers: the reference's `key = value` format and key names, typed.
//!
//! Every key is declared once in [`key`], with its type, default and doc. Loading collects every mistake before it reports
//! any; see [`Problem`]. Reading files happens in [`Settings`] only.

mod broker;
mod check;
mod client;
mod common;
pub mod key;
mod parse;
mod secret;
mod server;
mod settings;

pub use broker::Broker;
pub use check::{Loaded, Problem, Problems, Severity};
pub use client::Client;
pub use common::{
    ChoriaSecurity, Common, FileSecurity, LogTarget, Network, PuppetSecurity, Security, SecurityProvider,
};
pub use secret::Secret;
pub use server::{ActionPolicy, Audit, Server};
pub use settings::{Environment, Settings, Source};
