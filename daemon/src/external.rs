//! Programs in any language that the node runs for a request: what they are given, and how their answer is read.

mod agent;
mod errand;
mod program;
pub(crate) mod reply;
mod ruby;

pub(crate) use agent::{External, encode};
pub(crate) use errand::Errand;
pub(crate) use ruby::Ruby;

/// Names that no program may take: their agents come with the node.
pub(crate) const RESERVED: &[&str] = &[
    "rpcutil",
    "choria_util",
    "choria_provision",
    "choria_registry",
    "discovery",
    "scout",
];
