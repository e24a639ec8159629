//! A client that says exactly what a test tells it to.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use rustls::ClientConfig;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

/// Longest any expected thing may take; reached only by failing tests.
const PATIENCE: Duration = Duration::from_secs(20);

trait Socket: AsyncRead + AsyncWrite + Send + Unpin {}
impl<S: AsyncRead + AsyncWrite + Send + Unpin> Socket for S {}

/// One raw connection.
pub struct Wire {
    socket: BufReader<Box<dyn Socket>>,
    pub info: serde_json::Value,
}

impl Wire {
    /// Connects and reads INFO.
    pub async fn dial(address: SocketAddr) -> Self {
        let socket = TcpStream::connect(address).await.unwrap();
        let mut wire = Self {
            socket: BufReader::new(Box::new(socket)),
            info: serde_json::Value::Null,
        };
        let line = wire.line().await;
        wire.info = serde_json::from_str(line.strip_prefix("INFO ").unwrap()).unwrap();
        wire
    }

    /// Connects, reads INFO and makes a TLS handshake.
    pub async fn dial_tls(address: SocketAddr, config: Arc<ClientConfig>) -> std::io::Result<Self> {
        let Self { socket, info } = Self::dial(address).await;
        let name = ServerName::try_from("localhost").unwrap();
        let sealed = TlsConnector::from(config)
            .connect(name, socket.into_inner())
            .await?;
        Ok(Self {
            socket: BufReader::new(Box::new(sealed)),
            info,
        })
    }

    /// Connects and logs in with the given members of CONNECT, then waits until it is served.
    pub async fn login(address: SocketAddr, options: &str) -> Self {
        let mut wire = Self::dial(address).await;
        wire.introduce(options).await;
        wire
    }

    /// Sends CONNECT and waits until it is served.
    pub async fn introduce(&mut self, options: &str) {
        let comma = if options.is_empty() { "" } else { "," };
        self.say(&format!(
            "CONNECT {{\"verbose\":false,\"pedantic\":false{comma}{options}}}\r\nPING\r\n"
        ))
        .await;
        self.expect("PONG").await;
    }

    /// Sends bytes as they are.
    pub async fn say(&mut self, text: &str) {
        self.send(text.as_bytes()).await.unwrap();
    }

    /// Sends bytes, which may fail.
    pub async fn send(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.socket.write_all(bytes).await?;
        self.socket.flush().await
    }

    /// The next line without its end; empty at the end of the connection.
    pub async fn line(&mut self) -> String {
        let mut line = Vec::new();
        timeout(PATIENCE, self.socket.read_until(b'\n', &mut line))
            .await
            .expect("a line in time")
            .unwrap();
        String::from_utf8_lossy(&line)
            .trim_end_matches(['\r', '\n'])
            .to_owned()
    }

    /// The next line must be this one.
    pub async fn expect(&mut self, line: &str) {
        assert_eq!(self.line().await, line);
    }

    /// The next lines must be these.
    pub async fn expect_all(&mut self, lines: &[&str]) {
        for line in lines {
            self.expect(line).await;
        }
    }

    /// Reads so many bytes.
    pub async fn bytes(&mut self, count: usize) -> Vec<u8> {
        let mut bytes = vec![0; count];
        timeout(PATIENCE, self.socket.read_exact(&mut bytes))
            .await
            .expect("bytes in time")
            .unwrap();
        bytes
    }

    /// Everything until the server ends the connection.
    pub async fn rest(&mut self) -> String {
        let mut bytes = Vec::new();
        let read = timeout(PATIENCE, self.socket.read_to_end(&mut bytes))
            .await
            .expect("an end in time");
        // A TLS peer that goes without a goodbye is an end as well.
        drop(read);
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// A round trip: what was said before is done, and nothing else arrives.
    pub async fn settle(&mut self) {
        self.say("PING\r\n").await;
        self.expect("PONG").await;
    }

    /// Ends this side only.
    pub async fn finish(&mut self) {
        self.socket.shutdown().await.unwrap();
    }
}
