//! NATS servers that others run: this broker starts none, and works for theirs.

use std::net::SocketAddr;
use std::sync::Arc;

use async_nats::Client;
use client::Clock;
use engine::Authenticator;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use tracing::info;

use super::access::{Access, Login};
use super::{NatsError, Setting, keys};
use crate::service::callout::Callout;

/// What this broker does for them.
#[derive(Debug)]
pub(crate) struct Joined {
    access: Arc<Access>,
    login: Arc<Login>,
    address: SocketAddr,
    servers: usize,
    callout: Option<Callout>,
}

impl Joined {
    /// Connects, and answers logins where it was given the keys for that.
    pub(crate) async fn start(
        setting: &Setting<'_>,
        joined: &config::Joined,
        authenticator: Arc<dyn Authenticator>,
    ) -> Result<Self, NatsError> {
        let access = Access::to_others(setting, &joined.urls);
        let login = match &joined.credentials {
            Some(file) => Login::from_file(file)?,
            None => Login::Nobody,
        };
        let connection = access.connect("services", &login).await?;
        info!(
            servers = joined.urls.join(", "),
            "connected to the NATS servers of others"
        );
        let callout = match (&joined.callout_credentials, &setting.nats.callout_seed) {
            (Some(credentials), Some(seed)) => {
                let nats = access.connect("login", &Login::from_file(credentials)?).await?;
                let issuer = keys::from_file(seed)?;
                let callout = Callout::start(&nats, authenticator, issuer, Clock::system()).await;
                Some(callout.map_err(|source| NatsError::Callout { source })?)
            }
            _ => None,
        };
        Ok(Self {
            address: address(&connection, &access).await?,
            access: Arc::new(access),
            login: Arc::new(login),
            servers: joined.urls.len(),
            callout,
        })
    }

    /// How services of this broker connect.
    pub(crate) fn way_in(
        &self,
        what: &'static str,
    ) -> impl Fn() -> BoxFuture<'static, Result<Client, NatsError>> + Send + Sync + use<> {
        let (access, login) = (Arc::clone(&self.access), Arc::clone(&self.login));
        move || {
            let (access, login) = (Arc::clone(&access), Arc::clone(&login));
            async move { access.connect(what, &login).await }.boxed()
        }
    }

    /// Address of the server that was connected to first.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Stops working for them.
    pub(crate) async fn shutdown(self) {
        if let Some(callout) = self.callout {
            callout.stop().await;
        }
    }

    /// How many servers there are, as far as we were told.
    pub(crate) fn servers(&self) -> usize {
        self.servers
    }
}

/// Where the server is that a connection goes to.
async fn address(connection: &Client, access: &Access) -> Result<SocketAddr, NatsError> {
    let port = connection.server_info().port;
    let found = async {
        for host in access.hosts() {
            if let Ok(mut found) = tokio::net::lookup_host((host, port)).await
                && let Some(address) = found.next()
            {
                return Some(address);
            }
        }
        None
    };
    found.await.ok_or_else(|| NatsError::NoAddress {
        servers: access.servers(),
    })
}
