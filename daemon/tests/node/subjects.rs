//! Where a node listens, and where it answers.

use futures_util::{FutureExt, StreamExt};
use protocol::rpc::{RpcReply, Status};
use protocol::{Federation, Headers};
use tokio::time::timeout;

use crate::odd::{odd, service};
use crate::world::{NODE, PATIENCE, Setup, World, nothing};

async fn world() -> World {
    let lines = "rpcauthorization = false".to_owned();
    let setup = Setup {
        lines,
        ..Setup::default()
    };
    World::start(setup, |node| node.agent(odd()).agent(service())).await
}

#[tokio::test]
async fn a_node_listens_on_its_own_subject_in_every_collective() {
    let world = world().await;
    for collective in ["mcollective", "de_mcollective"] {
        let mut request = world.call("rpcutil", "ping", nothing());
        request.collective = protocol::Collective::new(collective).unwrap();
        let mut replies = world.link.subscribe("somewhere.else", None).await.unwrap();
        let headers = Headers {
            reply_to: Some("somewhere.else".into()),
            sender: "workstation".into(),
            ..Headers::default()
        };
        let bytes = world.wire.encode_request(&request, &headers).unwrap();
        let subject = format!("{collective}.node.{NODE}");
        world.link.publish(&subject, bytes.into()).await.unwrap();
        let message = timeout(PATIENCE, replies.next()).await.unwrap().unwrap();
        let (_, reply) = world.wire.decode_reply(&message.payload).unwrap();
        assert_eq!(reply.request, request.id);
    }
    world.end().await;
}

#[tokio::test]
async fn the_federation_block_comes_back_unchanged() {
    let world = world().await;
    let request = world.call("rpcutil", "ping", nothing());
    let federation = Federation {
        request: request.id.as_str().to_owned(),
        reply_to: Some("mcollective.reply.x.y".into()),
        targets: Vec::new(),
    };
    let mut replies = world
        .link
        .subscribe("choria.federation.x.collective", None)
        .await
        .unwrap();
    let headers = Headers {
        reply_to: Some("choria.federation.x.collective".into()),
        sender: "workstation".into(),
        federation: Some(federation.clone()),
        ..Headers::default()
    };
    let bytes = world.wire.encode_request(&request, &headers).unwrap();
    world.publish("rpcutil", bytes).await;
    let message = timeout(PATIENCE, replies.next()).await.unwrap().unwrap();
    let (headers, _) = world.wire.decode_reply(&message.payload).unwrap();
    assert_eq!(headers.federation, Some(federation));
    world.end().await;
}

#[tokio::test]
async fn a_node_does_not_answer_to_where_nodes_or_the_broker_listen() {
    let world = world().await;
    for subject in [
        "mcollective.broadcast.agent.discovery",
        "mcollective.node.n2.example.net",
        "$SYS.REQ.SERVER.PING",
    ] {
        let mut replies = world.link.subscribe(subject, None).await.unwrap();
        let headers = Headers {
            reply_to: Some(subject.into()),
            sender: "workstation".into(),
            ..Headers::default()
        };
        let request = world.call("rpcutil", "ping", nothing());
        let refused = world.count("unvalidated");
        let bytes = world.wire.encode_request(&request, &headers).unwrap();
        world.publish("rpcutil", bytes).await;
        world.until("unvalidated", refused + 1).await;
        assert!(replies.next().now_or_never().is_none(), "{subject}");

        // Nor by way of a federation broker.
        let request = world.call("rpcutil", "ping", nothing());
        let headers = Headers {
            reply_to: Some(world.reply_subject(&request).to_string()),
            federation: Some(Federation {
                request: request.id.as_str().to_owned(),
                reply_to: Some(subject.into()),
                targets: Vec::new(),
            }),
            ..headers
        };
        let bytes = world.wire.encode_request(&request, &headers).unwrap();
        world.publish("rpcutil", bytes).await;
        world.until("unvalidated", refused + 2).await;
    }
    world.end().await;
}

#[tokio::test]
async fn a_service_agent_is_only_heard_on_the_service_subject() {
    let world = world().await;
    let echo = || world.call("shared", "echo", serde_json::json!({"text": "hi"}));
    world.publish("shared", world.encode(&echo())).await;
    world.settle().await;
    assert_eq!(world.count("total"), 1);

    let request = echo();
    let subject = world.reply_subject(&request);
    let mut replies = world.link.subscribe(subject.as_str(), None).await.unwrap();
    let service = "mcollective.broadcast.service.shared";
    world
        .link
        .publish(service, world.encode(&request).into())
        .await
        .unwrap();
    let message = timeout(PATIENCE, replies.next()).await.unwrap().unwrap();
    let (_, reply) = world.wire.decode_reply(&message.payload).unwrap();
    assert_eq!(RpcReply::decode(&reply.payload).unwrap().statuscode, Status::Ok);
    world.end().await;
}

#[tokio::test]
async fn a_collective_that_is_named_twice_is_joined_once() {
    let lines = "rpcauthorization = false\ncollectives = mcollective, mcollective".to_owned();
    let setup = Setup {
        lines,
        ..Setup::default()
    };
    let world = World::start(setup, |node| node).await;
    world.settle().await;
    world.settle().await;
    assert_eq!((world.count("total"), world.count("replayed")), (2, 0));
    world.end().await;
}
