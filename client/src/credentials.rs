//! From configuration to credentials: reads the provider's files, says which one is missing.

mod token;
mod x509;

use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use config::SecurityProvider;
use protocol::security::ed25519::{NotAKey, Seed};
use protocol::security::x509::CredentialError;
use protocol::token::TokenError;
use protocol::v1::V1;
use protocol::{DecodeError, InvalidName, Wire};

use crate::tls::Tls;
use crate::{Clock, files};

pub use x509::{X509Files, files};

pub(crate) use token::Token;

/// Larger than any CA bundle in use; a mistyped path must not fill the memory.
const MAX_FILE: u64 = 4 << 20;

/// Permission bits that let every user of the machine in.
const OTHERS: u32 = 0o007;

/// Permission bits that let anybody but the owner in.
const NOT_OWNER: u32 = 0o077;

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
        /// `private key`, `certificate`, `CA`, `token`, `seed`.
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
    /// A seed file holds something else.
    #[error("seed {path} is not usable")]
    Seed {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: NotAKey,
    },
    /// The token cannot be used, or not at this time.
    #[error("token {path} is not usable")]
    Token {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: TokenError,
    },
    /// The token is another node's.
    #[error("token {path} is for {found:?}, and the identity here is {identity:?}")]
    Identity {
        /// Which file.
        path: PathBuf,
        /// Whose it is.
        found: String,
        /// Who we are.
        identity: String,
    },
    /// A node is not told whose tokens to believe.
    #[error(
        "nobody is trusted to issue tokens: set plugin.security.issuer.names or plugin.security.choria.trusted_signers"
    )]
    NoTrust,
    /// A key of those who may issue tokens is none.
    #[error("a configured issuer's key is not usable")]
    TrustedKey(#[source] NotAKey),
    /// The patterns that say which callers a node obeys do not compile.
    #[error("the patterns of allowed callers are not usable")]
    Callers(#[source] CredentialError),
    /// The provider has no such credentials.
    #[error("security provider {provider} has no certificates to use here")]
    Provider {
        /// Which.
        provider: &'static str,
    },
}

/// Why nodes would refuse a caller, as far as it can be told from here.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Doubt {
    /// Something about the certificate.
    #[error(transparent)]
    Certificate(DecodeError),
    /// Something about the token.
    #[error("the token {0}")]
    Token(TokenError),
    /// The token allows other things.
    #[error("the token does not allow requests to nodes (fleet_management)")]
    NotAllowed,
    /// The token's requests need another signature, and nobody is configured to give it.
    #[error("the token demands a request signer, and none is configured (signed_fleet_management)")]
    Unsigned,
}

/// Something that works, and should not stay as it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Warning {
    /// TLS without a CA keeps listeners out, and lets in whoever claims to be the broker.
    #[error("the broker's certificate is NOT verified: plugin.security.choria.ca names who signs it")]
    Unverified,
    /// More people than the owner can read a secret.
    #[error("{what} {path} is open to others (mode {mode:04o}): chmod 0600 closes it")]
    OpenSecret {
        /// `private key`, `seed`.
        what: &'static str,
        /// Which file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
}

/// What a connection to a broker needs for TLS.
///
/// - **Errors:** [`CredentialsError::NoCertname`], [`CredentialsError::Provider`]
pub fn tls(member: &config::Member) -> Result<Tls, CredentialsError> {
    if let SecurityProvider::Choria(choria) = &member.security.provider {
        return Ok(Tls {
            ca: choria.ca.clone(),
            identity: choria.certificate.clone().zip(choria.key.clone()),
        });
    }
    let files = files(member)?;
    Ok(Tls {
        ca: Some(files.ca),
        identity: Some((files.certificate, files.key)),
    })
}

