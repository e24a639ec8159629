//! The files of the broker's side of TLS.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use client::credentials;
use config::{ChoriaSecurity, SecurityProvider};

use crate::BrokerError;

/// The files of the broker's side of TLS.
#[derive(Debug, Clone)]
pub(crate) struct TlsFiles {
    pub(crate) certificate: PathBuf,
    pub(crate) key: PathBuf,
    /// None to ask nobody for a certificate.
    pub(crate) ca: Option<PathBuf>,
}

impl TlsFiles {
    pub(crate) fn of(member: &config::Member) -> Result<Self, BrokerError> {
        if let SecurityProvider::Choria(choria) = &member.security.provider {
            let ChoriaSecurity {
                certificate: Some(certificate),
                key: Some(key),
                ca,
                ..
            } = choria.clone()
            else {
                return Err(BrokerError::NoCertificate);
            };
            return Ok(Self { certificate, key, ca });
        }
        let files = credentials::files(member)?;
        Ok(Self {
            certificate: files.certificate,
            key: files.key,
            ca: Some(files.ca),
        })
    }

    /// TLS that asks for a client certificate and checks the one it gets; [`Rules`] decides what a peer without one may do.
    pub(crate) fn load(&self) -> Result<Arc<rustls::ServerConfig>, BrokerError> {
        let (certificate, key) = (read(&self.certificate)?, read(&self.key)?);
        let ca = self.ca.as_deref().map(read).transpose()?;
        engine::tls_config(&certificate, &key, ca.as_deref(), false).map_err(|source| BrokerError::Tls {
            certificate: self.certificate.clone(),
            source,
        })
    }
}

fn read(path: &Path) -> Result<String, BrokerError> {
    std::fs::read_to_string(path).map_err(|source| BrokerError::Unreadable {
        path: path.to_owned(),
        source,
    })
}
