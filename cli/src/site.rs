//! A whole site on this machine, in this process: credentials on disk, a TLS broker on loopback, and nodes with varied facts.
//!
//! Nothing here is pretended: every node has its own certificate or token, connection, policy and audit log, and acts on this machine.

mod cast;
mod error;
mod kits;
mod life;
mod props;

use std::net::SocketAddr;
use std::path::PathBuf;

use broker::Broker;
use client::Clock;
use config::{Environment, Settings};
use daemon::Node;
use futures_util::{StreamExt, TryStreamExt, stream};
use protocol::Identity;
use protocol::security::issue::KeyKind;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::pki::{Kind, Pki, PkiError};

pub use crate::pki::Security;

use kits::issue;
use life::{Member, Pace, Present};
use props::Props;

pub use cast::Character;
pub use error::SiteError;

/// Name of the site's user; where certificates are the rule, for `MCOLLECTIVE_CERTNAME`.
pub const USER: &str = "demo.mcollective";

/// Name and certificate of the site's broker; clients reach it by this name and as 127.0.0.1.
const BROKER: &str = "localhost";

/// Nodes that start at once: TLS handshakes are CPU work, more only queue.
const STARTING: usize = 16;

/// What to bring up.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Where credentials, facts and logs lie; made when missing, used again when there.
    pub dir: PathBuf,
    /// Address of the broker; port 0 picks a free one.
    pub listen: SocketAddr,
    /// How everybody proves who they are; a folder that is used again must agree.
    pub security: Security,
    /// Further lines of the broker's configuration, e.g. which engine it has.
    pub broker_lines: String,
    /// What configuration takes from the process.
    pub environment: Environment,
    /// The time.
    pub clock: Clock,
}

/// A site. Dropping it stops everything.
#[derive(Debug)]
pub struct Site {
    plan: Plan,
    pki: Pki,
    broker: Option<Broker>,
    /// Brokers of others; empty for the site's own.
    brokers: Vec<String>,
    nodes: Vec<Node>,
    /// What a living fleet is about.
    living: TaskTracker,
    stop: CancellationToken,
}

impl Site {
    /// Makes the authority and the broker's credentials, unless they are there. Starts nothing.
    pub fn prepare(plan: Plan) -> Result<Self, SiteError> {
        let clock = &plan.clock;
        let pki = match Pki::open(&plan.dir) {
            Err(PkiError::NoAuthority { .. }) => Pki::create(
                &plan.dir,
                "mco demo CA",
                plan.security,
                KeyKind::P256,
                clock.now(),
            )?,
            opened => opened?,
        };
        if pki.security() != plan.security {
            return Err(SiteError::Security { dir: plan.dir });
        }
        issue(&pki, Kind::Broker, &[BROKER, "127.0.0.1", "::1"], clock)?;
        Ok(Self {
            plan,
            pki,
            broker: None,
            brokers: Vec::new(),
            nodes: Vec::new(),
            living: TaskTracker::new(),
            stop: CancellationToken::new(),
        })
    }

    /// Where the broker listens.
    pub fn address(&self) -> SocketAddr {
        self.plan.listen
    }

    /// How everybody proves who they are.
    pub fn security(&self) -> Security {
        self.pki.security()
    }

    /// Folder with the broker's credentials and configuration.
    pub fn broker_kit(&self) -> PathBuf {
        self.pki.kit(Kind::Broker, BROKER)
    }

    /// Folder with a user's credentials and configuration.
    pub fn user_kit(&self, name: &str) -> PathBuf {
        self.pki.kit(Kind::User, name)
    }

    /// The configuration file of [`USER`].
    pub fn client_config(&self) -> PathBuf {
        self.user_kit(USER).join("client.conf")
    }

    /// Folder that holds a kit for each node.
    pub fn node_kits(&self) -> PathBuf {
        self.plan.dir.join("nodes")
    }

    /// Folder for what a user of the site remembers.
    pub(crate) fn desk(&self) -> PathBuf {
        self.plan.dir.join("desk")
    }

    /// The names of the first members of the cast.
    pub(crate) fn cast_list(&self, count: usize) -> Vec<Identity> {
        let names = cast::characters().take(count);
        names
            .filter_map(|one| Identity::new(&one.identity).ok())
            .collect()
    }

