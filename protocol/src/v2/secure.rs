//! Middle layer: proof of who made a request, and a hash over a reply that may be signed too.

use std::borrow::Cow;

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use serde::{Deserialize, Serialize};

use crate::document::{BASE64, expect_protocol, json, parse, unbase64};
use crate::security::ed25519::Seed;
use crate::{DecodeError, Layer};

const REQUEST_PROTOCOL: &str = "io.choria.protocol.v2.secure_request";
const REPLY_PROTOCOL: &str = "io.choria.protocol.v2.secure_reply";

/// What stands where a signature would.
const INSECURE: &[u8] = b"insecure";

/// A request with its signature.
#[derive(Serialize, Deserialize)]
pub(super) struct SecureRequest<'a> {
    #[serde(borrow)]
    protocol: Cow<'a, str>,
    #[serde(borrow)]
    request: Cow<'a, str>,
    #[serde(borrow)]
    signature: Cow<'a, str>,
    /// Token of who asks.
    #[serde(borrow)]
    pub(super) caller: Cow<'a, str>,
    /// Token of who signed in the caller's place; empty where nobody did.
    #[serde(borrow, default, skip_serializing_if = "str::is_empty")]
    pub(super) signer: Cow<'a, str>,
}

/// A reply with its hash.
#[derive(Serialize, Deserialize)]
pub(super) struct SecureReply<'a> {
    #[serde(borrow)]
    protocol: Cow<'a, str>,
    #[serde(borrow)]
    reply: Cow<'a, str>,
    #[serde(borrow)]
    hash: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "str::is_empty")]
    signature: Cow<'a, str>,
    /// Token of the node; empty where it did not sign.
    #[serde(borrow, default, skip_serializing_if = "str::is_empty")]
    pub(super) sender: Cow<'a, str>,
}

impl<'a> SecureRequest<'a> {
    pub(super) fn decode(bytes: &'a [u8]) -> Result<Self, DecodeError> {
        let layer = Layer::SecureRequest;
        let secure: Self = parse(bytes, layer)?;
        expect_protocol(&secure.protocol, REQUEST_PROTOCOL, layer)?;
        let empty = |member| DecodeError::Schema { layer, member };
        if secure.caller.is_empty() {
            return Err(empty("caller"));
        }
        if secure.request.is_empty() {
            return Err(empty("request"));
        }
        Ok(secure)
    }

    /// Signs a request document with the seed that belongs to the token.
    pub(super) fn signed(request: &[u8], token: &'a str, seed: &Seed) -> Self {
        Self::with(request, token, &seed.sign(request))
    }

    /// Says of a request document that it is not signed.
    pub(super) fn unsigned(request: &[u8], token: &'a str) -> Self {
        Self::with(request, token, INSECURE)
    }

    fn with(request: &[u8], token: &'a str, signature: &[u8]) -> Self {
        Self {
            protocol: REQUEST_PROTOCOL.into(),
            request: BASE64.encode(request).into(),
            signature: BASE64.encode(signature).into(),
            caller: token.into(),
            signer: Cow::default(),
        }
    }

    pub(super) fn encode(&self) -> String {
        json(self)
    }

    /// The bytes that are signed.
    pub(super) fn request(&self) -> Result<Vec<u8>, DecodeError> {
        unbase64(&self.request, Layer::SecureRequest, "request")
    }

    /// The signature's bytes, once it is clear that there is one.
    pub(super) fn signature(&self) -> Result<Vec<u8>, DecodeError> {
        signature(&self.signature, Layer::SecureRequest)
    }
}

impl<'a> SecureReply<'a> {
    pub(super) fn decode(bytes: &'a [u8]) -> Result<Self, DecodeError> {
        let layer = Layer::SecureReply;
        let secure: Self = parse(bytes, layer)?;
        expect_protocol(&secure.protocol, REPLY_PROTOCOL, layer)?;
        Ok(secure)
    }

    /// Hashes a reply document, and signs it where there is a token and a seed to do so.
    pub(super) fn new(reply: &[u8], signer: Option<(&'a str, &Seed)>) -> Self {
        let signature = signer.map(|(_, seed)| BASE64.encode(seed.sign(reply)));
        Self {
            protocol: REPLY_PROTOCOL.into(),
            reply: BASE64.encode(reply).into(),
            hash: BASE64.encode(digest(&SHA256, reply)).into(),
            signature: signature.unwrap_or_default().into(),
            sender: signer.map(|(token, _)| token).unwrap_or_default().into(),
        }
    }

    pub(super) fn encode(&self) -> String {
        json(self)
    }

    /// The reply document, once its hash is known to fit.
    pub(super) fn checked_reply(&self) -> Result<Vec<u8>, DecodeError> {
        let layer = Layer::SecureReply;
        let reply = unbase64(&self.reply, layer, "reply")?;
        let hash = unbase64(&self.hash, layer, "hash")?;
        if hash != digest(&SHA256, &reply).as_ref() {
            return Err(DecodeError::Hash);
        }
        Ok(reply)
    }

    /// The signature's bytes, once it is clear that there is one.
    pub(super) fn signature(&self) -> Result<Vec<u8>, DecodeError> {
        if self.sender.is_empty() {
            return Err(DecodeError::Unsigned);
        }
        signature(&self.signature, Layer::SecureReply)
    }
}

fn signature(text: &str, layer: Layer) -> Result<Vec<u8>, DecodeError> {
    let signature = unbase64(text, layer, "signature")?;
    if signature.is_empty() || signature == INSECURE {
        return Err(DecodeError::Unsigned);
    }
    Ok(signature)
}
