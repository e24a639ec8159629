//! DDLs from the registry: a service on the network that hands out those of all agents of a site.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use ddl::DocumentError;
use protocol::rpc::{Object, Status};
use protocol::{AgentName, Collective, Filter, InvalidName};
use serde_json::{Value, json};

use crate::{Call, Fleet, RequestError, Targets, files};

/// The service agent.
const AGENT: &str = "choria_registry";

/// Longest wait for the service, as its own DDL has it, besides the time discovery would take.
const PATIENCE: Duration = Duration::from_secs(2);

/// Most agents taken from one registry.
const MAX_AGENTS: usize = 10_000;

/// Why a DDL could not be had from the registry.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RegistryError {
    /// The question could not be asked.
    #[error(transparent)]
    Request(#[from] RequestError),
    /// No node answered as the registry.
    #[error("no registry answered within {waited:?}")]
    Silent {
        /// How long was waited.
        waited: Duration,
    },
    /// It has no such DDL, or does not want to hand it out.
    #[error("the registry says: {message}")]
    Refused {
        /// In its words.
        message: String,
    },
    /// What it said is not what was asked for.
    #[error("the registry's answer has no usable {what}")]
    Answer {
        /// `names`, `ddl`.
        what: &'static str,
    },
    /// A name that cannot be used.
    #[error(transparent)]
    Name(#[from] InvalidName),
    /// What it calls a DDL is none.
    #[error("the registry's DDL of {agent} cannot be used")]
    Document {
        /// Whose.
        agent: String,
        /// Why.
        source: DocumentError,
    },
    /// The DDL cannot be kept.
    #[error("{path} cannot be written")]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// The registry of a fleet.
#[derive(Debug)]
pub struct Registry<'a> {
    fleet: &'a Fleet,
}

impl<'a> Registry<'a> {
    /// The registry that some node of the fleet hosts.
    pub fn new(fleet: &'a Fleet) -> Self {
        Self { fleet }
    }

    /// Names of all agents it has DDLs of.
    pub async fn names(&self) -> Result<Vec<AgentName>, RegistryError> {
        let mut data = self.ask("names", json!({"plugin_type": "agent"})).await?;
        let names = match data.remove("names") {
            Some(Value::Array(names)) => names,
            // What the reference says when it has none.
            None | Some(Value::Null) => Vec::new(),
            Some(_) => return Err(RegistryError::Answer { what: "names" }),
        };
        let names = names.iter().take(MAX_AGENTS).filter_map(Value::as_str);
        Ok(names.map(AgentName::new).collect::<Result<_, _>>()?)
    }

    /// The DDL of one agent.
    pub async fn agent(&self, name: &AgentName) -> Result<ddl::Agent, RegistryError> {
        let inputs = json!({"name": name.as_str(), "plugin_type": "agent", "format": "json"});
        let data = self.ask("ddl", inputs).await?;
        let Some(text) = data.get("ddl").and_then(Value::as_str) else {
            return Err(RegistryError::Answer { what: "ddl" });
        };
        let agent = ddl::Agent::from_json(text.as_bytes()).map_err(|source| RegistryError::Document {
            agent: name.to_string(),
            source,
        })?;
        match agent.metadata.name == name.as_str() {
            true => Ok(agent),
            false => Err(RegistryError::Answer { what: "ddl" }),
        }
    }

    /// Gets the DDL of one agent and keeps it below `cache`, where [`crate::Library::with_cache`] finds it.
    pub async fn fetch(&self, name: &AgentName, cache: &Path) -> Result<ddl::Agent, RegistryError> {
        let agent = self.agent(name).await?;
        let folder = cache.join("agent");
        let path = folder.join(format!("{}.json", agent.metadata.name));
        let written = fs::create_dir_all(&folder)
            .and_then(|()| files::rewrite(&path, format!("{:#}\n", agent.to_json()).as_bytes()));
        written.map_err(|source| RegistryError::File { path, source })?;
        Ok(agent)
    }

    async fn ask(&self, action: &str, data: Value) -> Result<Object, RegistryError> {
        let member = &self.fleet.config().member;
        let timeout = self.fleet.config().discovery_timeout + PATIENCE;
        let call = Call {
            agent: AgentName::new(AGENT)?,
            action: action.to_owned(),
            data: data.as_object().cloned().unwrap_or_default(),
            targets: Targets::Service,
            collective: Collective::new(&member.main_collective)?,
            filter: Filter::default(),
            timeout,
            ttl: None,
        };
        let Some(answer) = self.fleet.call(call).await?.next().await else {
            return Err(RegistryError::Silent { waited: timeout });
        };
        match (answer.reply.statuscode, answer.reply.data) {
            (Status::Ok, Value::Object(data)) => Ok(data),
            (Status::Ok, _) => Err(RegistryError::Answer { what: "data" }),
            _ => Err(RegistryError::Refused {
                message: answer.reply.statusmsg,
            }),
        }
    }
}
