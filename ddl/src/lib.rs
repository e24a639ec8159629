//! What an agent can do: the DDLs of agents, checking values against them, and summing up replies.
//!
//! Pure: documents come in as bytes, nothing is read from disk and nothing is sent.

mod action;
mod agent;
pub mod aggregate;
mod builtin;
mod data_plugin;
mod document;
mod error;
mod input;
mod lint;
mod nearest;
mod risk;
mod ruby;
pub mod secret;
mod validator;

pub use action::{Action, Display, Output, Risk};
pub use agent::{Agent, Metadata};
pub use aggregate::{Summaries, Summary, SummaryValue};
pub use builtin::{builtin, builtin_names};
pub use data_plugin::DataPlugin;
pub use error::{DocumentError, InputError};
pub use input::{Input, InputType};
pub use lint::{Finding, Severity, lint};

/// A JSON object, the shape of inputs and outputs.
pub type Object = serde_json::Map<String, serde_json::Value>;
