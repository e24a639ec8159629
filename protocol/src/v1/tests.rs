//! Round trips and refusals, with credentials made for the test.

use std::sync::LazyLock;

use super::*;
use crate::document::MAX_TRANSPORT;
use crate::envelope::tests::request;
use crate::rpc::{DISCOVERY_PING, DISCOVERY_PONG};
use crate::security::issue::{Authority, KeyKind, Purpose};
use crate::{AgentName, FactFilter, Federation};

const YEAR: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// One CA and one wire for all tests, as RSA keys take a while to make.
static WIRE: LazyLock<V1> = LazyLock::new(|| {
    let now = request().time;
    let ca = Authority::create("test CA", KeyKind::P256, now, YEAR).unwrap();
    let rip = ca
        .issue(Purpose::Caller, &["rip.mcollective"], KeyKind::Rsa, now, YEAR)
        .unwrap();
    let signer = Signer::from_pem(&rip.key, &rip.certificate).unwrap();
    let allowed = [r"\.mcollective$".to_owned()];
    let verifier = Verifier::new(&ca.to_pem().certificate, &allowed, &[]).unwrap();
    V1::new(request().caller, Some(Arc::new(signer)), Some(Arc::new(verifier)))
});

fn headers() -> Headers {
    Headers {
        reply_to: Some("mcollective.reply.x.1".to_owned()),
        sender: "c1.example.net".to_owned(),
        seen_by: vec![[
            "nats://b:4222".into(),
            "c1.example.net".into(),
            "nats://b:4222".into(),
        ]],
        federation: None,
    }
}

fn reply() -> Reply {
    Reply {
        request: request().id,
        sender: Identity::new("n1.example.net").unwrap(),
        agent: AgentName::new("rpcutil").unwrap(),
        time: request().time,
        payload: DISCOVERY_PONG.to_vec(),
    }
}

/// A transport whose secure document was tampered with.
fn tampered(transport: &[u8], change: impl FnOnce(&mut serde_json::Value)) -> Vec<u8> {
    let (headers, secure) = transport::unwrap(transport).unwrap();
    let mut secure = serde_json::from_slice(&secure).unwrap();
    change(&mut secure);
    transport::wrap(secure.to_string().as_bytes(), &headers)
}

#[test]
fn requests_survive_the_journey() {
    let mut sent = request();
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
    let bytes = WIRE.encode_request(&sent, &federated).unwrap();
    assert_eq!(WIRE.decode_request(&bytes, sent.time).unwrap(), (federated, sent));
}

#[test]
fn replies_survive_the_journey() {
    let bytes = WIRE.encode_reply(&reply(), &headers()).unwrap();
    assert_eq!(WIRE.decode_reply(&bytes).unwrap(), (headers(), reply()));
    assert_eq!(WIRE.peek_sender(&bytes).unwrap().as_str(), "c1.example.net");
}

#[test]
fn the_base64_around_a_payload_is_removed() {
    let mut sent = request();
    sent.payload = DISCOVERY_PING.to_vec();
    let bytes = WIRE.encode_request(&sent, &headers()).unwrap();
    let (_, received) = WIRE.decode_request(&bytes, sent.time).unwrap();
    assert_eq!(received.payload, b"ping");
}

#[test]
fn base64_wrapped_in_lines_is_read() {
    let bytes = WIRE.encode_request(&request(), &headers()).unwrap();
    let wrapped = tampered(&bytes, |secure| {
        let signature = secure["signature"].as_str().unwrap();
        let (head, tail) = signature.split_at(60);
        secure["signature"] = format!("{head}\n{tail}\n").into();
    });
    let mut outer: serde_json::Value = serde_json::from_slice(&wrapped).unwrap();
    let data = outer["data"].as_str().unwrap().to_owned();
    outer["data"] = format!("{}\r\n {}\n", &data[..61], &data[61..]).into();
    WIRE.decode_request(outer.to_string().as_bytes(), request().time)
        .unwrap();
}

