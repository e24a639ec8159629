//! Where a link connects, and how, read from configuration.

use std::time::Duration;

use config::Secret;

use super::{LinkError, address, servers};
use crate::credentials::{self, X509Files};

/// Time between pings of a tool; it notices a dead broker while somebody waits.
const CLIENT_PING: Duration = Duration::from_secs(30);

/// Time between pings of a daemon; thousands share a broker.
const DAEMON_PING: Duration = Duration::from_secs(120);

/// Where to connect, and how.
#[derive(Debug, Clone)]
pub struct Options {
    /// Brokers as `nats://host:port` (also `tls://`), tried in random order.
    pub servers: Vec<String>,
    /// Connection name shown by the broker.
    pub name: String,
    /// Certificates for mutual TLS; none means no TLS.
    pub tls: Option<X509Files>,
    /// User and password.
    pub login: Option<(String, Secret)>,
    /// Longest wait for one connection attempt.
    pub connect_timeout: Duration,
    /// Time between pings: 30 s for clients, 2 min for nodes.
    pub ping_interval: Duration,
    /// First tokens of inbox subjects, e.g. `mcollective.reply`.
    pub inbox_prefix: String,
    /// What to do when no broker answers at first.
    pub first: First,
}

/// What to do when no broker answers at first. Daemons retry and tools give up, so it also picks ping times and queue sizes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum First {
    /// Keep trying with the reference's back-off (FiveSec table).
    RetryForever,
    /// Give up after this long, naming the addresses tried; at once when certificates or credentials are wrong.
    GiveUpAfter(Duration),
}

impl Options {
    /// Options from configuration: resolves brokers (config, SRV, `puppet:4222`) and the certificate files.
    ///
    /// With [`First::RetryForever`] a failing SRV lookup of a configured domain is tried again for ever.
    ///
    /// - **Errors:** [`LinkError::Credentials`] when a file is missing, [`LinkError::Address`], [`LinkError::Lookup`]
    pub async fn from_config(common: &config::Common, name: &str, first: First) -> Result<Self, LinkError> {
        let tls = match common.security.disable_tls {
            true => None,
            false => Some(credentials::files(common)?),
        };
        if let Some(files) = &tls {
            files.check()?;
        }
        let network = &common.network;
        let named = servers::resolve(common, first).await?;
        let addresses: Vec<_> = named
            .iter()
            .map(|text| address::parse(text))
            .collect::<Result<_, _>>()?;
        let configured = network.user.clone().zip(network.password.clone());
        Ok(Self {
            servers: addresses.iter().map(address::show).collect(),
            name: name.to_owned(),
            tls,
            login: configured.or_else(|| addresses.iter().find_map(address::login)),
            connect_timeout: network.connect_timeout,
            ping_interval: match first {
                First::RetryForever => DAEMON_PING,
                First::GiveUpAfter(_) => CLIENT_PING,
            },
            inbox_prefix: format!("{}.reply", common.main_collective),
            first,
        })
    }
}
