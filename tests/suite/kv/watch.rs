//! Watching, also while the broker is away.

use std::path::Path;

use harness::{Engine, Process, World, eventually, on_both_engines};
use serde_json::Value;

use super::{desk, done, failed, with_bucket};

on_both_engines!(
    once_prints_one_value_and_ends_or_gives_up,
    changes_are_told_one_to_a_line,
    a_watch_goes_on_over_a_restart_of_the_broker,
);

async fn once_prints_one_value_and_ends_or_gives_up(engine: Engine) {
    let world = with_bucket(&engine).await;
    let waiting = world.mco(&["kv", "watch", "CFG", "a", "--once"]);
    let later = async {
        done(&world, &["kv", "put", "CFG", "b", "0"]).await;
        done(&world, &["kv", "put", "CFG", "a", "1"]).await;
    };
    let (seen, ()) = tokio::join!(waiting, later);
    assert_eq!(seen.out, "1");
    assert_eq!(done(&world, &["kv", "watch", "CFG", "b", "--once"]).await, "0");
    assert_shown!(failed(&world, &["kv", "watch", "CFG", "c", "--once", "--timeout", "200ms"]).await, @"mco: key c of bucket CFG has no value after 200ms");
    done(&world, &["kv", "watch", "CFG", "--timeout", "1ms"]).await;
}

async fn changes_are_told_one_to_a_line(engine: Engine) {
    let world = with_bucket(&engine).await;
    done(&world, &["kv", "put", "CFG", "a", "1"]).await;
    let watch = watch(&world, &["kv", "watch", "CFG"]);
    let told = async |count: usize| {
        let lines = async || {
            let output = watch.output();
            let lines: Vec<String> = output.lines().map(str::to_owned).collect();
            (lines.len() >= count).then_some(lines)
        };
        eventually(&format!("{count} lines"), lines).await
    };
    told(1).await;
    done(&world, &["kv", "rm", "CFG", "a", "-f"]).await;
    done(&world, &["kv", "purge", "CFG", "b", "-f"]).await;
    let lines = told(3).await;
    assert!(lines.iter().all(|line| line.starts_with("[20")), "{lines:?}");
    let told: Vec<_> = lines
        .iter()
        .map(|line| line.split_once("] ").unwrap().1)
        .collect();
    assert_eq!(told, ["PUT CFG.a: 1", "DEL CFG.a", "PURGE CFG.b"]);
}

/// A watch in a process of its own.
fn watch(world: &World, words: &[&str]) -> Process {
    let (_, vars) = desk(world);
    let vars: Vec<_> = vars.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let mco = Path::new(env!("CARGO_BIN_EXE_test-mco"));
    Process::start(mco, words, &vars, world.dir().join("watch.log"))
}

async fn a_watch_goes_on_over_a_restart_of_the_broker(engine: Engine) {
    let mut world = with_bucket(&engine).await;
    let watch = watch(&world, &["kv", "watch", "CFG", "-j"]);
    let told = async |count: usize| {
        let lines = async || {
            let lines: Vec<Value> = watch
                .output()
                .lines()
                .filter_map(|line| serde_json::from_str(line).ok())
                .collect();
            (lines.len() >= count).then_some(lines)
        };
        eventually(&format!("{count} changes"), lines).await
    };
    done(&world, &["kv", "put", "CFG", "a", "1"]).await;
    told(1).await;
    for round in 2..4 {
        world.site.stop_broker().await;
        world.site.start_broker().await.unwrap();
        done(&world, &["kv", "put", "CFG", "a", &round.to_string()]).await;
        let changes = told(round).await;
        assert_eq!(changes.len(), round);
        assert_eq!(changes[round - 1]["value"], round.to_string());
    }
    done(&world, &["kv", "rm", "CFG", "a", "-f"]).await;
    assert_eq!(told(4).await[3]["operation"], "DELETE");
}
