//! From CONNECT to a session: who the peer is and how it wants to be served.

use std::sync::Arc;
use std::time::Duration;

use tracing::info;

use crate::connect::Connect;
use crate::hub::Hub;
use crate::options::{Account, Authenticator, Identified, Login, Permissions, Refused};
use crate::peer::Reason;
use crate::permission::Compiled;

/// Longest name, language and version kept of a peer, in bytes.
const MAX_LABEL: usize = 256;

/// Lets every peer in and lets it say and hear everything: for tests and loopback only.
#[derive(Debug, Clone, Copy, Default)]
pub struct AllowAnyone;

impl Authenticator for AllowAnyone {
    fn authenticate(&self, login: &Login<'_>) -> Result<Identified, Refused> {
        let user = login.user.unwrap_or_default().to_owned();
        Ok(Identified {
            account: Account::Choria,
            user,
            permissions: None,
            valid_for: None,
        })
    }
}

/// How one peer is served.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) account: Account,
    pub(crate) user: Box<str>,
    /// None for everything.
    pub(crate) rights: Option<Arc<Compiled>>,
    /// The same as it was written.
    pub(crate) permissions: Option<Arc<Permissions>>,
    /// When it has to go, in milliseconds since the engine's start; the end of time for most.
    pub(crate) expires: u64,
    pub(crate) name: Box<str>,
    pub(crate) lang: Box<str>,
    pub(crate) version: Box<str>,
    pub(crate) verbose: bool,
    pub(crate) pedantic: bool,
    pub(crate) echo: bool,
    pub(crate) headers: bool,
    pub(crate) no_responders: bool,
    /// Understands INFO at any time.
    pub(crate) takes_info: bool,
}

/// Why a peer is turned away, and what it is told.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Refusal {
    pub(crate) reason: Reason,
    pub(crate) text: Option<&'static str>,
}

impl Refusal {
    pub(crate) const fn new(reason: Reason, text: &'static str) -> Self {
        Self {
            reason,
            text: Some(text),
        }
    }

    pub(crate) const fn silent(reason: Reason) -> Self {
        Self { reason, text: None }
    }
}

/// What a peer that may not come in is told, whatever the cause.
pub(crate) const UNAUTHORIZED: Refusal =
    Refusal::new(Reason::AuthenticationFailure, "Authorization Violation");

/// Judges a CONNECT; `present` adds what the connection itself shows, `inside` that it came where services of this program do.
pub(crate) fn admit(
    hub: &Hub,
    connect: &Connect<'_>,
    present: Login<'_>,
    inside: bool,
) -> Result<Session, Refusal> {
    let login = Login {
        user: connect.user.as_deref(),
        pass: connect.pass.as_deref(),
        auth_token: connect.auth_token.as_deref(),
        jwt: connect.jwt.as_deref(),
        nkey: connect.nkey.as_deref(),
        sig: connect.sig.as_deref(),
        name: connect.name.as_deref(),
        ..present
    };
    let identified = identify(hub, connect, &login, inside)?;
    if !(0..=1).contains(&connect.protocol) {
        return Err(Refusal::new(
            Reason::BadClientProtocolVersion,
            "invalid client protocol",
        ));
    }
    if connect.no_responders && !connect.headers {
        return Err(Refusal::new(
            Reason::ProtocolViolation,
            "no responders requires headers support",
        ));
    }
    Ok(Session {
        account: identified.account,
        user: identified.user.into(),
        rights: identified
            .permissions
            .as_ref()
            .map(|permissions| hub.rights.compile(permissions)),
        permissions: identified.permissions,
        expires: identified
            .valid_for
            .map_or(u64::MAX, |left| hub.clock.tick().saturating_add(millis(left))),
        name: label(connect.name.as_deref()),
        lang: label(connect.lang.as_deref()),
        version: label(connect.version.as_deref()),
        verbose: connect.verbose,
        pedantic: connect.pedantic,
        echo: connect.echo,
        headers: connect.headers,
        no_responders: connect.no_responders,
        takes_info: connect.protocol >= 1,
    })
}

fn identify(
    hub: &Hub,
    connect: &Connect<'_>,
    login: &Login<'_>,
    inside: bool,
) -> Result<Identified, Refusal> {
    let refuse = |reason: &str| {
        if let Some(unsaid) = hub.refusals.take(hub.clock.tick()) {
            info!(peer = %login.address, reason, unsaid, "login refused");
        }
        UNAUTHORIZED
    };
    if connect.names_account() {
        return Err(refuse("it names an account"));
    }
    let judged = match hub.inside.as_ref().filter(|_| inside) {
        Some(inside) => inside.authenticate(login),
        None => hub.options.authenticator.authenticate(login),
    };
    judged.map_err(|refused| refuse(&refused.reason))
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

fn label(text: Option<&str>) -> Box<str> {
    let text = text.unwrap_or_default();
    let mut end = text.len().min(MAX_LABEL);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].into()
}
