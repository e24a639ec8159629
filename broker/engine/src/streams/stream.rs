//! One stream: its messages, its rules and its consumers, as plain state.

mod batch;
mod counter;
mod dedup;
mod expect;
mod expiry;
mod followers;
mod limits;
mod linger;
mod publish;
mod removal;
mod rename;
mod request;
mod schedules;
mod sourcing;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tracing::warn;

use crate::streams::api::{Request, SourceInfo, StreamInfo};
use crate::streams::config::StreamConfig;
use crate::streams::consumer::{Consumers, Turn};
use crate::streams::error::ApiError;
use crate::streams::handle::Op;
use crate::streams::message::Nanos;
use crate::streams::outbox::Outbox;
use crate::streams::snapshot::Backups;
use crate::streams::store::{IDENTITY, Safe, Store, StoreError, Totals};
use crate::streams::surroundings::Surroundings;
use batch::Batches;
pub(crate) use batch::Shelf;
use dedup::Dedup;
use expiry::Expiry;
use followers::Followers;
use linger::Linger;
use rename::Renaming;
use schedules::Schedules;
pub(crate) use schedules::is_within as schedule_is_within;
use sourcing::Sourcing;

/// Time after which what could not be made safe is tried again: to find out costs reading the stream.
pub(crate) const AFTER_TROUBLE: Nanos = 1_000_000_000;

/// A stream's state; its owner is the turn.
#[derive(Debug)]
pub(crate) struct Stream {
    config: Arc<StreamConfig>,
    name: Arc<str>,
    created: Nanos,
    store: Box<dyn Store>,
    consumers: Consumers,
    dedup: Dedup,
    expiry: Expiry,
    renaming: Renaming,
    schedules: Schedules,
    sourcing: Sourcing,
    followers: Followers,
    backups: Backups,
    linger: Linger,
    batches: Batches,
    /// Who wants what erased in this turn: whether that could be done is known after its commit.
    erasing: Vec<(u64, Request)>,
}

/// What the store keeps about the stream itself.
#[derive(Debug, Serialize, Deserialize)]
struct Identity {
    config: StreamConfig,
    created: Nanos,
}

impl Identity {
    fn read(store: &dyn Store) -> Result<Self, StoreError> {
        let damaged = || StoreError::Damaged {
            what: "the stream's configuration".to_owned(),
        };
        let mut notes = IDENTITY.iter().flat_map(|name| store.notes(name));
        let (_, identity) = notes.next().ok_or_else(damaged)?;
        let mut identity: Self = serde_json::from_slice(&identity).map_err(|_| damaged())?;
        identity.config.normalize_metadata();
        Ok(identity)
    }
}

/// What it knows of its messages without reading them again.
struct Memory {
    schedules: Schedules,
    dedup: Dedup,
    expiry: Expiry,
    sourcing: Sourcing,
}

impl Memory {
    fn read(config: &StreamConfig, store: &mut dyn Store, now: Nanos) -> Result<Self, StoreError> {
        Ok(Self {
            schedules: Schedules::open(config, store)?,
            dedup: Dedup::open(config, &*store, now)?,
            expiry: Expiry::open(config, &*store)?,
            sourcing: Sourcing::open(config, store)?,
        })
    }
}

impl Stream {
    /// A new stream in an empty store. The configuration is checked already.
    pub(crate) fn create(
        config: StreamConfig,
        mut store: Box<dyn Store>,
        now: Nanos,
    ) -> Result<Self, StoreError> {
        note_identity(&mut *store, &config, now);
        if config.first_seq > 1 {
            store.clear(config.first_seq);
        }
        Self::begin(config, store, now)
    }

    /// A new stream in a store that was filled. The configuration is checked already.
    pub(crate) fn adopt(
        config: StreamConfig,
        mut store: Box<dyn Store>,
        now: Nanos,
    ) -> Result<Self, StoreError> {
        note_identity(&mut *store, &config, now);
        Self::begin(config, store, now)
    }

    /// Makes it safe: with the first note that is, the stream is there, and not a moment earlier. Of one that cannot be read
    /// nothing stays.
    fn begin(config: StreamConfig, mut store: Box<dyn Store>, now: Nanos) -> Result<Self, StoreError> {
        let read = store
            .commit()
            .and_then(|()| Memory::read(&config, &mut *store, now));
        match read {
            Ok(memory) => Ok(Self::with(config, now, store, memory, now)),
            Err(failure) => {
                if let Err(failure) = store.destroy() {
                    warn!(stream = %config.name, %failure, "what is left of a stream that was not made cannot be removed");
                }
                Err(failure)
            }
        }
    }

