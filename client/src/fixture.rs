//! What the tests of this crate share: a site with credentials, and the configurations of its people and nodes.

mod broker;
mod dns;
mod node;
mod signer;
mod streams;
mod tls;
mod tokens;
mod web;

use std::path::PathBuf;
use std::sync::OnceLock;
use std::time::Duration;

use config::{Environment, Member, Settings};
use protocol::security::issue::{Authority, Issued, KeyKind, Purpose};
use tempfile::TempDir;

use crate::Clock;

pub(crate) use broker::Broker;
pub(crate) use dns::dns;
pub(crate) use node::{Answer, Node};
pub(crate) use signer::{Signature, SigningService};
pub(crate) use streams::{Keeper, link};
pub(crate) use tokens::Tokens;
pub(crate) use web::{Asked, Web, answer};

const YEAR: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// A CA with a caller `ann.mcollective`, somebody who may sign for others, a node `web1.example.net` and a broker on
/// `127.0.0.1`; and a stranger's CA.
pub(crate) struct Site {
    folder: TempDir,
}

impl Site {
    /// The one site of all tests: RSA keys are slow to make.
    pub(crate) fn get() -> &'static Self {
        static SITE: OnceLock<Site> = OnceLock::new();
        SITE.get_or_init(Self::make)
    }

    fn make() -> Self {
        let site = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        let now = Clock::system().now();
        let ca = Authority::create("Test CA", KeyKind::P256, now, YEAR).unwrap();
        let stranger = Authority::create("Other CA", KeyKind::P256, now, YEAR).unwrap();
        let issue = |by: &Authority, purpose, name, key| by.issue(purpose, &[name], key, now, YEAR).unwrap();
        site.write("ca", &ca.to_pem());
        site.write("other-ca", &stranger.to_pem());
        site.write(
            "ann.mcollective",
            &issue(&ca, Purpose::Caller, "ann.mcollective", KeyKind::Rsa),
        );
        let signer = "signer.privileged.mcollective";
        site.write(signer, &issue(&ca, Purpose::Caller, signer, KeyKind::Rsa));
        site.write(
            "web1.example.net",
            &issue(&ca, Purpose::Node, "web1.example.net", KeyKind::P256),
        );
        site.write("broker", &issue(&ca, Purpose::Broker, "127.0.0.1", KeyKind::P256));
        site.write(
            "misnamed",
            &issue(&ca, Purpose::Broker, "broker.example.net", KeyKind::P256),
        );
        site
    }

    fn write(&self, name: &str, issued: &Issued) {
        std::fs::write(self.certificate(name), &issued.certificate).unwrap();
        std::fs::write(self.key(name), &issued.key).unwrap();
    }

    /// Certificate file of a name.
    pub(crate) fn certificate(&self, name: &str) -> PathBuf {
        self.folder.path().join(format!("{name}.pem"))
    }

    /// Key file of a name.
    pub(crate) fn key(&self, name: &str) -> PathBuf {
        self.folder.path().join(format!("{name}-key.pem"))
    }

    /// The configuration of somebody who owns the certificate of `name`; the broker is not set.
    pub(crate) fn member(&self, name: &str) -> Member {
        self.config(name, "").member
    }

    /// The same for a client program, with more lines.
    pub(crate) fn config(&self, name: &str, more: &str) -> config::Client {
        let file = |key: &str, path: PathBuf| format!("plugin.security.{key} = {}\n", path.display());
        let text = [
            format!("identity = {name}\nplugin.security.provider = file\nplugin.choria.use_srv = no\n"),
            file("file.certificate", self.certificate(name)),
            file("file.key", self.key(name)),
            file("file.ca", self.certificate("ca")),
            more.to_owned(),
        ];
        let environment = Environment {
            vars: [("MCOLLECTIVE_CERTNAME".to_owned(), name.to_owned())].into(),
            ..Environment::default()
        };
        let settings = Settings::parse(&text.concat(), &self.folder.path().join("client.conf"));
        settings.client(&environment).unwrap().config
    }
}
