//! Worker threads: each runs the tasks of its share of the peers, and lends them its buffers.
//!
//! Messages queued while a worker has tasks to run are written when it has none left, or after a bounded number of
//! reads: one write then carries everything that was queued for a peer meanwhile, and nobody is woken for it.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::runtime::{Builder, Handle};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::peer::{Peer, Reason};

/// Reads after which queued messages are written even if there is more to read: bounds the delay under load.
const READS_PER_FLUSH: u32 = 64;
/// Peers of another worker on one list above which that worker is asked to write to them itself: waking it costs about
/// as much as a few writes.
const HANDED_OVER: usize = 32;
/// Peers on the list above which its memory is given back after a broadcast.
const KEPT_LIST: usize = 1024;

thread_local! {
    static TO_FLUSH: RefCell<Vec<Arc<Peer>>> = const { RefCell::new(Vec::new()) };
    static READS: Cell<u32> = const { Cell::new(0) };
    /// Which worker this thread is.
    static HERE: Cell<usize> = const { Cell::new(usize::MAX) };
}

/// What one worker shares with the rest.
#[derive(Debug)]
pub(crate) struct Worker {
    index: usize,
    pub(crate) handle: Handle,
    pub(crate) tasks: TaskTracker,
    /// Connections it serves, handshakes included.
    pub(crate) load: AtomicUsize,
    pub(crate) totals: Totals,
    peers: Mutex<HashMap<u64, Arc<Peer>>>,
    /// Peers of its own to which other workers queued much.
    inbox: Mutex<Vec<Arc<Peer>>>,
    mail: Notify,
    /// Set when its thread has ended.
    pub(crate) ended: CancellationToken,
}

/// Messages and bytes that went through one worker; apart, so that workers do not fight for a cache line.
#[derive(Debug, Default)]
#[repr(align(128))]
pub(crate) struct Totals {
    pub(crate) in_msgs: AtomicU64,
    pub(crate) in_bytes: AtomicU64,
    pub(crate) out_msgs: AtomicU64,
    pub(crate) out_bytes: AtomicU64,
}

impl Worker {
    /// Starts the thread; it ends when `stop` fires and its peers have left, or when `halt` fires.
    pub(crate) fn start(
        index: usize,
        stop: CancellationToken,
        halt: CancellationToken,
    ) -> io::Result<Arc<Self>> {
        let runtime = Builder::new_current_thread()
            .enable_all()
            .on_thread_park(flush_all)
            .build()?;
        let worker = Arc::new(Self {
            index,
            handle: runtime.handle().clone(),
            tasks: TaskTracker::new(),
            load: AtomicUsize::new(0),
            totals: Totals::default(),
            peers: Mutex::default(),
            inbox: Mutex::default(),
            mail: Notify::new(),
            ended: CancellationToken::new(),
        });
        let (shared, ended) = (Arc::clone(&worker), worker.ended.clone().drop_guard());
        std::thread::Builder::new()
            .name(format!("engine-{index}"))
            .spawn(move || {
                HERE.set(index);
                runtime.block_on(halt.run_until_cancelled(async {
                    stop.cancelled().await;
                    shared.tasks.close();
                    shared.close_peers();
                    shared.tasks.wait().await;
                }));
                drop(runtime);
                drop(ended);
            })?;
        Ok(worker)
    }

    /// The authenticated peers it serves.
    pub(crate) fn peers(&self) -> MutexGuard<'_, HashMap<u64, Arc<Peer>>> {
        self.peers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes to the peers other workers hand over, until the engine stops.
    pub(crate) async fn run_inbox(self: Arc<Self>, stop: CancellationToken) {
        while stop.run_until_cancelled(self.mail.notified()).await.is_some() {
            let handed = std::mem::take(&mut *self.inbox.lock().unwrap_or_else(PoisonError::into_inner));
            handed.iter().for_each(flush);
        }
    }

    fn hand_over(&self, peers: Vec<Arc<Peer>>) {
        self.inbox
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend(peers);
        self.mail.notify_one();
    }

    fn close_peers(&self) {
        for peer in self.peers().values() {
            peer.close(Reason::ServerShutdown, None);
        }
    }
}

impl Totals {
    pub(crate) fn count_in(&self, bytes: usize) {
        self.in_msgs.fetch_add(1, Relaxed);
        self.in_bytes.fetch_add(bytes as u64, Relaxed);
    }

    pub(crate) fn count_out(&self, messages: u64, bytes: u64) {
        self.out_msgs.fetch_add(messages, Relaxed);
        self.out_bytes.fetch_add(bytes, Relaxed);
    }
}

/// Remembers to write what waits for `peer`. Off the worker threads the caller ends with [`flush_all`].
pub(crate) fn flush_later(peer: &Arc<Peer>) {
    TO_FLUSH.with_borrow_mut(|list| list.push(Arc::clone(peer)));
}

/// Notes the end of one read, and writes what it and its forerunners queued if it is time.
pub(crate) fn read_done() {
    let reads = READS.get() + 1;
    if reads >= READS_PER_FLUSH {
        flush_all();
    } else {
        READS.set(reads);
    }
}

/// Writes what waits for the peers of this thread's list.
pub(crate) fn flush_all() {
    READS.set(0);
    let mut list = TO_FLUSH.take();
    if list.len() > HANDED_OVER {
        share_out(&mut list);
    }
    list.drain(..).for_each(|peer| flush(&peer));
    list.shrink_to(KEPT_LIST);
    TO_FLUSH.with_borrow_mut(|current| {
        if current.is_empty() {
            *current = list;
        }
    });
}

/// Writes to one peer. This runs outside of any task, so a panic (in the TLS library, say) would end the worker and all its
/// peers; it costs the one peer its connection instead.
fn flush(peer: &Arc<Peer>) {
    if catch_unwind(AssertUnwindSafe(|| peer.flush())).is_err() {
        peer.close(Reason::WriteError, None);
    }
}

/// Gives the peers of other workers to them where there are many, so that a broadcast is written by all processors.
fn share_out(list: &mut Vec<Arc<Peer>>) {
    let mut shares: HashMap<usize, Vec<Arc<Peer>>> = HashMap::new();
    for peer in list.drain(..) {
        shares.entry(peer.worker.index).or_default().push(peer);
    }
    for (index, peers) in shares {
        if index == HERE.get() || peers.len() < HANDED_OVER {
            list.extend(peers);
        } else {
            let worker = Arc::clone(&peers[0].worker);
            worker.hand_over(peers);
        }
    }
}
