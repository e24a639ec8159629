//! Assembling a node.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use client::link::{First, Options};
use client::{Clock, Link};
use protocol::rpc::Object;
use protocol::{AgentName, Collective, Identity, Subject, Wire};
use serde_json::json;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use tracing::info;

use crate::agents::discovery;
use crate::classes::Classes;
use crate::credentials::{Credentials, Keeper};
use crate::data::Providers;
use crate::dispatch::Dispatcher;
use crate::hosting::{self, Hosted, Inbox, Roster};
use crate::node::{Keepers, Node, NodeError};
use crate::patience::Patience;
use crate::{Agent, Context, Facts, Stats, VERSION, agents};

/// Assembles a node.
pub struct NodeBuilder {
    config: config::Server,
    agents: Vec<Arc<dyn Agent>>,
    clock: Clock,
    facts: Option<Object>,
    classes: Option<Vec<String>>,
    wire: Option<Arc<dyn Wire>>,
    external: bool,
}

/// Names that were checked before anything is connected.
struct Names {
    identity: Identity,
    collectives: Vec<Collective>,
    main_collective: Collective,
}

impl NodeBuilder {
    pub(crate) fn new(config: config::Server) -> Self {
        Self {
            agents: agents::builtin(&config),
            config,
            clock: Clock::system(),
            facts: None,
            classes: None,
            wire: None,
            external: true,
        }
    }

    /// Adds an agent.
    pub fn agent(mut self, agent: Arc<dyn Agent>) -> Self {
        self.agents.push(agent);
        self
    }

    /// Hosts exactly these agents, in place of the built-in ones, any added before, and those on disk. Nodes of one process can share them.
    pub fn only_agents(mut self, agents: Vec<Arc<dyn Agent>>) -> Self {
        self.agents = agents;
        self.external = false;
        self
    }

    /// Uses another clock.
    pub fn clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// Uses these facts in place of the gathered ones; fact files still merge on top.
    pub fn facts(mut self, facts: Object) -> Self {
        self.facts = Some(facts);
        self
    }

    /// Uses these classes in place of the classes file.
    pub fn classes(mut self, classes: Vec<String>) -> Self {
        self.classes = Some(classes);
        self
    }

    /// Verifies requests and writes replies with this, in place of reading the configured credentials. Nodes of one process
    /// that trust the same CA can share one.
    pub fn wire(mut self, wire: Arc<dyn Wire>) -> Self {
        self.wire = Some(wire);
        self
    }

    /// Connects (retrying for ever), subscribes and serves until `stop` fires. Returns once subscribed.
    pub async fn start(self, stop: CancellationToken) -> Result<Node, NodeError> {
        let cancelled = stop.clone();
        let starting = Box::pin(self.assemble(stop));
        cancelled
            .run_until_cancelled(starting)
            .await
            .unwrap_or(Err(NodeError::Stopped))
    }

    async fn assemble(self, stop: CancellationToken) -> Result<Node, NodeError> {
        let names = Names::new(&self.config.member)?;
        let agents = host(self.agents)?;
        let (credentials, keeper) = match self.wire {
            Some(wire) => (Credentials::new(wire), None),
            None => {
                let (credentials, keeper) = Keeper::open(&self.config.member)?;
                (credentials, Some(keeper))
            }
        };
        let facts = facts(self.facts, &names, &self.config);
        facts.prepare().await;
        let hosted = agents.hosted();
        let link = connect(&self.config.member, &names, &hosted).await?;
        let inbox = subscribe(&link, &names, &hosted).await?;
        let context = Arc::new(Context {
            agents,
            data: Providers::default(),
            facts: Arc::new(facts),
            patience: Patience::default(),
            reload: watch::Sender::new(()),
            stats: Arc::new(Stats::default()),
            link,
            started: self.clock.now(),
            clock: self.clock,
            classes: Arc::new(match self.classes {
                Some(classes) => Classes::fixed(classes),
                None => Classes::file(self.config.classes_file.clone()),
            }),
            identity: names.identity,
            collectives: names.collectives,
            main_collective: names.main_collective,
            config: Arc::new(self.config),
        });
        let dispatcher = Dispatcher::new(context.clone(), credentials);
        let keepers = Keepers {
            external: self.external,
            credentials: keeper,
        };
        Ok(Node::run(context, dispatcher, inbox, keepers, stop).await)
    }
}

impl fmt::Debug for NodeBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NodeBuilder")
            .field("identity", &self.config.member.identity)
            .finish_non_exhaustive()
    }
}

impl Names {
    fn new(member: &config::Member) -> Result<Self, NodeError> {
        let mut collectives = Vec::new();
        for name in &member.collectives {
            let collective = Collective::new(name)?;
            // Named twice it would hear everything twice, and complain of replays.
            if !collectives.contains(&collective) {
                collectives.push(collective);
            }
        }
        Ok(Self {
            identity: Identity::new(&member.identity)?,
            collectives,
            main_collective: Collective::new(&member.main_collective)?,
        })
    }
}

fn facts(fixed: Option<Object>, names: &Names, config: &config::Server) -> Facts {
    let files = config.fact_files.clone();
    match fixed {
        Some(facts) => Facts::fixed(facts, files),
        None => {
            let own = json!({
                "version": VERSION,
                "identity": names.identity.as_str(),
                "main_collective": names.main_collective.as_str(),
            });
            Facts::gathered(Object::from_iter([("mco".to_owned(), own)]), files)
        }
    }
}

fn host(agents: Vec<Arc<dyn Agent>>) -> Result<Roster, NodeError> {
    let mut hosted = BTreeMap::new();
    for agent in agents {
        let metadata = &agent.ddl().metadata;
        let refuse = |reason: &str| NodeError::Agent {
            agent: metadata.name.clone(),
            reason: reason.to_owned(),
        };
        let name = AgentName::new(&metadata.name)?;
        if metadata.timeout == 0 {
            return Err(refuse("its schema has no timeout"));
        }
        if hosted.contains_key(&name) || name.as_str() == discovery::NAME {
            return Err(refuse("there is another agent of that name"));
        }
        hosted.insert(name, agent);
    }
    Ok(Roster::new(hosted))
}

async fn connect(member: &config::Member, names: &Names, agents: &Hosted) -> Result<Link, NodeError> {
    let name = member.security.certname.as_deref().unwrap_or(&member.identity);
    let options = Options::from_config(member, name, First::RetryForever).await?;
    info!(
        identity = %names.identity,
        collectives = member.collectives.join(" "),
        agents = agents.names().join(" "),
        brokers = options.servers.join(" "),
        "node is starting"
    );
    Ok(Link::connect(options).await?)
}

/// Joins every collective: the node's own subject, discovery's, and one for each agent.
async fn subscribe(link: &Link, names: &Names, agents: &Hosted) -> Result<Inbox, NodeError> {
    let mut inbox = Inbox::default();
    let discovery = AgentName::new(discovery::NAME)?;
    for collective in &names.collectives {
        let node = Subject::node(collective, &names.identity);
        inbox.push(link.subscribe(node.as_str(), None).await?);
        let pings = Subject::broadcast(collective, &discovery);
        inbox.push(link.subscribe(pings.as_str(), None).await?);
    }
    for (name, agent) in agents.iter() {
        let heard = hosting::listen(link, &names.collectives, agent.ddl(), name).await?;
        heard
            .into_iter()
            .for_each(|subscription| inbox.push(subscription));
    }
    link.flush().await?;
    Ok(inbox)
}
