//! The built-in agents, one folder each, one file per action.

mod activation;
mod background;
mod choria_registry;
pub(crate) mod choria_util;
pub(crate) mod discovery;
mod filemgr;
#[cfg(test)]
mod fixture;
mod input;
mod nettest;
mod package;
mod process;
mod puppet;
pub(crate) mod rpcutil;
mod service;
mod shell;

use std::sync::Arc;

use crate::Agent;
use crate::command::{Runner, System};
pub(crate) use activation::active;
#[cfg(test)]
pub(crate) use fixture::call;
pub(crate) use input::chain;

/// Every built-in agent the configuration enables; `shell` only when asked for.
pub fn builtin(config: &config::Server) -> Vec<Arc<dyn Agent>> {
    let runner: Arc<dyn Runner> = Arc::new(System);
    let agents: [Arc<dyn Agent>; _] = [
        Arc::new(choria_util::ChoriaUtil::new(schema("choria_util"))),
        Arc::new(filemgr::FileMgr::new(schema("filemgr"))),
        Arc::new(nettest::NetTest::new(schema("nettest"), runner.clone())),
        Arc::new(package::Package::new(schema("package"), runner.clone())),
        Arc::new(process::Process::new(schema("process"))),
        Arc::new(puppet::Puppet::new(schema("puppet"), runner.clone())),
        Arc::new(rpcutil::RpcUtil::new(schema("rpcutil"))),
        Arc::new(service::Service::new(schema("service"), runner.clone())),
        Arc::new(shell::Shell::new(schema("shell"), runner.clone())),
    ];
    let settings = &config.member.settings;
    let wanted = |agent: &Arc<dyn Agent>| {
        let name = agent.ddl().metadata.name.as_str();
        active(settings, name, name != "shell")
    };
    let registry = config.registry_store.clone().map(|store| {
        let ddl = schema("choria_registry");
        Arc::new(choria_registry::ChoriaRegistry::new(ddl, store)) as Arc<dyn Agent>
    });
    agents.into_iter().chain(registry).filter(wanted).collect()
}

/// The shipped schema of a built-in agent.
fn schema(agent: &str) -> Arc<ddl::Agent> {
    ddl::builtin(agent).expect("every built-in agent's schema is compiled in")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use config::{Environment, Settings};

    use super::*;

    /// Names of the agents a node with these lines in its configuration hosts.
    fn hosted(lines: &str) -> Vec<String> {
        let environment = Environment {
            hostname: "node.example.net".into(),
            root: true,
            ..Environment::default()
        };
        let settings = Settings::parse(lines, Path::new("/etc/choria/server.conf"));
        let config = settings
            .server(&environment)
            .expect("the configuration is sound")
            .config;
        builtin(&config)
            .iter()
            .map(|agent| agent.ddl().metadata.name.clone())
            .collect()
    }

    #[test]
    fn shell_is_hosted_only_where_it_is_asked_for() {
        let usual = hosted("");
        for agent in ["filemgr", "nettest", "package", "process", "puppet", "service"] {
            assert!(usual.iter().any(|name| name == agent), "{agent}");
        }
        assert!(!usual.iter().any(|name| name == "shell"));
        assert!(
            hosted("plugin.shell.activate_agent = yes")
                .iter()
                .any(|name| name == "shell")
        );
    }

    #[test]
    fn any_agent_can_be_switched_off() {
        let left = hosted("plugin.package.activate_agent = 0\nplugin.service.activate_agent = False");
        assert!(!left.iter().any(|name| name == "package" || name == "service"));
        assert!(left.iter().any(|name| name == "process"));
    }
}
