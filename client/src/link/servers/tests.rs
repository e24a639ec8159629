use hickory_resolver::proto::op::ResponseCode;

use super::*;
use crate::fixture::{Site, dns};

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
    let resolver = dns(
        &[(
            "_x-puppet-mcollective._tcp.example.net.",
            1,
            1,
            4222,
            "broker.example.net.",
        )],
        ResponseCode::NXDomain,
    )
    .await;
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
    let mut member = Site::get().member("ann.mcollective");
    let first = First::RetryForever;
    assert_eq!(resolve(&member, first).await.unwrap(), ["nats://puppet:4222"]);
    member.network.hosts = vec!["broker:4222".into()];
    member.network.use_srv = true;
    assert_eq!(resolve(&member, first).await.unwrap(), ["broker:4222"]);
}
