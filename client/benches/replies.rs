//! What an answer costs the client of a large fleet: decode, check the hash (and where asked for the signature), count, sum up by
//! the schema of the action. `cargo bench -p mco-client --bench replies`, with part of a name to run less.

#![expect(clippy::unwrap_used, reason = "what a benchmark cannot set up ends it")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use client::{Clock, Tally};
use ddl::aggregate::Summaries;
use meter::{Cost, Meter, Stopwatch};
use protocol::rpc::{RpcReply, Status};
use protocol::security::ed25519::Seed;
use protocol::token::{Claims, Common, Issuer, ServerClaims, SigningKey, Trust};
use protocol::v1::V1;
use protocol::v2::V2;
use protocol::{AgentName, CallerId, Headers, Identity, Reply, RequestId, Wire};
use serde_json::json;

const NODES: usize = 50_000;

/// How often all of them answer.
const ROUNDS: usize = 9;

fn main() {
    let meter = Meter::from_args();
    let nodes: Vec<_> = (0..NODES).map(identity).collect();
    let v1 = Arc::new(V1::new(
        CallerId::new("choria=ann.mcollective").unwrap(),
        None,
        None,
    ));
    let replies = answers(&nodes, |_| Arc::clone(&v1));
    let name = "v1";
    measure(&meter, name, &nodes, &replies, || Arc::clone(&v1) as _);

    let wire = || Arc::new(node(&nodes[0])) as Arc<dyn Wire>;
    let unsigned = Arc::new(hashing_node(&nodes[0]));
    let replies = answers(&nodes, |_| Arc::clone(&unsigned));
    measure(&meter, "v2, hashed", &nodes, &replies, wire);
    let replies = answers(&nodes, |node| Arc::new(self::node(node)));
    let name = "v2, signed, signatures not asked for";
    measure(&meter, name, &nodes, &replies, wire);
    let strict = || Arc::new(node(&nodes[0]).with_reply_verification(trust(), now)) as Arc<dyn Wire>;
    let name = "v2, signatures verified, tokens new";
    measure(&meter, name, &nodes, &replies, strict);
    let name = "v2, signatures verified, tokens known";
    let known = strict();
    answer(&known, &nodes, &replies);
    measure(&meter, name, &nodes, &replies, || Arc::clone(&known));
}

/// Measures what each answer costs, all rounds with a wire of their own.
fn measure(
    meter: &Meter,
    name: &str,
    nodes: &[Identity],
    answers: &[Vec<u8>],
    wire: impl Fn() -> Arc<dyn Wire>,
) {
    if !meter.wants(name) {
        return;
    }
    let round = |_| {
        let wire = wire();
        answer(&wire, nodes, answers)
    };
    meter::report(name, &(0..ROUNDS).map(round).collect::<Vec<_>>());
}

/// Reads, counts and sums up the answers of all nodes.
fn answer(wire: &Arc<dyn Wire>, nodes: &[Identity], answers: &[Vec<u8>]) -> Cost {
    let asked: BTreeSet<_> = nodes.iter().cloned().collect();
    let mut tally = Tally::of_nodes(Arc::clone(wire), Clock::manual(now()), request(), asked);
    let package = ddl::builtin("package").unwrap();
    let mut summaries = Summaries::new(package.action("status").unwrap());
    let watch = Stopwatch::start();
    for answer in answers {
        let answer = tally.receive(answer, Duration::ZERO).unwrap();
        summaries.add(answer.reply.data.as_object().unwrap());
    }
    let lines = summaries.finish();
    let cost = watch.stop(answers.len());
    assert!(tally.is_complete() && tally.ok() == nodes.len() && !lines.is_empty());
    cost
}

/// What the nodes answer, each in the words of its own wire.
fn answers<W: Wire>(nodes: &[Identity], wire: impl Fn(&Identity) -> Arc<W>) -> Vec<Vec<u8>> {
    let encode = |node: &Identity| wire(node).encode_reply(&reply(node), &headers(node)).unwrap();
    nodes.iter().map(encode).collect()
}

fn identity(number: usize) -> Identity {
    Identity::new(&format!("node{number}.rack{}.example.net", number % 97)).unwrap()
}

fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_225_600)
}

fn request() -> RequestId {
    RequestId::new("0f1e2d3c4b5a49688776655443322110").unwrap()
}

fn seed(number: u8) -> Seed {
    Seed::from_hex(&format!("{number:02x}").repeat(32)).unwrap()
}

fn trust() -> Trust {
    Trust::Issuers(BTreeMap::from([("choria".to_owned(), seed(1).public())]))
}

fn node(identity: &Identity) -> V2 {
    V2::new(&token(identity), seed(4), None, true).unwrap()
}

fn hashing_node(identity: &Identity) -> V2 {
    V2::new(&token(identity), seed(4), None, false).unwrap()
}

fn token(identity: &Identity) -> String {
    let claims = ServerClaims {
        identity: identity.to_string(),
        collectives: vec!["choria".to_owned()],
        common: Common {
            public_key: seed(4).public().to_hex(),
            ..Common::default()
        },
        ..ServerClaims::default()
    };
    let issuer = Issuer::Key(SigningKey::Seed(seed(1)));
    issuer
        .issue(Claims::Server(claims), now(), Duration::from_secs(3600))
        .unwrap()
}

fn reply(sender: &Identity) -> Reply {
    Reply {
        request: request(),
        sender: sender.clone(),
        agent: AgentName::new("package").unwrap(),
        time: now(),
        payload: RpcReply {
            action: "status".to_owned(),
            statuscode: Status::Ok,
            statusmsg: "OK".to_owned(),
            data: json!({
                "name": "httpd", "ensure": format!("2.4.57-{}.el9_4.1", sender.as_str().len() % 3), "version": "2.4.57", "release": "11.el9_4.1",
                "arch": "x86_64", "epoch": "0", "provider": "yum", "output": "httpd-2.4.57-11.el9_4.1.x86_64",
            }),
        }
        .encode(),
    }
}

fn headers(sender: &Identity) -> Headers {
    let broker = "nats://broker:4222".to_owned();
    Headers {
        sender: sender.to_string(),
        seen_by: vec![[broker.clone(), sender.to_string(), broker]],
        ..Headers::default()
    }
}