#[test]
fn request_ids_are_version_4_uuids_without_dashes() {
    let (one, two) = (WIRE.new_request_id(), WIRE.new_request_id());
    assert_ne!(one, two);
    assert_eq!(one.as_str().len(), 32);
    assert_eq!(one.as_str().as_bytes()[12], b'4');
    assert!(b"89ab".contains(&one.as_str().as_bytes()[16]));
}

#[test]
fn unsigned_requests_are_refused_by_name() {
    let bytes = WIRE.encode_request(&request(), &headers()).unwrap();
    for (signature, pubcert) in [
        ("insecure", "insecure"),
        ("aW5zZWN1cmUgcmVnaXN0cmF0aW9u", "insecure registration"),
        ("", ""),
    ] {
        let unsigned = tampered(&bytes, |secure| {
            secure["signature"] = signature.into();
            secure["pubcert"] = pubcert.into();
        });
        let refusal = WIRE.decode_request(&unsigned, request().time).unwrap_err();
        assert!(matches!(refusal, DecodeError::Unsigned), "{refusal}");
    }
}

#[test]
fn a_signing_service_is_asked_without_a_signature() {
    let bytes = WIRE.encode_unsigned(&request(), &headers()).unwrap();
    let refusal = WIRE.decode_request(&bytes, request().time).unwrap_err();
    assert!(matches!(refusal, DecodeError::Unsigned), "{refusal}");
    let document = WIRE.unsigned_request(&request()).unwrap();
    assert_eq!(
        request::decode(std::str::from_utf8(&document).unwrap()).unwrap(),
        request()
    );
}

#[test]
fn what_a_signing_service_signed_is_sent_as_it_is() {
    let own = WIRE.encode_request(&request(), &headers()).unwrap();
    let (_, signed) = transport::unwrap(&own).unwrap();
    let remote = V1::new(request().caller, None, None);
    assert_eq!(remote.wrap_signed(&signed, &headers()).unwrap(), own);
    let unsigned = remote.encode_unsigned(&request(), &headers()).unwrap();
    let (_, unsigned) = transport::unwrap(&unsigned).unwrap();
    for odd in [&unsigned[..], b"", b"{}", br#"{"error":"Request denied"}"#] {
        let refusal = remote.wrap_signed(odd, &headers()).unwrap_err();
        assert!(matches!(refusal, EncodeError::Signer { .. }), "{refusal}");
    }
}

#[test]
fn a_changed_request_is_refused() {
    let bytes = WIRE.encode_request(&request(), &headers()).unwrap();
    let changed = tampered(&bytes, |secure| {
        let message = secure["message"].as_str().unwrap();
        secure["message"] = message.replace("ping", "pong").into();
    });
    let refusal = WIRE.decode_request(&changed, request().time).unwrap_err();
    assert!(matches!(refusal, DecodeError::Signature), "{refusal}");
}

#[test]
fn a_changed_reply_is_refused() {
    let bytes = WIRE.encode_reply(&reply(), &headers()).unwrap();
    let changed = tampered(&bytes, |secure| {
        let message = secure["message"].as_str().unwrap();
        secure["message"] = message.replace("pong", "ping").into();
    });
    assert!(matches!(
        WIRE.decode_reply(&changed).unwrap_err(),
        DecodeError::Hash
    ));
}

#[test]
fn without_signer_or_verifier_the_wire_refuses() {
    let deaf = V1::new(request().caller, None, None);
    let refusal = deaf.encode_request(&request(), &headers()).unwrap_err();
    assert!(matches!(refusal, EncodeError::NoKey));
    let bytes = WIRE.encode_request(&request(), &headers()).unwrap();
    let refusal = deaf.decode_request(&bytes, request().time).unwrap_err();
    assert!(matches!(refusal, DecodeError::Caller { .. }), "{refusal}");
}

