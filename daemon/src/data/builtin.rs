//! The providers that come with a node.

use protocol::rpc::Object;
use serde_json::{Value, json};

use crate::{Context, Described, VERSION};

/// One provider.
#[derive(Debug, Clone, Copy)]
pub(super) enum Builtin {
    /// Ours: which version of an agent is hosted, if any.
    Agent,
    Choria,
    ConfigItem,
    MachineState,
    Scout,
}

impl Builtin {
    pub(super) const ALL: [Self; 5] = [
        Self::Agent,
        Self::Choria,
        Self::ConfigItem,
        Self::MachineState,
        Self::Scout,
    ];

    pub(super) fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|builtin| builtin.name() == name)
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Agent => "agent",
            Self::Choria => "choria",
            Self::ConfigItem => "config_item",
            Self::MachineState => "machine_state",
            Self::Scout => "scout",
        }
    }

    /// What it tells; a query that is no text counts as the text it is written as.
    pub(super) fn tell(
        self,
        query: Option<&Value>,
        node: &Context,
        described: &Described,
    ) -> Result<Object, String> {
        let query = match query {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
        };
        let told = match self {
            Self::Agent => agent(&query, node),
            Self::Choria => node_itself(node, described),
            Self::ConfigItem => config_item(&query, node),
            // No autonomous agents are hosted yet, and so no checks.
            Self::MachineState => return Err(format!("there is no machine {query}")),
            Self::Scout => json!({}),
        };
        match told {
            Value::Object(told) => Ok(told),
            _ => Ok(Object::new()),
        }
    }
}

/// Who an agent of this node is.
fn agent(name: &str, node: &Context) -> Value {
    let hosted = node.agents.hosted();
    let found = hosted.schemas().find(|agent| agent.metadata.name == name);
    match found.map(|agent| &agent.metadata) {
        None => json!({"present": false}),
        Some(metadata) => json!({
            "present": true,
            "name": metadata.name,
            "version": metadata.version,
            "description": metadata.description,
            "author": metadata.author,
            "license": metadata.license,
            "url": metadata.url,
            "timeout": metadata.timeout,
            "provider": metadata.provider,
            "service": metadata.service,
        }),
    }
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
    let value = node.config.member.settings.value(item);
    json!({"present": value.is_some(), "value": value})
}
