//! Data sources: named questions about the running node, as `rpcutil#get_data` asks them.

use protocol::rpc::Object;
use serde_json::{Value, json};

use crate::{Context, Described, VERSION};

/// Names of the sources, sorted.
pub(crate) const NAMES: [&str; 2] = ["choria", "config_item"];

/// What a source tells; none when there is no such source.
pub(crate) fn get(source: &str, query: &str, node: &Context, described: &Described) -> Option<Object> {
    let told = match source {
        "choria" => node_itself(node, described),
        "config_item" => config_item(query, node),
        _ => return None,
    };
    serde_json::from_value(told).ok()
}

/// The node and its counters, under the reference's names.
fn node_itself(node: &Context, described: &Described) -> Value {
    let (agents, classes) = (node.agents.hosted(), &described.classes);
    let uptime = node.clock.now().duration_since(node.started).unwrap_or_default();
    let mut told = json!({
        "agents": agents.names(),
        "agents_count": agents.names().len(),
        "built": "",
        "classes": classes,
        "classes_count": classes.len(),
        "commit": "",
        "configfile": node.config.config_file,
        "connected_broker": node.link.server(),
        "cpus": std::thread::available_parallelism().map_or(1, |cpus| cpus.get()),
        "go_version": "",
        "goroutines": 0,
        "license": "Apache-2.0",
        "machines": [],
        "machines_count": 0,
        "pid": std::process::id(),
        "provisioning": false,
        "uptime": uptime.as_secs(),
        "version": VERSION,
    });
    for (name, value) in node.stats.named() {
        told[name] = value.into();
    }
    told
}

fn config_item(item: &str, node: &Context) -> Value {
    let value = node.config.common.settings.value(item);
    json!({"present": value.is_some(), "value": value})
}
