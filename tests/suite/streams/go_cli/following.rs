//! Commands that go on until they are interrupted.

use std::path::Path;

use harness::{Engine, Process, World, eventually, on_both_engines, peers};
use mco::site::Security;

use super::{SYSTEM_USER, ask, environment};

on_both_engines!(what_follows_streams_buckets_and_events_hears_of_changes);

/// A command, what makes it say something, and what it says.
type Following = (&'static str, &'static str, &'static str);

const FOLLOWING: &[Following] = &[
    ("kv watch CFG", "kv put CFG key blue", "PUT CFG > key: blue"),
    (
        "kv watch CFG key --updates",
        "kv put CFG key green",
        "PUT CFG > key: green",
    ),
    ("kv watch CFG key --history", "rtt", "green"),
    ("kv watch CFG", "kv del CFG key -f", "DELETE CFG > key"),
    (
        "object watch FILES",
        "object put FILES large --name one --no-progress -f",
        "PUT FILES > one",
    ),
    (
        "consumer sub S PUSH --raw",
        "pub s.a pushed --jetstream",
        "pushed",
    ),
    (
        "sub s.> --new --stream S --raw",
        "pub s.b fresh --jetstream",
        "fresh",
    ),
    ("sub s.> --stream S --all --raw", "rtt", "pushed"),
    ("sub $JS.EVENT.ADVISORY.STREAM.> --raw", "stream purge S -f", ""),
    (
        "events --js-advisory",
        "stream add OTHER --subjects other --defaults",
        "OTHER",
    ),
    (
        "sub $JS.EVENT.ADVISORY.STREAM.SNAPSHOT_COMPLETE.S --raw",
        "stream backup S backup --no-progress",
        "io.nats.jetstream.advisory.v1.snapshot_complete",
    ),
    ("service serve HELLO", "service info HELLO", "HELLO"),
    ("--user boss --password s3cret events --all", "rtt", "Connection"),
];

async fn what_follows_streams_buckets_and_events_hears_of_changes(engine: Engine) {
    let Some(program) = peers::find("nats") else {
        return;
    };
    let mut world = World::configured(&engine, Security::V1, SYSTEM_USER);
    world.site.start_broker().await.unwrap();
    let home = world.dir().join("home");
    std::fs::create_dir(&home).unwrap();
    std::fs::write(home.join("large"), vec![7; 100_000]).unwrap();
    let tell = async |words: &str| ask(&program, &world, &home, words).await;
    for words in [
        "kv add CFG --history 5",
        "object add FILES",
        "stream add S --subjects s.> --defaults",
        "consumer add S PUSH --target out --ack none --defaults",
    ] {
        let (done, said) = tell(words).await;
        assert!(done, "nats {words}: {said}");
    }
    for (number, (words, cause, expected)) in FOLLOWING.iter().enumerate() {
        let log = home.join(format!("{number}.log"));
        let follower = follow(&program, &world, words, &log);
        // It may begin to listen after the first time.
        let heard = async || {
            tell(cause).await;
            follower.output().contains(expected).then_some(())
        };
        eventually(&format!("nats {words} to say {expected:?}"), heard).await;
    }
}

fn follow(program: &Path, world: &World, words: &str, log: &Path) -> Process {
    let words: Vec<&str> = words.split(' ').collect();
    let environment = environment(world, log.parent().unwrap());
    let environment: Vec<_> = environment
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    Process::start(program, &words, &environment, log.to_owned())
}
