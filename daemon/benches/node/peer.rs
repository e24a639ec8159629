//! The other process: a broker, and a caller who asks when told to.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;
use std::time::Duration;

use client::Link;
use client::link::{First, Options};
use engine::Engine;
use futures_util::StreamExt;
use protocol::rpc::{DISCOVERY_PING, Object, RpcReply, RpcRequest, Status};
use protocol::security::ed25519::Seed;
use protocol::security::x509::{Signer, Verifier};
use protocol::token::Trust;
use protocol::v1::V1;
use protocol::v2::V2;
use protocol::{AgentName, CallerId, Collective, Filter, Headers, Request, Subject, Wire};

const CA: &str = include_str!("../../../protocol/golden/test_only_ca.pem");
const CERTIFICATE: &str = include_str!("../../../protocol/golden/test_only_caller.pem");
const KEY: &str = include_str!("../../../protocol/golden/test_only_caller_key.pem");
const CLIENT: &str = include_str!("../../../protocol/golden/test_only_client_v2.jwt");
const SERVER: &str = include_str!("../../../protocol/golden/test_only_server_v2.jwt");

const REPLY_TO: &str = "mcollective.reply.bench.1";

/// Serves orders from standard input: `VERSION AGENT COUNT` makes requests, `COUNT` sends so many of them.
pub(crate) fn run() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(serve());
}

async fn serve() {
    let engine = Engine::start(engine::Options::local()).await.unwrap();
    say(&engine.address().to_string());
    let link = Link::connect(options(&engine)).await.unwrap();
    let mut replies = link.subscribe(REPLY_TO, None).await.unwrap();
    let (mut wire, mut subject) = (wire("v1"), String::new());
    let mut requests = Vec::new().into_iter();
    while let Some(order) = next_order().await {
        match *order.split(' ').collect::<Vec<_>>() {
            [version, agent, count] => {
                wire = self::wire(version);
                subject = broadcast(agent);
                let made: Vec<_> = (0..count.parse().unwrap())
                    .map(|_| encode(wire.as_ref(), agent))
                    .collect();
                requests = made.into_iter();
            }
            _ => {
                for request in requests.by_ref().take(order.parse().unwrap()) {
                    link.publish(&subject, request.into()).await.unwrap();
                    check(wire.as_ref(), &replies.next().await.unwrap().payload);
                }
            }
        }
        say("done");
    }
}

fn options(engine: &Engine) -> Options {
    let patience = Duration::from_secs(10);
    Options {
        servers: vec![format!("nats://{}", engine.address())],
        name: "bench".to_owned(),
        tls: None,
        token: None,
        login: None,
        connect_timeout: patience,
        ping_interval: patience,
        inbox_prefix: "mcollective.reply".to_owned(),
        first: First::GiveUpAfter(patience),
    }
}

/// The next line of standard input, while the broker goes on.
async fn next_order() -> Option<String> {
    let read = || std::io::stdin().lines().next();
    tokio::task::spawn_blocking(read)
        .await
        .unwrap()
        .map(Result::unwrap)
}

fn say(word: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{word}").unwrap();
    out.flush().unwrap();
}

fn wire(version: &str) -> Arc<dyn Wire> {
    match version {
        "v1" => Arc::new(v1()),
        _ => Arc::new(V2::new(CLIENT, seed(3), None, false).unwrap()),
    }
}

pub(crate) fn v1() -> V1 {
    let signer = Signer::from_pem(KEY, CERTIFICATE).unwrap();
    let verifier = Verifier::new(CA, &[r"\.mcollective$".to_owned()], &[]).unwrap();
    let caller = CallerId::new("choria=rip.mcollective").unwrap();
    V1::new(caller, Some(Arc::new(signer)), Some(Arc::new(verifier)))
}

pub(crate) fn v2_node() -> V2 {
    let trust = Trust::Issuers(BTreeMap::from([("choria".to_owned(), seed(1).public())]));
    V2::new(SERVER, seed(4), Some(trust), true).unwrap()
}

fn seed(number: u8) -> Seed {
    Seed::from_hex(&format!("{number:02x}").repeat(32)).unwrap()
}

fn collective() -> Collective {
    Collective::new("mcollective").unwrap()
}

fn broadcast(agent: &str) -> String {
    Subject::broadcast(&collective(), &AgentName::new(agent).unwrap()).to_string()
}

fn encode(wire: &dyn Wire, agent: &str) -> Vec<u8> {
    let request = Request {
        id: wire.new_request_id(),
        sender: "desk.example.net".to_owned(),
        caller: wire.caller().clone(),
        collective: collective(),
        agent: AgentName::new(agent).unwrap(),
        ttl: Duration::from_secs(60),
        time: super::now(),
        filter: Filter {
            agent: vec![agent.to_owned()],
            ..Filter::default()
        },
        claims: None,
        payload: match agent {
            "discovery" => DISCOVERY_PING.to_vec(),
            _ => RpcRequest {
                agent: agent.to_owned(),
                action: "ping".to_owned(),
                data: Object::new(),
            }
            .encode(),
        },
    };
    let headers = Headers {
        reply_to: Some(REPLY_TO.to_owned()),
        sender: "desk.example.net".to_owned(),
        ..Headers::default()
    };
    wire.encode_request(&request, &headers).unwrap()
}

/// A refusal would be another measurement.
fn check(wire: &dyn Wire, reply: &[u8]) {
    let (_, reply) = wire.decode_reply(reply).unwrap();
    let served = match reply.agent.as_str() {
        "discovery" => reply.payload == b"pong",
        _ => RpcReply::decode(&reply.payload).unwrap().statuscode == Status::Ok,
    };
    assert!(served, "{}", String::from_utf8_lossy(&reply.payload));
}
