//! Discovery: who is there, whom a filter means, lists and pipes.

use mco::Exit;
use serde_json::Value;

use crate::world::{Situation, World, sorted};

#[tokio::test(flavor = "multi_thread")]
async fn ping_names_everybody_with_a_time_and_sums_up() {
    let world = World::start().await;
    let ran = world.run(&["ping"]).await;
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(
        lines
            .iter()
            .filter(|line| line.contains(" time=") && line.ends_with(" ms"))
            .count(),
        3
    );
    assert!(lines.contains(&"---- ping statistics ----"), "{}", ran.out);
    assert!(ran.out.contains("\n3 replies max: "), "{}", ran.out);

    let ran = world.run(&["ping", "--names", "-F", "country=uk"]).await;
    assert_eq!(sorted(&ran.out), ["web01.lab.test", "web02.lab.test"]);

    let ran = world.run(&["ping", "--expect", "1", "--silent", "--graph"]).await;
    assert!(
        ran.out.contains("\n1 replies max: ") && ran.out.contains("Responses per 50ms"),
        "{}",
        ran.out
    );

    let ran = world.run(&["ping", "-F", "country=fr"]).await;
    assert_eq!(ran.exit, Exit::Error);
    assert!(ran.err.starts_with("mco: no responses received\n"), "{}", ran.err);
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn find_applies_every_kind_of_filter() {
    let world = World::start().await;
    let found = async |filter: &[&str]| {
        let line = [&["find", "--sort"], filter].concat();
        let ran = world.run(&line).await;
        (ran.out.lines().map(str::to_owned).collect::<Vec<_>>(), ran.exit)
    };
    let (web, db) = (["web01.lab.test", "web02.lab.test"], ["db1.lab.test"]);
    assert_eq!(found(&["-F", "os.family=~deb", "-C", "apache"]).await.0, web);
    assert_eq!(found(&["-C", "/^my/"]).await.0, db);
    assert_eq!(found(&["-I", "/^web/"]).await.0, web);
    assert_eq!(found(&["-W", "mysql country=de"]).await.0, db);
    assert_eq!(found(&["-A", "service", "-T", "lab"]).await.0.len(), 3);
    let extra = Situation {
        extra: Some("-C mysql"),
        ..Situation::default()
    };
    assert_eq!(world.run_in(&["find"], extra).await.out, "db1.lab.test\n");
    assert_eq!(found(&["-C", "nobody"]).await, (vec![], Exit::Error));
    assert_eq!(
        found(&["-C", "nobody", "--exit-zero"]).await,
        (vec![], Exit::Done)
    );
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_results_of_one_command_are_the_targets_of_the_next() {
    let world = World::start().await;
    let first = world.run(&["rpc", "rpcutil", "ping", "-C", "apache", "-j"]).await;
    let document: Value = serde_json::from_str(&first.out).unwrap();
    assert_eq!(document["request_stats"]["discovered"], 2);
    let piped = |input: String| Situation {
        input: Some(input),
        ..Situation::default()
    };
    let second = world
        .run_in(
            &["rpc", "rpcutil", "ping", "--senders", "--sort"],
            piped(first.out),
        )
        .await;
    assert_eq!(
        (second.out.as_str(), second.exit),
        ("web01.lab.test\nweb02.lab.test\n", Exit::Done)
    );

    let found = world.run(&["find", "-I", "/^db/", "-j"]).await;
    let next = world
        .run_in(&["rpc", "rpcutil", "ping", "--senders"], piped(found.out))
        .await;
    assert_eq!(next.out, "db1.lab.test\n", "{}", next.err);

    let noise = piped("cron mail\n".to_owned());
    let third = world
        .run_in(&["rpc", "rpcutil", "ping", "--senders"], noise)
        .await;
    assert_eq!(third.out.lines().count(), 3, "{}", third.err);
    insta::assert_snapshot!(third.err, @"mco: warning: standard input holds no JSON results and is ignored; `--nodes -` reads names from it");
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_names_the_targets_and_the_silent_ones_are_reported() {
    let world = World::start().await;
    let list = world.dir.path().join("nodes");
    std::fs::write(&list, "web01.lab.test\nghost.lab.test\n").unwrap();
    let line = [
        "rpc",
        "rpcutil",
        "ping",
        "-t",
        "1",
        "--nodes",
        list.to_str().unwrap(),
    ];
    let ran = world.run(&line).await;
    assert_eq!(ran.exit, Exit::Done);
    assert!(
        ran.out.contains("Finished processing 1 / 2 hosts in "),
        "{}",
        ran.out
    );
    assert!(
        ran.out.ends_with("No Responses from: 1\n\n    ghost.lab.test\n"),
        "{}",
        ran.out
    );
    let ran = world.run(&[&line[..], &["--strict"]].concat()).await;
    assert_eq!(ran.exit, Exit::Failed);
    let ran = world
        .run(&["rpc", "rpcutil", "ping", "-t", "1", "-I", "ghost.lab.test"])
        .await;
    assert_eq!(ran.exit, Exit::Silent);
    world.stop().await;
}
