//! An operator's day on a fleet of ours.

use harness::{Engine, World, on_both_engines};
use mco::Exit;
use mco::site::{Security, USER};

on_both_engines!(
    every_node_answers_a_ping_over_tls,
    filters_combine,
    results_of_one_command_are_the_targets_of_the_next,
    a_silent_target_is_named_and_does_not_fail_the_others,
    a_user_who_is_no_admin_may_look_but_not_act,
    every_call_is_audited_with_its_caller,
);

async fn every_node_answers_a_ping_over_tls(engine: Engine) {
    let world = World::on(&engine, Security::V1, 7).await;
    let outcome = world.mco(&["ping"]).await;
    assert_eq!(outcome.exit, Exit::Done, "{}", outcome.err);
    assert!(outcome.out.contains("web1.mt.example.net"), "{}", outcome.out);
    assert!(outcome.out.contains("7 replies"), "{}", outcome.out);
}

async fn filters_combine(engine: Engine) {
    let world = World::on(&engine, Security::V1, 20).await;
    let all = world.mco(&["find"]).await;
    assert_eq!(all.sorted_lines().len(), 20);
    let web = world.mco(&["find", "-C", "role::web"]).await;
    assert!(
        web.sorted_lines().iter().all(|name| name.starts_with("web")),
        "{}",
        web.out
    );
    let both = world.mco(&["find", "-W", "apache country=uk"]).await;
    assert_eq!(both.sorted_lines(), ["web1.uk.example.net"]);
    let pattern = world.mco(&["find", "-I", "/^db1\\.(mt|uk)/"]).await;
    assert_eq!(
        pattern.sorted_lines(),
        ["db1.mt.example.net", "db1.uk.example.net"]
    );
    let none = world.mco(&["find", "-F", "country=nowhere"]).await;
    assert_eq!((none.exit, none.out.as_str()), (Exit::Error, ""));
}

async fn results_of_one_command_are_the_targets_of_the_next(engine: Engine) {
    let world = World::on(&engine, Security::V1, 5).await;
    let nodes = world.dir().join("nodes.json");
    let first = world
        .mco(&["rpc", "rpcutil", "ping", "-C", "role::web", "--json"])
        .await;
    std::fs::write(&nodes, &first.out).unwrap();
    let second = world.mco(&["find", "--nodes", nodes.to_str().unwrap()]).await;
    assert_eq!(
        second.sorted_lines(),
        world.mco(&["find", "-C", "role::web"]).await.sorted_lines()
    );
}

async fn a_silent_target_is_named_and_does_not_fail_the_others(engine: Engine) {
    let world = World::on(&engine, Security::V1, 2).await;
    let ask = [
        "rpc",
        "rpcutil",
        "ping",
        "-I",
        "web1.mt.example.net",
        "-I",
        "gone.example.net",
        "--timeout",
        "2",
    ];
    let outcome = world.mco(&ask).await;
    assert_eq!(outcome.exit, Exit::Done, "{}", outcome.err);
    let said = format!("{}{}", outcome.out, outcome.err);
    assert!(
        said.contains("No Responses from: 1") && said.contains("gone.example.net"),
        "{said}"
    );
    let strict = world.mco(&[&ask[..], &["--strict"]].concat()).await;
    assert_eq!(strict.exit, Exit::Failed);
}

async fn a_user_who_is_no_admin_may_look_but_not_act(engine: Engine) {
    let world = World::on(&engine, Security::V1, 2).await;
    world.site.enroll_user("eve.mcollective").unwrap();
    let looking = world
        .mco_as("eve.mcollective", &["rpc", "package", "status", "package=bash"])
        .await;
    assert_eq!(looking.exit, Exit::Done, "{looking:?}");
    let acting = world
        .mco_as(
            "eve.mcollective",
            &["rpc", "filemgr", "remove", "file=/nonexistent/mco"],
        )
        .await;
    assert_eq!(acting.exit, Exit::Failed, "{acting:?}");
    assert!(
        acting
            .out
            .contains("You are not authorized to call this agent or action"),
        "{}",
        acting.out
    );
}

async fn every_call_is_audited_with_its_caller(engine: Engine) {
    let world = World::on(&engine, Security::V1, 1).await;
    world.mco(&["rpc", "rpcutil", "get_fact", "fact=country"]).await;
    let log = std::fs::read_to_string(world.site.node_kits().join("web1.mt.example.net/audit.log")).unwrap();
    let line: serde_json::Value = serde_json::from_str(log.lines().next().unwrap()).unwrap();
    assert_eq!(line["caller"], format!("choria={USER}"));
    assert_eq!(line["agent"], "rpcutil");
    assert_eq!(line["action"], "get_fact");
    assert_eq!(line["data"]["fact"], "country");
}
