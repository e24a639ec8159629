//! What is asked at a terminal before something is removed.

use std::path::Path;

use harness::{Engine, Terminal, World, on_both_engines};
use mco::Exit;

use super::{desk, done, with_bucket};

on_both_engines!(a_key_is_removed_after_a_yes_and_a_bucket_after_its_name,);

fn typed(world: &World, words: &[&str]) -> Terminal {
    let (_, vars) = desk(world);
    let vars: Vec<_> = vars.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Terminal::spawn(Path::new(env!("CARGO_BIN_EXE_test-mco")), words, &vars, 120, 24)
}

async fn a_key_is_removed_after_a_yes_and_a_bucket_after_its_name(engine: Engine) {
    let world = with_bucket(&engine).await;
    done(&world, &["kv", "put", "CFG", "a", "1"]).await;
    let mut terminal = typed(&world, &["kv", "rm", "CFG", "a"]);
    terminal
        .wait_for("Really remove key a of bucket CFG? [y/N]")
        .await;
    terminal.press("<enter>");
    assert_eq!(terminal.exit_status().await, 10);
    assert!(terminal.screen().contains("Skipping"));
    assert_eq!(done(&world, &["kv", "keys", "CFG"]).await, "a\n");
    let mut terminal = typed(&world, &["kv", "rm", "CFG", "a"]);
    terminal.wait_for("[y/N]").await;
    terminal.press("y<enter>");
    assert_eq!(terminal.exit_status().await, 0);
    assert_eq!(done(&world, &["kv", "keys", "CFG"]).await, "");

    for (answer, status) in [("y<enter>", 10), ("CFG<enter>", 0)] {
        let mut terminal = typed(&world, &["kv", "rm", "CFG"]);
        terminal
            .wait_for("Really remove bucket CFG with 2 values? Type CFG to go on:")
            .await;
        terminal.press(answer);
        assert_eq!(terminal.exit_status().await, status);
    }
    assert_eq!(world.mco(&["kv", "status", "CFG"]).await.exit, Exit::Error);
}
