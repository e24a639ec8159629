//! Where a link connects, and how, read from configuration.

use std::time::Duration;

use config::{Secret, SecurityProvider};
use protocol::{Collective, Subject};

use super::{LinkError, TokenLogin, address, servers};
use crate::credentials::{self, Token};
use crate::{Clock, Tls};

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
    /// How to speak TLS; none means no TLS.
    pub tls: Option<Tls>,
    /// Token shown at every connection.
    pub token: Option<TokenLogin>,
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
    /// Options from configuration: resolves brokers (config, SRV, `puppet:4222`), the certificate files and the token.
    ///
    /// With [`First::RetryForever`] a failing SRV lookup of a configured domain is tried again for ever.
    ///
    /// - **Errors:** [`LinkError::Credentials`] when a file is missing, [`LinkError::Address`], [`LinkError::Lookup`]
    pub async fn from_config(member: &config::Member, name: &str, first: First) -> Result<Self, LinkError> {
        let tls = match member.security.disable_tls {
            true => None,
            false => Some(credentials::tls(member)?),
        };
        if let Some(tls) = &tls {
            tls.check()?;
        }
        let token = token(member)?;
        let network = &member.network;
        let named = servers::resolve(member, first).await?;
        let addresses: Vec<_> = named
            .iter()
            .map(|text| address::parse(text))
            .collect::<Result<_, _>>()?;
        let configured = network.user.clone().zip(network.password.clone());
        Ok(Self {
            servers: addresses.iter().map(address::show).collect(),
            name: name.to_owned(),
            tls,
            inbox_prefix: inbox_prefix(member, token.as_ref())?,
            token,
            login: configured.or_else(|| addresses.iter().find_map(address::login)),
            connect_timeout: network.connect_timeout,
            ping_interval: match first {
                First::RetryForever => DAEMON_PING,
                First::GiveUpAfter(_) => CLIENT_PING,
            },
            first,
        })
    }
}

/// The token of the `choria` provider, found valid.
fn token(member: &config::Member) -> Result<Option<TokenLogin>, LinkError> {
    let security = &member.security;
    let (SecurityProvider::Choria(_), Some(files)) = (&security.provider, &security.token) else {
        return Ok(None);
    };
    let clock = Clock::system();
    let token = Token::read(files, clock.now())?;
    Ok(Some(TokenLogin {
        files: files.clone(),
        name: token.name().to_owned(),
        clock,
    }))
}

/// Brokers grant inboxes named after the token's holder only.
fn inbox_prefix(member: &config::Member, token: Option<&TokenLogin>) -> Result<String, LinkError> {
    let collective = &member.main_collective;
    let Some(token) = token else {
        return Ok(format!("{collective}.reply"));
    };
    let collective = Collective::new(collective).map_err(|_| LinkError::Subject {
        subject: collective.clone(),
    })?;
    Ok(Subject::inbox_prefix(&collective, &token.name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Site;

    const PATIENT: First = First::RetryForever;

    fn member(more: &str) -> config::Member {
        Site::get().config("ann.mcollective", more).member
    }

    #[tokio::test]
    async fn everything_comes_from_the_configuration() {
        let member = member(
            "plugin.choria.middleware_hosts = broker:4222, tls://other:4333\nmain_collective = uk\ncollectives = uk\n\
             plugin.choria.network.connect_timeout = 7s\n",
        );
        let options = Options::from_config(&member, "me", PATIENT).await.unwrap();
        assert_eq!(options.servers, ["nats://broker:4222", "tls://other:4333"]);
        assert_eq!(
            (options.name.as_str(), options.inbox_prefix.as_str()),
            ("me", "uk.reply")
        );
        assert_eq!(
            options.tls.unwrap().identity.unwrap().1,
            Site::get().key("ann.mcollective")
        );
        assert_eq!(
            (options.connect_timeout, options.ping_interval),
            (Duration::from_secs(7), DAEMON_PING)
        );
        assert!(options.login.is_none());

        let tool = First::GiveUpAfter(Duration::from_secs(1));
        assert_eq!(
            Options::from_config(&member, "me", tool)
                .await
                .unwrap()
                .ping_interval,
            CLIENT_PING
        );
    }

    #[tokio::test]
    async fn a_login_needs_user_and_password_and_never_shows() {
        let login = "plugin.nats.user = ann\nplugin.nats.pass = secret\n";
        let options = Options::from_config(&member(login), "me", PATIENT).await.unwrap();
        assert_eq!(options.login.as_ref().unwrap().1.expose(), "secret");
        assert!(!format!("{options:?}").contains("secret"));

        let half = Options::from_config(&member("plugin.nats.user = ann\n"), "me", PATIENT).await;
        assert!(half.unwrap().login.is_none());
    }

    #[tokio::test]
    async fn files_are_only_needed_for_tls() {
        let mut member = member("plugin.security.file.ca = /nowhere/ca.pem\n");
        let error = Options::from_config(&member, "me", PATIENT).await.unwrap_err();
        insta::assert_snapshot!(error, @"CA /nowhere/ca.pem cannot be read");
        member.security.disable_tls = true;
        assert!(
            Options::from_config(&member, "me", PATIENT)
                .await
                .unwrap()
                .tls
                .is_none()
        );
    }
}
