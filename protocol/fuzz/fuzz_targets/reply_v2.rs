//! What a client receives in protocol v2: transport bytes, a secure reply, and a reply whose hash fits.
#![no_main]

use std::collections::BTreeMap;
use std::sync::LazyLock;
use std::time::{Duration, SystemTime};

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use libfuzzer_sys::fuzz_target;
use protocol::Wire;
use protocol::security::ed25519::Seed;
use protocol::token::Trust;
use protocol::v2::V2;

const CLIENT: &str = include_str!("../../golden/test_only_client_v2.jwt");

static LENIENT: LazyLock<V2> =
    LazyLock::new(|| V2::new(CLIENT, seed("03"), None, false).expect("the golden token"));

static STRICT: LazyLock<V2> = LazyLock::new(|| {
    let issuers = BTreeMap::from([("choria".to_owned(), seed("01").public())]);
    let wire = V2::new(CLIENT, seed("03"), None, false).expect("the golden token");
    let now = || SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_225_600);
    wire.with_reply_verification(Trust::Issuers(issuers), now)
});

fn seed(byte: &str) -> Seed {
    Seed::from_hex(&byte.repeat(32)).expect("64 digits")
}

fn transport(secure: &[u8]) -> Vec<u8> {
    let data = BASE64_STANDARD.encode(secure);
    format!(r#"{{"protocol":"io.choria.protocol.v2.transport","data":"{data}","headers":{{}}}}"#).into_bytes()
}

fuzz_target!(|bytes: &[u8]| {
    let (reply, hash) = (
        BASE64_STANDARD.encode(bytes),
        BASE64_STANDARD.encode(digest(&SHA256, bytes)),
    );
    let hashed =
        format!(r#"{{"protocol":"io.choria.protocol.v2.secure_reply","reply":"{reply}","hash":"{hash}"}}"#);
    for transport in [bytes.to_vec(), transport(bytes), transport(hashed.as_bytes())] {
        if let Ok((headers, reply)) = LENIENT.decode_reply(&transport) {
            if let Ok(again) = LENIENT.encode_reply(&reply, &headers) {
                assert_eq!(
                    LENIENT.decode_reply(&again).expect("our own reply"),
                    (headers, reply)
                );
            }
        }
        if let Ok((_, reply)) = STRICT.decode_reply(&transport) {
            assert_eq!(reply.sender.as_str(), "n1.example.net");
        }
    }
});
