//! The compact form of a token: `base64(header).base64(claims).base64(signature)`.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Claims, Purpose, TokenError};
use crate::rpc::Object;

/// Largest token that is read, in bytes. Rego policies make tokens large; brokers and signing services let through far less.
const MAX_TOKEN: usize = 64 * 1024;

/// How much of what a parser says is passed on.
const MAX_REASON: usize = 120;

/// A token taken apart, believed in nothing.
#[derive(Debug)]
pub(super) struct Jwt<'a> {
    /// What the signature is over.
    pub(super) signed: &'a str,
    pub(super) signature: Vec<u8>,
    pub(super) algorithm: String,
    pub(super) claims: Claims,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    /// Extensions that whoever does not know them must not ignore.
    crit: Option<IgnoredAny>,
}

#[derive(Serialize)]
struct Document<'a, T> {
    purpose: &'static str,
    #[serde(flatten)]
    claims: &'a T,
}

impl<'a> Jwt<'a> {
    /// Takes a token apart. White space around it passes, as token files may end in a line feed.
    pub(super) fn parse(token: &'a str) -> Result<Self, TokenError> {
        let token = token.trim_ascii();
        if token.len() > MAX_TOKEN {
            return Err(malformed(format!("it has more than {MAX_TOKEN} bytes")));
        }
        let parts = || {
            token
                .rsplit_once('.')
                .filter(|(signed, _)| signed.matches('.').count() == 1)
        };
        let (signed, signature) = parts().ok_or_else(|| malformed("it does not have three parts"))?;
        let (header, claims) = signed
            .split_once('.')
            .ok_or_else(|| malformed("it has no claims"))?;

        let header: Header = parse(&decode(header, "header")?, "header")?;
        if header.crit.is_some() {
            return Err(malformed("its header demands extensions"));
        }
        Ok(Self {
            signed,
            signature: decode(signature, "signature")?,
            algorithm: header.alg,
            claims: claims_of(parse(&decode(claims, "claims")?, "claims")?)?,
        })
    }
}

/// The claims of a token, whatever they are.
pub(super) fn claims(token: &str) -> Result<Object, TokenError> {
    let token = token.trim_ascii();
    if token.len() > MAX_TOKEN {
        return Err(malformed(format!("it has more than {MAX_TOKEN} bytes")));
    }
    let parts: Vec<_> = token.split('.').take(4).collect();
    let [_, claims, _] = parts.as_slice() else {
        return Err(malformed("it does not have three parts"));
    };
    parse(&decode(claims, "claims")?, "claims")
}

/// The part of a token that is signed.
pub(super) fn unsigned(algorithm: &str, claims: &Claims) -> String {
    let purpose = claims.purpose().claim();
    let claims = match claims {
        Claims::Client(claims) => serde_json::to_vec(&Document { purpose, claims }),
        Claims::Server(claims) => serde_json::to_vec(&Document { purpose, claims }),
        Claims::Provisioning(claims) => serde_json::to_vec(&Document { purpose, claims }),
    };
    let claims = claims.expect("text, numbers and lists of them always serialise");
    let header = format!(r#"{{"alg":"{algorithm}","typ":"JWT"}}"#);
    let encode = |part: &[u8]| BASE64_URL_SAFE_NO_PAD.encode(part);
    format!("{}.{}", encode(header.as_bytes()), encode(&claims))
}

/// Joins what is signed with its signature.
pub(super) fn compact(signed: &str, signature: &[u8]) -> String {
    format!("{signed}.{}", BASE64_URL_SAFE_NO_PAD.encode(signature))
}

/// Reads claims as the reference does: of a claim that is there twice the last counts, and null is nothing.
fn claims_of(mut claims: Object) -> Result<Claims, TokenError> {
    claims.retain(|_, value| !value.is_null());
    let text = |claim| claims.get(claim).and_then(Value::as_str).unwrap_or_default();
    let purpose = match text("purpose") {
        "" => text("sub"),
        purpose => purpose,
    };
    if purpose == Purpose::Client.claim() {
        typed(claims).map(Claims::Client)
    } else if purpose == Purpose::Server.claim() {
        typed(claims).map(Claims::Server)
    } else if purpose == Purpose::Provisioning.claim() {
        typed(claims).map(Claims::Provisioning)
    } else {
        Err(TokenError::Claim { claim: "purpose" })
    }
}

fn typed<T: DeserializeOwned>(claims: Object) -> Result<T, TokenError> {
    serde_json::from_value(Value::Object(claims)).map_err(|error| unreadable("claims", &error))
}

fn decode(part: &str, what: &str) -> Result<Vec<u8>, TokenError> {
    BASE64_URL_SAFE_NO_PAD
        .decode(part)
        .map_err(|_| malformed(format!("its {what} is not URL-safe base64")))
}

fn parse<T: DeserializeOwned>(json: &[u8], what: &str) -> Result<T, TokenError> {
    serde_json::from_slice(json).map_err(|error| unreadable(what, &error))
}

fn unreadable(what: &str, error: &serde_json::Error) -> TokenError {
    let said: String = error.to_string().chars().take(MAX_REASON).collect();
    malformed(format!("its {what} cannot be read: {said}"))
}

fn malformed(reason: impl Into<String>) -> TokenError {
    TokenError::Malformed {
        reason: reason.into(),
    }
}
