//! The server's side of TLS as the engine wants it.

use std::sync::Arc;

use rustls::pki_types::pem::{self, PemObject};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{NoServerSessionStorage, VerifierBuilderError, WebPkiClientVerifier};
use rustls::{RootCertStore, ServerConfig};

/// Why no TLS configuration could be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TlsConfigError {
    /// A text is no PEM, or holds nothing of the wanted kind.
    #[error("cannot read {what}")]
    Pem {
        /// What was looked for.
        what: &'static str,
        /// Why it was not found.
        source: pem::Error,
    },
    /// The certificate text holds no certificate.
    #[error("no certificate in {what}")]
    Empty {
        /// What was looked for.
        what: &'static str,
    },
    /// A certificate authority cannot be used to check clients.
    #[error("cannot check client certificates")]
    ClientAuthority {
        /// Why.
        source: VerifierBuilderError,
    },
    /// Certificate and key cannot be used, or not together.
    #[error("cannot use the server certificate")]
    Certificate {
        /// Why.
        source: rustls::Error,
    },
}

/// Makes a server configuration as the engine wants it: TLS 1.2 or later, aws-lc-rs, no tickets and no session cache.
///
/// Resumption costs each connection memory and the first flight a second write, and peers that stay for days gain nothing.
///
/// - **Shape:** `cert_pem` holds the chain, leaf first; with `client_ca_pem` clients may present a certificate of that
///   authority, and must when `require_client_cert` is set; without it they are not asked.
/// - **Errors:** [`TlsConfigError`], when a text cannot be read or the key does not fit.
pub fn tls_config(
    cert_pem: &str,
    key_pem: &str,
    client_ca_pem: Option<&str>,
    require_client_cert: bool,
) -> Result<Arc<ServerConfig>, TlsConfigError> {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let key = PrivateKeyDer::from_pem_slice(key_pem.as_bytes()).map_err(|source| TlsConfigError::Pem {
        what: "the server key",
        source,
    })?;
    let chain = certificates(cert_pem, "the server certificate")?;
    let builder = ServerConfig::builder_with_provider(Arc::clone(&provider))
        .with_protocol_versions(&[&rustls::version::TLS13, &rustls::version::TLS12])
        .map_err(|source| TlsConfigError::Certificate { source })?;
    let builder = match client_ca_pem {
        None => builder.with_no_client_auth(),
        Some(text) => {
            let mut roots = RootCertStore::empty();
            for certificate in certificates(text, "the client authority")? {
                roots
                    .add(certificate)
                    .map_err(|source| TlsConfigError::Certificate { source })?;
            }
            let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider);
            let verifier = if require_client_cert {
                verifier
            } else {
                verifier.allow_unauthenticated()
            };
            builder.with_client_cert_verifier(
                verifier
                    .build()
                    .map_err(|source| TlsConfigError::ClientAuthority { source })?,
            )
        }
    };
    let mut config = builder
        .with_single_cert(chain, key)
        .map_err(|source| TlsConfigError::Certificate { source })?;
    config.send_tls13_tickets = 0;
    config.session_storage = Arc::new(NoServerSessionStorage {});
    Ok(Arc::new(config))
}

fn certificates(text: &str, what: &'static str) -> Result<Vec<CertificateDer<'static>>, TlsConfigError> {
    let chain = CertificateDer::pem_slice_iter(text.as_bytes())
        .collect::<Result<Vec<_>, _>>()
        .map_err(|source| TlsConfigError::Pem { what, source })?;
    if chain.is_empty() {
        Err(TlsConfigError::Empty { what })
    } else {
        Ok(chain)
    }
}
