//! What a person at a terminal is asked, and what is remembered of the answers.

use harness::{Terminal, World};
use serde_json::Value;

use crate::history::{at_terminal, kept, sized};

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
async fn an_application_asks_what_it_is_about() {
    let world = World::with_nodes(2).await;
    let mut terminal = at_terminal(&world, &["package", "status"]);
    terminal.wait_for("Package *").await;
    terminal.press("bash<enter>");
    in_order(&terminal, &["web1", "To do this again:"]).await;
    terminal.exit_status().await;
    let record = kept(&world).pop().unwrap();
    assert_eq!(record["line"], "rpc package status package=bash");
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

/// The lines of an answer without the times in it.
fn timeless(text: &str) -> Vec<String> {
    let lines = text.lines().filter(|line| !line.starts_with("Discovering nodes"));
    let lines = lines.map(|line| {
        line.split(" hosts in ")
            .next()
            .unwrap_or_default()
            .trim_end()
            .to_owned()
    });
    lines.filter(|line| !line.is_empty()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_shown_while_answers_arrive_is_gone_in_the_end() {
    let world = World::with_nodes(5).await;
    let words = ["rpc", "rpcutil", "get_fact", "fact=country", "--sort"];
    let plain = world.mco(&words).await;
    for (cols, flag) in [(100, "--live"), (50, "--no-live")] {
        let words: Vec<&str> = words.iter().copied().chain([flag]).collect();
        let mut terminal = sized(&world, &words, cols, 60);
        assert_eq!(terminal.exit_status().await, 0);
        assert_eq!(
            timeless(&terminal.screen()),
            timeless(&plain.out),
            "{}",
            terminal.screen()
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn counts_and_summaries_stand_below_the_bar_while_a_node_is_awaited() {
    let world = World::with_nodes(3).await;
    let list = world.dir().join("nodes.txt");
    let names = std::fs::read_dir(world.site.node_kits()).unwrap();
    let names: Vec<String> = names
        .map(|kit| kit.unwrap().file_name().into_string().unwrap())
        .collect();
    std::fs::write(&list, format!("{}\nghost.example.net\n", names.join("\n"))).unwrap();
    let nodes = list.display().to_string();
    let words = [
        "rpc",
        "rpcutil",
        "get_fact",
        "fact=country",
        "--nodes",
        &nodes,
        "--timeout",
        "60",
    ];
    let terminal = at_terminal(&world, &words);
    in_order(&terminal, &["3 / 4", "3 ok   ", "0 failed", "Value: "]).await;
    terminal.press("<c-c>");
    terminal.wait_for("Finished processing 3 / 4 hosts").await;
    terminal
        .wait_until("the bar to be gone", |screen| !screen.contains("3 ok   "))
        .await;
}
