//! The messages of protocol v2 in `golden/`, byte for byte in both directions. `golden/PROVENANCE.md` tells where they come
//! from.

#![expect(clippy::unwrap_used, reason = "what a test cannot set up fails it")]

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use protocol::rpc::{Object, RpcReply, RpcRequest, Status};
use protocol::security::ed25519::Seed;
use protocol::token::{self, Claims, Purpose, Trust};
use protocol::v2::V2;
use protocol::{
    AgentName, CallerId, Collective, Federation, Filter, Headers, Identity, Reply, Request, RequestId,
    Subject, Wire,
};
use serde_json::{Value, json};

const CLIENT: &str = include_str!("../golden/test_only_client_v2.jwt");
const SERVER: &str = include_str!("../golden/test_only_server_v2.jwt");
const DELEGATOR: &str = include_str!("../golden/test_only_delegator_v2.jwt");
const DELEGATING_CLIENT: &str = include_str!("../golden/test_only_delegating_client_v2.jwt");
const CHAIN_ISSUER: &str = include_str!("../golden/test_only_chain_issuer_v2.jwt");
const CHAINED_CLIENT: &str = include_str!("../golden/test_only_chained_client_v2.jwt");
const PROVISIONING: &str = include_str!("../golden/test_only_provisioning_v2.jwt");
const REQUEST: &str = include_str!("../golden/request_v2.json");
const SECURE_REQUEST: &str = include_str!("../golden/secure_request_v2.json");
const TRANSPORT_REQUEST: &str = include_str!("../golden/transport_request_v2.json");
const FEDERATED_REQUEST: &str = include_str!("../golden/transport_request_federated_v2.json");
const UNSIGNED_REQUEST: &str = include_str!("../golden/transport_request_unsigned_v2.json");
const SIGNED_BY_SERVICE: &str = include_str!("../golden/secure_request_delegated_v2.json");
const DELEGATED_REQUEST: &str = include_str!("../golden/transport_request_delegated_v2.json");
const REPLY: &str = include_str!("../golden/reply_v2.json");
const SECURE_REPLY: &str = include_str!("../golden/secure_reply_v2.json");
const TRANSPORT_REPLY: &str = include_str!("../golden/transport_reply_v2.json");
const TRANSPORT_REPLY_HASHED: &str = include_str!("../golden/transport_reply_hashed_v2.json");

const TIME: u64 = 1_767_225_600;

fn seed(number: u8) -> Seed {
    Seed::from_hex(&format!("{number:02x}").repeat(32)).unwrap()
}

fn trust() -> Trust {
    Trust::Issuers(BTreeMap::from([("choria".to_owned(), seed(1).public())]))
}

fn client() -> V2 {
    V2::new(CLIENT, seed(3), None, true).unwrap()
}

fn node(signs_replies: bool) -> V2 {
    V2::new(SERVER, seed(4), Some(trust()), signs_replies).unwrap()
}

fn moment(seconds: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}

fn request() -> Request {
    Request {
        id: RequestId::new("37dGanGrcLTc9cJe2Iqd2U5vRvz").unwrap(),
        sender: "c1.example.net".to_owned(),
        caller: CallerId::new("up=bob").unwrap(),
        collective: Collective::new("choria").unwrap(),
        agent: AgentName::new("rpcutil").unwrap(),
        ttl: Duration::from_secs(60),
        time: moment(TIME),
        filter: Filter {
            agent: vec!["rpcutil".to_owned()],
            ..Filter::default()
        },
        claims: None,
        payload: RpcRequest {
            agent: "rpcutil".to_owned(),
            action: "ping".to_owned(),
            data: Object::new(),
        }
        .encode(),
    }
}

