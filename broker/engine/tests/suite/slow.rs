//! Peers that do not read.

use std::time::Duration;

use engine::{Engine, Options};

use crate::wire::{Wire, eventually};

const BODY: usize = 50_000;

/// Publishes until the engine has dropped a slow peer.
async fn publish_until_dropped(engine: &Engine, from: &mut Wire, reader: &mut Wire) -> usize {
    let body = "x".repeat(BODY);
    let mut sent = 0;
    while engine.snapshot().slow_consumers == 0 {
        from.say(&format!("PUB a {BODY}\r\n{body}\r\n")).await;
        from.settle().await;
        reader.expect(&format!("MSG a 1 {BODY}")).await;
        reader.bytes(BODY + 2).await;
        sent += 1;
    }
    sent
}

async fn trio(options: Options) -> (Engine, Wire, Wire, Wire) {
    let engine = Engine::start(options).await.unwrap();
    let from = Wire::login(engine.address(), "").await;
    let mut reader = Wire::login(engine.address(), "").await;
    let mut sleeper = Wire::login(engine.address(), "").await;
    for wire in [&mut reader, &mut sleeper] {
        wire.say("SUB a 1\r\n").await;
        wire.settle().await;
    }
    (engine, from, reader, sleeper)
}

#[tokio::test]
async fn a_peer_that_does_not_read_is_dropped_at_its_bound_and_others_go_on() {
    let bound = 1_000_000;
    let options = Options {
        max_pending: bound,
        ..Options::local()
    };
    let (engine, mut from, mut reader, mut sleeper) = trio(options).await;
    let sent = publish_until_dropped(&engine, &mut from, &mut reader).await;
    assert!(sent * BODY > bound, "not dropped before its bound");
    let kept = sleeper.rest().await.len();
    assert!(kept < sent * BODY, "what waited was thrown away");
    from.say("PUB a 0\r\n\r\n").await;
    reader.expect_all(&["MSG a 1 0", ""]).await;
    eventually(|| engine.snapshot().connections == 2).await;
}

#[tokio::test]
async fn a_peer_whose_socket_stays_full_is_dropped_at_the_deadline() {
    let options = Options {
        write_deadline: Duration::from_millis(50),
        ..Options::local()
    };
    let (engine, mut from, mut reader, sleeper) = trio(options).await;
    publish_until_dropped(&engine, &mut from, &mut reader).await;
    eventually(|| engine.snapshot().connections == 2).await;
    drop(sleeper);
}

#[tokio::test]
async fn a_peer_that_falls_behind_and_catches_up_gets_everything() {
    let (engine, mut from, mut reader, mut sleeper) = trio(Options::local()).await;
    let body = "x".repeat(BODY);
    for _ in 0..300 {
        from.say(&format!("PUB a {BODY}\r\n{body}\r\n")).await;
        from.settle().await;
        reader.expect(&format!("MSG a 1 {BODY}")).await;
        reader.bytes(BODY + 2).await;
    }
    for _ in 0..300 {
        sleeper.expect(&format!("MSG a 1 {BODY}")).await;
        sleeper.bytes(BODY + 2).await;
    }
    sleeper.settle().await;
    assert_eq!(engine.snapshot().slow_consumers, 0);
}

#[tokio::test]
async fn a_flood_waits_for_its_reader_instead_of_losing_it() {
    let options = Options {
        max_pending: 8_000_000,
        ..Options::local()
    };
    let engine = Engine::start(options).await.unwrap();
    let (mut from, mut to) = (
        Wire::login(engine.address(), "").await,
        Wire::login(engine.address(), "").await,
    );
    to.say("SUB a 1\r\n").await;
    to.settle().await;
    let flood = format!("PUB a 1000\r\n{}\r\n", "x".repeat(1000)).repeat(100);
    let count = 400 * 100;
    let send = async {
        for _ in 0..400 {
            from.say(&flood).await;
        }
    };
    let receive = async {
        for _ in 0..count {
            to.expect("MSG a 1 1000").await;
            to.bytes(1002).await;
        }
    };
    tokio::join!(send, receive);
    assert_eq!(engine.snapshot().slow_consumers, 0);
}

#[tokio::test]
async fn a_peer_that_only_asks_and_never_reads_is_dropped_too() {
    let options = Options {
        max_pending: 100_000,
        ..Options::local()
    };
    let engine = Engine::start(options).await.unwrap();
    let mut rude = Wire::login(engine.address(), "").await;
    let pings = "PING\r\n".repeat(10_000);
    let ask = async { while rude.send(pings.as_bytes()).await.is_ok() {} };
    let dropped = eventually(|| engine.snapshot().slow_consumers == 1);
    tokio::join!(ask, dropped);
}

#[tokio::test]
async fn a_peer_whose_messages_cost_much_time_leaves_some_to_others() {
    const DEPTH: u32 = 14;
    const MESSAGES: u64 = 1_000;
    let options = Options {
        workers: 1,
        ..Options::local()
    };
    let engine = Engine::start(options).await.unwrap();
    let mut greedy = Wire::login(engine.address(), "").await;
    let mut other = Wire::login(engine.address(), "").await;
    // Every one of them is looked at for each message, and none fits.
    for number in 0..1_u32 << DEPTH {
        let token = |bit| if number >> bit & 1 == 0 { "a." } else { "*." };
        let pattern: String = (0..DEPTH).map(token).collect();
        greedy.say(&format!("SUB {pattern}z {number}\r\n")).await;
    }
    greedy.settle().await;
    let message = format!("PUB {}x 0\r\n\r\n", "a.".repeat(DEPTH as usize));
    greedy.say(&message.repeat(MESSAGES as usize)).await;
    eventually(|| engine.snapshot().in_msgs > 0).await;
    other.say("PING\r\n").await;
    other.expect("PONG").await;
    let served = engine.snapshot().in_msgs;
    assert!(served < MESSAGES, "{served} messages went first");
}
