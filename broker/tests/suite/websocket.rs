//! The websocket listener, where those enter whom the other listener has no place for.

use std::path::Path;
use std::sync::Arc;

use protocol::security::ed25519::{Seed, nonce_signature};
use protocol::token::{Claims, ClientClaims, Issuer, SigningKey};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use crate::engine::Engine;
use crate::running::free_port;
use crate::site::{HOUR, PATIENCE, Site, common};

const UPGRADE: &str = "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";

/// The first bit of a frame that is whole, and the kind of one with bytes in it.
const WHOLE_BINARY: u8 = 0x82;
/// What a client sends is masked; with zeros it stays as it is.
const MASKED: u8 = 0x80;

struct Socket(TlsStream<TcpStream>);

impl Socket {
    async fn open(ca: &Path, port: u16) -> Self {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_file(ca).unwrap()).unwrap();
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        let plain = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
        let name = ServerName::try_from("localhost").unwrap();
        let stream = TlsConnector::from(Arc::new(config)).connect(name, plain).await;
        let mut socket = Self(stream.unwrap());
        socket.0.write_all(UPGRADE.as_bytes()).await.unwrap();
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(socket.0.read_u8().await.unwrap());
        }
        assert!(
            head.starts_with(b"HTTP/1.1 101"),
            "{}",
            String::from_utf8_lossy(&head)
        );
        socket
    }

    async fn hear(&mut self) -> String {
        let _kind = self.0.read_u8().await.unwrap();
        let length = match self.0.read_u8().await.unwrap() {
            126 => self.0.read_u16().await.unwrap().into(),
            length => usize::from(length),
        };
        let mut text = vec![0; length];
        self.0.read_exact(&mut text).await.unwrap();
        String::from_utf8_lossy(&text).into_owned()
    }

    async fn say(&mut self, text: &str) {
        let length = u16::try_from(text.len()).unwrap().to_be_bytes();
        let head = [WHOLE_BINARY, MASKED | 126, length[0], length[1], 0, 0, 0, 0];
        self.0
            .write_all(&[&head, text.as_bytes()].concat())
            .await
            .unwrap();
        self.0.flush().await.unwrap();
    }
}

#[tokio::test]
async fn tokens_enter_by_the_websocket_where_the_listener_demands_certificates() {
    let Some(engine) = Engine::nats() else { return };
    let port = free_port();
    let lines = format!(
        "plugin.security.choria.ca = DIR/ca.pem\nplugin.choria.network.websocket_port = {port}\n\
         plugin.choria.network.nats.client_certificates = listener\n"
    );
    let site = Site::start(&engine, &lines).await;
    assert!(site.door().client(Default::default(), HOUR).await.is_err());

    let seed = Seed::generate();
    let claims = Claims::Client(ClientClaims {
        caller: "up=ann".to_owned(),
        common: common(&seed),
        ..ClientClaims::default()
    });
    let issuer = Issuer::Key(SigningKey::Seed(site.issuer.clone()));
    let token = issuer.issue(claims, client::Clock::system().now(), HOUR).unwrap();
    for (signer, expected) in [
        (&seed, "PONG"),
        (&Seed::generate(), "-ERR 'Authorization Violation'"),
    ] {
        let mut socket = Socket::open(&site.dir.path().join("ca.pem"), port).await;
        let info = timeout(PATIENCE, socket.hear()).await.unwrap();
        let info: serde_json::Value = serde_json::from_str(info.trim_start_matches("INFO ")).unwrap();
        let signature = nonce_signature(signer, info["nonce"].as_str().unwrap());
        let connect = format!(
            "CONNECT {{\"verbose\":false,\"auth_token\":\"{token}\",\"sig\":\"{signature}\"}}\r\nPING\r\n"
        );
        socket.say(&connect).await;
        let answer = timeout(PATIENCE, socket.hear()).await.unwrap();
        assert!(answer.starts_with(expected), "{answer}");
    }
}
