//! The authority of a site, as a folder: one kit per broker, node and user, ready to be copied to its machine.
//!
//! ```text
//! ca.pem ca-key.pem            the authority; its key never leaves this folder
//! brokers/NAME/                cert.pem key.pem ca.pem broker.conf
//! nodes/NAME/                  cert.pem key.pem ca.pem server.conf policies/default.policy
//! users/NAME/                  cert.pem key.pem ca.pem client.conf
//! ```
//!
//! Where tokens are the rule ([`Security::V2`]) there is an issuer too, and only brokers have certificates:
//!
//! ```text
//! issuer.seed issuer.public    the organization's issuer; its seed never leaves this folder
//! brokers/NAME/                token.jwt token.seed cert.pem key.pem ca.pem broker.conf
//! nodes/NAME/                  token.jwt token.seed ca.pem server.conf policies/default.policy
//! users/NAME/                  token.jwt token.seed ca.pem client.conf
//! ```

mod entry;
mod error;
mod files;
mod kit;
mod order;
mod organization;

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

pub use entry::{Credential, Entry, inspect};
pub use error::PkiError;
pub use kit::{BrokerKit, NodeKit, UserKit};
pub use order::{Kind, Order, Security};
use protocol::security::issue::{Authority, Issued, KeyKind};

use organization::Organization;

/// Days a certificate authority lives.
const CA_DAYS: u32 = 3650;

/// The authority's folder.
#[derive(Debug)]
pub struct Pki {
    dir: PathBuf,
    authority: Authority,
    /// None where certificates are the rule.
    organization: Option<Organization>,
}

impl Pki {
    /// Makes a new authority in `dir`, which may exist but must not hold one.
    pub fn create(
        dir: &Path,
        name: &str,
        security: Security,
        key: KeyKind,
        now: SystemTime,
    ) -> Result<Self, PkiError> {
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
        let organization = match security {
            Security::V1 => None,
            Security::V2 => Some(Organization::create(dir)?),
        };
        // Last: a folder with the certificate is complete.
        files::write(&certificate, &pair.certificate)?;
        Ok(Self {
            dir: dir.to_owned(),
            authority,
            organization,
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
            organization: Organization::open(dir)?,
        })
    }

    /// How the site's programs prove who they are.
    pub fn security(&self) -> Security {
        if self.organization.is_some() {
            Security::V2
        } else {
            Security::V1
        }
    }

    /// Public key of the issuer of tokens, hexadecimal; none where certificates are the rule.
    pub fn issuer(&self) -> Option<&str> {
        self.organization.as_ref().map(Organization::public)
    }

    /// Who the user with this kit is to nodes and policies, e.g. `choria=ann.mcollective`.
    pub fn caller(&self, name: &str) -> String {
        match self.security() {
            Security::V1 => format!("choria={name}"),
            Security::V2 => organization::caller(name),
        }
    }

    /// Folder of one kit.
    pub fn kit(&self, kind: Kind, name: &str) -> PathBuf {
        self.dir.join(kind.folder()).join(name)
    }

    /// Issues credentials and writes them with the authority's certificate. An existing kit is left alone and reported.
    pub fn issue(&self, order: &Order<'_>, now: SystemTime) -> Result<PathBuf, PkiError> {
        let name = order.names.first().copied().unwrap_or_default();
        check_name(name)?;
        let kit = self.kit(order.kind, name);
        if entry::credentials(&kit).next().is_some() {
            return Err(PkiError::Exists { path: kit });
        }
        if let Some(organization) = &self.organization {
            organization.issue(order, &kit, now)?;
        } else if let Some(permission) = order.permissions.first() {
            return Err(PkiError::Permission {
                name: permission.clone(),
            });
        }
        if order.kind == Kind::Broker || self.organization.is_none() {
            self.certify(order, &kit, now)?;
        }
        files::write(&kit.join("ca.pem"), &self.authority.to_pem().certificate)?;
        Ok(kit)
    }

    /// Issues anew, with a fresh key, what the present credential says.
    pub fn renew(&self, entry: &Entry, now: SystemTime) -> Result<(), PkiError> {
        let Some(kind) = entry.kind else { return Ok(()) };
        let kit = self.kit(kind, &entry.name);
        let info = match (&entry.credential, &self.organization) {
            (Credential::Certificate(info), _) => info,
            (Credential::Token(claims), Some(organization)) => {
                return organization.renew(&kit, &entry.name, claims, now, days(kind.days()));
            }
            (Credential::Token(_), None) => {
                return Err(PkiError::NoIssuer {
                    dir: self.dir.clone(),
                });
            }
        };
        let mut names = vec![entry.name.as_str()];
        let others = info.alt_names.iter().map(String::as_str);
        names.extend(others.filter(|name| *name != entry.name));
        let key = if info.key.starts_with("RSA") {
            KeyKind::Rsa
        } else {
            KeyKind::P256
        };
        let order = Order {
            kind,
            names: &names,
            key,
            days: kind.days(),
            permissions: &[],
        };
        self.certify(&order, &kit, now)
    }

    /// Every credential of the folder: the authority's, then those of brokers, nodes and users by name.
    pub fn entries(&self) -> Result<Vec<Entry>, PkiError> {
        let mut entries = vec![Entry::read(None, "", self.dir.join("ca.pem"))?];
        for kind in Kind::ALL {
            for name in files::folders(&self.dir.join(kind.folder()))? {
                for path in entry::credentials(&self.kit(kind, &name)) {
                    entries.push(Entry::read(Some(kind), &name, path)?);
                }
            }
        }
        Ok(entries)
    }

    fn certify(&self, order: &Order<'_>, kit: &Path, now: SystemTime) -> Result<(), PkiError> {
        let Issued { certificate, key } = self
            .authority
            .issue(
                order.kind.purpose(),
                order.names,
                order.key,
                now,
                days(order.days),
            )
            .map_err(|source| PkiError::Issue {
                name: order.names.first().copied().unwrap_or_default().to_owned(),
                source,
            })?;
        files::private_dir(kit)?;
        files::write_secret(&kit.join("key.pem"), &key)?;
        files::write(&kit.join(entry::CERTIFICATE), &certificate)
    }
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
