//! A fleet of twins: for every character one node of ours and one server of the reference, and both clients to ask them.

mod client;

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use broker::Broker;
use config::{Environment, Settings};
use harness::{Process, World, eventually, peers};
use mco::site::{Character, Security, USER};
use serde_json::json;

pub(super) use client::{Answer, Client};

/// Where servers find the programs of their agents: the reference forgets an agent whose program takes two seconds to say that it is one,
/// as a wrapper of Python that a person has in front on the search path can.
const PATH: (&str, &str) = ("PATH", "/usr/local/bin:/usr/bin:/bin");

/// Who is played by a node of ours and by a real server.
pub(super) const CHARACTERS: [&str; 2] = ["db", "web"];

/// The filter that means the twins who play `web`; names need no discovery.
pub(super) const WEB: [&str; 4] = ["-I", "web.ours.example.net", "-I", "web.theirs.example.net"];

/// The filter that means everybody by name.
pub(super) const EVERYBODY: [&str; 8] = [
    "-I",
    "db.ours.example.net",
    "-I",
    "db.theirs.example.net",
    "-I",
    "web.ours.example.net",
    "-I",
    "web.theirs.example.net",
];

/// Whose program is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Ours,
    Theirs,
}

/// Twins under one broker. They end when it is dropped.
pub(super) struct Mixed {
    pub(super) world: World,
    pub(super) choria: PathBuf,
    servers: Vec<Process>,
    _broker: Option<Broker>,
    _reference: Option<Process>,
}

impl Side {
    pub(super) const BOTH: [Self; 2] = [Self::Ours, Self::Theirs];

    /// The node of this side that plays `character`.
    pub(super) fn node(self, character: &str) -> String {
        match self {
            Self::Ours => format!("{character}.ours.example.net"),
            Self::Theirs => format!("{character}.theirs.example.net"),
        }
    }
}

impl Mixed {
    /// Twins of all characters under our broker; none where the reference's program is not installed.
    pub(super) async fn start(security: Security) -> Option<Self> {
        let mut world = World::prepared_with(security);
        let broker = patient_broker(&mut world).await;
        let fleet = Self::under_broker(world).await?;
        Some(Self {
            _broker: Some(broker),
            ..fleet
        })
    }

    /// Likewise under the broker the world's site uses already.
    pub(super) async fn under_broker(world: World) -> Option<Self> {
        let mut fleet = Self::without_servers(world)?;
        for character in CHARACTERS {
            fleet.add_twins(character, "");
        }
        for agent in ["echo", "lamp", "torch"] {
            fleet.hosting(agent).await;
        }
        Some(fleet)
    }

    /// Clients only.
    pub(super) fn without_servers(world: World) -> Option<Self> {
        let choria = peers::find("choria")?;
        let library = world.dir().join("library");
        install(&library, &["echo", "echo.json", "lamp", "lamp.json", "torch"]);
        let fleet = Self {
            world,
            choria,
            servers: Vec::new(),
            _broker: None,
            _reference: None,
        };
        fleet.enroll(USER);
        Some(fleet)
    }

    /// Likewise under a real broker, which ends with it.
    pub(super) fn under_reference(world: World, broker: Process) -> Option<Self> {
        Some(Self {
            _reference: Some(broker),
            ..Self::without_servers(world)?
        })
    }

    /// Makes a user, who knows the agents of the tests.
    pub(super) fn enroll(&self, user: &str) {
        self.world.site.enroll_user(user).unwrap();
        let library = self.world.dir().join("library");
        // The reference's client logs to standard output.
        let lines = format!("libdir = {}\nloglevel = error", library.display());
        append(&self.config(user), &lines);
    }

    /// Starts a node of ours and a real server that differ in nothing but their names. `lines` go into both configurations.
    pub(super) fn add_twins(&mut self, character: &str, lines: &str) {
        let library = self.world.dir().join("library");
        for side in Side::BOTH {
            let identity = side.node(character);
            let kit = self.world.site.cast(&character_of(&identity, character)).unwrap();
            let config = kit.join("server.conf");
            let libdir = "plugin.choria.agent_provider.mcorpc.libdir";
            append(&config, &format!("{libdir} = {}\n{lines}", library.display()));
            let (program, run): (&Path, &[&str]) = match side {
                Side::Ours => (Path::new(env!("CARGO_BIN_EXE_test-server")), &["run"]),
                Side::Theirs => (&self.choria, &["server", "run"]),
            };
            let args = [run, &["--config", config.to_str().unwrap()]].concat();
            let log = self.world.dir().join(format!("{identity}.log"));
            self.servers.push(Process::start(program, &args, &[PATH], log));
        }
    }

