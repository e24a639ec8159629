//! What all parts of one engine share.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use tokio_util::sync::CancellationToken;

use crate::Snapshot;
use crate::clock::Clock;
use crate::doors::Addresses;
use crate::frame::Limits;
use crate::info::{self, Info};
use crate::inside::Inside;
use crate::interest::Interest;
use crate::mapping::Mappings;
use crate::options::{Account, Options, TlsMode};
use crate::peer::{Peer, Reason};
use crate::permission;
use crate::ration::Ration;
use crate::streams::{API_LEVEL, Streams};
use crate::system;
use crate::worker::Worker;

const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// One engine.
#[derive(Debug)]
pub(crate) struct Hub {
    pub(crate) options: Options,
    pub(crate) server_id: String,
    pub(crate) address: SocketAddr,
    /// Its IP as text.
    pub(crate) host: String,
    pub(crate) monitor: Option<SocketAddr>,
    /// The way in for services of the same program, if there is one.
    pub(crate) inside: Option<Inside>,
    pub(crate) mappings: Mappings,
    pub(crate) clock: Clock,
    pub(crate) rights: permission::Cache,
    /// Lines about those who are not let in.
    pub(crate) refusals: Ration,
    pub(crate) workers: Vec<Arc<Worker>>,
    /// Ends accepting and serving.
    pub(crate) stop: CancellationToken,
    /// Ends accepting only: lame duck.
    pub(crate) closed: CancellationToken,
    pub(crate) counts: Counts,
    /// Where requests about the server itself are put.
    pub(crate) system: system::Desk,
    /// None where there are no streams.
    pub(crate) streams: Option<Arc<Streams>>,
    interest: [RwLock<Interest<Arc<Peer>>>; 3],
    /// TLS for the next connection, if there is TLS.
    tls: RwLock<Option<Arc<rustls::ServerConfig>>>,
}

/// Totals that change too seldom to be kept per worker.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    pub(crate) last_id: AtomicU64,
    pub(crate) connections: AtomicUsize,
    pub(crate) slow_consumers: AtomicU64,
    pub(crate) stale: AtomicU64,
    pub(crate) leaving: AtomicBool,
    /// Answers and events about the server itself.
    pub(crate) told: AtomicU64,
}

/// A place among `max_connections`; given back when dropped.
#[derive(Debug)]
pub(crate) struct Place {
    hub: Arc<Hub>,
    worker: Arc<Worker>,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.hub.counts.connections.fetch_sub(1, Relaxed);
        self.worker.load.fetch_sub(1, Relaxed);
    }
}

impl Hub {
    pub(crate) fn new(
        options: Options,
        mappings: Mappings,
        addresses: Addresses,
        workers: Vec<Arc<Worker>>,
        stop: CancellationToken,
    ) -> Self {
        Self {
            system: system::Desk::new(),
            server_id: server_id(),
            address: addresses.clients,
            host: addresses.clients.ip().to_string(),
            monitor: addresses.monitor,
            inside: addresses.inside,
            mappings,
            clock: Clock::new(),
            rights: permission::Cache::default(),
            refusals: Ration::default(),
            workers,
            closed: stop.child_token(),
            stop,
            counts: Counts::default(),
            streams: options.streams.as_ref().map(Streams::new),
            interest: Default::default(),
            tls: RwLock::new(match &options.tls {
                TlsMode::Required(config) => Some(Arc::clone(config)),
                TlsMode::Off => None,
            }),
            options,
        }
    }

    /// A place for one more connection, on the worker with the fewest; none when all are taken. Services of this program always
    /// get one.
    pub(crate) fn place(self: &Arc<Self>, inside: bool) -> Option<(Place, Arc<Worker>)> {
        let worker = self
            .workers
            .iter()
            .min_by_key(|worker| worker.load.load(Relaxed))?;
        let fits = |taken| (inside || taken < self.options.max_connections).then_some(taken + 1);
        self.counts
            .connections
            .fetch_update(Relaxed, Relaxed, fits)
            .ok()?;
        worker.load.fetch_add(1, Relaxed);
        Some((
            Place {
                hub: Arc::clone(self),
                worker: Arc::clone(worker),
            },
            Arc::clone(worker),
        ))
    }

