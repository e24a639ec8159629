//! Hosting what is on disk: agents that appear, change and vanish while the node runs.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use futures_util::StreamExt;
use futures_util::stream;
use protocol::AgentName;
use tokio::sync::mpsc;
use tokio_util::sync::{CancellationToken, DropGuard};
use tracing::{debug, info, warn};

use super::found::{Candidate, Finder, Found, Kind};
use super::{Ear, listen};
use crate::agents::active;
use crate::external::{External, Ruby};
use crate::{Agent, Context};

/// How old a DDL must be: whoever installs an agent writes more than one file.
const SETTLED: Duration = Duration::from_secs(5);

/// Waiting times between looks, before jitter: short after the start, when a machine is being set up.
const FIRST_WAIT: Duration = Duration::from_millis(750);
const LONGEST_WAIT: Duration = Duration::from_secs(20);

/// Programs that are asked at once whether they want to be active.
const ACTIVATIONS: usize = 4;

/// Keeps the agents of a node as they are on disk. One task owns it.
#[derive(Debug)]
pub(crate) struct Recruiter {
    node: Arc<Context>,
    door: mpsc::Sender<Ear>,
    finder: Option<Finder>,
    hosted: BTreeMap<AgentName, Member>,
    /// Why an agent is not hosted, by its DDL and version, as last told.
    told: BTreeMap<(PathBuf, String), String>,
}

/// An agent that was put on the roster here.
#[derive(Debug)]
struct Member {
    path: PathBuf,
    version: String,
    kind: Kind,
    service: bool,
    /// Ends its subscriptions.
    gone: DropGuard,
}

impl Recruiter {
    /// For the library folders of the node's configuration.
    pub(crate) fn new(node: Arc<Context>, door: mpsc::Sender<Ear>) -> Self {
        Self {
            finder: Some(Finder::new(&node.config.external.folders)),
            node,
            door,
            hosted: BTreeMap::new(),
            told: BTreeMap::new(),
        }
    }

    /// Looks again and again until `stop` fires.
    pub(crate) async fn keep(mut self, stop: CancellationToken) {
        let work = async {
            let mut wait = FIRST_WAIT;
            loop {
                self.reconcile().await;
                tokio::select! {
                    () = tokio::time::sleep(jitter(wait)) => wait = (wait * 2).min(LONGEST_WAIT),
                    () = self.node.reload.notified() => {}
                }
            }
        };
        stop.run_until_cancelled(work).await;
    }

    async fn reconcile(&mut self) {
        let Some(mut finder) = self.finder.take() else {
            return;
        };
        let look = tokio::task::spawn_blocking(move || {
            let found = finder.look();
            (finder, found)
        });
        let Ok((finder, found)) = look.await else {
            warn!("looking for agents failed, they stay as they are until the node is restarted");
            return;
        };
        self.finder = Some(finder);
        self.dismiss(&found);
        let now = self.node.clock.now();
        let new = found
            .agents
            .into_values()
            .filter(|it| is_settled(it.modified, now));
        let new: Vec<_> = new.filter(|it| !self.is_hosted(it)).collect();
        let node = self.node.clone();
        let asked = stream::iter(new).map(|it| ask(it, node.clone()));
        let answers: Vec<_> = asked.buffered(ACTIVATIONS).collect().await;
        for (candidate, answer) in answers {
            let taken = match answer {
                Ok(agent) => self.take(&candidate, agent).await,
                Err(reason) => Err(reason),
            };
            if let Err(reason) = taken {
                self.tell(&candidate, reason);
            }
        }
    }

    /// Lets go of agents whose DDL is gone. One that is broken may be half written.
    fn dismiss(&mut self, found: &Found) {
        let node = &self.node;
        self.hosted.retain(|name, member| {
            let stays = found.agents.contains_key(name.as_str())
                || found.broken.contains(&member.path)
                || found.partial;
            if !stays {
                node.agents.remove(name);
                info!(agent = %name, ddl = %member.path.display(), "agent is gone with its DDL");
            }
            stays
        });
        self.told
            .retain(|(path, _), _| found.agents.values().any(|it| it.path == *path));
    }

    fn is_hosted(&self, candidate: &Candidate) -> bool {
        self.hosted
            .iter()
            .find(|(name, _)| name.as_str() == candidate.ddl.metadata.name)
            .is_some_and(|(_, member)| {
                member.path == candidate.path
                    && member.version == candidate.ddl.metadata.version
                    && member.kind == candidate.kind
            })
    }

