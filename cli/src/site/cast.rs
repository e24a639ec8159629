//! The made-up machines of a demonstration: who they are, where they stand and what they do.

use serde_json::{Value, json};

/// Countries with their data centers; the first stands first so that the smallest fleet has it.
const COUNTRIES: [(&str, &str); 5] = [
    ("mt", "mla1"),
    ("uk", "lon1"),
    ("de", "fra2"),
    ("us", "iad3"),
    ("jp", "nrt1"),
];

/// Roles with the classes that come with them.
const ROLES: [(&str, &[&str]); 4] = [
    ("web", &["apache", "profile::tls"]),
    ("db", &["postgresql", "profile::backup"]),
    ("app", &["java", "profile::deploy"]),
    ("cache", &["redis"]),
];

/// Environments: most machines are in production.
const ENVIRONMENTS: [&str; 4] = ["production", "production", "staging", "development"];

/// Operating systems of a living fleet: name, family, release, code name, kernel.
const SYSTEMS: [(&str, &str, &str, &str, &str); 4] = [
    ("Debian", "Debian", "12.7", "bookworm", "6.1.106"),
    ("Debian", "Debian", "11.10", "bullseye", "5.10.223"),
    ("Ubuntu", "Debian", "24.04", "noble", "6.8.0"),
    ("Rocky", "RedHat", "9.4", "Blue Onyx", "5.14.0"),
];

/// One machine.
#[derive(Debug, Clone, PartialEq)]
pub struct Character {
    /// Identity, e.g. `web1.mt.example.net`.
    pub identity: String,
    /// Facts on top of those gathered from the real machine.
    pub facts: Value,
    /// Classes.
    pub classes: Vec<String>,
}

/// Endless distinct machines, the same ones every time.
pub(super) fn characters() -> impl Iterator<Item = Character> {
    (0..).map(character)
}

/// The same machine with an operating system and hardware of its own in place of the real machine's.
pub(super) fn varied(index: usize, mut character: Character) -> Character {
    let (name, family, release, codename, kernel) = SYSTEMS[(index * 7 + index / 5) % SYSTEMS.len()];
    let major = release.split('.').next().unwrap_or(release);
    let own = json!({
        "os": {
            "name": name,
            "family": family,
            "architecture": if family == "Debian" { "amd64" } else { "x86_64" },
            "hardware": "x86_64",
            "release": {"full": release, "major": major},
            "distro": {"id": name, "codename": codename, "description": format!("{name} {release} ({codename})")},
        },
        "kernel": "Linux",
        "kernelversion": kernel,
        "virtual": if index % 5 == 3 { "physical" } else { "kvm" },
        "cpus": 2 << (index % 4),
    });
    if let (Value::Object(facts), Value::Object(own)) = (&mut character.facts, own) {
        facts.extend(own);
    }
    character
}

fn character(index: usize) -> Character {
    let (country, datacenter) = COUNTRIES[index % COUNTRIES.len()];
    let (role, classes) = ROLES[(index % COUNTRIES.len() + index / COUNTRIES.len()) % ROLES.len()];
    let environment = ENVIRONMENTS[(index / 2) % ENVIRONMENTS.len()];
    // Country and role come together again after as many machines as there are pairs.
    let number = index / (COUNTRIES.len() * ROLES.len()) + 1;
    let mut all = vec!["base".to_owned(), format!("role::{role}")];
    all.extend(classes.iter().map(|class| (*class).to_owned()));
    Character {
        identity: format!("{role}{number}.{country}.example.net"),
        facts: json!({
            "country": country,
            "datacenter": datacenter,
            "environment": environment,
            "role": role,
            "rack": format!("r{:02}", index % 12 + 1),
        }),
        classes: all,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn identities_never_repeat() {
        let names: HashSet<_> = characters()
            .take(2_000)
            .map(|character| character.identity)
            .collect();
        assert_eq!(names.len(), 2_000);
    }

    #[test]
    fn a_living_fleet_runs_several_systems() {
        let fleet = characters().take(10).enumerate();
        let systems: HashSet<_> = fleet
            .map(|(index, character)| varied(index, character).facts["os"]["release"]["full"].to_string())
            .collect();
        assert!(systems.len() >= 3, "{systems:?}");
    }

    #[test]
    fn a_small_fleet_is_already_varied() {
        let fleet: Vec<_> = characters().take(10).collect();
        for fact in ["country", "environment", "role"] {
            let values: HashSet<_> = fleet.iter().map(|node| node.facts[fact].to_string()).collect();
            assert!(values.len() >= 3, "{fact}: {values:?}");
        }
        assert_eq!(fleet[0].identity, "web1.mt.example.net");
    }
}
