//! What the wire costs a node and a client: `cargo bench -p mco-protocol --bench wire`, with part of a name to run less.

#![expect(clippy::unwrap_used, reason = "what a benchmark cannot set up ends it")]

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use meter::Meter;
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

/// More callers than a node remembers, so that each one it meets is a stranger again.
const STRANGERS: usize = 1100;

fn main() {
    let meter = Meter::from_args();
    requests(&meter);
    replies(&meter);
    filters(&meter);
}

fn requests(meter: &Meter) {
    let (v1, v2, node) = (v1(), client(), node());
    let one = request(&v1);
    meter.measure("encode request v1", |_| v1.encode_request(&one, &headers()));
    let bytes = v1.encode_request(&one, &headers()).unwrap();
    meter.measure("decode and verify request v1", |_| {
        v1.decode_request(&bytes, time()).unwrap()
    });

    let two = request(&v2);
    meter.measure("encode request v2", |_| v2.encode_request(&two, &headers()));
    let bytes = v2.encode_request(&two, &headers()).unwrap();
    meter.measure("decode and verify request v2, token known", |_| {
        node.decode_request(&bytes, time()).unwrap()
    });
    for (name, issuer) in [
        ("organization's", organization()),
        ("chain issuer's", chain_issuer()),
    ] {
        let strangers: Vec<_> = (0..STRANGERS).map(|_| stranger(&issuer)).collect();
        meter.measure(
            &format!("decode and verify request v2, {name} token new"),
            |call| node.decode_request(&strangers[call % STRANGERS], time()).unwrap(),
        );
    }
}

fn replies(meter: &Meter) {
    let (v1, v2, node) = (v1(), client(), node());
    let strict = client().with_reply_verification(trust(), time);
    let one = reply(&v1);
    meter.measure("encode reply v1", |_| v1.encode_reply(&one, &headers()));
    let bytes = v1.encode_reply(&one, &headers()).unwrap();
    meter.measure("decode reply v1", |_| v1.decode_reply(&bytes).unwrap());

    let two = reply(&v2);
    meter.measure("encode and sign reply v2", |_| {
        node.encode_reply(&two, &headers())
    });
    let bytes = node.encode_reply(&two, &headers()).unwrap();
    meter.measure("decode reply v2", |_| v2.decode_reply(&bytes).unwrap());
    meter.measure("decode and verify reply v2, token known", |_| {
        strict.decode_reply(&bytes).unwrap()
    });
    meter.measure("peek sender v1", |_| v1.peek_sender(&bytes).is_err());
    meter.measure("peek sender v2", |_| v2.peek_sender(&bytes).unwrap());
    meter.measure("decode rpc body", |_| RpcReply::decode(&two.payload).unwrap());
}

fn filters(meter: &Meter) {
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
    meter.measure("filter: agent", |_| filter.matches(view));
    filter.identity = vec!["/^n\\d+\\.example/".to_owned()];
    filter.cf_class = vec!["/^role/".to_owned()];
    meter.measure("filter: agent, identity and class patterns", |_| {
        assert!(filter.matches(view));
    });
    filter.add_fact("fact150.name>=150").unwrap();
    meter.measure("filter: agent, patterns and a fact", |_| {
        assert!(filter.matches(view));
    });
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
