//! The broker's typed configuration.

use std::net::SocketAddr;
use std::time::Duration;

use crate::{Common, Secret};

/// What a broker reads.
#[derive(Debug, Clone)]
pub struct Broker {
    /// The shared keys.
    pub common: Common,
    /// `plugin.choria.broker_network`.
    pub network: bool,
    /// `plugin.choria.network.engine`: `embedded` or `nats`.
    pub engine: String,
    /// `plugin.choria.network.listen_address` and `.client_port`.
    pub listen: SocketAddr,
    /// `plugin.choria.network.public_url`, else `identity:port`.
    pub public_url: String,
    /// `plugin.choria.network.client_hosts`.
    pub client_hosts: Vec<String>,
    /// `plugin.choria.network.deny_server_connections`.
    pub deny_server_connections: bool,
    /// `plugin.choria.network.tls_timeout`.
    pub tls_timeout: Duration,
    /// `plugin.choria.network.auth_timeout`.
    pub auth_timeout: Duration,
    /// `plugin.choria.network.write_deadline`.
    pub write_deadline: Duration,
    /// `plugin.choria.network.system.user` and `.password`.
    pub system: Option<(String, Secret)>,
    /// `plugin.choria.stats_address` and `stats_port`; none when the port is 0.
    pub stats_listen: Option<SocketAddr>,
    /// `plugin.choria.network.soft_shutdown_timeout`.
    pub shutdown_timeout: Duration,
}