    /// The stream that a store holds.
    pub(crate) fn open(mut store: Box<dyn Store>, now: Nanos) -> Result<Self, StoreError> {
        let Identity { config, created } = Identity::read(&*store)?;
        let memory = Memory::read(&config, &mut *store, now)?;
        Ok(Self::with(config, created, store, memory, now))
    }

    fn with(config: StreamConfig, created: Nanos, store: Box<dyn Store>, memory: Memory, now: Nanos) -> Self {
        Self {
            name: Arc::from(&*config.name),
            consumers: Consumers::open(Arc::default(), &*store, now),
            dedup: memory.dedup,
            expiry: memory.expiry,
            renaming: Renaming::of(&config),
            schedules: memory.schedules,
            sourcing: memory.sourcing,
            followers: Followers::default(),
            config: Arc::new(config),
            created,
            store,
            backups: Backups::default(),
            linger: Linger::default(),
            batches: Batches::default(),
            erasing: Vec::new(),
        }
    }

    pub(crate) fn config(&self) -> &Arc<StreamConfig> {
        &self.config
    }

    pub(crate) fn created(&self) -> Nanos {
        self.created
    }

    pub(crate) fn totals(&self) -> Totals {
        self.store.totals()
    }

    pub(crate) fn consumers(&self) -> &Consumers {
        &self.consumers
    }

    /// Refuses limits that are new and that a consumer has more than.
    pub(crate) fn check_consumers(&self, config: &StreamConfig) -> Result<(), ApiError> {
        let beyond = self
            .consumers
            .beyond(&self.config.consumer_limits, &config.consumer_limits);
        if beyond.is_empty() {
            return Ok(());
        }
        let text = format!("change to limits violates consumers: {}", beyond.join(", "));
        Err(ApiError::with(500, 10069, text))
    }

    /// Takes another configuration, checked against this one already. Lower limits take effect at once.
    pub(crate) fn reconfigure(&mut self, config: StreamConfig, now: Nanos) -> Result<(), StoreError> {
        note_identity(&mut *self.store, &config, self.created);
        let old = std::mem::replace(&mut self.config, Arc::new(config));
        if self.config.allow_msg_ttl != old.allow_msg_ttl {
            self.expiry = Expiry::open(&self.config, &*self.store)?;
        }
        if self.config.allow_msg_schedules != old.allow_msg_schedules {
            self.schedules = Schedules::open(&self.config, &mut *self.store)?;
        }
        if self.config.duplicate_window > old.duplicate_window {
            self.dedup = Dedup::open(&self.config, &*self.store, now)?;
        }
        self.renaming = Renaming::of(&self.config);
        if (&self.config.mirror, &self.config.sources) != (&old.mirror, &old.sources) {
            self.sourcing = Sourcing::open(&self.config, &mut *self.store)?;
        }
        if !self.config.allow_atomic {
            self.batches = Batches::default();
        }
        self.enforce_everywhere();
        if old.retention != self.config.retention {
            self.let_go_everything();
        }
        self.store.commit()
    }

    /// Removes everything it has.
    pub(crate) fn destroy(&mut self, now: Nanos, out: &mut Outbox) -> Result<(), StoreError> {
        self.consumers.dismiss("409 Consumer Deleted", out);
        self.backups.dismiss("the stream was deleted", now, out);
        self.dismiss_followers(out);
        self.store.destroy()
    }

    /// Applies one thing from the inbox.
    pub(crate) fn handle(&mut self, op: Op, at: &dyn Surroundings, out: &mut Outbox) {
        match op {
            Op::Publish(publication) => {
                self.owe(&publication, out);
                self.expire(at.now(), out);
                match batch::id(&publication) {
                    Some(id) => self.stage(&id, publication, at, out),
                    None => self.publish(&publication, at, out),
                }
            }
            Op::Request(request) => {
                request.owe(out);
                self.expire(at.now(), out);
                self.request(&request, at, out);
            }
            Op::Ack(ack) => {
                let (consumers, mut turn) = self.turn(at, out);
                let done_with = consumers.acknowledge(ack, &mut turn);
                self.let_go(&done_with);
            }
            Op::Flow { consumer, token } => {
                let (consumers, mut turn) = self.turn(at, out);
                consumers.flow(&consumer, &token, &mut turn);
            }
            Op::Backup { id } => self.backups.acknowledge(&id, at.now()),
            Op::Pull(pull) => self.follow(*pull, at.now()),
            Op::Pulled(pulled) => self.take(*pulled, at.now(), out),
            // Consumers look by themselves in each turn after they were called.
            Op::Look => {}
        }
    }

