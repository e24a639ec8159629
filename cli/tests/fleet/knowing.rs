//! What this machine keeps: saved sets, the fleet cache, inventory files.

use mco::Exit;
use serde_json::Value;

use crate::world::{Situation, World, sorted};

const WEB: [&str; 2] = ["web01.lab.test", "web02.lab.test"];

#[tokio::test(flavor = "multi_thread")]
async fn a_saved_set_stands_for_its_nodes() {
    let world = World::start().await;
    let saved = world.run(&["set", "save", "web", "-C", "apache"]).await;
    assert_eq!(
        (saved.exit, saved.err.as_str()),
        (Exit::Done, "@web holds 2 nodes\n")
    );
    let out = async |line: &[&str]| world.run(line).await.out;
    assert_eq!(sorted(&out(&["set", "show", "@web"]).await), WEB);
    assert_eq!(sorted(&out(&["find", "-I", "@web"]).await), WEB);
    assert_eq!(sorted(&out(&["find", "--nodes", "@web"]).await), WEB);
    assert_eq!(sorted(&out(&["ping", "--names", "-I", "@web"]).await), WEB);
    assert_eq!(out(&["find", "--not-nodes", "@web"]).await, "db1.lab.test\n");
    assert_eq!(out(&["find", "-I", "@web", "-F", "country=de"]).await, "");
    let both = out(&["find", "-I", "@web", "-I", "/^db/"]).await;
    assert_eq!(
        sorted(&both),
        ["db1.lab.test", "web01.lab.test", "web02.lab.test"]
    );
    let asked = out(&["rpc", "rpcutil", "ping", "--senders", "-I", "@web"]).await;
    assert_eq!(sorted(&asked), WEB);

    world.run(&["set", "add", "web", "-I", "db1.lab.test"]).await;
    let listed = out(&["set", "list", "--json"]).await;
    let listed: Value = serde_json::from_str(&listed).unwrap();
    let named = |name: &str| listed.as_array().unwrap().iter().find(|set| set["name"] == name);
    assert_eq!(named("web").unwrap()["nodes"], 3);
    assert_eq!(world.run(&["set", "rm", "web"]).await.exit, Exit::Done);
    let gone = world.run(&["find", "-I", "@web"]).await;
    assert!(
        gone.err.starts_with("mco: there is no set @web\n"),
        "{}",
        gone.err
    );
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn results_and_names_can_be_piped_into_a_set() {
    let world = World::start().await;
    let piped = |input: &str| Situation {
        input: Some(input.to_owned()),
        ..Situation::default()
    };
    let results = r#"{"replies":[{"sender":"web01.lab.test"}]}"#;
    let saved = world.run_in(&["set", "save", "some"], piped(results)).await;
    assert_eq!(saved.err, "@some holds 1 node\n");
    let saved = world
        .run_in(
            &["set", "save", "some", "--nodes", "-"],
            piped("a.lab.test\nb.lab.test\n"),
        )
        .await;
    assert_eq!(saved.err, "@some holds 2 nodes\n");
    let refused = world.run(&["set", "save", "last", "-I", "web01.lab.test"]).await;
    assert!(
        refused
            .err
            .starts_with("mco: @last is written by every request\n")
    );
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_request_keeps_who_was_asked_failed_and_was_silent() {
    let world = World::start().await;
    let list = world.dir.path().join("nodes");
    std::fs::write(&list, "web01.lab.test\ndb1.lab.test\nghost.lab.test\n").unwrap();
    let line = ["rpc", "service", "status", "service=httpd", "-t", "1", "--nodes"];
    world.run(&[&line[..], &[list.to_str().unwrap()]].concat()).await;
    let show = async |name: &str| world.run(&["set", "show", name]).await.out;
    assert_eq!(
        sorted(&show("last").await),
        ["db1.lab.test", "ghost.lab.test", "web01.lab.test"]
    );
    assert_eq!(show("failed").await, "db1.lab.test\n");
    assert_eq!(show("silent").await, "ghost.lab.test\n");
    world.run(&["rpc", "rpcutil", "ping"]).await;
    let nobody = world.run(&["find", "-I", "@failed"]).await;
    assert!(
        nobody.err.starts_with("mco: @failed names no nodes\n"),
        "{}",
        nobody.err
    );
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_learned_is_offered_and_estimated_without_the_fleet() {
    let world = World::start().await;
    let out = async |line: &[&str]| world.run(line).await.out;
    assert_eq!(out(&["completion", "--list", "nodes"]).await, "");
    world.run(&["find"]).await;
    let nodes = out(&["completion", "--list", "nodes"]).await;
    assert_eq!(
        sorted(&nodes),
        ["db1.lab.test", "web01.lab.test", "web02.lab.test"]
    );

    world.run(&["facts", "os.family"]).await;
    let families = out(&["completion", "--list", "values", "--fact", "os.family"]).await;
    assert_eq!(families, "debian\n");

    let refreshed = world.run(&["cache", "refresh"]).await;
    assert_eq!(
        (refreshed.exit, refreshed.err.as_str()),
        (Exit::Done, "Learned 3 of 3 nodes\n")
    );
    assert_eq!(
        out(&["completion", "--list", "facts"]).await,
        "country\nos.family\n"
    );
    let countries = out(&["completion", "--list", "values", "--fact", "country"]).await;
    assert_eq!(countries, "de\nuk\n");
    assert_eq!(out(&["completion", "--list", "classes"]).await, "apache\nmysql\n");
    let explained = out(&["service", "restart", "httpd", "-F", "country=uk", "--explain"]).await;
    for line in [
        "filter    fact country equals \"uk\" (no case)  2 of 3 known nodes\n",
        "          and it has the agent \"service\"      2\n",
        "\nknown     3 nodes, as learned up to ",
        "\nwould ask no: 2 nodes, as far as is known (limit 50)\n",
    ] {
        assert!(explained.contains(line), "{line}: {explained}");
    }
    let told = out(&[
        "filter",
        "describe",
        "-S",
        r#"fact("country") == "de" and with("mysql")"#,
    ])
    .await;
    let known = told
        .lines()
        .next()
        .and_then(|line| line.strip_prefix("fact country is \"de\""));
    assert_eq!(known.map(str::trim), Some("1 of 3 known nodes"), "{told}");
    let tried = world
        .run(&[
            "filter",
            "test",
            "-F",
            "country=uk",
            "--node",
            "db1.lab.test",
            "--cached",
        ])
        .await;
    assert!(
        tried.out.contains("(it is \"de\")"),
        "{} {}",
        tried.out,
        tried.err
    );
    let tried = world
        .run(&[
            "filter",
            "test",
            "-F",
            "country=uk",
            "--node",
            "db7.lab.test",
            "--cached",
        ])
        .await;
    assert!(
        tried.err.contains("nothing was learned of db7.lab.test yet"),
        "{} {}",
        tried.out,
        tried.err
    );
    assert_eq!(world.run(&["cache", "clear"]).await.exit, Exit::Done);
    assert_eq!(out(&["cache", "show", "--json"]).await, "[]\n");
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_damaged_is_thrown_away_without_a_word() {
    let world = World::start().await;
    world.run(&["find"]).await;
    let path = world.dir.path().join("cache/mco/fleet.redb");
    let mut bytes = std::fs::read(&path).unwrap();
    // All but the head of the file, which says that the rest is sound: the library that reads it panics.
    bytes[4096..].fill(0);
    std::fs::write(&path, bytes).unwrap();
    // The whole program, as the message would come from its panic hook.
    let shown = std::process::Command::new(env!("CARGO_BIN_EXE_mco"))
        .arg("--config")
        .arg(world.dir.path().join("client.conf"))
        .args(["cache", "show", "--json"])
        .env("XDG_CACHE_HOME", world.dir.path().join("cache"))
        .env("MCOLLECTIVE_CERTNAME", "ann.mcollective")
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    assert_eq!(
        (text(shown.stdout).as_str(), text(shown.stderr).as_str()),
        ("[]\n", "")
    );
    assert!(!path.exists());
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_inventory_file_is_made_refreshed_and_checked() {
    let world = World::start().await;
    let path = world.dir.path().join("fleet.yaml");
    let file = path.to_str().unwrap();
    let made = world.run(&["tool", "inventory", file, "-C", "apache"]).await;
    assert_eq!(made.out, format!("Wrote 2 nodes to {file}\n"), "{}", made.err);
    let checked = world.run(&["tool", "inventory", file, "--validate"]).await;
    assert_eq!(checked.out, format!("{file} is a valid inventory file\n"));
    let option = format!("file={file}");
    let line = ["find", "--dm", "inventory", "--do", &option, "--sort"];
    let found = world.run(&[&line[..], &["-F", "country=uk"]].concat()).await;
    assert_eq!(found.out, "web01.lab.test\nweb02.lab.test\n", "{}", found.err);
    let found = world.run(&[&line[..], &["-I", "group:all"]].concat()).await;
    assert_eq!(found.out, "web01.lab.test\nweb02.lab.test\n", "{}", found.err);

    let again = world.run(&["tool", "inventory", file]).await;
    assert!(
        again.err.contains("fleet.yaml is there already\n"),
        "{}",
        again.err
    );
    let before = std::fs::read_to_string(&path).unwrap();
    let line = ["tool", "inventory", file, "--update", "-t", "1", "-I"];
    let silent = world.run(&[&line[..], &["ghost.lab.test"]].concat()).await;
    assert!(
        silent
            .err
            .contains("nothing was written: no answer from 1 node\n    ghost.lab.test\n"),
        "{}",
        silent.err
    );
    assert_eq!(std::fs::read_to_string(&path).unwrap(), before);
    let updated = world.run(&["tool", "inventory", file, "--update"]).await;
    assert_eq!(
        updated.out,
        format!("Wrote 3 nodes to {file}\n"),
        "{}",
        updated.err
    );

    std::fs::write(
        &path,
        before.replace("- name: web01.lab.test", "- nam: web01.lab.test"),
    )
    .unwrap();
    let broken = world.run(&["tool", "inventory", file, "--validate"]).await;
    assert_eq!(broken.exit, Exit::Error);
    assert!(broken.err.contains("nodes[0].name: is missing"), "{}", broken.err);
    world.stop().await;
}
