//! Policies in Rego and in tokens.

use protocol::rpc::Status;
use serde_json::json;

use crate::world::{Setup, World, nothing};

#[tokio::test]
async fn a_rego_policy_decides_by_what_is_known_of_request_and_node() {
    let setup = Setup {
        lines: "rpcauthprovider = rego_policy".into(),
        ..Setup::default()
    };
    let world = World::start(setup, |node| node).await;
    let file = world.dir.path().join("policies/rego/rpcutil.rego");
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    let policy = "package io.choria.mcorpc.authpolicy\n\
                  default allow = false\n\
                  allow {\n\
                    input.action == \"get_fact\"\n\
                    input.data.fact == \"country\"\n\
                    input.callerid == \"choria=ann.mcollective\"\n\
                    input.facts.country == \"de\"\n\
                    input.classes[_] == \"web\"\n\
                    input.agents[_] == \"rpcutil\"\n\
                  }\n";
    std::fs::write(&file, policy).unwrap();
    let country = world
        .verdict("rpcutil", "get_fact", json!({"fact": "country"}))
        .await;
    assert_eq!(country.0, Status::Ok, "{}", country.1);
    let rack = world
        .verdict("rpcutil", "get_fact", json!({"fact": "rack"}))
        .await;
    assert_eq!(rack.0, Status::Aborted);
    let other = world.verdict("choria_util", "info", nothing()).await;
    assert_eq!(other.0, Status::Aborted);

    // A policy that takes too long denies, and discovery is answered meanwhile.
    let slow = "package io.choria.mcorpc.authpolicy\n\
                allow if {\n\
                  some a in numbers.range(1, 9000)\n\
                  some b in numbers.range(1, 9000)\n\
                  a + b < 0\n\
                }\n";
    std::fs::write(&file, slow).unwrap();
    let request = world.call("rpcutil", "ping", nothing());
    world.publish("rpcutil", world.encode(&request)).await;
    world.settle().await;
    assert_eq!(
        world.verdict("rpcutil", "ping", nothing()).await.0,
        Status::Aborted
    );
    world.end().await;
}

#[tokio::test]
async fn without_a_token_policies_in_tokens_allow_nothing() {
    let setup = Setup {
        lines: "rpcauthprovider = aaasvc".into(),
        policies: vec![("rpcutil", "policy default allow\n")],
        ..Setup::default()
    };
    let world = World::start(setup, |node| node).await;
    let denied = world.verdict("rpcutil", "ping", nothing()).await;
    assert_eq!(denied.0, Status::Aborted);
    world.end().await;
}
