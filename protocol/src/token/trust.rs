//! Whose tokens are believed.

use std::collections::BTreeMap;
use std::time::SystemTime;

use super::{Claims, TokenError};
use crate::security::ed25519::PublicKey;

/// A key that signs tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum TrustedKey {
    /// EdDSA.
    Ed25519(PublicKey),
    /// RS256, RS384 or RS512: a public key or certificate in PEM.
    Rsa(String),
}

/// Whose tokens are believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trust {
    /// One key for each organization, picked by the token's `ou`.
    Issuers(BTreeMap<String, PublicKey>),
    /// Keys that are tried one after the other.
    Signers(Vec<TrustedKey>),
}

impl TrustedKey {
    /// Reads 64 hexadecimal digits, or PEM.
    pub fn from_text(_text: &str) -> Result<Self, TokenError> {
        todo!()
    }
}

impl Trust {
    /// Verifies signature, chain of trust and times at `now`, without leeway. The caller still checks the purpose.
    pub fn verify(&self, _token: &str, _now: SystemTime) -> Result<Claims, TokenError> {
        todo!()
    }
}
