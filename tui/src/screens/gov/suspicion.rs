//! Which leases look stuck: held for most of their time, or by somebody nobody knows.

use std::collections::BTreeSet;
use std::time::Duration;

use protocol::Identity;

use super::Gov;
use super::paint::lasted;
use crate::gov::Lease;
use crate::session::Session;

/// Percent of its time after which a lease looks stuck.
const SHARE: u128 = 80;

/// How long a lease that never ends is held before it looks stuck.
const LONG: Duration = Duration::from_secs(3600);

/// Before the name of the node, in the words of an autonomous agent.
const AT: &str = " @ ";

/// The nodes that are known.
#[derive(Debug, Default)]
pub(super) struct Acquaintance(BTreeSet<String>);

impl Acquaintance {
    /// These are known too.
    pub(super) fn learn<'a>(&mut self, nodes: impl IntoIterator<Item = &'a Identity>) {
        self.0.extend(nodes.into_iter().map(Identity::to_string));
    }

    /// Whether somebody is known; everybody is as long as nothing is known of the fleet.
    fn is_known(&self, name: &str) -> bool {
        self.0.is_empty() || self.0.contains(name)
    }

    /// Whether a node is known for certain.
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.contains(name)
    }
}

impl Gov {
    /// Why a lease of the governor under the cursor looks stuck.
    pub(super) fn suspicion(&self, session: &Session, lease: &Lease) -> Option<String> {
        let age = session.now.duration_since(lease.since).unwrap_or_default();
        let node = node_of(&lease.holder);
        if !self.known.is_known(node) {
            return Some(format!(
                "{node} is not known in the fleet; nobody may be left to give this lease back"
            ));
        }
        match self.current()?.expires {
            Some(expires) => {
                let share = age.as_millis() * 100 / expires.as_millis().max(1);
                let share_is_large = share >= SHARE;
                share_is_large.then(|| format!("held for {}% of its {}", share.min(100), lasted(expires)))
            }
            None => (age >= LONG).then(|| format!("held for {}, and it never ends by itself", lasted(age))),
        }
    }

    /// How many leases look stuck.
    pub(super) fn stuck(&self, session: &Session) -> usize {
        self.leases()
            .iter()
            .filter(|lease| self.suspicion(session, lease).is_some())
            .count()
    }
}

/// The node in the words of a holder: `Auto Agent  app#deploy @ web1` is on `web1`.
pub(super) fn node_of(holder: &str) -> &str {
    holder.rsplit_once(AT).map_or(holder, |(_, node)| node).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_node_of_an_autonomous_agent_is_found() {
        assert_eq!(node_of("web1.lab.test"), "web1.lab.test");
        assert_eq!(node_of("Auto Agent  app#deploy @ web1.lab.test"), "web1.lab.test");
    }
}
