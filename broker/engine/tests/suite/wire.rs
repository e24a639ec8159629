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
pub(crate) struct Wire {
    socket: BufReader<Box<dyn Socket>>,
    pub(crate) info: serde_json::Value,
}

impl Wire {
    /// Takes over a connection as it is.
    pub(crate) fn raw(socket: TcpStream) -> Self {
        // Tests speak in small pieces and wait for the answer, the very pattern Nagle's algorithm delays.
        socket.set_nodelay(true).unwrap();
        Self {
            socket: BufReader::new(Box::new(socket)),
            info: serde_json::Value::Null,
        }
    }

    /// Connects and reads INFO.
    pub(crate) async fn dial(address: SocketAddr) -> Self {
        let mut wire = Self::raw(TcpStream::connect(address).await.unwrap());
        let line = wire.line().await;
        wire.info = serde_json::from_str(line.strip_prefix("INFO ").unwrap()).unwrap();
        wire
    }

    /// Connects, reads INFO and makes a TLS handshake.
    pub(crate) async fn dial_tls(address: SocketAddr, config: Arc<ClientConfig>) -> std::io::Result<Self> {
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
    pub(crate) async fn login(address: SocketAddr, options: &str) -> Self {
        let mut wire = Self::dial(address).await;
        wire.introduce(options).await;
        wire
    }

    /// Sends CONNECT and waits until it is served.
    pub(crate) async fn introduce(&mut self, options: &str) {
        let comma = if options.is_empty() { "" } else { "," };
        self.say(&format!(
            "CONNECT {{\"verbose\":false,\"pedantic\":false{comma}{options}}}\r\nPING\r\n"
        ))
        .await;
        self.expect("PONG").await;
    }

    /// Sends bytes as they are.
    pub(crate) async fn say(&mut self, text: &str) {
        self.send(text.as_bytes()).await.unwrap();
    }

    /// Sends bytes, which may fail.
    pub(crate) async fn send(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.socket.write_all(bytes).await?;
        self.socket.flush().await
    }

    /// The next line without its end; empty when the connection has ended, in whatever way.
    pub(crate) async fn line(&mut self) -> String {
        let mut line = Vec::new();
        let read = self.socket.read_until(b'\n', &mut line);
        let _ = timeout(PATIENCE, read).await.expect("a line in time");
        String::from_utf8_lossy(&line)
            .trim_end_matches(['\r', '\n'])
            .to_owned()
    }

    /// The next line must be this one; pings of the engine do not count.
    pub(crate) async fn expect(&mut self, line: &str) {
        let mut next = self.line().await;
        while next == "PING" && line != "PING" {
            next = self.line().await;
        }
        assert_eq!(next, line);
    }

    /// The next lines must be these.
    pub(crate) async fn expect_all(&mut self, lines: &[&str]) {
        for line in lines {
            self.expect(line).await;
        }
    }

    /// Reads so many bytes.
    pub(crate) async fn bytes(&mut self, count: usize) -> Vec<u8> {
        let mut bytes = vec![0; count];
        timeout(PATIENCE, self.socket.read_exact(&mut bytes))
            .await
            .expect("bytes in time")
            .unwrap();
        bytes
    }

    /// Everything until the server ends the connection.
    pub(crate) async fn rest(&mut self) -> String {
        let mut bytes = Vec::new();
        let read = timeout(PATIENCE, self.socket.read_to_end(&mut bytes))
            .await
            .expect("an end in time");
        // A TLS peer that goes without a goodbye is an end as well.
        drop(read);
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// A round trip: what was said before is done, and nothing else arrives.
    pub(crate) async fn settle(&mut self) {
        self.say("PING\r\n").await;
        self.expect("PONG").await;
    }

    /// Ends this side only.
    pub(crate) async fn finish(&mut self) {
        self.socket.shutdown().await.unwrap();
    }
}

/// Waits until something has become true.
pub(crate) async fn eventually(condition: impl Fn() -> bool) {
    let reached = async {
        while !condition() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(PATIENCE, reached).await.expect("it in time");
}
