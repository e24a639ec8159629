//! Trying what a broker allows.

use std::net::SocketAddr;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

/// What of these subjects a broker lets us publish and subscribe to.
pub(super) async fn attempt<'s>(
    broker: SocketAddr,
    publish: &[&'s str],
    subscribe: &[&'s str],
) -> (Vec<&'s str>, Vec<&'s str>) {
    let mut socket = BufReader::new(TcpStream::connect(broker).await.unwrap());
    let mut all = "CONNECT {\"verbose\":false,\"pedantic\":false}\r\n".to_owned();
    for (sid, subject) in subscribe.iter().enumerate() {
        all.push_str(&format!("SUB {subject} {sid}\r\nUNSUB {sid}\r\n"));
    }
    for subject in publish {
        all.push_str(&format!("PUB {subject} 0\r\n\r\n"));
    }
    all.push_str("PING\r\n");
    socket.write_all(all.as_bytes()).await.unwrap();
    let (mut said, mut line) = (String::new(), String::new());
    while line != "PONG\r\n" {
        line.clear();
        assert!(socket.read_line(&mut line).await.unwrap() > 0, "{said}");
        said.push_str(&line);
    }
    let pass = |subjects: &[&'s str], what: &str| {
        let refusal = |subject: &str| format!("-ERR 'Permissions Violation for {what} to \"{subject}\"'\r\n");
        let passed = subjects
            .iter()
            .filter(|subject| !said.contains(&refusal(subject)));
        passed.copied().collect()
    };
    (pass(publish, "Publish"), pass(subscribe, "Subscription"))
}
