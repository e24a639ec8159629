//! How the services of a broker reach its own `nats-server`, or those of others.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_nats::{Client, ConnectOptions, Event};
use nkeys::KeyPair;
use rustls::client::ResolvesClientCert;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, aws_lc_rs, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::sign::CertifiedKey;
use rustls::{ClientConfig, DigitallySignedStruct, SignatureScheme};
use tracing::{debug, info, warn};

use super::{Listening, NatsError, Setting};
use crate::tls::TlsFiles;

/// A server that is gone comes back on this machine: it is looked for often.
const LONGEST_DELAY: Duration = Duration::from_secs(1);
const SHORTEST_DELAY: Duration = Duration::from_millis(50);
/// A half-open connection must not keep logins waiting.
const PING_INTERVAL: Duration = Duration::from_secs(5);

/// The way to servers.
#[derive(Debug)]
pub(super) struct Access {
    servers: Vec<String>,
    /// On this machine, looked after by this broker.
    own: bool,
    tls: Option<TlsFiles>,
}

/// Who a service says it is.
pub(super) enum Login {
    /// The holder of a key.
    Key(Box<KeyPair>),
    /// The text of a credentials file.
    Credentials(String),
    /// Whoever has our certificate.
    Nobody,
}

/// Believes the certificate of this broker, and no other: no name or authority has to fit the address of this machine.
#[derive(Debug)]
struct OwnCertificate {
    provider: Arc<CryptoProvider>,
    file: PathBuf,
    /// Every one the file has had: the server may still use an earlier one.
    seen: Mutex<Vec<CertificateDer<'static>>>,
}

/// Shows the certificate of this broker, which may be renewed while it runs.
#[derive(Debug)]
struct OwnIdentity {
    provider: Arc<CryptoProvider>,
    files: TlsFiles,
}

impl Access {
    pub(super) fn new(setting: &Setting<'_>, listening: &Listening) -> Self {
        Self {
            servers: vec![format!("nats://{}", listening.near())],
            own: true,
            tls: setting.tls.cloned(),
        }
    }

    /// To the servers at these addresses.
    pub(super) fn to_others(setting: &Setting<'_>, urls: &[String]) -> Self {
        let schemed = |url: &String| match url.contains("://") {
            true => url.clone(),
            false => format!("nats://{url}"),
        };
        Self {
            servers: urls.iter().map(schemed).collect(),
            own: false,
            tls: setting.tls.cloned(),
        }
    }

    /// The addresses, for people.
    pub(super) fn servers(&self) -> String {
        self.servers.join(", ")
    }

    /// The names or addresses of the machines.
    pub(super) fn hosts(&self) -> impl Iterator<Item = &str> {
        self.servers.iter().filter_map(|url| {
            let (_, address) = url.split_once("://")?;
            let (host, _) = address.rsplit_once(':')?;
            Some(host.trim_matches(['[', ']']))
        })
    }

    /// Connects; the connection comes back by itself for ever.
    pub(super) async fn connect(&self, what: &'static str, login: &Login) -> Result<Client, NatsError> {
        let mut options = self
            .tls(login.options()?)?
            .name(format!("mco-broker {what}"))
            .ping_interval(PING_INTERVAL)
            .max_reconnects(None)
            .reconnect_delay_callback(delay)
            .event_callback(move |event| async move { tell(what, &event) });
        if self.own {
            options = options.ignore_discovered_servers();
        }
        let connected = options.connect(&self.servers).await;
        connected.map_err(|source| NatsError::Connect {
            servers: self.servers(),
            source,
        })
    }

    fn tls(&self, options: ConnectOptions) -> Result<ConnectOptions, NatsError> {
        let Some(files) = &self.tls else {
            return Ok(options);
        };
        let options = options.require_tls(true);
        if self.own {
            return Ok(options.tls_client_config(client_config(files)?));
        }
        let options = options.add_client_certificate(files.certificate.clone(), files.key.clone());
        Ok(match &files.ca {
            Some(ca) => options.add_root_certificates(ca.clone()),
            None => options,
        })
    }
}

