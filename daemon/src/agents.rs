//! The built-in agents, one folder each, one file per action.

mod activation;
pub(crate) mod choria_util;
pub(crate) mod discovery;
mod input;
mod package;
pub(crate) mod rpcutil;

use std::sync::Arc;

use crate::Agent;
use crate::command::{Runner, System};
use activation::active;

/// Every built-in agent the configuration enables; `shell` only when asked for.
pub fn builtin(config: &config::Server) -> Vec<Arc<dyn Agent>> {
    let settings = &config.common.settings;
    let runner: Arc<dyn Runner> = Arc::new(System);
    let mut agents: Vec<Arc<dyn Agent>> = vec![
        Arc::new(choria_util::ChoriaUtil::new(schema("choria_util"))),
        Arc::new(rpcutil::RpcUtil::new(schema("rpcutil"))),
    ];
    if active(settings, "package", true) {
        agents.push(Arc::new(package::Package::new(schema("package"), runner.clone())));
    }
    agents
}

/// The shipped schema of a built-in agent.
fn schema(agent: &str) -> Arc<ddl::Agent> {
    ddl::builtin(agent).expect("every built-in agent's schema is compiled in")
}
