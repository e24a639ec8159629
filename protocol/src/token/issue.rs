//! Making tokens.

use std::time::{Duration, SystemTime};

use super::{Claims, TokenError};
use crate::security::ed25519::Seed;

/// What tokens are signed with.
#[derive(Debug)]
#[non_exhaustive]
pub enum SigningKey {
    /// EdDSA.
    Seed(Seed),
    /// RS256, from PEM.
    Rsa(String),
}

/// Who issues tokens, and with which place in the chain of trust.
#[derive(Debug)]
#[non_exhaustive]
pub enum Issuer {
    /// A key that is trusted itself: `iss` is a plain name.
    Key(SigningKey),
    /// The organization's key, making a chain issuer: `iss` becomes `I-<key>` and `tcs` is set.
    Organization(Seed),
    /// A chain issuer: its own token and seed. What it issues ends when it ends.
    Chain {
        /// Its token.
        token: String,
        /// Its seed.
        seed: Seed,
    },
}

impl SigningKey {
    /// Reads a seed file's 64 hexadecimal digits or an RSA key in PEM.
    pub fn from_text(_text: &str) -> Result<Self, TokenError> {
        todo!()
    }
}

impl Issuer {
    /// Fills in `iss`, `iat`, `nbf`, `exp`, `jti` and the chain of trust, and signs.
    pub fn issue(
        &self,
        _claims: Claims,
        _now: SystemTime,
        _validity: Duration,
    ) -> Result<String, TokenError> {
        todo!()
    }
}
