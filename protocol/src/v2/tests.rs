//! Round trips and refusals. Seeds are 1 for the organization, 2 for another, 3 for a client, 4 for a node, 5 for a delegator,
//! 9 for strangers.

mod callers;

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
fn unsigned_requests_are_refused_by_name() {
    let unsigned = bob().encode_unsigned(&request(), &headers()).unwrap();
    let empty = tampered(&unsigned, |secure| secure["signature"] = "".into());
    for bytes in [unsigned, empty] {
        let refusal = node().decode_request(&bytes, now()).unwrap_err();
        assert!(matches!(refusal, DecodeError::Unsigned), "{refusal}");
    }
}

#[test]
fn replies_are_refused_where_signatures_are_asked_for_and_do_not_fit() {
    let strict = || bob().with_reply_verification(trust(), now);
    let signed = node().encode_reply(&reply(), &headers()).unwrap();
    assert!(strict().decode_reply(&signed).is_ok());
    let refused = |bytes: &[u8]| strict().decode_reply(bytes).unwrap_err().cause();

    let silent = V2::new(&server("n1.example.net"), seed(4), None, false).unwrap();
    assert_eq!(
        refused(&silent.encode_reply(&reply(), &headers()).unwrap()),
        "unsigned"
    );
    let posing = V2::new(&server("n2.example.net"), seed(4), None, true).unwrap();
    assert_eq!(
        refused(&posing.encode_reply(&reply(), &headers()).unwrap()),
        "sender"
    );
    let document = reply::encode(&reply()).unwrap();
    let by = |token: &str, signer: u8| {
        let secure = SecureReply::new(document.as_bytes(), Some((token, &seed(signer))));
        refused(&transport::wrap(&secure.encode(), &headers()))
    };
    assert_eq!(by(&client(FLEET, 4), 4), "token_purpose");
    assert_eq!(by(&server("n1.example.net"), 9), "signature");
    let late = bob().with_reply_verification(trust(), || now() + HOUR);
    assert_eq!(late.decode_reply(&signed).unwrap_err().cause(), "token_expired");
}

#[test]
fn a_changed_reply_is_refused() {
    let bytes = node().encode_reply(&reply(), &headers()).unwrap();
    let mut other = reply();
    other.payload = b"ping".to_vec();
    let changed = tampered(&bytes, |secure| {
        let document = reply::encode(&other).unwrap();
        let other = SecureReply::new(document.as_bytes(), None).encode();
        secure["reply"] = serde_json::from_str::<Value>(&other).unwrap()["reply"].clone();
    });
    let refusal = bob().decode_reply(&changed).unwrap_err();
    assert!(matches!(refusal, DecodeError::Hash), "{refusal}");
}

#[test]
fn without_trust_every_request_is_refused() {
    let bytes = bob().encode_request(&request(), &headers()).unwrap();
    let refusal = bob().decode_request(&bytes, now()).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "caller up=bob is not acceptable: this process accepts no requests"
    );
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

#[test]
fn only_what_a_signing_service_signed_itself_is_sent() {
    let document = request::encode(&request()).unwrap();
    let refused = |secure: &str| {
        bob()
            .wrap_signed(secure.as_bytes(), &headers())
            .unwrap_err()
            .to_string()
    };
    let not_signed = "signing service answered with something else than a signed request";
    for odd in [
        "",
        "{}",
        r#"{"error":"Request denied"}"#,
        &SecureRequest::unsigned(document.as_bytes(), "t").encode(),
    ] {
        assert_eq!(refused(odd), not_signed);
    }
    let anonymous = SecureRequest::signed(document.as_bytes(), "t", &seed(5)).encode();
    assert_eq!(refused(&anonymous), "signing service sent no token of its own");
}

#[test]
fn what_every_node_would_refuse_is_not_sent() {
    let refused = |change: fn(&mut Request)| {
        let mut odd = request();
        change(&mut odd);
        bob().encode_request(&odd, &headers()).unwrap_err().to_string()
    };
    assert_eq!(
        refused(|it| it.ttl = Duration::from_millis(999)),
        "request has no valid ttl"
    );
    assert_eq!(refused(|it| it.payload.clear()), "request has no valid message");
    assert_eq!(refused(|it| it.sender.clear()), "request has no valid sender");
    assert_eq!(
        refused(|it| it.time = SystemTime::UNIX_EPOCH),
        "request has no valid time"
    );
    let odd_fact = |it: &mut Request| {
        it.filter.fact.push(FactFilter {
            fact: "a".into(),
            operator: "~".into(),
            value: "b".into(),
        });
    };
    assert_eq!(refused(odd_fact), "request has no valid filter");
}

#[test]
fn requests_that_break_the_schema_are_refused() {
    let sound: Value = serde_json::from_str(&request::encode(&request()).unwrap()).unwrap();
    let cases: [(&str, Value); 15] = [
        ("protocol", "choria:request:1".into()),
        ("message", "".into()),
        ("message", "-".into()),
        ("id", "".into()),
        ("sender", "".into()),
        ("caller", "".into()),
        ("agent", "a.b".into()),
        ("collective", "a..b".into()),
        ("ttl", 0.into()),
        ("ttl", 60.0.into()),
        ("time", 0.into()),
        ("time", 1.5e18.into()),
        ("time", json!(1e30)),
        ("filter", Value::Null),
        ("filter", json!({"fact": []})),
    ];
    for (member, value) in cases {
        let mut odd = sound.clone();
        odd[member] = value;
        assert!(request::decode(odd.to_string().as_bytes()).is_err(), "{member}");
    }
    let mut lenient = sound;
    lenient.as_object_mut().unwrap().remove("filter");
    lenient["extra"] = 1.into();
    assert_eq!(
        request::decode(lenient.to_string().as_bytes()).unwrap(),
        request()
    );
}

#[test]
fn a_document_that_says_something_twice_is_refused() {
    let sound = request::encode(&request()).unwrap();
    for (member, twice) in [
        (r#""caller":"#, r#""caller":"up=eve","caller":"#),
        (r#""message":"#, r#""message":"cGluZw==","message":"#),
    ] {
        let odd = sound.replacen(member, twice, 1);
        assert_ne!(odd, sound);
        assert!(request::decode(odd.as_bytes()).is_err(), "{member}");
    }
}

#[test]
fn other_protocols_and_giants_are_refused() {
    let v1 = br#"{"protocol":"choria:transport:1","data":"","headers":{"mc_sender":"a"}}"#;
    assert_eq!(bob().decode_reply(v1).unwrap_err().cause(), "protocol");
    assert_eq!(bob().peek_sender(v1).unwrap_err().cause(), "protocol");
    let giant = vec![b' '; MAX_TRANSPORT + 1];
    assert_eq!(bob().peek_sender(&giant).unwrap_err().cause(), "too_large");
    let deep = "[".repeat(100_000);
    let deep = format!(r#"{{"protocol":"io.choria.protocol.v2.transport","data":"","headers":{deep}"#);
    assert_eq!(
        bob().decode_reply(deep.as_bytes()).unwrap_err().cause(),
        "malformed"
    );
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
