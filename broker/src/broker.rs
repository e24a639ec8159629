//! Assembles the engine from configuration, starts it and stops it.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use async_nats::ConnectOptions;
use client::Clock;
use client::credentials::CredentialsError;
use engine::{Authenticator, Engine, EngineError, Options, Snapshot, StreamsOptions, TlsMode};

use crate::nats::{Joined, Nats, NatsError, Setting};
use crate::room::Room;
use crate::service::auth::{Rules, RulesError};
use crate::service::streams::Streams;
use crate::store::{StoreFolder, StoreFolderError};
use crate::tls::TlsFiles;

/// Subscriptions of one connection: a node of a hundred collectives with a hundred agents each has fewer than half of them, and one
/// peer alone cannot fill the memory.
const MOST_SUBSCRIPTIONS: usize = 50_000;

/// A running broker.
#[derive(Debug)]
pub struct Broker {
    running: Running,
    _streams: Option<Streams>,
    grace: Duration,
    tls: Option<TlsFiles>,
    /// Let go of after the engine has stopped.
    store: Option<StoreFolder>,
}

/// What moves the messages.
#[derive(Debug)]
enum Running {
    Embedded(Engine),
    Nats(Box<Nats>),
    Joined(Box<Joined>),
}

/// Why a broker did not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BrokerError {
    /// Nothing to do: every role is off.
    #[error("all broker features are disabled: set plugin.choria.broker_network = true")]
    NothingEnabled,
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
    /// The NATS server does not run.
    #[error(transparent)]
    Nats(#[from] NatsError),
}

impl Running {
    /// Has the standard streams kept.
    fn keep(&self, streams: &config::Streams) -> Option<Streams> {
        match self {
            Self::Embedded(engine) => {
                let inside = engine.inside()?.clone();
                let connect = move || {
                    let options = ConnectOptions::with_token(inside.token.clone());
                    options
                        .name("mco-broker streams")
                        .connect(inside.address.to_string())
                };
                Some(Streams::start(streams, 1, connect))
            }
            Self::Nats(nats) => Some(Streams::start(streams, nats.peers(), nats.way_in("streams"))),
            Self::Joined(joined) => Some(Streams::start(
                streams,
                joined.servers(),
                joined.way_in("streams"),
            )),
        }
    }
}

impl Broker {
    /// Reads the credentials, binds and serves; ready when it returns.
    pub async fn start(config: &config::Broker) -> Result<Self, BrokerError> {
        if !config.network {
            return Err(BrokerError::NothingEnabled);
        }
        let tls = is_closed(config)
            .then(|| TlsFiles::of(&config.member))
            .transpose()?;
        let store = config.streams.as_ref();
        // Where others run the servers, they have the folder too.
        let own = config.nats.as_ref().is_none_or(|nats| nats.joined.is_none());
        let store = store
            .filter(|_| own)
            .map(|streams| StoreFolder::claim(&streams.store))
            .transpose()?;
        let (closed, authenticator) = authenticator(config, tls.as_ref())?;
        let running = match &config.nats {
            Some(nats) => {
                let site = Setting {
                    config,
                    nats,
                    tls: tls.as_ref(),
                };
                match &nats.joined {
                    Some(joined) => {
                        Running::Joined(Box::new(Joined::start(&site, joined, authenticator).await?))
                    }
                    None => Running::Nats(Box::new(Nats::start(&site, authenticator).await?)),
                }
            }
            None => {
                let mut options = options(config, closed, authenticator);
                options.inside = store.is_some();
                let streams = config.streams.as_ref().zip(store.as_ref());
                options.streams = streams.map(|(streams, store)| streams_options(streams, store));
                Running::Embedded(Engine::start(options).await?)
            }
        };
        let managed = config.streams.as_ref().filter(|streams| streams.manage);
        Ok(Self {
            _streams: managed.and_then(|streams| running.keep(streams)),
            running,
            store,
            grace: config.shutdown_timeout,
            tls,
        })
    }

