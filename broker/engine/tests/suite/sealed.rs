//! TLS from its edges: strangers, broken records, goodbyes, large messages and crowds.

use std::io::ErrorKind;
use std::sync::Arc;
use std::time::Duration;

use engine::{Engine, Options};
use futures_util::future::join_all;
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, SupportedProtocolVersion};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use crate::credentials::Authority;
use crate::wire::Wire;

const VERSIONS: [&SupportedProtocolVersion; 2] = [&rustls::version::TLS12, &rustls::version::TLS13];
const CONNECT: &[u8] = b"CONNECT {\"verbose\":false,\"pedantic\":false}\r\nPING\r\n";

/// A connection whose socket the test can also write to below TLS.
async fn dial(engine: &Engine, config: Arc<ClientConfig>) -> std::io::Result<TlsStream<TcpStream>> {
    let mut socket = TcpStream::connect(engine.address()).await?;
    while socket.read_u8().await? != b'\n' {}
    let name = ServerName::try_from("localhost").unwrap();
    TlsConnector::from(config).connect(name, socket).await
}

/// Likewise, and let in.
async fn join(engine: &Engine, config: Arc<ClientConfig>) -> TlsStream<TcpStream> {
    let mut session = dial(engine, config).await.unwrap();
    session.write_all(CONNECT).await.unwrap();
    // Without this it may stay in the TLS library when the runtime's budget is used up, as it is in a crowd.
    session.flush().await.unwrap();
    let mut pong = [0; 6];
    session.read_exact(&mut pong).await.unwrap();
    assert_eq!(String::from_utf8_lossy(&pong), "PONG\r\n");
    session
}

#[tokio::test]
async fn a_stranger_is_told_so_by_an_alert() {
    let authority = Authority::new();
    let engine = Engine::start(authority.options(false)).await.unwrap();
    let stranger = Authority::new().issue("node1");
    for version in VERSIONS {
        let config = authority.client_of(&[version], Some(&stranger));
        let error = async {
            let mut session = dial(&engine, config).await?;
            session.read_u8().await
        };
        let error = error.await.unwrap_err();
        let cause = error
            .get_ref()
            .and_then(|cause| cause.downcast_ref::<rustls::Error>());
        // Authorities of one name give another alert than those of two.
        assert!(
            matches!(cause, Some(rustls::Error::AlertReceived(_))),
            "{version:?} {error:?}"
        );
    }
}

#[tokio::test]
async fn half_a_handshake_ends_without_a_word_in_the_clear() {
    let options = Options {
        tls_timeout: Duration::from_millis(50),
        ..Authority::new().options(false)
    };
    let engine = Engine::start(options).await.unwrap();
    let mut halfway = Wire::dial(engine.address()).await;
    halfway.send(&[0x16, 3, 1, 0, 200, 1]).await.unwrap();
    assert_eq!(halfway.rest().await, "");
}

#[tokio::test]
async fn what_is_no_record_ends_the_session_and_no_other() {
    let authority = Authority::new();
    let engine = Engine::start(authority.options(false)).await.unwrap();
    let mut other = Wire::dial_tls(engine.address(), authority.client(None))
        .await
        .unwrap();
    other.introduce("").await;
    let hello = [&[0x16, 3, 3, 0, 45, 1, 0, 0, 41, 3, 3][..], &[7; 39]].concat();
    let forged = [&[0x17, 3, 3, 0, 40][..], &[9; 40]].concat();
    for version in VERSIONS {
        for noise in [
            b"PUB a 0\r\n\r\n",
            &hello[..],
            &forged,
            &[0x17, 3, 3, 0xff, 0xff],
            &[0; 600],
        ] {
            let mut session = join(&engine, authority.client_of(&[version], None)).await;
            session.get_mut().0.write_all(noise).await.unwrap();
            let mut rest = Vec::new();
            // By an alert or without one: it ends.
            let _ = session.read_to_end(&mut rest).await;
            assert_eq!(rest, b"", "{version:?} {noise:?}");
        }
    }
    other.settle().await;
}

