//! Issuing v1 credentials: a CA, and certificates for brokers, nodes and callers.

use std::time::{Duration, SystemTime};

/// A certificate authority that can issue.
pub struct Authority {}

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
    /// The crypto library refused.
    #[error("making the certificate failed: {reason}")]
    Crypto {
        /// What it said.
        reason: String,
    },
}

impl Authority {
    /// Makes a new self-signed CA.
    pub fn create(
        _name: &str,
        _key: KeyKind,
        _now: SystemTime,
        _validity: Duration,
    ) -> Result<Self, IssueError> {
        todo!()
    }

    /// Loads a CA from its PEM texts.
    pub fn from_pem(_certificate: &str, _key: &str) -> Result<Self, IssueError> {
        todo!()
    }

    /// Certificate PEM and private key PEM of the CA. The key is secret.
    pub fn to_pem(&self) -> Issued {
        todo!()
    }

    /// Issues a certificate for the first of `names` (its CN); all names become SANs (IP addresses as IP SANs).
    /// Backdates `not_before` by an hour for skewed clocks. Refuses [`KeyKind::P256`] for callers.
    pub fn issue(
        &self,
        _purpose: Purpose,
        _names: &[&str],
        _key: KeyKind,
        _now: SystemTime,
        _validity: Duration,
    ) -> Result<Issued, IssueError> {
        todo!()
    }
}

impl std::fmt::Debug for Authority {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Authority").finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Issued {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Issued")
            .field("certificate", &self.certificate)
            .finish_non_exhaustive()
    }
}
