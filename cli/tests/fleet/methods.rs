//! Discovery methods that do not ask the nodes, saved sets and exclusions.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use mco::Exit;

use crate::world::{Ran, Situation, World, sorted};

const INVENTORY: &str = r#"
$schema: https://choria.io/schemas/choria/discovery/v1/inventory_file.json
groups:
  - {name: web, filter: {identities: ["/^web/"]}}
nodes:
  - {name: web01.lab.test, collectives: [mcollective], facts: {country: uk}, classes: [apache], agents: [rpcutil, service]}
  - {name: web02.lab.test, collectives: [mcollective], facts: {country: fr}, classes: [apache], agents: [rpcutil, service]}
  - {name: db1.lab.test, collectives: [lab], facts: {country: de}, classes: [mysql], agents: [rpcutil]}
"#;

const PROGRAM: &str = r#"#!/bin/sh
grep -q '"site":"uk"' "$2" || { echo '{"error":"which site?"}' > "$3"; exit 0; }
echo "{\"protocol\":\"io.choria.choria.discovery.v1.external_reply\",\"nodes\":[\"$1.lab.test\"]}" > "$3"
"#;

fn write(world: &World, name: &str, text: &str) -> String {
    let path = world.dir.path().join(name);
    std::fs::write(&path, text).unwrap();
    path.display().to_string()
}

