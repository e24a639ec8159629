//! What a server is answered: tokens of NATS, signed by the account it was told to believe.

use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use engine::{Identified, Refused};
use nkeys::KeyPair;
use serde_json::{Value, json};

use super::permissions;
use super::question::Question;

/// What the server hears of every refusal: the reason stays here.
const REFUSED: &str = "refused";
/// Of the tokens' format.
const VERSION: u8 = 2;
const NO_LIMIT: i64 = -1;

/// The answer to a question, signed `now` after 1970.
pub(super) fn sign(
    issuer: &KeyPair,
    question: &Question,
    verdict: Result<Identified, Refused>,
    now: Duration,
) -> String {
    let (member, value) = match verdict {
        Ok(identified) => ("jwt", user(issuer, question, identified, now)),
        Err(_) => ("error", REFUSED.to_owned()),
    };
    let claims = json!({
        "iss": issuer.public_key(),
        "sub": question.user(),
        "aud": question.server(),
        "iat": now.as_secs(),
        "nats": { "type": "authorization_response", "version": VERSION, member: value },
    });
    encode(issuer, &claims)
}

/// Who the peer is to the server.
fn user(issuer: &KeyPair, question: &Question, identified: Identified, now: Duration) -> String {
    let (publish, subscribe) = permissions::render(identified.permissions.as_deref());
    let mut claims = json!({
        "iss": issuer.public_key(),
        "sub": question.user(),
        "aud": identified.account.name(),
        "name": identified.user,
        "iat": now.as_secs(),
        "nats": {
            "type": "user",
            "version": VERSION,
            "subs": NO_LIMIT,
            "data": NO_LIMIT,
            "payload": NO_LIMIT,
            "pub": publish,
            "sub": subscribe,
        },
    });
    if let Some(left) = identified.valid_for {
        claims["exp"] = (now + left).as_secs().into();
    }
    encode(issuer, &claims)
}

fn encode(issuer: &KeyPair, claims: &Value) -> String {
    let head = BASE64_URL_SAFE_NO_PAD.encode(r#"{"typ":"JWT","alg":"ed25519-nkey"}"#);
    let body = BASE64_URL_SAFE_NO_PAD.encode(claims.to_string());
    let signed = format!("{head}.{body}");
    let signature = issuer
        .sign(signed.as_bytes())
        .expect("a pair that was made from a seed can sign");
    let signature = BASE64_URL_SAFE_NO_PAD.encode(signature);
    format!("{signed}.{signature}")
}
