//! Protocol v1: JSON in JSON, RSA signatures, x509 callers.

mod reply;
mod request;
mod secure;
mod transport;

#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use aws_lc_rs::rand;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use base64::{Engine, alphabet};

use crate::security::x509::{Signer, Verifier};
use crate::{
    CallerId, DecodeError, EncodeError, Headers, Identity, Layer, Reply, Request, RequestId, Version, Wire,
};

/// Largest transport document that is read, in bytes: eight times what brokers let through by default.
pub(crate) const MAX_TRANSPORT: usize = 8 * 1024 * 1024;

/// Standard base64 that, like the reference, does not mind what the last character's spare bits hold.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_allow_trailing_bits(true),
);

/// The v1 wire of one process.
#[derive(Debug, Clone)]
pub struct V1 {
    caller: CallerId,
    signer: Option<Arc<Signer>>,
    verifier: Option<Arc<Verifier>>,
}

impl V1 {
    /// A wire that asks as `caller` and, with a `verifier`, accepts requests. Without a `signer` requests cannot be made;
    /// without a `verifier` every request is refused.
    pub fn new(caller: CallerId, signer: Option<Arc<Signer>>, verifier: Option<Arc<Verifier>>) -> Self {
        Self {
            caller,
            signer,
            verifier,
        }
    }
}

impl Wire for V1 {
    fn version(&self) -> Version {
        Version::V1
    }

    fn caller(&self) -> &CallerId {
        &self.caller
    }

    fn new_request_id(&self) -> RequestId {
        let mut bytes = [0; 16];
        rand::fill(&mut bytes).expect("the system's random numbers, once seeded, do not fail");
        let random = u128::from_be_bytes(bytes);
        // A version 4 UUID (RFC 9562) without its dashes.
        let uuid = random & !(0xf << 76) & !(0x3 << 62) | (0x4 << 76) | (0x2 << 62);
        RequestId::new(&format!("{uuid:032x}")).expect("hex digits are a request id")
    }

    fn encode_request(&self, request: &Request, headers: &Headers) -> Result<Vec<u8>, EncodeError> {
        let signer = self.signer.as_ref().ok_or(EncodeError::NoKey)?;
        let message = request::encode(request)?;
        let secure = secure::sign(&message, signer)?;
        Ok(transport::wrap(&secure, headers))
    }

    fn unsigned_request(&self, _request: &Request) -> Result<Vec<u8>, EncodeError> {
        todo!()
    }

    fn wrap_signed(&self, _secure: &[u8], _headers: &Headers) -> Result<Vec<u8>, EncodeError> {
        todo!()
    }

    fn encode_unsigned(&self, _request: &Request, _headers: &Headers) -> Result<Vec<u8>, EncodeError> {
        todo!()
    }

    fn decode_request(&self, transport: &[u8], now: SystemTime) -> Result<(Headers, Request), DecodeError> {
        let (headers, secure) = transport::unwrap(transport)?;
        let secure = secure::SecureRequest::decode(&secure)?;
        let signature = secure.signature()?;
        let request = request::decode(&secure.message)?;
        let caller = request.caller.as_str();
        let verifier = self.verifier.as_ref().ok_or_else(|| DecodeError::Caller {
            caller: caller.to_owned(),
            reason: "this process accepts no requests".to_owned(),
        })?;
        verifier.verify(
            secure.message.as_bytes(),
            &signature,
            &secure.pubcert,
            caller,
            now,
        )?;
        Ok((headers, request))
    }

    fn encode_reply(&self, reply: &Reply, headers: &Headers) -> Result<Vec<u8>, EncodeError> {
        let message = reply::encode(reply)?;
        Ok(transport::wrap(&secure::hash(&message), headers))
    }

    fn decode_reply(&self, transport: &[u8]) -> Result<(Headers, Reply), DecodeError> {
        let (headers, secure) = transport::unwrap(transport)?;
        let message = secure::checked_reply(&secure)?;
        Ok((headers, reply::decode(&message)?))
    }

    fn peek_sender(&self, transport: &[u8]) -> Result<Identity, DecodeError> {
        transport::sender(transport)
    }
}

/// Decodes base64 that a peer may have wrapped in lines.
fn unbase64(text: &str, layer: Layer, member: &'static str) -> Result<Vec<u8>, DecodeError> {
    let decoded = match BASE64.decode(text) {
        Ok(bytes) => Ok(bytes),
        Err(_) => BASE64.decode(text.split_ascii_whitespace().collect::<String>()),
    };
    decoded.map_err(|_| DecodeError::Schema { layer, member })
}

fn expect_protocol(found: &str, wanted: &str, layer: Layer) -> Result<(), DecodeError> {
    if found == wanted {
        return Ok(());
    }
    Err(DecodeError::Protocol {
        layer,
        found: found.chars().take(80).collect(),
    })
}

/// Whole seconds since 1970.
fn seconds(time: SystemTime) -> Result<u64, EncodeError> {
    match time.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(since) => Ok(since.as_secs()),
        Err(_) => Err(EncodeError::Schema { member: "time" }),
    }
}

fn moment(seconds: u64, layer: Layer) -> Result<SystemTime, DecodeError> {
    SystemTime::UNIX_EPOCH
        .checked_add(Duration::from_secs(seconds))
        .ok_or(DecodeError::Schema {
            layer,
            member: "time",
        })
}

/// The agent payload as text.
fn text(payload: &[u8]) -> Result<&str, EncodeError> {
    match std::str::from_utf8(payload) {
        Ok("") => Err(EncodeError::Schema { member: "message" }),
        Ok(text) => Ok(text),
        Err(_) => Err(EncodeError::NotText),
    }
}

/// Serialises a document of ours.
fn json<T: serde::Serialize>(document: &T) -> String {
    serde_json::to_string(document).expect("text, numbers and lists of them always serialise")
}
