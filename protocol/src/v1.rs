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

use crate::security::x509::{Signer, Verifier};
use crate::{
    CallerId, DecodeError, EncodeError, Headers, Identity, Layer, Reply, Request, RequestId, Version, Wire,
};

/// The end of the year 9999, in seconds since 1970.
const LAST_SECOND: u64 = 253_402_300_799;

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
        Ok(transport::wrap(secure.as_bytes(), headers))
    }

    fn unsigned_request(&self, request: &Request) -> Result<Vec<u8>, EncodeError> {
        Ok(request::encode(request)?.into_bytes())
    }

    fn wrap_signed(&self, secure: &[u8], headers: &Headers) -> Result<Vec<u8>, EncodeError> {
        let signed = secure::SecureRequest::decode(secure).and_then(|secure| secure.signature());
        signed.map_err(EncodeError::signer)?;
        Ok(transport::wrap(secure, headers))
    }

    fn encode_unsigned(&self, request: &Request, headers: &Headers) -> Result<Vec<u8>, EncodeError> {
        let secure = secure::unsigned(&request::encode(request)?);
        Ok(transport::wrap(secure.as_bytes(), headers))
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
        Ok(transport::wrap(secure::hash(&message).as_bytes(), headers))
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

/// Whole seconds since 1970.
fn seconds(time: SystemTime) -> Result<u64, EncodeError> {
    match time.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(since) => Ok(since.as_secs()),
        Err(_) => Err(EncodeError::Schema { member: "time" }),
    }
}

/// A moment until the year 9999: there is no calendar for later ones, and whoever writes one down for people must not fail.
fn moment(seconds: u64, layer: Layer) -> Result<SystemTime, DecodeError> {
    SystemTime::UNIX_EPOCH
        .checked_add(Duration::from_secs(seconds))
        .filter(|_| seconds <= LAST_SECOND)
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
