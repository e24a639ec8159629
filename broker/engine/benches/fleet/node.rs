//! One raw connection, plain or TLS.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

/// Everybody listens here.
pub(crate) const BROADCAST: &str = "mcollective.broadcast.agent.discovery";
/// Size of a reply.
pub(crate) const REPLY: usize = 1024;
/// A node reads a broadcast at a time, so it needs little.
const BUFFER: usize = 2048;

trait Socket: AsyncRead + AsyncWrite + Send + Unpin {}
impl<S: AsyncRead + AsyncWrite + Send + Unpin> Socket for S {}

/// A connection that is logged in.
pub(crate) struct Node {
    socket: BufReader<Box<dyn Socket>>,
    line: String,
}

/// A message for this connection.
pub(crate) struct Message {
    pub(crate) reply: Option<String>,
}

impl Node {
    /// Connects, logs in, sends `first` and waits until it is served.
    pub(crate) async fn open(
        address: SocketAddr,
        tls: Option<&Arc<ClientConfig>>,
        first: &str,
    ) -> Result<Self> {
        let mut plain = BufReader::with_capacity(BUFFER, TcpStream::connect(address).await?);
        let mut info = String::new();
        plain.read_line(&mut info).await?;
        plain.get_ref().set_nodelay(true)?;
        let socket: Box<dyn Socket> = match tls {
            None => Box::new(plain.into_inner()),
            Some(config) => {
                let name = ServerName::try_from("localhost")?;
                Box::new(
                    TlsConnector::from(Arc::clone(config))
                        .connect(name, plain.into_inner())
                        .await?,
                )
            }
        };
        let mut node = Self {
            socket: BufReader::with_capacity(BUFFER, socket),
            line: String::new(),
        };
        let connect = "CONNECT {\"verbose\":false,\"pedantic\":false,\"protocol\":1,\"headers\":true}";
        node.say(format!("{connect}\r\n{first}PING\r\n").as_bytes())
            .await?;
        while node.read_line().await? != "PONG" {}
        Ok(node)
    }

    pub(crate) async fn say(&mut self, bytes: &[u8]) -> Result<()> {
        self.socket.write_all(bytes).await?;
        Ok(self.socket.flush().await?)
    }

    /// The next message; pings are answered on the way.
    pub(crate) async fn message(&mut self) -> Result<Message> {
        loop {
            let line = self.read_line().await?;
            let words: Vec<&str> = line.split(' ').collect();
            let (reply, length) = match words.as_slice() {
                ["MSG", _, _, length] => (None, length.parse::<usize>()?),
                ["MSG", _, _, reply, length] => (Some((*reply).to_owned()), length.parse()?),
                ["PING"] => {
                    self.say(b"PONG\r\n").await?;
                    continue;
                }
                _ => continue,
            };
            let mut rest = length + 2;
            while rest > 0 {
                let some = self.socket.fill_buf().await?.len().min(rest);
                anyhow::ensure!(some > 0, "the server ended the connection");
                self.socket.consume(some);
                rest -= some;
            }
            return Ok(Message { reply });
        }
    }

    /// Reads whatever comes until `count` replies have come, without looking into them.
    pub(crate) async fn count_replies(&mut self, count: usize) -> Result<()> {
        for _ in 0..count {
            self.message().await?;
        }
        Ok(())
    }

    async fn read_line(&mut self) -> Result<&str> {
        self.line.clear();
        let read = self.socket.read_line(&mut self.line).await?;
        anyhow::ensure!(read > 0, "the server ended the connection");
        Ok(self.line.trim_end())
    }
}

/// A client configuration that trusts the authority in `folder`.
pub(crate) fn client_config(folder: &Path) -> Result<Arc<ClientConfig>> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(folder.join("ca.pem")).context("reading the authority")?)?;
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    Ok(Arc::new(
        builder.with_root_certificates(roots).with_no_client_auth(),
    ))
}
