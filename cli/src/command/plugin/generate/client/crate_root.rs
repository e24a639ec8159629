//! The manifest and the root module of a generated crate.

use std::fmt::Write;
use std::path::Path;

use ddl::Agent;

use super::action::{self, doc};
use super::names::{Actions, camel};

/// `Cargo.toml`.
pub(super) fn manifest(agent: &Agent, package: &str, mco: Option<&Path>) -> String {
    let client = match mco {
        Some(sources) => format!("path = {:?}", sources.join("client").display().to_string()),
        None => format!("version = {:?}", env!("CARGO_PKG_VERSION")),
    };
    let description = format!("Client of the mco agent {}", agent.metadata.name);
    format!(
        "[package]\n\
         name = {package:?}\n\
         description = {description:?}\n\
         version = {:?}\n\
         edition = \"2024\"\n\
         publish = false\n\n\
         [dependencies]\n\
         client = {{ package = \"mco-client\", {client} }}\n\
         serde = {{ version = \"1\", features = [\"derive\"] }}\n\
         serde_json = \"1\"\n",
        version(&agent.metadata.version)
    )
}

/// `src/lib.rs`.
pub(super) fn root(agent: &Agent, actions: &Actions<'_>) -> String {
    let metadata = &agent.metadata;
    let name = format!("{}Client", camel(&metadata.name));
    let mut text = format!(
        "//! {}: client of the agent {} {}.\n//!\n\
         //! Written by `mco plugin generate client`; changes are lost when it is written again.\n\n",
        doc(&metadata.description),
        metadata.name,
        doc(&metadata.version),
    );
    for action in actions.iter() {
        let _ = writeln!(text, "#[rustfmt::skip]\nmod {};", action.method());
    }
    text.push_str("\npub use client::agent::{AgentClient, AgentError, Answers, Identity, Reply, Scope};\n\n");
    for action in actions.iter() {
        let (module, types) = (action.method(), action.camel());
        let _ = writeln!(text, "pub use {module}::{{{types}Outputs, {types}Request}};");
    }
    let _ = write!(
        text,
        "\n/// The agent's DDL, JSON.\n\
         pub const DDL: &str = include_str!(\"../ddl.json\");\n\n\
         /// Client of the agent {agent}. Cheap to clone.\n\
         #[derive(Debug, Clone)]\n\
         pub struct {name} {{\n    agent: AgentClient,\n}}\n\n\
         #[rustfmt::skip]\n\
         impl {name} {{\n    \
             /// A client that asks the nodes in scope.\n    \
             pub fn new(fleet: client::Fleet, scope: Scope) -> Result<Self, AgentError> {{\n        \
                 Ok(Self {{ agent: AgentClient::new(fleet, DDL, scope)? }})\n    \
             }}\n\n    \
             /// The same client for other nodes.\n    \
             pub fn among(&self, scope: Scope) -> Self {{\n        \
                 Self {{ agent: self.agent.among(scope) }}\n    \
             }}\n\n    \
             /// Finds the nodes in scope.\n    \
             pub async fn discover(&self) -> Result<Vec<Identity>, AgentError> {{\n        \
                 self.agent.discover().await\n    \
             }}\n",
        agent = metadata.name,
    );
    for named in actions.iter() {
        text.push_str(&action::method(named));
    }
    text.push_str("}\n");
    text
}

/// The version as Cargo wants it: three numbers.
fn version(text: &str) -> String {
    let mut numbers = text.split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    let mut next = || numbers.next().unwrap_or(0);
    format!("{}.{}.{}", next(), next(), next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_become_three_numbers() {
        for (given, wanted) in [
            ("1", "1.0.0"),
            ("5.4.2", "5.4.2"),
            ("1.2-rc1", "1.0.0"),
            ("*", "0.0.0"),
            ("1.2.3.4", "1.2.3"),
        ] {
            assert_eq!(version(given), wanted, "{given}");
        }
    }
}
