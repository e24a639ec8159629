//! Prompts, refusals and interruptions.

use mco::Exit;

use crate::world::{Situation, World};

fn typing(answer: &'static str) -> Situation {
    Situation {
        typed: Some(answer),
        ..Situation::default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_without_a_filter_is_confirmed_by_a_person() {
    let world = World::start().await;
    let line = ["service", "restart", "httpd"];
    let ran = world.run_in(&line, typing("n\n")).await;
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::Refused, ""));
    let (_, asked) = ran.err.split_once("\n\n").unwrap();
    insta::assert_snapshot!(asked, @r"
    CHANGE   service#restart service=httpd
    3 nodes: db1.lab.test, web01.lab.test and 1 more
    There is no undo, and no filter was given.
    Go on? [y/N] mco: nothing was sent
    ");
    assert!(ran.err.ends_with("mco: nothing was sent\n"), "{}", ran.err);

    let ran = world.run_in(&line, typing("y\n")).await;
    assert!(ran.out.contains("Finished processing 3 / 3 hosts"), "{}", ran.out);
    let ran = world
        .run_in(&["service", "restart", "httpd", "-y"], typing(""))
        .await;
    assert!(ran.out.contains("Finished processing 3 / 3 hosts"), "{}", ran.out);
    let ran = world
        .run_in(&["service", "restart", "httpd", "-C", "apache"], typing(""))
        .await;
    assert_eq!(ran.exit, Exit::Done);
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn too_many_targets_are_refused_even_off_a_terminal() {
    let world = World::start().await;
    let ran = world.run(&["rpc", "rpcutil", "ping", "--max-targets", "2"]).await;
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::Refused, ""));
    assert!(
        ran.err.ends_with("mco: 3 nodes are more than --max-targets 2\n"),
        "{}",
        ran.err
    );
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_request_shows_what_came_so_far() {
    let world = World::start().await;
    let list = world.dir.path().join("nodes");
    std::fs::write(&list, "web01.lab.test\nghost.lab.test\n").unwrap();
    let line = [
        "rpc",
        "rpcutil",
        "ping",
        "--nodes",
        list.to_str().unwrap(),
        "--jsonl",
    ];
    let situation = Situation {
        enough: Some("\"k\":\"result\""),
        ..Situation::default()
    };
    let ran = world.run_in(&line, situation).await;
    assert_eq!(ran.exit, Exit::Interrupted);
    let tally = ran.out.lines().last().unwrap();
    assert!(tally.contains("\"no_responses\":[\"ghost.lab.test\"]"), "{tally}");
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn explaining_sends_nothing() {
    let world = World::start().await;
    let line = [
        "service",
        "httpd",
        "restart",
        "-C",
        "apache",
        "-F",
        "country=uk",
        "--explain",
    ];
    let ran = world.run(&line).await;
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""));
    insta::assert_snapshot!(ran.out, @r#"
    command   mco rpc service restart service=httpd -F country=uk -C apache
    request   service#restart  service="httpd"  (DDL service 0.1.0, change, timeout 1m + 2s)
    filter    class is "apache"
              and fact country equals "uk" (no case)
              and it has the agent "service"
    discovery mc, up to 2s; then one request to each node found
    would ask on a terminal, when over 50 nodes are meant
    "#);
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_strict_site_refuses_what_nobody_confirms_and_large_numbers_are_typed() {
    let world = World::start().await;
    let line = ["service", "restart", "httpd"];
    let config = world.dir.path().join("client.conf");
    let before = std::fs::read_to_string(&config).unwrap();
    let safety = "plugin.mco.safety.strict = yes\nplugin.mco.safety.type_over = 2\n";
    std::fs::write(&config, before + safety).unwrap();
    let ran = world.run(&line).await;
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::Refused, ""));
    assert!(
        ran.err.contains("nobody can be asked here: no filter was given"),
        "{}",
        ran.err
    );
    let ran = world.run(&["service", "restart", "httpd", "--yes"]).await;
    assert_eq!(ran.exit, Exit::Failed, "{}", ran.err);

    let ran = world.run_in(&line, typing("y\n")).await;
    assert_eq!(ran.exit, Exit::Refused);
    assert!(ran.err.contains("Type 3 to go on: "), "{}", ran.err);
    let ran = world.run_in(&line, typing("3\n")).await;
    assert_eq!(ran.exit, Exit::Failed, "{}", ran.err);
    world.stop().await;
}
