//! A running node: its request loop, and how it stops.

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tracing::{Instrument, debug, error_span, info, warn};

use crate::credentials::Keeper;
use crate::dispatch::Dispatcher;
use crate::hosting::{Inbox, Recruiter};
use crate::{Context, NodeBuilder, metrics, status};

/// What else runs beside the request loop.
pub(crate) struct Keepers {
    /// Looks for agents on disk.
    pub(crate) external: bool,
    /// Reads credentials again when they change.
    pub(crate) credentials: Option<Keeper>,
}

/// A running node.
#[derive(Debug)]
pub struct Node {
    context: Arc<Context>,
    metrics_address: Option<SocketAddr>,
    tasks: TaskTracker,
}

/// Why a node did not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NodeError {
    /// Credentials are missing or unusable.
    #[error(transparent)]
    Credentials(#[from] client::credentials::CredentialsError),
    /// Broker addresses or the connection itself.
    #[error(transparent)]
    Link(#[from] client::LinkError),
    /// A name in the configuration cannot be used on the wire.
    #[error(transparent)]
    Name(#[from] protocol::InvalidName),
    /// Two agents with one name, or one without timeout.
    #[error("agent {agent} cannot be hosted: {reason}")]
    Agent {
        /// Which agent.
        agent: String,
        /// Why.
        reason: String,
    },
    /// It was told to stop before a broker answered.
    #[error("stopped before a broker answered")]
    Stopped,
}

impl Node {
    /// Starts assembling a node from its configuration, with every built-in agent.
    pub fn builder(config: config::Server) -> NodeBuilder {
        NodeBuilder::new(config)
    }

    /// What it knows of itself.
    pub fn context(&self) -> &Arc<Context> {
        &self.context
    }

    /// Where metrics are served; none when they are not.
    pub fn metrics_address(&self) -> Option<SocketAddr> {
        self.metrics_address
    }

    /// Looks at agents and credentials on disk now, instead of within the next 30 s.
    pub fn reload(&self) {
        self.context.reload();
    }

    /// Waits until the node has stopped: it was told to, or its connection was closed for good.
    pub async fn stopped(self) {
        self.tasks.wait().await;
    }

    pub(crate) async fn run(
        context: Arc<Context>,
        dispatcher: Dispatcher,
        mut inbox: Inbox,
        keepers: Keepers,
        stop: CancellationToken,
    ) -> Self {
        let tasks = TaskTracker::new();
        let config = &context.config;
        let ending = stop.child_token();
        if let Some(path) = config.status_file.clone() {
            let interval = config.status_interval;
            tasks.spawn(status::keep(context.clone(), path, interval, ending.clone()));
        }
        let metrics = match config.stats_listen {
            Some(address) => bind(address).await,
            None => None,
        };
        let metrics_address = metrics.as_ref().and_then(|listener| listener.local_addr().ok());
        if let Some(listener) = metrics {
            tasks.spawn(metrics::serve(listener, context.clone(), ending.clone()));
        }
        let span = error_span!("node", identity = %context.identity);
        if let Some(keeper) = keepers.credentials {
            tasks.spawn(
                keeper
                    .keep(context.clone(), ending.clone())
                    .instrument(span.clone()),
            );
        }
        if keepers.external && !config.external.folders.is_empty() {
            let recruiter = Recruiter::new(context.clone(), inbox.door());
            tasks.spawn(recruiter.keep(ending.clone()).instrument(span.clone()));
        }
        tasks.spawn(serve(context.clone(), dispatcher, inbox, ending).instrument(span));
        tasks.close();
        Self {
            context,
            metrics_address,
            tasks,
        }
    }
}

/// A port that is taken costs the metrics, not the node.
async fn bind(address: SocketAddr) -> Option<TcpListener> {
    let bound = TcpListener::bind(address).await;
    bound
        .inspect_err(|error| warn!(%address, %error, "metrics cannot be served"))
        .ok()
}

/// Hears requests until told to stop, then lets those that run finish for as long as the configuration grants.
async fn serve(
    context: Arc<Context>,
    mut dispatcher: Dispatcher,
    mut inbox: Inbox,
    ending: CancellationToken,
) {
    // Whatever ends this task also ends the tasks beside it.
    let _ending = ending.clone().drop_guard();
    info!(server = context.link.server(), "node is up");
    let listening = async {
        while let Some(message) = inbox.next().await {
            dispatcher.receive(&message.payload).await;
        }
        warn!("connection was closed for good");
    };
    ending.run_until_cancelled(listening).await;
    drop(inbox);
    let grace = context.config.shutdown_timeout;
    dispatcher.finish(grace).await;
    if timeout(grace, context.link.close()).await.is_err() {
        debug!("connection did not close in time");
    }
    info!("node has stopped");
}
