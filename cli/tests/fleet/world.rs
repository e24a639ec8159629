//! A broker with TLS, three nodes with a made-up service agent, and an operator who types commands.

use std::io::{Cursor, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use async_trait::async_trait;
use client::Clock;
use config::{Environment, Settings};
use daemon::agents::builtin;
use daemon::{Agent, Answer, Call, Context, Node};
use engine::{Engine, TlsMode};
use mco::{Exit, Host, Input, Output};
use protocol::security::issue::{Authority, Issued, KeyKind, Purpose};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

const CALLER: &str = "ann.mcollective";

/// Name, country and class of every node.
const NODES: [(&str, &str, &str); 3] = [
    ("web01.lab.test", "uk", "apache"),
    ("web02.lab.test", "uk", "apache"),
    ("db1.lab.test", "de", "mysql"),
];

/// Credentials of the site, made once: RSA keys take their time.
struct Site {
    ca: String,
    broker: Issued,
    node: Issued,
    caller: Issued,
}

pub(crate) struct World {
    pub(crate) dir: TempDir,
    engine: Option<Engine>,
    nodes: Vec<Node>,
    stop: CancellationToken,
}

/// What a command left behind.
pub(crate) struct Ran {
    pub(crate) exit: Exit,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// How a command is run.
#[derive(Default)]
pub(crate) struct Situation {
    /// What is piped in.
    pub(crate) input: Option<String>,
    /// What a person types; none means nobody is there.
    pub(crate) typed: Option<&'static str>,
    /// Options from the environment.
    pub(crate) extra: Option<&'static str>,
    /// The user gives up as soon as this is printed.
    pub(crate) enough: Option<&'static str>,
    /// And does not wait for an orderly end.
    pub(crate) at_once: bool,
}

/// `service` with invented answers: running on the web nodes, masked on the database. The service `flapping` fails once on
/// each node, and `crashing` starts everywhere and runs nowhere.
struct Services {
    ddl: Arc<ddl::Agent>,
    flapped: AtomicBool,
}

/// Keeps what is printed; fires once it reads `enough`.
#[derive(Clone, Default)]
struct Paper {
    printed: Arc<Mutex<Vec<u8>>>,
    enough: Option<&'static str>,
    at_once: bool,
    interrupt: CancellationToken,
    insist: CancellationToken,
}

#[async_trait]
impl Agent for Services {
    fn ddl(&self) -> &Arc<ddl::Agent> {
        &self.ddl
    }

    async fn call(&self, call: Call, node: &Context) -> Answer {
        let status = json!({"status": if call.action == "stop" { "stopped" } else { "running" }});
        let data = status.as_object().unwrap().clone();
        match call.data.get("service").and_then(Value::as_str) {
            Some("flapping") if !self.flapped.swap(true, Ordering::SeqCst) => {
                return Answer::aborted("not yet");
            }
            Some("crashing") if call.action == "status" => return Answer::aborted("it is gone"),
            Some("flapping" | "crashing") => return Answer::ok(data),
            _ => {}
        }
        match node.identity.as_str() {
            "db1.lab.test" => Answer::aborted("unit httpd.service is masked").with(data),
            _ => Answer::ok(data),
        }
    }
}

impl Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.printed.lock().unwrap().extend_from_slice(bytes);
        if self.enough.is_some_and(|enough| self.text().contains(enough)) {
            self.interrupt.cancel();
            if self.at_once {
                self.insist.cancel();
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Paper {
    fn output(&self, terminal: bool) -> Output {
        Output {
            writer: Box::new(self.clone()),
            terminal,
        }
    }

    fn text(&self) -> String {
        String::from_utf8(self.printed.lock().unwrap().clone()).unwrap()
    }
}

fn site() -> &'static Site {
    static SITE: OnceLock<Site> = OnceLock::new();
    SITE.get_or_init(|| {
        let now = Clock::system().now();
        let day = Duration::from_secs(86_400);
        let ca = Authority::create("Lab", KeyKind::P256, now, day).unwrap();
        let issue = |purpose, names: &[&str], key| ca.issue(purpose, names, key, now, day).unwrap();
        Site {
            broker: issue(Purpose::Broker, &["localhost", "127.0.0.1"], KeyKind::P256),
            node: issue(Purpose::Node, &["node.lab.test"], KeyKind::P256),
            caller: issue(Purpose::Caller, &[CALLER], KeyKind::Rsa),
            ca: ca.to_pem().certificate,
        }
    })
}

async fn broker() -> Engine {
    let site = site();
    let tls = engine::tls_config(&site.broker.certificate, &site.broker.key, Some(&site.ca), true).unwrap();
    let mut options = engine::Options::local();
    options.listen = ([127, 0, 0, 1], 0).into();
    options.tls = TlsMode::Required(tls);
    Engine::start(options).await.unwrap()
}

/// A configuration file with credentials beside it.
fn file(dir: &Path, name: &str, owner: &Issued, port: u16, more: &str) -> String {
    let write = |file: String, text: &str| std::fs::write(dir.join(file), text).unwrap();
    write(format!("{name}.pem"), &owner.certificate);
    write(format!("{name}.key"), &owner.key);
    let own = std::fs::Permissions::from_mode(0o600);
    std::fs::set_permissions(dir.join(format!("{name}.key")), own).unwrap();
    write("ca.pem".to_owned(), &site().ca);
    let at = dir.display();
    let text = format!(
        "plugin.security.provider = file\n\
         plugin.security.file.certificate = {at}/{name}.pem\n\
         plugin.security.file.key = {at}/{name}.key\n\
         plugin.security.file.ca = {at}/ca.pem\n\
         plugin.choria.middleware_hosts = localhost:{port}\n\
         plugin.choria.use_srv = false\n\
         plugin.choria.discovery.broadcast.windowed_timeout = true\n\
         {more}"
    );
    write(format!("{name}.conf"), &text);
    text
}

fn environment(dir: &Path, certname: &str) -> Environment {
    Environment {
        vars: [
            ("MCOLLECTIVE_CERTNAME", certname.into()),
            ("XDG_STATE_HOME", dir.join("state")),
            ("XDG_CACHE_HOME", dir.join("cache")),
        ]
        .map(|(name, value): (_, std::path::PathBuf)| (name.to_owned(), value.display().to_string()))
        .into(),
        cwd: dir.to_owned(),
        hostname: "desk.lab.test".to_owned(),
        ..Environment::default()
    }
}

async fn node(
    dir: &Path,
    port: u16,
    (name, country, class): (&str, &str, &str),
    stop: CancellationToken,
) -> Node {
    let more = format!("identity = {name}\nrpcauthorization = false\ncollectives = mcollective, lab\n");
    let text = file(dir, name, &site().node, port, &more);
    let settings = Settings::parse(&text, &dir.join(format!("{name}.conf")));
    let config = settings
        .server(&environment(dir, "node.lab.test"))
        .unwrap()
        .config;
    let mut agents = builtin(&config);
    agents.retain(|agent| agent.ddl().metadata.name == "rpcutil");
    agents.push(Arc::new(Services {
        ddl: ddl::builtin("service").unwrap(),
        flapped: AtomicBool::new(false),
    }));
    let facts = json!({"country": country, "os": {"family": "debian"}});
    let Value::Object(facts) = facts else {
        panic!("facts are an object")
    };
    let builder = Node::builder(config)
        .only_agents(agents)
        .facts(facts)
        .classes(vec![class.to_owned()]);
    builder.start(stop).await.unwrap()
}

impl World {
    /// Everything up and subscribed.
    pub(crate) async fn start() -> Self {
        let engine = broker().await;
        let dir = tempfile::tempdir().unwrap();
        let port = engine.address().port();
        let stop = CancellationToken::new();
        let mut nodes = Vec::new();
        for one in NODES {
            nodes.push(node(dir.path(), port, one, stop.clone()).await);
        }
        file(
            dir.path(),
            "client",
            &site().caller,
            port,
            "collectives = mcollective, lab\n",
        );
        Self {
            dir,
            engine: Some(engine),
            nodes,
            stop,
        }
    }

    /// Runs a command line as a script would: nobody watches.
    pub(crate) async fn run(&self, line: &[&str]) -> Ran {
        self.run_in(line, Situation::default()).await
    }

    /// Runs a command line in a situation.
    pub(crate) async fn run_in(&self, line: &[&str], situation: Situation) -> Ran {
        let out = Paper {
            enough: situation.enough,
            at_once: situation.at_once,
            ..Paper::default()
        };
        let err = Paper::default();
        let watched = situation.typed.is_some();
        let piped = situation.input.is_some();
        let input = situation
            .input
            .or(situation.typed.map(str::to_owned))
            .unwrap_or_default();
        let mut environment = environment(self.dir.path(), CALLER);
        let extra = situation
            .extra
            .map(|extra| ("MCOLLECTIVE_EXTRA_OPTS".to_owned(), extra.to_owned()));
        environment.vars.extend(extra);
        let host = Host {
            environment,
            clock: Clock::system(),
            input: Input {
                reader: Box::new(Cursor::new(input)),
                terminal: watched,
                piped,
            },
            out: out.output(false),
            err: err.output(watched),
            width: 20,
            interrupt: out.interrupt.clone(),
            insist: out.insist.clone(),
        };
        let config = self.dir.path().join("client.conf");
        let first = ["mco", "--config", config.to_str().unwrap(), "--color", "never"];
        let line = first.iter().chain(line).map(std::ffi::OsString::from);
        let exit = mco::run_with(line, host).await;
        Ran {
            exit,
            out: out.text(),
            err: err.text(),
        }
    }

    /// Ends everything.
    pub(crate) async fn stop(mut self) {
        self.stop.cancel();
        for node in self.nodes.drain(..) {
            node.stopped().await;
        }
        if let Some(engine) = self.engine.take() {
            engine.shutdown(Duration::from_secs(5)).await;
        }
    }
}

/// Lines in order, for answers that may arrive in any.
pub(crate) fn sorted(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    lines
}
