//! Tokens of the specification, round trips, and tokens that somebody forged.

mod links;
mod refusals;

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use aws_lc_rs::hmac;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::security::ed25519::{PublicKey, Seed};

const CLIENT: &str = include_str!("../../golden/test_only_client_v2.jwt");
const RSA_KEY: &str = include_str!("../../golden/test_only_caller_key.pem");
const RSA_CERTIFICATE: &str = include_str!("../../golden/test_only_caller.pem");
pub(super) const BEGIN: u64 = 1_767_225_600;
const END: u64 = 1_798_761_600;
const HOUR: Duration = Duration::from_secs(3600);

pub(super) fn at(seconds: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}

/// The organization's 1, the chain issuer's 2, a client's 3, a node's 4.
pub(super) fn seed(number: u8) -> Seed {
    Seed::from_hex(&format!("{number:02x}").repeat(32)).unwrap()
}

fn key(number: u8) -> String {
    seed(number).public().to_hex()
}

pub(super) fn trust() -> Trust {
    Trust::Issuers(BTreeMap::from([("choria".to_owned(), seed(1).public())]))
}

fn signers(keys: &[u8]) -> Trust {
    let keys = keys
        .iter()
        .map(|number| TrustedKey::Ed25519(seed(*number).public()));
    Trust::Signers(keys.collect())
}

pub(super) fn client() -> ClientClaims {
    ClientClaims {
        caller: "up=bob".to_owned(),
        agents: vec!["*".to_owned()],
        permissions: Some(ClientPermissions {
            fleet_management: true,
            ..ClientPermissions::default()
        }),
        common: Common {
            public_key: key(3),
            ..Common::default()
        },
        ..ClientClaims::default()
    }
}

pub(super) fn server() -> ServerClaims {
    ServerClaims {
        identity: "n1.example.net".to_owned(),
        collectives: vec!["choria".to_owned()],
        common: Common {
            public_key: key(4),
            ..Common::default()
        },
        ..ServerClaims::default()
    }
}

fn provisioning() -> Provisioning {
    Provisioning {
        token: "s3cret".to_owned(),
        urls: "nats://p:4222".to_owned(),
        password: "hidden".to_owned(),
        ..Provisioning::default()
    }
}

pub(super) fn organization() -> Issuer {
    Issuer::Key(SigningKey::Seed(seed(1)))
}

fn chain_issuer_token() -> String {
    let mut claims = client();
    claims.caller = "up=login".to_owned();
    claims.common.public_key = key(2);
    let issuer = Issuer::Organization(seed(1));
    issuer
        .issue(Claims::Client(claims), at(BEGIN), 10 * HOUR)
        .unwrap()
}

fn chain_issuer() -> Issuer {
    Issuer::Chain {
        token: chain_issuer_token(),
        seed: seed(2),
    }
}

/// Claims as JSON, to tamper with.
fn json_of(token: &str) -> Value {
    let claims = token.split('.').nth(1).unwrap();
    serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(claims).unwrap()).unwrap()
}

