//! A broker from its configuration file, and peers with tokens that connect as NATS clients do.

#![allow(
    clippy::unwrap_used,
    reason = "a test ends where something is not as it should be"
)]

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use async_nats::{Auth, Client, ConnectOptions, Event};
use broker::Broker;
use config::{Environment, Settings};
use futures_util::StreamExt;
use protocol::security::ed25519::Seed;
use protocol::security::issue::{Authority, KeyKind, Purpose};
use protocol::token::{
    Claims, ClientClaims, ClientPermissions, Common, Issuer, Provisioning, ServerClaims, SigningKey,
};
use tokio::sync::mpsc;
use tokio::time::timeout;

/// Longest anything expected may take; reached by failing tests only.
const PATIENCE: Duration = Duration::from_secs(20);
const HOUR: Duration = Duration::from_secs(3600);

/// A broker and the organization it trusts.
struct Site {
    dir: tempfile::TempDir,
    broker: Broker,
    issuer: Seed,
}

/// A connected client and what happened to it.
struct Peer {
    nats: Client,
    events: mpsc::Receiver<Event>,
}

impl Site {
    async fn start(lines: &str) -> Self {
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
        let text = format!(
            "identity = localhost\nplugin.choria.broker_network = true\n\
             plugin.choria.network.listen_address = 127.0.0.1\nplugin.choria.network.client_port = 0\n\
             plugin.security.provider = choria\nplugin.security.choria.token_file = /none\n\
             plugin.security.choria.seed_file = /none\nplugin.security.choria.certificate = {}\n\
             plugin.security.choria.key = {}\nplugin.security.issuer.names = choria\n\
             plugin.security.issuer.choria.public = {}\n{lines}",
            certificate.display(),
            key.display(),
            issuer.public()
        );
        let settings = Settings::load_daemon(&Environment::default(), &file("broker.conf", &text)).unwrap();
        let config = settings.broker(&Environment::default()).unwrap().config;
        let broker = Broker::start(&config).await.unwrap();
        Self { dir, broker, issuer }
    }

    /// Connects with the claims' token, for whose holder the seed signs.
    async fn connect(&self, claims: Claims, seed: &Seed, validity: Duration) -> Result<Peer, String> {
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
        let url = format!("nats://localhost:{}", self.broker.address().port());
        let options = options
            .require_tls(true)
            .add_root_certificates(self.dir.path().join("ca.pem"))
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

    /// Returns once the broker knows of that many subscriptions: a client's flush only fills the socket.
    async fn hears(&self, subscriptions: u64) {
        let known = async {
            while u64::from(self.broker.snapshot().subscriptions) < subscriptions {
                tokio::task::yield_now().await;
            }
        };
        timeout(PATIENCE, known).await.expect("the broker hears in time");
    }

    async fn client(&self, permissions: ClientPermissions, validity: Duration) -> Peer {
        let seed = Seed::generate();
        let claims = Claims::Client(ClientClaims {
            caller: "up=ann".to_owned(),
            permissions: Some(permissions),
            common: common(&seed),
            ..ClientClaims::default()
        });
        self.connect(claims, &seed, validity).await.unwrap()
    }
}

impl Peer {
    /// The first event that `wanted` accepts.
    async fn event(&mut self, wanted: impl Fn(&Event) -> bool) -> Event {
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
    async fn violation(&mut self) -> String {
        let violation = |event: &Event| event.to_string().to_lowercase().contains("permissions violation");
        self.event(violation).await.to_string()
    }
}

fn write(dir: &Path, name: &str, text: &str) -> PathBuf {
    let path = dir.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

fn common(seed: &Seed) -> Common {
    Common {
        public_key: seed.public().to_hex(),
        ..Common::default()
    }
}

fn node(seed: &Seed) -> Claims {
    Claims::Server(ServerClaims {
        identity: "n1.example.net".to_owned(),
        collectives: vec!["choria".to_owned()],
        common: common(seed),
        ..ServerClaims::default()
    })
}

#[tokio::test]
async fn a_client_asks_a_node_and_neither_says_what_it_may_not() {
    let site = Site::start("").await;
    let seed = Seed::generate();
    let mut node = site.connect(node(&seed), &seed, HOUR).await.unwrap();
    let mut client = site
        .client(
            ClientPermissions {
                fleet_management: true,
                ..ClientPermissions::default()
            },
            HOUR,
        )
        .await;
    let [inbox, _] = protocol::Subject::replies("choria", "up=ann");
    let mut answers = client.nats.subscribe(inbox.clone()).await.unwrap();
    let mut asked = node.nats.subscribe("choria.node.n1.example.net").await.unwrap();
    site.hears(2).await;
    let reply = inbox.replace('>', "1");
    client
        .nats
        .publish_with_reply("choria.node.n1.example.net", reply, "?".into())
        .await
        .unwrap();
    let question = timeout(PATIENCE, asked.next()).await.unwrap().unwrap();
    node.nats
        .publish(question.reply.unwrap(), "!".into())
        .await
        .unwrap();
    let answer = timeout(PATIENCE, answers.next()).await.unwrap().unwrap();
    assert_eq!(&answer.payload[..], b"!");

    node.nats
        .publish("choria.node.n2.example.net", "?".into())
        .await
        .unwrap();
    assert!(node.violation().await.contains("choria.node.n2.example.net"));
    let _refused = client.nats.subscribe("choria.reply.>").await.unwrap();
    assert!(client.violation().await.contains("choria.reply.>"));
}

#[tokio::test]
async fn a_token_that_another_key_shows_is_refused() {
    let site = Site::start("").await;
    let refused = site
        .connect(node(&Seed::generate()), &Seed::generate(), HOUR)
        .await;
    assert_eq!(refused.err().as_deref(), Some("AuthorizationViolation"));
}

#[tokio::test]
async fn a_connection_ends_when_its_token_does() {
    let site = Site::start("").await;
    let mut client = site
        .client(ClientPermissions::default(), Duration::from_secs(2))
        .await;
    client.event(|event| matches!(event, Event::Disconnected)).await;
}

#[tokio::test]
async fn an_unprovisioned_node_is_apart_but_its_life_signs_are_heard() {
    let site = Site::start("plugin.choria.network.provisioning.client_password = s3cret\n").await;
    let viewer = site
        .client(
            ClientPermissions {
                events_viewer: true,
                ..ClientPermissions::default()
            },
            HOUR,
        )
        .await;
    let mut events = viewer.nats.subscribe("choria.lifecycle.event.>").await.unwrap();
    site.hears(1).await;
    let token = Claims::Provisioning(Provisioning {
        token: "t0ken".to_owned(),
        urls: "localhost:4222".to_owned(),
        ..Provisioning::default()
    });
    let mut new = site.connect(token, &Seed::generate(), HOUR).await.unwrap();
    let subject = "choria.lifecycle.event.startup.provision_mode_server";
    new.nats.publish(subject, "born".into()).await.unwrap();
    let event = timeout(PATIENCE, events.next()).await.unwrap().unwrap();
    assert_eq!(
        (event.subject.as_str(), &event.payload[..]),
        (subject, &b"born"[..])
    );
    new.nats
        .publish("choria.broadcast.agent.rpcutil", "?".into())
        .await
        .unwrap();
    assert!(new.violation().await.contains("choria.broadcast.agent.rpcutil"));
}
