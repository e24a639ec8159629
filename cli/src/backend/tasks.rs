//! Work in the background: tracked, ended, and never the end of the program.

use std::any::Any;
use std::collections::HashMap;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::{Mutex, MutexGuard, PoisonError};

use futures_util::FutureExt;
use tokio_util::sync::{CancellationToken, DropGuard};
use tokio_util::task::TaskTracker;
use tui::report::Trouble;
use tui::{Report, Reports, Ticket};

/// Orders of which only the newest matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Load,
    Connect,
    Estimate,
    Discover,
    Glance,
    Inspect,
    Compare,
    Explain,
    Facets,
    Plan,
    Jobs,
    Job,
    Complete,
    Recall,
    History,
    KvBuckets,
    KvBucket,
    KvKey,
    GovList,
    Gov,
}

/// The work that goes on.
#[derive(Debug)]
pub(super) struct Tasks {
    tracker: TaskTracker,
    stop: CancellationToken,
    /// Ends the newest work of each kind when the next takes its place.
    newest: Mutex<HashMap<Kind, DropGuard>>,
    /// Ends work by its ticket, in a way that lets it tell how far it came.
    cuts: Mutex<HashMap<Ticket, CancellationToken>>,
}

/// Forgets what ends the work of a ticket when it is dropped.
pub(super) struct Forgets<'t> {
    cuts: &'t Mutex<HashMap<Ticket, CancellationToken>>,
    ticket: Ticket,
}

impl Tasks {
    /// Nothing goes on yet; all of it ends with `stop`.
    pub(super) fn new(stop: CancellationToken) -> Self {
        Self {
            tracker: TaskTracker::new(),
            stop,
            newest: Mutex::default(),
            cuts: Mutex::default(),
        }
    }

    /// Begins work and ends an earlier one of its kind. The work gets the token that ends it.
    pub(super) fn newest<F>(&self, kind: Kind, reports: Reports, work: impl FnOnce(CancellationToken) -> F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let stop = self.stop.child_token();
        let work = work(stop.clone());
        lock(&self.newest).insert(kind, stop.clone().drop_guard());
        self.spawn(reports, async move {
            tokio::select! {
                biased;
                () = stop.cancelled() => {}
                () = work => {}
            }
        });
    }

    /// Begins work that ends by itself, soon after everything is told to stop.
    pub(super) fn lasting(&self, reports: Reports, work: impl Future<Output = ()> + Send + 'static) {
        self.spawn(reports, work);
    }

    /// What ends the work of a ticket early.
    pub(super) fn cuts(&self, ticket: Ticket) -> CancellationToken {
        let cut = self.stop.child_token();
        lock(&self.cuts).insert(ticket, cut.clone());
        cut
    }

    /// Forgets what ends the work of a ticket once that is over, however it ends.
    pub(super) fn forgets(&self, ticket: Ticket) -> Forgets<'_> {
        Forgets {
            cuts: &self.cuts,
            ticket,
        }
    }

    /// Ends work early.
    pub(super) fn cut(&self, ticket: Ticket) {
        if let Some(cut) = lock(&self.cuts).remove(&ticket) {
            cut.cancel();
        }
    }

    /// Returns once nothing goes on; nothing begins after it was called.
    pub(super) async fn over(&self) {
        self.tracker.close();
        self.tracker.wait().await;
    }

    fn spawn(&self, reports: Reports, work: impl Future<Output = ()> + Send + 'static) {
        let work = tui::contain::contained(AssertUnwindSafe(work).catch_unwind());
        self.tracker.spawn(async move {
            if let Err(panic) = work.await {
                let trouble = Trouble {
                    text: format!("something went wrong inside mco: {}", said(&*panic)),
                    hint: Some("please report it; everything else goes on".to_owned()),
                };
                reports.send(Report::Said(trouble)).await;
            }
        });
    }
}

impl Drop for Forgets<'_> {
    fn drop(&mut self) {
        lock(self.cuts).remove(&self.ticket);
    }
}

/// What a panic said.
pub(super) fn said(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no words")
}

/// The guard, also after a panic of who held it.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
