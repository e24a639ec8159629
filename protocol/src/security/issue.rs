//! Issuing v1 credentials: a CA, and certificates for brokers, nodes and callers.

#[cfg(test)]
mod tests;

use std::fmt;
use std::net::IpAddr;
use std::time::{Duration, SystemTime};

use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer,
    KeyPair, KeyUsagePurpose, PublicKeyData, SanType, SerialNumber,
};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use time::OffsetDateTime;
use x509_parser::prelude::{FromDer, X509Certificate};

/// How far certificates are backdated, for peers whose clocks are behind.
const BACKDATED: Duration = Duration::from_secs(60 * 60);

/// Longest name, that of a DNS name.
const MAX_NAME: usize = 253;

/// A certificate authority that can issue.
pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pem: Issued,
}

/// What a certificate is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A broker: server and client auth; its names are DNS names or IP addresses.
    Broker,
    /// A node: client auth (TLS), DNS SAN is the identity.
    Node,
    /// A caller: client auth, CN and DNS SAN are the certname; the key is always RSA.
    Caller,
}

/// Kind of key to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyKind {
    /// RSA 2048, what v1 callers need.
    Rsa,
    /// ECDSA P-256, for TLS only.
    P256,
}

/// A certificate with its key, both PEM.
#[derive(Clone)]
pub struct Issued {
    /// Certificate PEM, leaf first.
    pub certificate: String,
    /// Private key PEM (PKCS#8). Secret.
    pub key: String,
}

/// Why nothing was issued.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IssueError {
    /// The CA's files do not hold a CA certificate and its key.
    #[error("not a CA certificate with its private key: {reason}")]
    NotAnAuthority {
        /// What was wrong.
        reason: String,
    },
    /// A name cannot stand in a certificate.
    #[error("{name:?} cannot be a certificate name")]
    Name {
        /// The name.
        name: String,
    },
    /// A caller cannot use the kind of key.
    #[error("callers need an RSA key")]
    CallerKey,
    /// The certificate would end in a year no certificate can name.
    #[error("certificates cannot be valid for {validity:?}")]
    Validity {
        /// What was asked for.
        validity: Duration,
    },
    /// The crypto library refused.
    #[error("making the certificate failed: {reason}")]
    Crypto {
        /// What it said.
        reason: String,
    },
}

impl From<rcgen::Error> for IssueError {
    fn from(error: rcgen::Error) -> Self {
        Self::Crypto {
            reason: error.to_string(),
        }
    }
}

impl Authority {
    /// Makes a new self-signed CA, which issues leaf certificates only.
    pub fn create(name: &str, key: KeyKind, now: SystemTime, validity: Duration) -> Result<Self, IssueError> {
        let mut params = params(name, now, validity)?;
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let key = key.generate()?;
        let pem = Issued {
            certificate: params.self_signed(&key)?.pem(),
            key: key.serialize_pem(),
        };
        Ok(Self {
            issuer: Issuer::new(params, key),
            pem,
        })
    }

    /// Loads a CA from its PEM texts.
    pub fn from_pem(certificate: &str, key: &str) -> Result<Self, IssueError> {
        let refused = |reason: &str| IssueError::NotAnAuthority {
            reason: reason.to_owned(),
        };
        let der = CertificateDer::from_pem_slice(certificate.as_bytes())
            .map_err(|_| refused("there is no certificate in PEM"))?;
        let (_, parsed) =
            X509Certificate::from_der(&der).map_err(|_| refused("the certificate cannot be read"))?;
        if !parsed.is_ca() {
            return Err(refused("the certificate is not a CA"));
        }
        let usage = parsed
            .key_usage()
            .map_err(|_| refused("the certificate cannot be read"))?;
        if usage.is_some_and(|usage| !usage.value.key_cert_sign()) {
            return Err(refused("the certificate may not sign others"));
        }
        let pair = PrivateKeyDer::from_pem_slice(key.as_bytes())
            .ok()
            .and_then(|der| KeyPair::try_from(&der).ok())
            .ok_or_else(|| refused("there is no usable private key in PEM"))?;
        if pair.subject_public_key_info() != parsed.public_key().raw {
            return Err(refused("the private key belongs to another certificate"));
        }
        let issuer = Issuer::from_ca_cert_der(&der, pair)
            .map_err(|_| refused("its subject cannot be repeated in what it issues"))?;
        Ok(Self {
            issuer,
            pem: Issued {
                certificate: certificate.to_owned(),
                key: key.to_owned(),
            },
        })
    }

