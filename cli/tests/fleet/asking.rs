//! Requests: text, documents, applications, exit statuses.

use mco::Exit;
use serde_json::Value;

use crate::world::{World, sorted};

#[tokio::test(flavor = "multi_thread")]
async fn a_request_shows_replies_failures_summaries_and_statistics() {
    let world = World::start().await;
    let ran = world
        .run(&["rpc", "service", "status", "service=httpd", "--sort"])
        .await;
    assert_eq!(ran.exit, Exit::Failed);
    let (text, end) = ran.out.split_once("Finished processing").unwrap();
    insta::assert_snapshot!(text, @"
    db1.lab.test                             Request Aborted

        unit httpd.service is masked

    web01.lab.test

       Service Status: running

    web02.lab.test

       Service Status: running

    Summary of Service Status:

       running: 3
    ");
    assert!(end.starts_with(" 3 / 3 hosts in "), "{end}");
    assert_eq!(ran.err, "Discovering nodes using the mc method .... 3\n\n");

    let go = world
        .run(&["rpc", "service", "status", "service=httpd", "--exit", "go"])
        .await;
    assert_eq!(go.exit, Exit::Done);
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agent_without_an_application_is_a_command_of_its_own() {
    let world = World::start().await;
    let ran = world
        .run(&["rpcutil", "get_fact", "fact=country", "-C", "mysql"])
        .await;
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let (text, _) = ran.out.split_once("Finished processing").unwrap();
    insta::assert_snapshot!(text, @"
    db1.lab.test

        Fact: country
       Value: de

    Summary of Value:

       de: 1
    ");
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_service_application_has_one_line_per_node() {
    let world = World::start().await;
    let ran = world.run(&["service", "httpd", "status", "--sort"]).await;
    let (text, _) = ran.out.split_once("Finished processing").unwrap();
    assert!(text.starts_with("     db1.lab.test: unit"), "{text}");
    insta::assert_snapshot!(text, @"
         db1.lab.test: unit httpd.service is masked
       web01.lab.test: running
       web02.lab.test: running

    Summary of Service Status:

       running: 3
    ");
    let ran = world.run(&["service", "restart", "httpd", "-C", "apache"]).await;
    assert_eq!(ran.exit, Exit::Done);
    assert!(ran.out.starts_with("Summary of Service Status:\n"), "{}", ran.out);
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn json_lines_tell_the_whole_story_and_end_with_the_tally() {
    let world = World::start().await;
    let ran = world.run(&["rpc", "rpcutil", "ping", "--jsonl"]).await;
    let lines: Vec<Value> = ran
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let kinds: Vec<&str> = lines.iter().map(|line| line["k"].as_str().unwrap()).collect();
    assert_eq!(
        kinds,
        ["discovery", "discovery", "result", "result", "result", "stats"]
    );
    assert_eq!(lines[5]["stat"]["ok"], 3);
    assert_eq!(ran.err, "");
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn limits_files_tables_and_facts() {
    let world = World::start().await;
    let ran = world
        .run(&["rpc", "rpcutil", "ping", "--limit", "34%", "--senders"])
        .await;
    assert_eq!(ran.out.lines().count(), 1);

    let path = world.dir.path().join("answer");
    let ran = world
        .run(&[
            "rpc",
            "rpcutil",
            "collective_info",
            "--table",
            "-o",
            path.to_str().unwrap(),
        ])
        .await;
    assert_eq!(ran.out, "");
    let table = std::fs::read_to_string(path).unwrap();
    assert_eq!(
        sorted(&table)
            .iter()
            .filter(|line| line.contains(".lab.test"))
            .count(),
        3,
        "{table}"
    );

    let ran = world.run(&["service", "status", "httpd", "--table"]).await;
    assert!(
        ran.err
            .ends_with("\nNot in the table: 1 node that failed, 0 without a response\n"),
        "{}",
        ran.err
    );

    let ran = world.run(&["facts", "country", "-n"]).await;
    let (text, _) = ran.out.split_once("Finished processing").unwrap();
    insta::assert_snapshot!(text, @"
    Report for fact: country

      de found 1 time

        db1.lab.test

      uk found 2 times

        web01.lab.test
        web02.lab.test
    ");
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn inventory_shows_one_node_or_counts_collectives() {
    let world = World::start().await;
    let ran = world.run(&["inventory", "db1.lab.test"]).await;
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    assert!(ran.out.starts_with("Inventory for db1.lab.test\n"), "{}", ran.out);
    assert!(
        ran.out.contains("    mysql\n") && ran.out.contains("\"country\": \"de\""),
        "{}",
        ran.out
    );

    let ran = world.run(&["inventory", "--collectives", "--ascii"]).await;
    insta::assert_snapshot!(ran.out, @"
    Collectives of 3 nodes

    +-------------+-------+
    | Collective  | Nodes |
    +=====================+
    | lab         | 3     |
    | mcollective | 3     |
    +-------------+-------+
    ");
    world.stop().await;
}
