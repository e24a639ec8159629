//! The reference's campaigners hold an election in a bucket of every broker.

use std::fs;
use std::path::{Path, PathBuf};

use harness::{Process, eventually};
use mco::site::USER;

use super::super::mixed::{Mixed, Side, append};
use super::{Keeper, fleet, succeeds};

on_all_brokers!(leadership_goes_to_one_and_passes_on_when_the_leader_dies_or_is_evicted);

/// The shortest time a leader may have been silent.
const TTL: &str = "5s";
const ELECTION: [&str; 2] = ["--bucket", "VOTES"];

/// Someone who wants to lead, and who keeps a file while leading.
struct Campaigner {
    file: PathBuf,
    process: Process,
}

impl Campaigner {
    fn start(fleet: &Mixed, name: &str) -> Self {
        let home = fleet.world.dir();
        let (file, config) = (home.join(name), home.join(format!("{name}.conf")));
        fs::copy(fleet.config(USER), &config).unwrap();
        append(&config, &format!("identity = {name}"));
        let config = ["--config", config.to_str().unwrap()];
        let words = ["election", "file", file.to_str().unwrap(), "job"];
        let args = [&words[..], &ELECTION, &config].concat();
        let env = [("MCOLLECTIVE_CERTNAME", USER), ("HOME", home.to_str().unwrap())];
        let process = Process::start(&fleet.choria, &args, &env, home.join(format!("{name}.log")));
        Self { file, process }
    }

    async fn leads(&self) {
        let present = async || self.file.exists().then_some(());
        eventually("a campaigner to lead", present).await;
    }
}

/// What is said of the bucket of elections.
async fn known(fleet: &Mixed) -> String {
    succeeds(
        fleet,
        Side::Theirs,
        &[&["election", "info"][..], &ELECTION].concat(),
    )
    .await
}

/// How often a leader has renewed its lead, as its file tells.
fn renewals(file: &Path) -> Option<u64> {
    let document: serde_json::Value = serde_json::from_slice(&fs::read(file).ok()?).ok()?;
    document["count"].as_u64()
}

async fn leadership_goes_to_one_and_passes_on_when_the_leader_dies_or_is_evicted(keeper: Keeper) {
    let Some(fleet) = fleet(keeper).await else {
        return;
    };
    succeeds(
        &fleet,
        Side::Ours,
        &["kv", "add", "VOTES", "--history", "1", "--ttl", TTL],
    )
    .await;
    assert!(known(&fleet).await.contains("Elections: 0\n"));
    let mut first = Campaigner::start(&fleet, "first");
    first.leads().await;
    let second = Campaigner::start(&fleet, "second");
    let renewed = async || renewals(&first.file).filter(|count| *count >= 2);
    eventually("the leader to renew its lead", renewed).await;
    let said = known(&fleet).await;
    assert!(
        said.contains("Elections: 1\n") && said.contains("first"),
        "{said}"
    );
    assert!(!second.file.exists(), "nobody else leads");

    first.process.kill();
    second.leads().await;
    let said = known(&fleet).await;
    assert!(said.contains("second") && !said.contains("first"), "{said}");

    let evict = ["election", "evict", "job", "--force"];
    succeeds(&fleet, Side::Theirs, &[&evict[..], &ELECTION].concat()).await;
    let stood_down = async || (!second.file.exists()).then_some(());
    eventually("the evicted leader to notice", stood_down).await;
    second.leads().await;
    let run = ["election", "run", "other", "echo leading"];
    let said = succeeds(&fleet, Side::Theirs, &[&run[..], &ELECTION].concat()).await;
    assert!(said.contains("leading\n"), "{said}");
}
