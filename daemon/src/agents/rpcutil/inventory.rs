//! `inventory`, `agent_inventory` and `collective_info`.

use serde_json::{Value, json};

use super::object;
use crate::agents::discovery;
use crate::{Answer, Context, Described, VERSION};

/// Everything worth a line in an inventory.
pub(super) fn all(node: &Context, described: &Described) -> Answer {
    let facts: Value = serde_json::from_str(&described.facts).unwrap_or_else(|_| json!({}));
    Answer::ok(object(json!({
        "agents": node.agents.hosted().names(),
        "classes": *described.classes,
        "collectives": names(node),
        "main_collective": node.main_collective.as_str(),
        "data_plugins": node.data.names(),
        "facts": facts,
        "version": VERSION,
        "upgradable": false,
        "machines": [],
    })))
}

/// Who the agents are.
pub(super) fn agents(node: &Context) -> Answer {
    let discovery = discovery::metadata();
    let hosted = node.agents.hosted();
    let mut agents: Vec<_> = hosted.schemas().map(|agent| &agent.metadata).collect();
    agents.push(&discovery);
    agents.sort_by(|a, b| a.name.cmp(&b.name));
    let agents: Vec<_> = agents.into_iter().map(describe).collect();
    Answer::ok(object(json!({"agents": agents})))
}

/// Where the node listens.
pub(super) fn collectives(node: &Context) -> Answer {
    Answer::ok(object(json!({
        "main_collective": node.main_collective.as_str(),
        "collectives": names(node),
    })))
}

fn names(node: &Context) -> Vec<&str> {
    node.collectives.iter().map(|name| name.as_str()).collect()
}

fn describe(agent: &ddl::Metadata) -> Value {
    let mut value = json!({
        "agent": agent.name,
        "name": agent.name,
        "description": agent.description,
        "author": agent.author,
        "license": agent.license,
        "version": agent.version,
        "url": agent.url,
        "timeout": agent.timeout,
    });
    if let Some(provider) = &agent.provider {
        value["provider"] = provider.as_str().into();
    }
    if agent.service {
        value["service"] = true.into();
    }
    value
}
