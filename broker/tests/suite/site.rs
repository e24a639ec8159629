//! A broker from its configuration file, and peers with tokens that connect as NATS clients do.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use async_nats::{Auth, Client, ConnectOptions, Event};
use broker::Broker;
use config::{Environment, Settings};
use protocol::security::ed25519::Seed;
use protocol::security::issue::{Authority, KeyKind, Purpose};
use protocol::token::{Claims, ClientClaims, ClientPermissions, Common, Issuer, SigningKey};
use tokio::sync::mpsc;
use tokio::time::timeout;

use crate::engine::Engine;

/// Longest anything expected may take; reached by failing tests only.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);
pub(crate) const HOUR: Duration = Duration::from_secs(3600);

/// Who the clients are.
const CALLER: &str = "up=ann";

/// A broker and the organization it trusts.
pub(crate) struct Site {
    pub(crate) dir: tempfile::TempDir,
    pub(crate) broker: Broker,
    pub(crate) config: config::Broker,
    pub(crate) issuer: Seed,
    /// Subscriptions the engine has by itself.
    own: u64,
}

/// The way into a site, whoever runs its broker.
#[derive(Clone)]
pub(crate) struct Door {
    ca: PathBuf,
    port: u16,
    issuer: Seed,
}

/// A connected client and what happened to it.
pub(crate) struct Peer {
    pub(crate) nats: Client,
    pub(crate) events: mpsc::Receiver<Event>,
}

impl Site {
    /// `DIR` in the lines is the folder of the credentials.
    pub(crate) async fn start(engine: &Engine, lines: &str) -> Self {
        Self::try_start(engine, lines).await.unwrap()
    }

    /// Likewise, or why its broker does not start.
    pub(crate) async fn try_start(engine: &Engine, lines: &str) -> Result<Self, String> {
        Self::try_start_after(engine, lines, |_| ()).await
    }

    /// Likewise; `before` may use the credentials, which are in a folder, before the broker starts.
    pub(crate) async fn try_start_after(
        engine: &Engine,
        lines: &str,
        before: impl FnOnce(&Path),
    ) -> Result<Self, String> {
        let dir = tempfile::tempdir().unwrap();
        let (now, issuer) = (client::Clock::system().now(), Seed::generate());
        let authority = Authority::create("ca", KeyKind::P256, now, HOUR).unwrap();
        let issued = authority
            .issue(Purpose::Broker, &["localhost"], KeyKind::P256, now, HOUR)
            .unwrap();
        let file = |name: &str, text: &str| write(dir.path(), name, text);
        file("ca.pem", &authority.to_pem().certificate);
        let (certificate, key) = (
            file("cert.pem", &issued.certificate),
            file("key.pem", &issued.key),
        );
        let lines = lines.replace("DIR", &dir.path().display().to_string());
        let text = format!(
            "identity = localhost\nplugin.choria.broker_network = true\n\
             plugin.choria.network.listen_address = 127.0.0.1\nplugin.choria.network.client_port = 0\n\
             plugin.security.provider = choria\nplugin.security.choria.token_file = /none\n\
             plugin.security.choria.seed_file = /none\nplugin.security.choria.certificate = {}\n\
             plugin.security.choria.key = {}\nplugin.security.issuer.names = choria\n\
             plugin.security.issuer.choria.public = {}\n{}{lines}",
            certificate.display(),
            key.display(),
            issuer.public(),
            engine.lines(dir.path())
        );
        let settings = Settings::load_daemon(&Environment::default(), &file("broker.conf", &text)).unwrap();
        let config = settings.broker(&Environment::default()).unwrap().config;
        before(dir.path());
        let broker = Broker::start(&config).await.map_err(|error| error.to_string())?;
        Ok(Self {
            own: broker.snapshot().await.subscriptions,
            dir,
            broker,
            config,
            issuer,
        })
    }

    pub(crate) fn door(&self) -> Door {
        Door {
            ca: self.dir.path().join("ca.pem"),
            port: self.broker.address().port(),
            issuer: self.issuer.clone(),
        }
    }

    /// Connects with the claims' token, for whose holder the seed signs.
    pub(crate) async fn connect(
        &self,
        claims: Claims,
        seed: &Seed,
        validity: Duration,
    ) -> Result<Peer, String> {
        self.door().connect(claims, seed, validity).await
    }

    /// Returns once the broker knows of that many subscriptions: a client's flush only fills the socket.
    pub(crate) async fn hears(&self, subscriptions: u64) {
        let known = async {
            while self.broker.snapshot().await.subscriptions < self.own + subscriptions {
                tokio::task::yield_now().await;
            }
        };
        timeout(PATIENCE, known).await.expect("the broker hears in time");
    }

    pub(crate) async fn client(&self, permissions: ClientPermissions, validity: Duration) -> Peer {
        self.door().client(permissions, validity).await.unwrap()
    }
}

impl Door {
    pub(crate) async fn connect(
        &self,
        claims: Claims,
        seed: &Seed,
        validity: Duration,
    ) -> Result<Peer, String> {
        let now: SystemTime = client::Clock::system().now();
        let issuer = Issuer::Key(SigningKey::Seed(self.issuer.clone()));
        let (token, seed) = (issuer.issue(claims, now, validity).unwrap(), seed.clone());
        let (tell, events) = mpsc::channel(16);
        let options = ConnectOptions::with_auth_callback(move |nonce| {
            let (token, signature) = (token.clone(), seed.sign(&nonce));
            async move {
                let mut auth = Auth::new();
                auth.token = Some(token);
                auth.signature = Some(signature.to_vec());
                Ok(auth)
            }
        });
        let url = format!("nats://localhost:{}", self.port);
        let [inbox, _] = protocol::Subject::replies("choria", CALLER);
        let options = options
            .require_tls(true)
            .custom_inbox_prefix(inbox.trim_end_matches(".>"))
            .add_root_certificates(self.ca.clone())
            .event_callback(move |event| {
                let tell = tell.clone();
                async move {
                    let _ = tell.send(event).await;
                }
            });
        match timeout(PATIENCE, options.connect(url)).await.unwrap() {
            Ok(nats) => Ok(Peer { nats, events }),
            Err(error) => Err(format!("{:?}", error.kind())),
        }
    }

    pub(crate) async fn client(
        &self,
        permissions: ClientPermissions,
        validity: Duration,
    ) -> Result<Peer, String> {
        let seed = Seed::generate();
        let claims = Claims::Client(ClientClaims {
            caller: CALLER.to_owned(),
            permissions: Some(permissions),
            common: common(&seed),
            ..ClientClaims::default()
        });
        self.connect(claims, &seed, validity).await
    }
}

impl Peer {
    /// The first event that `wanted` accepts.
    pub(crate) async fn event(&mut self, wanted: impl Fn(&Event) -> bool) -> Event {
        let found = async {
            loop {
                let event = self.events.recv().await.expect("the connection lives");
                if wanted(&event) {
                    return event;
                }
            }
        };
        timeout(PATIENCE, found).await.expect("it happens in time")
    }

    /// The subject of the next complaint about permissions.
    pub(crate) async fn violation(&mut self) -> String {
        let violation = |event: &Event| event.to_string().to_lowercase().contains("permissions violation");
        self.event(violation).await.to_string()
    }
}

pub(crate) fn write(dir: &Path, name: &str, text: &str) -> PathBuf {
    let path = dir.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

pub(crate) fn common(seed: &Seed) -> Common {
    Common {
        public_key: seed.public().to_hex(),
        ..Common::default()
    }
}
