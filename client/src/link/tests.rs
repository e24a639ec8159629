use std::error::Error;
use std::net::SocketAddr;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::task::TaskTracker;

use super::*;
use crate::fixture::{Broker, Site};

const PATIENCE: Duration = Duration::from_millis(100);

fn options(server: SocketAddr) -> Options {
    Options {
        servers: vec![server.to_string()],
        name: "test".into(),
        tls: None,
        token: None,
        login: None,
        connect_timeout: Duration::from_secs(2),
        ping_interval: Duration::from_secs(30),
        inbox_prefix: "mcollective.reply".into(),
        first: First::GiveUpAfter(PATIENCE),
    }
}

/// A listener that says `greeting` to everybody, then reads and is silent.
async fn says(greeting: &'static str) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    TaskTracker::new().spawn(async move {
        while let Ok((mut peer, _)) = listener.accept().await {
            peer.write_all(greeting.as_bytes()).await.unwrap();
            TaskTracker::new().spawn(async move { peer.read_to_end(&mut Vec::new()).await });
        }
    });
    address
}

async fn trouble(server: SocketAddr) -> String {
    trouble_within(PATIENCE, server).await
}

async fn trouble_within(patience: Duration, server: SocketAddr) -> String {
    let options = Options {
        first: First::GiveUpAfter(patience),
        ..options(server)
    };
    let error = Link::connect(options).await.unwrap_err();
    let text = format!("{error}: {}", error.source().unwrap());
    text.replace(&server.port().to_string(), "PORT")
}

#[tokio::test]
async fn a_port_nobody_listens_on_is_named_long_before_patience_ends() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let patience = Duration::from_secs(3600);
    insta::assert_snapshot!(trouble_within(patience, address).await, @"no broker answered at nats://127.0.0.1:PORT: connection refused");
}

#[tokio::test]
async fn a_broker_that_says_nothing_is_named() {
    insta::assert_snapshot!(trouble(says("").await).await, @"no broker answered at nats://127.0.0.1:PORT: it did not answer in time");
}

#[tokio::test]
async fn something_else_on_the_port_is_recognised() {
    let web = says("HTTP/1.1 400 Bad Request\r\n\r\n").await;
    insta::assert_snapshot!(trouble(web).await, @"no broker answered at nats://127.0.0.1:PORT: it does not speak the NATS protocol");
}

#[tokio::test]
async fn refused_credentials_are_told_apart_from_silence() {
    let strict = says("INFO {}\r\n-ERR 'Authorization Violation'\r\n").await;
    insta::assert_snapshot!(trouble(strict).await, @"no broker answered at nats://127.0.0.1:PORT: it refused our credentials (authorization violation)");
}

#[tokio::test]
async fn an_address_without_a_port_is_refused_before_anything_is_tried() {
    let mut options = options("127.0.0.1:1".parse().unwrap());
    options.servers.push("nats://broker.example.net".into());
    let error = Link::connect(options).await.unwrap_err();
    insta::assert_snapshot!(error, @r#"broker address "nats://broker.example.net" is not host:port"#);
}

/// Plays a broker to one peer: says INFO, and after the peer's line that begins with `cue` says `answer`.
async fn play(listener: &TcpListener, cue: &str, answer: &str) -> TcpStream {
    let (mut peer, _) = listener.accept().await.unwrap();
    peer.write_all(b"INFO {\"max_payload\":1000}\r\n").await.unwrap();
    let mut lines = BufReader::new(&mut peer);
    let mut line = String::new();
    while !line.starts_with(cue) {
        line.clear();
        assert_ne!(
            lines.read_line(&mut line).await.unwrap(),
            0,
            "the peer left before it said {cue}"
        );
    }
    peer.write_all(answer.as_bytes()).await.unwrap();
    peer
}

#[tokio::test]
async fn a_broker_that_refuses_us_for_a_while_does_not_end_the_link() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let options = options(listener.local_addr().unwrap());
    let (link, peer) = tokio::join!(Link::connect(options), play(&listener, "PING", "PONG\r\n"));
    let mut heard = link.unwrap().subscribe("news", None).await.unwrap();
    drop(peer);
    drop(play(&listener, "CONNECT", "-ERR 'Authorization Violation'\r\n").await);
    let replay = async {
        let mut peer = play(&listener, "PING", "PONG\r\n").await;
        peer.write_all(b"MSG news 1 4\r\nback\r\n").await.unwrap();
        peer
    };
    let (_peer, message) = tokio::join!(replay, heard.next());
    assert_eq!(message.unwrap().payload, "back");
}