    /// The nodes, in the order of the cast.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The broker, while one of this site runs.
    pub fn broker(&self) -> Option<&Broker> {
        self.broker.as_ref()
    }

    /// Starts the broker, on the address it had before if any.
    pub async fn start_broker(&mut self) -> Result<(), SiteError> {
        self.write_broker()?;
        let file = self.broker_kit().join("broker.conf");
        let settings = Settings::load_daemon(&self.plan.environment, &file)?;
        let broker = Broker::start(&settings.broker(&self.plan.environment)?.config).await?;
        self.use_broker(broker.address())?;
        self.broker = Some(broker);
        Ok(())
    }

    /// Uses a broker that somebody else runs with the credentials in [`Site::broker_kit`].
    pub fn use_broker(&mut self, address: SocketAddr) -> Result<(), SiteError> {
        self.plan.listen = address;
        self.write_broker()?;
        self.enroll_user(USER)
    }

    /// Uses brokers that somebody else runs, as `host:port`, with certificates of this site.
    pub fn use_brokers(&mut self, brokers: Vec<String>) -> Result<(), SiteError> {
        self.brokers = brokers;
        self.enroll_user(USER)
    }

    /// Stops the broker; the nodes stay and look for it.
    pub async fn stop_broker(&mut self) {
        if let Some(broker) = self.broker.take() {
            broker.shutdown().await;
        }
    }

    /// Starts `count` nodes; every one of them serves when it returns.
    pub async fn start_nodes(&mut self, count: usize) -> Result<(), SiteError> {
        let environment = &self.plan.environment;
        let mut configs = Vec::with_capacity(count);
        for character in cast::characters().take(count) {
            let kit = self.cast(&character)?;
            let settings = Settings::load_daemon(environment, &kit.join("server.conf"))?;
            configs.push(settings.server(environment)?.config);
        }
        let (stop, clock) = (&self.stop, &self.plan.clock);
        let started = stream::iter(configs).map(|config| async move {
            let name = config.member.identity.clone();
            let builder = Node::builder(config).clock(clock.clone());
            let started = builder.start(stop.child_token()).await;
            started.map_err(|source| SiteError::Node {
                name,
                source: Box::new(source),
            })
        });
        self.nodes = started.buffered(STARTING).try_collect().await?;
        Ok(())
    }

    /// Starts `count` nodes of a fleet that lives: they have operating systems, services and packages of their own, which only
    /// pretend; some of them are slow or in trouble; now and then one goes away for a while. The same seed makes the same fleet. They
    /// are not among [`Site::nodes`].
    pub async fn start_living(&mut self, count: usize, seed: u64) -> Result<(), SiteError> {
        self.start_living_at(count, seed, Pace::default()).await
    }

    async fn start_living_at(&mut self, count: usize, seed: u64, pace: Pace) -> Result<(), SiteError> {
        let (environment, props) = (&self.plan.environment, Props::new());
        let mut members = Vec::with_capacity(count);
        for (index, character) in cast::characters().take(count).enumerate() {
            let character = cast::varied(index, character);
            props.add(index, &character, seed);
            let kit = self.cast(&character)?;
            let settings = Settings::load_daemon(environment, &kit.join("server.conf"))?;
            members.push(Member {
                config: settings.server(environment)?.config,
                props: props.clone(),
                clock: self.plan.clock.clone(),
            });
        }
        let stop = &self.stop;
        let started = stream::iter(members).map(|member| async move {
            let name = member.config.member.identity.clone();
            let started = member.start(stop).await;
            started.map_err(|source| SiteError::Node {
                name,
                source: Box::new(source),
            })
        });
        let fleet: Vec<Present> = started.buffered(STARTING).try_collect().await?;
        self.living
            .spawn(life::live(fleet, seed, pace, self.stop.clone()));
        Ok(())
    }

    /// Stops the nodes, then the broker.
    pub async fn shutdown(mut self) {
        self.stop.cancel();
        self.living.close();
        self.living.wait().await;
        for node in self.nodes.drain(..) {
            node.stopped().await;
        }
        self.stop_broker().await;
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}
