//! `rpcutil`: what every node tells of itself.

mod config_item;
mod daemon_stats;
mod data;
mod facts;
mod inventory;

use std::sync::Arc;
use std::time::UNIX_EPOCH;

use async_trait::async_trait;
use protocol::rpc::Object;
use serde_json::{Value, json};

use crate::{Agent, Answer, Call, Context, Described};

/// The agent.
#[derive(Debug)]
pub(crate) struct RpcUtil {
    ddl: Arc<ddl::Agent>,
}

impl RpcUtil {
    pub(crate) fn new(ddl: Arc<ddl::Agent>) -> Self {
        Self { ddl }
    }
}

#[async_trait]
impl Agent for RpcUtil {
    fn ddl(&self) -> &Arc<ddl::Agent> {
        &self.ddl
    }

    async fn call(&self, call: Call, node: &Context) -> Answer {
        match call.action.as_str() {
            "ping" => ping(node),
            "get_fact" => describe(node, |it| facts::one(&call, it)).await,
            "get_facts" => describe(node, |it| facts::several(&call, it)).await,
            "get_config_item" => config_item::get(&call, node),
            "get_data" => data::get(&call, node, self.ddl.timeout()).await,
            "agent_inventory" => inventory::agents(node),
            "collective_info" => inventory::collectives(node),
            "inventory" => describe(node, |it| inventory::all(node, it)).await,
            "daemon_stats" => daemon_stats::get(node),
            other => Answer::aborted(format!("action {other} is not implemented")),
        }
    }
}

fn ping(node: &Context) -> Answer {
    let now = node.clock.now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Answer::ok(object(json!({"pong": now.as_secs()})))
}

/// An answer that takes the facts or classes of the node.
async fn describe(node: &Context, answer: impl FnOnce(&Described) -> Answer) -> Answer {
    match node.described().await {
        Some(described) => answer(&described),
        None => unreadable(),
    }
}

fn unreadable() -> Answer {
    Answer::aborted("facts and classes cannot be read: the file system does not answer")
}

/// A text input, empty when it was left out.
fn text<'a>(call: &'a Call, input: &str) -> &'a str {
    call.data.get(input).and_then(Value::as_str).unwrap_or_default()
}

/// Outputs from an object literal.
pub(crate) fn object(value: Value) -> Object {
    match value {
        Value::Object(object) => object,
        _ => Object::new(),
    }
}
