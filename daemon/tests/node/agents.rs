//! What the utility agents tell.

use protocol::rpc::Status;
use serde_json::json;

use crate::world::{NODE, World, nothing};

#[tokio::test]
async fn rpcutil_tells_what_the_node_is() {
    let world = World::usual().await;
    let reply = world
        .ask("rpcutil", "get_fact", json!({"fact": "rack.row"}))
        .await;
    assert_eq!(reply.data, json!({"fact": "rack.row", "value": 3}));
    let reply = world.ask("rpcutil", "get_fact", json!({"fact": "nope"})).await;
    assert_eq!(
        (reply.statuscode, reply.data),
        (Status::Ok, json!({"fact": "nope", "value": null}))
    );
    let reply = world
        .ask("rpcutil", "get_facts", json!({"facts": "country, kernel,nope"}))
        .await;
    assert_eq!(
        reply.data,
        json!({"values": {"country": "de", "kernel": "Linux", "nope": null}})
    );

    let reply = world.ask("rpcutil", "inventory", nothing()).await;
    assert_eq!(reply.data["classes"], json!(["base", "web"]));
    assert_eq!(
        reply.data["collectives"],
        json!(["mcollective", "de_mcollective"])
    );
    assert_eq!(reply.data["facts"]["country"], "de");
    assert_eq!(reply.data["facts"]["mco"]["identity"], NODE);
    let agents = reply.data["agents"].as_array().unwrap();
    assert!(agents.contains(&json!("discovery")) && agents.contains(&json!("rpcutil")));

    let reply = world.ask("rpcutil", "agent_inventory", nothing()).await;
    let names: Vec<_> = reply.data["agents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|agent| &agent["agent"])
        .collect();
    assert!(names.contains(&&json!("choria_util")), "{names:?}");

    let reply = world.ask("rpcutil", "collective_info", nothing()).await;
    assert_eq!(reply.data["main_collective"], "mcollective");

    let reply = world.ask("rpcutil", "daemon_stats", nothing()).await;
    assert_eq!(reply.data["pid"], std::process::id());
    assert!(reply.data["total"].as_u64().unwrap() >= 6);
    world.end().await;
}

#[tokio::test]
async fn rpcutil_tells_configuration_but_no_secrets() {
    let world = World::usual().await;
    let item = |item: &str| json!({"item": item});
    let reply = world.ask("rpcutil", "get_config_item", item("collectives")).await;
    assert_eq!(reply.data["value"], json!(["mcollective", "de_mcollective"]));
    let (status, text) = world.verdict("rpcutil", "get_config_item", item("nope")).await;
    assert_eq!((status, text.as_str()), (Status::Aborted, "Unknown key nope"));
    let query = json!({"source": "config_item", "query": "collectives"});
    let reply = world.ask("rpcutil", "get_data", query).await;
    assert_eq!(
        reply.data,
        json!({"present": true, "value": ["mcollective", "de_mcollective"]})
    );
    let reply = world
        .ask("rpcutil", "get_data", json!({"source": "choria"}))
        .await;
    assert_eq!(
        (&reply.data["classes_count"], &reply.data["replies"]),
        (&json!(2), &json!(3))
    );
    let data = json!({"source": "nope"});
    assert_eq!(
        world.verdict("rpcutil", "get_data", data).await.0,
        Status::Aborted
    );
    world.end().await;
}

#[tokio::test]
async fn choria_util_tells_about_the_connection() {
    let world = World::usual().await;
    let reply = world.ask("choria_util", "info", nothing()).await;
    let port = world.engine.as_ref().unwrap().address().port();
    assert_eq!(reply.data["connected_server"], format!("nats://localhost:{port}"));
    assert_eq!(
        reply.data["middleware_servers"],
        json!([format!("localhost:{port}")])
    );
    assert_eq!(reply.data["connector_tls"], false);

    let reply = world.ask("choria_util", "machine_states", nothing()).await;
    assert_eq!(
        reply.data,
        json!({"machine_ids": [], "machine_names": [], "states": {}})
    );
    let reply = world
        .ask("choria_util", "machine_state", json!({"name": "nagios"}))
        .await;
    assert_eq!(
        (reply.statuscode, reply.statusmsg.as_str()),
        (Status::Aborted, "No running machines")
    );
    let reply = world
        .ask(
            "choria_util",
            "machine_transition",
            json!({"transition": "start"}),
        )
        .await;
    assert_eq!(
        (reply.statuscode, reply.data),
        (Status::Aborted, json!({"success": false}))
    );
    world.end().await;
}
