//! From configuration to credentials: reads the provider's files, says which one is missing.

use std::path::PathBuf;
use std::sync::Arc;

use protocol::Wire;

/// Why credentials could not be used. Names the file, and what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CredentialsError {
    /// The caller's name is not known, as for root with the `file` provider.
    #[error("no caller name: set MCOLLECTIVE_CERTNAME to the name in your certificate, e.g. ann.mcollective")]
    NoCertname,
    /// A file cannot be read.
    #[error("{what} {path} cannot be read")]
    Unreadable {
        /// `private key`, `certificate`, `CA`.
        what: &'static str,
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file holds something else.
    #[error("{what} {path} is not usable")]
    Unusable {
        /// `private key`, `certificate`, `CA`.
        what: &'static str,
        /// Which file.
        path: PathBuf,
        /// Why.
        source: protocol::security::x509::CredentialError,
    },
    /// The provider is known but not built in.
    #[error("security provider {provider} is not supported by this version")]
    Provider {
        /// Which.
        provider: &'static str,
    },
}

/// The files of an x509 provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct X509Files {
    /// Certificate, leaf first.
    pub certificate: PathBuf,
    /// Private key.
    pub key: PathBuf,
    /// CA bundle.
    pub ca: PathBuf,
}

/// The certificate files the configuration names.
pub fn files(_common: &config::Common) -> Result<X509Files, CredentialsError> {
    todo!()
}

/// A wire for a caller: signs requests, reads replies.
pub fn caller(_common: &config::Common) -> Result<Arc<dyn Wire>, CredentialsError> {
    todo!()
}

/// A wire for a node: verifies requests, writes replies. Signs as `choria=<certname>` only when the key is RSA.
pub fn node(_common: &config::Common) -> Result<Arc<dyn Wire>, CredentialsError> {
    todo!()
}
