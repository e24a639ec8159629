//! Why a NATS server does not run.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Why a NATS server does not run.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NatsError {
    /// No `nats-server` on the search path.
    #[error(
        "nats-server is not on the search path: install version 2.12 or later, or set plugin.choria.network.nats.program"
    )]
    NoProgram,
    /// It does not start.
    #[error("{program} does not start")]
    Start {
        /// Which program.
        program: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Something else than a `nats-server`.
    #[error("{program} does not tell its version: it said {said:?}")]
    Stranger {
        /// Which program.
        program: PathBuf,
        /// What it said.
        said: String,
    },
    /// It is older than what our clusters need.
    #[error("{program} is version {version}, and the nats engine needs 2.12 or later")]
    TooOld {
        /// Which program.
        program: PathBuf,
        /// What it is.
        version: String,
    },
    /// The private folder cannot be used.
    #[error("{path} cannot be {done}")]
    Folder {
        /// Which file or folder.
        path: PathBuf,
        /// `made`, `read`, `written`.
        done: &'static str,
        /// Why.
        source: io::Error,
    },
    /// Another broker uses the folder.
    #[error("{path} is used by another broker: give each its own plugin.choria.network.nats.folder")]
    Taken {
        /// Which folder.
        path: PathBuf,
    },
    /// A server of an earlier broker is still there.
    #[error("a nats-server of an earlier broker (process {process}) does not end")]
    Leftover {
        /// Its process id.
        process: i32,
    },
    /// Something else than an account's seed.
    #[error("{path} holds no seed of a NATS account")]
    Key {
        /// Which file.
        path: PathBuf,
        /// Why; none for a seed of something else.
        source: Option<nkeys::error::Error>,
    },
    /// DNS does not tell the other brokers.
    #[error("the other brokers cannot be looked up")]
    Lookup {
        /// Why.
        source: client::LinkError,
    },
    /// Whoever has a certificate of the authority could be a broker.
    #[error(
        "brokers of a cluster need plugin.choria.network.peer_user and plugin.choria.network.peer_password: \
         a certificate alone, such as each node may have, must not make a broker"
    )]
    NoPeerLogin,
    /// Servers of a cluster could not check each other.
    #[error(
        "brokers of a cluster need plugin.security.choria.ca to check each other, or plugin.choria.network.peer_tls = no"
    )]
    NoAuthorities,
    /// Streams on clusters that are joined agree on who keeps what, and nobody else could be asked.
    #[error(
        "streams and gateways together need plugin.choria.network.peers: name this broker itself if its cluster has no other"
    )]
    LoneGateway,
    /// A setting that `nats-server` has no way to be told.
    #[error(
        "a name, path or password for nats-server contains a control character, or the source of a mapping a quote or backslash"
    )]
    Unwritable,
    /// The server does not accept what we wrote.
    #[error("nats-server does not accept its configuration: {said}")]
    Configuration {
        /// What it said.
        said: String,
    },
    /// The server ended before it served.
    #[error("nats-server ended before it was ready: {said}")]
    Ended {
        /// The last it said.
        said: String,
    },
    /// The server runs and does not serve.
    #[error("nats-server was not ready within {seconds} seconds: {said}")]
    NotReady {
        /// How long was waited.
        seconds: u64,
        /// The last it said.
        said: String,
    },
    /// The monitoring endpoints cannot listen.
    #[error("cannot listen on {address}")]
    Listen {
        /// Which address.
        address: SocketAddr,
        /// Why.
        source: io::Error,
    },
    /// We cannot connect to it.
    #[error("{servers} cannot be connected to")]
    Connect {
        /// Addresses.
        servers: String,
        /// Why.
        source: async_nats::ConnectError,
    },
    /// A file is neither the seed of a key nor one of credentials.
    #[error("it is neither the seed of an NKey nor a credentials file")]
    Credentials {
        /// Why.
        source: io::Error,
    },
    /// The servers of others have names that nobody knows.
    #[error("{servers} have no address")]
    NoAddress {
        /// Their names.
        servers: String,
    },
    /// TLS towards it cannot be set up.
    #[error("TLS towards nats-server cannot be used")]
    Tls {
        /// Why.
        source: rustls::Error,
    },
    /// Logins cannot be answered.
    #[error("logins cannot be answered")]
    Callout {
        /// Why.
        source: async_nats::Error,
    },
}
