//! The credentials that lie in an authority's folder.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use protocol::security::x509::{self, CertificateInfo};
use protocol::token::Claims;

use super::{Kind, PkiError, files, organization};

/// A kit's certificate.
pub(super) const CERTIFICATE: &str = "cert.pem";

/// One credential of the folder.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What it is for; none for the authority itself.
    pub kind: Option<Kind>,
    /// Name of the kit; empty for the authority.
    pub name: String,
    /// Where it lies.
    pub path: PathBuf,
    /// What it says.
    pub credential: Credential,
}

/// What somebody proves with who it is.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Credential {
    Certificate(CertificateInfo),
    Token(Box<Claims>),
}

impl Entry {
    pub(super) fn read(kind: Option<Kind>, name: &str, path: PathBuf) -> Result<Self, PkiError> {
        let credential = if path.extension().is_some_and(|extension| extension == "jwt") {
            Credential::Token(Box::new(organization::read(&path)?))
        } else {
            Credential::Certificate(inspect(&path)?)
        };
        Ok(Self {
            kind,
            name: name.to_owned(),
            path,
            credential,
        })
    }
}

impl Credential {
    /// When it ends.
    pub fn end(&self) -> SystemTime {
        match self {
            Self::Certificate(info) => info.not_after,
            Self::Token(claims) => {
                let end = claims.common().end().and_then(|end| u64::try_from(end).ok());
                // One that never ends, ends at the end of the years that are written with four digits.
                SystemTime::UNIX_EPOCH + Duration::from_secs(end.unwrap_or(253_402_300_799))
            }
        }
    }

    /// The kind of key behind it.
    pub fn key(&self) -> &str {
        match self {
            Self::Certificate(info) => &info.key,
            Self::Token(_) => "Ed25519",
        }
    }

    /// `certificate` or `token`.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Certificate(_) => "certificate",
            Self::Token(_) => "token",
        }
    }
}

/// The files with credentials in a kit.
pub(super) fn credentials(kit: &Path) -> impl Iterator<Item = PathBuf> {
    let files = [kit.join(CERTIFICATE), organization::token_file(kit)];
    files.into_iter().filter(|path| path.exists())
}

/// What the certificate file at `path` says.
pub fn inspect(path: &Path) -> Result<CertificateInfo, PkiError> {
    x509::inspect(&files::read(path)?).map_err(|source| PkiError::Unusable {
        path: path.to_owned(),
        source,
    })
}
