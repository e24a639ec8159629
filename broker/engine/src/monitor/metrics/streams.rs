//! Streams as Prometheus reads them: the reference's totals, and figures of our own for each stream.

use std::sync::atomic::AtomicU64;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;

use super::Identity;
use crate::hub::Hub;

/// Streams with figures of their own; a page of more would be too long to be read every few seconds.
const MOST_STREAMS: usize = 1000;

#[derive(Debug, Clone, Hash, PartialEq, Eq, EncodeLabelSet)]
struct OfStream {
    identity: String,
    stream: String,
}

type PerStream = Family<OfStream, Gauge<u64, AtomicU64>>;

/// Name, meaning and value of each total; all zero where there are no streams.
pub(super) fn totals(hub: &Hub) -> Vec<(&'static str, &'static str, u64)> {
    let options = hub.options.streams.as_ref();
    let streams = hub.streams.as_ref();
    let stats = streams.map(|streams| streams.stats()).unwrap_or_default();
    let counts = streams.map(|streams| streams.totals()).unwrap_or_default();
    let limit = |most: Option<Option<u64>>| most.flatten().unwrap_or(0);
    vec![
        (
            "stream_memorystore_max",
            "Bytes that streams in memory may take, 0 for no limit",
            limit(options.map(|options| options.max_memory)),
        ),
        (
            "stream_filestore_max",
            "Bytes that streams on disk may take, 0 for no limit",
            limit(options.map(|options| options.max_disk)),
        ),
        (
            "stream_memorystore_used",
            "Bytes of streams in memory",
            stats.memory,
        ),
        ("stream_filestore_used", "Bytes of streams on disk", stats.storage),
        ("stream_streams", "Streams", counts.streams as u64),
        (
            "stream_consumers",
            "Consumers of streams",
            counts.consumers as u64,
        ),
        ("stream_messages", "Messages in streams", counts.messages),
        (
            "stream_message_bytes",
            "Bytes of messages in streams",
            counts.bytes,
        ),
        (
            "stream_waiting_bytes",
            "Bytes that wait for streams to take them",
            streams.map_or(0, |streams| streams.waiting()) as u64,
        ),
        (
            "stream_quarantined",
            "Streams that are out of service",
            streams.map_or(0, |streams| streams.quarantined()) as u64,
        ),
        (
            "stream_api_requests",
            "Requests of the streams' API since the start",
            streams.map_or(0, |streams| streams.api().total),
        ),
        (
            "stream_api_errors",
            "Requests of the streams' API that were refused since the start",
            streams.map_or(0, |streams| streams.api().errors),
        ),
    ]
}

/// Adds what there is of each stream.
pub(super) fn register(hub: &Hub, identity: &Identity, registry: &mut Registry) {
    let Some(streams) = &hub.streams else { return };
    let [messages, bytes, consumers, last] = std::array::from_fn(|_| PerStream::default());
    let mut left = MOST_STREAMS;
    streams.each(|seat| {
        if left == 0 {
            return;
        }
        left -= 1;
        let known = seat.handle.known();
        let labels = OfStream {
            identity: identity.identity.clone(),
            stream: seat.handle.name.to_string(),
        };
        messages.get_or_create(&labels).set(known.totals.messages);
        bytes.get_or_create(&labels).set(known.totals.bytes);
        consumers.get_or_create(&labels).set(known.consumers.len() as u64);
        last.get_or_create(&labels).set(known.totals.last_seq);
    });
    for (name, help, family) in [
        ("messages", "Messages in the stream", messages),
        ("bytes", "Bytes of messages in the stream", bytes),
        ("consumers", "Consumers of the stream", consumers),
        ("last_sequence", "Messages the stream was ever given", last),
    ] {
        registry.register(format!("mco_stream_{name}"), help, family);
    }
}
