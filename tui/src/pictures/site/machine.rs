//! The nodes of the site.

use std::time::Duration;

use protocol::Identity;
use serde_json::{Value, json};

use crate::fleet::{Detail, Glance};
use crate::stage;

/// Countries with the operating system that is run there, its release, and the rack.
const PLACES: [(&str, &str, &str, &str); 5] = [
    ("de", "Ubuntu", "24", "r03"),
    ("jp", "Debian", "12", "r11"),
    ("mt", "Debian", "12", "r07"),
    ("uk", "Rocky", "9", "r04"),
    ("us", "Debian", "11", "r09"),
];

/// What machines are for, and how many of them each country has.
const ROLES: [(&str, usize); 4] = [("app", 1), ("cache", 1), ("db", 1), ("web", 2)];

/// One node.
pub(super) struct Machine {
    pub(super) node: Identity,
    role: &'static str,
    country: &'static str,
    os: &'static str,
    release: &'static str,
    rack: &'static str,
}

/// All of them, sorted.
pub(super) fn all() -> Vec<Machine> {
    let mut machines = Vec::new();
    for (role, count) in ROLES {
        for (country, os, release, rack) in PLACES {
            machines.extend((1..=count).map(|number| Machine {
                node: node(&format!("{role}{number}.{country}")),
                role,
                country,
                os,
                release,
                rack,
            }));
        }
    }
    machines.sort_by(|a, b| a.node.cmp(&b.node));
    machines
}

/// `web1.uk.example.net` for `web1.uk`.
pub(in crate::pictures) fn node(name: &str) -> Identity {
    Identity::new(&format!("{name}.example.net")).expect("the name of a node is an identity")
}

/// A condition in words.
pub(super) fn condition(value: &str) -> String {
    let kind = if value.contains('=') { "fact" } else { "class" };
    format!("{kind} {value}")
}

impl Machine {
    /// Whether filter flags mean it.
    pub(super) fn is_in(&self, scope: &[String]) -> bool {
        scope.chunks_exact(2).all(|pair| self.meets(&pair[0], &pair[1]))
    }

    /// Whether one of them does.
    pub(super) fn meets(&self, flag: &str, value: &str) -> bool {
        match (flag, value.split_once('=')) {
            ("-F" | "-W", Some((fact, value))) => self.fact(fact).as_deref() == Some(value),
            ("-C" | "-W", _) => self.class() == value,
            _ => true,
        }
    }

    /// What it has where a condition wants a fact.
    pub(super) fn instead(&self, condition: &str) -> Option<String> {
        let (fact, _) = condition.split_once('=')?;
        Some(format!("{fact} = {}", self.fact(fact)?))
    }

    pub(super) fn class(&self) -> String {
        format!("role::{}", self.role)
    }

    pub(super) fn fact(&self, name: &str) -> Option<String> {
        let value = match name {
            "country" => self.country,
            "os.name" => self.os,
            "os.release.major" => self.release,
            "environment" if self.role == "cache" => "staging",
            "environment" => "production",
            _ => return None,
        };
        Some(value.to_owned())
    }

    pub(super) fn glance(&self) -> Glance {
        Glance {
            os: format!("{} {}", self.os.to_lowercase(), self.release),
            version: "0.1.0".to_owned(),
            collectives: String::new(),
            booted: Some(stage::now() - Duration::from_secs(31 * 86_400)),
            seen: None,
        }
    }

    /// The second web server of the United Kingdom was set up by somebody else.
    pub(super) fn detail(&self) -> Detail {
        let odd = self.node == node("web2.uk");
        let facts = json!({
            "country": self.country,
            "cpus": 8,
            "environment": self.fact("environment"),
            "kernelrelease": if odd { "5.14.0-362" } else { "5.14.0-427" },
            "memory": {"total_bytes": if odd { 8_u64 << 30 } else { 16 << 30 }},
            "os": {"name": self.os, "release": {"full": self.release, "major": self.release}},
            "rack": self.rack,
        });
        let Value::Object(facts) = facts else {
            unreachable!("it is an object");
        };
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let mut classes: Vec<String> = names(&["base", "profile::deploy"]);
        classes.retain(|class| !odd || class != "profile::deploy");
        classes.push(self.class());
        Detail {
            node: self.node.clone(),
            version: "0.1.0".to_owned(),
            main_collective: "mcollective".to_owned(),
            collectives: names(&["mcollective"]),
            agents: names(&[
                "filemgr", "nettest", "package", "process", "puppet", "rpcutil", "service",
            ]),
            classes,
            machines: Vec::new(),
            facts,
            learned: stage::now(),
            seen: stage::now(),
        }
    }
}