/// A link to this broker that gives up late, so that a slow machine fails no test.
async fn link(broker: &Broker) -> Link {
    let options = Options {
        first: First::GiveUpAfter(Duration::from_secs(30)),
        ..options(broker.address())
    };
    Link::connect(options).await.unwrap()
}

async fn next(subscription: &mut Subscription) -> (String, Bytes) {
    let message = subscription.next().await.unwrap();
    (message.subject, message.payload)
}

#[tokio::test]
async fn what_was_flushed_is_known_to_the_broker() {
    let broker = Broker::plain().await;
    let (hears, says) = (link(&broker).await, link(&broker).await);
    assert_eq!(hears.server(), format!("nats://{}", broker.address()));
    let mut heard = hears.subscribe("news.*", None).await.unwrap();
    hears.flush().await.unwrap();
    says.publish("news.today", "fine".into()).await.unwrap();
    assert_eq!(next(&mut heard).await, ("news.today".into(), "fine".into()));
    assert_eq!((says.stats().out_messages, says.stats().reconnects), (1, 0));
}

#[tokio::test]
async fn a_queue_group_hears_each_message_once() {
    let broker = Broker::plain().await;
    let link = link(&broker).await;
    let mut one = link.subscribe("work", Some("workers")).await.unwrap();
    let mut other = link.subscribe("work", Some("workers")).await.unwrap();
    link.publish("work", "1".into()).await.unwrap();
    link.flush().await.unwrap();
    let (one, other) = tokio::join!(timeout(PATIENCE, one.next()), timeout(PATIENCE, other.next()));
    assert_ne!(one.is_ok(), other.is_ok());
}

#[tokio::test]
async fn subscriptions_survive_a_broker_that_restarts() {
    let broker = Broker::plain().await;
    let address = broker.address();
    let link = link(&broker).await;
    let mut heard = link.subscribe("news", None).await.unwrap();
    link.flush().await.unwrap();
    broker.stop().await;

    let broker = Broker::plain_at(address).await;
    link.flush().await.unwrap();
    link.publish("news", "back".into()).await.unwrap();
    assert_eq!(next(&mut heard).await.1, "back");
    assert_eq!(link.stats().reconnects, 1);
    assert!(link.connected());
    broker.stop().await;
}

#[tokio::test]
async fn a_daemon_waits_for_its_broker() {
    let broker = Broker::plain().await;
    let address = broker.address();
    broker.stop().await;
    let patient = Options {
        first: First::RetryForever,
        ..options(address)
    };
    let (link, broker) = tokio::join!(Link::connect(patient), Broker::plain_at(address));
    assert_eq!(link.unwrap().server(), format!("nats://{address}"));
    broker.stop().await;
}

#[tokio::test]
async fn the_second_broker_is_used_when_the_first_is_down() {
    let (down, up) = (Broker::plain().await, Broker::plain().await);
    let mut both = options(down.address());
    both.servers.push(up.address().to_string());
    both.first = First::GiveUpAfter(Duration::from_secs(30));
    down.stop().await;
    let link = Link::connect(both).await.unwrap();
    link.flush().await.unwrap();
    assert_eq!(link.server(), format!("nats://{}", up.address()));
}

#[tokio::test]
async fn a_closed_link_has_sent_everything_and_takes_nothing_more() {
    let broker = Broker::plain().await;
    let (hears, says) = (link(&broker).await, link(&broker).await);
    let mut heard = hears.subscribe("last.*", None).await.unwrap();
    let mut own = says.subscribe("other", None).await.unwrap();
    hears.flush().await.unwrap();
    for number in 0..1000 {
        says.publish(&format!("last.{number}"), Bytes::new())
            .await
            .unwrap();
    }
    says.close().await;
    for number in 0..1000 {
        assert_eq!(next(&mut heard).await.0, format!("last.{number}"));
    }
    assert!(own.next().await.is_none());
    assert!(matches!(
        says.publish("late", Bytes::new()).await,
        Err(LinkError::Closed)
    ));
    assert!(matches!(says.clone().flush().await, Err(LinkError::Closed)));
    assert_eq!((says.connected(), says.server().as_str()), (false, "unknown"));
}

