//! From a caller's certificate up to a trusted CA.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use aws_lc_rs::digest::{SHA256, digest};
use rustls::pki_types::{CertificateDer, TrustAnchor, UnixTime};
use webpki::{
    EndEntityCert, ExtendedKeyUsageValidator, KeyPurposeId, KeyPurposeIdIter, KeyUsage,
    RequiredEkuNotFoundContext,
};
use x509_parser::oid_registry::OID_PKCS1_RSAENCRYPTION;
use x509_parser::prelude::{FromDer, GeneralName, X509Certificate};

use super::info::{common_name, general_names, moment};
use super::{CredentialError, certificates};

/// Longest certificate text a request may carry; a chain of four RSA 4096 certificates has 8 KiB.
const MAX_PEM: usize = 64 * 1024;

/// Chains remembered: more operators than a site has at work at once. Only trusted ones get in, and each is small.
const REMEMBERED: usize = 1024;

/// Moments between which something holds, both included.
#[derive(Debug, Clone, Copy)]
struct Window {
    from: SystemTime,
    until: SystemTime,
}

impl Window {
    fn of(certificate: &X509Certificate<'_>) -> Self {
        Self {
            from: moment(certificate.validity().not_before),
            until: moment(certificate.validity().not_after),
        }
    }

    fn and(self, other: Self) -> Self {
        Self {
            from: self.from.max(other.from),
            until: self.until.min(other.until),
        }
    }

    fn holds(self, now: SystemTime) -> bool {
        (self.from..=self.until).contains(&now)
    }
}

/// The CAs that may vouch for callers.
#[derive(Debug)]
pub(super) struct Roots {
    anchors: Vec<(TrustAnchor<'static>, Window)>,
    seen: Mutex<Seen>,
}

/// A certificate that chains to a trusted CA.
#[derive(Debug)]
pub(super) struct Leaf {
    pub(super) der: CertificateDer<'static>,
    pub(super) common_name: Option<String>,
    pub(super) dns_names: Vec<String>,
    window: Window,
}

impl Leaf {
    /// Common name, then DNS names.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.common_name.iter().chain(&self.dns_names).map(String::as_str)
    }
}

impl Roots {
    pub(super) fn from_pem(bundle: &str) -> Result<Self, CredentialError> {
        let anchors = certificates(bundle)?
            .iter()
            .map(|der| {
                let anchor =
                    webpki::anchor_from_trusted_cert(der).map_err(|_| CredentialError::Certificate)?;
                let (_, root) = X509Certificate::from_der(der).map_err(|_| CredentialError::Certificate)?;
                Ok((anchor.to_owned(), Window::of(&root)))
            })
            .collect::<Result<_, CredentialError>>()?;
        Ok(Self {
            anchors,
            seen: Mutex::default(),
        })
    }

    /// The leaf of a PEM chain, once it is known to be trusted at `now`; else the reason why not.
    pub(super) fn leaf(&self, pem: &str, now: SystemTime) -> Result<Arc<Leaf>, String> {
        if pem.len() > MAX_PEM {
            return Err(format!("its text is longer than {MAX_PEM} bytes"));
        }
        let key = digest(&SHA256, pem.as_bytes()).as_ref().to_vec();
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner).get(&key);
        if let Some(leaf) = seen.filter(|leaf| leaf.window.holds(now)) {
            return Ok(leaf);
        }
        let leaf = Arc::new(self.build(pem, now)?);
        self.seen
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(key, Arc::clone(&leaf));
        Ok(leaf)
    }

    fn build(&self, pem: &str, now: SystemTime) -> Result<Leaf, String> {
        let sent = certificates(pem).map_err(|_| "it is not PEM text with a certificate".to_owned())?;
        let (der, intermediates) = sent.split_first().expect("certificates are at least one");
        let (_, leaf) = X509Certificate::from_der(der).map_err(|_| unreadable())?;
        if leaf.public_key().algorithm.algorithm != OID_PKCS1_RSAENCRYPTION {
            return Err("its key is not an RSA key".to_owned());
        }
        let path = self.path_window(der, intermediates, now)?;
        Ok(Leaf {
            common_name: common_name(&leaf),
            dns_names: dns_names(&leaf).ok_or_else(unreadable)?,
            window: Window::of(&leaf).and(path),
            der: der.clone(),
        })
    }

    /// Builds a path at `now` and tells how long its CAs live. CAs outside their own validity vouch for nobody, which webpki
    /// leaves to us.
    fn path_window(
        &self,
        leaf: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        now: SystemTime,
    ) -> Result<Window, String> {
        let alive: Vec<_> = self
            .anchors
            .iter()
            .filter(|(_, window)| window.holds(now))
            .collect();
        let anchors: Vec<_> = alive.iter().map(|(anchor, _)| anchor.clone()).collect();
        let since_epoch = now.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let leaf = EndEntityCert::try_from(leaf).map_err(reason)?;
        let path = leaf
            .verify_for_usage(
                webpki::ALL_VERIFICATION_ALGS,
                &anchors,
                intermediates,
                UnixTime::since_unix_epoch(since_epoch),
                ClientAuth,
                None,
                None,
            )
            .map_err(reason)?;

        let root = alive
            .iter()
            .find(|(anchor, _)| anchor == path.anchor())
            .map(|(_, window)| *window)
            .ok_or_else(unreadable)?;
        path.intermediate_certificates()
            .try_fold(root, |window, certificate| {
                let der = certificate.der();
                let (_, certificate) = X509Certificate::from_der(&der).map_err(|_| unreadable())?;
                Ok(window.and(Window::of(&certificate)))
            })
    }
}

