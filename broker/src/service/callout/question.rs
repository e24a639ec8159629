//! What a server asks: who a peer says it is, and what it shows.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use engine::{Authenticator, Identified, Login, Refused};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use serde::Deserialize;

/// What kind of peer may show a token; the others are servers that attach themselves.
const CLIENT: &str = "Client";

/// A login that waits for an answer. The account it comes from belongs to servers alone, so its signature would prove nothing more.
#[derive(Debug, Deserialize)]
pub(super) struct Question {
    #[serde(default)]
    exp: u64,
    nats: Asked,
}

/// Why a question cannot be answered.
#[derive(Debug, thiserror::Error)]
pub(super) enum QuestionError {
    #[error("it is not a token of three parts")]
    Shape,
    #[error("it is not in base64")]
    Base64(#[from] base64::DecodeError),
    #[error("its claims cannot be read")]
    Claims(#[from] serde_json::Error),
}

#[derive(Debug, Deserialize)]
struct Asked {
    server_id: Server,
    user_nkey: String,
    client_info: Peer,
    connect_opts: Connect,
    client_tls: Option<Tls>,
}

#[derive(Debug, Deserialize)]
struct Server {
    id: String,
}

#[derive(Debug, Deserialize)]
struct Peer {
    #[serde(default)]
    host: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    nonce: String,
}

#[derive(Deserialize)]
struct Connect {
    user: Option<String>,
    pass: Option<String>,
    auth_token: Option<String>,
    jwt: Option<String>,
    nkey: Option<String>,
    sig: Option<String>,
    name: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Tls {
    /// PEM, leaf first. What did not verify is in another member.
    #[serde(default)]
    verified_chains: Vec<Vec<String>>,
}

impl Question {
    /// Reads the claims of the server's token.
    pub(super) fn read(token: &[u8]) -> Result<Self, QuestionError> {
        let mut parts = token.split(|byte| *byte == b'.');
        let (Some(_), Some(claims), Some(_), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(QuestionError::Shape);
        };
        let claims = BASE64_URL_SAFE_NO_PAD.decode(claims)?;
        Ok(serde_json::from_slice(&claims)?)
    }

    /// Whether the server has stopped waiting, `now` after 1970.
    pub(super) fn is_late(&self, now: Duration) -> bool {
        self.exp > 0 && now.as_secs() > self.exp
    }

    /// The server that asks.
    pub(super) fn server(&self) -> &str {
        &self.nats.server_id.id
    }

    /// The name the server gave to this login.
    pub(super) fn user(&self) -> &str {
        &self.nats.user_nkey
    }

    /// Where the peer comes from.
    pub(super) fn peer(&self) -> &str {
        &self.nats.client_info.host
    }

    /// Lets the rules decide.
    pub(super) fn judge(&self, rules: &dyn Authenticator) -> Result<Identified, Refused> {
        let (asked, connect) = (&self.nats, &self.nats.connect_opts);
        let certificates = self.certificates()?;
        let client = asked.client_info.kind == CLIENT;
        if !client && certificates.is_empty() {
            return Err(refused("a leaf node needs a client certificate"));
        }
        // What a leaf node shows was meant for its own clients.
        let of_client = |text: &'_ Option<String>| client.then(|| text.clone()).flatten();
        let [user, pass, auth_token, jwt, nkey, sig] = [
            &connect.user,
            &connect.pass,
            &connect.auth_token,
            &connect.jwt,
            &connect.nkey,
            &connect.sig,
        ]
        .map(of_client);
        let identified = rules.authenticate(&Login {
            address: self.address(),
            tls: asked.client_tls.is_some(),
            certificates: &certificates,
            nonce: &asked.client_info.nonce,
            user: user.as_deref(),
            pass: pass.as_deref(),
            auth_token: auth_token.as_deref(),
            jwt: jwt.as_deref(),
            nkey: nkey.as_deref(),
            sig: sig.as_deref(),
            name: connect.name.as_deref(),
        })?;
        if !client && identified.permissions.is_some() {
            return Err(refused(
                "what its certificate allows is not enough for a leaf node",
            ));
        }
        Ok(identified)
    }

    /// The verified certificates, leaf first.
    fn certificates(&self) -> Result<Vec<CertificateDer<'static>>, Refused> {
        let chains = self.nats.client_tls.as_ref().map(|tls| &tls.verified_chains);
        let Some(chain) = chains.and_then(|chains| chains.first()) else {
            return Ok(Vec::new());
        };
        let read = |pem: &String| CertificateDer::from_pem_slice(pem.as_bytes());
        let read: Result<_, _> = chain.iter().map(read).collect();
        read.map_err(|_| refused("its certificate cannot be read"))
    }

    /// An address the rules do not know is one of nobody.
    fn address(&self) -> SocketAddr {
        let unknown = IpAddr::V4(Ipv4Addr::UNSPECIFIED);
        let host = self.nats.client_info.host.trim_matches(['[', ']']);
        SocketAddr::new(host.parse().unwrap_or(unknown), 0)
    }
}

impl std::fmt::Debug for Connect {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Connect")
            .field("user", &self.user)
            .finish_non_exhaustive()
    }
}

fn refused(reason: &str) -> Refused {
    Refused {
        reason: reason.to_owned(),
    }
}
