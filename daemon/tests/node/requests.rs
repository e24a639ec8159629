//! What becomes of requests, good and bad.

use std::time::Duration;

use protocol::rpc::{DISCOVERY_PING, Status};
use serde_json::json;

use crate::odd::odd;
use crate::world::{NODE, Setup, World, body, identity, nothing};

#[tokio::test]
async fn discovery_and_rpc_are_answered_with_one_hop() {
    let world = World::usual().await;
    let (headers, reply) = world
        .reply(&world.request("discovery", DISCOVERY_PING.to_vec()))
        .await;
    assert_eq!(reply.payload, b"pong");
    assert_eq!(reply.sender, identity());
    assert_eq!(headers.sender, NODE);
    assert_eq!(headers.seen_by.len(), 1);
    assert_eq!(headers.seen_by[0][1], NODE);

    let reply = world.ask("rpcutil", "ping", nothing()).await;
    assert_eq!((reply.statuscode, reply.statusmsg.as_str()), (Status::Ok, "OK"));
    assert!(reply.data["pong"].as_u64().unwrap() > 1_700_000_000);
    assert_eq!((world.count("total"), world.count("replies")), (2, 2));
    world.end().await;
}

#[tokio::test]
async fn a_node_speaks_over_tls() {
    let setup = Setup {
        tls: true,
        lines: "rpcauthorization = false".into(),
        ..Setup::default()
    };
    let world = World::start(setup, |node| node).await;
    assert_eq!(world.verdict("rpcutil", "ping", nothing()).await.0, Status::Ok);
    world.end().await;
}

#[tokio::test]
async fn policies_decide_who_may_call() {
    let setup = Setup {
        policies: vec![(
            "choria_util",
            "allow\tchoria=ann.mcollective\tinfo\tcountry=de\tweb\n",
        )],
        ..Setup::default()
    };
    let world = World::start(setup, |node| node).await;
    let denied = (
        Status::Aborted,
        "You are not authorized to call this agent or action".to_owned(),
    );
    assert_eq!(world.verdict("rpcutil", "ping", nothing()).await, denied);
    assert_eq!(
        world.verdict("choria_util", "info", nothing()).await.0,
        Status::Ok
    );
    assert_eq!(
        world.verdict("choria_util", "machine_states", nothing()).await,
        denied
    );
    let policy = world.dir.path().join("policies/rpcutil.policy");
    std::fs::write(policy, "policy default allow\n").unwrap();
    assert_eq!(world.verdict("rpcutil", "ping", nothing()).await.0, Status::Ok);
    world.end().await;
}

#[tokio::test]
async fn bodies_that_make_no_sense_are_answered_with_the_reason() {
    let world = World::start(
        Setup {
            lines: "rpcauthorization = false".into(),
            ..Setup::default()
        },
        |node| node.agent(odd()),
    )
    .await;
    let unknown = world.verdict("rpcutil", "pong", nothing()).await;
    assert_eq!(
        unknown,
        (
            Status::UnknownAction,
            "Unknown action pong for agent rpcutil".into()
        )
    );
    let (_, reply) = world.reply(&world.request("odd", b"nonsense".to_vec())).await;
    let reply = protocol::rpc::RpcReply::decode(&reply.payload).unwrap();
    assert_eq!(
        (reply.statuscode, reply.action.as_str()),
        (Status::InvalidData, "")
    );
    assert_eq!(reply.data, json!({}));

    let other = world.request("odd", body("rpcutil", "echo", json!({"text": "hi"})));
    let (_, reply) = world.reply(&other).await;
    let reply = protocol::rpc::RpcReply::decode(&reply.payload).unwrap();
    assert_eq!(reply.statuscode, Status::Aborted);

    assert_eq!(
        world.verdict("odd", "echo", nothing()).await.0,
        Status::MissingData
    );
    let long = json!({"text": "too long"});
    assert_eq!(world.verdict("odd", "echo", long).await.0, Status::InvalidData);
    let extra = json!({"text": "hi", "more": 1});
    assert_eq!(world.verdict("odd", "echo", extra).await.0, Status::InvalidData);
    let legacy = world
        .ask("odd", "echo", json!({"text": "hi", "process_results": false}))
        .await;
    assert_eq!(
        (legacy.statuscode, legacy.data),
        (Status::Ok, json!({"text": "hi"}))
    );
    world.end().await;
}

#[tokio::test]
async fn messages_that_are_no_valid_requests_get_no_answer() {
    let world = World::usual().await;
    world.publish("rpcutil", b"garbage".to_vec()).await;
    let mut forged = world.encode(&world.call("rpcutil", "ping", nothing()));
    let at = forged.len() / 2;
    forged[at] = if forged[at] == b'A' { b'B' } else { b'A' };
    world.publish("rpcutil", forged).await;
    world.settle().await;
    assert_eq!((world.count("unvalidated"), world.count("replies")), (2, 1));

    let mut late = world.call("rpcutil", "ping", nothing());
    late.time -= Duration::from_secs(61);
    world.publish("rpcutil", world.encode(&late)).await;
    world.settle().await;
    assert_eq!((world.count("ttlexpired"), world.count("replies")), (1, 2));

    let request = world.call("rpcutil", "ping", nothing());
    world.reply(&request).await;
    world.publish("rpcutil", world.encode(&request)).await;
    world.settle().await;
    assert_eq!((world.count("replayed"), world.count("replies")), (1, 4));

    let mut stranger = world.call("rpcutil", "ping", nothing());
    stranger.collective = protocol::Collective::new("elsewhere").unwrap();
    world.publish("rpcutil", world.encode(&stranger)).await;
    world.settle().await;
    assert_eq!((world.count("filtered"), world.count("replies")), (1, 5));
    world.end().await;
}

