//! Assembles the engine from configuration, starts it and stops it.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use client::credentials::{self, CredentialsError};
use engine::{Authenticator, Engine, EngineError, Options, Snapshot, TlsMode};

use crate::service::auth::{BadAddress, Rules};

/// A running broker.
#[derive(Debug)]
pub struct Broker {
    engine: Engine,
    grace: Duration,
}

/// Why a broker did not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BrokerError {
    /// Nothing to do: every role is off.
    #[error("all broker features are disabled: set plugin.choria.broker_network = true")]
    NothingEnabled,
    /// The engine is known but not in this version.
    #[error("plugin.choria.network.engine = {engine} is not supported by this version, use embedded")]
    UnknownEngine {
        /// As configured.
        engine: String,
    },
    /// Credentials are missing.
    #[error(transparent)]
    Credentials(#[from] CredentialsError),
    /// A credential file cannot be read.
    #[error("{path} cannot be read")]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The credential files do not make a TLS server.
    #[error("the broker's certificate {certificate} cannot be used")]
    Tls {
        /// Certificate file.
        certificate: PathBuf,
        /// Why.
        source: engine::TlsConfigError,
    },
    /// A source address list is wrong.
    #[error(transparent)]
    Address(#[from] BadAddress),
    /// The engine cannot listen.
    #[error(transparent)]
    Engine(#[from] EngineError),
}

impl Broker {
    /// Reads the credentials, binds and serves; ready when it returns.
    pub async fn start(config: &config::Broker) -> Result<Self, BrokerError> {
        if !config.network {
            return Err(BrokerError::NothingEnabled);
        }
        if config.engine != "embedded" {
            return Err(BrokerError::UnknownEngine {
                engine: config.engine.clone(),
            });
        }
        let engine = Engine::start(options(config)?).await?;
        Ok(Self {
            engine,
            grace: config.shutdown_timeout,
        })
    }

    /// Address clients connect to.
    pub fn address(&self) -> SocketAddr {
        self.engine.address()
    }

    /// Address of the monitoring endpoints.
    pub fn monitor_address(&self) -> Option<SocketAddr> {
        self.engine.monitor_address()
    }

    /// Totals now.
    pub fn snapshot(&self) -> Snapshot {
        self.engine.snapshot()
    }

    /// Stops accepting, lets every peer have what waits for it, and ends.
    pub async fn shutdown(self) {
        self.engine.shutdown(self.grace).await;
    }

    /// Sends clients elsewhere one by one, then ends.
    pub async fn lame_duck(self) {
        self.engine.lame_duck().await;
    }
}

fn options(config: &config::Broker) -> Result<Options, BrokerError> {
    let security = &config.common.security;
    let (tls, authenticator): (TlsMode, Arc<dyn Authenticator>) = if security.disable_tls {
        tracing::warn!("TLS is disabled: anyone who can reach this broker may say and hear everything");
        (TlsMode::Off, Arc::new(engine::AllowAnyone))
    } else {
        (
            TlsMode::Required(tls(&config.common)?),
            Arc::new(Rules::from_config(config)?),
        )
    };
    Ok(Options {
        listen: config.listen,
        monitor: config.stats_listen,
        server_name: config.common.identity.clone(),
        advertise: Some(config.public_url.clone()).filter(|url| !url.is_empty()),
        tls,
        tls_verify: !security.disable_tls,
        authenticator,
        tls_timeout: config.tls_timeout,
        auth_timeout: config.auth_timeout,
        write_deadline: config.write_deadline,
        ..Options::local()
    })
}

/// TLS that asks for a client certificate and checks the one it gets; [`Rules`] decides what a peer without one may do.
fn tls(common: &config::Common) -> Result<Arc<rustls::ServerConfig>, BrokerError> {
    let files = credentials::files(common)?;
    let (certificate, key, ca) = (read(&files.certificate)?, read(&files.key)?, read(&files.ca)?);
    engine::tls_config(&certificate, &key, Some(&ca), false).map_err(|source| BrokerError::Tls {
        certificate: files.certificate,
        source,
    })
}

fn read(path: &Path) -> Result<String, BrokerError> {
    std::fs::read_to_string(path).map_err(|source| BrokerError::Unreadable {
        path: path.to_owned(),
        source,
    })
}
