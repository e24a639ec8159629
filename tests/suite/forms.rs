//! What a person at a terminal is asked, and what is remembered of the answers.

use harness::{Terminal, World};
use serde_json::Value;

use crate::history::{at_terminal, kept};

async fn in_order(terminal: &Terminal, texts: &[&str]) {
    for text in texts {
        terminal.wait_for(text).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn missing_inputs_open_the_form_and_the_whole_command_is_told_and_kept() {
    let world = World::with_nodes(2).await;
    let mut terminal = at_terminal(&world, &["rpc", "package", "status", "-I", "/web1/"]);
    in_order(&terminal, &["package#status", "Package *"]).await;
    terminal.press("bash<enter>");
    terminal.wait_for("To do this again:").await;
    terminal.exit_status().await;
    let again = terminal.screen();
    assert!(
        again
            .replace('\n', "")
            .contains("rpc package status package=bash -I"),
        "{again}"
    );
    let record: Value = kept(&world).pop().unwrap();
    assert_eq!(record["line"], "rpc package status -I /web1/ package=bash");
    assert_eq!(record["inputs"]["package"], "bash");

    // Off a terminal it stays an error.
    let refused = world.mco(&["rpc", "package", "status"]).await;
    assert_eq!(refused.exit.code(), 1);
    assert!(
        refused.err.contains("package#status needs more inputs"),
        "{}",
        refused.err
    );

    // Leaving the form sends nothing.
    let mut terminal = at_terminal(&world, &["rpc", "nettest", "connect"]);
    terminal.wait_for("fqdn: string").await;
    terminal.press("<esc>");
    assert_eq!(terminal.exit_status().await, 10);
    terminal.wait_for("nothing was sent").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_built_step_by_step() {
    let world = World::with_nodes(3).await;
    let mut terminal = at_terminal(&world, &["run"]);
    terminal.wait_for("Agent").await;
    terminal.press("package");
    terminal.wait_for("Installs, removes and looks at packages").await;
    terminal.press("<enter>");
    terminal.wait_for("Action of package").await;
    terminal.press("status");
    terminal.wait_for("Tells whether and in what version").await;
    terminal.press("<enter>");
    terminal.wait_for("package: string, required").await;
    terminal.press("bash<enter>");
    terminal.wait_for("Which nodes?").await;
    terminal.press("--nonsense<enter>");
    terminal.wait_for("unexpected argument '--nonsense'").await;
    terminal.press("-F role=web<enter>");
    in_order(
        &terminal,
        &["fact role equals \"web\"", "Run it? [Y/n/e to change it]"],
    )
    .await;
    terminal.press("<enter>");
    in_order(
        &terminal,
        &["Finished processing 1 / 1 hosts", "To do this again:"],
    )
    .await;
    terminal.exit_status().await;
    let record = kept(&world).pop().unwrap();
    assert_eq!(record["line"], "rpc package status package=bash -F role=web");
    assert_eq!(
        (&record["ok"], &record["targets"]),
        (&1.into(), &1.into()),
        "{record}"
    );

    // What is given is not asked for, and leaving sends nothing.
    let mut terminal = at_terminal(&world, &["run", "package", "status", "-F", "role=web"]);
    terminal.wait_for("package: string, required").await;
    terminal.press("<esc>");
    assert_eq!(terminal.exit_status().await, 10);
    let off = world.mco(&["run", "package"]).await;
    assert_eq!(off.exit.code(), 1);
    assert!(
        off.err.contains("run needs an action where nobody can be asked"),
        "{}",
        off.err
    );
}
