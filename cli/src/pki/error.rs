//! Why credentials were not made.

use std::path::PathBuf;

use protocol::security::ed25519::NotAKey;
use protocol::security::issue::IssueError;
use protocol::security::x509::CredentialError;
use protocol::token::TokenError;

/// Why credentials were not made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PkiError {
    /// There is one already; nothing was touched.
    #[error("{path} exists already")]
    Exists {
        /// What exists.
        path: PathBuf,
    },
    /// There is none yet.
    #[error("no certificate authority in {dir}: make one with `mco pki init`")]
    NoAuthority {
        /// Where it was looked for.
        dir: PathBuf,
    },
    /// No kit of that name.
    #[error("no broker, node or user named {name} in {dir}")]
    Unknown {
        /// What was asked for.
        name: String,
        /// Where it was looked for.
        dir: PathBuf,
    },
    /// The name cannot be a certificate's and a folder's.
    #[error("{name:?} cannot be used as a name: {reason}")]
    Name {
        /// What was given.
        name: String,
        /// Which rule it breaks.
        reason: String,
    },
    /// A file cannot be read or written.
    #[error("{path} cannot be {verb}")]
    File {
        /// Which file.
        path: PathBuf,
        /// `read`, `written`, `created`.
        verb: &'static str,
        /// Why.
        source: std::io::Error,
    },
    /// A certificate file holds something else.
    #[error("{path} holds no usable certificate")]
    Unusable {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: CredentialError,
    },
    /// A seed file holds something else.
    #[error("{path} holds no usable seed")]
    Seed {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: NotAKey,
    },
    /// A token was not made, or a file holds none.
    #[error("the token of {name} cannot be used")]
    Token {
        /// Whose, or which file.
        name: String,
        /// Why.
        source: TokenError,
    },
    /// Not one that a token of this kind can hold.
    #[error(
        "no permission {name:?} can be given here: only tokens hold permissions, and docs/security.md names them"
    )]
    Permission {
        /// As it was written.
        name: String,
    },
    /// There is a token and nobody to renew it.
    #[error("no issuer of tokens in {dir}")]
    NoIssuer {
        /// Where it was looked for.
        dir: PathBuf,
    },
    /// Issuing failed.
    #[error("certificate of {name} was not made")]
    Issue {
        /// For whom.
        name: String,
        /// Why.
        source: IssueError,
    },
}
