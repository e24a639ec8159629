//! What machines of a living demonstration run in place of real services and packages: states that change and last, and the
//! troubles of a real fleet.

mod package;
mod service;

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use daemon::{Agent, Context};

use super::Character;

/// Services every machine runs.
const EVERYWHERE: [&str; 3] = ["sshd", "crond", "chronyd"];

/// Services of a role.
const SERVICES: [(&str, &[&str]); 4] = [
    ("web", &["httpd", "varnish"]),
    ("db", &["postgresql"]),
    ("app", &["tomcat"]),
    ("cache", &["redis"]),
];

/// Packages with an older and the present version.
const PACKAGES: [(&str, &str, &str); 8] = [
    ("bash", "5.2.15-2", "5.2.15-2"),
    ("chrony", "4.3-2", "4.3-2"),
    ("httpd", "2.4.57-5", "2.4.62-1"),
    ("nginx", "1.22.1-9", "1.24.0-2"),
    ("openssl", "3.0.11-1", "3.0.15-1"),
    ("postgresql", "15.6-0", "15.8-0"),
    ("sudo", "1.9.13-3", "1.9.13-3"),
    ("zsh", "5.9-4", "5.9-4"),
];

/// The made-up machines, shared by the agents of all nodes. What a node goes away with is there when it comes back.
#[derive(Debug)]
pub(super) struct Props {
    machines: Mutex<HashMap<String, Machine>>,
}

/// One made-up machine.
#[derive(Debug)]
struct Machine {
    /// Whether each service runs.
    services: BTreeMap<String, bool>,
    /// Version of each package.
    packages: BTreeMap<String, String>,
    temper: Temper,
}

/// How a machine behaves. It depends on nothing but its place in the cast and the seed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Temper {
    /// How long it takes to answer.
    lag: Duration,
    /// How much longer changes take.
    work: Duration,
    trouble: Option<Trouble>,
}

/// What goes wrong on a machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trouble {
    /// Packages cannot be changed.
    Locked,
    /// Services do not come up again.
    Broken,
}

impl Props {
    pub(super) fn new() -> Arc<Self> {
        Arc::new(Self {
            machines: Mutex::default(),
        })
    }

    /// Furnishes the machine of one character.
    pub(super) fn add(&self, index: usize, character: &Character, seed: u64) {
        let role = character.facts["role"].as_str().unwrap_or_default();
        let place = place(index, seed);
        let own = SERVICES
            .iter()
            .filter(|(name, _)| *name == role)
            .flat_map(|(_, services)| *services);
        let services = EVERYWHERE.iter().chain(own).enumerate();
        // A stopped clock here and there is something to find.
        let services = services.map(|(at, name)| ((*name).to_owned(), (place + at) % 7 != 2));
        let packages = PACKAGES.iter().enumerate().map(|(at, (name, old, new))| {
            let version = if (place + at).is_multiple_of(3) { old } else { new };
            ((*name).to_owned(), (*version).to_owned())
        });
        let machine = Machine {
            services: services.collect(),
            packages: packages.collect(),
            temper: Temper::of(place),
        };
        self.machines().insert(character.identity.clone(), machine);
    }

    /// The built-in agents with ours in the place of those that would act on the real machine.
    pub(super) fn agents(self: &Arc<Self>, config: &config::Server) -> Vec<Arc<dyn Agent>> {
        let builtin = daemon::agents::builtin(config).into_iter();
        builtin
            .map(|agent| match agent.ddl().metadata.name.as_str() {
                "service" => {
                    Arc::new(service::Service::new(agent.ddl().clone(), self.clone())) as Arc<dyn Agent>
                }
                "package" => Arc::new(package::Package::new(agent, self.clone())),
                _ => agent,
            })
            .collect()
    }

    /// Looks at the machine of a node, or changes it.
    fn with<T>(&self, node: &Context, look: impl FnOnce(&mut Machine) -> T) -> Option<T> {
        self.machines().get_mut(node.identity.as_str()).map(look)
    }

    fn temper(&self, node: &Context) -> Temper {
        self.with(node, |machine| machine.temper).unwrap_or(Temper::of(0))
    }

    fn machines(&self) -> std::sync::MutexGuard<'_, HashMap<String, Machine>> {
        self.machines.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Temper {
    fn of(place: usize) -> Self {
        let lag = 30 + (place * 137) % 370;
        let slow = place % 9 == 6;
        let work = 200 + (place * 61) % 500 + if slow { 3_500 } else { 0 };
        Self {
            lag: Duration::from_millis(lag as u64),
            work: Duration::from_millis(work as u64),
            trouble: match place % 11 {
                4 => Some(Trouble::Locked),
                8 => Some(Trouble::Broken),
                _ => None,
            },
        }
    }
}

/// A machine's place in the order of troubles.
fn place(index: usize, seed: u64) -> usize {
    index.wrapping_add(usize::try_from(seed % 1_000).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_fleet_has_troubles_and_most_of_it_has_none() {
        let tempers: Vec<Temper> = (0..25).map(Temper::of).collect();
        let troubled = |trouble| {
            tempers
                .iter()
                .filter(|temper| temper.trouble == Some(trouble))
                .count()
        };
        assert_eq!((troubled(Trouble::Locked), troubled(Trouble::Broken)), (2, 2));
        assert!(
            tempers
                .iter()
                .filter(|temper| temper.work > Duration::from_secs(2))
                .count()
                >= 2
        );
        assert!(
            tempers
                .iter()
                .all(|temper| temper.lag < Duration::from_millis(500))
        );
    }

    #[test]
    fn machines_of_a_seed_are_always_the_same() {
        let made = |seed| {
            let props = Props::new();
            for (index, character) in super::super::cast::characters().take(12).enumerate() {
                props.add(index, &character, seed);
            }
            format!("{:?}", props.machines().iter().collect::<BTreeMap<_, _>>())
        };
        assert_eq!(made(3), made(3));
        assert_ne!(made(3), made(4));
    }
}
