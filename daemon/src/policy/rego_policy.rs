//! The `rego_policy` provider: one Rego file for each agent, or one for all.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use regorus::Value;
use serde_json::json;
use tracing::{info, warn};

use super::facts::Known;
use super::files::{Files, Loaded};
use super::rego::{self, MAX_SOURCE, Program, RegoError, Trace};
use super::{Decision, Question, Why, rfc3339};

/// Package of these policies.
pub(super) const PACKAGE: &str = "io.choria.mcorpc.authpolicy";

/// Name of the file for agents without one of their own.
const DEFAULT: &str = "default";

/// Policies in Rego files, compiled when they change.
#[derive(Debug)]
pub struct RegoPolicy {
    files: Files<Result<Arc<Program>, RegoError>>,
    tracing: bool,
    facts: Known<Value>,
}

impl RegoPolicy {
    /// A provider over this folder, e.g. `/etc/choria/policies/rego`; with `tracing` each evaluation is logged. Reads nothing yet.
    pub fn new(directory: PathBuf, tracing: bool) -> Self {
        Self {
            files: Files::new(directory, "rego", MAX_SOURCE as u64),
            tracing,
            facts: Known::default(),
        }
    }

    /// Decides about one call: allowed if `allow` is true.
    ///
    /// Blocks for as long as the file system and the evaluation take, the latter at most about half a second.
    pub fn decide(&self, question: &Question<'_>) -> Decision {
        let (file, program) = match self.program(question.agent) {
            Ok(found) => found,
            Err(why) => return Decision::denied(why),
        };
        let input = input(question, self.facts.get(question.facts, facts));
        let traced = self.tracing.then(|| program.trace(&input, None));
        let answer = match &traced {
            Some(trace) => trace.allow.clone(),
            None => program.allow(input, None),
        };
        if let Some(trace) = &traced {
            log(&file, question, trace);
        }
        match answer {
            Ok(answer) => Decision {
                allowed: answer == Some(true),
                why: Why::Rego { file, answer },
            },
            Err(error) => Decision::denied(Why::RegoBroken { file, error }),
        }
    }

    fn program(&self, agent: &str) -> Result<(PathBuf, Arc<Program>), Why> {
        match self.files.first([Some(agent), Some(DEFAULT)], load) {
            Some((file, Ok(Ok(program)))) => Ok((file, program)),
            Some((file, Ok(Err(error)))) => Err(Why::RegoBroken { file, error }),
            Some((file, Err(reason))) => Err(Why::Unreadable { file, reason }),
            None => Err(Why::NoFile {
                file: self.files.path(agent),
            }),
        }
    }
}

/// What the policy sees of a call.
pub(super) fn input(question: &Question<'_>, facts: Value) -> Value {
    let mut input = rego::value(&json!({
        "agent": question.agent,
        "action": question.action,
        "callerid": question.caller,
        "collective": question.collective,
        "data": question.data,
        "ttl": question.ttl.as_secs(),
        "time": rfc3339(question.time),
        "classes": question.classes,
        "agents": question.agents,
        "provision_mode": question.provision_mode,
    }));
    if let Ok(members) = input.as_object_mut() {
        members.insert("facts".into(), facts);
    }
    input
}

/// Facts from their JSON text.
pub(super) fn facts(text: &str) -> Value {
    rego::parse(text).unwrap_or_else(Value::new_object)
}

fn load(path: &Path, text: io::Result<String>) -> Loaded<Result<Arc<Program>, RegoError>> {
    match text {
        Ok(text) => {
            let program = Program::compile(&text, PACKAGE);
            if let Err(error) = &program {
                warn!(file = %path.display(), %error, "policy cannot be used, every call it is asked about is denied");
            }
            Some(Ok(program.map(Arc::new)))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => Some(Err(error.to_string())),
    }
}

/// Inputs and facts may hold secrets, so the log has neither.
fn log(file: &Path, question: &Question<'_>, trace: &Trace) {
    info!(
        file = %file.display(),
        caller = question.caller,
        agent = question.agent,
        action = question.action,
        collective = question.collective,
        allow = ?trace.allow,
        "policy was evaluated"
    );
    for rule in &trace.rules {
        info!(line = rule.line, says = ?rule.says, reached = rule.reached, "rule of the policy");
    }
    for print in &trace.prints {
        info!(print, "policy printed");
    }
}

#[cfg(test)]
mod tests;
