//! Who may call what: the configured authorization provider and its verdicts.

mod action_policy;
mod groups;
mod parse;
mod rule;
#[cfg(test)]
mod tests;

use std::fmt;
use std::path::PathBuf;

pub use action_policy::ActionPolicy;

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
    /// A provider this version lacks: everything is denied.
    Unsupported(String),
}

impl Authorizer {
    /// The provider the configuration asks for.
    pub fn from_config(config: &config::Server) -> Self {
        match config.authorization_provider.as_str() {
            _ if !config.authorization => Self::Off,
            "action_policy" => Self::ActionPolicy(ActionPolicy::new(&config.action_policy)),
            other => Self::Unsupported(other.to_owned()),
        }
    }

    /// Decides about one call. Whatever cannot be evaluated is denied.
    pub fn decide(&self, question: &Question<'_>) -> Decision {
        match self {
            Self::Off => Decision {
                allowed: true,
                why: Why::Off,
            },
            Self::ActionPolicy(policy) => policy.decide(question),
            Self::Unsupported(provider) => Decision {
                allowed: false,
                why: Why::Unsupported {
                    provider: provider.clone(),
                },
            },
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
            Self::Unsupported { provider } => {
                write!(
                    f,
                    "authorization provider {provider} is not supported by this version"
                )
            }
        }
    }
}
