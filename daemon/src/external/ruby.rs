//! Agents written for the Ruby framework, run by its compatibility shim.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use async_trait::async_trait;
use protocol::rpc::{Object, RpcReply};
use serde::Serialize;
use serde_json::Value;
use tracing::warn;

use super::agent::encode;
use crate::agents::chain;
use crate::command::{Command, Runner, System};
use crate::{Agent, Answer, Call, Context};

/// Bytes of an answer that are read.
const MAX_REPLY: usize = 4 << 20;

/// How much longer than its agent's timeout the shim lives at most; the call ends it before.
const GRACE: Duration = Duration::from_millis(1500);

/// An agent behind the shim.
#[derive(Debug)]
pub(crate) struct Ruby {
    ddl: Arc<ddl::Agent>,
}

/// What the shim is asked, members in the order of the reference.
#[derive(Debug, Serialize)]
struct Request<'a> {
    agent: &'a str,
    action: &'a str,
    requestid: &'a str,
    senderid: &'a str,
    callerid: &'a str,
    collective: &'a str,
    ttl: u64,
    msgtime: u64,
    body: Body<'a>,
}

#[derive(Debug, Serialize)]
struct Body<'a> {
    agent: &'a str,
    action: &'a str,
    data: &'a Object,
    caller: &'a str,
}

impl Ruby {
    /// The agent of a DDL.
    pub(crate) fn new(ddl: Arc<ddl::Agent>) -> Self {
        Self { ddl }
    }

    async fn run(&self, call: &Call, config: &config::External) -> Result<Answer, String> {
        let name = self.ddl.metadata.name.as_str();
        let config = config.clone();
        let command = tokio::task::spawn_blocking(move || shim(&config)).await;
        let mut command = command
            .map_err(|_| "looking for the Ruby shim failed")??
            .within(self.ddl.timeout() + GRACE);
        command.limit = MAX_REPLY;
        command.stdin = encode(&Request {
            agent: name,
            action: &call.action,
            requestid: call.request_id.as_str(),
            senderid: &call.sender,
            callerid: call.caller.as_str(),
            collective: call.collective.as_str(),
            ttl: call.ttl.as_secs(),
            msgtime: call.time.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs(),
            body: Body {
                agent: name,
                action: &call.action,
                data: &call.data,
                caller: call.caller.as_str(),
            },
        });
        let output = System.run(command).await.map_err(|error| chain(&error))?;
        if output.truncated {
            return Err(format!("the shim said more than {MAX_REPLY} bytes"));
        }
        // As in the reference its answer counts however it ends, and nothing after it does.
        let mut stream = serde_json::Deserializer::from_str(&output.stdout).into_iter::<Value>();
        let reply = match stream.next() {
            Some(Ok(reply)) => reply,
            Some(Err(_)) | None => {
                return Err(format!("the shim answered no JSON: {}", output.complaint()));
            }
        };
        let reply = RpcReply::decode(reply.to_string().as_bytes()).map_err(|error| chain(&error))?;
        Ok(Answer {
            status: reply.statuscode,
            message: reply.statusmsg,
            data: match reply.data {
                Value::Object(data) => data,
                _ => Object::new(),
            },
        })
    }
}

#[async_trait]
impl Agent for Ruby {
    fn ddl(&self) -> &Arc<ddl::Agent> {
        &self.ddl
    }

    /// The shim checks inputs by its own rules, under which null is a value and some agents take what they did not declare.
    fn check(&self, _action: &ddl::Action, _data: &Object) -> Result<(), Answer> {
        Ok(())
    }

    async fn call(&self, call: Call, node: &Context) -> Answer {
        self.run(&call, &node.config.external)
            .await
            .unwrap_or_else(|reason| {
                let (agent, action) = (&self.ddl.metadata.name, &call.action);
                warn!(agent, action, reason, "Ruby agent failed");
                Answer::aborted(format!("Cannot call Ruby action {agent}#{action}: {reason}"))
            })
    }
}

/// The command line of the shim, when everything in it exists.
fn shim(config: &config::External) -> Result<Command, String> {
    let found = |path: &Option<PathBuf>, what: &str| match path {
        None => Err(format!("{what} is not configured")),
        Some(path) if !path.exists() => Err(format!("{what} was not found in {}", path.display())),
        Some(path) => Ok(path.to_string_lossy().into_owned()),
    };
    let program = found(&config.ruby_shim, "the Ruby shim")?;
    let file = found(&config.ruby_config, "the configuration of the Ruby shim")?;
    // Ruby takes what it reads for text of the locale.
    let command = Command::new(program).args(["--config", &file]);
    Ok(command.env("LC_ALL", "C.UTF-8"))
}
