//! The screens as a person uses them: a real broker, real nodes, a real terminal.

use std::ffi::OsString;
use std::path::Path;
use std::time::Duration;

use harness::{Outcome, Terminal, World, eventually};

use crate::history::sized;

/// A form that is filled in for this action, with its cursor in the first field.
async fn compose(terminal: &Terminal, agent: &str, action: &str) {
    terminal.press("2");
    terminal.wait_for("nothing has been sent").await;
    terminal.press(&format!("/{agent}"));
    terminal.wait_for(&format!("▸ {agent}")).await;
    terminal.press("<enter>");
    terminal.wait_for("Esc agents").await;
    terminal.press(&format!("/{action}"));
    terminal.wait_for(&format!("▸ {action}")).await;
    terminal.press("<enter>");
    terminal.wait_for("^R run").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_british_web_servers_are_found_and_a_service_restarted_with_a_canary() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().display().to_string();
    let fleet = ["demo", "--living", "--nodes", "40", "--"];
    let found: Vec<OsString> = fleet
        .iter()
        .chain(&["find", "-C", "role::web", "-F", "country=uk"])
        .map(OsString::from)
        .collect();
    let count = Outcome::of(found, &[]).await.out.lines().count();
    assert!(count > 1);

    let words: Vec<&str> = fleet.iter().copied().chain(["tui"]).collect();
    let program = Path::new(env!("CARGO_BIN_EXE_test-mco"));
    let mut terminal = Terminal::spawn(program, &words, &[("HOME", &home)], 120, 35);
    terminal.wait_for("40 nodes").await;
    terminal.press("/-C role::web -F country=uk<enter>");
    terminal.wait_for(&format!("{count} nodes")).await;
    compose(&terminal, "service", "restart").await;
    terminal.press("sshd<tab><tab><tab>1");
    terminal.wait_for(&format!("{count} nodes: canary 1")).await;
    terminal.press("<c-r>");
    terminal.wait_for("There is no undo").await;
    terminal.press("y");
    terminal.wait_for("batch 2/2").await;
    terminal.wait_for("exit ").await;
    terminal.press("8");
    terminal.wait_for("service#restart").await;
    terminal.press("Q");
    assert_eq!(terminal.exit_status().await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rollout_is_stopped_half_way_and_resumed_later() {
    let world = World::with_nodes(4).await;
    let mut terminal = sized(&world, &["tui"], 120, 35);
    terminal.wait_for("4 nodes").await;
    compose(&terminal, "rpcutil", "ping").await;
    terminal.press("<tab><tab>1<tab><tab>1");
    terminal.wait_for("4 nodes: canary 1, batches of 1").await;
    terminal.press("<c-r>");
    terminal.wait_for("batch 2/4").await;
    terminal.press("<c-c>");
    terminal.wait_for("you asked to stop").await;
    terminal.press("8");
    terminal.wait_for("rpcutil#ping").await;
    terminal.press("Q");
    assert_eq!(terminal.exit_status().await, 0);
    let stopped: serde_json::Value = world.mco(&["jobs", "--json"]).await.json();
    assert_eq!(stopped[0]["state"], "paused");

    let mut terminal = sized(&world, &["tui", "jobs"], 120, 35);
    terminal.wait_for("r resume").await;
    terminal.press("r");
    terminal.wait_for("Resume?").await;
    terminal.press("y");
    terminal.wait_for("exit 0").await;
    terminal.press("Q");
    assert_eq!(terminal.exit_status().await, 0);
    let jobs = world.mco(&["jobs", "--json"]).await.json();
    assert_eq!((&jobs[0]["done"], &jobs[0]["runs"]), (&4.into(), &2.into()));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_leaves_amid_a_rollout_is_asked_and_finds_it_again() {
    let world = World::with_nodes(4).await;
    let mut terminal = sized(&world, &["tui"], 80, 24);
    terminal.wait_for("4 nodes").await;
    compose(&terminal, "rpcutil", "ping").await;
    terminal.press("<tab><tab><tab>1");
    terminal.wait_for("4 nodes: batches of 1").await;
    terminal.press("<c-r>");
    terminal.wait_for("batch 2/4").await;
    terminal.press("Q");
    terminal.wait_for("Leave?").await;
    terminal.press("y");
    assert_eq!(terminal.exit_status().await, 0);

    let mut terminal = sized(&world, &["tui", "jobs"], 80, 24);
    terminal.wait_for("paused").await;
    terminal.wait_for("r resume").await;
    terminal.press("r");
    terminal.wait_for("Resume?").await;
    terminal.press("y");
    terminal.wait_for("exit 0").await;
    terminal.press("Q");
    assert_eq!(terminal.exit_status().await, 0);
    let job = &world.mco(&["jobs", "--json"]).await.json()[0];
    assert_eq!((&job["done"], &job["state"]), (&4.into(), &"complete".into()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broker_that_is_lost_while_replies_stream_in_comes_back() {
    let mut world = World::with_nodes(6).await;
    let mut terminal = sized(&world, &["tui"], 120, 35);
    terminal.wait_for("6 nodes").await;
    compose(&terminal, "rpcutil", "ping").await;
    terminal.press("<tab><tab><tab>1");
    terminal.wait_for("6 nodes: batches of 1").await;
    terminal.press("<c-r>");
    terminal.wait_for("batch 1/6").await;
    world.site.stop_broker().await;
    terminal.wait_for("lost").await;
    world.site.start_broker().await.unwrap();
    terminal
        .wait_until("the broker to be back", |screen| !screen.contains("lost"))
        .await;
    let over = async || terminal.screen().contains("exit ").then(|| terminal.screen());
    let screen = tokio::time::timeout(Duration::from_secs(120), eventually("the end", over));
    let screen = screen.await.unwrap();
    assert!(screen.contains("the broker was lost meanwhile"), "{screen}");
    // A node whose answer could not arrive is silent, not failed, and the others answered afterwards.
    let job = &world.mco(&["jobs", "--json"]).await.json()[0];
    let count = |name: &str| job[name].as_u64().unwrap();
    assert_eq!(
        (count("done") + count("silent"), count("failed")),
        (6, 0),
        "{job}"
    );
    assert!(count("done") > 2, "{job}");
    terminal.press("Q");
    assert_eq!(terminal.exit_status().await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_broker_the_screens_open_and_say_so_and_one_that_comes_is_used() {
    let mut world = World::prepared();
    world.site.start_broker().await.unwrap();
    world.site.stop_broker().await;
    let mut terminal = sized(&world, &["tui"], 120, 35);
    terminal.wait_for("no broker").await;
    world.site.start_broker().await.unwrap();
    world.site.start_nodes(3).await.unwrap();
    terminal
        .wait_until("the broker", |screen| !screen.contains("no broker"))
        .await;
    terminal.press("R");
    terminal.wait_for("3 nodes").await;
    terminal.press("Q");
    assert_eq!(terminal.exit_status().await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_nodes_are_compared_by_what_they_differ_in() {
    let world = World::with_nodes(2).await;
    let mut terminal = sized(&world, &["tui"], 120, 35);
    // Not while they still come: keys act on the nodes that are listed.
    terminal.wait_for("Nodes 2 ─").await;
    terminal.press("<space><space>");
    terminal.wait_for("2 marked").await;
    terminal.press("d");
    terminal.wait_for("differences between 2 nodes").await;
    let differs = |screen: &str| {
        let line = screen.lines().find(|line| line.contains("fact country"));
        let values: Vec<&str> = line.unwrap_or_default().split_whitespace().skip(2).collect();
        matches!(values[..], ["country", one, other, ..] if one != other)
    };
    terminal.wait_until("both countries", differs).await;
    terminal.press("<esc>");
    terminal
        .wait_until("the list", |screen| !screen.contains("differences between"))
        .await;
    terminal.press("Q");
    assert_eq!(terminal.exit_status().await, 0);
}
