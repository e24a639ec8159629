//! What a ping costs a node, from the socket to the socket: `cargo bench -p mco-server --bench node`, with part of a name to run
//! less.
//!
//! The node is this process, all its threads counted. Broker and caller are another one, which sends the next request when it has
//! the reply to the last. Facts, classes and policies are in files. There is no TLS.

#![expect(clippy::unwrap_used, reason = "what a benchmark cannot set up ends it")]

mod peer;

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use client::Clock;
use config::{Environment, Settings};
use daemon::Node;
use meter::{Meter, Stopwatch};
use protocol::Wire;
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

const NODE: &str = "n1.example.net";

/// Rounds of a measurement, and requests of a round.
const ROUNDS: usize = 21;
const REQUESTS: usize = 50;

/// Threads of the node, as in its program.
const WORKERS: usize = 2;

/// Rules of the policy, of which the last one decides, and facts of the node: as many as Puppet's own tool tells of a machine.
const RULES: usize = 200;
const FACTS: usize = 500;

/// One measurement.
struct Case {
    version: &'static str,
    agent: &'static str,
    lines: &'static str,
}

/// The other process.
struct Peer {
    process: Child,
    ask: ChildStdin,
    answers: BufReader<ChildStdout>,
    broker: SocketAddr,
}

fn main() {
    if std::env::args().any(|word| word == "--peer") {
        return peer::run();
    }
    let meter = Meter::from_args();
    for version in ["v1", "v2"] {
        for (agent, name, lines) in [
            ("discovery", "discovery", "rpcauthorization = false"),
            ("rpcutil", "rpcutil ping, no policy", "rpcauthorization = false"),
            ("rpcutil", "rpcutil ping, action policy", ""),
            (
                "rpcutil",
                "rpcutil ping, action policy, audit",
                "rpcaudit = true\nrpcauditprovider = choria\nplugin.rpcaudit.logfile = DIR/audit.log",
            ),
        ] {
            let case = Case {
                version,
                agent,
                lines,
            };
            let name = format!("{version} {name}");
            if meter.wants(&name) {
                case.measure(&name);
            }
        }
    }
}

impl Case {
    fn measure(&self, name: &str) {
        let mut peer = Peer::start();
        let dir = tempfile::tempdir().unwrap();
        let config = self.config(&dir, peer.broker);
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(WORKERS)
            .enable_all()
            .build()
            .unwrap();
        let stop = CancellationToken::new();
        let node = Node::builder(config)
            .wire(self.wire())
            .clock(Clock::manual(now()))
            .start(stop.clone());
        let node = runtime.block_on(node).unwrap();
        peer.ask(&format!(
            "{} {} {}",
            self.version,
            self.agent,
            (ROUNDS + 1) * REQUESTS
        ));
        peer.ask(&REQUESTS.to_string());
        let rounds: Vec<_> = (0..ROUNDS)
            .map(|_| {
                let watch = Stopwatch::start();
                peer.ask(&REQUESTS.to_string());
                watch.stop(REQUESTS)
            })
            .collect();
        meter::report(name, &rounds);
        stop.cancel();
        runtime.block_on(node.stopped());
        peer.end();
    }

    fn wire(&self) -> Arc<dyn Wire> {
        match self.version {
            "v1" => Arc::new(peer::v1()),
            _ => Arc::new(peer::v2_node()),
        }
    }

    fn config(&self, dir: &TempDir, broker: SocketAddr) -> config::Server {
        let dir = dir.path();
        write_files(dir);
        let text = format!(
            "identity = {NODE}\n\
             collectives = mcollective\n\
             plugin.security.provider = file\n\
             plugin.security.file.certificate = DIR/unused\n\
             plugin.security.file.key = DIR/unused\n\
             plugin.security.file.ca = DIR/unused\n\
             plugin.choria.middleware_hosts = nats://{broker}\n\
             plugin.choria.use_srv = false\n\
             classesfile = DIR/classes.txt\n\
             plugin.yaml = DIR/facts.json\n\
             {}\n",
            self.lines
        );
        let text = text.replace("DIR", &dir.display().to_string());
        let environment = Environment {
            vars: [("MCOLLECTIVE_CERTNAME".to_owned(), NODE.to_owned())].into(),
            cwd: dir.to_owned(),
            hostname: NODE.to_owned(),
            ..Environment::default()
        };
        let settings = Settings::parse(&text, &dir.join("server.conf"));
        let mut config = settings.server(&environment).unwrap().config;
        config.member.security.disable_tls = true;
        config
    }
}

impl Peer {
    fn start() -> Self {
        let mut process = Command::new(std::env::current_exe().unwrap())
            .arg("--peer")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut answers = BufReader::new(process.stdout.take().unwrap());
        let broker = line(&mut answers).parse().unwrap();
        Self {
            ask: process.stdin.take().unwrap(),
            process,
            answers,
            broker,
        }
    }

    /// Tells it to do something and waits until it is done.
    fn ask(&mut self, order: &str) {
        writeln!(self.ask, "{order}").unwrap();
        assert_eq!(line(&mut self.answers), "done");
    }

    fn end(mut self) {
        drop(self.ask);
        self.process.wait().unwrap();
    }
}

fn line(from: &mut impl BufRead) -> String {
    let mut line = String::new();
    from.read_line(&mut line).unwrap();
    line.trim_end().to_owned()
}

fn write_files(dir: &Path) {
    let write = |name: &str, text: &str| {
        let path = dir.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    let mut facts: protocol::rpc::Object = (0..FACTS)
        .map(|n| (format!("fact{n}"), format!("value {n} of some length").into()))
        .collect();
    facts.insert("env".into(), "dev".into());
    write("facts.json", &serde_json::Value::Object(facts).to_string());
    write("classes.txt", "base\nweb\n");
    let mut policy = String::from("policy default deny\n");
    for n in 1..RULES {
        let _ = match n % 4 {
            0 => writeln!(policy, "allow\t/^choria=team{n}/\t*\t*\t*"),
            1 => writeln!(policy, "allow\tgroup{n}\tping\tenv=prod\t*"),
            2 => writeln!(policy, "deny\t*\t*\tfact{n}=other\tweb"),
            _ => writeln!(policy, "allow\t*\taction{n}\t*\t*"),
        };
    }
    policy.push_str("allow\t*\tping\tenv=dev\tweb\n");
    write("policies/rpcutil.policy", &policy);
}

/// When the recorded credentials are valid.
fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_225_600)
}
