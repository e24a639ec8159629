//! TLS on the wire.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use engine::{Account, Authenticator, Engine, Identified, Login, Options, Refused, tls_config};
use rustls::ClientConfig;

use crate::credentials::Authority;
use crate::wire::Wire;

/// Remembers how many certificates each login showed.
#[derive(Debug, Default)]
struct Seen(Mutex<Vec<(bool, usize)>>);

impl Authenticator for Seen {
    fn authenticate(&self, login: &Login<'_>) -> Result<Identified, Refused> {
        self.0.lock().unwrap().push((login.tls, login.certificates.len()));
        Ok(Identified {
            account: Account::Choria,
            user: String::new(),
            permissions: None,
            valid_for: None,
        })
    }
}

async fn login(engine: &Engine, config: Arc<ClientConfig>) -> std::io::Result<Wire> {
    let mut wire = Wire::dial_tls(engine.address(), config).await?;
    assert_eq!(wire.info["tls_required"], true);
    // A refused certificate shows only after the client thinks it is through.
    wire.send(b"CONNECT {\"verbose\":false}\r\nPING\r\n").await?;
    match wire.line().await.as_str() {
        "PONG" => Ok(wire),
        _ => Err(std::io::ErrorKind::ConnectionAborted.into()),
    }
}

#[tokio::test]
async fn a_client_certificate_is_shown_to_the_authenticator_when_given() {
    let (authority, seen) = (Authority::new(), Arc::new(Seen::default()));
    let options = Options {
        authenticator: seen.clone(),
        ..authority.options(false)
    };
    let engine = Engine::start(options).await.unwrap();
    let node = authority.issue("node1");
    login(&engine, authority.client(Some(&node))).await.unwrap();
    login(&engine, authority.client(None)).await.unwrap();
    assert_eq!(*seen.0.lock().unwrap(), [(true, 1), (true, 0)]);
}

#[tokio::test]
async fn a_required_client_certificate_is_required() {
    let authority = Authority::new();
    let engine = Engine::start(authority.options(true)).await.unwrap();
    let node = authority.issue("node1");
    assert!(login(&engine, authority.client(Some(&node))).await.is_ok());
    assert!(login(&engine, authority.client(None)).await.is_err());
    let stranger = Authority::new().issue("node1");
    assert!(login(&engine, authority.client(Some(&stranger))).await.is_err());
}

#[tokio::test]
async fn info_says_whether_certificates_are_checked() {
    let authority = Authority::new();
    for tls_verify in [true, false] {
        let options = Options {
            tls_verify,
            ..authority.options(false)
        };
        let engine = Engine::start(options).await.unwrap();
        let info = Wire::dial(engine.address()).await.info;
        assert_eq!(info.get("tls_verify").is_some(), tls_verify, "{info}");
    }
}

#[tokio::test]
async fn both_versions_of_tls_carry_messages() {
    let authority = Authority::new();
    let engine = Engine::start(authority.options(false)).await.unwrap();
    for version in [&rustls::version::TLS12, &rustls::version::TLS13] {
        let node = authority.issue("node1");
        let mut wire = login(&engine, authority.client_of(&[version], Some(&node)))
            .await
            .unwrap();
        let body = "b".repeat(100_000);
        wire.say(&format!("SUB a 1\r\nPUB a 100000\r\n{body}\r\n")).await;
        wire.expect_all(&["MSG a 1 100000", &body]).await;
    }
}

#[tokio::test]
async fn a_client_that_speaks_plain_is_told_what_is_missing() {
    let engine = Engine::start(Authority::new().options(false)).await.unwrap();
    let mut wire = Wire::dial(engine.address()).await;
    wire.say("CONNECT {}\r\n").await;
    assert_eq!(wire.rest().await, "-ERR 'Secure Connection - TLS Required'\r\n");
}

#[tokio::test]
async fn a_handshake_that_does_not_begin_ends() {
    let options = Options {
        tls_timeout: Duration::from_millis(50),
        ..Authority::new().options(false)
    };
    let engine = Engine::start(options).await.unwrap();
    let mut silent = Wire::dial(engine.address()).await;
    assert_eq!(silent.rest().await, "-ERR 'Secure Connection - TLS Required'\r\n");
}

#[tokio::test]
async fn errors_are_told_inside_tls() {
    let authority = Authority::new();
    let engine = Engine::start(authority.options(false)).await.unwrap();
    let mut early = Wire::dial_tls(engine.address(), authority.client(None))
        .await
        .unwrap();
    early.say("PING\r\n").await;
    assert_eq!(early.rest().await, "-ERR 'Authorization Violation'\r\n");
    let mut late = Wire::dial_tls(engine.address(), authority.client(None))
        .await
        .unwrap();
    late.introduce("").await;
    late.say("NONSENSE\r\n").await;
    assert_eq!(late.rest().await, "-ERR 'Unknown Protocol Operation'\r\n");
}

#[tokio::test]
async fn broken_records_cost_only_their_sender() {
    let authority = Authority::new();
    let engine = Engine::start(authority.options(false)).await.unwrap();
    let mut good = Wire::dial_tls(engine.address(), authority.client(None))
        .await
        .unwrap();
    good.introduce("").await;
    for noise in [
        &[0x16_u8, 3, 1, 0, 4, 1, 0, 0, 0][..],
        &[0x16; 5000],
        &[0x16, 3, 3, 255, 255],
    ] {
        let mut bad = Wire::dial(engine.address()).await;
        bad.send(noise).await.unwrap();
        bad.finish().await;
        bad.rest().await;
    }
    good.settle().await;
}

#[test]
fn unusable_credentials_are_named() {
    let (one, two) = (Authority::new().issue("a"), Authority::new().issue("b"));
    let text = |cert: &str, key: &str| tls_config(cert, key, None, false).unwrap_err().to_string();
    assert_eq!(text("", &one.key), "no certificate in the server certificate");
    assert_eq!(text(&one.certificate, "nonsense"), "cannot read the server key");
    assert_eq!(
        text(&one.certificate, &two.key),
        "cannot use the server certificate"
    );
}

#[tokio::test]
async fn renewed_certificates_are_for_new_connections_and_the_old_ones_stay() {
    let (before, after) = (Authority::new(), Authority::new());
    let engine = Engine::start(before.options(false)).await.unwrap();
    let mut early = login(&engine, before.client(None)).await.unwrap();
    assert!(login(&engine, after.client(None)).await.is_err());
    let engine::TlsMode::Required(renewed) = after.options(false).tls else {
        panic!("it is TLS");
    };
    engine.renew_tls(renewed);
    login(&engine, after.client(None)).await.unwrap();
    assert!(login(&engine, before.client(None)).await.is_err());
    early.send(b"PING\r\n").await.unwrap();
    assert_eq!(early.line().await, "PONG");
}