fn received(token: &str) -> Request {
    let Ok(Claims::Client(claims)) = token::read(token) else {
        unreachable!("a client's token");
    };
    Request {
        claims: Some(claims.into()),
        ..request()
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
            reply_to: Some("choria.reply.x".to_owned()),
            targets: vec!["choria.node.n1.example.net".to_owned()],
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

/// The documents inside a transport: secure document and the request or reply.
fn layers(transport: &[u8], inner: &str) -> (String, String) {
    let decode = |document: &Value, member: &str| {
        let bytes = BASE64_STANDARD
            .decode(document[member].as_str().unwrap())
            .unwrap();
        String::from_utf8(bytes).unwrap()
    };
    let secure = decode(&serde_json::from_slice(transport).unwrap(), "data");
    let message = decode(&serde_json::from_str(&secure).unwrap(), inner);
    (secure, message)
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

#[test]
fn requests_are_written_as_recorded() {
    let transport = client().encode_request(&request(), &request_headers()).unwrap();
    let (secure, message) = layers(&transport, "request");
    assert_eq!(message, REQUEST);
    assert_eq!(secure, SECURE_REQUEST);
    assert_eq!(text(transport), TRANSPORT_REQUEST);
    let federated = client().encode_request(&request(), &federated_headers()).unwrap();
    assert_eq!(text(federated), FEDERATED_REQUEST);
    let unsigned = client().encode_unsigned(&request(), &request_headers()).unwrap();
    assert_eq!(text(unsigned), UNSIGNED_REQUEST);
    assert_eq!(text(client().unsigned_request(&request()).unwrap()), REQUEST);
}

#[test]
fn recorded_requests_are_read() {
    let plain = node(true)
        .decode_request(TRANSPORT_REQUEST.as_bytes(), moment(TIME))
        .unwrap();
    assert_eq!(plain, (request_headers(), received(CLIENT)));
    let federated = node(true)
        .decode_request(FEDERATED_REQUEST.as_bytes(), moment(TIME))
        .unwrap();
    assert_eq!(federated, (federated_headers(), received(CLIENT)));
}

#[test]
fn requests_of_a_signing_service_get_the_token_of_who_asks() {
    let ann = V2::new(DELEGATING_CLIENT, seed(6), None, false).unwrap();
    let transport = ann
        .wrap_signed(SIGNED_BY_SERVICE.as_bytes(), &request_headers())
        .unwrap();
    assert_eq!(text(transport), DELEGATED_REQUEST);
    let (_, read) = node(true)
        .decode_request(DELEGATED_REQUEST.as_bytes(), moment(TIME))
        .unwrap();
    assert_eq!(read, received(DELEGATING_CLIENT));
    let secure: Value = serde_json::from_str(SIGNED_BY_SERVICE).unwrap();
    assert_eq!(secure["signer"], DELEGATOR);
}

#[test]
fn replies_are_written_as_recorded() {
    let transport = node(true)
        .encode_reply(&reply(), &headers("n1.example.net"))
        .unwrap();
    let (secure, message) = layers(&transport, "reply");
    assert_eq!(message, REPLY);
    assert_eq!(secure, SECURE_REPLY);
    assert_eq!(text(transport), TRANSPORT_REPLY);
    let hashed = node(false)
        .encode_reply(&reply(), &headers("n1.example.net"))
        .unwrap();
    assert_eq!(text(hashed), TRANSPORT_REPLY_HASHED);
    // A client that answers has no token that a reply could be signed with.
    let by_client = client()
        .encode_reply(&reply(), &headers("n1.example.net"))
        .unwrap();
    assert_eq!(text(by_client), TRANSPORT_REPLY_HASHED);
}

#[test]
fn recorded_replies_are_read() {
    for transport in [TRANSPORT_REPLY, TRANSPORT_REPLY_HASHED] {
        let read = client().decode_reply(transport.as_bytes()).unwrap();
        assert_eq!(read, (headers("n1.example.net"), reply()));
        let sender = client().peek_sender(transport.as_bytes()).unwrap();
        assert_eq!(sender.as_str(), "n1.example.net");
    }
    let strict = client().with_reply_verification(trust(), || moment(TIME));
    assert!(strict.decode_reply(TRANSPORT_REPLY.as_bytes()).is_ok());
}

#[test]
fn hashes_and_signatures_are_those_of_the_specification() {
    let signature =
        "3PwuvTBnEVeQYNQvWkaNPCPTzRwOOR1YEyna6P9v/JZKe0h+YFtaCO4t2aktMc7b38VDJ2t8xSGmFe2+piTeDw==";
    let secure: Value = serde_json::from_str(SECURE_REQUEST).unwrap();
    assert_eq!(secure["signature"], signature);
    assert_eq!(secure["caller"], CLIENT.trim_end());
    let hash = aws_lc_rs::digest::digest(
        &aws_lc_rs::digest::SHA256,
        secure["request"].as_str().unwrap().as_bytes(),
    );
    let hex: String = hash.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(
        hex,
        "2e8a8dd2f30bddbc2049d95d34fa07ce6c738f3a1941bd89546f9e4277475f55"
    );

    let secure: Value = serde_json::from_str(SECURE_REPLY).unwrap();
    assert_eq!(secure["hash"], "yvP2zVj8SdcEvom8LGgoJTypyUMUSYuSpqDqUCRPdH0=");
    assert_eq!(
        secure["signature"],
        "O07nXW8PZouHf3qyKnfyjAJCDrFan8UU/BxS3HkoY50VS8ltaya2uvgRN7g94Nrmd8C0mKWASRfbGzDHwhnzCA=="
    );
}

#[test]
fn recorded_tokens_are_accepted() {
    for (token, purpose) in [
        (CLIENT, Purpose::Client),
        (SERVER, Purpose::Server),
        (DELEGATOR, Purpose::Client),
        (DELEGATING_CLIENT, Purpose::Client),
        (CHAIN_ISSUER, Purpose::Client),
        (CHAINED_CLIENT, Purpose::Client),
        (PROVISIONING, Purpose::Provisioning),
    ] {
        let claims = trust().verify(token, moment(TIME)).unwrap();
        assert_eq!(claims.purpose(), purpose);
        assert_eq!(token::read(token), Ok(claims));
    }
    let chained = V2::new(CHAINED_CLIENT, seed(3), None, false).unwrap();
    let transport = chained.encode_request(&request(), &request_headers()).unwrap();
    let (_, read) = node(true).decode_request(&transport, moment(TIME)).unwrap();
    assert_eq!(read, received(CHAINED_CLIENT));
}
