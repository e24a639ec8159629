//! Data providers: those of the node, and other programs.

use std::fs;

use protocol::rpc::{RpcReply, Status};
use serde_json::{Value, json};

use crate::external::Library;
use crate::world::{World, nothing};

async fn told(world: &World, source: &str, query: &str) -> Value {
    let reply = world
        .ask("rpcutil", "get_data", json!({"source": source, "query": query}))
        .await;
    assert_eq!(reply.statuscode, Status::Ok, "{}", reply.statusmsg);
    reply.data
}

async fn refused(world: &World, source: &str, query: &str) -> String {
    let data = json!({"source": source, "query": query});
    let (status, reason) = world.verdict("rpcutil", "get_data", data).await;
    assert_eq!(status, Status::Aborted);
    reason
}

#[tokio::test]
async fn a_node_tells_about_its_agents_checks_and_machines() {
    let world = World::usual().await;
    let agent = told(&world, "agent", "rpcutil").await;
    assert_eq!((&agent["present"], &agent["timeout"]), (&json!(true), &json!(2)));
    assert_eq!(told(&world, "agent", "nope").await, json!({"present": false}));
    assert_eq!(told(&world, "scout", "check_disk").await, nothing());
    assert_eq!(
        refused(&world, "machine_state", "nagios").await,
        "Data plugin machine_state failed: there is no machine nagios"
    );
    assert_eq!(refused(&world, "nope", "x").await, "Unknown data plugin nope");
    let plugins = world.ask("rpcutil", "inventory", nothing()).await.data;
    assert_eq!(
        plugins["data_plugins"],
        json!(["agent", "choria", "config_item", "machine_state", "scout"])
    );
    world.end().await;
}

#[tokio::test]
async fn a_data_provider_in_python_is_asked_and_goes_with_its_ddl() {
    let library = Library::with(&[]);
    library.add_data("disk");
    let world = World::hosting(&library, "").await;
    let has_disk = async |wanted: bool| {
        world
            .until_told(|node| node.data.names().iter().any(|name| name == "disk") == wanted)
            .await;
    };
    has_disk(true).await;
    assert_eq!(
        told(&world, "disk", "9").await,
        json!({"enough": true, "country": "de", "source": "disk", "unit": "GB"})
    );
    assert_eq!(told(&world, "disk", "11").await["enough"], false);
    assert_eq!(
        refused(&world, "disk", "0").await,
        "Data plugin disk failed: nothing is always free"
    );
    assert!(
        refused(&world, "disk", "many")
            .await
            .contains("wanted a whole number")
    );
    fs::remove_file(library.folder().join("mcollective/data/disk.json")).unwrap();
    has_disk(false).await;
    assert_eq!(refused(&world, "disk", "9").await, "Unknown data plugin disk");
    world.end().await;
}

#[tokio::test]
async fn filters_ask_data_providers_and_one_that_hangs_matches_nothing() {
    let library = Library::with(&[]);
    library.add_data("disk");
    let world = World::hosting(&library, "").await;
    world
        .until_told(|node| node.data.names().contains(&"disk".to_owned()))
        .await;
    let request = |filter: &str| {
        let mut request = world.call("rpcutil", "ping", nothing());
        request.filter.add_compound(filter).unwrap();
        request
    };
    // One program for both questions about the same.
    let (_, reply) = world
        .reply(&request(
            "agent('rpcutil').present && disk(9).enough && disk(9).country == 'de'",
        ))
        .await;
    assert_eq!(RpcReply::decode(&reply.payload).unwrap().statuscode, Status::Ok);
    let before = world.count("filtered");
    for (filtered, filter) in [
        "disk(11).enough",
        "disk(0).enough",
        "nope(9).enough",
        "scout('x').state == 'OK'",
        "disk(99).enough",
    ]
    .into_iter()
    .enumerate()
    {
        world.publish("rpcutil", world.encode(&request(filter))).await;
        world.until("filtered", before + filtered as u64 + 1).await;
    }
    world.end().await;
}

#[tokio::test]
async fn filters_that_hang_take_no_places_of_calls() {
    let library = Library::with(&[]);
    library.add_data("disk");
    let world = World::hosting(&library, "").await;
    world
        .until_told(|node| node.data.names().contains(&"disk".to_owned()))
        .await;
    for _ in 0..200 {
        let mut request = world.call("rpcutil", "ping", nothing());
        request.filter.add_compound("disk(99).enough").unwrap();
        let subject = "mcollective.broadcast.agent.rpcutil";
        world
            .link
            .publish(subject, world.encode(&request).into())
            .await
            .unwrap();
    }
    world.settle().await;
    world.until("overloaded", 1).await;
    assert_eq!(world.verdict("rpcutil", "ping", nothing()).await.0, Status::Ok);
    world.end().await;
}