#[test]
fn what_every_node_would_refuse_is_not_sent() {
    let refused = |change: fn(&mut Request)| {
        let mut odd = request();
        change(&mut odd);
        WIRE.encode_request(&odd, &headers()).unwrap_err().to_string()
    };
    assert_eq!(
        refused(|it| it.ttl = Duration::from_secs(29)),
        "request has no valid ttl"
    );
    assert_eq!(
        refused(|it| it.id = RequestId::new("7").unwrap()),
        "request has no valid requestid"
    );
    assert_eq!(refused(|it| it.payload.clear()), "request has no valid message");
    assert_eq!(refused(|it| it.payload = vec![0xff]), "payload is not UTF-8 text");
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
    let sound: serde_json::Value = serde_json::from_str(&request::encode(&request()).unwrap()).unwrap();
    let cases: [(&str, serde_json::Value); 12] = [
        ("/protocol", "io.choria.protocol.v2.request".into()),
        ("/message", "".into()),
        ("/envelope/requestid", "short".into()),
        ("/envelope/callerid", "".into()),
        ("/envelope/agent", "a.b".into()),
        ("/envelope/ttl", 29.into()),
        ("/envelope/ttl", 60.0.into()),
        ("/envelope/time", (-1).into()),
        ("/envelope/time", (LAST_SECOND + 1).into()),
        ("/envelope/time", u64::MAX.into()),
        ("/envelope/filter/identity", serde_json::Value::Null),
        ("/envelope/filter", serde_json::json!({})),
    ];
    for (member, value) in cases {
        let mut odd = sound.clone();
        *odd.pointer_mut(member).unwrap() = value;
        assert!(request::decode(&odd.to_string()).is_err(), "{member}");
    }
    let mut lenient = sound;
    lenient["envelope"]["filter"]["agent"] = serde_json::Value::Null;
    lenient["extra"] = 1.into();
    assert_eq!(request::decode(&lenient.to_string()).unwrap(), request());
}

#[test]
fn replies_from_after_the_calendar_are_refused() {
    let mut late: serde_json::Value = serde_json::from_str(&reply::encode(&reply()).unwrap()).unwrap();
    late["envelope"]["time"] = LAST_SECOND.into();
    assert!(reply::decode(&late.to_string()).is_ok());
    late["envelope"]["time"] = (LAST_SECOND + 1).into();
    let refusal = reply::decode(&late.to_string()).unwrap_err();
    assert_eq!(refusal.to_string(), "reply has no valid time");
}

#[test]
fn a_document_that_says_something_twice_is_refused() {
    // Parsers differ in which of the two they take, so what is signed could mean two things.
    let sound = request::encode(&request()).unwrap();
    for (member, twice) in [
        (
            r#""callerid":"#,
            r#""callerid":"choria=eve.mcollective","callerid":"#,
        ),
        (r#""message":"#, r#""message":"cGluZw==","message":"#),
        (r#""identity":"#, r#""identity":["n1"],"identity":"#),
    ] {
        let odd = sound.replacen(member, twice, 1);
        assert_ne!(odd, sound);
        assert!(request::decode(&odd).is_err(), "{member}");
    }
}

#[test]
fn other_protocols_and_giants_are_refused() {
    let v2 = br#"{"protocol":"io.choria.protocol.v2.transport","data":"","headers":{"sender":"a"}}"#;
    let refusal = WIRE.decode_reply(v2).unwrap_err();
    assert!(
        matches!(
            refusal,
            DecodeError::Protocol {
                layer: Layer::Transport,
                ..
            }
        ),
        "{refusal}"
    );
    let giant = vec![b' '; MAX_TRANSPORT + 1];
    assert!(matches!(
        WIRE.peek_sender(&giant).unwrap_err(),
        DecodeError::TooLarge { .. }
    ));
}

#[test]
fn odd_hops_cost_their_names_only() {
    let bytes = br#"{"protocol":"choria:transport:1","data":"","headers":{"mc_sender":"a","seen-by":[[null,"r",""]]}}"#;
    let (headers, _) = transport::unwrap(bytes).unwrap();
    assert_eq!(headers.seen_by, [["".to_owned(), "r".to_owned(), "".to_owned()]]);
}