    /// Delivers and expires; tells whether there is more to do at once.
    pub(crate) fn proceed(&mut self, at: &dyn Surroundings, out: &mut Outbox) -> bool {
        self.linger.tick(at.now());
        self.expire(at.now(), out);
        self.abandon_idle(at.now(), out);
        self.fire(at.now(), out);
        self.ask_sources(at.now(), out);
        self.serve_followers(at.now(), out);
        let packing = self.backups.proceed(&*self.store, at, out);
        let (consumers, mut turn) = self.turn(at, out);
        let more = consumers.proceed(&mut turn);
        let spent = self.consumers.spent();
        self.let_go(&spent);
        more || packing
    }

    /// The server stops: whoever waits for something is told.
    pub(crate) fn part(&mut self, now: Nanos, out: &mut Outbox) {
        self.consumers.close(out);
        self.backups.dismiss("the server stops", now, out);
    }

    /// When the next turn is due if nothing comes into the inbox.
    pub(crate) fn due(&self) -> Option<Nanos> {
        let dues = [
            self.consumers.due(),
            self.expiry.due(self.config.max_age),
            self.schedules.due().filter(|_| !self.config.sealed),
            self.backups.due(),
            self.linger.due(),
            self.batches.due(),
            self.sourcing.due().filter(|_| !self.config.sealed),
        ];
        dues.into_iter().flatten().min()
    }

    /// Makes the turn safe, and answers those who had to wait for that.
    pub(crate) fn commit(&mut self, out: &mut Outbox) -> Result<(), StoreError> {
        self.consumers.note(&mut *self.store);
        self.schedules.note(&mut *self.store);
        if self.linger.is_over() {
            self.store.settle()?;
        } else {
            self.store.commit()?;
        }
        self.linger.committed(self.store.is_waiting());
        self.answer_erasures(out);
        Ok(())
    }

    /// Makes everything safe, even what could wait, before the broker stops.
    pub(crate) fn settle(&mut self) -> Result<(), StoreError> {
        self.consumers.note_all(&mut *self.store);
        self.schedules.note(&mut *self.store);
        self.store.close()
    }

    /// Goes back to what is safe, after a commit failed.
    pub(crate) fn recover(&mut self, at: &dyn Surroundings, out: &mut Outbox) -> Result<(), StoreError> {
        self.consumers.dismiss("409 Leadership Change", out);
        self.backups
            .dismiss("the stream could not be written", at.now(), out);
        self.abandon_all(out);
        self.erasing.clear();
        self.store.reopen()?;
        self.config = Arc::new(Identity::read(&*self.store)?.config);
        self.renaming = Renaming::of(&self.config);
        let directory = Arc::clone(self.consumers.directory());
        self.consumers = Consumers::open(directory, &*self.store, at.now());
        let memory = Memory::read(&self.config, &mut *self.store, at.now())?;
        (self.dedup, self.expiry, self.sourcing) = (memory.dedup, memory.expiry, memory.sourcing);
        self.schedules = memory.schedules;
        let until = at.now().saturating_add(AFTER_TROUBLE);
        self.schedules.wait(until);
        self.expiry.wait(until);
        self.sourcing.wait(until);
        Ok(())
    }

    fn turn<'a>(
        &'a mut self,
        at: &'a dyn Surroundings,
        out: &'a mut Outbox,
    ) -> (&'a mut Consumers, Turn<'a>) {
        let turn = Turn {
            config: &self.config,
            store: &mut *self.store,
            at,
            out,
        };
        (&mut self.consumers, turn)
    }

    /// What the API tells about each consumer.
    pub(crate) fn consumer_infos(&mut self, at: &dyn Surroundings) -> Vec<serde_json::Value> {
        let mut unsent = Outbox::default();
        let (consumers, mut turn) = self.turn(at, &mut unsent);
        consumers.infos(&mut turn)
    }

    /// What the API tells about it.
    pub(crate) fn info(&self, now: Nanos) -> StreamInfo {
        let (mirror, sources) = self.sources();
        StreamInfo::new(
            &self.config,
            self.created,
            &self.totals(),
            self.consumers.len(),
            now,
        )
        .taking(mirror, sources, now)
    }

    /// What it takes from other streams.
    pub(crate) fn sources(&self) -> (Option<SourceInfo>, Vec<SourceInfo>) {
        self.sourcing.info()
    }
}

fn note_identity(store: &mut dyn Store, config: &StreamConfig, created: Nanos) {
    let identity = Identity {
        config: config.clone(),
        created,
    };
    let text = serde_json::to_vec(&identity).expect("strings and numbers always serialize into memory");
    for name in IDENTITY {
        store.note(name, &text, Safe::Now);
    }
}