impl Login {
    /// Reads a key's seed or a credentials file.
    pub(super) fn from_file(path: &Path) -> Result<Self, NatsError> {
        let text = std::fs::read_to_string(path).map_err(|source| NatsError::Folder {
            path: path.to_owned(),
            done: "read",
            source,
        })?;
        let key = KeyPair::from_seed(text.trim());
        Ok(key.map_or(Self::Credentials(text), |key| Self::Key(Box::new(key))))
    }

    fn options(&self) -> Result<ConnectOptions, NatsError> {
        Ok(match self {
            Self::Key(key) => {
                let seed = key.seed().expect("the pair was made from a seed");
                ConnectOptions::with_nkey(seed)
            }
            Self::Credentials(text) => {
                ConnectOptions::with_credentials(text).map_err(|source| NatsError::Credentials { source })?
            }
            Self::Nobody => ConnectOptions::new(),
        })
    }
}

impl std::fmt::Debug for Login {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Key(_) => "Key",
            Self::Credentials(_) => "Credentials",
            Self::Nobody => "Nobody",
        })
    }
}

fn delay(attempts: usize) -> Duration {
    let doubled = SHORTEST_DELAY * 2_u32.saturating_pow(attempts.min(16) as u32);
    doubled.min(LONGEST_DELAY).mul_f64(0.75 + fastrand::f64() / 2.0)
}

fn tell(what: &'static str, event: &Event) {
    match event {
        Event::Connected => info!(what, "connected to nats-server"),
        Event::Disconnected => warn!(what, "lost the connection to nats-server"),
        other => debug!(what, event = %other, "connection to nats-server"),
    }
}

/// TLS that shows the broker's own certificate, whichever its file has by then: a listener may demand one.
fn client_config(files: &TlsFiles) -> Result<ClientConfig, NatsError> {
    let provider = Arc::new(aws_lc_rs::default_provider());
    let identity = OwnIdentity {
        provider: Arc::clone(&provider),
        files: files.clone(),
    };
    // A broken file would show as a refused connection only.
    let own = identity.read()?;
    let verifier = OwnCertificate {
        provider: Arc::clone(&provider),
        file: files.certificate.clone(),
        seen: Mutex::new(own.cert.first().cloned().into_iter().collect()),
    };
    let builder = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|source| NatsError::Tls { source })?;
    Ok(builder
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_client_cert_resolver(Arc::new(identity)))
}

impl OwnIdentity {
    fn read(&self) -> Result<CertifiedKey, NatsError> {
        let broken = |what: &str| NatsError::Tls {
            source: rustls::Error::General(format!("{what} cannot be read")),
        };
        let chain: Result<Vec<_>, _> =
            CertificateDer::pem_file_iter(&self.files.certificate).and_then(Iterator::collect);
        let chain = chain.map_err(|_| broken("the broker's certificate"))?;
        let key =
            PrivateKeyDer::from_pem_file(&self.files.key).map_err(|_| broken("the broker's private key"))?;
        CertifiedKey::from_der(chain, key, &self.provider).map_err(|source| NatsError::Tls { source })
    }
}

impl ResolvesClientCert for OwnIdentity {
    fn resolve(&self, _authorities: &[&[u8]], _schemes: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        let read = self.read();
        let read = read.inspect_err(|error| warn!(%error, "nothing is shown to nats-server"));
        read.ok().map(Arc::new)
    }

    fn has_certs(&self) -> bool {
        true
    }
}

impl OwnCertificate {
    fn is_own(&self, shown: &CertificateDer<'_>) -> bool {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.iter().any(|own| own == shown) {
            return true;
        }
        let renewed = CertificateDer::from_pem_file(&self.file);
        let own = renewed.is_ok_and(|renewed| renewed == *shown);
        if own {
            seen.push(shown.clone().into_owned());
        }
        own
    }
}

impl ServerCertVerifier for OwnCertificate {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        if self.is_own(end_entity) {
            return Ok(ServerCertVerified::assertion());
        }
        Err(rustls::Error::General(
            "somebody else's certificate on this broker's port".to_owned(),
        ))
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signature, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signature, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider
            .signature_verification_algorithms
            .supported_schemes()
    }
}