fn signed_text(algorithm: &str, claims: &str) -> String {
    let encode = |text: &str| BASE64_URL_SAFE_NO_PAD.encode(text);
    format!(
        "{}.{}",
        encode(&format!(r#"{{"alg":"{algorithm}","typ":"JWT"}}"#)),
        encode(claims)
    )
}

/// A token of these claims, with a sound signature whatever they say.
fn sign(claims: &Value, seed: &Seed) -> String {
    let signed = signed_text("EdDSA", &claims.to_string());
    jwt::compact(&signed, &seed.sign(signed.as_bytes()))
}

fn refusal(token: &str) -> String {
    trust().verify(token, at(BEGIN)).unwrap_err().to_string()
}

#[test]
fn the_token_of_the_specification_is_read_and_verified() {
    let claims = read(CLIENT).unwrap();
    let mut wanted = client();
    wanted.common = Common {
        ou: "choria".to_owned(),
        iss: "Example".to_owned(),
        iat: Some(BEGIN as i64),
        nbf: Some(BEGIN as i64),
        exp: Some(END as i64),
        jti: "37dGamIFBK3UWGqKfja0UdE0lzT".to_owned(),
        ..wanted.common
    };
    assert_eq!(claims, Claims::Client(wanted));
    for trust in [trust(), signers(&[1]), signers(&[4, 1])] {
        assert_eq!(trust.verify(CLIENT, at(BEGIN)), Ok(claims.clone()));
    }
    assert_eq!(trust().verify(&format!(" {CLIENT}\r\n"), at(END - 1)), Ok(claims));
}

#[test]
fn the_chain_of_the_specification_holds() {
    let tcs = "528092164586ccbe804f3420e0997bf2888f3ba651258b6abff6c161d04b6f59a0498215bfe3b56765624b1a325e3fa970b4d6bef0357a021e6e3fe7ae2f590b";
    let link = "e18f2917b7d6fabd6d3372aecbfa0164226d3b941e8470712620409947a880282be3cfefac06c07baa4cf1803c58ac3a110a31b258fb0fa0ffd36cf9650a9406";
    let mut issuer = client();
    issuer.common.jti = "37dGalnvxoLQhb6fzRwhDhn3R1D".to_owned();
    issuer.common.public_key = key(2);
    issuer.common.exp = Some(END as i64);
    chain::make_issuer(&mut issuer.common, &seed(1));
    assert_eq!(issuer.common.iss, format!("I-{}", key(1)));
    assert_eq!(issuer.common.tcs, tcs);

    let mut common = client().common;
    common.jti = "37dGamIFBK3UWGqKfja0UdE0lzT".to_owned();
    common.iat = Some(BEGIN as i64);
    chain::extend(&mut common, &issuer, &seed(2)).unwrap();
    assert_eq!(common.iss, format!("C-37dGalnvxoLQhb6fzRwhDhn3R1D.{}", key(2)));
    assert_eq!(common.tcs, format!("{tcs}.{link}"));
    assert_eq!((common.exp, common.issexp), (Some(END as i64), Some(END as i64)));
    assert_eq!(
        chain::issuer_key(&common, &seed(1).public()),
        Ok(seed(2).public())
    );
}

#[test]
fn what_is_issued_is_accepted_and_says_what_was_asked_for() {
    let mut sent = provisioning();
    sent.extensions = Some(json!({"site": {"rack": 7}}).as_object().unwrap().clone());
    for claims in [
        Claims::Client(client()),
        Claims::Server(server()),
        Claims::Provisioning(sent),
    ] {
        let token = organization().issue(claims.clone(), at(BEGIN), HOUR).unwrap();
        let mut verified = trust().verify(&token, at(BEGIN)).unwrap();
        let common = verified.common_mut();
        assert_eq!((common.ou.as_str(), common.iss.as_str()), ("choria", "mco"));
        assert_eq!((common.iat, common.nbf), (Some(BEGIN as i64), Some(BEGIN as i64)));
        assert_eq!(common.exp, Some(BEGIN as i64 + 3600));
        assert_eq!(json_of(&token)["purpose"], claims.purpose().claim());
        *common = Common {
            public_key: claims.common().public_key.clone(),
            ..Common::default()
        };
        assert_eq!(verified, claims);
    }
}

#[test]
fn rsa_keys_sign_and_verify() {
    let issuer = Issuer::Key(SigningKey::from_text(RSA_KEY).unwrap());
    let token = issuer.issue(Claims::Client(client()), at(BEGIN), HOUR).unwrap();
    assert!(token.starts_with("eyJhbGciOiJSUzI1NiI"), "{token}");
    let rsa = TrustedKey::from_text(RSA_CERTIFICATE).unwrap();
    assert!(matches!(rsa, TrustedKey::Rsa(_)));
    let both = Trust::Signers(vec![TrustedKey::from_text(&key(1)).unwrap(), rsa]);
    assert!(both.verify(&token, at(BEGIN)).is_ok() && both.verify(CLIENT, at(BEGIN)).is_ok());
    assert_eq!(refusal(&token), "is not signed by anyone trusted here");
    let mut flipped = token;
    flipped.replace_range(60..61, if &flipped[60..61] == "A" { "B" } else { "A" });
    assert!(both.verify(&flipped, at(BEGIN)).is_err());
}

#[test]
fn tokens_live_between_their_times() {
    let verify = |seconds| trust().verify(CLIENT, at(seconds)).map(|_| ());
    assert_eq!(verify(BEGIN - 1), Err(TokenError::NotYet));
    assert_eq!(verify(BEGIN), Ok(()));
    assert_eq!(verify(END - 1), Ok(()));
    assert_eq!(verify(END), Err(TokenError::Expired));
    let mut endless = json_of(CLIENT);
    endless["exp"] = Value::Null;
    endless["nbf"] = Value::Null;
    assert!(trust().verify(&sign(&endless, &seed(1)), at(END * 2)).is_ok());
    endless["exp"] = json!(1_767_225_600.9);
    let refusal = trust().verify(&sign(&endless, &seed(1)), at(BEGIN));
    assert_eq!(refusal, Err(TokenError::Expired));
}

#[test]
fn debug_output_shows_no_secrets() {
    let rsa = Issuer::Key(SigningKey::from_text(RSA_KEY).unwrap());
    let shown = format!(
        "{rsa:?} {:?} {:?} {:?}",
        chain_issuer(),
        organization(),
        provisioning()
    );
    for secret in ["PRIVATE KEY", "0202", "eyJ", "s3cret", "hidden"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

proptest! {
    #[test]
    fn every_changed_character_is_noticed(place in 0..CLIENT.trim_end().len(), change in 1_u8..128) {
        let mut bytes = CLIENT.trim_end().as_bytes().to_vec();
        bytes[place] ^= change;
        if let Ok(token) = String::from_utf8(bytes) {
            let is_same = token.trim_ascii() == CLIENT.trim_end();
            prop_assert!(is_same || trust().verify(&token, at(BEGIN)).is_err(), "{}", token);
        }
    }

    #[test]
    fn any_text_ends_in_a_verdict(token: String, claims: String) {
        let _ = read(&token);
        let _ = read(&(signed_text("EdDSA", &claims) + ".AA"));
        let _ = TrustedKey::from_text(&token).or(SigningKey::from_text(&token).map(|_| TrustedKey::Ed25519(key_of(3))));
    }
}

fn key_of(number: u8) -> PublicKey {
    seed(number).public()
}
