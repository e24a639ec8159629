//! From configuration to credentials: reads the provider's files, says which one is missing.

use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use config::SecurityProvider;
use protocol::security::x509::{CredentialError, Signer, Verifier};
use protocol::v1::V1;
use protocol::{CallerId, DecodeError, InvalidName, Wire};
use rustls::pki_types::PrivateKeyDer;
use rustls::pki_types::pem::PemObject;

use crate::bounded;

/// Larger than any CA bundle in use; a mistyped path must not fill the memory.
const MAX_FILE: u64 = 4 << 20;

/// Permission bits that let every user of the machine in.
const OTHERS: u32 = 0o007;

/// Signed and verified here to learn what a node would say; means nothing to anybody.
const REHEARSAL: &[u8] = b"rehearsal";

pub(crate) const CERTIFICATE: &str = "certificate";
pub(crate) const KEY: &str = "private key";
pub(crate) const CA: &str = "CA";

/// Why credentials could not be used. Names the file, and what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CredentialsError {
    /// The caller's name is not known, as for root with the `file` provider.
    #[error("no caller name: set MCOLLECTIVE_CERTNAME to the name in your certificate, e.g. ann.mcollective")]
    NoCertname,
    /// The caller's name cannot go on the wire.
    #[error("the caller name cannot be used")]
    Certname(#[source] InvalidName),
    /// A file cannot be read.
    #[error("{what} {path} cannot be read")]
    Unreadable {
        /// `private key`, `certificate`, `CA`.
        what: &'static str,
        /// Which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file holds something else.
    #[error("{what} {path} is not usable")]
    Unusable {
        /// `private key`, `certificate`, `CA`.
        what: &'static str,
        /// Which file.
        path: PathBuf,
        /// Why.
        source: CredentialError,
    },
    /// A file is no good for TLS.
    #[error("{what} {path} is not usable for TLS")]
    Tls {
        /// `private key`, `certificate`, `CA`.
        what: &'static str,
        /// Which file.
        path: PathBuf,
        /// Why.
        source: rustls::Error,
    },
    /// The patterns that say which callers a node obeys do not compile.
    #[error("the patterns of allowed callers are not usable")]
    Callers(#[source] CredentialError),
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

impl X509Files {
    /// Checks that all three files can be read, so that a missing one is named before anything is connected.
    ///
    /// - **Errors:** [`CredentialsError::Unreadable`]
    pub fn check(&self) -> Result<(), CredentialsError> {
        for (what, path) in [(CERTIFICATE, &self.certificate), (KEY, &self.key), (CA, &self.ca)] {
            read(what, path)?;
        }
        Ok(())
    }
}

/// The certificate files the configuration names.
pub fn files(common: &config::Common) -> Result<X509Files, CredentialsError> {
    match &common.security.provider {
        SecurityProvider::Puppet(puppet) => {
            let certname = certname(common)?;
            let pem = format!("{certname}.pem");
            Ok(X509Files {
                certificate: puppet.ssldir.join("certs").join(&pem),
                key: puppet.ssldir.join("private_keys").join(&pem),
                ca: puppet.ssldir.join("certs").join("ca.pem"),
            })
        }
        SecurityProvider::File(file) => Ok(X509Files {
            certificate: file.certificate.clone(),
            key: file.key.clone(),
            ca: file.ca.clone(),
        }),
        SecurityProvider::Choria(_) => Err(CredentialsError::Provider { provider: "choria" }),
        _ => Err(CredentialsError::Provider {
            provider: "configured here",
        }),
    }
}

/// A wire for a caller: signs requests, reads replies.
pub fn caller(common: &config::Common) -> Result<Arc<dyn Wire>, CredentialsError> {
    let files = files(common)?;
    let caller = caller_id(common)?;
    let key = read_key(&files.key)?;
    let certificate = read(CERTIFICATE, &files.certificate)?;
    let signer = Signer::from_pem(&key, &certificate).map_err(|source| unusable(&files, source))?;
    Ok(Arc::new(V1::new(caller, Some(Arc::new(signer)), None)))
}

/// A wire for a node: verifies requests, writes replies. Signs as `choria=<certname>` only when the key is RSA.
pub fn node(common: &config::Common) -> Result<Arc<dyn Wire>, CredentialsError> {
    let files = files(common)?;
    let caller = caller_id(common)?;
    let key = read_key(&files.key)?;
    let certificate = read(CERTIFICATE, &files.certificate)?;
    let signer = match Signer::from_pem(&key, &certificate) {
        Ok(signer) => Some(Arc::new(signer)),
        // Nodes may have another kind of key: their replies carry no signature.
        Err(CredentialError::Key) if PrivateKeyDer::from_pem_slice(key.as_bytes()).is_ok() => None,
        Err(source) => return Err(unusable(&files, source)),
    };
    let verifier = verifier(common, &files)?;
    Ok(Arc::new(V1::new(caller, signer, Some(Arc::new(verifier)))))
}

/// Why a node that shares this configuration would refuse the caller's requests at `now`, if it would.
pub fn doubt(common: &config::Common, now: SystemTime) -> Result<Option<DecodeError>, CredentialsError> {
    let files = files(common)?;
    let caller = caller_id(common)?;
    let certificate = read(CERTIFICATE, &files.certificate)?;
    let signer =
        Signer::from_pem(&read_key(&files.key)?, &certificate).map_err(|source| unusable(&files, source))?;
    let Ok(signature) = signer.sign(REHEARSAL) else {
        return Ok(None);
    };
    let verified =
        verifier(common, &files)?.verify(REHEARSAL, &signature, signer.certificate(), caller.as_str(), now);
    Ok(verified.err())
}

fn verifier(common: &config::Common, files: &X509Files) -> Result<Verifier, CredentialsError> {
    let security = &common.security;
    Verifier::new(
        &read(CA, &files.ca)?,
        &security.allowed_callers,
        &security.privileged_callers,
    )
    .map_err(|source| match source {
        CredentialError::Pattern { .. } => CredentialsError::Callers(source),
        source => CredentialsError::Unusable {
            what: CA,
            path: files.ca.clone(),
            source,
        },
    })
}

fn certname(common: &config::Common) -> Result<&str, CredentialsError> {
    common
        .security
        .certname
        .as_deref()
        .ok_or(CredentialsError::NoCertname)
}

fn caller_id(common: &config::Common) -> Result<CallerId, CredentialsError> {
    CallerId::new(&format!("choria={}", certname(common)?)).map_err(CredentialsError::Certname)
}

fn unusable(files: &X509Files, source: CredentialError) -> CredentialsError {
    let (what, path) = match source {
        CredentialError::Certificate => (CERTIFICATE, &files.certificate),
        _ => (KEY, &files.key),
    };
    CredentialsError::Unusable {
        what,
        path: path.clone(),
        source,
    }
}

pub(crate) fn read_key(path: &Path) -> Result<String, CredentialsError> {
    let text = read(KEY, path)?;
    if let Ok(metadata) = path.metadata()
        && metadata.permissions().mode() & OTHERS != 0
    {
        tracing::warn!(path = %path.display(), "private key is open to every user of this machine");
    }
    Ok(text)
}

pub(crate) fn read(what: &'static str, path: &Path) -> Result<String, CredentialsError> {
    bounded::read_text(path, MAX_FILE).map_err(|source| CredentialsError::Unreadable {
        what,
        path: path.to_owned(),
        source,
    })
}

#[cfg(test)]
mod tests;