    /// Waits until every server can be found and hosts `agent`.
    pub(super) async fn hosting(&self, agent: &str) {
        let all = async || {
            let found = self.ask(Side::Ours, ["find", "-A", agent]).await;
            (found.lines().len() == self.servers.len()).then_some(())
        };
        eventually(&format!("all servers to host {agent}"), all).await;
    }

    /// Asks all nodes at once with both clients.
    pub(super) async fn everybody_answers(&self) {
        let mut everybody = CHARACTERS
            .map(|character| Side::BOTH.map(|side| side.node(character)))
            .concat();
        everybody.sort_unstable();
        for client in Side::BOTH {
            let pinged = self.ask(client, ["ping", "--names"]).await;
            assert_eq!(pinged.lines(), everybody, "{client:?}: {pinged:?}");
            let found = self
                .ask(client, ["find", "-S", "with('base') and fact('cores') > 3"])
                .await;
            assert_eq!(found.lines(), everybody, "{client:?}: {found:?}");
            let asked = self
                .ask(client, ["req", "echo", "say", "text=hello", "--json"])
                .await;
            assert_eq!(asked.json()["request_stats"]["ok"], 4, "{client:?}: {asked:?}");
        }
    }

    /// Runs a command of one side's client as the site's user.
    pub(super) async fn ask(&self, side: Side, words: impl AsRef<[&str]>) -> Answer {
        self.client(side).ask(words).await
    }

    /// One side's client, run by the site's user.
    pub(super) fn client(&self, side: Side) -> Client<'_> {
        Client::new(self, side)
    }

    /// The client configuration of a user.
    pub(super) fn config(&self, user: &str) -> PathBuf {
        self.world.site.user_kit(user).join("client.conf")
    }

    /// The folder of a server.
    pub(super) fn kit(&self, side: Side, character: &str) -> PathBuf {
        self.world.site.node_kits().join(side.node(character))
    }
}

/// Our broker, with more patience for handshakes than by default: many clients start at once here.
pub(super) async fn patient_broker(world: &mut World) -> Broker {
    world.site.use_broker(([127, 0, 0, 1], 0).into()).unwrap();
    let file = world.site.broker_kit().join("broker.conf");
    append(&file, "plugin.choria.network.tls_timeout = 30");
    let environment = Environment::default();
    let settings = Settings::load_daemon(&environment, &file).unwrap();
    let broker = Broker::start(&settings.broker(&environment).unwrap().config)
        .await
        .unwrap();
    world.site.use_broker(broker.address()).unwrap();
    broker
}

/// Puts agents of the tests into a library, as if they had been there for long.
pub(super) fn install(library: &Path, entries: &[&str]) {
    let agents = library.join("mcollective/agent");
    fs::create_dir_all(&agents).unwrap();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("agents");
    for entry in entries {
        // Another process copies: a program that this one has open for writing could not be started.
        let copied = Command::new("cp")
            .arg("-R")
            .arg(source.join(entry))
            .arg(&agents)
            .status();
        assert!(copied.unwrap().success(), "{entry}");
        let ddl = match entry.strip_suffix(".json") {
            Some(_) => agents.join(entry),
            None => agents.join(format!("{entry}/{entry}.json")),
        };
        if ddl.exists() {
            let before = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
            let file = File::options().write(true).open(ddl).unwrap();
            file.set_modified(before).unwrap();
        }
    }
}

pub(super) fn append(file: &Path, line: &str) {
    let mut file = OpenOptions::new().append(true).open(file).unwrap();
    writeln!(file, "\n{line}").unwrap();
}

fn character_of(identity: &str, character: &str) -> Character {
    let (facts, classes) = match character {
        "db" => (
            json!({
                "country": "uk", "place": {"city": "London", "rack": 12, "rows": []}, "cores": 16, "charge": 0.25,
                "rented": false, "release": "6.1.0-rc1", "numeral": "9", "links": [],
            }),
            ["base", "Role::DB"],
        ),
        _ => (
            json!({
                "country": "mt", "place": {"city": "Valletta", "rack": 7, "rows": ["a", "b"]}, "cores": 4, "charge": 1.5,
                "rented": true, "release": "5.10.3", "numeral": "10", "nothing": null,
                "links": [{"name": "e0", "up": true}, {"name": "e1", "up": false}],
            }),
            ["base", "role::web"],
        ),
    };
    Character {
        identity: identity.to_owned(),
        facts,
        classes: classes.map(str::to_owned).to_vec(),
    }
}
