//! Publishers that each keep a few messages on the way and wait for their acknowledgements.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::Instant;

/// Payload of each message, in bytes.
const PAYLOAD: usize = 256;
/// Time before anything counts.
const WARM_UP: Duration = Duration::from_millis(500);

/// What was measured.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Figures {
    /// Acknowledged messages in a second.
    pub(crate) rate: f64,
    pub(crate) median: Duration,
    /// Of a hundred acknowledgements one takes longer.
    pub(crate) slow: Duration,
}

/// Publishes for a while from so many connections.
pub(crate) async fn run(
    address: SocketAddr,
    publishers: usize,
    window: usize,
    time: Duration,
) -> Result<Figures> {
    let mut first = Publisher::connect(address, "creator").await?;
    first.create_stream().await?;
    let mut tasks = JoinSet::new();
    for number in 0..publishers {
        let mut publisher = Publisher::connect(address, &format!("p{number}")).await?;
        tasks.spawn(async move { publisher.publish(window, time).await });
    }
    let mut times = Vec::new();
    while let Some(outcome) = tasks.join_next().await {
        times.extend(outcome??);
    }
    ensure!(!times.is_empty(), "nothing was acknowledged");
    times.sort_unstable();
    let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize];
    Ok(Figures {
        rate: times.len() as f64 / time.as_secs_f64(),
        median: at(0.5),
        slow: at(0.99),
    })
}

struct Publisher {
    socket: BufReader<TcpStream>,
    inbox: String,
    line: String,
    body: Vec<u8>,
}

impl Publisher {
    async fn connect(address: SocketAddr, name: &str) -> Result<Self> {
        let socket = TcpStream::connect(address).await?;
        socket.set_nodelay(true)?;
        let mut publisher = Self {
            socket: BufReader::new(socket),
            inbox: format!("inbox.{name}"),
            line: String::new(),
            body: Vec::new(),
        };
        let hello = format!(
            "CONNECT {{\"verbose\":false,\"pedantic\":false}}\r\nSUB {} 1\r\nPING\r\n",
            publisher.inbox
        );
        publisher.socket.write_all(hello.as_bytes()).await?;
        while publisher.next_line().await? != "PONG" {}
        Ok(publisher)
    }

    async fn create_stream(&mut self) -> Result<()> {
        let config = r#"{"name":"BENCH","subjects":["bench.>"],"storage":"file","num_replicas":1}"#;
        let inbox = self.inbox.clone();
        self.send("$JS.API.STREAM.CREATE.BENCH", &inbox, config.as_bytes())
            .await?;
        self.answer().await?;
        let answer = String::from_utf8_lossy(&self.body);
        ensure!(!answer.contains("\"error\""), "the stream was refused: {answer}");
        Ok(())
    }

    /// Times from each message to its acknowledgement, after the warm-up.
    async fn publish(&mut self, window: usize, time: Duration) -> Result<Vec<Duration>> {
        let (inbox, payload) = (self.inbox.clone(), [b'x'; PAYLOAD]);
        let begun = Instant::now();
        let (mut waiting, mut times) = (VecDeque::new(), Vec::new());
        loop {
            while waiting.len() < window {
                waiting.push_back(Instant::now());
                self.send("bench.a", &inbox, &payload).await?;
            }
            self.answer().await?;
            ensure!(self.body.starts_with(b"{\"stream\":"), "a message was refused");
            let taken = waiting.pop_front().map(|sent| sent.elapsed());
            let elapsed = begun.elapsed();
            if elapsed >= WARM_UP + time {
                return Ok(times);
            }
            if elapsed >= WARM_UP {
                times.extend(taken);
            }
        }
    }

    async fn send(&mut self, subject: &str, reply: &str, payload: &[u8]) -> Result<()> {
        let mut text = format!("PUB {subject} {reply} {}\r\n", payload.len()).into_bytes();
        text.extend_from_slice(payload);
        text.extend_from_slice(b"\r\n");
        Ok(self.socket.write_all(&text).await?)
    }

    /// Reads the next message into `body`.
    async fn answer(&mut self) -> Result<()> {
        loop {
            let line = self.next_line().await?;
            if line == "PING" {
                self.socket.write_all(b"PONG\r\n").await?;
                continue;
            }
            if !line.starts_with("MSG ") {
                bail!("unexpected: {line}");
            }
            let length: usize = line.rsplit(' ').next().context("no length")?.parse()?;
            self.body.resize(length + 2, 0);
            self.socket.read_exact(&mut self.body).await?;
            return Ok(());
        }
    }

    async fn next_line(&mut self) -> Result<&str> {
        self.line.clear();
        ensure!(
            self.socket.read_line(&mut self.line).await? > 0,
            "the server hung up"
        );
        Ok(self.line.trim_end())
    }
}
