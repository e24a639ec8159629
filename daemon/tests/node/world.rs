//! A broker, a node and an operator in one process.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use client::link::{First, Options};
use client::{Clock, Link};
use config::{Environment, Settings};
use daemon::{Node, NodeBuilder};
use engine::{Engine, TlsMode};
use futures_util::StreamExt;
use protocol::rpc::{DISCOVERY_PING, Object, RpcReply, RpcRequest, Status};
use protocol::security::issue::{Authority, Issued, KeyKind, Purpose};
use protocol::security::x509::Signer;
use protocol::v1::V1;
use protocol::{AgentName, CallerId, Collective, Filter, Headers, Identity, Reply, Request, Subject, Wire};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

pub(crate) const NODE: &str = "n1.example.net";
const CALLER: &str = "ann.mcollective";

/// Longest wait for anything that should happen at once.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// Credentials of one site, made once: RSA keys take their time.
struct Site {
    ca: String,
    broker: Issued,
    node: Issued,
    caller: Issued,
}

pub(crate) struct World {
    pub(crate) dir: TempDir,
    pub(crate) engine: Option<Engine>,
    pub(crate) node: Node,
    pub(crate) stop: CancellationToken,
    pub(crate) link: Link,
    pub(crate) wire: Arc<dyn Wire>,
}

/// How a world differs from the usual one.
#[derive(Default)]
pub(crate) struct Setup {
    pub(crate) tls: bool,
    /// Lines for the end of the node's configuration.
    pub(crate) lines: String,
    /// Name and text of policies.
    pub(crate) policies: Vec<(&'static str, &'static str)>,
    /// Serve metrics on a free port.
    pub(crate) metrics: bool,
}

fn site() -> &'static Site {
    static SITE: OnceLock<Site> = OnceLock::new();
    SITE.get_or_init(|| {
        let now = Clock::system().now();
        let day = Duration::from_secs(86_400);
        let ca = Authority::create("test", KeyKind::P256, now, day).unwrap();
        let issue = |purpose, names: &[&str], key| ca.issue(purpose, names, key, now, day).unwrap();
        Site {
            broker: issue(Purpose::Broker, &["localhost", "127.0.0.1"], KeyKind::P256),
            node: issue(Purpose::Node, &[NODE], KeyKind::P256),
            caller: issue(Purpose::Caller, &[CALLER], KeyKind::Rsa),
            ca: ca.to_pem().certificate,
        }
    })
}

/// A broker for tests: anybody may do anything.
pub(crate) async fn broker(listen: SocketAddr, tls: bool) -> Engine {
    let mut options = engine::Options::local();
    options.listen = listen;
    if tls {
        let site = site();
        let (certificate, key) = (&site.broker.certificate, &site.broker.key);
        let config = engine::tls_config(certificate, key, Some(&site.ca), true).unwrap();
        options.tls = TlsMode::Required(config);
    }
    Engine::start(options).await.unwrap()
}

/// The node's configuration, with its files below `dir`.
pub(crate) fn config(dir: &Path, broker: SocketAddr, setup: &Setup) -> config::Server {
    let site = site();
    let write = |name: &str, text: &str| {
        let path = dir.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
    };
    write("ca.pem", &site.ca);
    write("node.pem", &site.node.certificate);
    write("node.key", &site.node.key);
    write("classes.txt", "base\nweb\n");
    write("facts.yaml", "country: de\nrack: {row: 3}\n");
    for (name, text) in &setup.policies {
        write(&format!("policies/{name}.policy"), text);
    }
    let at = dir.display();
    let text = format!(
        "identity = {NODE}\n\
         collectives = mcollective, de_mcollective\n\
         plugin.security.provider = file\n\
         plugin.security.file.certificate = {at}/node.pem\n\
         plugin.security.file.key = {at}/node.key\n\
         plugin.security.file.ca = {at}/ca.pem\n\
         plugin.choria.middleware_hosts = nats://localhost:{}\n\
         plugin.choria.use_srv = false\n\
         classesfile = {at}/classes.txt\n\
         plugin.yaml = {at}/facts.yaml\n\
         {}\n",
        broker.port(),
        setup.lines
    );
    let environment = Environment {
        vars: [("MCOLLECTIVE_CERTNAME".to_owned(), NODE.to_owned())].into(),
        cwd: dir.to_owned(),
        hostname: NODE.to_owned(),
        ..Environment::default()
    };
    write("server.conf", &text);
    let settings = Settings::parse(&text, &dir.join("server.conf"));
    let mut config = settings.server(&environment).unwrap().config;
    config.member.security.disable_tls = !setup.tls;
    config.stats_listen = setup.metrics.then(|| ([127, 0, 0, 1], 0).into());
    config
}

impl World {
    /// The usual world: no TLS, everything authorised.
    pub(crate) async fn usual() -> Self {
        let lines = "rpcauthorization = false".to_owned();
        Self::start(
            Setup {
                lines,
                ..Setup::default()
            },
            |node| node,
        )
        .await
    }

