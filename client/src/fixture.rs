//! What the tests of this crate share: a site with credentials, and the configurations of its people and nodes.

use std::path::PathBuf;
use std::sync::OnceLock;
use std::time::Duration;

use config::{Common, FileSecurity, LogTarget, Network, Security, SecurityProvider, Settings};
use protocol::security::issue::{Authority, Issued, KeyKind, Purpose};
use tempfile::TempDir;

use crate::Clock;

const YEAR: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// A CA with a caller `ann.mcollective`, a node `web1.example.net`, a broker on `127.0.0.1`, and a stranger's CA.
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
    pub(crate) fn common(&self, name: &str) -> Common {
        let files = FileSecurity {
            certificate: self.certificate(name),
            key: self.key(name),
            ca: self.certificate("ca"),
        };
        Common {
            identity: name.to_owned(),
            collectives: vec!["mcollective".into()],
            main_collective: "mcollective".into(),
            log_target: LogTarget::Discard,
            log_level: "info".into(),
            lib_dirs: Vec::new(),
            ttl: Duration::from_secs(60),
            security: Security {
                provider: SecurityProvider::File(files),
                certname: Some(name.to_owned()),
                allowed_callers: vec![r"\.mcollective$".into()],
                privileged_callers: Vec::new(),
                disable_tls: false,
            },
            network: Network {
                hosts: Vec::new(),
                use_srv: false,
                srv_domain: None,
                connect_timeout: Duration::from_secs(2),
                user: None,
                password: None,
            },
            settings: Settings::default(),
        }
    }
}
