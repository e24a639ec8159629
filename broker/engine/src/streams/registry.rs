//! All streams of the server: by name, and by the subjects they keep.

mod account;
mod budget;
mod change;
mod interest;
mod list;
mod monitor;
mod open;
mod reserve;
mod revive;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard, Weak};

use account::Usage;
use budget::Budget;
use interest::Pushing;
pub(crate) use monitor::{Details, Stats};

use crate::interest::{Interest, Subscription};
use crate::options::StreamsOptions;
use crate::route::Flow;
use crate::sid::Sid;
use crate::streams::api::{Request, Verb, level};
use crate::streams::config::StreamConfig;
use crate::streams::desk::Desk;
use crate::streams::disk::RealDisk;
use crate::streams::error;
use crate::streams::handle::{Handle, Op};
use crate::streams::inbox::{NoRoom, Placed, Weigh};
use crate::streams::ingress::is_foreign;
use crate::streams::outbox::Outbox;
use crate::streams::overlap::Patterns;
use crate::streams::pull::Found;
use crate::streams::runner::{Outside, Runner};
use crate::streams::snapshot::Restores;
use crate::streams::store::Shared;
use crate::streams::stream::Shelf;
use crate::streams::surroundings::Surroundings;

/// All streams, and the threads that serve them.
#[derive(Debug)]
pub(crate) struct Streams {
    table: RwLock<Table>,
    pub(crate) runner: Arc<Runner>,
    pub(crate) desk: Arc<Desk>,
    pub(crate) usage: Usage,
    pub(crate) restores: Restores,
    /// What open batches take.
    pub(crate) shelf: Arc<Shelf>,
    budget: Budget,
    pushing: Pushing,
    /// Bytes in all inboxes.
    waiting: AtomicUsize,
    /// Where streams on disk are.
    stores: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Table {
    by_name: BTreeMap<Arc<str>, Entry>,
    by_subject: Interest<Seat>,
    /// The subjects of streams, and of those that are being made or changed.
    kept: Patterns<Arc<str>>,
    /// How many of them publish again.
    republishing: usize,
    /// How often that changed.
    changes: u64,
    /// What streams will be that are being made or changed.
    reserved: BTreeMap<Arc<str>, Arc<StreamConfig>>,
    /// Streams on the disk that cannot be served, and why.
    offline: BTreeMap<Arc<str>, String>,
}

/// A stream and its name with the runner.
#[derive(Debug, Clone)]
pub(crate) struct Seat {
    pub(crate) handle: Arc<Handle>,
    pub(crate) ticket: u64,
}

#[derive(Debug)]
struct Entry {
    seat: Seat,
    subjects: Vec<Arc<Subscription<Seat>>>,
    /// As it was when the stream came into the table.
    config: Arc<StreamConfig>,
}

impl Streams {
    /// Streams in a folder; nothing runs yet.
    pub(crate) fn new(options: &StreamsOptions) -> Arc<Self> {
        Arc::new_cyclic(|streams: &Weak<Self>| Self {
            table: RwLock::default(),
            runner: Arc::new(Runner::new()),
            desk: Arc::new(Desk::new(Weak::clone(streams))),
            usage: Usage::default(),
            restores: Restores::default(),
            stores: Shared::new(Arc::new(RealDisk::default()), options.folder.clone()),
            shelf: Arc::default(),
            budget: Budget::new(options),
            pushing: Pushing::default(),
            waiting: AtomicUsize::new(0),
        })
    }

    /// Reads what is on the disk and starts to serve.
    pub(crate) fn start(&self, outside: &Arc<dyn Outside>) -> std::io::Result<()> {
        self.open_all(outside.now())?;
        let desk: Arc<Desk> = Arc::clone(&self.desk);
        let ticket = self.runner.add(desk);
        self.desk.has_ticket(ticket);
        self.runner.start(outside)
    }

    /// Does what is in the inboxes, takes nothing more, and makes everything safe. Blocks until then.
    pub(crate) fn stop(&self) {
        self.runner.stop();
    }

    /// The stream of that name.
    pub(crate) fn find(&self, name: &str) -> Option<Seat> {
        self.table().by_name.get(name).map(|entry| entry.seat.clone())
    }

    /// Calls `found` for each stream.
    pub(crate) fn each(&self, mut found: impl FnMut(&Seat)) {
        for entry in self.table().by_name.values() {
            found(&entry.seat);
        }
    }

    /// Calls `found` for each stream that keeps the subject.
    pub(crate) fn keepers(&self, subject: &str, mut found: impl FnMut(&Seat)) {
        self.table().by_subject.visit(subject, |members| {
            for member in &members.plain {
                found(&member.owner);
            }
        });
    }

    /// Puts something into a stream's inbox, if there is room, and sees that it gets a turn.
    pub(crate) fn put(&self, seat: &Seat, op: Op) -> Result<Flow, NoRoom> {
        let weight = op.weight();
        self.admit(seat.ticket, weight, |all| seat.handle.put(op, all))
    }

