//! What is kept of what people asked, and asking it again.

use std::path::Path;

use harness::{Terminal, World};
use mco::site::USER;
use serde_json::Value;

/// `mco WORDS...` of the site's user, at a terminal.
pub(crate) fn at_terminal(world: &World, words: &[&str]) -> Terminal {
    sized(world, words, 100, 40)
}

/// The same in a window of another size.
pub(crate) fn sized(world: &World, words: &[&str], cols: u16, rows: u16) -> Terminal {
    let config = world.site.client_config().display().to_string();
    let words: Vec<&str> = ["--config", &config]
        .into_iter()
        .chain(words.iter().copied())
        .collect();
    let folder = |name: &str| world.dir().join(name).display().to_string();
    let (state, cache, own) = (world.state(), folder("cache"), folder("config"));
    let env = [
        ("MCOLLECTIVE_CERTNAME", USER),
        ("XDG_STATE_HOME", &state),
        ("XDG_CACHE_HOME", &cache),
        ("XDG_CONFIG_HOME", &own),
    ];
    let program = Path::new(env!("CARGO_BIN_EXE_test-mco"));
    Terminal::spawn(program, &words, &env, cols, rows)
}

/// The records of the history, oldest first.
pub(crate) fn kept(world: &World) -> Vec<Value> {
    let path = Path::new(&world.state()).join("mco/history.jsonl");
    let text = std::fs::read_to_string(path).unwrap_or_default();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

async fn ended(mut terminal: Terminal) -> (i32, String) {
    let status = terminal.exit_status().await;
    (status, terminal.screen())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_people_ask_is_kept_and_what_scripts_ask_is_not() {
    let world = World::with_nodes(2).await;
    assert!(world.mco(&["ping"]).await.out.contains("2 replies"));
    assert_eq!(kept(&world), Vec::<Value>::new());
    let (status, screen) = ended(at_terminal(&world, &["rpc", "rpcutil", "ping", "-C", "base"])).await;
    assert_eq!(status, 0, "{screen}");
    let records = kept(&world);
    let record = &records[0];
    assert_eq!(record["line"], "rpc rpcutil ping -C base");
    assert_eq!(record["filter"], serde_json::json!(["-C", "base"]));
    assert_eq!(
        (&record["targets"], &record["ok"], &record["exit"]),
        (&2.into(), &2.into(), &0.into())
    );
    assert_eq!(record["requests"][0].as_str().map(str::len), Some(32));
    assert_eq!(
        record["context"],
        world.site.client_config().display().to_string()
    );
    for words in [&["history"][..], &["jobs"], &["completion"]] {
        ended(at_terminal(&world, words)).await;
    }
    assert_eq!(kept(&world).len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_site_may_keep_what_scripts_ask_too() {
    let world = World::with_nodes(1).await;
    let config = world.site.client_config();
    let mut text = std::fs::read_to_string(&config).unwrap();
    text.push_str("\nplugin.mco.history = always\n");
    std::fs::write(&config, text).unwrap();
    world.mco(&["rpc", "rpcutil", "get_fact", "fact=country"]).await;
    assert_eq!(
        world
            .mco(&["facts", "country", "-C", "nowhere"])
            .await
            .exit
            .code(),
        1
    );
    let shown = world.mco(&["history", "--json", "fact"]).await;
    let lines: Vec<_> = shown
        .json()
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["line"].clone())
        .collect();
    assert_eq!(
        lines,
        ["rpc rpcutil get_fact fact=country", "facts country -C nowhere"]
    );
    let failed = world.mco(&["history", ":failed"]).await;
    assert_eq!(failed.out.lines().count(), 1, "{}", failed.out);
    assert!(failed.out.contains("facts country -C nowhere"), "{}", failed.out);
    let agent = world
        .mco(&["history", "--agent", "rpcutil", "--today", "-n", "1"])
        .await;
    assert_eq!(agent.out.lines().count(), 1, "{}", agent.out);
    world.mco(&["history", "--clear"]).await;
    assert_eq!(kept(&world), Vec::<Value>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_of_the_history_runs_again_after_it_is_shown() {
    let world = World::with_nodes(2).await;
    let (status, screen) = ended(at_terminal(&world, &["rpc", "rpcutil", "ping"])).await;
    assert_eq!(status, 0, "{screen}");
    let (status, screen) = ended(at_terminal(&world, &["!!", "-1"])).await;
    assert_eq!(status, 0, "{screen}");
    assert!(screen.contains("rpc rpcutil ping -1"), "{screen}");
    assert!(screen.contains("Finished processing 1 / 1 hosts"), "{screen}");
    let lines: Vec<_> = kept(&world).iter().map(|record| record["line"].clone()).collect();
    assert_eq!(lines, ["rpc rpcutil ping", "rpc rpcutil ping -1"]);
    let (_, screen) = ended(at_terminal(&world, &["!1"])).await;
    assert!(screen.contains("Finished processing 2 / 2 hosts"), "{screen}");
    let unknown = world.mco(&["!99"]).await;
    assert_eq!(unknown.exit.code(), 1);
    assert!(
        unknown.err.contains("the history has no command !99"),
        "{}",
        unknown.err
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn secrets_are_not_kept_and_have_to_be_given_again() {
    let world = World::with_nodes(1).await;
    let words = ["rpc", "rpcutil", "get_fact", "fact=country", "token=hunter2"];
    let (status, screen) = ended(at_terminal(&world, &words)).await;
    assert_eq!(status, 1, "{screen}");
    let record = kept(&world).pop().unwrap();
    assert_eq!(record["line"], "rpc rpcutil get_fact fact=country 'token=***'");
    assert_eq!(record["secret"], serde_json::json!(["token"]));
    let again = world.mco(&["!!"]).await;
    assert_eq!(again.exit.code(), 1);
    assert!(
        again
            .err
            .contains("token was not written down, as it looks secret"),
        "{}",
        again.err
    );
    assert!(again.err.contains("'!!' token=..."), "{}", again.err);
    let terminal = at_terminal(&world, &["!!"]);
    terminal
        .wait_for("token (not written down, as it looks secret):")
        .await;
    terminal.press("hunter3<enter>");
    terminal.wait_for("has no input token").await;
    let (_, screen) = ended(terminal).await;
    assert!(!screen.contains("hunter"), "{screen}");
    assert!(
        !std::fs::read_to_string(Path::new(&world.state()).join("mco/history.jsonl"))
            .unwrap()
            .contains("hunter")
    );
}
