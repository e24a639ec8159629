//! What it costs a client to read the answers of a large fleet: decode, check the hash (and where asked for the signature),
//! count. `cargo bench -p mco-client --bench replies`, with a number of nodes for other than 50 000.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
#![expect(clippy::unwrap_used, reason = "what a benchmark cannot set up ends it")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use client::{Clock, Tally};
use protocol::rpc::{RpcReply, Status};
use protocol::security::ed25519::Seed;
use protocol::token::{Claims, Common, Issuer, ServerClaims, SigningKey, Trust};
use protocol::v1::V1;
use protocol::v2::V2;
use protocol::{AgentName, CallerId, Headers, Identity, Reply, RequestId, Wire};
use serde_json::json;
use tokio::time::Instant;

const NODES: usize = 50_000;

fn main() {
    let given = std::env::args().skip(1).find_map(|word| word.parse().ok());
    let nodes: Vec<_> = (0..given.unwrap_or(NODES)).map(identity).collect();

    let v1 = Arc::new(V1::new(
        CallerId::new("choria=ann.mcollective").unwrap(),
        None,
        None,
    ));
    let answers = answers(&nodes, |_| Arc::clone(&v1));
    measure("v1", v1, &nodes, &answers);

    let wire = Arc::new(node(&nodes[0]));
    let unsigned = Arc::new(hashing_node(&nodes[0]));
    let hashed = self::answers(&nodes, |_| Arc::clone(&unsigned));
    measure("v2, hashed", Arc::clone(&wire) as _, &nodes, &hashed);
    let signed = self::answers(&nodes, |node| Arc::new(self::node(node)));
    measure("v2, signed, signatures not asked for", wire, &nodes, &signed);
    let strict: Arc<dyn Wire> = Arc::new(node(&nodes[0]).with_reply_verification(trust(), now));
    measure(
        "v2, signatures verified, tokens new",
        Arc::clone(&strict),
        &nodes,
        &signed,
    );
    measure("v2, signatures verified, tokens known", strict, &nodes, &signed);
}

/// Prints how long it takes to read and count all answers, and how many bytes they are.
fn measure(name: &str, wire: Arc<dyn Wire>, nodes: &[Identity], answers: &[Vec<u8>]) {
    let asked: BTreeSet<_> = nodes.iter().cloned().collect();
    let mut tally = Tally::of_nodes(wire, Clock::manual(now()), request(), asked);
    let start = Instant::now();
    for answer in answers {
        assert!(tally.receive(answer, Duration::ZERO).is_some());
    }
    let took = start.elapsed();
    assert!(tally.is_complete() && tally.ok() == nodes.len());
    let bytes: usize = answers.iter().map(Vec::len).sum();
    println!(
        "{name:40} {:8.1} ms for {} answers of {} bytes, {:6.2} us each",
        took.as_secs_f64() * 1e3,
        answers.len(),
        bytes / answers.len(),
        took.as_secs_f64() * 1e6 / answers.len() as f64,
    );
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
                "name": "httpd", "ensure": "2.4.57-11.el9_4.1", "version": "2.4.57", "release": "11.el9_4.1",
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
