//! What the wire costs a node and a client: `cargo bench -p mco-protocol --bench wire`, with part of a name to run less.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
#![expect(clippy::unwrap_used, reason = "what a benchmark cannot set up ends it")]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use protocol::rpc::{Object, RpcReply, RpcRequest, Status};
use protocol::security::ed25519::Seed;
use protocol::security::x509::{Signer, Verifier};
use protocol::token::{Claims, ClientClaims, ClientPermissions, Common, Issuer, SigningKey, Trust};
use protocol::v1::V1;
use protocol::v2::V2;
use protocol::{AgentName, CallerId, Collective, Filter, Headers, Identity, NodeView, Reply, Request, Wire};
use serde_json::{Value, json};

const CA: &str = include_str!("../golden/test_only_ca.pem");
const CERTIFICATE: &str = include_str!("../golden/test_only_caller.pem");
const KEY: &str = include_str!("../golden/test_only_caller_key.pem");
const CLIENT: &str = include_str!("../golden/test_only_client_v2.jwt");
const SERVER: &str = include_str!("../golden/test_only_server_v2.jwt");

/// How long each measurement lasts.
const LASTING: Duration = Duration::from_millis(500);

/// More callers than a node remembers, so that each one it meets is a stranger again.
const STRANGERS: usize = 1100;

/// Runs what is named on the command line, or everything.
struct Bench {
    wanted: Vec<String>,
}

impl Bench {
    /// Prints microseconds per call of `work`, which gets the number of the call.
    fn measure<T>(&self, name: &str, mut work: impl FnMut(usize) -> T) {
        if !self.wanted.is_empty() && !self.wanted.iter().any(|wanted| name.contains(wanted)) {
            return;
        }
        black_box(work(0));
        let (mut calls, start) = (0, now());
        while start.elapsed() < LASTING {
            for _ in 0..16 {
                calls += 1;
                black_box(work(calls));
            }
        }
        let each = start.elapsed().as_secs_f64() * 1e6 / calls as f64;
        println!("{name:44} {each:9.2} us");
    }
}

fn main() {
    let wanted = std::env::args().skip(1).filter(|word| !word.starts_with('-'));
    let bench = Bench {
        wanted: wanted.collect(),
    };
    requests(&bench);
    replies(&bench);
    filters(&bench);
}

fn requests(bench: &Bench) {
    let (v1, v2, node) = (v1(), client(), node());
    let one = request(&v1);
    bench.measure("encode request v1", |_| v1.encode_request(&one, &headers()));
    let bytes = v1.encode_request(&one, &headers()).unwrap();
    bench.measure("decode and verify request v1", |_| {
        v1.decode_request(&bytes, time()).unwrap()
    });

    let two = request(&v2);
    bench.measure("encode request v2", |_| v2.encode_request(&two, &headers()));
    let bytes = v2.encode_request(&two, &headers()).unwrap();
    bench.measure("decode and verify request v2, token known", |_| {
        node.decode_request(&bytes, time()).unwrap()
    });
    for (name, issuer) in [
        ("organization's", organization()),
        ("chain issuer's", chain_issuer()),
    ] {
        let strangers: Vec<_> = (0..STRANGERS).map(|_| stranger(&issuer)).collect();
        bench.measure(
            &format!("decode and verify request v2, {name} token new"),
            |call| node.decode_request(&strangers[call % STRANGERS], time()).unwrap(),
        );
    }
}

fn replies(bench: &Bench) {
    let (v1, v2, node) = (v1(), client(), node());
    let strict = client().with_reply_verification(trust(), time);
    let one = reply(&v1);
    bench.measure("encode reply v1", |_| v1.encode_reply(&one, &headers()));
    let bytes = v1.encode_reply(&one, &headers()).unwrap();
    bench.measure("decode reply v1", |_| v1.decode_reply(&bytes).unwrap());

    let two = reply(&v2);
    bench.measure("encode and sign reply v2", |_| {
        node.encode_reply(&two, &headers())
    });
    let bytes = node.encode_reply(&two, &headers()).unwrap();
    bench.measure("decode reply v2", |_| v2.decode_reply(&bytes).unwrap());
    bench.measure("decode and verify reply v2, token known", |_| {
        strict.decode_reply(&bytes).unwrap()
    });
    bench.measure("peek sender v1", |_| v1.peek_sender(&bytes).is_err());
    bench.measure("peek sender v2", |_| v2.peek_sender(&bytes).unwrap());
    bench.measure("decode rpc body", |_| RpcReply::decode(&two.payload).unwrap());
}

