//! Tokens (JWTs): what clients, nodes and unprovisioned nodes may do, who says so, and the chain of trust between them.

mod claims;
mod issue;
mod trust;

pub use claims::{
    Claims, ClientClaims, ClientPermissions, Common, Provisioning, Purpose, ServerClaims, ServerPermissions,
};
pub use issue::{Issuer, SigningKey};
pub use trust::{Trust, TrustedKey};

/// Why a token is not accepted; each cause has one wording.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TokenError {
    /// Not three parts of base64 with JSON in them, or larger than any token.
    #[error("is not a token: {reason}")]
    Malformed {
        /// What is wrong.
        reason: String,
    },
    /// A claim it needs is missing or of another kind.
    #[error("has no usable claim {claim}")]
    Claim {
        /// Which.
        claim: &'static str,
    },
    /// Signed in a way that is not accepted.
    #[error("is signed with {algorithm}, which is not accepted")]
    Algorithm {
        /// As the header names it.
        algorithm: String,
    },
    /// For something else.
    #[error("is for {found}, not for {wanted}")]
    Purpose {
        /// `a client`.
        wanted: &'static str,
        /// As claimed.
        found: String,
    },
    /// The signature does not fit any key trusted here.
    #[error("is not signed by anyone trusted here")]
    Signature,
    /// The organization has no issuer here.
    #[error("is of organization {ou:?}, which has no issuer here")]
    Organization {
        /// As claimed.
        ou: String,
    },
    /// A part of the chain of trust does not hold.
    #[error("has a broken chain of trust: {reason}")]
    Chain {
        /// Which link.
        reason: &'static str,
    },
    /// Not valid any more.
    #[error("expired")]
    Expired,
    /// Not valid yet.
    #[error("is not valid yet")]
    NotYet,
}

/// Reads a token's claims without believing any of them.
pub fn read(_token: &str) -> Result<Claims, TokenError> {
    todo!()
}
