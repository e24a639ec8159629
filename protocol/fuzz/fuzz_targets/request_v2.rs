//! What a node receives in protocol v2: transport bytes, a secure request, and a request that is signed as it should be.
#![no_main]

use std::collections::BTreeMap;
use std::sync::LazyLock;
use std::time::{Duration, SystemTime};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use libfuzzer_sys::fuzz_target;
use protocol::Wire;
use protocol::security::ed25519::Seed;
use protocol::token::Trust;
use protocol::v2::V2;

const CLIENT: &str = include_str!("../../golden/test_only_client_v2.jwt");

static WIRE: LazyLock<V2> = LazyLock::new(|| {
    let issuers = BTreeMap::from([("choria".to_owned(), seed("01").public())]);
    V2::new(CLIENT, seed("03"), Some(Trust::Issuers(issuers)), false).expect("the golden token")
});

fn seed(byte: &str) -> Seed {
    Seed::from_hex(&byte.repeat(32)).expect("64 digits")
}

fn transport(secure: &[u8]) -> Vec<u8> {
    let data = BASE64_STANDARD.encode(secure);
    format!(r#"{{"protocol":"io.choria.protocol.v2.transport","data":"{data}","headers":{{}}}}"#).into_bytes()
}

fuzz_target!(|bytes: &[u8]| {
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_225_600);
    let (request, signature) = (
        BASE64_STANDARD.encode(bytes),
        BASE64_STANDARD.encode(seed("03").sign(bytes)),
    );
    let token = CLIENT.trim();
    let signed = format!(
        r#"{{"protocol":"io.choria.protocol.v2.secure_request","request":"{request}","signature":"{signature}","caller":"{token}"}}"#
    );
    for transport in [bytes.to_vec(), transport(bytes), transport(signed.as_bytes())] {
        if let Ok((headers, request)) = WIRE.decode_request(&transport, now) {
            assert!(request.claims.is_some() && request.caller.as_str() == "up=bob");
            let _ = WIRE.encode_request(&request, &headers);
        }
        let _ = WIRE.peek_sender(&transport);
    }
    let _ = WIRE.wrap_signed(bytes, &protocol::Headers::default());
});
