//! Whatever arrives, decoding ends with a refusal or with what was signed.

#![expect(clippy::unwrap_used, reason = "what a test cannot set up fails it")]

use std::sync::{Arc, LazyLock};
use std::time::{Duration, SystemTime};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use proptest::prelude::*;
use protocol::rpc::{RpcReply, RpcRequest};
use protocol::security::x509::{Verifier, inspect};
use protocol::v1::V1;
use protocol::{CallerId, Filter, NodeView, Reply, Request, Wire};

const CA: &str = include_str!("../golden/test_only_ca.pem");
const CERTIFICATE: &str = include_str!("../golden/test_only_caller.pem");
const SECURE_REQUEST: &str = include_str!("../golden/secure_request_v1.json");
const TRANSPORT_REQUEST: &str = include_str!("../golden/transport_request_v1.json");
const SECURE_REPLY: &str = include_str!("../golden/secure_reply_v1.json");
const TRANSPORT_REPLY: &str = include_str!("../golden/transport_reply_v1.json");

static WIRE: LazyLock<V1> = LazyLock::new(|| {
    let caller = CallerId::new("choria=rip.mcollective").unwrap();
    let verifier = Verifier::new(CA, &[r"\.mcollective$".to_owned()], &[]).unwrap();
    V1::new(caller, None, Some(Arc::new(verifier)))
});

fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_225_600)
}

fn request(transport: &[u8]) -> Option<Request> {
    Some(WIRE.decode_request(transport, now()).ok()?.1)
}

fn reply(transport: &[u8]) -> Option<Reply> {
    Some(WIRE.decode_reply(transport).ok()?.1)
}

fn wrapped(secure: &[u8]) -> Vec<u8> {
    let data = BASE64_STANDARD.encode(secure);
    format!(r#"{{"protocol":"choria:transport:1","data":"{data}","headers":{{}}}}"#).into_bytes()
}

/// The text with one byte changed, and perhaps cut short behind it.
fn damaged(text: &'static str) -> impl Strategy<Value = Vec<u8>> {
    (0..text.len(), 1..=255_u8, proptest::bool::weighted(0.1)).prop_map(|(at, change, cut)| {
        let mut bytes = text.as_bytes().to_vec();
        bytes[at] ^= change;
        if cut {
            bytes.truncate(at + 1);
        }
        bytes
    })
}

#[test]
fn each_flipped_bit_of_message_and_signature_is_noticed() {
    let sound = request(TRANSPORT_REQUEST.as_bytes());
    assert!(sound.is_some());
    let message = SECURE_REQUEST.find(r#""message""#).unwrap();
    let certificate = SECURE_REQUEST.find(r#""pubcert""#).unwrap();
    for at in message..certificate {
        let mut bytes = SECURE_REQUEST.as_bytes().to_vec();
        bytes[at] ^= 1;
        // The signature's last character has spare bits that say nothing.
        if let Some(passed) = request(&wrapped(&bytes)) {
            assert_eq!(Some(passed), sound, "byte {at}");
            assert_eq!(&SECURE_REQUEST[at + 1..at + 3], "==", "byte {at}");
        }
    }
}

proptest! {
    #[test]
    fn garbage_is_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200), text in "[\\[\\]{}\":,a-z0-9 \\\\]{0,80}") {
        for bytes in [bytes.as_slice(), text.as_bytes()] {
            prop_assert_eq!(request(bytes), None);
            prop_assert_eq!(request(&wrapped(bytes)), None);
            prop_assert_eq!(reply(bytes), None);
            prop_assert_eq!(reply(&wrapped(bytes)), None);
            prop_assert!(WIRE.peek_sender(bytes).is_err());
            let _ = RpcRequest::decode(bytes);
            let _ = RpcReply::decode(bytes);
        }
    }

    #[test]
    fn damaged_requests_are_refused_or_mean_the_same(
        transport in damaged(TRANSPORT_REQUEST),
        secure in damaged(SECURE_REQUEST),
    ) {
        let sound = request(TRANSPORT_REQUEST.as_bytes());
        for bytes in [transport, wrapped(&secure)] {
            prop_assert!([None, sound.clone()].contains(&request(&bytes)));
            let _ = WIRE.peek_sender(&bytes);
        }
    }

    #[test]
    fn damaged_replies_are_refused_or_mean_the_same(
        transport in damaged(TRANSPORT_REPLY),
        secure in damaged(SECURE_REPLY),
    ) {
        let sound = reply(TRANSPORT_REPLY.as_bytes());
        for bytes in [transport, wrapped(&secure)] {
            prop_assert!([None, sound.clone()].contains(&reply(&bytes)));
        }
    }

    #[test]
    fn damaged_certificates_do_not_panic(certificate in damaged(CERTIFICATE)) {
        let text = String::from_utf8_lossy(&certificate);
        let _ = inspect(&text);
        let _ = Verifier::new(&text, &[], &[]);
    }

    #[test]
    fn any_filter_ends_in_a_verdict(filter in any::<[String; 4]>(), facts in any::<String>()) {
        let [identity, class, fact, value] = filter;
        let fact = serde_json::json!({"fact": fact, "operator": "=~", "value": value});
        let filter: Filter = serde_json::from_value(serde_json::json!({
            "identity": [&identity], "cf_class": [&class], "fact": [fact], "compound": [],
        })).unwrap();
        let view = NodeView { identity: &identity, agents: &[], classes: &[class.to_lowercase()], facts: &facts, data: None };
        filter.matches(view);
    }

    #[test]
    fn any_compound_filter_ends_in_a_verdict(
        expression in any::<String>(),
        term in any::<String>(),
        path in r##"[a-e#@.|()*?=<>!%"\\:{}\[\]é]{0,40}"##,
        odd in prop::sample::select(vec!["true", "[]", "[[]]", "[{}]", r#"[{"expr": 1}]"#, r#"[{"expr": "true"}, 2]"#]),
    ) {
        let facts = r#"{"a": {"b": [1, "c", null]}, "d": 2.5}"#;
        let classes = [term.to_lowercase()];
        let view = NodeView { identity: "n1", agents: &[], classes: &classes, facts, data: None };
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        for text in [
            expression,
            format!("with({}) or fact({}) == nil", quoted(&term), quoted(&path)),
            format!("semver({}, {})", quoted(&term), quoted(&path)),
            format!("include(fact({}), {})", quoted(&path), quoted(&term)),
        ] {
            let filter = Filter {
                compound: vec![serde_json::json!([{"expr": text}])],
                ..Filter::default()
            };
            prop_assert_eq!(filter.matches(view), filter.compound_holds(view, None) == Ok(true));
        }
        let filter = Filter { compound: vec![serde_json::from_str(odd).unwrap()], ..Filter::default() };
        prop_assert!(!filter.matches(view));
    }
}
