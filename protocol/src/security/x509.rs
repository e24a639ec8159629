//! v1 security: RSA keys and certificate chains.

mod chain;
mod info;
mod names;
mod signer;
mod verifier;

pub use info::{CertificateInfo, inspect, inspect_der};
pub use signer::Signer;
pub(crate) use signer::rsa_key;
pub use verifier::Verifier;

#[cfg(test)]
mod tests;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

/// Certificates one PEM text may hold: a leaf, its intermediates and room to spare.
const MAX_CERTIFICATES: usize = 64;

/// Why key, certificate or pattern text was refused.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CredentialError {
    /// The PEM text holds no usable private key.
    #[error("no RSA private key in PKCS#1 or PKCS#8 PEM")]
    Key,
    /// The PEM text holds no certificate, or one that cannot be read.
    #[error("no certificate in PEM")]
    Certificate,
    /// The private key belongs to another certificate.
    #[error("private key does not belong to the certificate")]
    Mismatch,
    /// A pattern does not compile.
    #[error("pattern {pattern:?} is not a regular expression")]
    Pattern {
        /// The pattern.
        pattern: String,
        /// Why.
        source: regex::Error,
    },
}

/// Every certificate of a PEM text, in its order; at least one.
fn certificates(pem: &str) -> Result<Vec<CertificateDer<'static>>, CredentialError> {
    let found: Vec<_> = CertificateDer::pem_slice_iter(pem.as_bytes())
        .take(MAX_CERTIFICATES + 1)
        .collect::<Result<_, _>>()
        .map_err(|_| CredentialError::Certificate)?;
    if found.is_empty() || found.len() > MAX_CERTIFICATES {
        return Err(CredentialError::Certificate);
    }
    Ok(found)
}
