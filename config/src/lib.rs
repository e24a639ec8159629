//! The configuration files of clients, nodes and brokers: the reference's `key = value` format and key names, typed.
//!
//! Every key is declared once in [`key`], with its type, default and doc. Loading collects every mistake before it reports
//! any; see [`Problem`]. Reading files happens in [`Settings`] only.

mod bound;
mod broker;
mod check;
mod client;
mod draft;
pub mod duration;
mod identity;
pub mod key;
mod member;
mod nats;
mod network;
mod parse;
mod secret;
mod security;
mod server;
mod settings;
mod streams;

pub use bound::Bound;
pub use broker::{Broker, Provisioning, TokenSigners};
pub use check::{Loaded, Problem, Problems, Severity};
pub use client::{Client, HistoryPolicy, Safety};
pub use member::{LogTarget, Member};
pub use nats::{
    CertificatesAt, Gateways, Joined, Leaf, LeafNodes, Mapping, Nats, Peering, RemoteCluster, RemoteTls,
    Websocket,
};
pub use network::Network;
pub use secret::Secret;
pub use security::{
    ChoriaSecurity, FileSecurity, PuppetSecurity, RequestSigner, Security, SecurityProvider, TokenFiles,
};
pub use server::{ActionPolicy, Audit, External, Server};
pub use settings::{Environment, Explained, Settings, Source};
pub use streams::{Kept, Streams};
