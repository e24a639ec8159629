//! Streams come back from archives.

use std::sync::Arc;

use bytes::Bytes;

use super::change::Created;
use super::reserve::Purpose;
use super::{Seat, Streams};
use crate::streams::api::Caller;
use crate::streams::config::StreamConfig;
use crate::streams::consumer::take_in;
use crate::streams::error::ApiError;
use crate::streams::handle::Handle;
use crate::streams::message::Nanos;
use crate::streams::store::Store;
use crate::streams::stream::Stream;

impl Streams {
    /// Refuses what cannot become a stream beside those that are there.
    pub(crate) fn room_for(&self, config: &StreamConfig) -> Result<(), ApiError> {
        self.table().room_for(config, Purpose::Restore)
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

    /// Makes a stream of a store that was filled. Reading it takes a while; other streams go on meanwhile.
    pub(crate) fn adopt(
        &self,
        caller: &Caller,
        config: &StreamConfig,
        id: &str,
        mut store: Box<dyn Store>,
        mut consumers: impl Iterator<Item = (String, Bytes)>,
        now: Nanos,
    ) -> Result<Created, ApiError> {
        let ready = self.reserve(config, Purpose::Restore).and_then(|reserved| {
            consumers
                .try_for_each(|(name, document)| take_in(&mut *store, config, caller, &name, &document, now))
                .map(|()| reserved)
        });
        let _reserved = match ready {
            Ok(reserved) => reserved,
            Err(refusal) => {
                self.unstage(id, store);
                return Err(refusal);
            }
        };
        let stream = Stream::adopt(config.clone(), store, now)
            .map_err(|failure| ApiError::restore_failed(&failure.to_string()))?;
        let handle = Arc::new(Handle::new(stream));
        let known = handle.known();
        let ticket = self.runner.add(Arc::clone(&handle) as _);
        self.table_mut().add(Seat { ticket, handle });
        Ok(Created::of(&known, true, now))
    }
}

#[cfg(test)]
mod tests;
