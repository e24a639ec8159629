//! Why the rules of a broker cannot be drawn up.

use std::path::PathBuf;

use protocol::security::ed25519::NotAKey;
use protocol::token::TokenError;

use super::address::BadAddress;

/// Why the rules of a broker cannot be drawn up.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RulesError {
    /// A source address list is wrong.
    #[error(transparent)]
    Address(#[from] BadAddress),
    /// An issuer's key is none.
    #[error("plugin.security.issuer.{name}.public cannot be used")]
    Issuer {
        /// Organization.
        name: String,
        /// Why.
        source: NotAKey,
    },
    /// Something else than a key among those who sign tokens.
    #[error("{entry} in {key} cannot be used")]
    Signer {
        /// Which list.
        key: &'static str,
        /// The entry as written.
        entry: String,
        /// Why.
        source: TokenError,
    },
    /// A file of such a key cannot be read.
    #[error("{path} in {key} cannot be read")]
    Unreadable {
        /// Which list.
        key: &'static str,
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}
