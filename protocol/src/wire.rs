//! One protocol version with its security provider, behind one trait.

use std::fmt::Debug;
use std::time::SystemTime;

use crate::{CallerId, DecodeError, EncodeError, Headers, Reply, Request, RequestId};

/// Protocol version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the versions' own names")]
pub enum Version {
    V1,
    V2,
}

/// Encodes, signs, decodes and verifies. A process speaks exactly one.
pub trait Wire: Debug + Send + Sync {
    /// Which version this is.
    fn version(&self) -> Version;

    /// Who we are when we ask.
    fn caller(&self) -> &CallerId;

    /// A fresh random request id in the version's format.
    fn new_request_id(&self) -> RequestId;

    /// Signs and wraps a request into transport bytes.
    fn encode_request(&self, request: &Request, headers: &Headers) -> Result<Vec<u8>, EncodeError>;

    /// The request document that a remote signer is asked to sign.
    fn unsigned_request(&self, request: &Request) -> Result<Vec<u8>, EncodeError>;

    /// Wraps the secure request a remote signer made into transport bytes. In v2 the caller's own token replaces the one in it,
    /// and a signer's token is demanded.
    fn wrap_signed(&self, secure: &[u8], headers: &Headers) -> Result<Vec<u8>, EncodeError>;

    /// Wraps a request without a signature, for the signing service, which is asked before anything can be signed.
    fn encode_unsigned(&self, request: &Request, headers: &Headers) -> Result<Vec<u8>, EncodeError>;

    /// Unwraps a request and verifies signature, certificate and caller at `now`. TTL, replay and filter are the caller's next
    /// steps.
    fn decode_request(&self, transport: &[u8], now: SystemTime) -> Result<(Headers, Request), DecodeError>;

    /// Wraps (in v2 also signs) a reply into transport bytes.
    fn encode_reply(&self, reply: &Reply, headers: &Headers) -> Result<Vec<u8>, EncodeError>;

    /// Unwraps a reply and checks its hash.
    fn decode_reply(&self, transport: &[u8]) -> Result<(Headers, Reply), DecodeError>;

    /// Reads the sender from the transport headers without opening the rest; all that discovery needs.
    fn peek_sender(&self, transport: &[u8]) -> Result<crate::Identity, DecodeError>;
}