    /// What moves the messages: `embedded` or `nats`.
    pub fn engine(&self) -> &'static str {
        match &self.running {
            Running::Embedded(_) => "embedded",
            Running::Nats(_) | Running::Joined(_) => "nats",
        }
    }

    /// Address clients connect to.
    pub fn address(&self) -> SocketAddr {
        match &self.running {
            Running::Embedded(engine) => engine.address(),
            Running::Nats(nats) => nats.address(),
            Running::Joined(joined) => joined.address(),
        }
    }

    /// Address of the monitoring endpoints.
    pub fn monitor_address(&self) -> Option<SocketAddr> {
        match &self.running {
            Running::Embedded(engine) => engine.monitor_address(),
            Running::Nats(nats) => nats.monitor_address(),
            Running::Joined(_) => None,
        }
    }

    /// Totals now; all of them 0 while nothing answers.
    pub async fn snapshot(&self) -> Snapshot {
        match &self.running {
            Running::Embedded(engine) => engine.snapshot(),
            Running::Nats(nats) => nats.snapshot().await,
            Running::Joined(_) => Snapshot::default(),
        }
    }

    /// Reads the broker's certificate, key and authorities again, for connections from now on. Those that are there stay.
    ///
    /// - **Errors:** a file that cannot be used; then everything stays as it was.
    pub fn reload(&self) -> Result<(), BrokerError> {
        let Some(files) = &self.tls else {
            return Ok(());
        };
        let renewed = files.load()?;
        match &self.running {
            Running::Embedded(engine) => engine.renew_tls(renewed),
            Running::Nats(nats) => nats.reload(),
            // Each connection reads them when it is made.
            Running::Joined(_) => {}
        }
        Ok(())
    }

    /// Stops accepting, lets every peer have what waits for it, and ends.
    pub async fn shutdown(self) {
        match self.running {
            Running::Embedded(engine) => engine.shutdown(self.grace).await,
            Running::Nats(nats) => nats.shutdown(self.grace).await,
            Running::Joined(joined) => joined.shutdown().await,
        }
        drop(self.store);
    }

    /// Sends clients elsewhere one by one, then ends.
    pub async fn lame_duck(self) {
        match self.running {
            Running::Embedded(engine) => engine.lame_duck().await,
            Running::Nats(nats) => nats.lame_duck().await,
            Running::Joined(joined) => joined.shutdown().await,
        }
        drop(self.store);
    }
}

/// Whether peers have to use TLS and follow rules.
fn is_closed(config: &config::Broker) -> bool {
    !config.member.security.disable_tls || config.force_tls
}

/// Who decides about peers, and what TLS they are told of.
fn authenticator(
    config: &config::Broker,
    tls: Option<&TlsFiles>,
) -> Result<(Closed, Arc<dyn Authenticator>), BrokerError> {
    let Some(files) = tls else {
        tracing::warn!("TLS is disabled: anyone who can reach this broker may say and hear everything");
        return Ok((Closed::default(), Arc::new(engine::AllowAnyone)));
    };
    let rules = Rules::from_config(config, Clock::system())?;
    let closed = Closed {
        tls: TlsMode::Required(files.load()?),
        verify: files.ca.is_some() && !rules.believe_tokens(),
    };
    Ok((closed, Arc::new(rules)))
}

/// How peers are kept out.
#[derive(Default)]
struct Closed {
    tls: TlsMode,
    verify: bool,
}

fn streams_options(streams: &config::Streams, store: &StoreFolder) -> StreamsOptions {
    let folder = store.streams();
    let room = Room::measure(streams, &folder);
    tracing::info!(%room, "streams have limits together");
    StreamsOptions {
        folder,
        max_memory: room.memory,
        max_disk: room.disk,
    }
}

fn options(config: &config::Broker, closed: Closed, authenticator: Arc<dyn Authenticator>) -> Options {
    Options {
        listen: config.listen,
        monitor: config.stats_listen,
        server_name: config.member.identity.clone(),
        advertise: Some(config.public_url.clone()).filter(|url| !url.is_empty()),
        tls: closed.tls,
        tls_verify: closed.verify,
        authenticator,
        tls_timeout: config.tls_timeout,
        auth_timeout: config.auth_timeout,
        write_deadline: config.write_deadline,
        max_subscriptions: MOST_SUBSCRIPTIONS,
        mappings: config.mappings.iter().map(mapping).collect(),
        ..Options::local()
    }
}

fn mapping(mapping: &config::Mapping) -> engine::Mapping {
    engine::Mapping {
        source: mapping.source.clone(),
        destination: mapping.destination.clone(),
    }
}
