//! Whatever arrives in protocol v2, decoding ends with a refusal or with what was signed.

#![expect(clippy::unwrap_used, reason = "what a test cannot set up fails it")]

use std::collections::BTreeMap;
use std::sync::LazyLock;
use std::time::{Duration, SystemTime};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use proptest::prelude::*;
use protocol::security::ed25519::Seed;
use protocol::token::{self, Trust, TrustedKey};
use protocol::v2::V2;
use protocol::{Reply, Request, Wire};

const SERVER: &str = include_str!("../golden/test_only_server_v2.jwt");
const CHAINED_CLIENT: &str = include_str!("../golden/test_only_chained_client_v2.jwt");
const SECURE_REQUEST: &str = include_str!("../golden/secure_request_v2.json");
const TRANSPORT_REQUEST: &str = include_str!("../golden/transport_request_v2.json");
const DELEGATED_REQUEST: &str = include_str!("../golden/transport_request_delegated_v2.json");
const SECURE_REPLY: &str = include_str!("../golden/secure_reply_v2.json");
const TRANSPORT_REPLY: &str = include_str!("../golden/transport_reply_v2.json");

static WIRE: LazyLock<V2> = LazyLock::new(|| {
    let wire = V2::new(SERVER, seed(4), Some(trust()), true).unwrap();
    wire.with_reply_verification(trust(), now)
});

fn seed(number: u8) -> Seed {
    Seed::from_hex(&format!("{number:02x}").repeat(32)).unwrap()
}

fn trust() -> Trust {
    Trust::Issuers(BTreeMap::from([("choria".to_owned(), seed(1).public())]))
}

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
    format!(r#"{{"protocol":"io.choria.protocol.v2.transport","data":"{data}","headers":{{}}}}"#).into_bytes()
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

/// Flips a bit of every byte; what is still accepted means the same, and what made it so is a spare bit before padding.
fn each_flip<T: PartialEq + std::fmt::Debug>(secure: &str, decode: fn(&[u8]) -> Option<T>) {
    let sound = decode(&wrapped(secure.as_bytes()));
    assert!(sound.is_some());
    for at in 0..secure.len() {
        let mut bytes = secure.as_bytes().to_vec();
        bytes[at] ^= 1;
        if let Some(passed) = decode(&wrapped(&bytes)) {
            assert_eq!(Some(passed), sound, "byte {at}");
            assert_eq!(&secure[at + 1..at + 2], "=", "byte {at}");
        }
    }
}

#[test]
fn each_flipped_bit_of_a_secure_document_is_noticed() {
    each_flip(SECURE_REQUEST, request);
    each_flip(SECURE_REPLY, reply);
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
        }
    }

    #[test]
    fn damaged_requests_are_refused_or_mean_the_same(
        transport in damaged(TRANSPORT_REQUEST),
        delegated in damaged(DELEGATED_REQUEST),
        secure in damaged(SECURE_REQUEST),
    ) {
        let sound = [None, request(TRANSPORT_REQUEST.as_bytes()), request(DELEGATED_REQUEST.as_bytes())];
        for bytes in [transport, delegated, wrapped(&secure)] {
            prop_assert!(sound.contains(&request(&bytes)));
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
    fn damaged_tokens_are_refused(token in damaged(CHAINED_CLIENT)) {
        let signers = Trust::Signers(vec![TrustedKey::Ed25519(seed(1).public())]);
        if let Ok(token) = String::from_utf8(token) {
            let _ = token::read(&token);
            prop_assert!(trust().verify(&token, now()).is_err() && signers.verify(&token, now()).is_err());
        }
    }
}