async fn find(world: &World, flags: &[&str]) -> Ran {
    world.run(&[&["find", "--sort"], flags].concat()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_inventory_file_evaluates_filters_without_the_fleet() {
    let world = World::start().await;
    let file = write(&world, "inventory.yaml", INVENTORY);
    let option = format!("file={file}");
    let of = async |flags: &[&str]| {
        let ran = find(&world, &[&["--dm", "inventory", "--do", &option], flags].concat()).await;
        (ran.out, ran.err)
    };
    assert_eq!(of(&["-F", "country=fr"]).await.0, "web02.lab.test\n");
    assert_eq!(
        of(&["-A", "service", "-C", "/^apa/"]).await.0,
        "web01.lab.test\nweb02.lab.test\n"
    );
    assert_eq!(
        of(&["-I", "group:web"]).await.0,
        "web01.lab.test\nweb02.lab.test\n"
    );
    let (_, err) = of(&["-I", "group:web", "-C", "apache"]).await;
    assert!(
        err.starts_with("mco: group:NAME cannot be combined with other filters\n"),
        "{err}"
    );

    let line = [
        "rpc",
        "rpcutil",
        "ping",
        "--senders",
        "--dm",
        "inventory",
        "--do",
        &option,
    ];
    let ran = world.run(&line).await;
    assert_eq!(
        sorted(&ran.out),
        ["web01.lab.test", "web02.lab.test"],
        "{}",
        ran.err
    );
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_of_the_site_finds_nodes() {
    let world = World::start().await;
    let program = write(&world, "find nodes", PROGRAM);
    std::fs::set_permissions(Path::new(&program), std::fs::Permissions::from_mode(0o700)).unwrap();
    let command = format!("command='{program}' web01");
    let line = ["--dm", "external", "--do", &command, "--discovery-timeout", "20"];
    let ran = find(&world, &[&line[..], &["--do", "site=uk"]].concat()).await;
    assert_eq!(ran.out, "web01.lab.test\n", "{}", ran.err);
    let ran = find(&world, &line).await;
    assert!(ran.err.ends_with("reports: which site?\n"), "{}", ran.err);
    assert_eq!(ran.exit, Exit::Error);
    let ran = find(&world, &["--dm", "external"]).await;
    assert!(
        ran.err
            .starts_with("mco: discovery method external needs a command\n"),
        "{}",
        ran.err
    );
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_takes_names_only_on_top() {
    let world = World::start().await;
    let list = write(&world, "nodes.txt", "# ours\nweb01.lab.test\ndb1.lab.test\n");
    let document = write(&world, "hosts", r#"{"uk":{"hosts":["web02.lab.test"]}}"#);
    let of = async |flags: &[&str]| {
        let ran = find(&world, flags).await;
        (ran.out, ran.err)
    };
    let file = format!("file={list}");
    let dug = format!("file={document}");
    assert_eq!(
        of(&["--nodes", &list, "-I", "/^web/"]).await.0,
        "web01.lab.test\n"
    );
    assert_eq!(
        of(&["--dm", "file", "--do", &file]).await.0,
        "db1.lab.test\nweb01.lab.test\n"
    );
    assert_eq!(
        of(&[
            "--dm",
            "file",
            "--do",
            &dug,
            "--do",
            "filter=uk.hosts",
            "--do",
            "format=json"
        ])
        .await
        .0,
        "web02.lab.test\n"
    );
    let (_, err) = of(&["--nodes", &list, "-C", "apache"]).await;
    assert!(
        err.starts_with("mco: discovery method file cannot use class filters\n"),
        "{err}"
    );
    let (_, err) = of(&["--dm", "file"]).await;
    assert!(
        err.starts_with("mco: discovery method file needs a file\n"),
        "{err}"
    );
    let (_, err) = of(&["--do", "file=x"]).await;
    assert!(
        err.starts_with("mco: discovery method mc has no option file\n"),
        "{err}"
    );

    let piped = Situation {
        input: Some(r#"{"replies":[{"sender":"web01.lab.test"}]}"#.to_owned()),
        ..Situation::default()
    };
    let ran = world.run_in(&["find", "-C", "apache"], piped).await;
    assert!(
        ran.err
            .starts_with("mco: discovery method file cannot use class filters\n"),
        "{}",
        ran.err
    );
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_left_out_is_not_asked() {
    let world = World::start().await;
    let list = write(&world, "old.txt", "web01.lab.test\n");
    let ran = find(&world, &["--not-nodes", &list]).await;
    assert_eq!(ran.out, "db1.lab.test\nweb02.lab.test\n", "{}", ran.err);
    let ran = world
        .run(&["ping", "--names", "--not-nodes", &list, "-C", "apache"])
        .await;
    assert_eq!(ran.out, "web02.lab.test\n", "{}", ran.err);
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn expressions_are_evaluated_by_the_inventory_or_by_the_nodes() {
    let world = World::start().await;
    let file = write(&world, "inventory.yaml", INVENTORY);
    let option = format!("file={file}");
    let expression = ["-S", "fact('country') in ['fr', 'de'] and with('apache')"];
    let inventory = ["--dm", "inventory", "--do", &option];
    let ran = find(&world, &[&inventory[..], &expression].concat()).await;
    assert_eq!(ran.out, "web02.lab.test\n", "{}", ran.err);
    // The nodes themselves are in other countries, and PuppetDB knows no expressions.
    let ran = find(&world, &["--dm", "choria", "-S", "fact('country') == 'de'"]).await;
    assert_eq!(ran.out, "db1.lab.test\n", "{}", ran.err);
    let line = ["service", "stop", "httpd", "--dm", "choria", "--explain"];
    let ran = world.run(&[&line[..], &expression].concat()).await;
    assert!(
        ran.out
            .contains("\ndiscovery mc instead of choria, which cannot evaluate -S, "),
        "{}",
        ran.out
    );
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_filters_are_required_every_method_wants_one() {
    let world = World::start().await;
    let file = write(&world, "inventory.yaml", INVENTORY);
    let list = write(&world, "nodes.txt", "web01.lab.test\n");
    let config = std::fs::read_to_string(world.dir.path().join("client.conf")).unwrap();
    write(
        &world,
        "client.conf",
        &format!("{config}\nplugin.choria.require_client_filter = yes\n"),
    );
    let option = format!("file={file}");
    for method in ["mc", "choria", "external"] {
        let ran = find(&world, &["--dm", method]).await;
        assert!(
            ran.err.starts_with("mco: a filter is required here"),
            "{}",
            ran.err
        );
    }
    let inventory = ["--dm", "inventory", "--do", &option];
    let ran = find(&world, &inventory).await;
    assert!(
        ran.err.starts_with("mco: a filter is required here"),
        "{}",
        ran.err
    );
    let ran = find(&world, &[&inventory[..], &["-C", "apache"]].concat()).await;
    assert_eq!(ran.out, "web01.lab.test\nweb02.lab.test\n", "{}", ran.err);
    let ran = find(&world, &["--nodes", &list]).await;
    assert_eq!(ran.out, "web01.lab.test\n", "{}", ran.err);
    world.stop().await;
}
