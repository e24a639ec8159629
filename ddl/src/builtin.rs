//! The shipped DDLs, compiled in from `ddl/agents/*.yaml`.

use std::sync::{Arc, OnceLock};

use crate::Agent;

/// One shipped document, parsed when it is first asked for.
struct Shipped {
    name: &'static str,
    yaml: &'static str,
    agent: OnceLock<Arc<Agent>>,
}

macro_rules! shipped {
    ($($name:literal),+ $(,)?) => {
        [$(Shipped {
            name: $name,
            yaml: include_str!(concat!("../agents/", $name, ".yaml")),
            agent: OnceLock::new(),
        }),+]
    };
}

/// Sorted by name.
static SHIPPED: [Shipped; 10] = shipped![
    "choria_registry",
    "choria_util",
    "filemgr",
    "nettest",
    "package",
    "process",
    "puppet",
    "rpcutil",
    "service",
    "shell",
];

/// Finds a shipped DDL by agent name.
pub fn builtin(name: &str) -> Option<Arc<Agent>> {
    let shipped = SHIPPED.iter().find(|shipped| shipped.name == name)?;
    let parse = || {
        Arc::new(Agent::from_yaml(shipped.yaml.as_bytes()).expect("every shipped DDL parses in the tests"))
    };
    Some(Arc::clone(shipped.agent.get_or_init(parse)))
}

/// Names of the shipped DDLs, sorted.
pub fn builtin_names() -> impl Iterator<Item = &'static str> {
    SHIPPED.iter().map(|shipped| shipped.name)
}

#[cfg(test)]
mod tests;
