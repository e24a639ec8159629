//! The `nats` engine: a `nats-server` this broker configures, starts, watches and stops.

mod access;
mod document;
mod error;
mod folder;
mod joined;
mod keys;
mod listening;
mod log;
mod monitor;
mod pages;
mod process;
mod program;
mod watch;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use async_nats::Client;
use client::Clock;
use engine::{Authenticator, Snapshot};
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use tracing::info;

use crate::service::callout::Callout;
use crate::tls::TlsFiles;

pub use error::NatsError;

pub(crate) use joined::Joined;

use access::{Access, Login};
use document::Document;
use folder::Folder;
use keys::Keys;
use listening::Listening;
use pages::Pages;
use process::Server;
use program::Program;

/// Where DNS names the brokers of a cluster.
const PEER_RECORD: &str = "_mcollective-broker._tcp";

/// What the server is made from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting<'a> {
    pub(crate) config: &'a config::Broker,
    pub(crate) nats: &'a config::Nats,
    /// None for no TLS at all.
    pub(crate) tls: Option<&'a TlsFiles>,
}

/// A `nats-server` of our own, and what answers its questions.
#[derive(Debug)]
pub(crate) struct Nats {
    server: Server,
    listening: Listening,
    access: Arc<Access>,
    /// Of the services of this broker.
    service: Arc<Login>,
    pages: Option<Pages>,
    /// Brokers of the cluster, as far as we were told.
    peers: usize,
    callout: Callout,
}

impl Nats {
    /// Writes its configuration, starts it and waits until it serves and logins are answered.
    pub(crate) async fn start(
        setting: &Setting<'_>,
        authenticator: Arc<dyn Authenticator>,
    ) -> Result<Self, NatsError> {
        let nats = setting.nats;
        check_authorities(setting)?;
        let program = Program::find(nats.program.as_deref()).await?;
        info!(program = %program.path.display(), version = program.version, "found nats-server");
        let folder = Arc::new(Folder::claim(&nats.folder)?);
        folder.end_leftover().await?;
        let keys = Keys::from_setting(setting)?;
        let peers = peers(setting).await?;
        let clustered = nats.peering.port.is_some() || !peers.is_empty();
        if clustered && nats.peering.login.is_none() {
            return Err(NatsError::NoPeerLogin);
        }
        if peers.is_empty() && nats.gateways.is_some() && setting.config.streams.is_some() {
            return Err(NatsError::LoneGateway);
        }
        let members = peers.len();
        let document = Document::new(setting, &folder, &keys, peers);
        folder.write_configuration(&document.text(None)?)?;
        program.check(&folder.configuration()).await?;
        // The same ports whenever it has to be started again; a running one reloads only what it was started with.
        let again = |listening: &Listening| document.text(Some(listening));
        let ip = setting.config.listen.ip();
        let server = Server::start(program, Arc::clone(&folder), ip, again).await?;
        let listening = server.listening();
        let access = Access::new(setting, &listening);
        let nats = access
            .connect("login", &Login::Key(Box::new(keys.callout)))
            .await?;
        let callout = Callout::start(&nats, authenticator, keys.issuer, Clock::system()).await;
        Ok(Self {
            pages: Pages::start(setting, listening.monitor).await?,
            callout: callout.map_err(|source| NatsError::Callout { source })?,
            access: Arc::new(access),
            peers: members,
            service: Arc::new(Login::Key(Box::new(keys.service))),
            listening,
            server,
        })
    }

    /// How services of this broker connect: with every right in the account of the fleet.
    pub(crate) fn way_in(
        &self,
        what: &'static str,
    ) -> impl Fn() -> BoxFuture<'static, Result<Client, NatsError>> + Send + Sync + use<> {
        let (access, service) = (Arc::clone(&self.access), Arc::clone(&self.service));
        move || {
            let (access, service) = (Arc::clone(&access), Arc::clone(&service));
            async move { access.connect(what, &service).await }.boxed()
        }
    }

    /// Brokers of the cluster, as far as we were told.
    pub(crate) fn peers(&self) -> usize {
        self.peers
    }

    /// Address clients connect to.
    pub(crate) fn address(&self) -> SocketAddr {
        self.listening.clients
    }

    /// Address of the monitoring endpoints.
    pub(crate) fn monitor_address(&self) -> Option<SocketAddr> {
        self.pages.as_ref().map(Pages::address)
    }

    /// Totals now; all of them 0 while the server does not answer.
    pub(crate) async fn snapshot(&self) -> Snapshot {
        monitor::snapshot(self.listening.monitor)
            .await
            .unwrap_or_default()
    }

    /// Lets the server read its certificates again.
    pub(crate) fn reload(&self) {
        self.server.reload();
    }

    /// Stops the server, and lets it take at most `grace`.
    pub(crate) async fn shutdown(self, grace: Duration) {
        self.server.stop(grace).await;
        self.callout.stop().await;
    }

    /// Lets the server send its clients elsewhere one by one, and waits for its end.
    pub(crate) async fn lame_duck(self) {
        self.server.lame_duck().await;
        self.callout.stop().await;
    }
}

/// The brokers that DNS names, else the configured ones.
async fn peers(setting: &Setting<'_>) -> Result<Vec<String>, NatsError> {
    let named = client::link::named(&setting.config.member, PEER_RECORD);
    let named = named.await.map_err(|source| NatsError::Lookup { source })?;
    if named.is_empty() {
        return Ok(setting.nats.peering.peers.clone());
    }
    info!(peers = named.join(", "), "DNS names the brokers of this cluster");
    Ok(named)
}

/// Servers that check each other's certificates need somebody who signs them.
fn check_authorities(setting: &Setting<'_>) -> Result<(), NatsError> {
    let Setting { nats, tls, .. } = setting;
    let meets_others = nats.peering.port.is_some() || nats.gateways.is_some();
    let lacking = tls.is_some_and(|files| files.ca.is_none());
    if meets_others && nats.peering.tls && lacking {
        return Err(NatsError::NoAuthorities);
    }
    Ok(())
}