#[tokio::test]
async fn filters_decide_which_nodes_are_meant() {
    let world = World::usual().await;
    for (part, value, meant) in [
        ("fact", "rack.row==3", true),
        ("fact", "rack.row==4", false),
        ("class", "web", true),
        ("class", "db", false),
        ("agent", "discovery", true),
        ("agent", "nope", false),
        ("identity", "/^n[0-9]/", true),
        ("identity", "n2.example.net", false),
        ("compound", "with('web') and fact('rack.row') < 4", true),
        ("compound", "not with('rack.row==3')", false),
        ("compound", "sum(1..1000000000) > 0", false),
        ("compound", "now() > date('2020-01-01')", true),
    ] {
        let before = world.count("filtered");
        let mut request = world.request("discovery", DISCOVERY_PING.to_vec());
        let filter = &mut request.filter;
        match part {
            "fact" => filter.add_fact(value).unwrap(),
            "class" => filter.cf_class.push(value.into()),
            "agent" => filter.agent.push(value.into()),
            "compound" => filter.add_compound(value).unwrap(),
            _ => filter.identity.push(value.into()),
        }
        if meant {
            world.reply(&request).await;
        } else {
            world.publish("discovery", world.encode(&request)).await;
            world.until("filtered", before + 1).await;
        }
        assert_eq!(world.count("filtered") == before, meant, "{part} {value}");
    }
    world.end().await;
}

#[tokio::test]
async fn agents_that_misbehave_harm_nobody_else() {
    let world = World::start(
        Setup {
            lines: "rpcauthorization = false".into(),
            ..Setup::default()
        },
        |node| node.agent(odd()),
    )
    .await;
    let (status, text) = world.verdict("odd", "panic", nothing()).await;
    assert_eq!(status, Status::UnknownError);
    assert!(!text.contains("as asked"), "{text}");

    let (status, text) = world.verdict("odd", "flood", nothing()).await;
    assert_eq!(status, Status::Aborted);
    assert!(text.contains("on the wire"), "{text}");

    let hang = world.call("odd", "hang", nothing());
    world.publish("odd", world.encode(&hang)).await;
    assert_eq!(world.verdict("rpcutil", "ping", nothing()).await.0, Status::Ok);
    let replies = world.count("replies");
    world.until("timedout", 1).await;
    assert_eq!(world.count("replies"), replies);
    world.end().await;
}

#[tokio::test]
async fn requests_beyond_the_limit_are_dropped_and_discovery_still_answers() {
    let world = World::start(
        Setup {
            lines: "rpcauthorization = false".into(),
            ..Setup::default()
        },
        |node| node.agent(odd()),
    )
    .await;
    for _ in 0..140 {
        let hang = world.encode(&world.call("odd", "hang", nothing()));
        let subject = "mcollective.broadcast.agent.odd";
        world.link.publish(subject, hang.into()).await.unwrap();
    }
    world.settle().await;
    world.until("overloaded", 1).await;
    world.until("timedout", 128).await;
    assert_eq!(world.verdict("rpcutil", "ping", nothing()).await.0, Status::Ok);
    world.end().await;
}

#[tokio::test]
async fn authorised_calls_are_written_down() {
    let dir = tempfile::tempdir().unwrap();
    let log = dir.path().join("audit.log");
    let setup = Setup {
        lines: format!("rpcaudit = true\nplugin.rpcaudit.logfile = {}", log.display()),
        policies: vec![("rpcutil", "allow\t*\tget_fact\t*\t*\n")],
        ..Setup::default()
    };
    let world = World::start(setup, |node| node).await;
    world.ask("rpcutil", "ping", nothing()).await;
    world.ask("rpcutil", "nope", nothing()).await;
    world.ask("rpcutil", "get_fact", json!({"fact": "country"})).await;
    world.end().await;
    let text = std::fs::read_to_string(&log).unwrap();
    let lines: Vec<serde_json::Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 3, "{text}");
    assert_eq!(lines[0]["event"], "denied");
    assert_eq!(lines[0]["action"], "ping");
    assert!(
        lines[0]["reason"].as_str().unwrap().starts_with("default of "),
        "{text}"
    );
    assert_eq!(lines[1].get("event"), None);
    assert_eq!(lines[1]["action"], "get_fact");
    assert_eq!(lines[1]["caller"], "choria=ann.mcollective");
    assert_eq!(lines[1]["data"], json!({"fact": "country"}));
    assert_eq!(lines[2]["event"], "outcome");
    assert_eq!(lines[2]["request_id"], lines[1]["request_id"]);
    assert_eq!(lines[2]["statuscode"], 0);
}
