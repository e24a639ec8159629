//! Streams come back from archives.

use std::sync::Arc;

use bytes::Bytes;

use super::change::Created;
use super::{Seat, Streams, Table};
use crate::streams::api::Caller;
use crate::streams::config::StreamConfig;
use crate::streams::consumer::take_in;
use crate::streams::error::{self, ApiError};
use crate::streams::handle::Handle;
use crate::streams::message::Nanos;
use crate::streams::store::{Store, StoreError};
use crate::streams::stream::Stream;

impl Streams {
    /// Refuses what cannot become a stream beside those that are there.
    pub(crate) fn room_for(&self, config: &StreamConfig) -> Result<(), ApiError> {
        self.table().room_for(config)
    }

    /// A store for a stream that nobody sees yet.
    pub(crate) fn staged(&self, config: &StreamConfig) -> Box<dyn Store> {
        self.new_store(config)
    }

    /// Removes such a store.
    pub(crate) fn unstage(&self, id: &str, mut store: Box<dyn Store>) {
        if let Err(failure) = store.destroy() {
            tracing::warn!(id, %failure, "what is left of a restore cannot be removed");
        }
    }

    /// Makes a stream of a store that was filled.
    pub(crate) fn adopt(
        &self,
        caller: &Caller,
        config: &StreamConfig,
        id: &str,
        mut store: Box<dyn Store>,
        consumers: impl Iterator<Item = (String, Bytes)>,
        now: Nanos,
    ) -> Result<Created, ApiError> {
        let mut table = self.table_mut();
        if let Err(refusal) = table.room_for(config) {
            self.unstage(id, store);
            return Err(refusal);
        }
        let failed = |failure: StoreError| ApiError::restore_failed(&failure.to_string());
        Stream::identify(&mut *store, config, now);
        for (name, document) in consumers {
            if let Err(refusal) = take_in(&mut *store, config, caller, &name, &document, now) {
                self.unstage(id, store);
                return Err(refusal);
            }
        }
        // With the first note that is safe the stream is there, and not a moment earlier.
        if let Err(failure) = store.commit() {
            self.unstage(id, store);
            return Err(failed(failure));
        }
        let stream = Stream::open(store, now).map_err(failed)?;
        let handle = Arc::new(Handle::new(stream));
        let known = handle.known();
        table.add(Seat {
            ticket: self.runner.add(Arc::clone(&handle) as _),
            handle,
        });
        Ok(Created::of(&known, true, now))
    }
}

impl Table {
    fn room_for(&self, config: &StreamConfig) -> Result<(), ApiError> {
        if self.by_name.contains_key(&*config.name) {
            return Err(error::EXISTS_FOR_RESTORE);
        }
        let known = |entry: &super::Entry| entry.seat.handle.known();
        if self
            .by_name
            .values()
            .any(|entry| known(entry).config.overlaps(config))
        {
            return Err(error::SUBJECTS_OVERLAP);
        }
        Ok(())
    }
}
