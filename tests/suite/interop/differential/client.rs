//! A client that says exactly what it is told and writes down what it hears.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout};

/// Longest wait for an answer; reached by failing scripts only.
const PATIENCE: Duration = Duration::from_secs(20);
/// What a transcript says where an answer, or the end, did not come.
pub(super) const SILENCE: &str = "(silence)";
/// Bytes of a payload worth showing.
const SHOWN: usize = 120;

/// One raw connection.
#[derive(Debug)]
pub(super) struct Client {
    socket: BufReader<TcpStream>,
    /// The first INFO; null when there was none.
    pub(super) info: serde_json::Value,
    begun: Instant,
    open: bool,
    /// Whether the server answers its pings.
    fenced: bool,
}

impl Client {
    /// Connects and reads INFO, or the reason why there is none.
    pub(super) async fn dial(address: SocketAddr) -> Self {
        let socket = TcpStream::connect(address).await.unwrap();
        // Scripts speak in small pieces and wait for the answer, the very pattern Nagle's algorithm delays.
        socket.set_nodelay(true).unwrap();
        let mut client = Self {
            info: serde_json::Value::Null,
            socket: BufReader::new(socket),
            begun: Instant::now(),
            open: true,
            fenced: false,
        };
        // A server that has no room says so instead of sending INFO: that is left for the script to read.
        let greeting = timeout(PATIENCE, client.socket.fill_buf())
            .await
            .expect("a greeting in time");
        if greeting.is_ok_and(|bytes| bytes.starts_with(b"INFO")) {
            let line = client.line().await.unwrap_or_default();
            client.info = serde_json::from_str(line.trim_start_matches("INFO ")).unwrap();
        }
        client
    }

    pub(super) fn is_fenced(&self) -> bool {
        self.open && self.fenced
    }

    pub(super) async fn send(&mut self, bytes: &[u8]) {
        // A server may have ended the connection already; reading tells.
        let _ = self.socket.get_mut().write_all(bytes).await;
    }

    /// Sends a PING and returns what comes before its PONG, when `more` pings were sent before.
    pub(super) async fn fence(&mut self, more: usize) -> Vec<String> {
        self.fenced = true;
        self.send(b"PING\r\n").await;
        let (mut heard, mut missing) = (Vec::new(), more + 1);
        while let Some(frame) = self.frame().await {
            missing -= usize::from(frame == "PONG");
            if missing == 0 {
                break;
            }
            heard.push(frame);
        }
        self.note_end(heard)
    }

    /// Everything until the server ends the connection.
    pub(super) async fn rest(&mut self) -> Vec<String> {
        let mut heard = Vec::new();
        while let Some(frame) = self.frame().await {
            heard.push(frame);
        }
        self.note_end(heard)
    }

    fn note_end(&self, mut heard: Vec<String>) -> Vec<String> {
        if !self.open {
            heard.push("(end)".to_owned());
        }
        heard
    }

    /// The next frame as text; none at the end of the connection. Round trip measurements of the server do not count.
    async fn frame(&mut self) -> Option<String> {
        loop {
            let line = self.line().await?;
            match line.split_once(' ').map_or(line.as_str(), |(verb, _)| verb) {
                // Who waits for the end of a connection that is still pinged waits in vain.
                "PING" if self.begun.elapsed() > PATIENCE => {
                    self.open = false;
                    return Some(SILENCE.to_owned());
                }
                "PING" => {}
                "INFO" => return Some(members(&line)),
                "MSG" | "HMSG" => {
                    let length: usize = line.rsplit(' ').next()?.parse().ok()?;
                    let mut body = vec![0; length + 2];
                    timeout(PATIENCE, self.socket.read_exact(&mut body))
                        .await
                        .ok()?
                        .ok()?;
                    body.truncate(length.min(SHOWN));
                    return Some(format!("{line} [{}]", shown(&body)));
                }
                _ => return Some(line),
            }
        }
    }

    async fn line(&mut self) -> Option<String> {
        if !self.open {
            return None;
        }
        let mut line = Vec::new();
        match timeout(PATIENCE, self.socket.read_until(b'\n', &mut line)).await {
            Err(_) => {
                self.open = false;
                Some(SILENCE.to_owned())
            }
            Ok(Ok(count)) if count > 0 => Some(shown(line.trim_ascii_end())),
            // A reset is an end, too.
            Ok(_) => {
                self.open = false;
                None
            }
        }
    }
}

/// An INFO line without what belongs to one server or one moment.
fn members(line: &str) -> String {
    let Ok(serde_json::Value::Object(info)) = serde_json::from_str(line.trim_start_matches("INFO ")) else {
        return line.to_owned();
    };
    let kept = [
        "auth_required",
        "tls_required",
        "max_payload",
        "headers",
        "connect_info",
        "acc_is_sys",
    ];
    let kept = kept
        .iter()
        .filter_map(|&key| info.get(key).map(|value| format!("{key}={value}")));
    format!("INFO {}", kept.collect::<Vec<_>>().join(" "))
}

/// Bytes as text that keeps printable ASCII as it is.
fn shown(bytes: &[u8]) -> String {
    let mut text = String::new();
    for &byte in bytes {
        match byte {
            b' '..=b'~' => text.push(char::from(byte)),
            _ => text.push_str(&format!("\\x{byte:02x}")),
        }
    }
    text
}
