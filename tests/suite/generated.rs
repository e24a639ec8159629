//! A client that `mco plugin generate client` wrote, compiled with the tests and let loose on a fleet.

use std::time::Duration;

use harness::World;
use rpcutil_client::{AgentError, RpcutilClient, Scope};

#[tokio::test(flavor = "multi_thread")]
async fn a_generated_client_asks_typed_questions_and_gets_typed_answers() {
    let world = World::with_nodes(5).await;
    let web = Scope::everybody().class("role::web");
    let rpcutil = RpcutilClient::new(world.fleet().await, web).unwrap();
    let mut nodes = rpcutil.discover().await.unwrap();
    nodes.sort();

    let facts = rpcutil.get_fact("country").send().await.unwrap();
    let mut countries: Vec<_> = facts
        .ok()
        .map(|reply| {
            let country = reply.outputs.value.as_ref().unwrap().as_str().unwrap();
            (reply.sender.clone(), country.to_owned())
        })
        .collect();
    countries.sort();
    assert_eq!(
        countries.iter().map(|(node, _)| node).collect::<Vec<_>>(),
        nodes.iter().collect::<Vec<_>>()
    );
    assert!(
        countries
            .iter()
            .all(|(node, country)| node.as_str().contains(&format!(".{country}."))),
        "{countries:?}"
    );
    assert_eq!(facts.summaries().len(), 1, "the DDL sums the values up");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_generated_client_works_in_batches_and_tells_failures_and_silence() {
    let world = World::with_nodes(3).await;
    let everybody = Scope::everybody().in_batches(2, Duration::ZERO);
    let rpcutil = RpcutilClient::new(world.fleet().await, everybody).unwrap();
    let data = rpcutil.get_data("nonsense").query("x").send().await.unwrap();
    assert_eq!(
        (data.stats.len(), data.failed().count(), data.ok().count()),
        (2, 3, 0)
    );
    assert!(
        data.replies.iter().all(|reply| !reply.message.is_empty()),
        "{data:?}"
    );

    let gone = Scope::everybody()
        .nodes(vec!["gone.example.net".parse().unwrap()])
        .timeout(Duration::from_millis(300));
    let silent = rpcutil.among(gone).ping().send().await.unwrap();
    assert_eq!(silent.silent().count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_generated_client_refuses_what_the_ddl_does_before_anything_is_sent() {
    let world = World::with_nodes(1).await;
    let rpcutil = RpcutilClient::new(world.fleet().await, Scope::everybody()).unwrap();
    let refused = rpcutil.get_fact("x".repeat(10_000)).send().await.unwrap_err();
    assert!(matches!(refused, AgentError::Input(_)), "{refused}");
    let nobody = Scope::everybody().identity("/^nobody/");
    let found = rpcutil.among(nobody).ping().send().await.unwrap_err();
    assert!(matches!(found, AgentError::Nobody), "{found}");
}
