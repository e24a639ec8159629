//! Credentials in certificate files: the providers `file` and `puppet`.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use config::SecurityProvider;
use protocol::security::x509::{CredentialError, Signer, Verifier, inspect};
use protocol::v1::V1;
use protocol::{CallerId, DecodeError, Wire};
use rustls::pki_types::PrivateKeyDer;
use rustls::pki_types::pem::PemObject;

use super::{CA, CERTIFICATE, CredentialsError, KEY, read, read_key};

/// Signed and verified here to learn what a node would say; means nothing to anybody.
const REHEARSAL: &[u8] = b"rehearsal";

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
///
/// - **Errors:** [`CredentialsError::Provider`] for a provider that has none, such as `choria`.
pub fn files(member: &config::Member) -> Result<X509Files, CredentialsError> {
    match &member.security.provider {
        SecurityProvider::Puppet(puppet) => {
            let certname = certname(member)?;
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

/// A wire that signs with the configured key.
pub(super) fn caller(member: &config::Member) -> Result<Arc<dyn Wire>, CredentialsError> {
    let files = files(member)?;
    let caller = caller_id(member)?;
    let key = read_key(&files.key)?;
    let certificate = read(CERTIFICATE, &files.certificate)?;
    let signer = Signer::from_pem(&key, &certificate).map_err(|source| unusable(&files, source))?;
    Ok(Arc::new(V1::new(caller, Some(Arc::new(signer)), None)))
}

/// A wire that verifies with the configured CA.
pub(super) fn node(member: &config::Member) -> Result<Arc<dyn Wire>, CredentialsError> {
    let files = files(member)?;
    let caller = caller_id(member)?;
    let key = read_key(&files.key)?;
    let certificate = read(CERTIFICATE, &files.certificate)?;
    let signer = match Signer::from_pem(&key, &certificate) {
        Ok(signer) => Some(Arc::new(signer)),
        // Nodes may have another kind of key: their replies carry no signature.
        Err(CredentialError::Key) if PrivateKeyDer::from_pem_slice(key.as_bytes()).is_ok() => None,
        Err(source) => return Err(unusable(&files, source)),
    };
    let verifier = verifier(member, &files)?;
    Ok(Arc::new(V1::new(caller, signer, Some(Arc::new(verifier)))))
}

/// What a node with the same CA and rules has against the caller.
pub(super) fn doubt(
    member: &config::Member,
    now: SystemTime,
) -> Result<Option<DecodeError>, CredentialsError> {
    let files = files(member)?;
    let caller = caller_id(member)?;
    let certificate = read(CERTIFICATE, &files.certificate)?;
    let signer =
        Signer::from_pem(&read_key(&files.key)?, &certificate).map_err(|source| unusable(&files, source))?;
    let Ok(signature) = signer.sign(REHEARSAL) else {
        return Ok(None);
    };
    let verified =
        verifier(member, &files)?.verify(REHEARSAL, &signature, signer.certificate(), caller.as_str(), now);
    Ok(verified.err())
}

/// When the caller's certificate ends.
pub(super) fn end(member: &config::Member) -> Option<SystemTime> {
    let text = read(CERTIFICATE, &files(member).ok()?.certificate).ok()?;
    Some(inspect(&text).ok()?.not_after)
}

fn verifier(member: &config::Member, files: &X509Files) -> Result<Verifier, CredentialsError> {
    let security = &member.security;
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

fn certname(member: &config::Member) -> Result<&str, CredentialsError> {
    member
        .security
        .certname
        .as_deref()
        .ok_or(CredentialsError::NoCertname)
}

fn caller_id(member: &config::Member) -> Result<CallerId, CredentialsError> {
    CallerId::new(&format!("choria={}", certname(member)?)).map_err(CredentialsError::Certname)
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
