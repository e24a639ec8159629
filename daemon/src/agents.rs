//! The built-in agents, one folder each, one file per action.

mod activation;
mod input;
mod package;

use std::sync::Arc;

use crate::Agent;
use crate::command::{Runner, System};
use activation::active;

/// Every built-in agent the configuration enables; `shell` only when asked for.
pub fn builtin(config: &config::Server) -> Vec<Arc<dyn Agent>> {
    let settings = &config.common.settings;
    let runner: Arc<dyn Runner> = Arc::new(System);
    let mut agents: Vec<Arc<dyn Agent>> = Vec::new();
    if active(settings, "package", true) {
        agents.push(Arc::new(package::Package::new(schema("package"), runner.clone())));
    }
    agents
}

/// The shipped schema of a built-in agent.
fn schema(agent: &str) -> Arc<ddl::Agent> {
    ddl::builtin(agent).expect("every built-in agent's schema is compiled in")
}
