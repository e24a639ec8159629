//! The messages in `golden/`, byte for byte in both directions. `golden/PROVENANCE.md` tells where they come from.

#![expect(clippy::unwrap_used, reason = "what a test cannot set up fails it")]

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use protocol::rpc::{Object, RpcReply, RpcRequest, Status};
use protocol::security::x509::{Signer, Verifier};
use protocol::v1::V1;
use protocol::{
    AgentName, CallerId, Collective, Federation, Filter, Headers, Identity, Reply, Request, RequestId,
    Subject, Wire,
};
use serde_json::{Value, json};

const CA: &str = include_str!("../golden/test_only_ca.pem");
const CERTIFICATE: &str = include_str!("../golden/test_only_caller.pem");
const KEY: &str = include_str!("../golden/test_only_caller_key.pem");
const PKCS1_KEY: &str = include_str!("../golden/test_only_caller_key_pkcs1.pem");
const REQUEST: &str = include_str!("../golden/request_v1.json");
const SECURE_REQUEST: &str = include_str!("../golden/secure_request_v1.json");
const TRANSPORT_REQUEST: &str = include_str!("../golden/transport_request_v1.json");
const FEDERATED_REQUEST: &str = include_str!("../golden/transport_request_federated_v1.json");
const REPLY: &str = include_str!("../golden/reply_v1.json");
const SECURE_REPLY: &str = include_str!("../golden/secure_reply_v1.json");
const TRANSPORT_REPLY: &str = include_str!("../golden/transport_reply_v1.json");

const TIME: u64 = 1_767_225_600;

fn wire() -> V1 {
    let signer = Signer::from_pem(KEY, CERTIFICATE).unwrap();
    let verifier = Verifier::new(CA, &[r"\.mcollective$".to_owned()], &[]).unwrap();
    V1::new(request().caller, Some(Arc::new(signer)), Some(Arc::new(verifier)))
}

fn moment(seconds: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}

fn request() -> Request {
    let mut filter = Filter {
        agent: vec!["rpcutil".to_owned()],
        ..Filter::default()
    };
    filter.add_fact("os.family=RedHat").unwrap();
    Request {
        id: RequestId::new("0f1e2d3c4b5a49688776655443322110").unwrap(),
        sender: "c1.example.net".to_owned(),
        caller: CallerId::new("choria=rip.mcollective").unwrap(),
        collective: Collective::new("mcollective").unwrap(),
        agent: AgentName::new("rpcutil").unwrap(),
        ttl: Duration::from_secs(60),
        time: moment(TIME),
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

fn request_headers() -> Headers {
    let request = request();
    let reply_to = Subject::reply(&request.collective, &request.caller, &request.id);
    Headers {
        reply_to: Some(reply_to.to_string()),
        ..headers("c1.example.net")
    }
}

fn federated_headers() -> Headers {
    Headers {
        federation: Some(Federation {
            request: request().id.to_string(),
            reply_to: None,
            targets: vec!["mcollective.node.n1.example.net".to_owned()],
        }),
        ..request_headers()
    }
}

fn reply() -> Reply {
    Reply {
        request: request().id,
        sender: Identity::new("n1.example.net").unwrap(),
        agent: AgentName::new("rpcutil").unwrap(),
        time: moment(TIME + 1),
        payload: RpcReply {
            action: "ping".to_owned(),
            statuscode: Status::Ok,
            statusmsg: "OK".to_owned(),
            data: json!({"pong": TIME}),
        }
        .encode(),
    }
}

fn headers(sender: &str) -> Headers {
    let broker = "nats://broker:4222".to_owned();
    Headers {
        sender: sender.to_owned(),
        seen_by: vec![[broker.clone(), sender.to_owned(), broker]],
        ..Headers::default()
    }
}

/// The documents inside a transport: secure document and message.
fn layers(transport: &[u8]) -> (String, String) {
    let transport: Value = serde_json::from_slice(transport).unwrap();
    let secure = BASE64_STANDARD
        .decode(transport["data"].as_str().unwrap())
        .unwrap();
    let document: Value = serde_json::from_slice(&secure).unwrap();
    let message = document["message"].as_str().unwrap().to_owned();
    (String::from_utf8(secure).unwrap(), message)
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

#[test]
fn requests_are_written_as_recorded() {
    let transport = wire().encode_request(&request(), &request_headers()).unwrap();
    let (secure, message) = layers(&transport);
    assert_eq!(message, REQUEST);
    assert_eq!(secure, SECURE_REQUEST);
    assert_eq!(text(transport), TRANSPORT_REQUEST);
    let federated = wire().encode_request(&request(), &federated_headers()).unwrap();
    assert_eq!(text(federated), FEDERATED_REQUEST);
}

#[test]
fn keys_in_either_form_sign_alike() {
    let sign = |key: &str| {
        Signer::from_pem(key, CERTIFICATE)
            .unwrap()
            .sign(REQUEST.as_bytes())
            .unwrap()
    };
    assert_eq!(sign(PKCS1_KEY), sign(KEY));
}

#[test]
fn recorded_requests_are_read() {
    let now = moment(TIME);
    let plain = wire().decode_request(TRANSPORT_REQUEST.as_bytes(), now).unwrap();
    assert_eq!(plain, (request_headers(), request()));
    let federated = wire().decode_request(FEDERATED_REQUEST.as_bytes(), now).unwrap();
    assert_eq!(federated, (federated_headers(), request()));
}

#[test]
fn replies_are_written_as_recorded() {
    let transport = wire().encode_reply(&reply(), &headers("n1.example.net")).unwrap();
    let (secure, message) = layers(&transport);
    assert_eq!(message, REPLY);
    assert_eq!(secure, SECURE_REPLY);
    assert_eq!(text(transport), TRANSPORT_REPLY);
}

#[test]
fn recorded_replies_are_read() {
    let read = wire().decode_reply(TRANSPORT_REPLY.as_bytes()).unwrap();
    assert_eq!(read, (headers("n1.example.net"), reply()));
}

#[test]
fn hashes_are_those_of_the_specification() {
    let hash = digest(&SHA256, REQUEST.as_bytes());
    let hex: String = hash.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(
        hex,
        "2f312b0d09a78d7ef0da717fcca15632615535a51ee2b36d7a676d6b63647322"
    );
    assert!(SECURE_REPLY.contains(r#""hash":"yQg8P+soFNZhjvIg+lWRTUDhewDGeqi7RgeDr8X8U6I=""#));
}
