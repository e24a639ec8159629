//! Round trips and refusals. Seeds are 1 for the organization, 2 for another, 3 for a client, 4 for a node, 5 for a delegator,
//! 9 for strangers.

mod callers;
mod refusals;

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::document::MAX_TRANSPORT;
use crate::rpc::{DISCOVERY_PING, DISCOVERY_PONG};
use crate::token::{ClientClaims, ClientPermissions, Common, Issuer, ServerClaims, SigningKey};
use crate::{AgentName, FactFilter, Federation, envelope};

const HOUR: Duration = Duration::from_secs(3600);

const FLEET: ClientPermissions = ClientPermissions {
    fleet_management: true,
    ..NOTHING
};

const SIGNED: ClientPermissions = ClientPermissions {
    signed_fleet_management: true,
    ..NOTHING
};

const DELEGATOR: ClientPermissions = ClientPermissions {
    authentication_delegator: true,
    ..NOTHING
};

const NOTHING: ClientPermissions = ClientPermissions {
    streams_admin: false,
    streams_user: false,
    events_viewer: false,
    election_user: false,
    system_user: false,
    governor: false,
    org_admin: false,
    fleet_management: false,
    signed_fleet_management: false,
    service: false,
    authentication_delegator: false,
    provisioner: false,
};

fn seed(number: u8) -> Seed {
    Seed::from_hex(&format!("{number:02x}").repeat(32)).unwrap()
}

fn trust() -> Trust {
    let issuers = [("choria", 1), ("acme", 2)];
    Trust::Issuers(BTreeMap::from(
        issuers.map(|(ou, key)| (ou.to_owned(), seed(key).public())),
    ))
}

fn now() -> SystemTime {
    request().time
}

fn issue(issuer: u8, claims: Claims) -> String {
    let issuer = Issuer::Key(SigningKey::Seed(seed(issuer)));
    issuer.issue(claims, now(), HOUR).unwrap()
}

fn common(holder: u8) -> Common {
    Common {
        public_key: seed(holder).public().to_hex(),
        ..Common::default()
    }
}

fn client_of(issuer: u8, ou: &str, permissions: ClientPermissions, holder: u8) -> String {
    let common = Common {
        ou: ou.to_owned(),
        ..common(holder)
    };
    issue(
        issuer,
        Claims::Client(ClientClaims {
            caller: "up=bob".to_owned(),
            permissions: Some(permissions),
            common,
            ..ClientClaims::default()
        }),
    )
}

fn client(permissions: ClientPermissions, holder: u8) -> String {
    client_of(1, "choria", permissions, holder)
}

fn server(identity: &str) -> String {
    issue(
        1,
        Claims::Server(ServerClaims {
            identity: identity.to_owned(),
            collectives: vec!["choria".to_owned()],
            common: common(4),
            ..ServerClaims::default()
        }),
    )
}

fn bob() -> V2 {
    V2::new(&client(FLEET, 3), seed(3), None, false).unwrap()
}

fn node() -> V2 {
    V2::new(&server("n1.example.net"), seed(4), Some(trust()), true).unwrap()
}

fn request() -> Request {
    Request {
        caller: CallerId::new("up=bob").unwrap(),
        ..envelope::tests::request()
    }
}

fn headers() -> Headers {
    let hop = ["nats://b:4222", "c1.example.net", "nats://b:4222"];
    Headers {
        reply_to: Some("choria.reply.x.1".to_owned()),
        sender: "c1.example.net".to_owned(),
        seen_by: vec![hop.map(str::to_owned)],
        federation: None,
    }
}

fn reply() -> Reply {
    Reply {
        request: request().id,
        sender: Identity::new("n1.example.net").unwrap(),
        agent: AgentName::new("rpcutil").unwrap(),
        time: now() + Duration::from_nanos(7),
        payload: DISCOVERY_PONG.to_vec(),
    }
}

/// A transport whose secure document was tampered with.
fn tampered(transport: &[u8], change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let (headers, secure) = transport::unwrap(transport).unwrap();
    let mut secure = serde_json::from_slice(&secure).unwrap();
    change(&mut secure);
    transport::wrap(&secure.to_string(), &headers)
}

/// What a node makes of a request with these tokens that `signer` signed.
fn decided(request: &Request, caller: &str, delegator: &str, signer: u8) -> Result<Request, DecodeError> {
    let document = request::encode(request).unwrap();
    let mut secure = SecureRequest::signed(document.as_bytes(), caller, &seed(signer));
    secure.signer = delegator.into();
    let transport = transport::wrap(&secure.encode(), &headers());
    Ok(node().decode_request(&transport, now())?.1)
}

fn cause(caller: &str, delegator: &str, signer: u8) -> &'static str {
    decided(&request(), caller, delegator, signer)
        .unwrap_err()
        .cause()
}

