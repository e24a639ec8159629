//! The `nats` engine: a `nats-server` this broker configures, starts, watches and stops.

mod access;
mod document;
mod error;
mod folder;
mod keys;
mod listening;
mod log;
mod monitor;
mod process;
mod program;
mod watch;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use client::Clock;
use engine::{Authenticator, Snapshot};
use tracing::info;

use crate::service::callout::Callout;
use crate::tls::TlsFiles;

pub use error::NatsError;

use access::Access;
use document::Document;
use folder::Folder;
use keys::Keys;
use listening::Listening;
use process::Server;
use program::Program;

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
    _callout: Callout,
}

impl Nats {
    /// Writes its configuration, starts it and waits until it serves and logins are answered.
    pub(crate) async fn start(
        setting: &Setting<'_>,
        authenticator: Arc<dyn Authenticator>,
    ) -> Result<Self, NatsError> {
        let nats = setting.nats;
        let program = Program::find(nats.program.as_deref()).await?;
        info!(program = %program.path.display(), version = program.version, "found nats-server");
        let folder = Arc::new(Folder::claim(&nats.folder)?);
        folder.end_leftover().await?;
        let keys = Keys::from_setting(setting)?;
        let document = Document::new(setting, &folder, &keys);
        folder.write_configuration(&document.text(None)?)?;
        program.check(&folder.configuration()).await?;
        let server = Server::start(program, Arc::clone(&folder), setting.config.listen.ip()).await?;
        let listening = server.listening();
        // The same ports whenever it has to be started again.
        folder.write_configuration(&document.text(Some(&listening))?)?;
        let access = Access::new(setting, &listening);
        let nats = access.connect("login", &keys.callout).await?;
        let callout = Callout::start(&nats, authenticator, keys.issuer, Clock::system()).await;
        Ok(Self {
            _callout: callout.map_err(|source| NatsError::Callout { source })?,
            listening,
            server,
        })
    }

    /// Address clients connect to.
    pub(crate) fn address(&self) -> SocketAddr {
        self.listening.clients
    }

    /// Address of the monitoring endpoints.
    pub(crate) fn monitor_address(&self) -> Option<SocketAddr> {
        Some(self.listening.monitor)
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
    }

    /// Lets the server send its clients elsewhere one by one, and waits for its end.
    pub(crate) async fn lame_duck(self) {
        self.server.lame_duck().await;
    }
}