#[tokio::test]
async fn a_link_can_be_closed_while_its_broker_is_away() {
    let broker = Broker::plain().await;
    let link = link(&broker).await;
    let mut heard = link.subscribe("news", None).await.unwrap();
    link.flush().await.unwrap();
    broker.stop().await;
    link.close().await;
    assert!(heard.next().await.is_none());
    assert!(matches!(
        link.subscribe("more", None).await,
        Err(LinkError::Closed)
    ));
}

#[tokio::test]
async fn unusable_messages_are_refused_here() {
    let broker = Broker::plain().await;
    let link = link(&broker).await;
    let error = link
        .publish("big", vec![0; (1 << 20) + 1].into())
        .await
        .unwrap_err();
    insta::assert_snapshot!(error, @"message of 1048577 bytes is over the broker's limit of 1048576");
    let error = link.subscribe("two words", None).await.unwrap_err();
    insta::assert_snapshot!(error, @r#""two words" is not a usable subject"#);
}

#[tokio::test]
async fn flushing_works_where_the_inbox_is_denied() {
    let broker = Broker::denying(&["mcollective.reply.>"]).await;
    let link = link(&broker).await;
    for _ in 0..2 {
        link.flush().await.unwrap();
    }
    assert!(link.state.echo_is_denied());
}

fn tls(broker: &Broker, name: &str) -> Options {
    let files = crate::credentials::tls(&Site::get().member(name)).unwrap();
    let first = First::GiveUpAfter(Duration::from_secs(30));
    Options {
        tls: Some(files),
        first,
        ..options(broker.address())
    }
}

async fn tls_trouble(broker: &Broker, options: Options) -> String {
    let error = Link::connect(options).await.unwrap_err();
    let text = format!("{error}: {}", error.source().unwrap());
    text.replace(&broker.address().port().to_string(), "PORT")
}

#[tokio::test]
async fn certificates_open_the_door() {
    let broker = Broker::tls("broker").await;
    for name in ["ann.mcollective", "web1.example.net"] {
        Link::connect(tls(&broker, name))
            .await
            .unwrap()
            .flush()
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn certificate_troubles_are_told_at_once_and_plainly() {
    let broker = Broker::tls("broker").await;
    let mut other_ca = tls(&broker, "ann.mcollective");
    other_ca.tls.as_mut().unwrap().ca = Some(Site::get().certificate("other-ca"));
    insta::assert_snapshot!(tls_trouble(&broker, other_ca).await, @"no broker answered at nats://127.0.0.1:PORT: TLS: its certificate was not issued by our CA");

    let mut stranger = tls(&broker, "ann.mcollective");
    let own = (Site::get().certificate("other-ca"), Site::get().key("other-ca"));
    stranger.tls.as_mut().unwrap().identity = Some(own);
    // Which alert a broker sends is its own choice.
    let refused = tls_trouble(&broker, stranger).await;
    assert!(
        refused.contains(": TLS: it refused our certificate ("),
        "{refused}"
    );

    let off = Options {
        tls: None,
        ..tls(&broker, "ann.mcollective")
    };
    insta::assert_snapshot!(tls_trouble(&broker, off).await, @"no broker answered at nats://127.0.0.1:PORT: it requires TLS, which is switched off here");

    let misnamed = Broker::tls("misnamed").await;
    let options = tls(&misnamed, "ann.mcollective");
    insta::assert_snapshot!(tls_trouble(&misnamed, options).await, @"no broker answered at nats://127.0.0.1:PORT: TLS: its certificate is for broker.example.net, not for 127.0.0.1");

    let plain = Broker::plain().await;
    let options = tls(&plain, "ann.mcollective");
    insta::assert_snapshot!(tls_trouble(&plain, options).await, @"no broker answered at nats://127.0.0.1:PORT: TLS: it does not speak TLS");
}
