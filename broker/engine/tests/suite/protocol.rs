//! The protocol line by line.

use std::time::Duration;

use engine::{Engine, Options};

use crate::wire::Wire;

async fn engine() -> Engine {
    Engine::start(Options::local()).await.unwrap()
}

async fn wire(engine: &Engine) -> Wire {
    Wire::login(engine.address(), "").await
}

#[tokio::test]
async fn info_tells_what_clients_look_for() {
    let options = Options {
        advertise: Some("b1.example.net:4222".into()),
        ..Options::local()
    };
    let engine = Engine::start(options).await.unwrap();
    let first = Wire::dial(engine.address()).await.info;
    let second = Wire::dial(engine.address()).await.info;
    assert_eq!(first["version"], "2.14.2");
    assert_eq!(first["go"], "rust");
    assert_eq!(first["proto"], 1);
    assert_eq!(first["max_payload"], 1_048_576);
    assert_eq!(first["client_ip"], "127.0.0.1");
    assert_eq!(first["headers"], true);
    assert_eq!(first["auth_required"], true);
    assert_eq!(first["connect_urls"][0], "b1.example.net:4222");
    assert_eq!(first["port"], engine.address().port());
    assert_eq!(first["server_id"].as_str().unwrap().len(), 56);
    assert_eq!(first["nonce"].as_str().unwrap().len(), 15);
    assert_ne!(first["nonce"], second["nonce"]);
    assert_ne!(first["client_id"], second["client_id"]);
    assert!(first.get("tls_required").is_none() && first.get("ldm").is_none());
}

#[tokio::test]
async fn nothing_but_connect_comes_first() {
    let engine = engine().await;
    for early in ["PING\r\n", "SUB a 1\r\n", "PUB a 5\r\n", "pong\r\n"] {
        let mut wire = Wire::dial(engine.address()).await;
        wire.say(early).await;
        assert_eq!(wire.rest().await, "-ERR 'Authorization Violation'\r\n", "{early}");
    }
}

