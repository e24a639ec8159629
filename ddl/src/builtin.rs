//! The shipped DDLs, compiled in from `ddl/agents/*.yaml`.

use std::sync::Arc;

use crate::Agent;

/// Finds a shipped DDL by agent name.
pub fn builtin(_name: &str) -> Option<Arc<Agent>> {
    todo!()
}

/// Names of the shipped DDLs, sorted.
pub fn builtin_names() -> impl Iterator<Item = &'static str> {
    [].into_iter()
}
