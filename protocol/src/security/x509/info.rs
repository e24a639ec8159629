//! What a certificate says of itself.

use std::fmt::Write;
use std::net::IpAddr;
use std::time::{Duration, SystemTime};

use aws_lc_rs::digest::{SHA256, digest};
use x509_parser::prelude::{ASN1Time, FromDer, GeneralName, X509Certificate};
use x509_parser::public_key::PublicKey;

use super::{CredentialError, certificates};

/// What a certificate says of itself, for `mco pki show`, status files and warnings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateInfo {
    /// Subject common name.
    pub common_name: Option<String>,
    /// DNS and IP subject alternative names.
    pub alt_names: Vec<String>,
    /// Issuer common name.
    pub issuer: Option<String>,
    /// First moment it is valid.
    pub not_before: SystemTime,
    /// Last moment it is valid.
    pub not_after: SystemTime,
    /// Whether it is a CA.
    pub is_ca: bool,
    /// Serial number, hex.
    pub serial: String,
    /// SHA-256 of the DER, hex in pairs joined by colons.
    pub fingerprint: String,
    /// `RSA 2048`, `EC P-256`, ...
    pub key: String,
}

/// Reads the first certificate of a PEM text.
pub fn inspect(pem: &str) -> Result<CertificateInfo, CredentialError> {
    inspect_der(&certificates(pem)?[0])
}

/// Reads a certificate as TLS hands it over.
pub fn inspect_der(der: &[u8]) -> Result<CertificateInfo, CredentialError> {
    let (_, certificate) = X509Certificate::from_der(der).map_err(|_| CredentialError::Certificate)?;
    Ok(CertificateInfo {
        common_name: common_name(&certificate),
        alt_names: alt_names(&certificate)?,
        issuer: certificate
            .issuer()
            .iter_common_name()
            .last()
            .and_then(|cn| Some(cn.as_str().ok()?.to_owned())),
        not_before: moment(certificate.validity().not_before),
        not_after: moment(certificate.validity().not_after),
        is_ca: certificate.is_ca(),
        serial: hex(certificate.raw_serial(), ""),
        fingerprint: hex(digest(&SHA256, der).as_ref(), ":").to_uppercase(),
        key: key(&certificate),
    })
}

/// The subject's common name; of several the last, as the reference reads it.
pub(super) fn common_name(certificate: &X509Certificate<'_>) -> Option<String> {
    let name = certificate.subject().iter_common_name().last()?;
    Some(name.as_str().ok()?.to_owned())
}

/// The moment a certificate names.
pub(super) fn moment(time: ASN1Time) -> SystemTime {
    let seconds = Duration::from_secs(time.timestamp().unsigned_abs());
    if time.timestamp() < 0 {
        SystemTime::UNIX_EPOCH - seconds
    } else {
        SystemTime::UNIX_EPOCH + seconds
    }
}

/// The subject's alternative names of every kind.
pub(super) fn general_names<'a>(
    certificate: &'a X509Certificate<'_>,
) -> Result<&'a [GeneralName<'a>], CredentialError> {
    let extension = certificate
        .subject_alternative_name()
        .map_err(|_| CredentialError::Certificate)?;
    Ok(extension
        .map(|it| it.value.general_names.as_slice())
        .unwrap_or_default())
}

fn alt_names(certificate: &X509Certificate<'_>) -> Result<Vec<String>, CredentialError> {
    Ok(general_names(certificate)?
        .iter()
        .filter_map(|name| match name {
            GeneralName::DNSName(dns) => Some((*dns).to_owned()),
            GeneralName::IPAddress(bytes) => address(bytes).map(|ip| ip.to_string()),
            _ => None,
        })
        .collect())
}

fn address(bytes: &[u8]) -> Option<IpAddr> {
    let v4 = <[u8; 4]>::try_from(bytes).map(IpAddr::from);
    v4.or_else(|_| <[u8; 16]>::try_from(bytes).map(IpAddr::from)).ok()
}

fn key(certificate: &X509Certificate<'_>) -> String {
    let spki = certificate.public_key();
    let curve = spki.algorithm.parameters.as_ref().and_then(|it| it.as_oid().ok());
    match (spki.parsed(), curve) {
        (Ok(PublicKey::RSA(rsa)), _) => format!("RSA {}", rsa.key_size()),
        (Ok(PublicKey::EC(_)), Some(curve)) => match curve.to_id_string().as_str() {
            "1.2.840.10045.3.1.7" => "EC P-256".to_owned(),
            "1.3.132.0.34" => "EC P-384".to_owned(),
            "1.3.132.0.35" => "EC P-521".to_owned(),
            other => format!("EC {other}"),
        },
        _ => match spki.algorithm.algorithm.to_id_string().as_str() {
            "1.3.101.112" => "Ed25519".to_owned(),
            other => other.to_owned(),
        },
    }
}

fn hex(bytes: &[u8], joint: &str) -> String {
    let mut text = String::with_capacity(bytes.len() * 3);
    for (place, byte) in bytes.iter().enumerate() {
        let joint = if place == 0 { "" } else { joint };
        write!(text, "{joint}{byte:02x}").expect("writing to a string cannot fail");
    }
    text
}
