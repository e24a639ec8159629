//! The totals as Prometheus reads them, under the reference's names.

mod streams;

use std::sync::atomic::AtomicU64;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;

use crate::hub::Hub;

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

/// The whole page.
pub(super) fn text(hub: &Hub) -> String {
    let (mut registry, totals) = (Registry::default(), hub.snapshot());
    let identity = Identity {
        identity: hub.options.server_name.clone(),
    };
    for (name, help, value) in [
        ("connections", "Connections now", totals.connections),
        (
            "total_connections",
            "Connections since the start",
            totals.total_connections,
        ),
        ("routes", "Connected cluster peers", 0),
        ("remotes", "Configured cluster peers", 0),
        ("leafnode_remotes", "Connected leaf nodes", 0),
        ("in_msgs", "Messages received", totals.in_msgs),
        ("out_msgs", "Messages sent", totals.out_msgs),
        ("in_bytes", "Bytes received", totals.in_bytes),
        ("out_bytes", "Bytes sent", totals.out_bytes),
        (
            "slow_consumers",
            "Peers dropped for being slow",
            totals.slow_consumers,
        ),
        ("subscriptions", "Subscriptions now", totals.subscriptions),
    ]
    .into_iter()
    .chain(streams::totals(hub))
    {
        let family = Family::<Identity, Gauge<u64, AtomicU64>>::default();
        family.get_or_create(&identity).set(value);
        registry.register(format!("choria_network_{name}"), help, family);
    }
    streams::register(hub, &identity, &mut registry);
    let build = Family::<Build, Gauge<u64, AtomicU64>>::default();
    let version = env!("CARGO_PKG_VERSION").to_owned();
    build
        .get_or_create(&Build {
            version,
            sha: String::new(),
            identity: identity.identity,
        })
        .set(1);
    registry.register("choria_build_info", "What is running", build);
    let mut page = String::new();
    // Writing into memory cannot fail; a page cut short is still better than none.
    let _ = encode(&mut page, &registry);
    page
}
