//! Hosting what is on disk: agents that appear, change and vanish while the node runs.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream;
use protocol::AgentName;
use tokio::sync::mpsc;
use tokio_util::sync::{CancellationToken, DropGuard};
use tracing::{debug, info, warn};

use super::found::{Candidate, Finder, Found, Kind};
use super::providers::ProviderFinder;
use super::{Ear, listen};
use crate::agents::active;
use crate::external::{External, Ruby};
use crate::{Agent, Context};

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
    /// None while they are looking, and after they failed.
    finders: Option<(Finder, ProviderFinder)>,
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
            finders: Some(finders(&node.config.external.folders)),
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
            let mut reload = self.node.reload.subscribe();
            loop {
                self.reconcile().await;
                tokio::select! {
                    () = tokio::time::sleep(jitter(wait)) => wait = (wait * 2).min(LONGEST_WAIT),
                    _ = reload.changed() => {}
                }
            }
        };
        stop.run_until_cancelled(work).await;
    }

    async fn reconcile(&mut self) {
        let Some((mut agents, mut providers)) = self.finders.take() else {
            return;
        };
        let (node, now) = (self.node.clone(), self.node.clock.now());
        let look = tokio::task::spawn_blocking(move || {
            providers.reconcile(&node.data, now);
            let found = agents.look();
            (found, (agents, providers))
        });
        let Ok((found, finders)) = look.await else {
            warn!("looking for agents failed, they stay as they are until the node is restarted");
            return;
        };
        self.finders = Some(finders);
        self.dismiss(&found);
        let new = found.agents.into_values();
        let new = new.filter(|it| it.document.is_settled(now));
        let (taken, new): (Vec<_>, Vec<_>) = new
            .filter(|it| !self.is_hosted(it))
            .partition(|it| self.is_taken(it));
        for candidate in &taken {
            self.tell(candidate, "there is another agent of that name".to_owned());
        }
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
            let stays = found.agents.contains_key(name.as_str()) || found.missing.excuses(&member.path);
            if !stays {
                node.agents.remove(name);
                info!(agent = %name, ddl = %member.path.display(), "agent is gone with its DDL");
            }
            stays
        });
        self.told
            .retain(|(path, _), _| found.agents.values().any(|it| it.document.path == *path));
    }

    fn is_hosted(&self, candidate: &Candidate) -> bool {
        self.hosted
            .iter()
            .find(|(name, _)| name.as_str() == candidate.document.ddl.metadata.name)
            .is_some_and(|(_, member)| {
                member.path == candidate.document.path
                    && member.version == candidate.document.ddl.metadata.version
                    && member.kind == candidate.kind
            })
    }

    /// Whether its name belongs to an agent that came with the node.
    fn is_taken(&self, candidate: &Candidate) -> bool {
        let name = candidate.document.ddl.metadata.name.as_str();
        let ours = self.hosted.keys().any(|hosted| hosted.as_str() == name);
        !ours && self.node.agents.hosted().contains(name)
    }

    /// Puts an agent on the roster. Subscriptions of one that was there are kept, unless it is reached in another way now.
    async fn take(&mut self, candidate: &Candidate, agent: Arc<dyn Agent>) -> Result<(), String> {
        let metadata = &candidate.document.ddl.metadata;
        let name = AgentName::new(&metadata.name).map_err(|error| error.to_string())?;
        if metadata.timeout == 0 {
            return Err("its schema has no timeout".to_owned());
        }
        let before = self.hosted.remove(&name);
        self.node.agents.put(name.clone(), agent);
        let gone = match before {
            Some(before) if before.service == metadata.service => before.gone,
            _ => self.hear(&candidate.document.ddl, &name).await?,
        };
        info!(agent = %name, version = metadata.version, ddl = %candidate.document.path.display(), "agent is hosted");
        let member = Member {
            path: candidate.document.path.clone(),
            version: metadata.version.clone(),
            kind: candidate.kind,
            service: metadata.service,
            gone,
        };
        self.told.retain(|(path, _), _| *path != candidate.document.path);
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
        let (path, metadata) = (&candidate.document.path, &candidate.document.ddl.metadata);
        let (ddl, agent) = (path.display(), &metadata.name);
        let key = (path.clone(), metadata.version.clone());
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
    let ddl = candidate.document.ddl.clone();
    let answer: Result<Arc<dyn Agent>, String> = match candidate.kind {
        Kind::External => {
            let folder = candidate.document.path.parent();
            let agent = External::new(ddl, folder.map(PathBuf::from).unwrap_or_default());
            let activation = agent.activates(&node.config.config_file).await;
            activation.map(|()| Arc::new(agent) as Arc<dyn Agent>)
        }
        Kind::Ruby if active(&node.config.member.settings, &ddl.metadata.name, true) => {
            Ok(Arc::new(Ruby::new(ddl)))
        }
        Kind::Ruby => Err("the configuration switches it off".to_owned()),
    };
    (candidate, answer)
}

/// A random time in `[0.5, 1.5)` of `base`, so that the nodes of a fleet do not all look at a shared disk at once.
fn jitter(base: Duration) -> Duration {
    base.mul_f64(0.5 + fastrand::f64())
}

fn finders(libraries: &[PathBuf]) -> (Finder, ProviderFinder) {
    (Finder::new(libraries), ProviderFinder::new(libraries))
}
