//! What becomes of replies: filtered, grouped, or sent elsewhere.

use client::Link;
use client::link::{First, Options};
use futures_util::StreamExt;
use harness::World;
use mco::Exit;

#[tokio::test(flavor = "multi_thread")]
async fn replies_an_expression_does_not_hold_for_are_counted_but_not_shown() {
    let world = World::with_nodes(6).await;
    let expression = "ok() && data('value') == 'uk'";
    let outcome = world
        .mco(&[
            "rpc",
            "rpcutil",
            "get_fact",
            "fact=country",
            "--json",
            "--filter-replies",
            expression,
        ])
        .await;
    assert_eq!(outcome.exit, Exit::Done, "{}", outcome.err);
    let document = outcome.json();
    let replies = document["replies"].as_array().unwrap();
    assert!(!replies.is_empty() && replies.len() < 6, "{document}");
    assert!(
        replies.iter().all(|reply| reply["data"]["value"] == "uk"),
        "{document}"
    );
    assert_eq!(document["request_stats"]["ok"], 6);

    let legacy = world
        .mco(&["rpc", "rpcutil", "ping", "--json=legacy"])
        .await
        .json();
    assert_eq!(legacy.as_array().map(Vec::len), Some(6));

    let grouped = world
        .mco(&["rpc", "rpcutil", "collective_info", "--group", "--display", "all"])
        .await;
    assert!(grouped.out.starts_with("6 nodes\n"), "{}", grouped.out);

    let wrong = world
        .mco(&["rpc", "rpcutil", "ping", "--filter-replies", "ok("])
        .await;
    assert_eq!(wrong.exit, Exit::Error);
    assert!(wrong.err.contains("--filter-replies"), "{}", wrong.err);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_written_with_flags_is_the_same_request() {
    let world = World::with_nodes(1).await;
    let outcome = world
        .mco(&[
            "rpc",
            "-a",
            "rpcutil",
            "--action",
            "get_fact",
            "--arg",
            "fact=country",
            "--json",
        ])
        .await;
    assert_eq!(
        outcome.json()["replies"][0]["data"]["fact"],
        "country",
        "{outcome:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn replies_can_be_sent_to_a_subject_and_the_id_of_the_request_is_all_that_is_printed() {
    let world = World::with_nodes(3).await;
    let fleet = world.fleet().await;
    let options = Options::from_config(&world.client_config().member, "listener", First::RetryForever)
        .await
        .unwrap();
    let link = Link::connect(options).await.unwrap();
    let mut heard = link.subscribe("site.results", None).await.unwrap();
    link.flush().await.unwrap();

    let asked = world
        .mco(&[
            "rpc",
            "rpcutil",
            "ping",
            "-C",
            "role::web",
            "--reply-to",
            "site.results",
        ])
        .await;
    assert_eq!(asked.exit, Exit::Done, "{}", asked.err);
    let wanted = world.mco(&["find", "-C", "role::web"]).await.sorted_lines().len();
    assert!(wanted > 0);
    for _ in 0..wanted {
        let message = heard.next().await.unwrap();
        let (_, reply) = fleet.wire().decode_reply(&message.payload).unwrap();
        assert_eq!(reply.request.as_str(), asked.out.trim());
    }

    let unheard = world.mco(&["rpc", "rpcutil", "ping", "--nr", "-q"]).await;
    assert_eq!(
        (unheard.exit, unheard.out.lines().count()),
        (Exit::Done, 1),
        "{unheard:?}"
    );
}