    pub(crate) fn interest(&self, account: Account) -> RwLockReadGuard<'_, Interest<Arc<Peer>>> {
        self.interest[account as usize]
            .read()
            .unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn interest_mut(&self, account: Account) -> RwLockWriteGuard<'_, Interest<Arc<Peer>>> {
        self.interest[account as usize]
            .write()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// What a peer has to keep to that knows `headers`.
    pub(crate) fn limits(&self, headers: bool) -> Limits {
        Limits {
            control_line: self.options.max_control_line,
            payload: self.options.max_payload,
            headers,
        }
    }

    pub(crate) fn requires_tls(&self) -> bool {
        matches!(self.options.tls, TlsMode::Required(_))
    }

    /// TLS for a new connection, if there is TLS.
    pub(crate) fn tls(&self) -> Option<Arc<rustls::ServerConfig>> {
        self.tls.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Puts other TLS in place of the one there is; none is never replaced.
    pub(crate) fn renew_tls(&self, config: Arc<rustls::ServerConfig>) {
        let mut tls = self.tls.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(tls) = &mut *tls {
            *tls = config;
        }
    }

    /// INFO for one connection.
    pub(crate) fn info<'a>(&'a self, client_id: u64, client: SocketAddr, nonce: &'a str) -> Info<'a> {
        Info {
            server_id: &self.server_id,
            server_name: &self.options.server_name,
            version: info::VERSION,
            proto: 1,
            git_commit: env!("CARGO_PKG_VERSION"),
            go: info::LANGUAGE,
            host: &self.host,
            port: self.address.port(),
            headers: true,
            auth_required: true,
            tls_required: self.requires_tls(),
            tls_verify: self.requires_tls() && self.options.tls_verify,
            max_payload: self.options.max_payload,
            client_id,
            client_ip: info::plain_ip(client),
            nonce,
            connect_urls: self.options.advertise.iter().map(String::as_str).collect(),
            ldm: self.counts.leaving.load(Relaxed),
            jetstream: self.streams.is_some(),
            connect_info: false,
            remote_account: None,
            acc_is_sys: false,
            api_lvl: self.streams.as_ref().map_or(0, |_| API_LEVEL),
        }
    }

    /// INFO for a peer that is there.
    pub(crate) fn info_of<'a>(&'a self, peer: &Peer) -> Info<'a> {
        let info = self.info(peer.id, peer.address, "");
        match self.inside.as_ref().filter(|_| peer.inside) {
            Some(inside) => info.at_inside(inside),
            None => info,
        }
    }

    pub(crate) fn snapshot(&self) -> Snapshot {
        let mut totals = Snapshot {
            connections: self.counts.connections.load(Relaxed) as u64,
            total_connections: self.counts.last_id.load(Relaxed),
            slow_consumers: self.counts.slow_consumers.load(Relaxed),
            ..Snapshot::default()
        };
        for account in Account::ALL {
            totals.subscriptions += self.interest(account).len() as u64;
        }
        for worker in &self.workers {
            totals.in_msgs += worker.totals.in_msgs.load(Relaxed);
            totals.in_bytes += worker.totals.in_bytes.load(Relaxed);
            totals.out_msgs += worker.totals.out_msgs.load(Relaxed);
            totals.out_bytes += worker.totals.out_bytes.load(Relaxed);
        }
        totals
    }

    /// All authenticated peers.
    pub(crate) fn peers(&self) -> Vec<Arc<Peer>> {
        self.workers
            .iter()
            .flat_map(|worker| worker.peers().values().cloned().collect::<Vec<_>>())
            .collect()
    }

    /// Counts a connection's end where the totals ask for it.
    pub(crate) fn count_end(&self, reason: Reason) {
        match reason {
            Reason::SlowConsumerPendingBytes | Reason::SlowConsumerWriteDeadline => {
                self.counts.slow_consumers.fetch_add(1, Relaxed);
            }
            Reason::StaleConnection => {
                self.counts.stale.fetch_add(1, Relaxed);
            }
            _ => {}
        }
    }
}

/// 15 characters a peer signs to show that it holds a key now.
pub(crate) fn nonce() -> String {
    let mut bytes = [0; 11];
    fill(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

/// 56 characters that look like a server's public key; clients take it as a name.
fn server_id() -> String {
    let mut bytes = [0; 55];
    fill(&mut bytes);
    let letters = bytes
        .iter()
        .map(|byte| char::from(BASE32[usize::from(byte % 32)]));
    std::iter::once('N').chain(letters).collect()
}

pub(crate) fn fill(bytes: &mut [u8]) {
    aws_lc_rs::rand::fill(bytes).expect("the system's random source, open since the start, does not fail");
}
