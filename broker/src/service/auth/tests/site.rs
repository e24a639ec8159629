//! An organization, its broker's rules, and those who ask to be let in.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use client::Clock;
use config::{Environment, Settings};
use engine::{Account, Authenticator, Identified, Login};
use protocol::security::ed25519::{Seed, nonce_signature};
use protocol::security::issue::{Authority, KeyKind, Purpose};
use protocol::token::{
    Claims, ClientClaims, ClientPermissions, Common, Issuer, Provisioning, ServerClaims, SigningKey,
};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

use super::super::{Rules, RulesError};

/// The nonce of every connection here.
pub(super) const NONCE: &str = "abcdefghijklmno";
pub(super) const HOUR: Duration = Duration::from_secs(3600);

/// An organization and everybody's credentials.
pub(super) struct Organization {
    dir: tempfile::TempDir,
    pub(super) seed: Seed,
    pub(super) now: SystemTime,
}

/// One peer, as its CONNECT shows it.
#[derive(Default, Clone)]
pub(super) struct Peer {
    pub(super) certificate: Option<CertificateDer<'static>>,
    pub(super) token: Option<String>,
    pub(super) signature: Option<String>,
    pub(super) user: Option<&'static str>,
    pub(super) pass: Option<&'static str>,
    pub(super) address: Option<&'static str>,
}

impl Organization {
    pub(super) fn new() -> Self {
        Self {
            dir: tempfile::tempdir().unwrap(),
            seed: Seed::generate(),
            now: SystemTime::UNIX_EPOCH + 20_000 * 24 * HOUR,
        }
    }

    /// The rules of a broker that trusts this organization's issuer.
    pub(super) fn rules(&self, lines: &str) -> Rules {
        self.rules_of(&format!(
            "plugin.security.issuer.names = choria\nplugin.security.issuer.choria.public = {}\n{lines}",
            self.seed.public()
        ))
    }

    /// The rules of a broker with exactly these lines.
    pub(super) fn rules_of(&self, lines: &str) -> Rules {
        self.try_rules(lines).unwrap()
    }

    pub(super) fn try_rules(&self, lines: &str) -> Result<Rules, RulesError> {
        let file = self.file(
            "broker.conf",
            &format!(
                "identity = broker\nplugin.security.provider = choria\nplugin.security.choria.token_file = /t\n\
                 plugin.security.choria.seed_file = /s\nplugin.security.choria.certificate = /c\n\
                 plugin.security.choria.key = /k\n{lines}"
            ),
        );
        let environment = Environment::default();
        let settings = Settings::load_daemon(&environment, &file).unwrap();
        let config = settings.broker(&environment).unwrap().config;
        Rules::from_config(&config, Clock::manual(self.now))
    }

    pub(super) fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.dir.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    pub(super) fn issuer(&self) -> Issuer {
        Issuer::Key(SigningKey::Seed(self.seed.clone()))
    }

    /// A client with these permissions.
    pub(super) fn client(&self, permissions: ClientPermissions) -> Peer {
        let seed = Seed::generate();
        let claims = client(&seed, permissions);
        Peer::holding(&self.issuer().issue(claims, self.now, HOUR).unwrap(), &seed)
    }

    pub(super) fn node(&self) -> Peer {
        let seed = Seed::generate();
        Peer::holding(&self.issuer().issue(node(&seed), self.now, HOUR).unwrap(), &seed)
    }

    /// Somebody with a certificate of the site's authority and nothing else.
    pub(super) fn certified(&self) -> Peer {
        let name = "n9.example.net";
        let authority = Authority::create("ca", KeyKind::P256, self.now, HOUR).unwrap();
        let issued = authority
            .issue(Purpose::Node, &[name], KeyKind::P256, self.now, HOUR)
            .unwrap();
        Peer {
            certificate: Some(CertificateDer::from_pem_slice(issued.certificate.as_bytes()).unwrap()),
            ..Peer::default()
        }
    }
}

impl Peer {
    pub(super) fn holding(token: &str, seed: &Seed) -> Self {
        Self {
            token: Some(token.to_owned()),
            signature: Some(nonce_signature(seed, NONCE)),
            ..Self::default()
        }
    }

    /// The same with user and password.
    pub(super) fn named(&self, user: &'static str, pass: &'static str) -> Self {
        Self {
            user: Some(user),
            pass: Some(pass),
            ..self.clone()
        }
    }

    pub(super) fn at(&self, address: &'static str) -> Self {
        Self {
            address: Some(address),
            ..self.clone()
        }
    }

    /// The account and user name it gets, or why it is refused.
    pub(super) fn ask(&self, rules: &Rules) -> Result<(Account, String), String> {
        let identified = self.identify(rules)?;
        Ok((identified.account, identified.user))
    }

    pub(super) fn identify(&self, rules: &Rules) -> Result<Identified, String> {
        let address: SocketAddr = self.address.unwrap_or("192.0.2.1:4000").parse().unwrap();
        let login = Login {
            address,
            tls: true,
            certificates: self.certificate.as_slice(),
            nonce: NONCE,
            user: self.user,
            pass: self.pass,
            auth_token: self.token.as_deref(),
            jwt: None,
            nkey: None,
            sig: self.signature.as_deref(),
            name: None,
        };
        rules.authenticate(&login).map_err(|refused| refused.reason)
    }
}

pub(super) fn client(seed: &Seed, permissions: ClientPermissions) -> Claims {
    Claims::Client(ClientClaims {
        caller: "up=ann".to_owned(),
        permissions: Some(permissions),
        common: common(seed),
        ..ClientClaims::default()
    })
}

pub(super) fn node(seed: &Seed) -> Claims {
    Claims::Server(ServerClaims {
        identity: "n1.example.net".to_owned(),
        collectives: vec!["choria".to_owned()],
        common: common(seed),
        ..ServerClaims::default()
    })
}

pub(super) fn new_node() -> Claims {
    Claims::Provisioning(Provisioning {
        token: "t0ken".to_owned(),
        urls: "broker:4222".to_owned(),
        ..Provisioning::default()
    })
}

fn common(seed: &Seed) -> Common {
    Common {
        public_key: seed.public().to_hex(),
        ..Common::default()
    }
}

pub(super) fn nobody() -> ClientPermissions {
    ClientPermissions::default()
}