#[tokio::test]
async fn a_goodbye_is_answered_after_what_came_before_it() {
    let authority = Authority::new();
    let engine = Engine::start(authority.options(false)).await.unwrap();
    for version in VERSIONS {
        let mut session = join(&engine, authority.client_of(&[version], None)).await;
        session.write_all(b"SUB a 1\r\nPUB a 2\r\nhi\r\n").await.unwrap();
        session.shutdown().await.unwrap();
        let mut rest = String::new();
        session
            .read_to_string(&mut rest)
            .await
            .expect("a goodbye in turn");
        assert_eq!(rest, "MSG a 1 2\r\nhi\r\n");
    }
}

#[tokio::test]
async fn a_peer_that_is_sent_away_gets_a_goodbye() {
    let authority = Authority::new();
    let engine = Engine::start(authority.options(false)).await.unwrap();
    for version in VERSIONS {
        let mut session = join(&engine, authority.client_of(&[version], None)).await;
        session.write_all(b"NONSENSE\r\n").await.unwrap();
        session.flush().await.unwrap();
        let mut rest = String::new();
        session.read_to_string(&mut rest).await.expect("a goodbye");
        assert_eq!(rest, "-ERR 'Unknown Protocol Operation'\r\n");
    }
}

#[tokio::test]
async fn an_end_without_a_goodbye_is_noticed() {
    let authority = Authority::new();
    let engine = Engine::start(authority.options(false)).await.unwrap();
    let mut session = join(&engine, authority.client(None)).await;
    session.get_mut().0.shutdown().await.unwrap();
    let error = session.read_u8().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnexpectedEof);
    crate::wire::eventually(|| engine.snapshot().connections == 0).await;
}

#[tokio::test]
async fn the_largest_messages_go_both_ways() {
    const SIZE: usize = 1024 * 1024;
    let authority = Authority::new();
    let engine = Engine::start(authority.options(false)).await.unwrap();
    for version in VERSIONS {
        let mut peers = Vec::new();
        for subject in ["ping", "pong"] {
            let config = authority.client_of(&[version], None);
            let mut wire = Wire::dial_tls(engine.address(), config).await.unwrap();
            wire.introduce("").await;
            wire.say(&format!("SUB {subject} 1\r\n")).await;
            wire.settle().await;
            peers.push(wire);
        }
        let [one, other] = &mut peers[..] else {
            unreachable!("two were made")
        };
        let body: Vec<u8> = (0..SIZE).map(|at| (at * 31 + at / 256) as u8).collect();
        let message = |subject: &str| {
            let line = format!("PUB {subject} {SIZE}\r\n");
            [line.as_bytes(), &body, b"\r\n"].concat()
        };
        let (ping, pong) = (message("ping"), message("pong"));
        // Both at once: neither side may wait for the other to have read.
        let talk = async |wire: &mut Wire, sent: &[u8], heard: &str| {
            wire.send(sent).await.unwrap();
            wire.expect(&format!("MSG {heard} 1 {SIZE}")).await;
            wire.bytes(SIZE + 2).await
        };
        let (at_one, at_other) = tokio::join!(talk(one, &pong, "ping"), talk(other, &ping, "pong"));
        assert!(at_one[..SIZE] == body && at_other[..SIZE] == body, "{version:?}");
    }
}

#[tokio::test]
async fn two_hundred_handshakes_at_once_do_not_stop_those_who_talk() {
    const CROWD: usize = 200;
    let authority = Authority::new();
    let options = Options {
        tls_timeout: Duration::from_secs(20),
        auth_timeout: Duration::from_secs(20),
        ..authority.options(true)
    };
    let engine = Engine::start(options).await.unwrap();
    let config = authority.client(Some(&authority.issue("node1")));
    let mut talker = Wire::dial_tls(engine.address(), Arc::clone(&config))
        .await
        .unwrap();
    talker.introduce("").await;
    talker.say("SUB a 1\r\n").await;
    let crowd = join_all((0..CROWD).map(|_| join(&engine, Arc::clone(&config))));
    tokio::pin!(crowd);
    let mut exchanged = 0;
    let arrived = loop {
        let exchange = async {
            talker.say("PUB a 2\r\nhi\r\n").await;
            talker.expect_all(&["MSG a 1 2", "hi"]).await;
        };
        tokio::select! {
            biased;
            arrived = &mut crowd => break arrived,
            () = exchange => exchanged += 1,
        }
    };
    assert_eq!(arrived.len(), CROWD);
    assert!(exchanged > 0, "the talker had to wait for all handshakes");
    assert_eq!(engine.snapshot().connections, CROWD as u64 + 1);
}
