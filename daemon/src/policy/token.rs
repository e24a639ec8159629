//! Policies that come with the caller's token: a list of actions, or a Rego policy. Nodes ask them, and so does the service that
//! signs requests.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use protocol::Filter;
use protocol::rpc::Object;
use protocol::token::ClientClaims;
use serde_json::json;

use super::rego::{self, Program, RegoError, Trace};
use super::rfc3339;

/// Package of policies in tokens.
pub const PACKAGE: &str = "io.choria.aaasvc";

/// What nodes call the place where they decide.
pub const ON_NODES: &str = "server";

/// Compiled policies that are kept. Tokens are many, but most of a site's carry one of a few policies.
const KEPT: usize = 16;

/// A call, as policies in tokens see it.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// Agent to call.
    pub agent: &'a str,
    /// Its action.
    pub action: &'a str,
    /// Inputs.
    pub data: &'a Object,
    /// Host the request comes from.
    pub sender: &'a str,
    /// Collective it goes through.
    pub collective: &'a str,
    /// How long it lives.
    pub ttl: Duration,
    /// When it was made.
    pub time: SystemTime,
    /// Which nodes it means.
    pub filter: &'a Filter,
}

/// What a token says to a call, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Verdict {
    /// Discovery is for everybody.
    Discovery,
    /// This entry of the list of agents allows it.
    Listed(String),
    /// No entry of the list of agents allows it.
    NotListed,
    /// This entry of the list makes no sense, and none before it allows the call.
    BadEntry(String),
    /// The Rego policy said so; none is no answer.
    Policy(Option<bool>),
    /// The Rego policy cannot be evaluated.
    BadPolicy(RegoError),
    /// There is neither a list nor a policy in the token.
    NoPolicy,
    /// There are both, and nobody knows which counts.
    TwoPolicies,
    /// The request came without a token, as all do in protocol v1.
    NoToken,
}

/// Evaluates policies from tokens, and keeps the compiled ones.
#[derive(Debug)]
pub struct TokenPolicies {
    site: String,
    /// Source and what became of it; the latest used is last.
    compiled: Mutex<Vec<(String, Compiled)>>,
}

type Compiled = Arc<Result<Program, RegoError>>;

impl TokenPolicies {
    /// An evaluator for a site; nodes say [`ON_NODES`].
    pub fn new(site: impl Into<String>) -> Self {
        Self {
            site: site.into(),
            compiled: Mutex::default(),
        }
    }

    /// What a token says to a call. Its signature and times are for the caller to check.
    ///
    /// Blocks for as long as a Rego policy takes, at most about a second.
    pub fn decide(&self, claims: Option<&ClientClaims>, asked: &Asked<'_>) -> Verdict {
        let Some(claims) = claims else {
            return Verdict::NoToken;
        };
        match (claims.agents.as_slice(), claims.opa_policy.as_str()) {
            _ if asked.agent == "discovery" => Verdict::Discovery,
            ([], "") => Verdict::NoPolicy,
            (agents, "") => agent_list(agents, asked.agent, asked.action),
            ([], policy) => match &*self.program(policy) {
                Ok(program) => match program.allow(self.input(claims, asked), Some(asked.filter)) {
                    Ok(answer) => Verdict::Policy(answer),
                    Err(error) => Verdict::BadPolicy(error),
                },
                Err(error) => Verdict::BadPolicy(error.clone()),
            },
            _ => Verdict::TwoPolicies,
        }
    }

    /// How the Rego policy of a token comes to its answer; none when it has none, or one that cannot be compiled.
    pub(super) fn trace(&self, claims: &ClientClaims, asked: &Asked<'_>) -> Option<Trace> {
        let compiled = self.program(&claims.opa_policy);
        let program = compiled.as_ref().as_ref().ok()?;
        Some(program.trace(&self.input(claims, asked), Some(asked.filter)))
    }

    fn input(&self, claims: &ClientClaims, asked: &Asked<'_>) -> regorus::Value {
        let input = json!({
            "agent": asked.agent,
            "action": asked.action,
            "data": asked.data,
            "sender": asked.sender,
            "collective": asked.collective,
            "ttl": asked.ttl.as_secs(),
            "time": rfc3339(asked.time),
            "site": self.site,
            "claims": claims,
        });
        rego::value(&input)
    }

    fn program(&self, source: &str) -> Compiled {
        if let Some(known) = self.used(source) {
            return known;
        }
        let program = Arc::new(Program::compile(source, PACKAGE));
        if source.len() <= rego::MAX_SOURCE {
            let mut compiled = self.compiled.lock().unwrap_or_else(PoisonError::into_inner);
            if compiled.len() >= KEPT {
                compiled.remove(0);
            }
            compiled.push((source.to_owned(), program.clone()));
        }
        program
    }

    fn used(&self, source: &str) -> Option<Compiled> {
        let mut compiled = self.compiled.lock().unwrap_or_else(PoisonError::into_inner);
        let index = compiled.iter().rposition(|(known, _)| known == source)?;
        compiled[index..].rotate_left(1);
        Some(compiled.last()?.1.clone())
    }
}

impl Verdict {
    /// Whether the call may go on.
    pub fn allowed(&self) -> bool {
        matches!(self, Self::Discovery | Self::Listed(_) | Self::Policy(Some(true)))
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Discovery => f.write_str("discovery is for everybody"),
            Self::Listed(entry) => write!(f, "the caller's token lists {entry}"),
            Self::NotListed => f.write_str("the caller's token does not list this action"),
            Self::BadEntry(entry) => {
                write!(f, "the caller's token lists {entry:?}, which is not AGENT.ACTION")
            }
            Self::Policy(answer) => write!(f, "the policy in the caller's token {}", rego::says(*answer)),
            Self::BadPolicy(error) => {
                write!(f, "the policy in the caller's token cannot be used: {error}")
            }
            Self::NoPolicy => f.write_str("the caller's token has no policy"),
            Self::TwoPolicies => f.write_str("the caller's token has both a list of agents and a policy"),
            Self::NoToken => f.write_str("the request has no token, as in protocol v1"),
        }
    }
}

/// What a list of agents says: the first entry that fits allows; one that makes no sense ends the search.
pub fn agent_list(entries: &[String], agent: &str, action: &str) -> Verdict {
    for entry in entries {
        let fits = match entry.split_once('.') {
            None if entry == "*" => true,
            Some((listed, wanted)) if !wanted.contains('.') => {
                listed == agent && (wanted == "*" || wanted == action)
            }
            _ => return Verdict::BadEntry(entry.clone()),
        };
        if fits {
            return Verdict::Listed(entry.clone());
        }
    }
    Verdict::NotListed
}

#[cfg(test)]
mod tests;
