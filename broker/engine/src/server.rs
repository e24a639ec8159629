//! The engine as its program sees it: bind, serve, stop.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

use tokio::time::{sleep, timeout};
use tokio_util::sync::{CancellationToken, DropGuard};
use tracing::{info, warn};

use crate::doors::Doors;
use crate::hub::Hub;
use crate::mapping::Mappings;
use crate::options::Mapping;
use crate::peer::Reason;
use crate::streams::{Exit, Outside, Streams};
use crate::worker::{self, Worker};
use crate::{Inside, Options, listen, sweep, system, tide};

/// Longest pause between two closes of a lame duck: a few peers need not be spread over the whole time.
const LONGEST_PAUSE: Duration = Duration::from_secs(1);
/// How long a lame duck's last peers have to take their last words.
const LAME_DUCK_PATIENCE: Duration = Duration::from_secs(2);

/// A running engine; dropping it stops it.
#[derive(Debug)]
pub struct Engine {
    /// First, so that what comes of the last turns still finds the way out.
    turns: Turns,
    hub: Arc<Hub>,
    stop: DropGuard,
    halt: DropGuard,
}

/// The turns of streams; dropping it waits for the last of them.
#[derive(Debug)]
struct Turns(Option<Arc<Streams>>);

impl Drop for Turns {
    fn drop(&mut self) {
        if let Some(streams) = &self.0 {
            streams.stop();
        }
    }
}

/// Why an engine did not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EngineError {
    /// The address cannot be listened on.
    #[error("cannot listen on {address}")]
    Bind {
        /// Which address.
        address: SocketAddr,
        /// Why.
        source: std::io::Error,
    },
    /// Streams cannot be served.
    #[error("cannot serve streams")]
    Streams {
        /// Why.
        source: std::io::Error,
    },
    /// A mapping leads nowhere.
    #[error("subjects {:?} cannot be mapped to {:?}: {reason}", .mapping.source, .mapping.destination)]
    Mapping {
        /// Which.
        mapping: Mapping,
        /// Why.
        reason: String,
    },
    /// A thread cannot be started.
    #[error("cannot start a worker thread")]
    Worker {
        /// Why.
        source: std::io::Error,
    },
}

/// Totals, as `/varz` and the metrics show them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of /varz")]
pub struct Snapshot {
    pub connections: u64,
    pub total_connections: u64,
    pub subscriptions: u64,
    pub in_msgs: u64,
    pub out_msgs: u64,
    pub in_bytes: u64,
    pub out_bytes: u64,
    pub slow_consumers: u64,
}

impl Engine {
    /// Binds the listeners and starts serving; ready when it returns.
    pub async fn start(options: Options) -> Result<Self, EngineError> {
        let mappings = Mappings::new(&options.mappings)?;
        listen::raise_file_limit();
        let (stop, halt) = (CancellationToken::new(), CancellationToken::new());
        // From here on a failure ends the threads that run already.
        let guards = (stop.clone().drop_guard(), halt.clone().drop_guard());
        let workers = start_workers(&options, &stop, &halt)?;
        // The listeners belong to the first worker, which outlives whatever runtime this is called from.
        let first = Arc::clone(&workers[0]);
        let entered = first.handle.enter();
        let (doors, addresses) = Doors::open(&options)?;
        let hub = Arc::new(Hub::new(options, mappings, addresses, workers, stop));
        let turns = Turns(hub.streams.clone());
        if let Some(streams) = &hub.streams {
            let outside: Arc<dyn Outside> = Arc::new(Exit::new(&hub));
            streams
                .start(&outside)
                .map_err(|source| EngineError::Streams { source })?;
        }
        doors.serve(&hub);
        drop(entered);
        let on_first = &first.handle;
        first.tasks.spawn_on(tide::watch(Arc::clone(&hub)), on_first);
        first.tasks.spawn_on(system::serve(Arc::clone(&hub)), on_first);
        first.tasks.spawn_on(system::beat(Arc::clone(&hub)), on_first);
        for worker in &hub.workers {
            let inbox = Arc::clone(worker).run_inbox(hub.stop.clone());
            worker.tasks.spawn_on(inbox, &worker.handle);
            worker
                .tasks
                .spawn_on(sweep::run(Arc::clone(&hub), Arc::clone(worker)), &worker.handle);
        }
        info!(address = %hub.address, tls = hub.requires_tls(), "engine listens");
        Ok(Self {
            turns,
            hub,
            stop: guards.0,
            halt: guards.1,
        })
    }

