//! Tokens (JWTs): what clients, nodes and unprovisioned nodes may do, who says so, and the chain of trust between them.

mod chain;
mod claims;
mod issue;
mod jwt;
mod provisioning;
mod trust;
mod verifier;

#[cfg(test)]
mod tests;

pub use claims::{Claims, ClientClaims, ClientPermissions, Common, Purpose, ServerClaims, ServerPermissions};
pub use issue::{Issuer, SigningKey};
pub use provisioning::Provisioning;
pub use trust::{Trust, TrustedKey};
pub(crate) use verifier::{Holder, Verified, Verifier};

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
    #[error("is signed with {algorithm:?}, which is not accepted")]
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
    /// The holder may not do what was tried.
    #[error("does not have the permission {permission}")]
    Permission {
        /// Claim that is missing or false, e.g. `fleet_management`.
        permission: &'static str,
    },
    /// The holder's requests need a delegator's signature.
    #[error("can only make requests that a delegator signs")]
    Delegation,
    /// The public key it names is not the seed's.
    #[error("does not belong to the seed")]
    Seed,
    /// A key that tokens are to be signed or verified with cannot be used.
    #[error("is not {wanted}")]
    Key {
        /// What was expected.
        wanted: &'static str,
    },
    /// Not valid any more.
    #[error("expired")]
    Expired,
    /// Not valid yet.
    #[error("is not valid yet")]
    NotYet,
}

impl TokenError {
    /// A short constant name of the cause, e.g. `token_forged`, for counters.
    pub fn cause(&self) -> &'static str {
        match self {
            Self::Malformed { .. } => "token_malformed",
            Self::Claim { .. } => "token_claim",
            Self::Algorithm { .. } => "token_algorithm",
            Self::Purpose { .. } => "token_purpose",
            Self::Signature => "token_forged",
            Self::Organization { .. } => "token_organization",
            Self::Chain { .. } => "token_chain",
            Self::Permission { .. } => "token_permission",
            Self::Delegation => "token_delegation",
            Self::Seed => "token_seed",
            Self::Key { .. } => "token_key",
            Self::Expired => "token_expired",
            Self::NotYet => "token_not_yet",
        }
    }
}

/// Reads a token's claims without believing any of them. White space around the token passes.
pub fn read(token: &str) -> Result<Claims, TokenError> {
    Ok(jwt::Jwt::parse(token)?.claims)
}

/// Reads everything a token claims, as it stands there and without believing any of it.
pub fn read_raw(token: &str) -> Result<crate::rpc::Object, TokenError> {
    jwt::claims(token)
}
