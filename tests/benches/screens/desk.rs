//! Somebody's home: a configuration whose broker is not there, and what is known of a large fleet.

use std::fs;
use std::path::Path;

use client::Clock;
use client::cache::{About, Cache, Learned};
use protocol::Identity;
use serde_json::{Map, Value, json};
use tempfile::TempDir;
use tokio::time::Instant;

/// Nobody listens there, which is said at once.
const BROKER: &str = "127.0.0.1:9";

/// Facts beside those that somebody asks for, so that a node has about 6 kB of them.
const MORE_FACTS: usize = 110;

/// Nodes learned at once.
const TOGETHER: usize = 1_000;

/// The home. It goes with this.
pub(crate) struct Desk {
    home: TempDir,
}

impl Desk {
    /// Knows so many nodes.
    pub(crate) fn new(nodes: usize) -> Self {
        let home = tempfile::tempdir().unwrap();
        let config = home.path().join(".config/mco");
        fs::create_dir_all(&config).unwrap();
        let text = format!("plugin.choria.middleware_hosts = {BROKER}\n");
        fs::write(config.join("client.conf"), text).unwrap();
        let file = home.path().join(".cache/mco/fleet.redb");
        let cache = Cache::new(file.clone(), BROKER);
        let (start, now) = (Instant::now(), Clock::system().now());
        let numbers: Vec<usize> = (0..nodes).collect();
        for some in numbers.chunks(TOGETHER) {
            let learned: Vec<Learned> = some.iter().map(|number| learned(*number)).collect();
            cache.learn(&learned, now);
        }
        println!(
            "{nodes} nodes, {} bytes of facts each, a cache of {} MiB, filled in {:.1?}",
            Value::Object(learned(0).facts).to_string().len(),
            fs::metadata(file).unwrap().len() >> 20,
            start.elapsed()
        );
        Self { home }
    }

    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }
}

/// The name of a node.
pub(crate) fn identity(number: usize) -> Identity {
    Identity::new(&format!("node{number}.rack{}.example.net", number % 97)).unwrap()
}

/// How many of so many nodes are web servers in the UK: `-C apache -F country=uk`.
pub(crate) fn matching(nodes: usize) -> usize {
    (0..nodes)
        .filter(|number| number % 3 == 0 && country(*number) == "uk")
        .count()
}

fn learned(number: usize) -> Learned {
    let names = |prefix: &str, count: usize| (0..count).map(|n| format!("{prefix}{n}")).collect();
    let mut classes: Vec<String> = names("profile::base::part", 40);
    classes.push(["apache", "nginx", "mysql"][number % 3].to_owned());
    Learned {
        node: identity(number),
        collectives: vec!["mcollective".to_owned()],
        agents: names("agent", 13),
        classes,
        facts: facts(number),
        about: About {
            version: "1.4.2".to_owned(),
            main_collective: "mcollective".to_owned(),
            machines: Vec::new(),
        },
    }
}

fn facts(number: usize) -> Map<String, Value> {
    let facts = json!({
        "country": country(number),
        "environment": if number.is_multiple_of(10) { "staging" } else { "production" },
        "datacenter": format!("dc{}", number % 7),
        "os": {"name": "Debian", "family": "Debian", "release": {"major": format!("{}", 10 + number % 3), "full": "12.5"}},
        "system_uptime": {"seconds": 86_400 + number},
        "networking": {"ip": format!("10.{}.{}.{}", number >> 16, number >> 8 & 255, number & 255), "interfaces": interfaces(number)},
        "memory": {"system": {"total_bytes": 8_589_934_592_u64, "used_bytes": 1_000_000 + number}},
    });
    let Value::Object(mut facts) = facts else {
        return Map::new();
    };
    for other in 0..MORE_FACTS {
        facts.insert(
            format!("custom_fact_{other}"),
            json!(format!("value {other} of a fact nobody asks for")),
        );
    }
    facts
}

fn interfaces(number: usize) -> Value {
    let interface = |name: usize| {
        let mac = format!(
            "02:00:00:{name:02x}:{:02x}:{:02x}",
            number >> 8 & 255,
            number & 255
        );
        (
            format!("eth{name}"),
            json!({"mac": mac, "mtu": 1500, "ip6": "fe80::1", "netmask": "255.255.255.0"}),
        )
    };
    Value::Object((0..4).map(interface).collect())
}

fn country(number: usize) -> &'static str {
    ["mt", "uk", "de", "fr"][number % 4]
}
