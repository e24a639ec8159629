//! The certificate authority of a site, as a folder: one kit per broker, node and user, ready to be copied to its machine.
//!
//! ```text
//! ca.pem ca-key.pem            the authority; its key never leaves this folder
//! brokers/NAME/                cert.pem key.pem ca.pem broker.conf
//! nodes/NAME/                  cert.pem key.pem ca.pem server.conf policies/default.policy
//! users/NAME/                  cert.pem key.pem ca.pem client.conf
//! ```

mod files;
mod kit;

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use protocol::security::issue::{Authority, Issued, KeyKind, Purpose};
use protocol::security::x509::{self, CertificateInfo};

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

/// Why credentials were not made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PkiError {
    /// There is one already; nothing was touched.
    #[error("{path} exists already")]
    Exists {
        /// What exists.
        path: PathBuf,
    },
    /// There is none yet.
    #[error("no certificate authority in {dir}: make one with `mco pki init`")]
    NoAuthority {
        /// Where it was looked for.
        dir: PathBuf,
    },
    /// No kit of that name.
    #[error("no broker, node or user named {name} in {dir}")]
    Unknown {
        /// What was asked for.
        name: String,
        /// Where it was looked for.
        dir: PathBuf,
    },
    /// The name cannot be a certificate's and a folder's.
    #[error("{name:?} cannot be used as a name: {reason}")]
    Name {
        /// What was given.
        name: String,
        /// Which rule it breaks.
        reason: String,
    },
    /// A file cannot be read or written.
    #[error("{path} cannot be {verb}")]
    File {
        /// Which file.
        path: PathBuf,
        /// `read`, `written`, `created`.
        verb: &'static str,
        /// Why.
        source: std::io::Error,
    },
    /// A certificate file holds something else.
    #[error("{path} holds no usable certificate")]
    Unusable {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: x509::CredentialError,
    },
    /// Issuing failed.
    #[error("certificate of {name} was not made")]
    Issue {
        /// For whom.
        name: String,
        /// Why.
        source: protocol::security::issue::IssueError,
    },
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
mod tests {
    use super::*;

    fn now() -> SystemTime {
        SystemTime::UNIX_EPOCH + days(365)
    }

    fn pki(dir: &Path) -> Pki {
        Pki::create(dir, "test", KeyKind::P256, now()).unwrap()
    }

    #[test]
    fn an_authority_is_never_overwritten() {
        let dir = tempfile::tempdir().unwrap();
        pki(dir.path());
        let before = files::read(&dir.path().join("ca.pem")).unwrap();
        let error = Pki::create(dir.path(), "other", KeyKind::P256, now()).unwrap_err();
        assert!(matches!(error, PkiError::Exists { .. }), "{error}");
        assert_eq!(files::read(&dir.path().join("ca.pem")).unwrap(), before);
    }

    #[test]
    fn a_reopened_authority_issues_and_lists_what_it_issued() {
        let dir = tempfile::tempdir().unwrap();
        pki(dir.path());
        let pki = Pki::open(dir.path()).unwrap();
        pki.issue(
            Kind::Broker,
            &["b.example.net", "192.0.2.1"],
            KeyKind::P256,
            now(),
            10,
        )
        .unwrap();
        pki.issue(Kind::User, &["ann.mcollective"], KeyKind::Rsa, now(), 10)
            .unwrap();
        let names: Vec<_> = pki
            .entries()
            .unwrap()
            .into_iter()
            .map(|entry| (entry.kind, entry.name))
            .collect();
        assert_eq!(
            names,
            [
                (None, String::new()),
                (Some(Kind::Broker), "b.example.net".to_owned()),
                (Some(Kind::User), "ann.mcollective".to_owned())
            ]
        );
    }

    #[test]
    fn renewing_keeps_the_names_and_changes_the_key() {
        let dir = tempfile::tempdir().unwrap();
        let pki = pki(dir.path());
        let kit = pki
            .issue(
                Kind::Broker,
                &["b.example.net", "192.0.2.1"],
                KeyKind::P256,
                now(),
                10,
            )
            .unwrap();
        let (key, before) = (
            files::read(&kit.join("key.pem")).unwrap(),
            pki.entries().unwrap().remove(1),
        );
        pki.renew(&before, now() + days(9)).unwrap();
        let after = pki.entries().unwrap().remove(1);
        assert_ne!(files::read(&kit.join("key.pem")).unwrap(), key);
        assert_eq!(after.info.alt_names, before.info.alt_names);
        assert!(after.info.not_after > before.info.not_after);
    }

    #[test]
    fn private_keys_are_readable_by_their_owner_only() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let kit = pki(dir.path())
            .issue(Kind::Node, &["n1.example.net"], KeyKind::P256, now(), 10)
            .unwrap();
        for key in [dir.path().join("ca-key.pem"), kit.join("key.pem")] {
            assert_eq!(
                std::fs::metadata(&key).unwrap().permissions().mode() & 0o777,
                0o600,
                "{}",
                key.display()
            );
        }
    }

    #[test]
    fn names_that_would_leave_the_folder_are_refused() {
        let dir = tempfile::tempdir().unwrap();
        let pki = pki(dir.path());
        for name in ["", "..", "a/b", "../x", "a b", "*"] {
            let error = pki
                .issue(Kind::Node, &[name], KeyKind::P256, now(), 10)
                .unwrap_err();
            assert!(matches!(error, PkiError::Name { .. }), "{name:?}: {error}");
        }
    }
}
