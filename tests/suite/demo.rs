//! What a newcomer runs first.

use std::collections::HashSet;
use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use harness::{Outcome, Terminal};
use mco::Exit;

async fn demo(words: &[&str]) -> Outcome {
    let words = std::iter::once("demo").chain(words.iter().copied());
    Outcome::of(words.map(OsString::from).collect(), &[]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_inventory_of_25_nodes_is_one_json_document_with_25_replies() {
    let outcome = demo(&["--nodes", "25", "--", "rpc", "rpcutil", "inventory", "--json"]).await;
    assert_eq!(outcome.exit, Exit::Done, "{}", outcome.err);
    let document = outcome.json();
    let replies = document["replies"].as_array().unwrap();
    let senders: HashSet<_> = replies.iter().map(|reply| reply["sender"].to_string()).collect();
    assert_eq!(senders.len(), 25);
    assert!(
        replies
            .iter()
            .all(|reply| reply["statuscode"] == 0 && reply["data"]["facts"]["country"].is_string())
    );
    assert_eq!(document["request_stats"]["ok"], 25);
}

#[tokio::test(flavor = "multi_thread")]
async fn find_returns_exactly_the_nodes_with_the_fact() {
    let outcome = demo(&["--", "find", "-W", "country=mt"]).await;
    assert_eq!(outcome.exit, Exit::Done, "{}", outcome.err);
    assert_eq!(
        outcome.sorted_lines(),
        ["db1.mt.example.net", "web1.mt.example.net"]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn package_status_shows_this_machines_version_from_every_node() {
    let query = Command::new("dpkg-query")
        .args(["-W", "-f", "${Version}", "bash"])
        .output();
    let Some(version) = query.ok().filter(|query| query.status.success()) else {
        eprintln!("SKIPPED: this machine has no dpkg to compare with");
        return;
    };
    let version = String::from_utf8(version.stdout).unwrap();
    let outcome = demo(&["--nodes", "3", "--", "package", "status", "bash"]).await;
    assert_eq!(outcome.exit, Exit::Done, "{}", outcome.err);
    let told = outcome
        .out
        .lines()
        .filter(|line| line.contains(&format!("bash-{version}")))
        .count();
    assert_eq!(told, 3, "{}", outcome.out);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demonstration_ends_with_the_status_of_its_command() {
    let outcome = demo(&[
        "--nodes",
        "1",
        "--",
        "rpc",
        "service",
        "status",
        "service=no-such-unit-here",
    ])
    .await;
    assert!(matches!(outcome.exit, Exit::Done | Exit::Failed), "{outcome:?}");
    let outcome = demo(&["--nodes", "1", "--", "find", "-W", "country=nowhere"]).await;
    assert_eq!(outcome.exit, Exit::Error, "{outcome:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_living_fleet_has_its_own_services_and_packages_and_some_trouble() {
    let words = [
        "--living",
        "--nodes",
        "12",
        "--",
        "rpc",
        "service",
        "restart",
        "service=sshd",
        "--json",
    ];
    let outcome = demo(&words).await;
    assert_eq!(outcome.exit, Exit::Failed, "{}", outcome.err);
    let document = outcome.json();
    assert_eq!(document["request_stats"]["ok"], 11, "{document}");
    let replies = document["replies"].as_array().unwrap();
    let failed: Vec<_> = replies.iter().filter(|reply| reply["statuscode"] != 0).collect();
    assert_eq!(
        failed[0]["statusmsg"],
        "sshd did not come up: its configuration is not valid"
    );
    assert!(replies.iter().any(|reply| reply["data"]["status"] == "running"));

    let words = [
        "--living",
        "--nodes",
        "6",
        "--",
        "rpc",
        "package",
        "status",
        "package=openssl",
        "--json",
    ];
    let outcome = demo(&words).await;
    let document = outcome.json();
    let versions: HashSet<_> = document["replies"]
        .as_array()
        .unwrap()
        .iter()
        .map(|reply| reply["data"]["ensure"].to_string())
        .collect();
    assert_eq!(versions.len(), 2, "{versions:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn at_a_terminal_the_screens_open_and_nothing_outlives_them() {
    let folder = tempfile::tempdir().unwrap();
    let temporary = folder.path().display().to_string();
    let program = Path::new(env!("CARGO_BIN_EXE_test-mco"));
    let env = [("TMPDIR", temporary.as_str()), ("HOME", temporary.as_str())];
    let mut terminal = Terminal::spawn(program, &["demo", "--nodes", "12"], &env, 120, 35);
    terminal.wait_for("A fleet that lives").await;
    terminal.press("<esc>");
    terminal.wait_for("web1.mt.exampl").await;
    terminal.press("8");
    terminal.wait_for("service#restart").await;
    terminal.press("Q");
    assert_eq!(terminal.exit_status().await, 0);
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert!(left.is_empty(), "{left:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn at_a_terminal_it_can_serve_instead() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().display().to_string();
    let program = Path::new(env!("CARGO_BIN_EXE_test-mco"));
    let words = ["demo", "--nodes", "2", "--no-tui", "--calm"];
    let mut terminal = Terminal::spawn(program, &words, &[("HOME", &home)], 120, 35);
    terminal.wait_for("2 nodes are up behind a TLS broker").await;
    terminal.press("<c-c>");
    assert_eq!(terminal.exit_status().await, 0);
}
