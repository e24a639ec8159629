//! The agents of a node, as they are at one moment.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use protocol::AgentName;

use crate::Agent;
use crate::agents::discovery;

/// The agents of a node; they may come, go and be replaced while it runs.
#[derive(Debug, Default)]
pub struct Roster(RwLock<Arc<Hosted>>);

/// The agents of a node at one moment. It never changes, and what it names stays usable after it is out of date.
#[derive(Clone)]
pub struct Hosted {
    agents: BTreeMap<AgentName, Arc<dyn Agent>>,
    names: Vec<String>,
}

impl Roster {
    pub(crate) fn new(agents: BTreeMap<AgentName, Arc<dyn Agent>>) -> Self {
        Self(RwLock::new(Arc::new(Hosted::new(agents))))
    }

    /// The agents as they are now.
    pub fn hosted(&self) -> Arc<Hosted> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Adds an agent, or puts it in the place of the one with its name. Requests that run go on with the one they have.
    pub(crate) fn put(&self, name: AgentName, agent: Arc<dyn Agent>) {
        self.change(|agents| {
            agents.insert(name, agent);
        });
    }

    /// Takes an agent away.
    pub(crate) fn remove(&self, name: &AgentName) {
        self.change(|agents| {
            agents.remove(name);
        });
    }

    fn change(&self, change: impl FnOnce(&mut BTreeMap<AgentName, Arc<dyn Agent>>)) {
        let mut current = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let mut agents = current.agents.clone();
        change(&mut agents);
        *current = Arc::new(Hosted::new(agents));
    }
}

impl Hosted {
    fn new(agents: BTreeMap<AgentName, Arc<dyn Agent>>) -> Self {
        let mut names: Vec<_> = agents.keys().map(|name| name.as_str().to_owned()).collect();
        names.push(discovery::NAME.to_owned());
        names.sort_unstable();
        Self { agents, names }
    }

    /// Names of everything that answers here, `discovery` included, sorted.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The agent of a name; none for `discovery`, which is no RPC agent.
    pub fn get(&self, name: &AgentName) -> Option<&Arc<dyn Agent>> {
        self.agents.get(name)
    }

    /// The agents and their names, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&AgentName, &Arc<dyn Agent>)> {
        self.agents.iter()
    }

    /// Schemas of the agents, by name.
    pub fn schemas(&self) -> impl Iterator<Item = &Arc<ddl::Agent>> {
        self.agents.values().map(|agent| agent.ddl())
    }

    /// Whether something of that name answers here.
    pub fn contains(&self, name: &str) -> bool {
        self.names
            .binary_search_by(|known| known.as_str().cmp(name))
            .is_ok()
    }
}

impl Default for Hosted {
    fn default() -> Self {
        Self::new(BTreeMap::new())
    }
}

impl fmt::Debug for Hosted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Hosted").field(&self.names).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agents::rpcutil::RpcUtil;

    fn agent(version: &str) -> Arc<dyn Agent> {
        let mut schema = ddl::Agent::clone(&ddl::builtin("rpcutil").unwrap());
        schema.metadata.version = version.to_owned();
        Arc::new(RpcUtil::new(Arc::new(schema)))
    }

    fn version(hosted: &Hosted, name: &AgentName) -> Option<String> {
        Some(hosted.get(name)?.ddl().metadata.version.clone())
    }

    #[test]
    fn what_was_looked_up_before_a_change_stays_as_it_was() {
        let name = AgentName::new("lamp").unwrap();
        let roster = Roster::default();
        roster.put(name.clone(), agent("1"));
        let before = roster.hosted();
        roster.put(name.clone(), agent("2"));
        assert_eq!(version(&before, &name).as_deref(), Some("1"));
        assert_eq!(version(&roster.hosted(), &name).as_deref(), Some("2"));
        roster.remove(&name);
        assert!(before.contains("lamp") && !roster.hosted().contains("lamp"));
        assert_eq!(roster.hosted().names(), ["discovery"]);
    }
}
