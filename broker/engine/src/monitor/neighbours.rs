//! `/routez`, `/gatewayz` and `/leafz`: the other servers, of which an embedded engine has none.

use serde_json::{Value, json};

use super::varz::timestamp;
use crate::hub::Hub;

/// The servers of the same cluster.
pub(crate) fn routez(hub: &Hub) -> Value {
    json!({
        "server_id": hub.server_id, "server_name": hub.options.server_name, "now": now(hub),
        "num_routes": 0, "routes": [],
    })
}

/// The clusters beside this one.
pub(crate) fn gatewayz(hub: &Hub) -> Value {
    json!({
        "server_id": hub.server_id, "now": now(hub),
        "outbound_gateways": {}, "inbound_gateways": {},
    })
}

/// The leaf nodes.
pub(crate) fn leafz(hub: &Hub) -> Value {
    json!({"server_id": hub.server_id, "now": now(hub), "leafnodes": 0, "leafs": []})
}

fn now(hub: &Hub) -> String {
    timestamp(hub.clock.wall(hub.clock.tick()))
}
