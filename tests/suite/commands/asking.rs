//! How a request is written and sent.

use std::ffi::OsString;

use harness::Outcome;
use mco::Exit;
use mco::site::USER;

use super::{NODES, answer, fleet, names, typed};

#[tokio::test(flavor = "multi_thread")]
async fn every_way_to_write_a_request_is_the_same_request() {
    let world = fleet().await;
    for line in [
        "mco rpc rpcutil get_fact fact=country",
        "mco rpc rpcutil get_fact fact:country",
        "mco req rpcutil get_fact fact=country",
        "mco request rpcutil get_fact fact=country",
        "mco rpcutil get_fact fact=country",
        "mco rpc -a rpcutil --action get_fact --arg fact=country",
        "mco rpc --agent rpcutil --action get_fact --argument fact=country",
        "mco rpc rpcutil --np --sort get_fact -q fact=country",
    ] {
        let json = typed(&world, &format!("{line} --json --sort")).await.json();
        assert_eq!(json["agent"], "rpcutil", "{line}");
        assert_eq!(json["replies"][4]["data"]["value"], "mt", "{line}");
        assert_eq!(json["summaries"]["value"]["uk"], 1, "{line}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn flags_of_both_clients_are_taken_by_every_kind_of_command() {
    let world = fleet().await;
    for flags in [
        "-t 5 --ttl 60 --dt 1 --threaded --publish_timeout 10 --connection-timeout 5",
        "--timeout 5 --workers 3 --np --sort --display ok",
        "--no-progress --display all --discovery-timeout 1 -q",
        "--batch 2 --batch-sleep 0.01",
        "--batch 50% --batch-sleep 10ms",
        "--displ all --batch-sl 0.01 --batch 5",
    ] {
        for command in ["rpc rpcutil ping", "process list no-such-process"] {
            let line = format!("mco {command} {flags} --senders");
            assert_eq!(names(&world, &line).await, NODES, "{line}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn options_of_the_environment_are_added_to_every_question() {
    let world = fleet().await;
    let config = world.site.client_config();
    let ran = async |words: &[&str]| {
        let vars = [
            ("MCOLLECTIVE_CERTNAME", USER),
            ("MCOLLECTIVE_EXTRA_OPTS", "--wc apache -F 'country = mt'"),
        ];
        let words = words.iter().map(OsString::from);
        let config = [OsString::from("--config"), config.clone().into_os_string()];
        Outcome::of(config.into_iter().chain(words).collect(), &vars).await
    };
    assert_eq!(ran(&["find"]).await.out, "web1.mt.example.net\n");
    assert_eq!(
        ran(&["rpc", "rpcutil", "ping", "--senders"]).await.out,
        "web1.mt.example.net\n"
    );
    assert_eq!(ran(&["buildinfo"]).await.exit, Exit::Done);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_is_only_sent_prints_its_id() {
    let world = fleet().await;
    for flag in [
        "--nr",
        "--no-results",
        "-r site.results",
        "--reply-to site.results",
    ] {
        let id = answer(&world, &format!("mco rpc rpcutil ping {flag}")).await;
        let id = id.trim_end();
        assert!(
            id.len() == 32 && id.bytes().all(|b| b.is_ascii_hexdigit()),
            "{flag}: {id}"
        );
    }
    let facts = typed(&world, "mco facts country --reply-to site.results").await;
    assert_eq!(facts.exit, Exit::Error, "{facts:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_exit_status_says_how_it_ended() {
    let world = fleet().await;
    for (line, exit) in [
        ("mco rpc rpcutil ping", Exit::Done),
        ("mco rpc rpcutil ping -F country=nowhere", Exit::Error),
        ("mco rpc rpcutil get_data source=nonsense", Exit::Failed),
        ("mco rpc rpcutil get_data source=nonsense --exit go", Exit::Done),
        ("mco rpc rpcutil ping -I gone.example.net -t 1", Exit::Silent),
        (
            "mco rpc rpcutil ping -I gone.example.net -t 1 --exit go",
            Exit::Done,
        ),
        ("mco rpc rpcutil ping --max-targets 3", Exit::Refused),
        ("mco rpc rpcutil ping --no-such-flag", Exit::Error),
        ("mco rpc rpcutil get_fact", Exit::Error),
    ] {
        let outcome = typed(&world, line).await;
        assert_eq!(outcome.exit, exit, "{line}: {outcome:?}");
    }
}
