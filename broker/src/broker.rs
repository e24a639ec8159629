//! Assembles the engine from configuration, starts it and stops it.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use client::Clock;
use client::credentials::{self, CredentialsError};
use config::{ChoriaSecurity, SecurityProvider};
use engine::{Authenticator, Engine, EngineError, Options, Snapshot, StreamsOptions, TlsMode};

use crate::service::auth::{Rules, RulesError};
use crate::store::{StoreFolder, StoreFolderError};

/// A running broker.
#[derive(Debug)]
pub struct Broker {
    engine: Engine,
    grace: Duration,
    tls: Option<TlsFiles>,
    /// Let go of after the engine has stopped.
    store: Option<StoreFolder>,
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
    /// Tokens do not do for a broker: it has to show who it is.
    #[error("a broker needs plugin.security.choria.certificate and plugin.security.choria.key")]
    NoCertificate,
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
    /// The rules of who may connect cannot be drawn up.
    #[error(transparent)]
    Rules(#[from] RulesError),
    /// The folder of streams cannot be used.
    #[error(transparent)]
    Store(#[from] StoreFolderError),
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
        let mut options = options(config)?;
        let store = config.streams.as_ref();
        let store = store
            .map(|streams| StoreFolder::claim(&streams.store))
            .transpose()?;
        options.streams = store.as_ref().map(|store| StreamsOptions {
            folder: store.streams(),
        });
        Ok(Self {
            engine: Engine::start(options).await?,
            store,
            grace: config.shutdown_timeout,
            tls: is_closed(config)
                .then(|| TlsFiles::of(&config.common))
                .transpose()?,
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

    /// Reads the broker's certificate, key and authorities again, for connections from now on. Those that are there stay.
    ///
    /// - **Errors:** a file that cannot be used; then everything stays as it was.
    pub fn reload(&self) -> Result<(), BrokerError> {
        if let Some(files) = &self.tls {
            self.engine.renew_tls(files.load()?);
        }
        Ok(())
    }

    /// Stops accepting, lets every peer have what waits for it, and ends.
    pub async fn shutdown(self) {
        self.engine.shutdown(self.grace).await;
        drop(self.store);
    }

    /// Sends clients elsewhere one by one, then ends.
    pub async fn lame_duck(self) {
        self.engine.lame_duck().await;
        drop(self.store);
    }
}

/// Whether peers have to use TLS and follow rules.
fn is_closed(config: &config::Broker) -> bool {
    !config.common.security.disable_tls || config.force_tls
}

fn options(config: &config::Broker) -> Result<Options, BrokerError> {
    let (tls, tls_verify, authenticator): (_, _, Arc<dyn Authenticator>) = if !is_closed(config) {
        tracing::warn!("TLS is disabled: anyone who can reach this broker may say and hear everything");
        (TlsMode::Off, false, Arc::new(engine::AllowAnyone))
    } else {
        let files = TlsFiles::of(&config.common)?;
        let rules = Rules::from_config(config, Clock::system())?;
        let tls = TlsMode::Required(files.load()?);
        (
            tls,
            files.ca.is_some() && !rules.believe_tokens(),
            Arc::new(rules),
        )
    };
    Ok(Options {
        listen: config.listen,
        monitor: config.stats_listen,
        server_name: config.common.identity.clone(),
        advertise: Some(config.public_url.clone()).filter(|url| !url.is_empty()),
        tls,
        tls_verify,
        authenticator,
        tls_timeout: config.tls_timeout,
        auth_timeout: config.auth_timeout,
        write_deadline: config.write_deadline,
        ..Options::local()
    })
}

/// The files of the broker's side of TLS.
#[derive(Debug)]
struct TlsFiles {
    certificate: PathBuf,
    key: PathBuf,
    /// None to ask nobody for a certificate.
    ca: Option<PathBuf>,
}

impl TlsFiles {
    fn of(common: &config::Common) -> Result<Self, BrokerError> {
        if let SecurityProvider::Choria(choria) = &common.security.provider {
            let ChoriaSecurity {
                certificate: Some(certificate),
                key: Some(key),
                ca,
                ..
            } = choria.clone()
            else {
                return Err(BrokerError::NoCertificate);
            };
            return Ok(Self { certificate, key, ca });
        }
        let files = credentials::files(common)?;
        Ok(Self {
            certificate: files.certificate,
            key: files.key,
            ca: Some(files.ca),
        })
    }

    /// TLS that asks for a client certificate and checks the one it gets; [`Rules`] decides what a peer without one may do.
    fn load(&self) -> Result<Arc<rustls::ServerConfig>, BrokerError> {
        let (certificate, key) = (read(&self.certificate)?, read(&self.key)?);
        let ca = self.ca.as_deref().map(read).transpose()?;
        engine::tls_config(&certificate, &key, ca.as_deref(), false).map_err(|source| BrokerError::Tls {
            certificate: self.certificate.clone(),
            source,
        })
    }
}

fn read(path: &Path) -> Result<String, BrokerError> {
    std::fs::read_to_string(path).map_err(|source| BrokerError::Unreadable {
        path: path.to_owned(),
        source,
    })
}
