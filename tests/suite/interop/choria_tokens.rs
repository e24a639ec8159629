//! The reference's own program in a site of tokens, where protocol v2 is spoken.

use std::path::Path;
use std::process::{Output, Stdio};

use harness::{Process, World, eventually, peers};
use mco::Exit;
use mco::site::{Character, Security, USER};
use serde_json::Value;

/// A name no character of the cast has.
const REAL: &str = "real1.go.example.net";

#[tokio::test(flavor = "multi_thread")]
async fn the_real_client_finds_and_asks_our_nodes_with_a_token() {
    let Some(choria) = peers::find("choria") else {
        return;
    };
    let world = World::with_nodes_of(Security::V2, 4).await;
    let pinged = run(&choria, &world, &["ping"]).await;
    let out = String::from_utf8_lossy(&pinged.stdout).into_owned();
    for node in world.site.nodes() {
        assert!(out.contains(node.context().identity.as_str()), "{pinged:?}");
    }
    for filter in [["-F", "country=mt"], ["-C", "role::db"], ["-I", "/^web1/"]] {
        let theirs = run(&choria, &world, &[&["find"], &filter[..]].concat()).await;
        let theirs = String::from_utf8_lossy(&theirs.stdout).into_owned();
        let mut names: Vec<_> = theirs.lines().filter(|line| !line.is_empty()).collect();
        names.sort_unstable();
        let ours = world.mco(&[&["find"], &filter[..]].concat()).await;
        assert_eq!(names, ours.sorted_lines(), "{filter:?}");
    }
    for (action, input) in [
        ("ping", None),
        ("inventory", None),
        ("get_fact", Some("fact=country")),
    ] {
        let mut words = vec!["req", "rpcutil", action];
        words.extend(input);
        words.push("--json");
        let output = run(&choria, &world, &words).await;
        let document: Value = serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|error| panic!("{action}: {error}: {output:?}"));
        assert_eq!(document["request_stats"]["ok"], 4, "{action}: {document}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn our_client_drives_a_real_server_with_a_token() {
    let Some(choria) = peers::find("choria") else {
        return;
    };
    let world = World::with_nodes_of(Security::V2, 1).await;
    let character = Character {
        identity: REAL.to_owned(),
        facts: serde_json::json!({ "country": "go", "role": "gopher" }),
        classes: vec!["base".to_owned()],
    };
    let config = world.site.cast(&character).unwrap().join("server.conf");
    let args = ["server", "run", "--config", config.to_str().unwrap()];
    let log = world.dir().join("choria-server.log");
    let _server = Process::start(&choria, &args, &[], log);
    eventually("the real server to be discovered", async || {
        let found = world.mco(&["find", "-F", "country=go"]).await;
        (found.sorted_lines() == [REAL]).then_some(())
    })
    .await;
    let fact = world
        .mco(&["rpc", "rpcutil", "get_fact", "fact=role", "-I", REAL, "--json"])
        .await;
    assert_eq!(fact.exit, Exit::Done, "{fact:?}");
    assert_eq!(fact.json()["replies"][0]["data"]["value"], "gopher");
    let both = world.mco(&["rpc", "rpcutil", "ping", "--json"]).await;
    assert_eq!(both.json()["request_stats"]["ok"], 2, "{both:?}");
}

async fn run(choria: &Path, world: &World, words: &[&str]) -> Output {
    tokio::process::Command::new(choria)
        .args(words)
        .arg("--config")
        .arg(world.site.client_config())
        .env("USER", USER)
        .stdin(Stdio::null())
        .kill_on_drop(true)
        .output()
        .await
        .unwrap()
}
