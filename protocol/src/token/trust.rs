//! Whose tokens are believed.

use std::collections::BTreeMap;
use std::time::SystemTime;

use aws_lc_rs::signature::{
    RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512, RsaParameters,
    UnparsedPublicKey,
};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, SubjectPublicKeyInfoDer};
use x509_parser::prelude::{FromDer, X509Certificate};

use super::jwt::Jwt;
use super::{Claims, Purpose, TokenError, chain};
use crate::security::ed25519::PublicKey;

/// A key that signs tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum TrustedKey {
    /// EdDSA.
    Ed25519(PublicKey),
    /// RS256, RS384 or RS512, of 2048 bits or more: a public key or certificate in PEM.
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

/// How a token is signed: each algorithm goes with one kind of key, so that no key is ever taken for another kind's.
#[derive(Clone, Copy)]
enum Algorithm {
    EdDsa,
    Rsa(&'static RsaParameters),
}

impl TrustedKey {
    /// Reads 64 hexadecimal digits, or an RSA public key or certificate in PEM.
    pub fn from_text(text: &str) -> Result<Self, TokenError> {
        if let Ok(key) = PublicKey::from_hex(text) {
            return Ok(Self::Ed25519(key));
        }
        match rsa_public_key(text) {
            Some(_) => Ok(Self::Rsa(text.to_owned())),
            None => Err(TokenError::Key {
                wanted: "a public key of 64 hexadecimal digits or an RSA public key or certificate in PEM",
            }),
        }
    }

    /// Whether the token is signed by this key, or by a chain issuer that it vouches for.
    fn check(&self, token: &Jwt<'_>, algorithm: Algorithm) -> Result<(), TokenError> {
        let message = token.signed.as_bytes();
        let fits = match (self, algorithm) {
            (Self::Ed25519(key), Algorithm::EdDsa) => {
                let common = token.claims.common();
                let key = match token.claims.purpose() {
                    Purpose::Client | Purpose::Server if chain::is_chained(common) => {
                        chain::issuer_key(common, key)?
                    }
                    _ => *key,
                };
                key.verify(message, &token.signature)
            }
            (Self::Rsa(pem), Algorithm::Rsa(parameters)) => rsa_public_key(pem).is_some_and(|key| {
                let key = UnparsedPublicKey::new(parameters, key);
                key.verify(message, &token.signature).is_ok()
            }),
            _ => false,
        };
        if fits { Ok(()) } else { Err(TokenError::Signature) }
    }
}

impl Trust {
    /// Verifies signature, chain of trust and times at `now`, without leeway. The caller still checks the purpose.
    pub fn verify(&self, token: &str, now: SystemTime) -> Result<Claims, TokenError> {
        Ok(self.trace(token, now)?.0)
    }

    /// Like [`verify`](Self::verify), and tells which of the trusted keys it was.
    pub(crate) fn trace(&self, token: &str, now: SystemTime) -> Result<(Claims, TrustedKey), TokenError> {
        let token = Jwt::parse(token)?;
        let algorithm = Algorithm::named(&token.algorithm)?;
        let key = match self {
            Self::Issuers(issuers) => {
                let ou = &token.claims.common().ou;
                let key = issuers
                    .get(ou)
                    .ok_or_else(|| TokenError::Organization { ou: ou.clone() })?;
                let key = TrustedKey::Ed25519(*key);
                key.check(&token, algorithm).map(|()| key)?
            }
            Self::Signers(keys) => first(keys, &token, algorithm)?,
        };
        let common = token.claims.common();
        // Who may issue others must not also be a node: the reference refuses it too.
        if token.claims.purpose() != Purpose::Client && !common.tcs.is_empty() && !chain::is_chained(common) {
            return Err(TokenError::Chain {
                reason: "it is a chain issuer's without being a client's",
            });
        }
        common.check_times(now)?;
        Ok((token.claims, key))
    }
}

impl Algorithm {
    fn named(name: &str) -> Result<Self, TokenError> {
        Ok(match name {
            "EdDSA" => Self::EdDsa,
            "RS256" => Self::Rsa(&RSA_PKCS1_2048_8192_SHA256),
            "RS384" => Self::Rsa(&RSA_PKCS1_2048_8192_SHA384),
            "RS512" => Self::Rsa(&RSA_PKCS1_2048_8192_SHA512),
            other => {
                return Err(TokenError::Algorithm {
                    algorithm: other.chars().take(80).collect(),
                });
            }
        })
    }
}

/// The first key that signed the token. Where none did, a chain of trust that ends in none says more than "not signed".
fn first(keys: &[TrustedKey], token: &Jwt<'_>, algorithm: Algorithm) -> Result<TrustedKey, TokenError> {
    let mut refusal = TokenError::Signature;
    for key in keys {
        match key.check(token, algorithm) {
            Ok(()) => return Ok(key.clone()),
            Err(TokenError::Signature) => {}
            Err(other) => refusal = other,
        }
    }
    Err(refusal)
}

/// PKCS#1 form of the RSA key in a public key or certificate.
fn rsa_public_key(pem: &str) -> Option<Vec<u8>> {
    let pem = pem.as_bytes();
    let info = match SubjectPublicKeyInfoDer::from_pem_slice(pem) {
        Ok(info) => info.as_ref().to_vec(),
        Err(_) => {
            let der = CertificateDer::from_pem_slice(pem).ok()?;
            let (_, certificate) = X509Certificate::from_der(&der).ok()?;
            certificate.public_key().raw.to_vec()
        }
    };
    let (_, info) = x509_parser::x509::SubjectPublicKeyInfo::from_der(&info).ok()?;
    let is_rsa = matches!(info.parsed(), Ok(x509_parser::public_key::PublicKey::RSA(_)));
    is_rsa.then(|| info.subject_public_key.data.to_vec())
}
