//! Middle layer: proof of who made a request, and a hash over a reply.

use std::borrow::Cow;

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use serde::{Deserialize, Serialize};

use crate::document::{BASE64, expect_protocol, json, parse, unbase64};
use crate::security::x509::Signer;
use crate::{DecodeError, EncodeError, Layer};

const REQUEST_PROTOCOL: &str = "choria:secure:request:1";
const REPLY_PROTOCOL: &str = "choria:secure:reply:1";

/// What stands where a signature or certificate would.
const INSECURE: &str = "insecure";

/// What stands in `pubcert` where a peer did not sign.
const UNSIGNED: [&str; 3] = ["", INSECURE, "insecure registration"];

/// A request with its signature.
#[derive(Serialize, Deserialize)]
pub(super) struct SecureRequest<'a> {
    #[serde(borrow)]
    protocol: Cow<'a, str>,
    /// The signed text, as it was received.
    #[serde(borrow)]
    pub(super) message: Cow<'a, str>,
    #[serde(borrow)]
    signature: Cow<'a, str>,
    /// PEM text of the certificate chain, leaf first.
    #[serde(borrow)]
    pub(super) pubcert: Cow<'a, str>,
}

#[derive(Serialize, Deserialize)]
struct SecureReply<'a> {
    #[serde(borrow)]
    protocol: Cow<'a, str>,
    #[serde(borrow)]
    message: Cow<'a, str>,
    #[serde(borrow)]
    hash: Cow<'a, str>,
}

impl<'a> SecureRequest<'a> {
    pub(super) fn decode(bytes: &'a [u8]) -> Result<Self, DecodeError> {
        let layer = Layer::SecureRequest;
        let secure: Self = parse(bytes, layer)?;
        expect_protocol(&secure.protocol, REQUEST_PROTOCOL, layer)?;
        Ok(secure)
    }

    /// The signature's bytes, once it is clear that there is one.
    pub(super) fn signature(&self) -> Result<Vec<u8>, DecodeError> {
        let signature = self.signature.trim();
        if matches!(signature, "" | INSECURE) || UNSIGNED.contains(&self.pubcert.trim()) {
            return Err(DecodeError::Unsigned);
        }
        unbase64(signature, Layer::SecureRequest, "signature")
    }
}

/// Signs a request document.
pub(super) fn sign(message: &str, signer: &Signer) -> Result<String, EncodeError> {
    let signature = signer.sign(message.as_bytes())?;
    Ok(json(&SecureRequest {
        protocol: REQUEST_PROTOCOL.into(),
        message: message.into(),
        signature: BASE64.encode(signature).into(),
        pubcert: signer.certificate().into(),
    }))
}

/// Says of a request document that it is not signed.
pub(super) fn unsigned(message: &str) -> String {
    json(&SecureRequest {
        protocol: REQUEST_PROTOCOL.into(),
        message: message.into(),
        signature: INSECURE.into(),
        pubcert: INSECURE.into(),
    })
}

/// Hashes a reply document.
pub(super) fn hash(message: &str) -> String {
    json(&SecureReply {
        protocol: REPLY_PROTOCOL.into(),
        message: message.into(),
        hash: BASE64.encode(digest(&SHA256, message.as_bytes())).into(),
    })
}

/// The reply document, once its hash is known to fit.
pub(super) fn checked_reply(bytes: &[u8]) -> Result<Cow<'_, str>, DecodeError> {
    let layer = Layer::SecureReply;
    let secure: SecureReply<'_> = parse(bytes, layer)?;
    expect_protocol(&secure.protocol, REPLY_PROTOCOL, layer)?;
    let hash = unbase64(&secure.hash, layer, "hash")?;
    if hash != digest(&SHA256, secure.message.as_bytes()).as_ref() {
        return Err(DecodeError::Hash);
    }
    Ok(secure.message)
}
