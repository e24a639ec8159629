//! `choria_registry`: a service that hands out the descriptions of agents.

use std::path::PathBuf;
use std::sync::Arc;

use async_trait::async_trait;
use client::Library;
use protocol::rpc::Object;
use serde_json::json;

use super::input::{answer, chain, outputs, required, text, unknown_action};
use crate::{Agent, Answer, Call, Context};

/// The agent.
#[derive(Debug)]
pub(super) struct ChoriaRegistry {
    ddl: Arc<ddl::Agent>,
    library: Library,
}

impl ChoriaRegistry {
    /// Knows the shipped descriptions, and those below `store`.
    pub(super) fn new(ddl: Arc<ddl::Agent>, store: PathBuf) -> Self {
        Self {
            ddl,
            library: Library::new(vec![store]),
        }
    }
}

#[async_trait]
impl Agent for ChoriaRegistry {
    fn ddl(&self) -> &Arc<ddl::Agent> {
        &self.ddl
    }

    async fn call(&self, call: Call, _node: &Context) -> Answer {
        let library = self.library.clone();
        let work = move || match call.action.as_str() {
            "names" => names(&library, &call),
            "ddl" => ddl(&library, &call),
            _ => Err(unknown_action(&call)),
        };
        // The store is on disk.
        let told = tokio::task::spawn_blocking(work).await;
        told.map_or_else(|_| Answer::aborted("looking through the store failed"), answer)
    }
}

fn names(library: &Library, call: &Call) -> Result<Object, Answer> {
    let kind = required(&call.data, "plugin_type")?;
    Ok(outputs([
        ("names", json!(library.names())),
        ("plugin_type", kind.into()),
    ]))
}

fn ddl(library: &Library, call: &Call) -> Result<Object, Answer> {
    let kind = required(&call.data, "plugin_type")?;
    let name = required(&call.data, "name")?;
    let found = library.agent(name);
    let agent = found.map_err(|error| Answer::aborted(chain(&error)))?;
    let document = match text(&call.data, "format")? {
        Some("ddl") => agent.to_ruby(),
        _ => format!("{:#}", agent.to_json()),
    };
    Ok(outputs([
        ("ddl", document.into()),
        ("name", name.into()),
        ("plugin_type", kind.into()),
        ("version", agent.metadata.version.as_str().into()),
    ]))
}
