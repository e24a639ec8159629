//! Why a message was refused.

use std::time::Duration;

use crate::token::TokenError;
use crate::{Identity, InvalidName, RequestId};

/// Layer of the envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the layers' own names")]
pub enum Layer {
    Transport,
    SecureRequest,
    SecureReply,
    Request,
    Reply,
    Rpc,
}

impl std::fmt::Display for Layer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Transport => "transport",
            Self::SecureRequest => "secure request",
            Self::SecureReply => "secure reply",
            Self::Request => "request",
            Self::Reply => "reply",
            Self::Rpc => "rpc body",
        })
    }
}

/// Why a received message was refused. [`DecodeError::cause`] groups them for counters and once-per-cause logs.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DecodeError {
    /// One layer is not the document it claims to be.
    #[error("{layer} is not a valid document")]
    Malformed {
        /// Which layer.
        layer: Layer,
        /// What the parser said.
        source: serde_json::Error,
    },
    /// A member breaks the schema.
    #[error("{layer} has no valid {member}")]
    Schema {
        /// Which layer.
        layer: Layer,
        /// Which member.
        member: &'static str,
    },
    /// A name breaks the rules of its kind.
    #[error("{layer} names something impossible")]
    Name {
        /// Which layer.
        layer: Layer,
        /// Which name and why.
        source: InvalidName,
    },
    /// Another protocol or version.
    #[error("{layer} speaks {found:?}")]
    Protocol {
        /// Which layer.
        layer: Layer,
        /// The protocol it names, cut to a printable length.
        found: String,
    },
    /// Larger than any peer may send.
    #[error("message of {bytes} bytes is over the limit of {limit}")]
    TooLarge {
        /// Its size.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// The literal `insecure` or nothing where a signature belongs.
    #[error("message is not signed")]
    Unsigned,
    /// The signature does not fit the message and its signer's key.
    #[error("signature does not verify")]
    Signature,
    /// The certificate does not chain to the CA, is expired, or may not be used by clients.
    #[error("certificate of {caller} is not trusted: {reason}")]
    Certificate {
        /// Caller id as claimed.
        caller: String,
        /// Why.
        reason: String,
    },
    /// The certificate is fine but does not belong to the caller, or the caller is not on the allow list.
    #[error("caller {caller} is not acceptable: {reason}")]
    Caller {
        /// Caller id as claimed.
        caller: String,
        /// Why.
        reason: String,
    },
    /// A token of protocol v2 is not accepted, or does not allow what was tried.
    #[error("token of {holder} is not accepted")]
    Token {
        /// Who it says it belongs to, cut to a printable length.
        holder: String,
        /// Why.
        source: TokenError,
    },
    /// A reply is signed by another node than the one it names.
    #[error("reply of {sender} is signed by {signer}")]
    Sender {
        /// The node it names.
        sender: Identity,
        /// The node whose token it carries.
        signer: String,
    },
    /// Too old, or from the future.
    #[error("request {id} is {late:?} outside its lifetime")]
    Expired {
        /// Which request.
        id: RequestId,
        /// By how much.
        late: Duration,
    },
    /// The reply's hash does not fit its bytes.
    #[error("hash does not fit the reply")]
    Hash,
}

impl DecodeError {
    /// A short constant name of the cause, e.g. `signature`, for counters.
    pub fn cause(&self) -> &'static str {
        match self {
            Self::Malformed { .. } => "malformed",
            Self::Schema { .. } | Self::Name { .. } => "schema",
            Self::Protocol { .. } => "protocol",
            Self::TooLarge { .. } => "too_large",
            Self::Unsigned => "unsigned",
            Self::Signature => "signature",
            Self::Certificate { .. } => "certificate",
            Self::Caller { .. } => "caller",
            Self::Token { source, .. } => source.cause(),
            Self::Sender { .. } => "sender",
            Self::Expired { .. } => "expired",
            Self::Hash => "hash",
        }
    }
}

/// Why a message could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EncodeError {
    /// This process holds no key to sign with.
    #[error("no private key to sign requests with")]
    NoKey,
    /// The crypto library refused.
    #[error("signing failed")]
    Signing,
    /// The payload is not UTF-8, which v1 needs.
    #[error("payload is not UTF-8 text")]
    NotText,
    /// The request would be refused by every node, e.g. a TTL under 30 s in v1.
    #[error("request has no valid {member}")]
    Schema {
        /// Which member.
        member: &'static str,
    },
    /// What a remote signer answered is no signed request.
    #[error("signing service answered with something else than a signed request")]
    Signer {
        /// What is wrong with it.
        source: Box<DecodeError>,
    },
    /// A remote signer signed without naming itself.
    #[error("signing service sent no token of its own")]
    SignerToken,
}

impl EncodeError {
    pub(crate) fn signer(source: DecodeError) -> Self {
        Self::Signer {
            source: Box::new(source),
        }
    }
}
