//! TLS as a client speaks it: whom it believes, and who it says it is.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, aws_lc_rs, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};

use crate::credentials::{CA, CERTIFICATE, CredentialsError, KEY, read, read_key};

/// How a server is believed, and who we say we are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tls {
    /// PEM bundle that signs the server; without one its certificate is not verified.
    pub ca: Option<PathBuf>,
    /// Our certificate and its key, PEM.
    pub identity: Option<(PathBuf, PathBuf)>,
}

/// Believes whatever certificate a server shows. The only place where that happens: connections whose settings name no CA.
#[derive(Debug)]
struct AnyServer(Arc<CryptoProvider>);

impl Tls {
    /// Checks that every file can be read, so that a missing one is named before anything is connected.
    ///
    /// - **Errors:** [`CredentialsError::Unreadable`]
    pub fn check(&self) -> Result<(), CredentialsError> {
        let (certificate, key) = self.identity.as_ref().map(|(own, key)| (own, key)).unzip();
        for (what, path) in [(CERTIFICATE, certificate), (KEY, key), (CA, self.ca.as_ref())] {
            if let Some(path) = path {
                read(what, path)?;
            }
        }
        Ok(())
    }

    /// What rustls needs to know for one connection.
    pub(crate) fn client_config(&self) -> Result<ClientConfig, CredentialsError> {
        let builder = ClientConfig::builder();
        let builder = match &self.ca {
            Some(ca) => builder.with_root_certificates(roots(ca)?),
            None => builder
                .dangerous()
                .with_custom_certificate_verifier(Arc::new(AnyServer(aws_lc_rs::default_provider().into()))),
        };
        let Some((certificate, key)) = &self.identity else {
            return Ok(builder.with_no_client_auth());
        };
        let chain = certificates(CERTIFICATE, certificate)?;
        let text = read_key(key)?;
        PrivateKeyDer::from_pem_slice(text.as_bytes())
            .map_err(|_| rustls::Error::General("no private key in PEM".to_owned()))
            .and_then(|key| builder.with_client_auth_cert(chain, key))
            .map_err(|source| CredentialsError::Tls {
                what: KEY,
                path: key.clone(),
                source,
            })
    }
}

impl ServerCertVerifier for AnyServer {
    fn verify_server_cert(
        &self,
        _end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.0.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signature, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.0.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signature, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}

fn roots(ca: &Path) -> Result<RootCertStore, CredentialsError> {
    let mut roots = RootCertStore::empty();
    for certificate in certificates(CA, ca)? {
        roots.add(certificate).map_err(|source| CredentialsError::Tls {
            what: CA,
            path: ca.to_owned(),
            source,
        })?;
    }
    Ok(roots)
}

/// At least one certificate.
fn certificates(what: &'static str, path: &Path) -> Result<Vec<CertificateDer<'static>>, CredentialsError> {
    let text = read(what, path)?;
    let found: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(text.as_bytes()).collect();
    match found {
        Ok(found) if !found.is_empty() => Ok(found),
        _ => Err(CredentialsError::Tls {
            what,
            path: path.to_owned(),
            source: rustls::Error::General("no certificate in PEM".to_owned()),
        }),
    }
}
