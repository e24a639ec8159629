//! What a newcomer runs first.

use std::collections::HashSet;
use std::ffi::OsString;
use std::process::Command;

use harness::Outcome;
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