    /// Puts an agent on the roster. Subscriptions of one that was there are kept, unless it is reached in another way now.
    async fn take(&mut self, candidate: &Candidate, agent: Arc<dyn Agent>) -> Result<(), String> {
        let metadata = &candidate.ddl.metadata;
        let name = AgentName::new(&metadata.name).map_err(|error| error.to_string())?;
        if metadata.timeout == 0 {
            return Err("its schema has no timeout".to_owned());
        }
        let before = self.hosted.remove(&name);
        if before.is_none() && self.node.agents.hosted().contains(name.as_str()) {
            return Err("there is another agent of that name".to_owned());
        }
        self.node.agents.put(name.clone(), agent);
        let gone = match before {
            Some(before) if before.service == metadata.service => before.gone,
            _ => self.hear(&candidate.ddl, &name).await?,
        };
        info!(agent = %name, version = metadata.version, ddl = %candidate.path.display(), "agent is hosted");
        let member = Member {
            path: candidate.path.clone(),
            version: metadata.version.clone(),
            kind: candidate.kind,
            service: metadata.service,
            gone,
        };
        self.told.retain(|(path, _), _| *path != candidate.path);
        self.hosted.insert(name, member);
        Ok(())
    }

    /// Listens for requests to the agent until what is returned is dropped.
    async fn hear(&self, ddl: &ddl::Agent, name: &AgentName) -> Result<DropGuard, String> {
        let gone = CancellationToken::new();
        let heard = listen(&self.node.link, &self.node.collectives, ddl, name).await;
        let heard = heard.map_err(|error| {
            self.node.agents.remove(name);
            error.to_string()
        })?;
        for subscription in heard {
            // It fails when the node is stopping.
            let _ = self.door.send(Ear::until(subscription, &gone)).await;
        }
        Ok(gone.drop_guard())
    }

    /// Says once why an agent is not hosted; it is tried again all the same.
    fn tell(&mut self, candidate: &Candidate, reason: String) {
        let (ddl, agent) = (candidate.path.display(), &candidate.ddl.metadata.name);
        let key = (candidate.path.clone(), candidate.ddl.metadata.version.clone());
        if self.told.get(&key) == Some(&reason) {
            debug!(agent, %ddl, reason, "agent is still not hosted");
        } else {
            info!(agent, %ddl, reason, "agent is not hosted");
            self.told.insert(key, reason);
        }
    }
}

/// The agent, if it wants to be active here.
async fn ask(candidate: Candidate, node: Arc<Context>) -> (Candidate, Result<Arc<dyn Agent>, String>) {
    let ddl = candidate.ddl.clone();
    let answer: Result<Arc<dyn Agent>, String> = match candidate.kind {
        Kind::External => {
            let folder = candidate.path.parent().map(PathBuf::from).unwrap_or_default();
            let agent = External::new(ddl, folder);
            let activation = agent.activates(&node.config.config_file).await;
            activation.map(|()| Arc::new(agent) as Arc<dyn Agent>)
        }
        Kind::Ruby if active(&node.config.common.settings, &ddl.metadata.name, true) => {
            Ok(Arc::new(Ruby::new(ddl)))
        }
        Kind::Ruby => Err("the configuration switches it off".to_owned()),
    };
    (candidate, answer)
}

/// Whether nobody is writing the file any more. A time far in the future says as much as one in the past.
fn is_settled(modified: SystemTime, now: SystemTime) -> bool {
    let age = now
        .duration_since(modified)
        .unwrap_or_else(|error| error.duration());
    age >= SETTLED
}

/// A random time in `[0.5, 1.5)` of `base`, so that the nodes of a fleet do not all look at a shared disk at once.
fn jitter(base: Duration) -> Duration {
    base.mul_f64(0.5 + fastrand::f64())
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use super::*;

    #[test]
    fn a_file_is_settled_after_five_seconds_whichever_way_the_clocks_differ() {
        let now = UNIX_EPOCH + Duration::from_secs(1000);
        let at = |seconds| UNIX_EPOCH + Duration::from_secs(seconds);
        for (modified, settled) in [
            (0, true),
            (995, true),
            (996, false),
            (1000, false),
            (1004, false),
            (1005, true),
        ] {
            assert_eq!(is_settled(at(modified), now), settled, "{modified}");
        }
    }
}
