//! The running `nats-server`: started, started again, told things, and stopped.

use std::net::IpAddr;
use std::process::Stdio;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use tokio::process::{Child, Command};
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep, timeout};
use tokio_util::task::TaskTracker;
use tracing::{error, info, warn};

use super::folder::Folder;
use super::log::{self, LastWords};
use super::watch::Watch;
use super::{Listening, NatsError, Program, monitor};

/// Longest wait for a server that starts: it may have many streams to look through.
const READY_WITHIN: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_millis(20);
/// Before a server that ended is started again; doubled each time, up to the longest.
const SHORTEST_DELAY: Duration = Duration::from_millis(250);
const LONGEST_DELAY: Duration = Duration::from_secs(10);
/// A server that ran for so long has not failed to start.
const SETTLED: Duration = Duration::from_secs(60);
/// Orders come from people.
const ORDERS: usize = 4;
/// For a server that nobody waits for.
const UNHURRIED: Duration = Duration::from_secs(10);

/// A server that is kept running.
#[derive(Debug)]
pub(super) struct Server {
    listening: Listening,
    orders: mpsc::Sender<Order>,
    tasks: TaskTracker,
}

/// What the keeper is told.
#[derive(Debug, Clone, Copy)]
enum Order {
    Reload,
    Stop(Duration),
    LameDuck,
}

/// One process.
#[derive(Debug)]
struct Running {
    child: Child,
    said: Arc<Mutex<LastWords>>,
    since: Instant,
    _watch: Option<Watch>,
}

/// Starts processes.
struct Keeper {
    program: Program,
    folder: Arc<Folder>,
    tasks: TaskTracker,
    /// The configuration of every process but the first.
    again: String,
}

impl Server {
    /// Starts it and waits until it serves on `ip`; from then on it is started again whenever it ends, with the configuration that
    /// `again` makes.
    pub(super) async fn start(
        program: Program,
        folder: Arc<Folder>,
        ip: IpAddr,
        again: impl FnOnce(&Listening) -> Result<String, NatsError>,
    ) -> Result<Self, NatsError> {
        let tasks = TaskTracker::new();
        let mut keeper = Keeper {
            program,
            folder: Arc::clone(&folder),
            tasks: tasks.clone(),
            again: String::new(),
        };
        let mut running = keeper.spawn()?;
        let ready = timeout(READY_WITHIN, ready(&folder, ip));
        let listening = tokio::select! {
            ready = ready => ready.map_err(|_| NatsError::NotReady {
                seconds: READY_WITHIN.as_secs(),
                said: running.last_words(),
            })?,
            _ = running.child.wait() => {
                // What it wrote last may still be in the pipe.
                tasks.close();
                tasks.wait().await;
                return Err(NatsError::Ended { said: running.last_words() });
            }
        };
        keeper.again = again(&listening)?;
        let (orders, inbox) = mpsc::channel(ORDERS);
        tasks.spawn(keeper.keep(running, inbox));
        Ok(Self {
            listening,
            orders,
            tasks,
        })
    }

    pub(super) fn listening(&self) -> Listening {
        self.listening
    }

    /// Lets it read its files again.
    pub(super) fn reload(&self) {
        if self.orders.try_send(Order::Reload).is_err() {
            warn!("nats-server is busy and was not told to reload");
        }
    }

    /// Ends it, by force after `grace`.
    pub(super) async fn stop(self, grace: Duration) {
        self.end(Order::Stop(grace)).await;
    }

    /// Lets it send its clients elsewhere, and waits for its end.
    pub(super) async fn lame_duck(self) {
        self.end(Order::LameDuck).await;
    }

    async fn end(self, order: Order) {
        let _ = self.orders.send(order).await;
        self.tasks.close();
        self.tasks.wait().await;
    }
}

impl Keeper {
    fn spawn(&self) -> Result<Running, NatsError> {
        self.folder.forget()?;
        let mut command = Command::new(&self.program.path);
        command
            .arg("-c")
            .arg(self.folder.configuration())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            // What is typed at a terminal is for the broker, which passes it on.
            .process_group(0)
            .kill_on_drop(true);
        let mut child = command.spawn().map_err(|source| NatsError::Start {
            program: self.program.path.clone(),
            source,
        })?;
        let said = Arc::<Mutex<LastWords>>::default();
        if let Some(stderr) = child.stderr.take() {
            self.tasks.spawn(log::listen(stderr, Arc::clone(&said)));
        }
        Ok(Running {
            _watch: child.id().and_then(Watch::over),
            child,
            said,
            since: Instant::now(),
        })
    }

    /// Keeps a server running until it is to stop.
    async fn keep(self, mut running: Running, mut orders: mpsc::Receiver<Order>) {
        let mut delay = SHORTEST_DELAY;
        loop {
            tokio::select! {
                _ = running.child.wait() => {}
                order = orders.recv() => match order {
                    Some(Order::Reload) => {
                        running.signal(Signal::HUP);
                        continue;
                    }
                    Some(Order::LameDuck) => return running.leave().await,
                    Some(Order::Stop(grace)) => return running.stop(grace).await,
                    None => return running.stop(UNHURRIED).await,
                },
            }
            if running.since.elapsed() >= SETTLED {
                delay = SHORTEST_DELAY;
            }
            error!(
                said = running.last_words(),
                "nats-server ended and is started again"
            );
            running = match self.start_again(&mut orders, &mut delay).await {
                Some(running) => running,
                None => return,
            };
        }
    }

    /// Tries until a process runs; none when it is to stop.
    async fn start_again(&self, orders: &mut mpsc::Receiver<Order>, delay: &mut Duration) -> Option<Running> {
        loop {
            let pause = sleep(delay.mul_f64(0.75 + fastrand::f64() / 2.0));
            tokio::pin!(pause);
            loop {
                tokio::select! {
                    () = &mut pause => break,
                    order = orders.recv() => match order {
                        // It reads everything when it starts.
                        Some(Order::Reload) => {}
                        _ => return None,
                    },
                }
            }
            *delay = (*delay * 2).min(LONGEST_DELAY);
            let written = self.folder.write_configuration(&self.again);
            match written.and_then(|()| self.spawn()) {
                Ok(running) => return Some(running),
                Err(error) => error!(%error, "nats-server does not start"),
            }
        }
    }
}

impl Running {
    fn last_words(&self) -> String {
        self.said.lock().unwrap_or_else(PoisonError::into_inner).text()
    }

    /// Does nothing to one that has ended.
    fn signal(&self, signal: Signal) {
        let id = self.child.id().and_then(|id| i32::try_from(id).ok());
        if let Some(process) = id.and_then(Pid::from_raw)
            && let Err(error) = kill_process(process, signal)
        {
            warn!(%error, "nats-server cannot be signalled");
        }
    }

    async fn stop(mut self, grace: Duration) {
        self.signal(Signal::TERM);
        if timeout(grace, self.child.wait()).await.is_err() {
            warn!("nats-server did not end in time and is killed");
            let _ = self.child.kill().await;
        }
        info!("nats-server has ended");
    }

    async fn leave(mut self) {
        self.signal(Signal::USR2);
        let _ = self.child.wait().await;
        info!("nats-server has ended");
    }
}

async fn ready(folder: &Folder, ip: IpAddr) -> Listening {
    loop {
        if let Some(listening) = Listening::read(&folder.ports(), ip)
            && monitor::is_healthy(listening.monitor).await
        {
            return listening;
        }
        sleep(PAUSE).await;
    }
}