#[test]
fn requests_survive_the_journey() {
    let mut sent = request();
    sent.payload = vec![0, 0xff, b'\n', b'{'];
    sent.ttl = Duration::from_secs(1);
    sent.time += Duration::from_nanos(123_456_789);
    sent.filter.identity.push("/\"n1\\.<&>é/".to_owned());
    sent.filter.fact.push(FactFilter {
        fact: "os.family".into(),
        operator: "==".into(),
        value: "RedHat".into(),
    });
    let federated = Headers {
        federation: Some(Federation {
            request: "r".into(),
            reply_to: Some("there".into()),
            targets: vec!["a".into(), "b".into()],
        }),
        ..headers()
    };
    let bytes = bob().encode_request(&sent, &federated).unwrap();
    let (read_headers, mut read) = node().decode_request(&bytes, now()).unwrap();
    let claims = read.claims.take().unwrap();
    assert_eq!((claims.caller.as_str(), claims.permissions()), ("up=bob", FLEET));
    assert_eq!((read_headers, read), (federated, sent));
}

#[test]
fn replies_survive_the_journey() {
    let bytes = node().encode_reply(&reply(), &headers()).unwrap();
    assert_eq!(bob().decode_reply(&bytes).unwrap(), (headers(), reply()));
    assert_eq!(bob().peek_sender(&bytes).unwrap().as_str(), "c1.example.net");
}

#[test]
fn the_base64_around_a_payload_is_removed() {
    for payload in [DISCOVERY_PING, b"cGlu\r\nZw=="] {
        let mut sent = request();
        sent.payload = payload.to_vec();
        let bytes = bob().encode_request(&sent, &headers()).unwrap();
        let (_, received) = node().decode_request(&bytes, now()).unwrap();
        assert_eq!(received.payload, b"ping");
    }
}

#[test]
fn what_peers_wrap_in_lines_is_read() {
    let bytes = bob().encode_request(&request(), &headers()).unwrap();
    let wrapped = tampered(&bytes, |secure| {
        for member in ["request", "signature"] {
            let (head, tail) = secure[member].as_str().unwrap().split_at(60);
            secure[member] = format!("{head}\n{tail}\n").into();
        }
        secure["caller"] = format!("{}\n", secure["caller"].as_str().unwrap()).into();
    });
    let mut outer: Value = serde_json::from_slice(&wrapped).unwrap();
    let data = outer["data"].as_str().unwrap().to_owned();
    outer["data"] = format!("{}\r\n {}\n", &data[..61], &data[61..]).into();
    node()
        .decode_request(outer.to_string().as_bytes(), now())
        .unwrap();
}

#[test]
fn request_ids_are_ksuids() {
    let (one, two) = (bob().new_request_id(), bob().new_request_id());
    assert_ne!(one, two);
    assert!(Ksuid::parse(one.as_str()).is_some() && Ksuid::parse(two.as_str()).is_some());
}

#[test]
fn a_wire_needs_a_name_and_the_seed_of_its_token() {
    let refused = |token: &str, number| V2::new(token, seed(number), None, true).unwrap_err().to_string();
    assert_eq!(refused(&client(FLEET, 3), 4), "does not belong to the seed");
    let provisioning = token::Provisioning {
        token: "s".into(),
        ..token::Provisioning::default()
    };
    assert_eq!(
        refused(&issue(1, Claims::Provisioning(provisioning)), 3),
        "is for provisioning, not for a client"
    );
    assert_eq!(
        refused(&server(&"n".repeat(300)), 4),
        "has no usable claim identity"
    );
    assert_eq!(refused("", 3), "is not a token: it does not have three parts");
    let wire = V2::new(&format!("{}\n", server("n1")), seed(4), None, true).unwrap();
    assert_eq!(wire.caller().as_str(), "n1");
    assert!(!wire.token().ends_with('\n'));
    let shown = format!("{wire:?}");
    assert!(!shown.contains("eyJ") && !shown.contains("0404"), "{shown}");
}

proptest! {
    #[test]
    fn any_request_survives_the_journey(
        payload in proptest::collection::vec(any::<u8>(), 1..200),
        ttl in 1..u64::from(u32::MAX),
        nanoseconds in 1..u64::MAX,
        sender in ".{1,20}",
        identity: String,
    ) {
        let mut sent = request();
        sent.payload = payload;
        sent.ttl = Duration::from_secs(ttl);
        sent.time = moment(nanoseconds, Layer::Request).unwrap();
        sent.sender = sender;
        sent.filter.identity.push(identity);
        let bytes = bob().encode_request(&sent, &headers()).unwrap();
        let (_, mut read) = node().decode_request(&bytes, now()).unwrap();
        read.claims = None;
        sent.payload = crate::document::payload(sent.payload.into());
        prop_assert_eq!(read, sent);
    }

    #[test]
    fn any_reply_survives_the_journey(payload in proptest::collection::vec(any::<u8>(), 1..200), nanoseconds in 1..u64::MAX) {
        let mut sent = reply();
        sent.payload = payload;
        sent.time = moment(nanoseconds, Layer::Reply).unwrap();
        let bytes = node().encode_reply(&sent, &headers()).unwrap();
        prop_assert_eq!(bob().decode_reply(&bytes).unwrap().1, sent);
    }
}
