//! An agent whose code is another program.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use async_trait::async_trait;
use protocol::rpc::Object;
use serde::Serialize;
use serde_json::Value;
use tracing::warn;

use super::errand::{Errand, RPC_PROTOCOL};
use super::reply;
use crate::agents::chain;
use crate::{Agent, Answer, Call, Context};

const RPC_SCHEMA: &str = "https://choria.io/schemas/mcorpc/external/v1/rpc_request.json";
const ACTIVATION_SCHEMA: &str = "https://choria.io/schemas/mcorpc/external/v1/activation_request.json";
const ACTIVATION_PROTOCOL: &str = "io.choria.mcorpc.external.v1.activation_request";

/// How long a program may take to say whether it wants to be active.
const ACTIVATION: Duration = Duration::from_secs(2);

/// How much longer than its agent's timeout a program lives at most. The call ends it before; this is for the case that it does not.
const GRACE: Duration = Duration::from_millis(1500);

/// An agent that runs a program for each call.
#[derive(Debug)]
pub(crate) struct External {
    ddl: Arc<ddl::Agent>,
    /// Where its DDL lies; the program is there too.
    folder: PathBuf,
}

/// What a program is asked, members in the order of the reference.
#[derive(Debug, Serialize)]
struct Request<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    protocol: &'static str,
    agent: &'a str,
    action: &'a str,
    requestid: &'a str,
    senderid: &'a str,
    callerid: &'a str,
    collective: &'a str,
    ttl: u64,
    msgtime: u64,
    data: &'a Object,
}

#[derive(Debug, Serialize)]
struct Activation<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    protocol: &'static str,
    agent: &'a str,
}

impl External {
    /// The agent of the DDL that lies in `folder`.
    pub(crate) fn new(ddl: Arc<ddl::Agent>, folder: PathBuf) -> Self {
        Self { ddl, folder }
    }

    /// Asks the program whether the agent should be hosted here.
    ///
    /// - **Errors:** why not, in words.
    pub(crate) async fn activates(&self, main_config: &Path) -> Result<(), String> {
        let name = &self.ddl.metadata.name;
        let activation = Activation {
            schema: ACTIVATION_SCHEMA,
            protocol: ACTIVATION_PROTOCOL,
            agent: name,
        };
        let errand = Errand {
            folder: self.folder.clone(),
            name: name.clone(),
            protocol: ACTIVATION_PROTOCOL,
            argument: RPC_PROTOCOL,
            request: encode(&activation),
            facts: "".into(),
            config: main_config.to_owned(),
            limit: ACTIVATION,
        };
        let text = errand.run().await.map_err(|error| chain(&error))?;
        let mut answer: Object =
            serde_json::from_str(&text).map_err(|error| format!("its answer is no JSON object: {error}"))?;
        match reply::take(&mut answer, "activate") {
            Some(Value::Bool(true)) => Ok(()),
            _ => Err("it says it should not be active here".to_owned()),
        }
    }

    async fn run(&self, call: &Call, node: &Context) -> Result<Answer, String> {
        let name = &self.ddl.metadata.name;
        let described = node
            .described()
            .await
            .ok_or("facts cannot be read: the file system does not answer")?;
        let request = Request {
            schema: RPC_SCHEMA,
            protocol: RPC_PROTOCOL,
            agent: name,
            action: &call.action,
            requestid: call.request_id.as_str(),
            senderid: &call.sender,
            callerid: call.caller.as_str(),
            collective: call.collective.as_str(),
            ttl: call.ttl.as_secs(),
            msgtime: call.time.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs(),
            data: &call.data,
        };
        let errand = Errand {
            folder: self.folder.clone(),
            name: name.clone(),
            protocol: RPC_PROTOCOL,
            argument: RPC_PROTOCOL,
            request: encode(&request),
            facts: described.facts,
            config: node.config.config_file.clone(),
            limit: self.ddl.timeout() + GRACE,
        };
        let text = errand.run().await.map_err(|error| chain(&error))?;
        reply::decode(&text).map_err(|error| chain(&error))
    }
}

#[async_trait]
impl Agent for External {
    fn ddl(&self) -> &Arc<ddl::Agent> {
        &self.ddl
    }

    /// The reference answers what an external agent may not be given with another status than its own agents do.
    fn check(&self, action: &ddl::Action, data: &Object) -> Result<(), Answer> {
        let refused = |error| Answer::aborted(format!("Validation failed: {error}"));
        action.check(data).map_err(refused)
    }

    async fn call(&self, call: Call, node: &Context) -> Answer {
        let mut answer = match self.run(&call, node).await {
            Ok(answer) => answer,
            Err(reason) => {
                let (agent, action) = (&self.ddl.metadata.name, &call.action);
                warn!(agent, action, reason, "external agent failed");
                return Answer::aborted(format!(
                    "Could not call external agent {agent}#{action}: {reason}"
                ));
            }
        };
        if let Some(action) = self.ddl.action(&call.action) {
            action.apply_output_defaults(&mut answer.data);
        }
        answer
    }
}

/// The document a program reads.
pub(crate) fn encode(request: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(request).expect("text, numbers and JSON values always serialise")
}
