//! A token as it stands, and claims that a trusted key signed.
#![no_main]

use std::collections::BTreeMap;
use std::sync::LazyLock;
use std::time::{Duration, SystemTime};

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use libfuzzer_sys::fuzz_target;
use protocol::security::ed25519::{PublicKey, Seed};
use protocol::token::{self, SigningKey, Trust, TrustedKey};

static SEED: LazyLock<Seed> = LazyLock::new(|| Seed::from_hex(&"01".repeat(32)).expect("64 digits"));

fuzz_target!(|text: &str| {
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_225_600);
    let header = BASE64_URL_SAFE_NO_PAD.encode(r#"{"alg":"EdDSA","typ":"JWT"}"#);
    let signed = format!("{header}.{}", BASE64_URL_SAFE_NO_PAD.encode(text));
    let signature = BASE64_URL_SAFE_NO_PAD.encode(SEED.sign(signed.as_bytes()));
    let organizations = BTreeMap::from([("choria".to_owned(), SEED.public())]);
    for trust in [
        Trust::Issuers(organizations),
        Trust::Signers(vec![TrustedKey::Ed25519(SEED.public())]),
    ] {
        let _ = trust.verify(text, now);
        if let Ok(claims) = trust.verify(&format!("{signed}.{signature}"), now) {
            assert!(!claims.common().iss.starts_with("C-"), "nobody signed the chain");
        }
    }
    let _ = token::read(text);
    let _ = SigningKey::from_text(text);
    let _ = TrustedKey::from_text(text);
    let _ = PublicKey::from_hex(text);
});
