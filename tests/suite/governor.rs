//! Governors as people and cron jobs use them.

mod announced;
mod commands;
mod contention;
mod ending;

use std::path::PathBuf;

use harness::{Engine, Outcome, Process, World, eventually};
use mco::Exit;
use mco::site::Security;

use crate::kv::desk;

/// A broker with streams, and a node.
async fn world(engine: &Engine) -> World {
    World::on(engine, Security::V1, 1).await
}

/// What a command that succeeds prints.
async fn done(world: &World, words: &[&str]) -> String {
    let outcome = world.mco(words).await;
    assert_eq!(outcome.exit.code(), 0, "{words:?}: {outcome:?}");
    outcome.out
}

/// What a command that fails says, with what to do about it.
async fn failed(world: &World, words: &[&str]) -> Outcome {
    let outcome = world.mco(words).await;
    assert_eq!(outcome.exit, Exit::Error, "{words:?}: {outcome:?}");
    outcome
}

/// The configuration with which processes of this machine's user may hold slots: that of a node for root, else that of the site's user.
pub(crate) fn config(world: &World) -> PathBuf {
    if !rustix::process::geteuid().is_root() {
        return world.site.client_config();
    }
    let kits = std::fs::read_dir(world.site.node_kits()).unwrap();
    let mut kits = kits.map(|kit| kit.unwrap().path().join("server.conf"));
    kits.next().unwrap()
}

/// `mco governor run WORDS...` as a process.
pub(crate) fn run(world: &World, words: &[&str], log: &str) -> Process {
    let config = config(world).display().to_string();
    let (_, vars) = desk(world);
    let vars: Vec<_> = vars.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let words = [&["governor", "run", "--config", config.as_str()], words].concat();
    let mco = std::path::Path::new(env!("CARGO_BIN_EXE_test-mco"));
    Process::start(mco, &words, &vars, world.dir().join(log))
}

/// How many slots are held.
async fn active(world: &World, governor: &str) -> u64 {
    let view = world.mco(&["governor", "view", governor, "-j"]).await;
    view.json()["active"].as_u64().unwrap()
}

/// Waits until so many slots are held.
async fn held(world: &World, governor: &str, slots: u64) {
    let look = async || (active(world, governor).await == slots).then_some(());
    eventually(&format!("{slots} slots of {governor} to be held"), look).await;
}
