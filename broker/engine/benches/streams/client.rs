//! The small client that is the load of every server.

use std::net::SocketAddr;

use anyhow::{Context, Result, bail, ensure};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

/// Read at once at most.
const BUFFER: usize = 64 * 1024;

/// A connection that listens to one inbox.
pub(crate) struct Client {
    socket: BufReader<TcpStream>,
    inbox: String,
    line: Vec<u8>,
    out: Vec<u8>,
    /// The last message: its headers, if any, and payload.
    pub(crate) body: Vec<u8>,
    /// The reply subject of the last message.
    pub(crate) reply: Vec<u8>,
}

impl Client {
    pub(crate) async fn connect(address: SocketAddr, name: &str) -> Result<Self> {
        let socket = TcpStream::connect(address).await?;
        socket.set_nodelay(true)?;
        let mut client = Self {
            socket: BufReader::with_capacity(BUFFER, socket),
            inbox: format!("inbox.{name}"),
            line: Vec::new(),
            out: Vec::new(),
            body: Vec::new(),
            reply: Vec::new(),
        };
        let connect = "CONNECT {\"verbose\":false,\"pedantic\":false,\"headers\":true}\r\n";
        client.out.extend_from_slice(connect.as_bytes());
        let inbox = client.inbox.clone();
        client.subscribe(&inbox, 1).await?;
        Ok(client)
    }

    /// Listens to one more subject, and waits until the server knows.
    pub(crate) async fn subscribe(&mut self, subject: &str, id: u32) -> Result<()> {
        let text = format!("SUB {subject} {id}\r\nPING\r\n");
        self.out.extend_from_slice(text.as_bytes());
        self.flush().await?;
        while self.next_line().await? != b"PONG" {}
        Ok(())
    }

    /// Puts a message into what the next `flush` sends, with the inbox to answer to.
    pub(crate) fn ask_later(&mut self, subject: &str, payload: &[u8]) {
        let head = format!("PUB {subject} {} {}\r\n", self.inbox, payload.len());
        self.out.extend_from_slice(head.as_bytes());
        self.out.extend_from_slice(payload);
        self.out.extend_from_slice(b"\r\n");
    }

    /// Puts a message nobody answers into what the next `flush` sends.
    pub(crate) fn tell_later(&mut self, subject: &[u8], payload: &[u8]) {
        self.out.extend_from_slice(b"PUB ");
        self.out.extend_from_slice(subject);
        self.out
            .extend_from_slice(format!(" {}\r\n", payload.len()).as_bytes());
        self.out.extend_from_slice(payload);
        self.out.extend_from_slice(b"\r\n");
    }

    pub(crate) async fn flush(&mut self) -> Result<()> {
        self.socket.write_all(&self.out).await?;
        self.out.clear();
        Ok(())
    }

    /// Sends a message and reads the answer into `body`.
    pub(crate) async fn ask(&mut self, subject: &str, payload: &[u8]) -> Result<()> {
        self.ask_later(subject, payload);
        self.flush().await?;
        self.next().await
    }

    /// Asks the API of streams for something it must grant.
    pub(crate) async fn demand(&mut self, subject: &str, payload: &str) -> Result<()> {
        self.ask(subject, payload.as_bytes()).await?;
        let answer = String::from_utf8_lossy(&self.body);
        ensure!(!answer.contains("\"error\""), "{subject} was refused: {answer}");
        Ok(())
    }

    /// Reads the next message into `body` and `reply`.
    pub(crate) async fn next(&mut self) -> Result<()> {
        loop {
            self.next_line().await?;
            let line = self.line.trim_ascii_end();
            if line == b"PING" {
                self.socket.write_all(b"PONG\r\n").await?;
                continue;
            }
            // MSG subject id [reply] length; HMSG subject id [reply] header-length length.
            let plain = match line {
                [b'M', ..] => 4,
                [b'H', ..] => 5,
                other => bail!("unexpected: {}", String::from_utf8_lossy(other)),
            };
            let words = line.split(|&byte| byte == b' ').count();
            let mut split = line.split(|&byte| byte == b' ');
            let reply = (words > plain)
                .then(|| split.nth(3))
                .flatten()
                .unwrap_or_default();
            let length = split.next_back().context("no length")?;
            let length: usize = std::str::from_utf8(length)?.parse()?;
            self.reply.clear();
            self.reply.extend_from_slice(reply);
            self.body.resize(length + 2, 0);
            self.socket.read_exact(&mut self.body).await?;
            self.body.truncate(length);
            return Ok(());
        }
    }

    async fn next_line(&mut self) -> Result<&[u8]> {
        self.line.clear();
        let read = self.socket.read_until(b'\n', &mut self.line).await?;
        ensure!(read > 0, "the server hung up");
        Ok(self.line.trim_ascii_end())
    }
}

/// Publishes `count` messages of 256 bytes by the subjects that `subject` gives them, from a few connections.
pub(crate) async fn fill(address: SocketAddr, count: usize, subject: fn(usize) -> String) -> Result<()> {
    const CONNECTIONS: usize = 8;
    const WINDOW: usize = 500;
    let mut tasks = JoinSet::new();
    let share = count.div_ceil(CONNECTIONS);
    for first in (0..count).step_by(share) {
        let mut client = Client::connect(address, &format!("fill{first}")).await?;
        let end = count.min(first + share);
        tasks.spawn(async move {
            for from in (first..end).step_by(WINDOW) {
                let some = from..end.min(from + WINDOW);
                some.clone()
                    .for_each(|number| client.ask_later(&subject(number), &[b'x'; 256]));
                client.flush().await?;
                for _ in some {
                    client.next().await?;
                    ensure!(client.body.starts_with(b"{\"stream\":"), "a message was refused");
                }
            }
            anyhow::Ok(())
        });
    }
    while let Some(outcome) = tasks.join_next().await {
        outcome??;
    }
    Ok(())
}
