//! The example of a program that embeds a node.

#[path = "../../examples/breaker/breaker.rs"]
mod example;

use protocol::rpc::Status;
use serde_json::json;

use crate::world::{NODE, Setup, World, nothing};
use example::Breaker;

#[tokio::test]
async fn an_operator_moves_the_breaker_of_a_program_that_embeds_a_node() {
    let breaker = Breaker::default();
    let agent = breaker.agent().unwrap();
    let setup = Setup {
        lines: "rpcauthorization = false".to_owned(),
        ..Setup::default()
    };
    let world = World::start(setup, |node| node.agent(agent)).await;
    assert_eq!(breaker.pass(), Ok(()));
    let reply = world.ask("breaker", "status", nothing()).await;
    assert_eq!(
        reply.data,
        json!({"state": "closed", "reason": "", "refused": 0, "identity": NODE})
    );

    let (status, message) = world.verdict("breaker", "open", nothing()).await;
    assert_eq!(
        (status, message.as_str()),
        (Status::MissingData, "input reason is required")
    );
    let open = json!({"reason": "the provider is down"});
    let reply = world.ask("breaker", "open", open.clone()).await;
    assert_eq!(
        (reply.statuscode, &reply.data["state"]),
        (Status::Ok, &json!("open"))
    );
    assert_eq!(breaker.pass(), Err("the provider is down".to_owned()));
    assert_eq!(breaker.pass(), Err("the provider is down".to_owned()));
    let reply = world.ask("breaker", "status", nothing()).await;
    assert_eq!(reply.data["refused"], 2);
    let (status, message) = world.verdict("breaker", "open", open).await;
    assert_eq!(
        (status, message),
        (Status::Aborted, format!("{NODE} is open already"))
    );

    world.ask("breaker", "close", nothing()).await;
    assert_eq!(breaker.pass(), Ok(()));
    world.end().await;
}
