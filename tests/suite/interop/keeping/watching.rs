//! One client watches what the other does to a bucket.

use harness::{Process, eventually};
use mco::site::USER;

use super::super::mixed::{Mixed, Side};
use super::{Keeper, fleet, succeeds};

on_all_brokers!(what_one_client_does_to_a_bucket_the_other_watches);

/// What is done, and what is told of it by ours and theirs; theirs takes a purge for an empty value.
const DONE: &[(&[&str], [&str; 2])] = &[
    (&["put", "CFG", "color", "blue"], ["PUT CFG.color: blue"; 2]),
    (&["create", "CFG", "size", "9"], ["PUT CFG.size: 9"; 2]),
    (&["del", "CFG", "size", "-f"], ["DEL CFG.size"; 2]),
    (&["put", "CFG", "size", "10"], ["PUT CFG.size: 10"; 2]),
    (
        &["purge", "CFG", "size", "-f"],
        ["PURGE CFG.size", "PUT CFG.size: "],
    ),
];

async fn what_one_client_does_to_a_bucket_the_other_watches(keeper: Keeper) {
    let Some(fleet) = fleet(keeper).await else {
        return;
    };
    for (writer, reader) in [(Side::Ours, Side::Theirs), (Side::Theirs, Side::Ours)] {
        succeeds(&fleet, writer, &["kv", "add", "CFG", "--history", "5"]).await;
        succeeds(&fleet, writer, &["kv", "put", "CFG", "before", "seen"]).await;
        let watcher = watch(&fleet, reader);
        told(&watcher, reader, "PUT CFG.before: seen").await;
        for (words, lines) in DONE {
            succeeds(&fleet, writer, &[&["kv"], *words].concat()).await;
            told(&watcher, reader, lines[usize::from(reader == Side::Theirs)]).await;
        }
        let history = succeeds(&fleet, reader, &["kv", "history", "CFG", "color"]).await;
        assert!(history.contains("PUT") && history.contains("blue"), "{history}");
        let history = succeeds(&fleet, reader, &["kv", "history", "CFG", "size"]).await;
        assert!(history.contains("PURGE") && !history.contains("PUT"), "{history}");
        drop(watcher);
        succeeds(&fleet, reader, &["kv", "del", "CFG", "-f"]).await;
    }
}

/// Watches all keys of the bucket.
fn watch(fleet: &Mixed, side: Side) -> Process {
    let home = fleet.world.dir();
    let program = match side {
        Side::Ours => std::path::Path::new(env!("CARGO_BIN_EXE_test-mco")),
        Side::Theirs => &fleet.choria,
    };
    let config = fleet.config(USER);
    let words = ["kv", "watch", "CFG", ">", "--config", config.to_str().unwrap()];
    let env = [
        ("MCOLLECTIVE_CERTNAME", USER),
        ("HOME", home.to_str().unwrap()),
        ("NO_COLOR", "1"),
    ];
    Process::start(program, &words, &env, home.join(format!("{side:?}.log")))
}

/// Waits until a watcher has told something.
async fn told(watcher: &Process, side: Side, what: &str) {
    let said = async || {
        watcher
            .output()
            .lines()
            .any(|line| line.ends_with(what))
            .then_some(())
    };
    eventually(&format!("{side:?} to tell {what:?}"), said).await;
}