    /// Certificate PEM and private key PEM of the CA. The key is secret.
    pub fn to_pem(&self) -> Issued {
        self.pem.clone()
    }

    /// Issues a certificate for the first of `names` (its CN); all names become SANs (IP addresses as IP SANs).
    /// Backdates `not_before` by an hour for skewed clocks. Refuses [`KeyKind::P256`] for callers.
    pub fn issue(
        &self,
        purpose: Purpose,
        names: &[&str],
        key: KeyKind,
        now: SystemTime,
        validity: Duration,
    ) -> Result<Issued, IssueError> {
        if purpose == Purpose::Caller && key != KeyKind::Rsa {
            return Err(IssueError::CallerKey);
        }
        let mut params = params(names.first().copied().unwrap_or_default(), now, validity)?;
        params.subject_alt_names = names
            .iter()
            .map(|name| alt_name(name))
            .collect::<Result<_, _>>()?;
        params.is_ca = IsCa::ExplicitNoCa;
        params.use_authority_key_identifier_extension = true;
        params.key_usages = key.usages();
        params.extended_key_usages = purpose.extended_usages();
        let key = key.generate()?;
        Ok(Issued {
            certificate: params.signed_by(&key, &self.issuer)?.pem(),
            key: key.serialize_pem(),
        })
    }
}

impl fmt::Debug for Authority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Authority").finish_non_exhaustive()
    }
}

impl Purpose {
    fn extended_usages(self) -> Vec<ExtendedKeyUsagePurpose> {
        match self {
            Self::Broker => vec![
                ExtendedKeyUsagePurpose::ServerAuth,
                ExtendedKeyUsagePurpose::ClientAuth,
            ],
            Self::Node | Self::Caller => vec![ExtendedKeyUsagePurpose::ClientAuth],
        }
    }
}

impl KeyKind {
    fn generate(self) -> Result<KeyPair, IssueError> {
        Ok(KeyPair::generate_for(match self {
            Self::Rsa => &rcgen::PKCS_RSA_SHA256,
            Self::P256 => &rcgen::PKCS_ECDSA_P256_SHA256,
        })?)
    }

    fn usages(self) -> Vec<KeyUsagePurpose> {
        match self {
            Self::Rsa => vec![
                KeyUsagePurpose::DigitalSignature,
                KeyUsagePurpose::KeyEncipherment,
            ],
            Self::P256 => vec![KeyUsagePurpose::DigitalSignature],
        }
    }
}

impl fmt::Debug for Issued {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Issued")
            .field("certificate", &self.certificate)
            .finish_non_exhaustive()
    }
}

fn params(common_name: &str, now: SystemTime, validity: Duration) -> Result<CertificateParams, IssueError> {
    if common_name.is_empty() || common_name.len() > MAX_NAME || common_name.chars().any(char::is_control) {
        return Err(IssueError::Name {
            name: common_name.to_owned(),
        });
    }
    let mut params = CertificateParams::default();
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, common_name);
    params.serial_number = Some(serial()?);
    params.not_before = date(now.checked_sub(BACKDATED)).ok_or(IssueError::Validity { validity })?;
    params.not_after = date(now.checked_add(validity)).ok_or(IssueError::Validity { validity })?;
    Ok(params)
}

fn alt_name(name: &str) -> Result<SanType, IssueError> {
    if let Ok(address) = name.parse::<IpAddr>() {
        return Ok(SanType::IpAddress(address));
    }
    let refused = || IssueError::Name {
        name: name.to_owned(),
    };
    let printable = name.bytes().all(|b| b.is_ascii_graphic());
    if name.is_empty() || name.len() > MAX_NAME || !printable {
        return Err(refused());
    }
    Ok(SanType::DnsName(name.try_into().map_err(|_| refused())?))
}

/// 128 random bits, positive and without a leading zero byte.
fn serial() -> Result<SerialNumber, IssueError> {
    let mut bytes = [0; 16];
    aws_lc_rs::rand::fill(&mut bytes).map_err(|_| IssueError::Crypto {
        reason: "no random numbers".to_owned(),
    })?;
    bytes[0] = bytes[0] & 0x7f | 0x40;
    Ok(SerialNumber::from_slice(&bytes))
}

/// A moment in whole seconds, before the year 10000.
fn date(moment: Option<SystemTime>) -> Option<OffsetDateTime> {
    let seconds = moment?.duration_since(SystemTime::UNIX_EPOCH).ok()?.as_secs();
    OffsetDateTime::from_unix_timestamp(i64::try_from(seconds).ok()?).ok()
}
