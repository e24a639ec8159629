//! Asks a program of the site: it reads a request file and writes a reply file.

mod process;

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::time::Duration;

use async_trait::async_trait;
use protocol::{Filter, Identity};
use serde::{Deserialize, Serialize};
use tokio::time::Instant;

use super::{Discover, DiscoverError, Found, Progress, Query, unique};
use crate::files;

const REQUEST_SCHEMA: &str = "https://choria.io/schemas/choria/discovery/v1/external_request.json";
const REQUEST: &str = "io.choria.choria.discovery.v1.external_request";
const REPLY: &str = "io.choria.choria.discovery.v1.external_reply";

/// Programs are given at least this long.
const LEAST_TIMEOUT: Duration = Duration::from_secs(1);

/// Larger than the names of the largest cell.
const MAX_REPLY: u64 = 64 << 20;

/// The `external` method.
#[derive(Debug, Clone)]
pub struct External {
    command: String,
    options: BTreeMap<String, String>,
    federations: Vec<String>,
    path: String,
}

/// Why a program found no nodes.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExternalError {
    /// The command cannot be split into words.
    #[error("discovery command {command:?} is empty or has an open quote")]
    Command {
        /// As configured.
        command: String,
    },
    /// The program cannot be started, or its files not be written.
    #[error("discovery program {program} cannot be run")]
    Run {
        /// Which program.
        program: String,
        /// Why.
        source: io::Error,
    },
    /// The program took too long and was killed.
    #[error("discovery program {program} was killed after {limit:?}")]
    Timeout {
        /// Which program.
        program: String,
        /// How long it was given.
        limit: Duration,
    },
    /// The program failed.
    #[error("discovery program {program} failed: {status}{}", said.as_ref().map(|said| format!(": {said}")).unwrap_or_default())]
    Failed {
        /// Which program.
        program: String,
        /// `exit status: 2`.
        status: String,
        /// The last line it wrote to standard error.
        said: Option<String>,
    },
    /// The program says that it found nothing for a reason.
    #[error("discovery program {program} reports: {text}")]
    Reported {
        /// Which program.
        program: String,
        /// Its words.
        text: String,
    },
    /// The reply is not what it should be.
    #[error("discovery program {program} wrote a reply that cannot be used: {reason}")]
    Reply {
        /// Which program.
        program: String,
        /// What is wrong.
        reason: String,
    },
}

#[derive(Serialize)]
struct Request<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    protocol: &'static str,
    collective: &'a str,
    filter: &'a Filter,
    federations: Option<&'a [String]>,
    options: &'a BTreeMap<String, String>,
    timeout: f64,
}

#[derive(Deserialize)]
struct Reply {
    #[serde(default)]
    protocol: String,
    #[serde(default)]
    nodes: Option<Vec<String>>,
    #[serde(default)]
    error: Option<String>,
}

impl External {
    /// Runs this command, split into words like a shell does it; `path` is where programs are searched.
    pub fn new(command: &str, path: &str) -> Self {
        Self {
            command: command.to_owned(),
            options: BTreeMap::new(),
            federations: Vec::new(),
            path: path.to_owned(),
        }
    }

    /// Hands options of the user on.
    pub fn with_options(self, options: BTreeMap<String, String>) -> Self {
        Self { options, ..self }
    }

    /// Names the federations that requests go through.
    pub fn with_federations(self, federations: Vec<String>) -> Self {
        Self { federations, ..self }
    }

    async fn ask(&self, query: &Query) -> Result<Vec<Identity>, ExternalError> {
        let words = shlex::split(&self.command).filter(|words| !words.is_empty());
        let words = words.ok_or_else(|| ExternalError::Command {
            command: self.command.clone(),
        })?;
        let program = words[0].clone();
        let failed = |source| ExternalError::Run {
            program: program.clone(),
            source,
        };
        let limit = query.timeout.max(LEAST_TIMEOUT);
        let folder = tempfile::Builder::new()
            .prefix("mco-discovery-")
            .tempdir()
            .map_err(failed)?;
        let (request, reply) = (
            folder.path().join("request.json"),
            folder.path().join("reply.json"),
        );
        std::fs::write(&request, self.request(query, limit)).map_err(failed)?;
        std::fs::write(&reply, "").map_err(failed)?;
        let files = [request.as_path(), reply.as_path()];
        process::run(&words, files, &self.path, limit).await?;
        decode(&program, &reply)
    }

    fn request(&self, query: &Query, limit: Duration) -> Vec<u8> {
        let request = Request {
            schema: REQUEST_SCHEMA,
            protocol: REQUEST,
            collective: query.collective.as_str(),
            filter: &query.filter,
            federations: (!self.federations.is_empty()).then_some(&self.federations),
            options: &self.options,
            timeout: limit.as_secs_f64(),
        };
        serde_json::to_vec(&request).expect("texts, lists and a finite number always encode")
    }
}

#[async_trait]
impl Discover for External {
    fn name(&self) -> &'static str {
        "external"
    }

    async fn discover(&self, query: &Query, progress: &mut Progress<'_>) -> Result<Found, DiscoverError> {
        let began = Instant::now();
        let nodes = unique(self.ask(query).await?);
        nodes.iter().for_each(progress);
        Ok(Found {
            nodes,
            method: self.name(),
            took: began.elapsed(),
        })
    }
}

fn decode(program: &str, path: &Path) -> Result<Vec<Identity>, ExternalError> {
    let bytes = files::read(path, MAX_REPLY).map_err(|error| refused(program, error.to_string()))?;
    if bytes.is_empty() {
        return Err(refused(program, "it is empty".to_owned()));
    }
    nodes(program, &bytes)
}

/// What a reply says; an error counts before everything else.
fn nodes(program: &str, bytes: &[u8]) -> Result<Vec<Identity>, ExternalError> {
    let reply: Reply = serde_json::from_slice(bytes).map_err(|error| refused(program, error.to_string()))?;
    if let Some(text) = reply.error.filter(|text| !text.is_empty()) {
        return Err(ExternalError::Reported {
            program: program.to_owned(),
            text,
        });
    }
    if reply.protocol != REPLY {
        let reason = format!("its protocol is {:?}, not {REPLY}", reply.protocol);
        return Err(refused(program, reason));
    }
    let names = reply.nodes.unwrap_or_default();
    let named = names.iter().enumerate().map(|(index, name)| {
        Identity::new(name).map_err(|error| refused(program, format!("item {}: {error}", index + 1)))
    });
    named.collect()
}

fn refused(program: &str, reason: String) -> ExternalError {
    ExternalError::Reply {
        program: program.to_owned(),
        reason,
    }
}

#[cfg(test)]
mod tests;
