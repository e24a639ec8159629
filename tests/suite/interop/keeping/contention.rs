//! Both programs want slots of one governor.

use std::fs;
use std::path::Path;

use harness::{Process, eventually};
use mco::site::{Character, USER};

use super::super::mixed::Side;
use super::{Keeper, fleet, succeeds};

on_all_brokers!(processes_of_both_share_the_slots_and_never_more);

const PROCESSES: usize = 12;
const SLOTS: usize = 2;

async fn processes_of_both_share_the_slots_and_never_more(keeper: Keeper) {
    let Some(fleet) = fleet(keeper).await else {
        return;
    };
    succeeds(
        &fleet,
        Side::Ours,
        &["governor", "add", "FEW", &SLOTS.to_string(), "20m"],
    )
    .await;
    // Root acts as the node.
    let config = if rustix::process::geteuid().is_root() {
        let node = Character {
            identity: "n1.example.net".to_owned(),
            facts: serde_json::json!({}),
            classes: Vec::new(),
        };
        fleet.world.site.cast(&node).unwrap().join("server.conf")
    } else {
        fleet.config(USER)
    };
    let home = fleet.world.dir();
    for folder in ["inside", "seen"] {
        fs::create_dir_all(home.join(folder)).unwrap();
    }
    // Who is inside notes how many are. The first wait for each other, so that all slots are used at once.
    let script = format!(
        "cd {}; touch inside/$$; ls inside | wc -l >seen/$$; \
         until [ $(ls seen | wc -l) -ge {SLOTS} ]; do sleep 0.05; done; ls inside | wc -l >>seen/$$; rm inside/$$\n",
        home.display()
    );
    let file = home.join("inside.sh");
    fs::write(&file, script).unwrap();
    let (file, config) = (file.to_str().unwrap(), config.to_str().unwrap());
    let options = [
        "governor",
        "run",
        "--config",
        config,
        "--interval",
        "1s",
        "--max-wait",
        "10m",
    ];
    let words = [&options[..], &["FEW", "sh", file]].concat();
    let env = [("MCOLLECTIVE_CERTNAME", USER), ("HOME", home.to_str().unwrap())];
    let mut processes: Vec<_> = (0..PROCESSES)
        .map(|number| {
            let ours = number % 2 == 0;
            let program = if ours {
                Path::new(env!("CARGO_BIN_EXE_test-mco"))
            } else {
                &fleet.choria
            };
            let env = if config.ends_with("server.conf") {
                &env[1..]
            } else {
                &env[..]
            };
            Process::start(program, &words, env, home.join(format!("run{number}.log")))
        })
        .collect();
    let all = async || processes.iter_mut().all(Process::ended).then_some(());
    eventually("everybody to have had a slot", all).await;
    let said: String = processes.iter().map(Process::output).collect();
    let counts: Vec<usize> = fs::read_dir(home.join("seen"))
        .unwrap()
        .flat_map(|file| {
            let text = fs::read_to_string(file.unwrap().path()).unwrap();
            text.lines()
                .map(|line| line.trim().parse().unwrap())
                .collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(counts.len(), 2 * PROCESSES, "{said}");
    assert_eq!(counts.iter().max(), Some(&SLOTS), "{counts:?}");
    for side in Side::BOTH {
        let view = succeeds(&fleet, side, &["governor", "view", "FEW"]).await;
        assert!(view.contains("Active Leases: 0\n"), "{side:?}: {view}");
    }
}
