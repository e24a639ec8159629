//! Who may call what: the configured authorization provider and its verdicts.

mod action_policy;
mod concern;
pub mod explain;
mod facts;
mod files;
mod groups;
mod parse;
pub mod rego;
mod rego_policy;
mod rule;
#[cfg(test)]
mod tests;
pub mod token;

use std::fmt;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use protocol::Filter;
use protocol::rpc::Object;
use protocol::token::ClientClaims;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

pub use action_policy::ActionPolicy;
pub use rego_policy::RegoPolicy;

use rego::RegoError;
use token::{Asked, TokenPolicies, Verdict};

/// What is asked of a policy.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// Agent to call.
    pub agent: &'a str,
    /// Its action.
    pub action: &'a str,
    /// Authenticated caller id.
    pub caller: &'a str,
    /// Facts of the node as JSON text.
    pub facts: &'a str,
    /// Classes of the node.
    pub classes: &'a [String],
    /// Names of everything the node hosts.
    pub agents: &'a [String],
    /// Whether the node is waiting to be provisioned.
    pub provision_mode: bool,
    /// Inputs.
    pub data: &'a Object,
    /// Host the request comes from; informational.
    pub sender: &'a str,
    /// Collective it goes through.
    pub collective: &'a str,
    /// How long the request lives.
    pub ttl: Duration,
    /// When it was made.
    pub time: SystemTime,
    /// Which nodes it means.
    pub filter: &'a Filter,
    /// What the caller's verified token says; none in protocol v1.
    pub claims: Option<&'a ClientClaims>,
}

/// A verdict and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Whether the call may go on.
    pub allowed: bool,
    /// What decided.
    pub why: Why,
}

/// What decided about a call.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Why {
    /// `rpcauthorization` is off.
    Off,
    /// A rule of a policy file.
    Rule {
        /// The file.
        file: PathBuf,
        /// Line of the rule, from 1.
        line: usize,
    },
    /// No rule matched; the file's default.
    Default {
        /// The file.
        file: PathBuf,
    },
    /// A rule that concerns this call cannot be evaluated.
    Broken {
        /// The file.
        file: PathBuf,
        /// Line of the rule, from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// There is no policy file for the agent.
    NoFile {
        /// The file that was looked for.
        file: PathBuf,
    },
    /// A policy file exists but cannot be read.
    Unreadable {
        /// The file.
        file: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// A Rego policy said so; none is no answer, which denies.
    Rego {
        /// The file.
        file: PathBuf,
        /// What it says.
        answer: Option<bool>,
    },
    /// A Rego policy cannot be used.
    RegoBroken {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        error: RegoError,
    },
    /// The caller's token said so.
    Token(Verdict),
    /// Facts and classes cannot be read, so nobody knows which rules would hold.
    NoFacts,
    /// The policies did not come to an answer in time.
    NoAnswer,
    /// The configured provider is not part of this version.
    Unsupported {
        /// Its name as configured.
        provider: String,
    },
}

/// The authorization provider of one node.
#[derive(Debug)]
pub enum Authorizer {
    /// Everything is allowed: `rpcauthorization = false`.
    Off,
    /// Policy files beside the configuration.
    ActionPolicy(ActionPolicy),
    /// Rego files beside the configuration.
    Rego(RegoPolicy),
    /// Policies in the tokens of callers.
    Token(TokenPolicies),
    /// A provider this version lacks: everything is denied.
    Unsupported(String),
}

impl Authorizer {
    /// The provider the configuration asks for.
    pub fn from_config(config: &config::Server) -> Self {
        match config.authorization_provider.as_str() {
            _ if !config.authorization => Self::Off,
            "action_policy" => Self::ActionPolicy(ActionPolicy::new(&config.action_policy)),
            "rego_policy" => {
                let tracing = config.rego_tracing || config.member.log_level == "debug";
                Self::Rego(RegoPolicy::new(
                    config.action_policy.directory.join("rego"),
                    tracing,
                ))
            }
            "aaasvc" | "aaasvc_policy" => Self::Token(TokenPolicies::new(token::ON_NODES)),
            other => Self::Unsupported(other.to_owned()),
        }
    }

    /// Decides about one call. Whatever cannot be evaluated is denied.
    ///
    /// Blocks for as long as files and Rego policies take.
    pub fn decide(&self, question: &Question<'_>) -> Decision {
        match self {
            Self::Off => Decision {
                allowed: true,
                why: Why::Off,
            },
            Self::ActionPolicy(policy) => policy.decide(question),
            Self::Rego(policy) => policy.decide(question),
            Self::Token(policies) => policies.decide(question.claims, &question.asked()).into(),
            Self::Unsupported(provider) => Decision::denied(Why::Unsupported {
                provider: provider.clone(),
            }),
        }
    }

    /// The same where nothing has to be read or evaluated at length; else none, and [`Authorizer::decide`] is to be asked where
    /// it may block.
    pub fn decide_at_once(&self, question: &Question<'_>) -> Option<Decision> {
        match self {
            Self::ActionPolicy(policy) => policy.decide_at_once(question),
            Self::Rego(_) => None,
            Self::Token(_)
                if question
                    .claims
                    .is_some_and(|claims| !claims.opa_policy.is_empty()) =>
            {
                None
            }
            Self::Off | Self::Token(_) | Self::Unsupported(_) => Some(self.decide(question)),
        }
    }
}

impl<'a> Question<'a> {
    /// The part that policies in tokens see.
    pub fn asked(&self) -> Asked<'a> {
        Asked {
            agent: self.agent,
            action: self.action,
            data: self.data,
            sender: self.sender,
            collective: self.collective,
            ttl: self.ttl,
            time: self.time,
            filter: self.filter,
        }
    }
}

impl Decision {
    pub(crate) fn denied(why: Why) -> Self {
        Self { allowed: false, why }
    }
}

impl From<Verdict> for Decision {
    fn from(verdict: Verdict) -> Self {
        Self {
            allowed: verdict.allowed(),
            why: Why::Token(verdict),
        }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Off => f.write_str("authorization is off"),
            Self::Rule { file, line } => write!(f, "{}:{line}", file.display()),
            Self::Default { file } => write!(f, "default of {}", file.display()),
            Self::Broken { file, line, reason } => write!(f, "{}:{line}: {reason}", file.display()),
            Self::NoFile { file } => write!(f, "there is no policy {}", file.display()),
            Self::Unreadable { file, reason } => {
                write!(f, "policy {} cannot be read: {reason}", file.display())
            }
            Self::Rego { file, answer } => write!(f, "{} {}", file.display(), rego::says(*answer)),
            Self::RegoBroken { file, error } => {
                write!(f, "policy {} cannot be used: {error}", file.display())
            }
            Self::Token(verdict) => verdict.fmt(f),
            Self::NoFacts => f.write_str("facts and classes cannot be read"),
            Self::NoAnswer => f.write_str("the policies take too long"),
            Self::Unsupported { provider } => {
                write!(
                    f,
                    "authorization provider {provider} is not supported by this version"
                )
            }
        }
    }
}

/// A time as policies see it.
fn rfc3339(time: SystemTime) -> String {
    OffsetDateTime::from(time).format(&Rfc3339).unwrap_or_default()
}
