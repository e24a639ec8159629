use std::net::SocketAddr;

use hickory_resolver::config::{ConnectionConfig, NameServerConfig, ResolverConfig};
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::proto::op::{Message, MessageType, ResponseCode};
use hickory_resolver::proto::rr::rdata::SRV;
use hickory_resolver::proto::rr::{Name, Record};
use tokio::net::UdpSocket;
use tokio_util::task::TaskTracker;

use super::*;
use crate::fixture::Site;

type Answers = &'static [(&'static str, u16, u16, u16, &'static str)];

/// A DNS server that knows these SRV records (name, priority, weight, port, target) and otherwise says `unknown`.
async fn dns(records: Answers, unknown: ResponseCode) -> TokioResolver {
    let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let address = socket.local_addr().unwrap();
    TaskTracker::new().spawn(async move {
        let mut buffer = [0; 512];
        while let Ok((size, peer)) = socket.recv_from(&mut buffer).await {
            let answer = answer(&buffer[..size], records, unknown);
            socket.send_to(&answer, peer).await.unwrap();
        }
    });
    resolver(address)
}

fn answer(question: &[u8], records: Answers, unknown: ResponseCode) -> Vec<u8> {
    let mut message = Message::from_vec(question).unwrap();
    let name = message.queries[0].name().clone();
    message.metadata.message_type = MessageType::Response;
    for (known, priority, weight, port, target) in records {
        if name == Name::from_ascii(known).unwrap() {
            let srv = SRV::new(*priority, *weight, *port, Name::from_ascii(target).unwrap());
            message.add_answer(Record::from_rdata(name.clone(), 60, RData::SRV(srv)));
        }
    }
    if message.answers.is_empty() {
        message.metadata.response_code = unknown;
    }
    message.to_vec().unwrap()
}

fn resolver(address: SocketAddr) -> TokioResolver {
    let mut connection = ConnectionConfig::udp();
    connection.port = address.port();
    let server = NameServerConfig::new(address.ip(), true, vec![connection]);
    let config = ResolverConfig::from_parts(None, Vec::new(), vec![server]);
    let mut builder = Resolver::builder_with_config(config, TokioRuntimeProvider::default());
    builder.options_mut().attempts = 0;
    builder.build().unwrap()
}

#[tokio::test]
async fn records_are_sorted_by_priority_then_weight() {
    let resolver = dns(
        &[
            (
                "_mcollective-server._tcp.example.net.",
                20,
                0,
                4222,
                "last.example.net.",
            ),
            (
                "_mcollective-server._tcp.example.net.",
                10,
                1,
                4222,
                "light.example.net.",
            ),
            (
                "_mcollective-server._tcp.example.net.",
                10,
                9,
                4333,
                "heavy.example.net.",
            ),
            (
                "_x-puppet-mcollective._tcp.example.net.",
                1,
                1,
                1,
                "other.example.net.",
            ),
        ],
        ResponseCode::NXDomain,
    )
    .await;
    let expected = [
        "nats://heavy.example.net:4333",
        "nats://light.example.net:4222",
        "nats://last.example.net:4222",
    ];
    assert_eq!(lookup_with(&resolver, "example.net").await.unwrap(), expected);
}

#[tokio::test]
async fn the_old_record_counts_when_the_new_one_is_missing() {
    let old: Answers = &[(
        "_x-puppet-mcollective._tcp.example.net.",
        1,
        1,
        4222,
        "broker.example.net.",
    )];
    let resolver = dns(old, ResponseCode::NXDomain).await;
    assert_eq!(
        lookup_with(&resolver, "example.net.").await.unwrap(),
        ["nats://broker.example.net:4222"]
    );
}

#[tokio::test]
async fn no_records_is_no_error_but_a_broken_server_is() {
    let empty = dns(&[], ResponseCode::NXDomain).await;
    assert_eq!(lookup_with(&empty, "example.net").await.unwrap(), [""; 0]);
    let broken = dns(&[], ResponseCode::ServFail).await;
    assert!(lookup_with(&broken, "example.net").await.is_err());
}

#[tokio::test]
async fn configured_brokers_come_first_and_puppet_last() {
    let mut common = Site::get().common("ann.mcollective");
    let first = First::RetryForever;
    assert_eq!(resolve(&common, first).await.unwrap(), ["nats://puppet:4222"]);
    common.network.hosts = vec!["broker:4222".into()];
    common.network.use_srv = true;
    assert_eq!(resolve(&common, first).await.unwrap(), ["broker:4222"]);
}
