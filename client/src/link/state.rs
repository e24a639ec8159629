//! What a link knows besides async-nats: the broker in use, what was said in the log, whether it is closed.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_nats::{ClientError, Event, ReconnectToServer, Server, ServerAddr, ServerError};
use tokio::sync::{broadcast, watch};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::pool::Pool;
use super::refusal::Refusal;

/// In the complaint about a subject that may not be used.
const VIOLATION: &str = "Permissions Violation";

/// Complaints kept for who waits for an answer; one that reads too slowly learns of its refusal by its own deadline.
const COMPLAINTS: usize = 16;

/// Shared by the link's handles and the callbacks inside async-nats.
#[derive(Debug)]
pub(super) struct State {
    name: String,
    inbox_prefix: String,
    pool: Mutex<Pool>,
    /// What was last logged about each broker, so that an outage is told once.
    told: Mutex<HashMap<String, String>>,
    server_error: Mutex<Option<String>>,
    slow: AtomicBool,
    /// Set when the broker does not let us write to our own inbox.
    echo_denied: watch::Sender<bool>,
    /// What the broker complains about, for who waits for an answer that will never come.
    complaints: broadcast::Sender<String>,
    /// Whether a broker is connected, as far as was told.
    up: watch::Sender<bool>,
    pub(super) closed: CancellationToken,
}

impl State {
    pub(super) fn new(name: &str, inbox_prefix: &str, servers: Vec<ServerAddr>) -> Self {
        Self {
            name: name.to_owned(),
            inbox_prefix: inbox_prefix.to_owned(),
            pool: Mutex::new(Pool::new(servers)),
            told: Mutex::default(),
            server_error: Mutex::default(),
            slow: AtomicBool::new(false),
            echo_denied: watch::Sender::new(false),
            complaints: broadcast::Sender::new(COMPLAINTS),
            up: watch::Sender::new(true),
            closed: CancellationToken::new(),
        }
    }

    pub(super) fn pool(&self) -> MutexGuard<'_, Pool> {
        lock(&self.pool)
    }

    /// Chooses the next broker for async-nats; `servers` tells how the attempts so far went.
    pub(super) fn choose(&self, servers: &[Server]) -> ReconnectToServer {
        let failed = servers
            .iter()
            .filter(|server| server.failed_attempts > 0)
            .filter_map(|server| Some((super::address::show(&server.addr), server.last_error.as_deref()?)));
        for (server, error) in failed {
            self.refused(&server, &Refusal::from_text(error));
        }
        let (addr, delay) = self.pool().advance();
        ReconnectToServer {
            addr,
            delay: Some(delay),
        }
    }

    /// Logs why a broker was not reached, unless that was the last thing said about it.
    pub(super) fn refused(&self, server: &str, refusal: &Refusal) {
        let told = lock(&self.told).insert(server.to_owned(), refusal.reason.clone());
        if told.as_ref() != Some(&refusal.reason) {
            tracing::warn!(link = %self.name, %server, reason = %refusal.reason, "broker not reached, trying on");
        }
    }

    /// Why a broker was not reached lately, with its address; none while one is connected.
    pub(super) fn refusal(&self) -> Option<String> {
        let told = lock(&self.told);
        let (server, reason) = told.iter().min()?;
        Some(format!("{server}: {reason}"))
    }

    pub(super) fn on_event(&self, event: Event) {
        match event {
            Event::Connected => self.on_connected(),
            Event::Disconnected if self.closed.is_cancelled() => {}
            Event::Disconnected => {
                self.up.send_replace(false);
                tracing::warn!(link = %self.name, server = %self.pool().current(), "connection to the broker lost");
            }
            Event::SlowConsumer(_) => {
                if !self.slow.swap(true, Ordering::Relaxed) {
                    tracing::warn!(link = %self.name, "messages arrive faster than they are handled, some are lost");
                }
            }
            Event::ServerError(error) => self.on_server_error(&error),
            // The one failure that leaves no trace in the pool that `choose` sees.
            Event::ClientError(ClientError::Other(error)) if error.starts_with("DNS error") => {
                let server = self.pool().current();
                self.refused(&server, &Refusal::from_text(&error));
            }
            Event::ClientError(ClientError::Other(error)) => {
                tracing::debug!(link = %self.name, %error, "attempt to connect failed");
            }
            Event::ClientError(error) => tracing::warn!(link = %self.name, %error, "connection trouble"),
            Event::LameDuckMode => tracing::info!(link = %self.name, "broker is about to stop"),
            Event::Draining => {}
            Event::Closed => self.closed.cancel(),
        }
    }

    fn on_connected(&self) {
        let server = {
            let mut pool = self.pool();
            pool.connected(Instant::now());
            pool.current()
        };
        self.up.send_replace(true);
        lock(&self.told).clear();
        lock(&self.server_error).take();
        self.slow.store(false, Ordering::Relaxed);
        tracing::info!(link = %self.name, %server, "connected to the broker");
    }

    fn on_server_error(&self, error: &ServerError) {
        let text = match error {
            ServerError::Other(text) => text.clone(),
            other => other.to_string(),
        };
        if self.denies_echo(&text) {
            self.echo_denied.send_replace(true);
            return;
        }
        if text.contains(VIOLATION) && self.complaints.send(text.clone()).is_ok() {
            tracing::debug!(link = %self.name, error = %text, "the broker complains");
            return;
        }
        let told = lock(&self.server_error).replace(text.clone());
        if told.as_ref() != Some(&text) {
            tracing::warn!(link = %self.name, error = %text, "the broker complains");
        }
    }

    /// Whether an error is about the inbox of a flush: one token below the prefix, where reply subjects have two.
    fn denies_echo(&self, error: &str) -> bool {
        let inbox = |subject: &str| {
            let rest = subject.strip_prefix(&self.inbox_prefix)?.strip_prefix('.')?;
            (!rest.contains('.')).then_some(())
        };
        let quoted = error.split('"').nth(1);
        error.contains(VIOLATION) && quoted.and_then(inbox).is_some()
    }

    /// Waits until a broker is connected, or until none is.
    pub(super) async fn until(&self, up: bool) {
        // The sender lives in `self`, so waiting cannot fail.
        let _ = self.up.subscribe().wait_for(|now| *now == up).await;
    }

    /// Whether the broker refused the echo a flush needs.
    pub(super) fn echo_is_denied(&self) -> bool {
        *self.echo_denied.borrow()
    }

    /// Hears the complaints about subjects from now on.
    pub(super) fn complaints(&self) -> broadcast::Receiver<String> {
        self.complaints.subscribe()
    }

    /// Changes whenever a broker is connected or lost.
    pub(super) fn changes(&self) -> watch::Receiver<bool> {
        self.up.subscribe()
    }

    /// Waits until the broker refuses the echo a flush needs.
    pub(super) async fn echo_denied(&self) {
        // The sender lives in `self`, so waiting cannot fail.
        let _ = self.echo_denied.subscribe().wait_for(|denied| *denied).await;
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
