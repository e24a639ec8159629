//! Signing requests.

use std::fmt;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeyPair;
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256};
use rustls::pki_types::PrivateKeyDer;
use rustls::pki_types::pem::PemObject;
use x509_parser::prelude::{FromDer, X509Certificate};

use super::{CredentialError, certificates};
use crate::EncodeError;

const BEGIN: &str = "-----BEGIN CERTIFICATE-----";
const END: &str = "-----END CERTIFICATE-----";

/// Signs requests with an RSA key and sends its certificate along.
pub struct Signer {
    key: KeyPair,
    certificate: String,
}

impl Signer {
    /// Reads an RSA key (PKCS#1 or PKCS#8 PEM) and the certificate file that is sent with each request. Of the file only the
    /// certificates are sent, whatever else it holds.
    pub fn from_pem(key: &str, certificate: &str) -> Result<Self, CredentialError> {
        let key = rsa_key(key).ok_or(CredentialError::Key)?;
        let chain = certificates(certificate)?;
        let (_, leaf) = X509Certificate::from_der(&chain[0]).map_err(|_| CredentialError::Certificate)?;
        if leaf.public_key().subject_public_key.data.as_ref() != key.public_key().as_ref() {
            return Err(CredentialError::Mismatch);
        }
        Ok(Self {
            key,
            certificate: certificate_blocks(certificate),
        })
    }

    /// RSASSA-PKCS1-v1_5 with SHA-256 over `message`.
    pub fn sign(&self, message: &[u8]) -> Result<Vec<u8>, EncodeError> {
        let mut signature = vec![0; self.key.public_modulus_len()];
        self.key
            .sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature)
            .map_err(|_| EncodeError::Signing)?;
        Ok(signature)
    }

    /// The certificate text sent with each request.
    pub fn certificate(&self) -> &str {
        &self.certificate
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer").finish_non_exhaustive()
    }
}

/// Reads an RSA key in PKCS#1 or PKCS#8 PEM.
pub(crate) fn rsa_key(pem: &str) -> Option<KeyPair> {
    match PrivateKeyDer::from_pem_slice(pem.as_bytes()) {
        Ok(PrivateKeyDer::Pkcs1(der)) => KeyPair::from_der(der.secret_pkcs1_der()).ok(),
        Ok(PrivateKeyDer::Pkcs8(der)) => KeyPair::from_pkcs8(der.secret_pkcs8_der()).ok(),
        _ => None,
    }
}

/// The certificate blocks of a PEM text as they stand, each ended by a line feed: a private key that shares the file must not
/// leave the machine.
fn certificate_blocks(pem: &str) -> String {
    let mut blocks = String::with_capacity(pem.len());
    let mut rest = pem;
    while let Some((_, from)) = rest.split_once(BEGIN) {
        let Some((body, after)) = from.split_once(END) else {
            break;
        };
        blocks.extend([BEGIN, body, END, "\n"]);
        rest = after;
    }
    blocks
}
