//! A NATS client that shows a broker exactly the credentials it is given and tries what they allow.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use protocol::security::ed25519::{Seed, nonce_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use serde_json::json;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

/// Longest wait for an answer; reached by failing tests only.
const PATIENCE: Duration = Duration::from_secs(20);

/// What a peer shows.
#[derive(Clone, Default)]
pub(super) struct Credentials {
    pub(super) token: Option<String>,
    /// Signs the nonce.
    pub(super) seed: Option<Seed>,
    pub(super) user: Option<&'static str>,
    pub(super) pass: Option<&'static str>,
    /// Certificate and key, PEM.
    pub(super) certificate: Option<(String, String)>,
}

/// Connects and tries to say and hear; returns the complaints in the order of the attempts, and `let in` before them.
pub(super) async fn attempt(
    address: SocketAddr,
    ca: &str,
    credentials: &Credentials,
    publish: &[&str],
    subscribe: &[&str],
) -> Vec<String> {
    let mut plain = BufReader::new(TcpStream::connect(address).await.unwrap());
    let mut line = String::new();
    plain.read_line(&mut line).await.unwrap();
    let info: serde_json::Value = serde_json::from_str(line.trim_start_matches("INFO ")).unwrap();
    let nonce = info["nonce"].as_str().unwrap_or_default();
    let connect = json!({
        "verbose": false,
        "pedantic": false,
        "protocol": 1,
        "auth_token": credentials.token,
        "jwt": credentials.token,
        "sig": credentials.seed.as_ref().map(|seed| nonce_signature(seed, nonce)),
        "user": credentials.user,
        "pass": credentials.pass,
    });
    let mut all = format!("CONNECT {connect}\r\n");
    for (sid, subject) in subscribe.iter().enumerate() {
        all.push_str(&format!("SUB {subject} {sid}\r\nUNSUB {sid}\r\n"));
    }
    for subject in publish {
        all.push_str(&format!("PUB {subject} 0\r\n\r\n"));
    }
    all.push_str("PING\r\n");
    let name = ServerName::try_from("localhost").unwrap();
    let connector = TlsConnector::from(tls(ca, credentials));
    let Ok(sealed) = connector.connect(name, plain.into_inner()).await else {
        return vec!["no handshake".to_owned()];
    };
    let mut sealed = BufReader::new(sealed);
    // Who is refused at once may not get everything out.
    let _ = sealed.write_all(all.as_bytes()).await;
    let _ = sealed.flush().await;
    let mut heard = timeout(PATIENCE, complaints(sealed))
        .await
        .expect("an answer in time");
    let said = ["tls_required", "tls_verify"].map(|member| info[member].as_bool());
    heard.push(format!("INFO {said:?}, a nonce of {} letters", nonce.len()));
    heard
}

async fn complaints(mut from: impl AsyncBufReadExt + Unpin) -> Vec<String> {
    let mut heard = Vec::new();
    let mut line = String::new();
    loop {
        line.clear();
        let count = from.read_line(&mut line).await.unwrap_or_default();
        match line.trim_end() {
            _ if count == 0 => return heard,
            "PONG" => {
                heard.insert(0, "let in".to_owned());
                return heard;
            }
            complaint if complaint.starts_with("-ERR") => heard.push(complaint.to_owned()),
            _ => {}
        }
    }
}

fn tls(ca: &str, credentials: &Credentials) -> Arc<ClientConfig> {
    let certificate = |pem: &str| CertificateDer::from_pem_slice(pem.as_bytes()).unwrap();
    let mut roots = RootCertStore::empty();
    roots.add(certificate(ca)).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let builder = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots);
    Arc::new(match &credentials.certificate {
        None => builder.with_no_client_auth(),
        Some((chain, key)) => {
            let key = PrivateKeyDer::from_pem_slice(key.as_bytes()).unwrap();
            builder
                .with_client_auth_cert(vec![certificate(chain)], key)
                .unwrap()
        }
    })
}
