//! Names and subjects that are taken while their stream is being made or changed: nobody waits for that, and nobody takes them.

use std::sync::Arc;

use super::{Streams, Table};
use crate::streams::config::StreamConfig;
use crate::streams::error::{self, ApiError};

/// What names and subjects are taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    Create,
    Change,
    Restore,
}

/// Name and subjects of a stream to be; free again when this is dropped.
#[derive(Debug)]
#[must_use]
pub(super) struct Reserved<'a> {
    streams: &'a Streams,
    name: Arc<str>,
}

impl Streams {
    /// Takes name and subjects, unless others have them.
    pub(super) fn reserve(&self, config: &StreamConfig, purpose: Purpose) -> Result<Reserved<'_>, ApiError> {
        let mut table = self.table_mut();
        table.room_for(config, purpose)?;
        let name: Arc<str> = Arc::from(&*config.name);
        table.reserved.insert(Arc::clone(&name), Arc::new(config.clone()));
        Ok(Reserved { streams: self, name })
    }
}

impl Drop for Reserved<'_> {
    fn drop(&mut self) {
        self.streams.table_mut().reserved.remove(&self.name);
    }
}

impl Table {
    /// Refuses what cannot be beside the streams that are there and those to be.
    pub(super) fn room_for(&self, config: &StreamConfig, purpose: Purpose) -> Result<(), ApiError> {
        let name = &*config.name;
        let is_there = purpose != Purpose::Change && self.by_name.contains_key(name);
        if is_there || self.reserved.contains_key(name) {
            return Err(match purpose {
                Purpose::Restore => error::EXISTS_FOR_RESTORE,
                Purpose::Create | Purpose::Change => error::STREAM_EXISTS,
            });
        }
        let mut others = self.configs();
        if others.any(|other| other.name != config.name && other.overlaps(config)) {
            return Err(error::SUBJECTS_OVERLAP);
        }
        Ok(())
    }

    /// Configurations of the streams that are there, and of those to be.
    pub(super) fn configs(&self) -> impl Iterator<Item = Arc<StreamConfig>> {
        let known = self.by_name.values();
        let known = known.map(|entry| Arc::clone(&entry.seat.handle.known().config));
        known.chain(self.reserved.values().cloned())
    }
}