    /// Address of the client listener.
    pub fn address(&self) -> SocketAddr {
        self.hub.address
    }

    /// Address of the monitoring endpoints.
    pub fn monitor_address(&self) -> Option<SocketAddr> {
        self.hub.monitor
    }

    /// How services of this program connect; none unless [`Options::inside`] asked for it.
    pub fn inside(&self) -> Option<&Inside> {
        self.hub.inside.as_ref()
    }

    /// Totals now.
    pub fn snapshot(&self) -> Snapshot {
        self.hub.snapshot()
    }

    /// Uses other certificates for connections from now on; those that are there keep theirs. Does nothing without TLS.
    pub fn renew_tls(&self, config: Arc<rustls::ServerConfig>) {
        self.hub.renew_tls(config);
    }

    /// Tells clients to go elsewhere, then closes them evenly over the lame duck time, then stops.
    pub async fn lame_duck(self) {
        let hub = &self.hub;
        hub.counts.leaving.store(true, Relaxed);
        hub.closed.cancel();
        let peers = hub.peers();
        info!(peers = peers.len(), "lame duck: accepting no more");
        system::leaving(hub, "LAMEDUCK");
        for peer in peers.iter().filter(|peer| peer.session.takes_info) {
            peer.say(&hub.info_of(peer).line());
        }
        worker::flush_all();
        drop(peers);
        sleep(hub.options.lame_duck_grace).await;
        let peers = hub.peers();
        let even = hub.options.lame_duck / u32::try_from(peers.len()).unwrap_or(u32::MAX).max(1);
        let pause = even.min(LONGEST_PAUSE);
        for peer in peers {
            peer.close(Reason::ServerShutdown, None);
            drop(peer);
            sleep(pause).await;
        }
        self.shutdown(LAME_DUCK_PATIENCE).await;
    }

    /// Stops accepting, lets streams do what they were given, flushes and closes every peer; waits at most `grace` for either.
    pub async fn shutdown(self, grace: Duration) {
        let Self {
            hub,
            turns,
            stop,
            halt,
        } = self;
        hub.closed.cancel();
        system::leaving(&hub, "SHUTDOWN");
        // Before the peers leave, so that they still hear what became of their messages.
        turns.end(&hub, grace).await;
        drop(stop);
        let all_ended = async {
            for worker in &hub.workers {
                worker.ended.cancelled().await;
            }
        };
        if timeout(grace, all_ended).await.is_err() {
            warn!(peers = hub.peers().len(), "stopped before every peer had left");
        }
        drop(halt);
        info!(address = %hub.address, "engine stopped");
    }
}

impl Turns {
    async fn end(mut self, hub: &Hub, grace: Duration) {
        let Some(streams) = self.0.take() else { return };
        let ending = hub.workers[0].handle.spawn_blocking(move || streams.stop());
        if timeout(grace, ending).await.is_err() {
            warn!("stopped while streams still wait for the disk");
        }
    }
}

fn start_workers(
    options: &Options,
    stop: &CancellationToken,
    halt: &CancellationToken,
) -> Result<Vec<Arc<Worker>>, EngineError> {
    let count = match options.workers {
        0 => std::thread::available_parallelism().map_or(1, usize::from),
        count => count,
    };
    (0..count)
        .map(|index| Worker::start(index, stop.clone(), halt.clone()))
        .collect::<Result<_, _>>()
        .map_err(|source| EngineError::Worker { source })
}
