//! Many who want few slots.

use std::fs;

use harness::{Engine, eventually, on_both_engines};

use super::{done, held, run, world};

on_both_engines!(fifty_processes_share_five_slots_and_never_more,);

const PROCESSES: usize = 50;
const SLOTS: usize = 5;

async fn fifty_processes_share_five_slots_and_never_more(engine: Engine) {
    let world = world(&engine).await;
    done(&world, &["governor", "add", "FEW", &SLOTS.to_string(), "20m"]).await;
    let (inside, seen) = (world.dir().join("inside"), world.dir().join("seen"));
    fs::create_dir_all(&inside).unwrap();
    fs::create_dir_all(&seen).unwrap();
    // Who is inside notes how many are. The first wait for each other, so that all slots are used at once.
    let script = format!(
        "cd {} || exit 1; touch inside/$$; ls inside | wc -l >seen/$$; \
         until [ $(ls seen | wc -l) -ge {SLOTS} ]; do sleep 0.05; done; \
         ls inside | wc -l >>seen/$$; rm inside/$$",
        world.dir().display()
    );
    let words = [
        "FEW",
        "--interval",
        "1s",
        "--max-wait",
        "30m",
        "--",
        "sh",
        "-c",
        &script,
    ];
    let mut processes: Vec<_> = (0..PROCESSES)
        .map(|number| run(&world, &words, &format!("run{number}.log")))
        .collect();
    let all = async || processes.iter_mut().all(|one| one.ended()).then_some(());
    eventually("everybody to have had a slot", all).await;
    let said: String = processes.iter().map(harness::Process::output).collect();
    assert_eq!(said, "");
    let counts = fs::read_dir(&seen)
        .unwrap()
        .map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
    let counts: Vec<Vec<usize>> = counts
        .map(|text| text.lines().map(|line| line.trim().parse().unwrap()).collect())
        .collect();
    assert_eq!(counts.len(), PROCESSES);
    assert_eq!(counts.iter().flatten().max(), Some(&SLOTS), "{counts:?}");
    held(&world, "FEW", 0).await;
}
