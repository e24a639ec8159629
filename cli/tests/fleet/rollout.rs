//! Rollouts that somebody or something stops.

use mco::Exit;
use serde_json::Value;

use crate::world::{Ran, Situation, World};

/// The last line of a kind.
fn said(ran: &Ran, kind: &str) -> Value {
    let lines = ran.out.lines().rev();
    let mut lines = lines.map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines.find(|line| line["k"] == kind).unwrap()
}

/// Runs a command as somebody who gives up at the first answer.
async fn interrupted(world: &World, line: &[&str], at_once: bool) -> Ran {
    let situation = Situation {
        enough: Some("\"k\":\"result\""),
        at_once,
        ..Situation::default()
    };
    world.run_in(line, situation).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_interruption_lets_the_batch_finish() {
    let world = World::start().await;
    let line = ["rpc", "rpcutil", "ping", "--batch", "2", "--jsonl"];
    let ran = interrupted(&world, &line, false).await;
    assert_eq!(ran.exit, Exit::Paused, "{}", ran.err);
    let rollout = said(&ran, "rollout");
    assert_eq!(rollout["rollout"]["done"], 2, "{rollout}");
    assert_eq!(
        rollout["rollout"]["not_sent"],
        serde_json::json!(["web02.lab.test"])
    );

    let job = rollout["rollout"]["job"].as_str().unwrap();
    let other = ["rpc", "rpcutil", "inventory", "--resume", job];
    let ran = world.run(&other).await;
    assert!(
        ran.err.contains("asks something else: mco rpc rpcutil ping"),
        "{}",
        ran.err
    );
    let same = ["rpc", "rpcutil", "ping", "--resume", job, "--senders"];
    let ran = world.run(&same).await;
    assert_eq!(
        (ran.exit, ran.out.as_str()),
        (Exit::Done, "web02.lab.test\n"),
        "{}",
        ran.err
    );
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_second_interruption_leaves_nodes_in_doubt() {
    let world = World::start().await;
    let list = world.dir.path().join("nodes");
    std::fs::write(&list, "web01.lab.test\nghost.lab.test\nzeus.lab.test\n").unwrap();
    let list = list.to_str().unwrap();
    let line = [
        "rpc", "rpcutil", "ping", "--nodes", list, "--batch", "2", "--jsonl",
    ];
    let ran = interrupted(&world, &line, true).await;
    assert_eq!(ran.exit, Exit::Interrupted, "{}", ran.err);
    let rollout = &said(&ran, "rollout")["rollout"];
    assert_eq!((&rollout["done"], &rollout["in_doubt"]), (&1.into(), &1.into()));
    assert!(ran.err.contains("whether they acted is not known"), "{}", ran.err);
    let ran = world.run(&["jobs", "--ascii"]).await;
    assert!(ran.out.contains("interrupted"), "{}", ran.out);
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_that_does_not_pass_its_check_stops_the_rollout() {
    let world = World::start().await;
    let start = [
        "service",
        "start",
        "crashing",
        "--batch",
        "1",
        "--batch-sleep",
        "0",
        "--jsonl",
        "--verify",
    ];
    let ran = world
        .run(&[&start[..], &["req service status service=crashing"]].concat())
        .await;
    assert_eq!(ran.exit, Exit::Paused, "{}", ran.err);
    let rollout = &said(&ran, "rollout")["rollout"];
    assert_eq!(
        (&rollout["done"], &rollout["failed"], &rollout["batches"]),
        (&0.into(), &1.into(), &1.into())
    );
    assert_eq!(rollout["why"], "1 node did not pass --verify");
    let ran = world
        .run(&[&start[..], &["mco req service status service=httpd"]].concat())
        .await;
    assert_eq!(ran.exit, Exit::Paused, "the database has no httpd: {}", ran.err);
    for words in [
        "ping",
        "req service",
        "req nonsense x",
        "req rpcutil ping -C apache",
    ] {
        let ran = world.run(&[&start[..], &[words]].concat()).await;
        assert_eq!(ran.exit, Exit::Error, "{words}: {}", ran.err);
    }
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_may_want_more_of_an_answer_than_success_also_when_it_is_resumed() {
    let world = World::start().await;
    let start = [
        "rpcutil",
        "ping",
        "--batch",
        "2",
        "--batch-sleep",
        "0",
        "--jsonl",
        "--verify",
    ];
    let checked = |words| [&start[..], &[words]].concat();
    let good = r#"rpcutil ping --filter-replies 'data("pong") > 0'"#;
    let ran = world.run(&checked(good)).await;
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let bad = r#"rpcutil ping --filter-replies 'data("pong") < 0'"#;
    let ran = world.run(&checked(bad)).await;
    assert_eq!(ran.exit, Exit::Paused, "{}", ran.err);
    let rollout = said(&ran, "rollout");
    assert_eq!(rollout["rollout"]["why"], "2 nodes did not pass --verify");

    let job = rollout["rollout"]["job"].as_str().unwrap();
    let ran = world.run(&["jobs", "show", job, "--json"]).await;
    let shown: Value = serde_json::from_str(&ran.out).unwrap();
    let command = shown["command"].as_str().unwrap();
    assert!(command.contains("--filter-replies"), "{command}");
    let ran = world.run(&["resume", job, "--jsonl"]).await;
    let again = said(&ran, "rollout");
    assert_eq!(
        again["rollout"]["failed"], 3,
        "the condition is remembered: {again}"
    );

    let ran = world.run(&checked("rpcutil ping --filter-replies 'ok('")).await;
    assert_eq!(ran.exit, Exit::Error, "{}", ran.err);
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn failed_nodes_get_another_chance_before_they_count() {
    let world = World::start().await;
    let line = [
        "service", "start", "flapping", "--canary", "1", "--retry", "failed", "--json",
    ];
    let ran = world.run(&line).await;
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let document: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(document["replies"].as_array().unwrap().len(), 3);
    assert_eq!(document["request_stats"]["ok"], 3);
    assert_eq!(document["rollout"]["complete"], true);
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_sends_nothing_and_leaves_no_job() {
    let world = World::start().await;
    let ran = world
        .run(&["service", "stop", "httpd", "--canary", "1", "--dry-run"])
        .await;
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    insta::assert_snapshot!(ran.out, @r"
    service#stop on 3 nodes: canary 1, 1s apart

      batch 1/2  1 node, canary: db1.lab.test
      batch 2/2  2 nodes: web01.lab.test to web02.lab.test

    It takes 1s of pauses and the time the nodes need, 2m 5s at most. Nothing was sent.
    ");
    let ran = world.run(&["jobs"]).await;
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::Done, ""));
    world.stop().await;
}
