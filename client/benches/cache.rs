//! What it costs to try a filter on all nodes that are known. `cargo bench -p mco-client --bench cache`, with a number of nodes for
//! other than 50 000.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
#![expect(clippy::unwrap_used, reason = "what a benchmark cannot set up ends it")]

use std::time::{Duration, SystemTime};

use client::cache::{About, Cache, Learned};
use protocol::{Collective, Filter, Identity};
use serde_json::{Map, Value, json};
use tokio::time::Instant;

const NODES: usize = 50_000;

/// Facts beside those that are asked for, so that those of a node are about 4 kB.
const FACTS: usize = 100;

fn main() {
    let given = std::env::args().skip(1).find_map(|word| word.parse().ok());
    let nodes: Vec<_> = (0..given.unwrap_or(NODES)).map(learned).collect();
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::new(folder.path().join("fleet.redb"), "broker:4222");
    let start = Instant::now();
    nodes.chunks(1000).for_each(|nodes| cache.learn(nodes, now()));
    println!("learning {} nodes: {:?}", nodes.len(), start.elapsed());

    measure(&cache, "no filter", |_| ());
    measure(&cache, "-I /7/", |filter| {
        filter.identity.push("/7/".to_owned());
    });
    measure(&cache, "-C apache", |filter| {
        filter.cf_class.push("apache".to_owned());
    });
    measure(&cache, "-C apache -F country=uk", |filter| {
        filter.add_combined("apache country=uk").unwrap();
    });
    measure(&cache, "-F country=/^u/ -F os.release.major>=11", |filter| {
        filter.add_combined("country=/^u/ os.release.major>=11").unwrap();
    });
    measure(&cache, "-S with three parts", |filter| {
        let text = r#"with("country=/^u/") and (with("apache") or fact("cpus") > 8) and not with("zone=x")"#;
        filter.add_compound(text).unwrap();
    });
}

/// Prints how long it takes to try a filter on every node, at best of three times.
fn measure(cache: &Cache, name: &str, change: impl FnOnce(&mut Filter)) {
    let mut filter = Filter::default();
    change(&mut filter);
    filter.agent.push("rpcutil".to_owned());
    let collective = Collective::new("mcollective").unwrap();
    let mut best = Duration::MAX;
    let mut found = 0;
    for _ in 0..3 {
        let start = Instant::now();
        let funnel = cache.funnel(&collective, &filter.terms().unwrap(), now());
        best = best.min(start.elapsed());
        found = funnel.unwrap().matching();
    }
    println!("{name}: {best:?}, {found} match");
}

fn learned(number: usize) -> Learned {
    let mut facts: Map<String, Value> = (0..FACTS)
        .map(|fact| {
            (
                format!("fact_{fact}"),
                format!("some value of length {number}").into(),
            )
        })
        .collect();
    let country = if number.is_multiple_of(3) { "uk" } else { "de" };
    facts.insert("country".to_owned(), country.into());
    facts.insert("cpus".to_owned(), (number % 16).into());
    facts.insert(
        "os".to_owned(),
        json!({"family": "debian", "release": {"major": "12"}}),
    );
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    Learned {
        node: Identity::new(&format!("n{number}.lab.test")).unwrap(),
        collectives: names(&["mcollective"]),
        agents: names(&["rpcutil", "package", "service", "puppet"]),
        classes: match number % 2 {
            0 => names(&["apache", "base", "ntp", "users"]),
            _ => names(&["mysql", "base", "ntp", "users"]),
        },
        facts,
        about: About::default(),
    }
}

fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000)
}