/// Client authentication as the reference reads certificates: fine without a list of purposes, and with one that names it or any
/// purpose at all.
struct ClientAuth;

impl ClientAuth {
    const CLIENT: KeyPurposeId<'static> = KeyPurposeId::new(&[0x2b, 6, 1, 5, 5, 7, 3, 2]);
    const ANY: KeyPurposeId<'static> = KeyPurposeId::new(&[0x55, 0x1d, 0x25, 0]);
}

impl ExtendedKeyUsageValidator for ClientAuth {
    fn validate(&self, purposes: KeyPurposeIdIter<'_, '_>) -> Result<(), webpki::Error> {
        let mut present = Vec::new();
        for purpose in purposes {
            let purpose = purpose?;
            if [Self::CLIENT, Self::ANY].contains(&purpose) {
                return Ok(());
            }
            present.push(purpose.to_decoded_oid());
        }
        if present.is_empty() {
            return Ok(());
        }
        Err(webpki::Error::RequiredEkuNotFoundContext(
            RequiredEkuNotFoundContext {
                required: KeyUsage::client_auth(),
                present,
            },
        ))
    }
}

/// Trusted chains by the hash of their text; the oldest leaves first.
#[derive(Debug, Default)]
struct Seen {
    leaves: HashMap<Vec<u8>, Arc<Leaf>>,
    order: VecDeque<Vec<u8>>,
}

impl Seen {
    fn get(&self, key: &[u8]) -> Option<Arc<Leaf>> {
        self.leaves.get(key).cloned()
    }

    fn insert(&mut self, key: Vec<u8>, leaf: Arc<Leaf>) {
        if self.leaves.insert(key.clone(), leaf).is_some() {
            return;
        }
        self.order.push_back(key);
        if self.order.len() > REMEMBERED
            && let Some(oldest) = self.order.pop_front()
        {
            self.leaves.remove(&oldest);
        }
    }
}

fn dns_names(certificate: &X509Certificate<'_>) -> Option<Vec<String>> {
    let names = general_names(certificate).ok()?.iter();
    let dns = names.filter_map(|name| match name {
        GeneralName::DNSName(dns) => Some((*dns).to_owned()),
        _ => None,
    });
    Some(dns.collect())
}

fn unreadable() -> String {
    "it cannot be read".to_owned()
}

fn reason(error: webpki::Error) -> String {
    match error {
        webpki::Error::CertExpired { .. } => "it has expired".to_owned(),
        webpki::Error::CertNotValidYet { .. } => "it is not valid yet".to_owned(),
        webpki::Error::UnknownIssuer | webpki::Error::InvalidSignatureForPublicKey => {
            "no trusted CA issued it".to_owned()
        }
        webpki::Error::RequiredEkuNotFoundContext(_) => "it may not be used by clients".to_owned(),
        webpki::Error::CaUsedAsEndEntity => "it is a CA".to_owned(),
        other => format!("chain building says {other:?}"),
    }
}