    /// Puts a request on the desk, if there is room.
    pub(crate) fn put_on_desk(&self, request: Request) -> Result<Flow, NoRoom> {
        let weight = request.weight();
        self.admit(self.desk.ticket(), weight, |all| self.desk.put(request, all))
    }

    /// Counts what goes into an inbox, and wakes its owner if it may sleep.
    fn admit(
        &self,
        ticket: u64,
        weight: usize,
        put: impl FnOnce(usize) -> Result<Placed, NoRoom>,
    ) -> Result<Flow, NoRoom> {
        // Counted before, so that the turn that takes it never takes away more than is there.
        let all = self.waiting.fetch_add(weight, Relaxed);
        match put(all) {
            Ok(Placed { first, flow }) => {
                if first {
                    self.runner.wake(ticket);
                }
                Ok(flow)
            }
            Err(no_room) => {
                self.relieve(weight);
                Err(no_room)
            }
        }
    }

    /// Bytes in all inboxes.
    pub(crate) fn waiting(&self) -> usize {
        self.waiting.load(Relaxed)
    }

    /// Counts what left the inboxes.
    pub(crate) fn relieve(&self, bytes: usize) {
        self.waiting.fetch_sub(bytes, Relaxed);
    }

    /// Puts what another stream of this server says into a stream's inbox; a full one loses it, and it will be said again.
    pub(crate) fn post(&self, name: &str, op: Op) {
        match (self.find(name), op) {
            (Some(seat), op) => {
                let _ = self.put(&seat, op);
            }
            (None, Op::Pull(pull)) => {
                let answer = pull.answered(Found::NoStream);
                if let Some(seat) = self.find(&pull.by) {
                    let _ = self.put(&seat, Op::Pulled(Box::new(answer)));
                }
            }
            (None, _) => {}
        }
    }

    /// Answers a request that is not for one existing stream alone.
    pub(crate) fn request(self: &Arc<Self>, request: &Request, at: &dyn Surroundings, out: &mut Outbox) {
        let name = &*request.endpoint.stream;
        let offline = self
            .table()
            .offline
            .get(name)
            .map(|reason| error::offline(reason));
        if let Some(offline) = offline {
            return request.refuse(offline, out);
        }
        let outcome = match request.endpoint.verb {
            _ if is_foreign(request.account, &request.subject) => Err(error::NOT_ENABLED),
            _ if level::is_too_high(&request.headers) => Err(error::API_LEVEL),
            Verb::AccountInfo => {
                request.answer(&self.account(), out);
                Ok(())
            }
            Verb::Create => self.create(request, at.now()).map(|created| {
                request.answer(&created, out);
                if created.did_create {
                    out.advise_of_stream(name, "CREATED", "create");
                }
            }),
            Verb::Update => self.update(request, at, out).map(|updated| {
                request.answer(&updated, out);
                out.advise_of_stream(name, "UPDATED", "modify");
            }),
            Verb::Delete => self.delete(request, at.now(), out).map(|()| {
                request.answer(&change::Done { success: true }, out);
                out.advise_of_stream(name, "DELETED", "delete");
            }),
            Verb::Restore => self.restore(request, at.now(), out),
            Verb::Names => self.names(request).map(|page| request.answer(&page, out)),
            Verb::List => self
                .list(request, at.now())
                .map(|page| request.answer(&page, out)),
            Verb::Cluster => Err(error::NO_CLUSTER),
            Verb::Unknown => Err(error::BAD_REQUEST),
            _ => Err(error::STREAM_NOT_FOUND),
        };
        if let Err(error) = outcome {
            request.refuse(error, out);
        }
    }

    fn table(&self) -> RwLockReadGuard<'_, Table> {
        self.table.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn table_mut(&self) -> RwLockWriteGuard<'_, Table> {
        self.table.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Table {
    fn add(&mut self, seat: Seat) {
        let known = seat.handle.known();
        let subscribe = |subject: &String| {
            let subject = Arc::from(subject.as_str());
            let subscription = Subscription::new(seat.clone(), subject, None, Sid::Number(0), false);
            Arc::new(subscription)
        };
        let subjects: Vec<_> = known.config.subjects.iter().map(subscribe).collect();
        for subject in &subjects {
            self.by_subject.insert(Arc::clone(subject));
        }
        self.keep(&seat.handle.name, &known.config);
        let (name, config) = (Arc::clone(&seat.handle.name), Arc::clone(&known.config));
        let entry = Entry {
            seat,
            subjects,
            config,
        };
        self.by_name.insert(name, entry);
    }

    fn remove(&mut self, name: &str) -> Option<Seat> {
        let Entry {
            seat,
            subjects,
            config,
        } = self.by_name.remove(name)?;
        for subject in &subjects {
            self.by_subject.remove(subject);
        }
        self.leave(&seat.handle.name, &config);
        Some(seat)
    }
}
