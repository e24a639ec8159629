//! Streams come, change and go.

use std::sync::Arc;

use serde::Serialize;

use super::list::info;
use super::reserve::Purpose;
use super::{Seat, Streams};
use crate::streams::api::{Request, StreamInfo};
use crate::streams::config::{Others, Storage, StreamConfig};
use crate::streams::error::{self, ApiError};
use crate::streams::handle::{Handle, Known};
use crate::streams::message::Nanos;
use crate::streams::outbox::Outbox;
use crate::streams::store::{FileStore, MemoryStore, Store, folder_name};
use crate::streams::stream::Stream;
use crate::streams::surroundings::Surroundings;

#[derive(Debug, Serialize)]
pub(crate) struct Created {
    #[serde(flatten)]
    pub(super) info: StreamInfo,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) did_create: bool,
}

impl Created {
    pub(super) fn of(known: &Known, did_create: bool, now: Nanos) -> Self {
        Self {
            info: info(known, now),
            did_create,
        }
    }
}

#[derive(Debug, Serialize)]
pub(super) struct Done {
    pub(super) success: bool,
}

impl Others for Streams {
    fn find(&self, name: &str) -> Option<Arc<StreamConfig>> {
        let table = self.table();
        let entry = table.by_name.get(name)?;
        Some(Arc::clone(&entry.seat.handle.known().config))
    }

    fn all(&self) -> Vec<Arc<StreamConfig>> {
        self.table().configs().collect()
    }

    fn republish(&self) -> bool {
        self.table().republishing > 0
    }
}

// Requests come one after the other (they all go through the desk), but archives become streams on their own: what a stream
// takes is reserved until it is there.
impl Streams {
    /// Makes a stream, or tells of the one that is there if it is the same.
    pub(super) fn create(&self, request: &Request, now: Nanos) -> Result<Created, ApiError> {
        let config: StreamConfig = request.read()?;
        if *config.name != *request.endpoint.stream {
            return Err(error::NAME_MISMATCH);
        }
        if config.name.contains(['/', '\\']) {
            return Err(error::PATH_IN_NAME);
        }
        if config.sealed {
            let text = "stream configuration for create can not be sealed";
            return Err(ApiError::bad_config(text));
        }
        if config.mirror_direct && config.mirror.is_none() {
            let text = "stream has no mirror but does have mirror direct";
            return Err(ApiError::bad_config(text));
        }
        let config = config.checked(self)?;
        if let Some(seat) = self.find(&config.name) {
            let known = seat.handle.known();
            if *known.config != config {
                return Err(error::STREAM_EXISTS);
            }
            return Ok(Created::of(&known, false, now));
        }
        request.caller.may_republish(&config)?;
        let _reserved = self.reserve(&config, Purpose::Create)?;
        self.afford(&config, None)?;
        let store = self.new_store(&config);
        let stream = Stream::create(config, store, now)?;
        let handle = Arc::new(Handle::new(stream));
        let known = handle.known();
        self.table_mut().add(Seat {
            ticket: self.runner.add(Arc::clone(&handle) as _),
            handle,
        });
        Ok(Created::of(&known, true, now))
    }

    /// Gives a stream another configuration.
    pub(super) fn update(
        &self,
        request: &Request,
        at: &dyn Surroundings,
        out: &mut Outbox,
    ) -> Result<Created, ApiError> {
        let config: StreamConfig = request.read()?;
        let config = config.checked(self)?;
        if *config.name != *request.endpoint.stream {
            return Err(error::NAME_MISMATCH);
        }
        let seat = self.find(&config.name).ok_or(error::STREAM_NOT_FOUND)?;
        let old = Arc::clone(&seat.handle.known().config);
        let config = config.replacing(&old)?;
        if config.republish != old.republish {
            request.caller.may_republish(&config)?;
        }
        let _reserved = self.reserve(&config, Purpose::Change)?;
        self.afford(&config, Some(&old))?;
        if let Some(stream) = &mut *seat.handle.stream() {
            if seat.handle.is_offline() {
                return Err(error::OFFLINE);
            }
            stream.check_consumers(&config)?;
            let changed = stream.reconfigure(config, at.now());
            if let Err(failure) = changed {
                stream.recover(at, out)?;
                return Err(failure.into());
            }
            seat.handle.publish_known(stream);
        }
        let known = seat.handle.known();
        let mut table = self.table_mut();
        if table.remove(&known.config.name).is_some() {
            table.add(seat.clone());
        }
        drop(table);
        self.runner.wake(seat.ticket);
        Ok(Created::of(&known, false, at.now()))
    }

    pub(super) fn delete(&self, request: &Request, now: Nanos, out: &mut Outbox) -> Result<(), ApiError> {
        if request.has_body() {
            return Err(error::UNWANTED_BODY);
        }
        let removed = self.table_mut().remove(&request.endpoint.stream);
        let seat = removed.ok_or(error::STREAM_NOT_FOUND)?;
        self.runner.remove(seat.ticket);
        self.note_pushing(&seat.handle.name, false);
        let stream = seat.handle.stream().take();
        seat.handle.give_up(out);
        match stream {
            // Its name stays taken, as the next start may find it again.
            Some(mut stream) => Ok(stream
                .destroy(now, out)
                .inspect_err(|failure| self.quarantine(&folder_name(&seat.handle.name), failure))?),
            None => Ok(()),
        }
    }

    pub(super) fn new_store(&self, config: &StreamConfig) -> Box<dyn Store> {
        match config.storage {
            Storage::Memory => Box::new(MemoryStore::default()),
            Storage::File => Box::new(FileStore::create(&self.stores, &config.name)),
        }
    }
}

#[cfg(test)]
mod tests;
