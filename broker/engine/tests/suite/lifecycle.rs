//! Coming, staying and going.

use std::time::Duration;

use engine::{Engine, Options};
use tokio::net::TcpStream;

use crate::wire::{Wire, eventually};

const SOON: Duration = Duration::from_millis(50);

#[tokio::test]
async fn who_never_logs_in_is_sent_away() {
    let engine = Engine::start(Options {
        auth_timeout: SOON,
        ..Options::local()
    })
    .await
    .unwrap();
    let mut wire = Wire::dial(engine.address()).await;
    assert_eq!(wire.rest().await, "-ERR 'Authentication Timeout'\r\n");
}

#[tokio::test]
async fn who_never_answers_pings_is_stale() {
    let options = Options {
        ping_interval: SOON,
        max_pings_out: 2,
        ..Options::local()
    };
    let engine = Engine::start(options).await.unwrap();
    let mut silent = Wire::login(engine.address(), "").await;
    assert_eq!(silent.rest().await, "PING\r\nPING\r\n-ERR 'Stale Connection'\r\n");
    eventually(|| engine.snapshot().connections == 0).await;
}

#[tokio::test]
async fn who_answers_pings_stays() {
    let options = Options {
        ping_interval: SOON,
        max_pings_out: 1,
        ..Options::local()
    };
    let engine = Engine::start(options).await.unwrap();
    let mut wire = Wire::login(engine.address(), "").await;
    for _ in 0..5 {
        wire.expect("PING").await;
        wire.say("PONG\r\n").await;
    }
    assert_eq!(engine.snapshot().connections, 1);
}

#[tokio::test]
async fn a_full_engine_turns_peers_away_and_takes_them_again() {
    let engine = Engine::start(Options {
        max_connections: 1,
        ..Options::local()
    })
    .await
    .unwrap();
    let first = Wire::login(engine.address(), "").await;
    let mut second = Wire::raw(TcpStream::connect(engine.address()).await.unwrap());
    assert_eq!(second.rest().await, "-ERR 'maximum connections exceeded'\r\n");
    drop(first);
    eventually(|| engine.snapshot().connections == 0).await;
    Wire::login(engine.address(), "").await;
}

#[tokio::test]
async fn a_peer_that_is_gone_leaves_nothing_behind() {
    let engine = Engine::start(Options::local()).await.unwrap();
    let mut wires = Vec::new();
    for n in 0..50 {
        let mut wire = Wire::login(engine.address(), "").await;
        wire.say(&format!("SUB node.{n} 1\r\nSUB all 2\r\nSUB all.> q 3\r\n"))
            .await;
        wire.settle().await;
        wires.push(wire);
    }
    assert_eq!(engine.snapshot().subscriptions, 150);
    drop(wires);
    eventually(|| engine.snapshot().subscriptions == 0 && engine.snapshot().connections == 0).await;
    assert_eq!(engine.snapshot().total_connections, 50);
}

#[tokio::test]
async fn a_half_closed_peer_still_gets_its_answer() {
    let engine = Engine::start(Options::local()).await.unwrap();
    let mut wire = Wire::login(engine.address(), "").await;
    wire.say("SUB a 1\r\nPUB a 2\r\nhi\r\nPING\r\n").await;
    wire.finish().await;
    assert_eq!(wire.rest().await, "MSG a 1 2\r\nhi\r\nPONG\r\n");
}

#[tokio::test]
async fn a_lame_duck_says_so_before_it_goes() {
    let options = Options {
        lame_duck_grace: SOON,
        lame_duck: SOON,
        ..Options::local()
    };
    let engine = Engine::start(options).await.unwrap();
    let address = engine.address();
    let mut new = Wire::login(address, r#""protocol":1"#).await;
    assert!(new.line().await.contains("connect_info"));
    let mut old = Wire::login(address, r#""protocol":0"#).await;
    let (told, unaware, ()) = tokio::join!(new.rest(), old.rest(), engine.lame_duck());
    assert!(
        told.starts_with("INFO {") && told.contains(r#""ldm":true"#),
        "{told}"
    );
    assert_eq!(unaware, "");
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn shutdown_delivers_what_is_queued() {
    let engine = Engine::start(Options::local()).await.unwrap();
    let mut wire = Wire::login(engine.address(), "").await;
    let body = "y".repeat(1_000_000);
    wire.say(&format!("SUB a 1\r\nPUB a {}\r\n{body}\r\nPING\r\n", body.len()))
        .await;
    eventually(|| engine.snapshot().out_msgs == 1).await;
    let (heard, ()) = tokio::join!(wire.rest(), engine.shutdown(Duration::from_secs(10)));
    assert!(heard.starts_with("MSG a 1 1000000\r\n") && heard.len() > body.len());
}

#[tokio::test]
async fn a_dropped_engine_stops() {
    let engine = Engine::start(Options::local()).await.unwrap();
    let mut wire = Wire::login(engine.address(), "").await;
    let address = engine.address();
    drop(engine);
    assert_eq!(wire.rest().await, "");
    let gone = async || TcpStream::connect(address).await.is_err();
    while !gone().await {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_taken_address_is_named() {
    let engine = Engine::start(Options::local()).await.unwrap();
    let error = Engine::start(Options {
        listen: engine.address(),
        ..Options::local()
    })
    .await
    .unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("cannot listen on {}", engine.address())
    );
}

#[tokio::test]
async fn garbage_and_silence_cost_only_themselves() {
    let engine = Engine::start(Options::local()).await.unwrap();
    let mut good = Wire::login(engine.address(), "").await;
    let mut bad = Vec::new();
    for n in 0_u8..40 {
        let mut wire = Wire::dial(engine.address()).await;
        let noise: Vec<u8> = (0..=255).map(|b: u8| b.wrapping_mul(n).wrapping_add(n)).collect();
        wire.send(&noise).await.unwrap();
        bad.push(wire);
        bad.push(Wire::raw(TcpStream::connect(engine.address()).await.unwrap()));
    }
    good.say("SUB a 1\r\nPUB a 0\r\n\r\n").await;
    good.expect_all(&["MSG a 1 0", ""]).await;
}
