//! The totals of a `nats-server` as Prometheus reads them, under the reference's names.

use std::sync::atomic::AtomicU64;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;

use crate::nats::monitor::{Jsz, LeafFigures, Leafz, Varz};

#[derive(Debug, Clone, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Identity {
    identity: String,
}

#[derive(Debug, Clone, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Build {
    version: String,
    sha: String,
    identity: String,
}

#[derive(Debug, Clone, Hash, PartialEq, Eq, EncodeLabelSet)]
struct OfLeaf {
    identity: String,
    host: String,
    port: u16,
    account: String,
}

type PerLeaf = Family<OfLeaf, Gauge<u64, AtomicU64>>;

/// The whole page.
pub(super) fn text(identity: &str, varz: &Varz, jsz: &Jsz, leafz: &Leafz) -> String {
    let mut registry = Registry::default();
    let label = Identity {
        identity: identity.to_owned(),
    };
    for (name, help, value) in totals(varz).into_iter().chain(streams(jsz)) {
        let family = Family::<Identity, Gauge<u64, AtomicU64>>::default();
        family.get_or_create(&label).set(value);
        registry.register(format!("choria_network_{name}"), help, family);
    }
    leaf_nodes(identity, leafz, &mut registry);
    let build = Family::<Build, Gauge<u64, AtomicU64>>::default();
    let running = Build {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        sha: String::new(),
        identity: identity.to_owned(),
    };
    build.get_or_create(&running).set(1);
    registry.register("choria_build_info", "What is running", build);
    let mut page = String::new();
    // Writing into memory cannot fail; a page cut short is still better than none.
    let _ = encode(&mut page, &registry);
    page
}

fn totals(varz: &Varz) -> [(&'static str, &'static str, u64); 11] {
    [
        ("connections", "Connections now", varz.connections),
        (
            "total_connections",
            "Connections since the start",
            varz.total_connections,
        ),
        ("routes", "Connected cluster peers", varz.routes),
        ("remotes", "Configured cluster peers", varz.remotes),
        ("leafnode_remotes", "Connected leaf nodes", varz.leafnodes),
        ("in_msgs", "Messages received", varz.in_msgs),
        ("out_msgs", "Messages sent", varz.out_msgs),
        ("in_bytes", "Bytes received", varz.in_bytes),
        ("out_bytes", "Bytes sent", varz.out_bytes),
        (
            "slow_consumers",
            "Peers dropped for being slow",
            varz.slow_consumers,
        ),
        ("subscriptions", "Subscriptions now", varz.subscriptions),
    ]
}

fn streams(jsz: &Jsz) -> [(&'static str, &'static str, u64); 8] {
    let limit = |most: i64| u64::try_from(most).unwrap_or_default();
    [
        (
            "stream_memorystore_max",
            "Bytes that streams in memory may take",
            limit(jsz.config.max_memory),
        ),
        (
            "stream_filestore_max",
            "Bytes that streams on disk may take",
            limit(jsz.config.max_storage),
        ),
        (
            "stream_memorystore_used",
            "Bytes of streams in memory",
            jsz.memory,
        ),
        ("stream_filestore_used", "Bytes of streams on disk", jsz.storage),
        ("stream_streams", "Streams", jsz.streams),
        ("stream_consumers", "Consumers of streams", jsz.consumers),
        ("stream_messages", "Messages in streams", jsz.messages),
        ("stream_message_bytes", "Bytes of messages in streams", jsz.bytes),
    ]
}

fn leaf_nodes(identity: &str, leafz: &Leafz, registry: &mut Registry) {
    if leafz.leafs.is_empty() {
        return;
    }
    type Figure = (&'static str, &'static str, fn(&LeafFigures) -> u64);
    let figures: [Figure; 6] = [
        ("rtt_ms", "Round trip to the leaf node", |leaf| {
            milliseconds(&leaf.rtt)
        }),
        ("in_msgs", "Messages from the leaf node", |leaf| leaf.in_msgs),
        ("out_msgs", "Messages to the leaf node", |leaf| leaf.out_msgs),
        ("in_bytes", "Bytes from the leaf node", |leaf| leaf.in_bytes),
        ("out_bytes", "Bytes to the leaf node", |leaf| leaf.out_bytes),
        ("subscriptions", "Subscriptions of the leaf node", |leaf| {
            leaf.subscriptions
        }),
    ];
    for (name, help, figure) in figures {
        let family = PerLeaf::default();
        for leaf in &leafz.leafs {
            let label = OfLeaf {
                identity: identity.to_owned(),
                host: leaf.ip.clone(),
                port: leaf.port,
                account: leaf.account.clone(),
            };
            family.get_or_create(&label).set(figure(leaf));
        }
        registry.register(format!("choria_network_leafnode_{name}"), help, family);
    }
}

/// What Go writes as `1.2345ms`, `834µs` or `1.5s`; minutes are no round trip.
fn milliseconds(text: &str) -> u64 {
    let digits = text.find(|char: char| !char.is_ascii_digit() && char != '.');
    let (number, unit) = text.split_at(digits.unwrap_or(text.len()));
    let number: f64 = number.parse().unwrap_or_default();
    match unit {
        "s" => (number * 1000.0) as u64,
        "ms" => number as u64,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_trips_are_read_as_go_writes_them() {
        for (text, expected) in [("1.5s", 1500), ("12.9ms", 12), ("834µs", 0), ("", 0), ("1m2s", 0)] {
            assert_eq!(milliseconds(text), expected, "{text}");
        }
    }

    #[test]
    fn the_page_has_totals_streams_and_leaf_nodes() {
        let varz = Varz {
            connections: 3,
            ..Varz::default()
        };
        let jsz = Jsz {
            streams: 5,
            ..Jsz::default()
        };
        let leafz = Leafz {
            leafs: vec![LeafFigures {
                ip: "192.0.2.1".to_owned(),
                account: "choria".to_owned(),
                in_msgs: 7,
                ..LeafFigures::default()
            }],
        };
        let page = text("b1", &varz, &jsz, &leafz);
        for line in [
            "choria_network_connections{identity=\"b1\"} 3\n",
            "choria_network_stream_streams{identity=\"b1\"} 5\n",
            "choria_network_leafnode_in_msgs{identity=\"b1\",host=\"192.0.2.1\",port=\"0\",account=\"choria\"} 7\n",
            "choria_build_info{version=",
        ] {
            assert!(page.contains(line), "{line}\n{page}");
        }
    }
}
