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

#[cfg(test)]
mod tests {
    use engine::{Account, Permissions};
    use serde_json::{Value, json};

    use super::*;

    /// Lets in whoever has a user name or a certificate; the latter with these permissions.
    #[derive(Debug)]
    struct Doorkeeper(Option<Permissions>);

    impl Authenticator for Doorkeeper {
        fn authenticate(&self, login: &Login<'_>) -> Result<Identified, Refused> {
            let user = match (login.user, login.certificates.is_empty()) {
                (Some(user), _) => user,
                (None, false) => "certified",
                (None, true) => return Err(refused("nobody")),
            };
            Ok(Identified {
                account: Account::Choria,
                user: format!("{user} from {} with nonce {:?}", login.address.ip(), login.nonce),
                permissions: self.0.clone().map(Into::into),
                valid_for: None,
            })
        }
    }

    fn token(claims: &Value) -> String {
        format!("e30.{}.e30", BASE64_URL_SAFE_NO_PAD.encode(claims.to_string()))
    }

    fn asked(kind: &str, connect: &Value, chain: &[&str]) -> Question {
        let claims = json!({
            "exp": 100,
            "nats": {
                "server_id": { "id": "N1" },
                "user_nkey": "U1",
                "client_info": { "host": "192.0.2.7", "kind": kind, "nonce": "abc" },
                "connect_opts": connect,
                "client_tls": { "verified_chains": [chain] },
            },
        });
        Question::read(token(&claims).as_bytes()).unwrap()
    }

    fn certificate() -> String {
        use protocol::security::issue::{Authority, KeyKind};
        let (now, hour) = (client::Clock::system().now(), Duration::from_secs(3600));
        let authority = Authority::create("ca", KeyKind::P256, now, hour).unwrap();
        authority.to_pem().certificate
    }

    #[test]
    fn what_is_no_question_is_told_apart() {
        for bad in ["", "a.b", "a.b.c.d", "e30.!.e30"] {
            assert!(Question::read(bad.as_bytes()).is_err(), "{bad:?}");
        }
        for claims in [json!({}), json!([]), json!({ "nats": { "server_id": 1 } })] {
            let read = Question::read(token(&claims).as_bytes());
            assert!(matches!(read, Err(QuestionError::Claims(_))), "{claims}");
        }
    }

    #[test]
    fn a_question_nobody_waits_for_is_late() {
        let question = asked("Client", &json!({}), &[]);
        assert!(!question.is_late(Duration::from_secs(100)));
        assert!(question.is_late(Duration::from_secs(101)));
    }

    #[test]
    fn the_rules_see_the_peer_and_what_it_shows() {
        let question = asked("Client", &json!({ "user": "ann" }), &[]);
        let identified = question.judge(&Doorkeeper(None)).unwrap();
        assert_eq!(identified.user, "ann from 192.0.2.7 with nonce \"abc\"");
        let refusal = asked("Client", &json!({}), &[])
            .judge(&Doorkeeper(None))
            .unwrap_err();
        assert_eq!(refusal.reason, "nobody");
    }

    #[test]
    fn a_leaf_node_needs_a_certificate_that_allows_everything() {
        let (certificate, user) = (certificate(), json!({ "user": "ann" }));
        let reason = |question: Question, permissions| {
            let judged = question.judge(&Doorkeeper(permissions));
            judged
                .map(|identified| identified.user)
                .map_err(|refused| refused.reason)
        };
        let nothing_shown = reason(asked("Leafnode", &user, &[]), None).unwrap_err();
        assert!(
            nothing_shown.contains("needs a client certificate"),
            "{nothing_shown}"
        );
        let limited = asked("Leafnode", &user, &[&certificate]);
        let limited = reason(limited, Some(Permissions::default())).unwrap_err();
        assert!(limited.contains("is not enough for a leaf node"), "{limited}");
        let trusted = reason(asked("Leafnode", &user, &[&certificate]), None).unwrap();
        assert!(trusted.starts_with("certified"), "{trusted}");
        assert!(reason(asked("Client", &json!({}), &["no certificate"]), None).is_err());
    }

    #[test]
    fn passwords_do_not_show() {
        let question = asked("Client", &json!({ "user": "ann", "pass": "s3cret" }), &[]);
        assert!(!format!("{question:?}").contains("s3cret"));
    }
}