#[tokio::test]
async fn a_connect_that_makes_no_sense_is_refused() {
    let engine = engine().await;
    for (connect, answer) in [
        (r#"CONNECT {"protocol":2}"#, "invalid client protocol"),
        (r#"CONNECT {"protocol":-1}"#, "invalid client protocol"),
        (
            r#"CONNECT {"no_responders":true}"#,
            "no responders requires headers support",
        ),
        (r#"CONNECT {"account":"x"}"#, "Authorization Violation"),
        (r#"CONNECT {"new_account":true}"#, "Authorization Violation"),
        ("GET / HTTP/1.1", "Authorization Violation"),
    ] {
        let mut wire = Wire::dial(engine.address()).await;
        wire.say(&format!("{connect}\r\n")).await;
        assert_eq!(wire.rest().await, format!("-ERR '{answer}'\r\n"), "{connect}");
    }
    let mut wire = Wire::dial(engine.address()).await;
    wire.say("CONNECT nonsense\r\n").await;
    assert_eq!(wire.rest().await, "");
}

#[tokio::test]
async fn connect_comes_once() {
    let engine = engine().await;
    let mut wire = wire(&engine).await;
    wire.say("CONNECT {}\r\n").await;
    assert_eq!(wire.rest().await, "-ERR 'Unknown Protocol Operation'\r\n");
}

#[tokio::test]
async fn a_client_that_says_nothing_about_itself_is_verbose_and_pedantic() {
    let engine = engine().await;
    let mut wire = Wire::dial(engine.address()).await;
    wire.say("CONNECT {}\r\nSUB a 1\r\nPUB a 1\r\nx\r\nUNSUB 1\r\nPUB a..b 0\r\n\r\n")
        .await;
    wire.expect_all(&[
        "+OK",
        "+OK",
        "+OK",
        "MSG a 1 1",
        "x",
        "+OK",
        "-ERR 'Invalid Publish Subject'",
        "+OK",
    ])
    .await;
}

#[tokio::test]
async fn the_first_ping_is_followed_by_what_the_client_is_bound_to() {
    let engine = engine().await;
    let mut wire = Wire::login(engine.address(), r#""protocol":1"#).await;
    let info = wire.line().await;
    let info: serde_json::Value = serde_json::from_str(info.strip_prefix("INFO ").unwrap()).unwrap();
    assert_eq!(info["connect_info"], true);
    assert_eq!(info["remote_account"], "choria");
    assert!(info.get("acc_is_sys").is_none());
    wire.settle().await;
}

#[tokio::test]
async fn a_message_may_arrive_in_any_pieces() {
    let engine = engine().await;
    let mut wire = wire(&engine).await;
    for byte in "sub a.* 1\r\nPUB a.b reply 5\r\nhe\r\no\r\nPING\r\n".chars() {
        wire.say(&byte.to_string()).await;
    }
    wire.expect_all(&["MSG a.b 1 reply 5", "he", "o", "PONG"]).await;
}

#[tokio::test]
async fn echo_can_be_declined() {
    let engine = engine().await;
    let mut quiet = Wire::login(engine.address(), r#""echo":false"#).await;
    let mut other = wire(&engine).await;
    other.say("SUB a 1\r\n").await;
    other.settle().await;
    quiet.say("SUB a 1\r\nSUB a q 2\r\nPUB a 1\r\nx\r\n").await;
    quiet.settle().await;
    other.expect_all(&["MSG a 1 1", "x"]).await;
}

#[tokio::test]
async fn unsub_counts_from_the_subscription_on() {
    let engine = engine().await;
    let mut wire = wire(&engine).await;
    wire.say("SUB a 1\r\nPUB a 1\r\n1\r\nUNSUB 1 3\r\nPUB a 1\r\n2\r\nPUB a 1\r\n3\r\nPUB a 1\r\n4\r\n")
        .await;
    wire.expect_all(&["MSG a 1 1", "1", "MSG a 1 1", "2", "MSG a 1 1", "3"])
        .await;
    wire.settle().await;
    assert_eq!(engine.snapshot().subscriptions, 0);
    wire.say("SUB a 2\r\nPUB a 1\r\n5\r\nUNSUB 2 1\r\nPUB a 1\r\n6\r\n")
        .await;
    wire.expect_all(&["MSG a 2 1", "5"]).await;
    wire.settle().await;
    wire.say("SUB a 3\r\nUNSUB 3\r\nUNSUB 99\r\nPUB a 0\r\n\r\n")
        .await;
    wire.settle().await;
    assert_eq!(engine.snapshot().subscriptions, 0);
}

#[tokio::test]
async fn an_id_in_use_keeps_its_subscription() {
    let engine = engine().await;
    let mut wire = wire(&engine).await;
    wire.say("SUB a x1\r\nSUB b x1\r\nPUB b 0\r\n\r\nPUB a 0\r\n\r\n")
        .await;
    wire.expect_all(&["MSG a x1 0", ""]).await;
    wire.settle().await;
}

#[tokio::test]
async fn subscriptions_to_nonsense_are_refused_and_the_rest_goes_on() {
    let engine = engine().await;
    let mut wire = wire(&engine).await;
    for bad in ["a..b", ".a", "a.", "a.>.b"] {
        wire.say(&format!("SUB {bad} 1\r\n")).await;
        wire.expect("-ERR 'Invalid Subject'").await;
    }
    let deep = vec!["a"; 200].join(".");
    wire.say(&format!("SUB {deep} 1\r\n")).await;
    let refusal = format!(r#"-ERR 'Permissions Violation for Subscription to "{deep}", too many tokens'"#);
    wire.expect(&refusal).await;
    wire.settle().await;
}

#[tokio::test]
async fn wildcards_in_a_published_subject_are_plain_letters() {
    let engine = engine().await;
    let mut wire = wire(&engine).await;
    wire.say("SUB a.b 1\r\nSUB a.* 2\r\nPUB a.* 0\r\n\r\nPUB a.> 0\r\n\r\n")
        .await;
    wire.expect_all(&["MSG a.* 2 0", "", "MSG a.> 2 0", ""]).await;
    wire.settle().await;
}

#[tokio::test]
async fn headers_are_cut_off_for_those_who_do_not_know_them() {
    let engine = engine().await;
    let mut knows = Wire::login(engine.address(), r#""headers":true"#).await;
    let mut old = wire(&engine).await;
    knows.say("SUB a 1\r\n").await;
    knows.settle().await;
    old.say("SUB a 1\r\n").await;
    old.settle().await;
    knows
        .say("HPUB a r 18 20\r\nNATS/1.0\r\nA: b\r\n\r\nhi\r\n")
        .await;
    knows
        .expect_all(&["HMSG a 1 r 18 20", "NATS/1.0", "A: b", "", "hi"])
        .await;
    old.expect_all(&["MSG a 1 r 2", "hi"]).await;
    old.say("HPUB a 12 12\r\nNATS/1.0\r\n\r\n\r\n").await;
    assert_eq!(old.rest().await, "-ERR 'message headers not supported'\r\n");
}

#[tokio::test]
async fn who_asks_nobody_is_told_so() {
    let engine = engine().await;
    let mut wire = Wire::login(engine.address(), r#""headers":true,"no_responders":true"#).await;
    wire.say("SUB inbox.* 7\r\nPUB nobody inbox.1 0\r\n\r\n").await;
    wire.expect_all(&[
        "HMSG inbox.1 7 38 38",
        "NATS/1.0 503",
        "Nats-Subject: nobody",
        "",
        "",
    ])
    .await;
    wire.say("PUB nobody elsewhere 0\r\n\r\nPUB nobody 0\r\n\r\n")
        .await;
    wire.settle().await;
}

#[tokio::test]
async fn sizes_are_kept() {
    let options = Options {
        max_payload: 100,
        max_control_line: 200,
        ..Options::local()
    };
    let engine = Engine::start(options).await.unwrap();
    let long = "a".repeat(300);
    for (text, answer) in [
        ("PUB a 101\r\n".to_owned(), "Maximum Payload Violation"),
        (format!("SUB {long} 1\r\n"), "maximum control line exceeded"),
        (format!("SUB {long}"), "maximum control line exceeded"),
        ("PUB a 1\r\nxyz\r\n".to_owned(), "Unknown Protocol Operation"),
        ("\u{0}\u{1}\u{2}".to_owned(), "Unknown Protocol Operation"),
    ] {
        let mut wire = wire(&engine).await;
        wire.say(&text).await;
        assert_eq!(wire.rest().await, format!("-ERR '{answer}'\r\n"), "{text}");
    }
    let mut incomplete = wire(&engine).await;
    incomplete.say("SUB a\r\n").await;
    assert_eq!(incomplete.rest().await, "");
    let mut fits = wire(&engine).await;
    let body = "x".repeat(100);
    fits.say(&format!("SUB a 1\r\nPUB a 100\r\n{body}\r\n")).await;
    fits.expect_all(&["MSG a 1 100", &body]).await;
}

#[tokio::test]
async fn an_error_is_heard_even_by_a_peer_that_still_talks() {
    let engine = engine().await;
    let mut wire = wire(&engine).await;
    let mut much = b"NONSENSE\r\n".to_vec();
    much.resize(500_000, b'x');
    // The engine may have stopped reading before all is said.
    let _ = wire.send(&much).await;
    assert_eq!(wire.rest().await, "-ERR 'Unknown Protocol Operation'\r\n");
}

#[tokio::test]
async fn subscriptions_are_limited_when_asked() {
    let engine = Engine::start(Options {
        max_subscriptions: 2,
        ..Options::local()
    })
    .await
    .unwrap();
    let mut wire = wire(&engine).await;
    wire.say("SUB a 1\r\nSUB b 2\r\nSUB c 3\r\nUNSUB 1\r\nSUB d 4\r\nPUB d 0\r\n\r\n")
        .await;
    wire.expect_all(&["-ERR 'maximum subscriptions exceeded'", "MSG d 4 0", ""])
        .await;
}

#[tokio::test]
async fn one_group_on_two_matching_subjects_gets_a_message_once() {
    let engine = engine().await;
    let mut wire = wire(&engine).await;
    wire.say("SUB a.* q 1\r\nSUB a.b q 2\r\nSUB > other 3\r\n").await;
    for _ in 0..20 {
        wire.say("PUB a.b 0\r\n\r\n").await;
        let mut got = Vec::new();
        for _ in 0..2 {
            got.push(wire.line().await);
            wire.expect("").await;
        }
        got.sort();
        assert_eq!(got[1], "MSG a.b 3 0");
        assert!(got[0] == "MSG a.b 1 0" || got[0] == "MSG a.b 2 0");
        wire.settle().await;
    }
}

#[tokio::test]
async fn order_is_kept_from_one_publisher_to_one_subscriber() {
    let engine = engine().await;
    let (mut from, mut to) = (wire(&engine).await, wire(&engine).await);
    to.say("SUB n 1\r\n").await;
    to.settle().await;
    // Sizes around every border: copied and shared bodies, chunks of the queue, reads.
    let sizes: Vec<usize> = (0..400).map(|n| (n * n) % 70_000).collect();
    let send = async {
        for (n, size) in sizes.iter().enumerate() {
            from.say(&format!("PUB n {n} {size}\r\n{}\r\n", "z".repeat(*size)))
                .await;
        }
        from.settle().await;
    };
    let receive = async {
        for (n, size) in sizes.iter().enumerate() {
            to.expect(&format!("MSG n 1 {n} {size}")).await;
            assert!(to.bytes(size + 2).await.ends_with(b"\r\n"));
        }
    };
    tokio::join!(send, receive);
    engine.shutdown(Duration::from_secs(5)).await;
}