    pub(crate) async fn start(setup: Setup, build: impl FnOnce(NodeBuilder) -> NodeBuilder) -> Self {
        let engine = broker(([127, 0, 0, 1], 0).into(), setup.tls).await;
        let dir = tempfile::tempdir().unwrap();
        let config = config(dir.path(), engine.address(), &setup);
        let stop = CancellationToken::new();
        let member = config.member.clone();
        let starting = build(Node::builder(config)).start(stop.clone());
        let node = timeout(PATIENCE, starting).await.unwrap().unwrap();
        let give_up = First::GiveUpAfter(PATIENCE);
        let options = Options::from_config(&member, CALLER, give_up).await.unwrap();
        let caller = &site().caller;
        let signer = Signer::from_pem(&caller.key, &caller.certificate).unwrap();
        let id = CallerId::new(&format!("choria={CALLER}")).unwrap();
        Self {
            dir,
            engine: Some(engine),
            node,
            stop,
            link: Link::connect(options).await.unwrap(),
            wire: Arc::new(V1::new(id, Some(Arc::new(signer)), None)),
        }
    }

    /// A fresh request without filter.
    pub(crate) fn request(&self, agent: &str, payload: Vec<u8>) -> Request {
        Request {
            id: self.wire.new_request_id(),
            sender: "workstation".into(),
            caller: self.wire.caller().clone(),
            collective: Collective::new("mcollective").unwrap(),
            agent: AgentName::new(agent).unwrap(),
            ttl: Duration::from_secs(60),
            time: Clock::system().now(),
            filter: Filter::default(),
            payload,
            claims: None,
        }
    }

    /// A fresh RPC request.
    pub(crate) fn call(&self, agent: &str, action: &str, data: Value) -> Request {
        self.request(agent, body(agent, action, data))
    }

    pub(crate) fn encode(&self, request: &Request) -> Vec<u8> {
        let headers = Headers {
            reply_to: Some(self.reply_subject(request).to_string()),
            sender: "workstation".into(),
            ..Headers::default()
        };
        self.wire.encode_request(request, &headers).unwrap()
    }

    pub(crate) fn reply_subject(&self, request: &Request) -> Subject {
        Subject::reply(&request.collective, &request.caller, &request.id)
    }

    /// Publishes bytes to everybody who hosts the agent, and waits until the broker has them.
    pub(crate) async fn publish(&self, agent: &str, bytes: Vec<u8>) {
        let collective = Collective::new("mcollective").unwrap();
        let subject = Subject::broadcast(&collective, &AgentName::new(agent).unwrap());
        self.link.publish(subject.as_str(), bytes.into()).await.unwrap();
        self.link.flush().await.unwrap();
    }

    /// Sends a request and waits for its one reply.
    pub(crate) async fn reply(&self, request: &Request) -> (Headers, Reply) {
        let subject = self.reply_subject(request);
        let mut replies = self.link.subscribe(subject.as_str(), None).await.unwrap();
        self.publish(request.agent.as_str(), self.encode(request)).await;
        let message = timeout(PATIENCE, replies.next()).await.expect("a reply").unwrap();
        self.wire.decode_reply(&message.payload).unwrap()
    }

    /// Calls an action and waits for what it says.
    pub(crate) async fn ask(&self, agent: &str, action: &str, data: Value) -> RpcReply {
        let (_, reply) = self.reply(&self.call(agent, action, data)).await;
        RpcReply::decode(&reply.payload).unwrap()
    }

    /// Status and message of a call.
    pub(crate) async fn verdict(&self, agent: &str, action: &str, data: Value) -> (Status, String) {
        let reply = self.ask(agent, action, data).await;
        (reply.statuscode, reply.statusmsg)
    }

    /// Returns once the node has judged everything sent before: it takes messages in order.
    pub(crate) async fn settle(&self) {
        self.reply(&self.request("discovery", DISCOVERY_PING.to_vec()))
            .await;
    }

    /// One counter of the node.
    pub(crate) fn count(&self, name: &str) -> u64 {
        let counters = self.node.context().stats.named();
        counters.iter().find(|(known, _)| *known == name).unwrap().1
    }

    /// Waits until a counter has reached a value.
    pub(crate) async fn until(&self, name: &str, value: u64) {
        let reached = async {
            while self.count(name) < value {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        timeout(PATIENCE, reached)
            .await
            .unwrap_or_else(|_| panic!("{name} is {}", self.count(name)));
    }

    pub(crate) async fn end(self) {
        self.stop.cancel();
        timeout(PATIENCE, self.node.stopped())
            .await
            .expect("the node stops");
        self.link.close().await;
        if let Some(engine) = self.engine {
            engine.shutdown(Duration::from_secs(1)).await;
        }
    }
}

/// The body of a call.
pub(crate) fn body(agent: &str, action: &str, data: Value) -> Vec<u8> {
    let request = RpcRequest {
        agent: agent.into(),
        action: action.into(),
        data: match data {
            Value::Object(data) => data,
            _ => Object::new(),
        },
    };
    request.encode()
}

/// The node's identity.
pub(crate) fn identity() -> Identity {
    Identity::new(NODE).unwrap()
}

/// No inputs.
pub(crate) fn nothing() -> Value {
    json!({})
}
