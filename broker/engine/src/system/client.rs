//! A peer as events and advisories name it.

use std::sync::atomic::Ordering::Relaxed;

use serde::Serialize;

use crate::hub::Hub;
use crate::info::plain_ip;
use crate::monitor::varz::timestamp;
use crate::peer::Peer;

/// Who did something; members as in the reference.
#[derive(Debug, Serialize)]
pub(crate) struct ClientInfo<'a> {
    start: String,
    host: String,
    id: u64,
    acc: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    user: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    name: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    lang: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    ver: &'a str,
    /// Nanoseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    rtt: Option<u64>,
    server: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    stop: Option<String>,
    kind: &'static str,
    client_type: &'static str,
}

impl<'a> ClientInfo<'a> {
    pub(crate) fn of(hub: &'a Hub, peer: &'a Peer) -> Self {
        let session = &peer.session;
        let round_trip = peer.pulse.round_trip.load(Relaxed).checked_sub(1);
        Self {
            start: timestamp(hub.clock.wall(peer.since)),
            host: plain_ip(peer.address),
            id: peer.id,
            acc: session.account.name(),
            user: &session.user,
            name: &session.name,
            lang: &session.lang,
            ver: &session.version,
            rtt: round_trip.map(|millis| u64::from(millis) * 1_000_000),
            server: &hub.options.server_name,
            stop: None,
            kind: "Client",
            client_type: "nats",
        }
    }
}

impl ClientInfo<'_> {
    /// With now as the moment its connection ended.
    pub(super) fn stopped(self, hub: &Hub) -> Self {
        Self {
            stop: Some(timestamp(hub.clock.wall(hub.clock.tick()))),
            ..self
        }
    }
}
