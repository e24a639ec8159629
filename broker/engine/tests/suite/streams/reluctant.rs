//! A receiver that asks for more than it takes.

use async_nats::jetstream::{self, consumer, stream};
use engine::{Engine, Options, StreamsOptions};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

const MESSAGES: usize = 100;
const SIZE: usize = 512 * 1024;
/// A fraction of all messages, but more than one turn of the stream sends.
const MAX_PENDING: usize = 16 * 1024 * 1024;

#[tokio::test]
async fn who_reads_late_is_sent_the_rest_when_it_reads() {
    let folder = tempfile::tempdir().unwrap();
    let options = Options {
        streams: Some(StreamsOptions::at(folder.path())),
        max_pending: MAX_PENDING,
        ..Options::local()
    };
    let engine = Engine::start(options).await.unwrap();
    let client = async_nats::connect(engine.address().to_string()).await.unwrap();
    let context = jetstream::new(client);
    let config = stream::Config {
        name: "S".to_owned(),
        subjects: vec!["s".to_owned()],
        storage: stream::StorageType::Memory,
        ..stream::Config::default()
    };
    let stream = context.create_stream(config).await.unwrap();
    for _ in 0..MESSAGES {
        let sent = context.publish("s", vec![b'x'; SIZE].into()).await.unwrap();
        sent.await.unwrap();
    }
    let config = consumer::pull::Config {
        durable_name: Some("C".to_owned()),
        ack_policy: consumer::AckPolicy::None,
        ..consumer::pull::Config::default()
    };
    let consumer = stream.create_consumer(config).await.unwrap();

    let mut socket = TcpStream::connect(engine.address()).await.unwrap();
    let ask = format!(
        "CONNECT {{\"headers\":true,\"verbose\":false}}\r\nSUB inbox 1\r\nPUB $JS.API.CONSUMER.MSG.NEXT.S.C inbox 3\r\n{MESSAGES}\r\n"
    );
    socket.write_all(ask.as_bytes()).await.unwrap();
    // It reads nothing until as much waits for it as may.
    while consumer.get_info().await.unwrap().delivered.consumer_sequence * (SIZE as u64)
        < MAX_PENDING as u64 / 2
    {}
    let mut reader = BufReader::new(socket);
    let mut messages = 0;
    while messages < MESSAGES {
        let mut line = String::new();
        assert_ne!(
            reader.read_line(&mut line).await.unwrap(),
            0,
            "cut off after {messages}"
        );
        if line.starts_with("MSG ") {
            let mut body = vec![0; SIZE + 2];
            let read = reader.read_exact(&mut body).await;
            assert!(read.is_ok(), "cut off after {messages}: {:?}", engine.snapshot());
            messages += 1;
        }
    }
    assert_eq!(engine.snapshot().slow_consumers, 0);
}
