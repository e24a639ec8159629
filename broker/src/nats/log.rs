//! What a `nats-server` says, passed on with its levels.

use std::sync::{Arc, Mutex, PoisonError};

use engine::Ration;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, BufReader};
use tokio::time::Instant;
use tracing::{debug, error, info, trace, warn};

/// Lines kept for the message of a server that ends.
const REMEMBERED: usize = 5;
/// Bytes of a line; the rest makes another one.
const LONGEST_LINE: u64 = 16 * 1024;
/// How lines about one connection name it: clients, websockets, leaf nodes.
const OF_PEERS: [&str; 3] = [" - cid:", " - wid:", " - lid:"];

/// The last lines of importance.
#[derive(Debug, Default)]
pub(super) struct LastWords(Vec<String>);

/// One line: its level and what it says.
fn parts(line: &str) -> (&str, &str) {
    let line = line.trim();
    let rest = match line.strip_prefix('[').and_then(|rest| rest.split_once("] ")) {
        Some((process, rest)) if process.bytes().all(|byte| byte.is_ascii_digit()) => rest,
        _ => line,
    };
    match rest.strip_prefix('[').and_then(|rest| rest.split_once("] ")) {
        Some((level, said)) if level.len() == 3 => (level, said),
        _ => ("", rest),
    }
}

/// Passes on what a server says until it ends. Whatever is in a line, the next one is read: with nobody at the other end of the pipe
/// the server would be killed.
pub(super) async fn listen(stderr: impl AsyncRead + Unpin, last: Arc<Mutex<LastWords>>) {
    let mut stderr = BufReader::new(stderr);
    let (mut line, ration, since) = (Vec::new(), Ration::default(), Instant::now());
    while let Ok(1..) = (&mut stderr)
        .take(LONGEST_LINE)
        .read_until(b'\n', &mut line)
        .await
    {
        let now = u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX);
        let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
        pass_on(&String::from_utf8_lossy(&line), &mut last, || ration.take(now));
        line.clear();
    }
}

/// Passes a line on. What a peer does wrong is no error of ours, and told only while `ration` says so.
fn pass_on(line: &str, last: &mut LastWords, ration: impl FnOnce() -> Option<u64>) {
    let (level, said) = parts(line);
    if said.is_empty() {
        return;
    }
    let said = discreet(said);
    let of_peer = matches!(level, "ERR" | "WRN") && OF_PEERS.iter().any(|mark| said.contains(mark));
    match level {
        _ if said.contains("authentication error") => debug!(said, "nats-server"),
        _ if said.contains("Auth callout service returned an error") => debug!(said, "nats-server"),
        _ if of_peer => {
            if let Some(unsaid) = ration() {
                info!(said, unsaid, "nats-server");
            }
        }
        "TRC" => trace!(said, "nats-server"),
        "DBG" => debug!(said, "nats-server"),
        "INF" => info!(said, "nats-server"),
        "WRN" => warn!(said, "nats-server"),
        _ => {
            error!(said, "nats-server");
            last.add(&said);
        }
    }
}

/// Without the logins of addresses: what a server cannot read it tells word by word.
fn discreet(said: &str) -> String {
    let mut parts = said.split("://");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find('"').or_else(|| part.find(char::is_whitespace));
        let at = part[..end.unwrap_or(part.len())].rfind('@');
        text.push_str("://");
        text.push_str(at.map_or("", |_| "*****"));
        text.push_str(&part[at.unwrap_or(0)..]);
    }
    text
}

/// What somebody who never saw its log has to know of it.
pub(super) fn plainly(said: &str) -> String {
    let mut last = LastWords::default();
    for line in said.lines() {
        let (_, said) = parts(line);
        last.add(&discreet(said.strip_prefix("nats-server: ").unwrap_or(said)));
    }
    last.text()
}

impl LastWords {
    fn add(&mut self, said: &str) {
        if said.is_empty() {
            return;
        }
        if self.0.len() == REMEMBERED {
            self.0.remove(0);
        }
        self.0.push(said.to_owned());
    }

    pub(super) fn text(&self) -> String {
        if self.0.is_empty() {
            return "it did not say why".to_owned();
        }
        self.0.join("; ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_told_from_what_is_said() {
        assert_eq!(parts("[17] [INF] Server is ready"), ("INF", "Server is ready"));
        assert_eq!(parts("[WRN] a [b] c"), ("WRN", "a [b] c"));
        assert_eq!(parts("panic: oh"), ("", "panic: oh"));
        assert_eq!(parts("[17] [INF] "), ("", "[INF]"));
    }

    #[test]
    fn only_the_last_words_are_kept() {
        let said: String = (0..20)
            .map(|line| format!("nats-server: line {line}\n"))
            .collect();
        assert_eq!(plainly(&said), "line 15; line 16; line 17; line 18; line 19");
        assert_eq!(plainly(""), "it did not say why");
    }

    #[test]
    fn logins_in_addresses_are_told_nobody() {
        let said = r#"a.conf:1:64: error parsing route url ["nats://up:s%25cret@b 1:5222"]"#;
        assert_eq!(
            plainly(said),
            r#"a.conf:1:64: error parsing route url ["nats://*****@b 1:5222"]"#
        );
        assert_eq!(
            discreet("from nats://b1:1 to tls://a:b@b2 and tls://c:d@b3, by e@f"),
            "from nats://b1:1 to tls://*****@b2 and tls://*****@b3, by e@f"
        );
    }

    #[test]
    fn what_peers_do_wrong_is_measured_out_and_no_last_word() {
        let mut last = LastWords::default();
        let asked = std::cell::Cell::new(0);
        let ration = || {
            asked.set(asked.get() + 1);
            None
        };
        let line = "[17] [ERR] 192.0.2.7:4000 - cid:8 - TLS handshake error: EOF";
        pass_on(line, &mut last, ration);
        pass_on("[17] [ERR] disk is full", &mut last, ration);
        assert_eq!((asked.get(), &*last.text()), (1, "disk is full"));
    }

    #[tokio::test]
    async fn every_line_is_read_whatever_was_in_the_one_before() {
        let last = Arc::<Mutex<LastWords>>::default();
        let mut said = b"[ERR] first \xff\xfe\n".to_vec();
        said.extend(vec![b'x'; 3 * LONGEST_LINE as usize]);
        said.extend(b"\n[ERR] end\n");
        listen(&*said, Arc::clone(&last)).await;
        let last = last.lock().unwrap();
        let lengths: Vec<usize> = last.0.iter().map(String::len).collect();
        assert_eq!(last.0[0], "first \u{fffd}\u{fffd}");
        assert_eq!(lengths[1..], [16 * 1024, 16 * 1024, 16 * 1024, 3]);
        assert_eq!(last.0[4], "end");
    }
}
