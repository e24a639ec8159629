//! What is not read, not sent, and not believed.

use super::*;

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
