//! Key-value buckets and governors at a real terminal, while others use them too.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use client::governor::{GovernorConfig, Governors};
use client::kv::{Bucket, BucketConfig, Kv};
use harness::{Terminal, World, eventually};
use mco::site::USER;

use crate::history::sized;

/// An editor that takes its time, is not impressed by Ctrl-C, and knows one thing to change.
const EDITOR: &str = "#!/bin/sh
trap '' INT
printf 'the editor has %s' \"$(basename \"$1\")\" >/dev/tty
read -r _ </dev/tty
sed -i s/blue/green/ \"$1\"
";

/// A bucket with one key.
async fn bucket(world: &World) -> Bucket {
    let fleet = world.fleet().await;
    let kv = Kv::new(fleet.link());
    let bucket = kv.create(&BucketConfig::new("CONFIG")).await.unwrap();
    bucket.put("web.pool", "blue").await.unwrap();
    bucket
}

/// The screens, with an editor.
fn with_editor(world: &World, words: &[&str]) -> Terminal {
    let editor = world.dir().join("editor");
    std::fs::write(&editor, EDITOR).unwrap();
    std::fs::set_permissions(&editor, std::fs::Permissions::from_mode(0o755)).unwrap();
    let config = world.site.client_config().display().to_string();
    let state = world.state();
    let env = [
        ("MCOLLECTIVE_CERTNAME", USER),
        ("XDG_STATE_HOME", &state),
        ("EDITOR", editor.to_str().unwrap()),
    ];
    let words: Vec<&str> = ["--config", &config]
        .into_iter()
        .chain(words.iter().copied())
        .collect();
    Terminal::spawn(Path::new(env!("CARGO_BIN_EXE_test-mco")), &words, &env, 120, 35)
}

async fn value(bucket: &Bucket) -> String {
    let entry = bucket.get("web.pool").await.unwrap();
    String::from_utf8(entry.value.to_vec()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_value_is_edited_while_somebody_else_changes_it_and_nothing_is_overwritten() {
    let mut world = World::prepared();
    world.site.start_broker().await.unwrap();
    let bucket = bucket(&world).await;
    let mut terminal = with_editor(&world, &["tui", "kv"]);
    terminal.wait_for("web.pool").await;
    terminal.press("<enter>");
    terminal.wait_for("a write counts only if revision 1").await;
    terminal.wait_for("e edit").await;
    terminal.press("e");
    terminal.wait_for("the editor has pool.txt").await;
    assert!(terminal.is_cooked());
    terminal.press("<c-c>");
    let theirs = bucket.put("web.pool", "red").await.unwrap();
    terminal.press("<enter>");
    terminal
        .wait_for("Written only if 1 is still the newest revision")
        .await;
    terminal.press("y");
    terminal.wait_for("You were overtaken").await;
    terminal
        .wait_for(&format!("revision {theirs} while you edited 1"))
        .await;
    terminal.wait_for("- red").await;
    terminal.wait_for("+ green").await;
    assert_eq!(value(&bucket).await, "red");

    let kept = world.dir().join("mine.txt");
    terminal.press("O");
    terminal.wait_for("Name of a new file").await;
    terminal.press(&format!("<c-u>{}<enter>", kept.display()));
    terminal.wait_for("wrote ").await;
    assert_eq!(std::fs::read_to_string(&kept).unwrap(), "green");
    terminal.press("r");
    terminal.wait_for("wrote revision 3 of web.pool").await;
    assert_eq!(value(&bucket).await, "green");
    // Drawing all of it again does not ask the terminal anything either.
    terminal.press("<c-l>D");
    terminal.wait_for("Delete web.pool?").await;
    terminal.press("nQ");
    assert_eq!(terminal.exit_status().await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn with_read_only_no_value_can_be_changed() {
    let mut world = World::prepared();
    world.site.start_broker().await.unwrap();
    let bucket = bucket(&world).await;
    let mut terminal = with_editor(&world, &["tui", "kv", "--read-only"]);
    terminal.wait_for("web.pool").await;
    terminal.press("<enter>");
    terminal.wait_for("only looking is allowed here").await;
    terminal.press("e");
    terminal.wait_for("e does nothing here").await;
    terminal.press("D");
    terminal.wait_for("D does nothing here").await;
    terminal.press("Q");
    assert_eq!(terminal.exit_status().await, 0);
    assert_eq!(value(&bucket).await, "blue");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bucket_is_followed_over_a_restart_of_the_broker() {
    let mut world = World::prepared();
    world.site.start_broker().await.unwrap();
    let bucket = bucket(&world).await;
    let mut terminal = sized(&world, &["tui", "kv"], 120, 35);
    terminal.wait_for("web.pool").await;
    world.site.stop_broker().await;
    terminal.wait_for("not live").await;
    world.site.start_broker().await.unwrap();
    terminal.wait_for("live again").await;
    let put = async || bucket.put("web.port", "443").await.ok();
    eventually("the bucket to take values again", put).await;
    terminal.wait_for("PUT   web.port").await;
    terminal.press("Q");
    assert_eq!(terminal.exit_status().await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stuck_lease_is_found_and_evicted() {
    let world = World::with_nodes(2).await;
    let fleet = world.fleet().await;
    let governors = Governors::new(fleet.link(), "mcollective");
    let config = GovernorConfig {
        name: "PUPPET".to_owned(),
        capacity: 1,
        expires: std::time::Duration::from_secs(3600),
        replicas: 1,
    };
    let governor = governors.create(&config).await.unwrap();
    let slot = governor.attempt("gone.example.net").await.unwrap();
    assert!(slot.is_some());

    let mut terminal = sized(&world, &["tui"], 120, 35);
    terminal.wait_for("2 nodes").await;
    terminal.press("4");
    terminal.wait_for("1 of 1 slots used").await;
    terminal.wait_for("1 looks stuck").await;
    terminal.press("<enter>");
    terminal
        .wait_for("gone.example.net is not known in the fleet")
        .await;
    terminal.press("x");
    terminal.wait_for("Evict gone.example.net?").await;
    assert_eq!(governor.leases().await.unwrap().len(), 1);
    terminal.press("y");
    terminal.wait_for("evicted gone.example.net from slot 1").await;
    terminal.wait_for("0 of 1 slots used").await;
    terminal.wait_for("eviction gone.example.net").await;
    assert!(governor.attempt("node.example.net").await.unwrap().is_some());
    terminal.wait_for("1 of 1 slots used").await;
    terminal.press("Q");
    assert_eq!(terminal.exit_status().await, 0);
}
