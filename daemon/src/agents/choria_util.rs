//! `choria_util`: the connection, and the autonomous agents of the node.

use std::sync::Arc;

use async_trait::async_trait;
use serde_json::json;

use super::rpcutil::object;
use crate::{Agent, Answer, Call, Context, VERSION};

/// Seconds between pings of a node's connection, as [`client::Link`] has it.
const PING_INTERVAL: f64 = 120.0;

/// The agent.
#[derive(Debug)]
pub(crate) struct ChoriaUtil {
    ddl: Arc<ddl::Agent>,
}

impl ChoriaUtil {
    pub(crate) fn new(ddl: Arc<ddl::Agent>) -> Self {
        Self { ddl }
    }
}

#[async_trait]
impl Agent for ChoriaUtil {
    fn ddl(&self) -> &Arc<ddl::Agent> {
        &self.ddl
    }

    async fn call(&self, call: Call, node: &Context) -> Answer {
        match call.action.as_str() {
            "info" => info(node),
            "machine_states" => machine_states(),
            "machine_state" => machine_state(&call),
            "machine_transition" => machine_transition(),
            other => Answer::aborted(format!("action {other} is not implemented")),
        }
    }
}

/// The connection and what it was made from, under the reference's names.
fn info(node: &Context) -> Answer {
    let member = &node.config.member;
    let network = &member.network;
    let stats = node.link.stats();
    let hosts = network
        .hosts
        .iter()
        .map(|host| host.rsplit('/').next().unwrap_or(host));
    let servers: Vec<_> = hosts.collect();
    let domain = member.identity.split_once('.').map_or("", |(_, domain)| domain);
    let srv_domain = network.srv_domain.as_deref().unwrap_or(domain);
    Answer::ok(object(json!({
        "security": "choria",
        "connector": "choria",
        "client_version": VERSION,
        "client_flavour": format!("mco {VERSION}"),
        "client_options": {
            "servers": network.hosts,
            "dont_randomize_servers": false,
            "name": member.security.certname.as_deref().unwrap_or(&member.identity),
            "pedantic": false,
            "secure": !member.security.disable_tls,
            "allow_reconnect": true,
            "max_reconnect_attempts": -1,
            "reconnect_time_wait": 0.5,
            "connect_timeout": network.connect_timeout.as_secs_f64(),
            "ping_interval": PING_INTERVAL,
            "max_outstanding_pings": 2,
        },
        "client_stats": {
            "in_msgs": stats.in_messages,
            "out_msgs": stats.out_messages,
            "in_bytes": stats.in_bytes,
            "out_bytes": stats.out_bytes,
            "reconnects": stats.reconnects,
        },
        "connected_server": node.link.server(),
        "facter_domain": domain,
        "facter_command": "",
        "srv_domain": srv_domain,
        "using_srv": network.use_srv,
        "middleware_servers": servers,
        "path": std::env::var("PATH").unwrap_or_default(),
        "choria_version": format!("choria {VERSION}"),
        "secure_protocol": true,
        "connector_tls": !member.security.disable_tls,
    })))
}

fn machine_states() -> Answer {
    Answer::ok(object(
        json!({"machine_ids": [], "machine_names": [], "states": {}}),
    ))
}

fn machine_state(call: &Call) -> Answer {
    let known = ["name", "path", "instance"];
    let reason = if known.iter().any(|input| call.data.contains_key(*input)) {
        "No running machines"
    } else {
        "No search criteria given"
    };
    let unknown = "unknown machine";
    Answer::aborted(reason).with(object(
        json!({"name": unknown, "state": unknown, "version": unknown}),
    ))
}

fn machine_transition() -> Answer {
    Answer::aborted("No running machines").with(object(json!({"success": false})))
}
