//! The server as its answers and events name it.

use std::sync::atomic::Ordering::Relaxed;

use serde::{Deserialize, Serialize};

use crate::hub::Hub;
use crate::info::VERSION;
use crate::monitor::varz::timestamp;

/// Bit of `flags`: there are streams.
const STREAMS: u64 = 1;

/// Who answers; members as in the reference.
#[derive(Debug, Serialize)]
pub(super) struct ServerInfo<'a> {
    name: &'a str,
    host: &'a str,
    id: &'a str,
    ver: &'static str,
    jetstream: bool,
    flags: u64,
    seq: u64,
    time: String,
}

impl<'a> ServerInfo<'a> {
    pub(super) fn of(hub: &'a Hub) -> Self {
        Self {
            name: &hub.options.server_name,
            host: &hub.host,
            id: &hub.server_id,
            ver: VERSION,
            jetstream: hub.streams.is_some(),
            flags: if hub.streams.is_some() { STREAMS } else { 0 },
            seq: hub.counts.told.fetch_add(1, Relaxed) + 1,
            time: timestamp(hub.clock.wall(hub.clock.tick())),
        }
    }
}

/// Which servers are meant; the others keep silent.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Filter {
    server_name: String,
    cluster: String,
    host: String,
    exact_match: bool,
    tags: Vec<String>,
    domain: String,
}

impl Filter {
    pub(super) fn means(&self, hub: &Hub) -> bool {
        let fits = |wanted: &str, ours: &str| {
            wanted.is_empty()
                || if self.exact_match {
                    ours == wanted
                } else {
                    ours.contains(wanted)
                }
        };
        fits(&self.server_name, &hub.options.server_name)
            && fits(&self.host, &hub.host)
            && fits(&self.cluster, "")
            && fits(&self.domain, "")
            && self.tags.is_empty()
    }
}
