//! A site like the one of `mco demo`, which answers orders at once and always in the same way.

mod machine;

use std::collections::BTreeMap;
use std::time::Duration;

use protocol::Identity;

use self::machine::Machine;
use crate::fleet::{Facet, FacetKind, Known, Reason};
use crate::order::Order;
use crate::report::{Candidate, Discovered, Earlier, Estimate, Past, Plan, Report};
use crate::stage;

pub(super) use machine::node;

/// A fleet of 25.
pub(super) struct Site {
    machines: Vec<Machine>,
}

impl Site {
    pub(super) fn new() -> Self {
        Self {
            machines: machine::all(),
        }
    }

    /// All nodes as earlier sessions left them.
    pub(super) fn known(&self) -> Report {
        let known = |machine: &Machine| Known {
            node: machine.node.clone(),
            seen: stage::now() - Duration::from_secs(26 * 60),
            learned: true,
            classes: 3,
            agents: 9,
        };
        Report::Known(self.machines.iter().map(known).collect())
    }

    /// What becomes of an order; nothing where a picture tells it itself.
    pub(super) fn answer(&self, order: &Order) -> Option<Report> {
        Some(match order {
            Order::Estimate { ticket, scope } => Report::Estimate {
                ticket: *ticket,
                result: Ok(self.estimate(scope)),
            },
            Order::Discover { ticket, scope } => Report::Discovered {
                ticket: *ticket,
                result: Ok(self.discovered(scope)),
            },
            Order::Glance { nodes, .. } => {
                let machines = nodes.iter().filter_map(|node| self.machine(node));
                Report::Glances(machines.map(|it| (it.node.clone(), it.glance())).collect())
            }
            Order::Inspect { ticket, node } => Report::Detail {
                ticket: *ticket,
                result: Ok(self.machine(node).map(|machine| Box::new(machine.detail()))),
                fresh: true,
            },
            Order::Explain { ticket, scope, node } => Report::Reasons {
                ticket: *ticket,
                result: Ok(self.reasons(scope, node)),
            },
            Order::Facets { ticket, nodes, facts } => Report::Facets {
                ticket: *ticket,
                facets: self.facets(nodes, facts),
                counted: nodes.len(),
            },
            Order::Plan { ticket, words, nodes } => Report::Plan {
                ticket: *ticket,
                result: Ok(Box::new(self.plan(words, nodes.as_deref()))),
            },
            Order::Complete { ticket, .. } => Report::Completions {
                ticket: *ticket,
                from: 0,
                candidates: candidates(),
            },
            Order::Recall { ticket, .. } => Report::Recalled {
                ticket: *ticket,
                defaults: Vec::new(),
                earlier: earlier(),
            },
            Order::History => Report::History(past()),
            _ => return None,
        })
    }

    /// The nodes that filter flags mean.
    pub(super) fn nodes(&self, scope: &[String]) -> Vec<Identity> {
        let meant = self.machines.iter().filter(|machine| machine.is_in(scope));
        meant.map(|machine| machine.node.clone()).collect()
    }

    fn machine(&self, node: &Identity) -> Option<&Machine> {
        self.machines.iter().find(|machine| machine.node == *node)
    }

    fn estimate(&self, scope: &[String]) -> Estimate {
        let nodes = self.nodes(scope);
        Estimate {
            matching: nodes.len(),
            nodes: nodes.into(),
            unsure: 0,
            known: self.machines.len(),
        }
    }

    /// All but one answer.
    pub(super) fn discovered(&self, scope: &[String]) -> Discovered {
        let mut nodes = self.nodes(scope);
        nodes.retain(|it| *it != node("cache1.jp"));
        Discovered {
            nodes: nodes.into(),
            method: "mc".to_owned(),
            took: Duration::from_millis(310),
            cut: false,
        }
    }

    fn reasons(&self, scope: &[String], node: &Identity) -> Vec<Reason> {
        let Some(machine) = self.machine(node) else {
            return Vec::new();
        };
        let reason = |pair: &[String]| Reason {
            condition: machine::condition(&pair[1]),
            met: Some(machine.meets(&pair[0], &pair[1])),
            found: machine.instead(&pair[1]),
        };
        scope.chunks_exact(2).map(reason).collect()
    }

    fn facets(&self, nodes: &[Identity], facts: &[String]) -> Vec<Facet> {
        let machines: Vec<&Machine> = nodes.iter().filter_map(|node| self.machine(node)).collect();
        let facts = facts.iter().map(|fact| {
            let values = machines.iter().filter_map(|machine| machine.fact(fact));
            facet(fact, FacetKind::Fact, values, machines.len())
        });
        let classes = machines.iter().map(|machine| machine.class());
        facts
            .chain([facet("class", FacetKind::Class, classes, machines.len())])
            .collect()
    }

    fn plan(&self, words: &[String], nodes: Option<&[Identity]>) -> Plan {
        let flags = words.iter().position(|word| word.starts_with('-'));
        let flags = &words[flags.unwrap_or(words.len())..];
        let targets = nodes.map_or_else(|| self.nodes(flags), <[Identity]>::to_vec);
        let after = |flag: &str| {
            let place = flags.iter().position(|word| word == flag)?;
            flags.get(place + 1)
        };
        let canary = after("--canary").map(|count| format!("canary {count}"));
        let batch = after("--batch").map(|count| format!("batches of {count}"));
        let stop = after("--stop-on").map(|count| format!("stop on {count} failure"));
        let pace: Vec<String> = [canary, batch, stop].into_iter().flatten().collect();
        let share = targets.len() * 100 / self.machines.len();
        let change = matches!(words.get(2).map(String::as_str), Some("restart" | "install"));
        Plan {
            command: format!("mco {}", words.join(" ")),
            title: format!("{}#{}", words[1], words[2]),
            change,
            pace: format!("{} nodes: {}", targets.len(), pace.join(", ")),
            known: self.machines.len(),
            strangers: 0,
            longest: Duration::from_secs(248),
            remarks: vec!["each node tells status".to_owned()],
            ask: change.then(|| format!("{} nodes are {share}% of all that are known", targets.len())),
            targets: targets.into(),
        }
    }
}

/// Counts values.
fn facet(name: &str, kind: FacetKind, values: impl Iterator<Item = String>, of: usize) -> Facet {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let lacking = of - counts.values().sum::<usize>();
    let mut values: Vec<(String, usize)> = counts.into_iter().collect();
    values.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    Facet {
        name: name.to_owned(),
        kind,
        values,
        lacking,
    }
}

fn candidates() -> Vec<Candidate> {
    let candidate = |value: &str, about: &str| Candidate {
        value: value.to_owned(),
        about: about.to_owned(),
        complete: true,
    };
    vec![
        candidate("facts", "values of a fact over the fleet"),
        candidate("find", "names of nodes"),
    ]
}

fn earlier() -> Vec<Earlier> {
    let inputs = vec![("service".to_owned(), "httpd".to_owned())];
    let time = stage::now() - Duration::from_secs(3 * 86_400);
    vec![Earlier { time, inputs }]
}

fn past() -> Vec<Past> {
    let past = |line: &str, minutes: u64| Past {
        time: stage::now() - Duration::from_secs(minutes * 60),
        line: line.to_owned(),
        exit: 0,
    };
    vec![
        past("rpc service restart service=httpd -C role::web", 20),
        past("facts os.name", 45),
    ]
}
