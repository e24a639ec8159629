//! What a request prints, in every shape.

use mco::Exit;
use serde_json::Value;

use super::{NODES, answer, fleet, typed};

#[tokio::test(flavor = "multi_thread")]
async fn text_has_replies_then_summaries_then_statistics() {
    let world = fleet().await;
    let text = answer(
        &world,
        "mco rpc rpcutil get_fact fact=country --display all --sort",
    )
    .await;
    let reply = text.find("app1.de.example.net\n").unwrap();
    let summary = text.find("Summary of Value:\n").unwrap();
    let statistics = text.find("\nFinished processing 5 / 5 hosts in ").unwrap();
    assert!(reply < summary && summary < statistics, "{text}");
    assert!(text.contains("   uk: 1\n"), "{text}");
    let headers: Vec<&str> = text
        .lines()
        .filter(|line| line.ends_with(".example.net"))
        .collect();
    assert_eq!(headers, NODES);

    let verbose = answer(&world, "mco rpc rpcutil ping -v").await;
    for label in [
        "---- request stats ----",
        "Pass / Fail",
        "Discovery Time",
        "Total Time",
    ] {
        assert!(verbose.contains(label), "{label}: {verbose}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn display_chooses_which_replies_are_shown() {
    let world = fleet().await;
    let failing = "mco rpc rpcutil get_data source=nonsense";
    for (mode, shown) in [("ok", false), ("failed", true), ("all", true), ("none", false)] {
        let outcome = typed(&world, &format!("{failing} --display {mode}")).await;
        assert_eq!(outcome.exit, Exit::Failed);
        assert_eq!(
            outcome.out.contains("Request Aborted"),
            shown,
            "{mode}: {}",
            outcome.out
        );
        assert!(outcome.out.contains("Finished processing 5 / 5 hosts"), "{mode}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_json_document_has_its_documented_members() {
    let world = fleet().await;
    let json = typed(&world, "mco rpc rpcutil get_fact fact=country -j")
        .await
        .json();
    let reply = &json["replies"][0];
    for member in ["sender", "action", "statuscode", "statusmsg", "data", "time_utc"] {
        assert!(!reply[member].is_null(), "{member}: {reply}");
    }
    let stats = &json["request_stats"];
    for member in ["no_responses", "unexpected_responses"] {
        assert_eq!(stats[member], serde_json::json!([]), "{member}");
    }
    for (member, count) in [("discovered", 5), ("responses", 5), ("ok", 5), ("failed", 0)] {
        assert_eq!(stats[member], count, "{member}");
    }
    for member in ["publish_time", "request_time", "discover_time"] {
        assert!(stats[member].is_u64(), "{member}: {stats}");
    }
    assert!(stats["requestid"].is_string() && stats["start_time_utc"].is_string());
    assert_eq!(json["summaries"]["value"]["mt"], 1);
    let legacy = typed(&world, "mco rpc rpcutil ping --json=legacy").await.json();
    assert_eq!(legacy.as_array().map(Vec::len), Some(5));
}

#[tokio::test(flavor = "multi_thread")]
async fn lines_table_and_senders_are_for_programs() {
    let world = fleet().await;
    let lines = answer(&world, "mco rpc rpcutil get_fact fact=country --jsonl").await;
    let lines: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let kinds: Vec<&str> = lines.iter().filter_map(|line| line["k"].as_str()).collect();
    assert_eq!(kinds[..2], ["discovery", "discovery"]);
    assert_eq!(kinds[kinds.len() - 2..], ["summaries", "stats"]);
    assert_eq!(kinds.iter().filter(|kind| **kind == "result").count(), 5);
    assert_eq!((&lines[1]["count"], &lines[1]["dm"]), (&5.into(), &"mc".into()));

    let table = answer(&world, "mco rpc rpcutil get_fact fact=country --table").await;
    assert!(
        table.contains("│ Sender") && table.contains("web1.mt.example.net"),
        "{table}"
    );
    assert!(!table.contains("Finished processing"), "{table}");
    let senders = typed(&world, "mco rpc rpcutil ping --senders -j --sort")
        .await
        .json();
    assert_eq!(senders, serde_json::json!(NODES));

    let file = world.dir().join("out.json");
    let line = format!("mco rpc rpcutil ping --json -o {}", file.display());
    assert_eq!(answer(&world, &line).await, "");
    let kept: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    assert_eq!(kept["request_stats"]["ok"], 5);
}