/// A wire for a caller: signs requests, reads replies. Where a request signer is configured, v1 asks as the token's caller
/// and holds no key itself.
pub fn caller(member: &config::Member) -> Result<Arc<dyn Wire>, CredentialsError> {
    let (security, now) = (&member.security, Clock::system().now());
    match (&security.provider, &security.request_signer, &security.token) {
        (SecurityProvider::Choria(_), _, Some(files)) => token::caller(files, now),
        (_, Some(_), Some(files)) => Ok(Arc::new(V1::new(token::caller_id(files, now)?, None, None))),
        _ => x509::caller(member),
    }
}

/// A wire for a node: verifies requests, writes replies. With certificates it signs as `choria=<certname>` only when the key
/// is RSA; with a token it needs to know whose tokens to believe.
pub fn node(member: &config::Member) -> Result<Arc<dyn Wire>, CredentialsError> {
    match &member.security.provider {
        SecurityProvider::Choria(choria) => token::node(choria, &member.identity, Clock::system().now()),
        _ => x509::node(member),
    }
}

/// Why a node that shares this configuration would refuse the caller's requests at `now`, if it would.
pub fn doubt(member: &config::Member, now: SystemTime) -> Result<Option<Doubt>, CredentialsError> {
    let security = &member.security;
    let signed = security.request_signer.is_some();
    match (&security.provider, &security.token) {
        (SecurityProvider::Choria(choria), Some(files)) => token::doubt(files, Some(choria), signed, now),
        (_, Some(files)) if signed => token::doubt(files, None, signed, now),
        _ => Ok(x509::doubt(member, now)?.map(Doubt::Certificate)),
    }
}

/// What a person should hear about credentials that work.
pub fn warnings(member: &config::Member) -> Vec<Warning> {
    let security = &member.security;
    let seed = security.token.as_ref().map(|files| files.seed.as_path());
    let mut warnings: Vec<_> = seed
        .and_then(|seed| open_secret(token::SEED, seed, NOT_OWNER))
        .into_iter()
        .collect();
    if let Ok(tls) = tls(member) {
        let key = tls.identity.as_ref().map(|(_, key)| key.as_path());
        warnings.extend(key.and_then(|key| open_secret(KEY, key, OTHERS)));
        if tls.ca.is_none() && !security.disable_tls {
            warnings.push(Warning::Unverified);
        }
    }
    warnings
}

/// When the configured token ends; none for one without an end, and when there is no token or it cannot be read.
pub fn token_end(member: &config::Member) -> Option<SystemTime> {
    token::end(&member.security.token.as_ref()?.token)
}

/// When the caller's credentials end: the token, or else the certificate. None where there is no end or they cannot be read.
pub fn end(member: &config::Member) -> Option<SystemTime> {
    match &member.security.token {
        Some(_) => token_end(member),
        None => x509::end(member),
    }
}

fn read_seed(path: &Path) -> Result<Seed, CredentialsError> {
    let text = read(token::SEED, path)?;
    warn(open_secret(token::SEED, path, NOT_OWNER));
    Seed::from_hex(&text).map_err(|source| CredentialsError::Seed {
        path: path.to_owned(),
        source,
    })
}

pub(crate) fn read_key(path: &Path) -> Result<String, CredentialsError> {
    let text = read(KEY, path)?;
    warn(open_secret(KEY, path, OTHERS));
    Ok(text)
}

fn open_secret(what: &'static str, path: &Path, forbidden: u32) -> Option<Warning> {
    let mode = path.metadata().ok()?.permissions().mode() & 0o7777;
    (mode & forbidden != 0).then(|| Warning::OpenSecret {
        what,
        path: path.to_owned(),
        mode,
    })
}

fn warn(warning: Option<Warning>) {
    if let Some(warning) = warning {
        tracing::warn!(%warning, "credentials");
    }
}

pub(crate) fn read(what: &'static str, path: &Path) -> Result<String, CredentialsError> {
    files::read_text(path, MAX_FILE).map_err(|source| CredentialsError::Unreadable {
        what,
        path: path.to_owned(),
        source,
    })
}

#[cfg(test)]
mod tests;
