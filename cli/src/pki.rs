//! The certificate authority of a site, as a folder: one kit per broker, node and user, ready to be copied to its machine.
//!
//! ```text
//! ca.pem ca-key.pem            the authority; its key never leaves this folder
//! brokers/NAME/                cert.pem key.pem ca.pem broker.conf
//! nodes/NAME/                  cert.pem key.pem ca.pem server.conf policies/default.policy
//! users/NAME/                  cert.pem key.pem ca.pem client.conf
//! ```

mod error;
mod files;
mod kit;

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use protocol::security::issue::{Authority, Issued, KeyKind, Purpose};
use protocol::security::x509::{self, CertificateInfo};

pub use error::PkiError;
pub use kit::{BrokerKit, NodeKit, UserKit};

/// Days a certificate authority lives.
const CA_DAYS: u32 = 3650;

/// What a kit is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Kind {
    Broker,
    Node,
    User,
}

/// The authority's folder.
#[derive(Debug)]
pub struct Pki {
    dir: PathBuf,
    authority: Authority,
}

/// One certificate of the folder.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What it is for; none for the authority itself.
    pub kind: Option<Kind>,
    /// Name of the kit; empty for the authority.
    pub name: String,
    /// Where the certificate lies.
    pub path: PathBuf,
    /// What it says.
    pub info: CertificateInfo,
}

impl Kind {
    /// All kinds, in display order.
    pub const ALL: [Self; 3] = [Self::Broker, Self::Node, Self::User];

    /// `broker`, `node` or `user`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Broker => "broker",
            Self::Node => "node",
            Self::User => "user",
        }
    }

    /// Days its certificates live by default: people change more often than machines.
    pub fn days(self) -> u32 {
        match self {
            Self::Broker | Self::Node => 825,
            Self::User => 365,
        }
    }

    fn folder(self) -> &'static str {
        match self {
            Self::Broker => "brokers",
            Self::Node => "nodes",
            Self::User => "users",
        }
    }

    fn purpose(self) -> Purpose {
        match self {
            Self::Broker => Purpose::Broker,
            Self::Node => Purpose::Node,
            Self::User => Purpose::Caller,
        }
    }
}

impl Pki {
    /// Makes a new authority in `dir`, which may exist but must not hold one.
    pub fn create(dir: &Path, name: &str, key: KeyKind, now: SystemTime) -> Result<Self, PkiError> {
        let (certificate, secret) = (dir.join("ca.pem"), dir.join("ca-key.pem"));
        for path in [&certificate, &secret] {
            if path.exists() {
                return Err(PkiError::Exists { path: path.clone() });
            }
        }
        let authority =
            Authority::create(name, key, now, days(CA_DAYS)).map_err(|source| PkiError::Issue {
                name: name.to_owned(),
                source,
            })?;
        files::private_dir(dir)?;
        let pair = authority.to_pem();
        files::write_secret(&secret, &pair.key)?;
        files::write(&certificate, &pair.certificate)?;
        Ok(Self {
            dir: dir.to_owned(),
            authority,
        })
    }

    /// Opens the authority in `dir`.
    pub fn open(dir: &Path) -> Result<Self, PkiError> {
        let (certificate, secret) = (dir.join("ca.pem"), dir.join("ca-key.pem"));
        if !certificate.exists() {
            return Err(PkiError::NoAuthority { dir: dir.to_owned() });
        }
        let authority =
            Authority::from_pem(&files::read(&certificate)?, &files::read(&secret)?).map_err(|source| {
                PkiError::Issue {
                    name: certificate.display().to_string(),
                    source,
                }
            })?;
        Ok(Self {
            dir: dir.to_owned(),
            authority,
        })
    }

    /// Folder of one kit.
    pub fn kit(&self, kind: Kind, name: &str) -> PathBuf {
        self.dir.join(kind.folder()).join(name)
    }

    /// Issues a certificate for `names` (the first names the kit) and writes it with its key and the authority's certificate.
    /// An existing kit is left alone and reported.
    pub fn issue(
        &self,
        kind: Kind,
        names: &[&str],
        key: KeyKind,
        now: SystemTime,
        validity_days: u32,
    ) -> Result<PathBuf, PkiError> {
        let name = names.first().copied().unwrap_or_default();
        check_name(name)?;
        let kit = self.kit(kind, name);
        if kit.join("cert.pem").exists() {
            return Err(PkiError::Exists { path: kit });
        }
        self.write(kind, &kit, names, key, now, validity_days)?;
        Ok(kit)
    }

    /// Issues anew, with a fresh key, for the names the present certificate has.
    pub fn renew(&self, entry: &Entry, now: SystemTime) -> Result<(), PkiError> {
        let Some(kind) = entry.kind else { return Ok(()) };
        let mut names = vec![entry.name.as_str()];
        names.extend(
            entry
                .info
                .alt_names
                .iter()
                .map(String::as_str)
                .filter(|name| *name != entry.name),
        );
        let key = if entry.info.key.starts_with("RSA") {
            KeyKind::Rsa
        } else {
            KeyKind::P256
        };
        self.write(kind, &self.kit(kind, &entry.name), &names, key, now, kind.days())
    }

    /// Every certificate of the folder: the authority, then brokers, nodes and users by name.
    pub fn entries(&self) -> Result<Vec<Entry>, PkiError> {
        let mut entries = vec![entry(None, String::new(), self.dir.join("ca.pem"))?];
        for kind in Kind::ALL {
            for name in files::folders(&self.dir.join(kind.folder()))? {
                let path = self.kit(kind, &name).join("cert.pem");
                if path.exists() {
                    entries.push(entry(Some(kind), name, path)?);
                }
            }
        }
        Ok(entries)
    }

    fn write(
        &self,
        kind: Kind,
        kit: &Path,
        names: &[&str],
        key: KeyKind,
        now: SystemTime,
        validity_days: u32,
    ) -> Result<(), PkiError> {
        let Issued { certificate, key } = self
            .authority
            .issue(kind.purpose(), names, key, now, days(validity_days))
            .map_err(|source| PkiError::Issue {
                name: names.first().copied().unwrap_or_default().to_owned(),
                source,
            })?;
        files::private_dir(kit)?;
        files::write_secret(&kit.join("key.pem"), &key)?;
        files::write(&kit.join("cert.pem"), &certificate)?;
        files::write(&kit.join("ca.pem"), &self.authority.to_pem().certificate)
    }
}

/// What the certificate file at `path` says.
pub fn inspect(path: &Path) -> Result<CertificateInfo, PkiError> {
    x509::inspect(&files::read(path)?).map_err(|source| PkiError::Unusable {
        path: path.to_owned(),
        source,
    })
}

fn entry(kind: Option<Kind>, name: String, path: PathBuf) -> Result<Entry, PkiError> {
    Ok(Entry {
        kind,
        name,
        info: inspect(&path)?,
        path,
    })
}

/// Names become subject tokens and folder names.
fn check_name(name: &str) -> Result<(), PkiError> {
    let wrong = |reason: String| PkiError::Name {
        name: name.to_owned(),
        reason,
    };
    protocol::Identity::new(name).map_err(|error| wrong(error.reason.to_owned()))?;
    if name.contains(['/', '\\']) {
        return Err(wrong("it holds a slash".to_owned()));
    }
    Ok(())
}

fn days(days: u32) -> Duration {
    Duration::from_secs(u64::from(days) * 24 * 60 * 60)
}

#[cfg(test)]
mod tests;
