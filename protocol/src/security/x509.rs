//! v1 security: RSA keys and certificate chains.

use std::time::SystemTime;

use crate::{DecodeError, EncodeError};

/// Signs requests with an RSA key and sends its certificate along.
pub struct Signer {}

/// Verifies that a request was signed by an acceptable caller.
pub struct Verifier {}

/// Why key, certificate or pattern text was refused.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CredentialError {
    /// The PEM text holds no usable private key.
    #[error("no RSA private key in PKCS#1 or PKCS#8 PEM")]
    Key,
    /// The PEM text holds no certificate.
    #[error("no certificate in PEM")]
    Certificate,
    /// A pattern does not compile.
    #[error("pattern {pattern:?} is not a regular expression")]
    Pattern {
        /// The pattern.
        pattern: String,
        /// Why.
        source: regex::Error,
    },
}

impl Signer {
    /// Reads an RSA key (PKCS#1 or PKCS#8 PEM) and the certificate file that is sent with each request.
    pub fn from_pem(_key: &str, _certificate: &str) -> Result<Self, CredentialError> {
        todo!()
    }

    /// RSASSA-PKCS1-v1_5 with SHA-256 over `message`.
    pub fn sign(&self, _message: &[u8]) -> Result<Vec<u8>, EncodeError> {
        todo!()
    }

    /// The certificate text sent with each request.
    pub fn certificate(&self) -> &str {
        todo!()
    }
}

impl std::fmt::Debug for Signer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Signer").finish_non_exhaustive()
    }
}

impl Verifier {
    /// Trusts the CA bundle and the callers that match `allowed`; `privileged` names may speak for anyone.
    /// Fails when the bundle holds no certificate: it never fails open.
    pub fn new(_ca: &str, _allowed: &[String], _privileged: &[String]) -> Result<Self, CredentialError> {
        todo!()
    }

    /// Checks chain, key usage and validity at `now`, that the certificate may speak as `caller` (protocol.md 2.4), and the
    /// signature over `message`.
    pub fn verify(
        &self,
        _message: &[u8],
        _signature: &[u8],
        _certificate: &str,
        _caller: &str,
        _now: SystemTime,
    ) -> Result<(), DecodeError> {
        todo!()
    }
}

impl std::fmt::Debug for Verifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Verifier").finish_non_exhaustive()
    }
}

/// What a certificate says of itself, for `mco pki show`, status files and warnings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateInfo {
    /// Subject common name.
    pub common_name: Option<String>,
    /// DNS and IP subject alternative names.
    pub alt_names: Vec<String>,
    /// Issuer common name.
    pub issuer: Option<String>,
    /// First moment it is valid.
    pub not_before: SystemTime,
    /// Last moment it is valid.
    pub not_after: SystemTime,
    /// Whether it is a CA.
    pub is_ca: bool,
    /// Serial number, hex.
    pub serial: String,
    /// SHA-256 of the DER, hex in pairs joined by colons.
    pub fingerprint: String,
    /// `RSA 2048`, `EC P-256`, ...
    pub key: String,
}

/// Reads the first certificate of a PEM text.
pub fn inspect(_pem: &str) -> Result<CertificateInfo, CredentialError> {
    todo!()
}