fn filters(bench: &Bench) {
    let facts: Value = (0..200)
        .map(|number| {
            (
                format!("fact{number}"),
                json!({"name": number, "list": [1, 2, 3]}),
            )
        })
        .collect::<Object>()
        .into();
    let (facts, agents, classes) = (
        facts.to_string(),
        ["rpcutil".to_owned()],
        ["role::web".to_owned()],
    );
    let view = NodeView {
        identity: "n1.example.net",
        agents: &agents,
        classes: &classes,
        facts: &facts,
        data: None,
    };
    let mut filter = Filter {
        agent: agents.to_vec(),
        ..Filter::default()
    };
    bench.measure("filter: agent", |_| filter.matches(view));
    filter.identity = vec!["/^n\\d+\\.example/".to_owned()];
    filter.cf_class = vec!["/^role/".to_owned()];
    bench.measure("filter: agent, identity and class patterns", |_| {
        assert!(filter.matches(view));
    });
    filter.add_fact("fact150.name>=150").unwrap();
    bench.measure("filter: agent, patterns and a fact", |_| {
        assert!(filter.matches(view));
    });
}

#[expect(
    clippy::disallowed_methods,
    reason = "measures real time, outside any runtime"
)]
fn now() -> Instant {
    Instant::now()
}

fn time() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_225_600)
}

fn seed(number: u8) -> Seed {
    Seed::from_hex(&format!("{number:02x}").repeat(32)).unwrap()
}

fn trust() -> Trust {
    Trust::Issuers(BTreeMap::from([("choria".to_owned(), seed(1).public())]))
}

fn v1() -> V1 {
    let signer = Signer::from_pem(KEY, CERTIFICATE).unwrap();
    let verifier = Verifier::new(CA, &[r"\.mcollective$".to_owned()], &[]).unwrap();
    let caller = CallerId::new("choria=rip.mcollective").unwrap();
    V1::new(caller, Some(Arc::new(signer)), Some(Arc::new(verifier)))
}

fn client() -> V2 {
    V2::new(CLIENT, seed(3), None, false).unwrap()
}

fn node() -> V2 {
    V2::new(SERVER, seed(4), Some(trust()), true).unwrap()
}

fn organization() -> Issuer {
    Issuer::Key(SigningKey::Seed(seed(1)))
}

fn chain_issuer() -> Issuer {
    let issuer = Issuer::Organization(seed(1));
    Issuer::Chain {
        token: issuer
            .issue(caller(2), time(), Duration::from_secs(3600))
            .unwrap(),
        seed: seed(2),
    }
}

fn caller(key: u8) -> Claims {
    Claims::Client(ClientClaims {
        caller: "up=bob".to_owned(),
        agents: vec!["*".to_owned()],
        permissions: Some(ClientPermissions {
            fleet_management: true,
            ..ClientPermissions::default()
        }),
        common: Common {
            public_key: seed(key).public().to_hex(),
            ..Common::default()
        },
        ..ClientClaims::default()
    })
}

/// A request with a token of its own.
fn stranger(issuer: &Issuer) -> Vec<u8> {
    let token = issuer
        .issue(caller(3), time(), Duration::from_secs(3600))
        .unwrap();
    let wire = V2::new(&token, seed(3), None, false).unwrap();
    wire.encode_request(&request(&wire), &headers()).unwrap()
}

fn request(wire: &dyn Wire) -> Request {
    let mut filter = Filter {
        agent: vec!["rpcutil".to_owned()],
        ..Filter::default()
    };
    filter.add_fact("os.family=RedHat").unwrap();
    Request {
        id: wire.new_request_id(),
        sender: "c1.example.net".to_owned(),
        caller: wire.caller().clone(),
        collective: Collective::new("choria").unwrap(),
        agent: AgentName::new("rpcutil").unwrap(),
        ttl: Duration::from_secs(60),
        time: time(),
        filter,
        claims: None,
        payload: RpcRequest {
            agent: "rpcutil".to_owned(),
            action: "ping".to_owned(),
            data: Object::new(),
        }
        .encode(),
    }
}

fn reply(wire: &dyn Wire) -> Reply {
    Reply {
        request: wire.new_request_id(),
        sender: Identity::new("n1.example.net").unwrap(),
        agent: AgentName::new("package").unwrap(),
        time: time(),
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

fn headers() -> Headers {
    let hop = ["nats://broker:4222", "c1.example.net", "nats://broker:4222"];
    Headers {
        reply_to: Some(
            "choria.reply.72dc525f8fe0064c0372c1fb3d729560.37dGanGrcLTc9cJe2Iqd2U5vRvz".to_owned(),
        ),
        sender: "n1.example.net".to_owned(),
        seen_by: vec![hop.map(str::to_owned)],
        federation: None,
    }
}
