//! Names and subjects that are taken while their stream is being made or changed: nobody waits for that, and nobody takes them.

use std::sync::Arc;

use super::{Streams, Table};
use crate::streams::config::StreamConfig;
use crate::streams::error::{self, ApiError};
use crate::streams::overlap::Steps;

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
        loop {
            // Comparing takes a while, and publishers shall not wait for it.
            let changes = {
                let table = self.table();
                table.room_for(config, purpose)?;
                table.changes
            };
            let mut table = self.table_mut();
            if table.changes == changes {
                let name: Arc<str> = Arc::from(&*config.name);
                table.keep(&name, config);
                table.reserved.insert(Arc::clone(&name), Arc::new(config.clone()));
                return Ok(Reserved { streams: self, name });
            }
        }
    }
}

impl Drop for Reserved<'_> {
    fn drop(&mut self) {
        let mut table = self.streams.table_mut();
        if let Some(config) = table.reserved.remove(&self.name) {
            table.leave(&self.name, &config);
        }
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
        let mut steps = Steps::default();
        for subject in &config.subjects {
            if self
                .kept
                .overlapping(subject, &mut steps, |other| **other != *name)?
            {
                return Err(error::SUBJECTS_OVERLAP);
            }
        }
        Ok(())
    }

    /// Notes what a stream keeps, or will.
    pub(super) fn keep(&mut self, name: &Arc<str>, config: &StreamConfig) {
        self.changes += 1;
        self.republishing += usize::from(config.republish.is_some());
        for subject in &config.subjects {
            self.kept.insert(subject, Arc::clone(name));
        }
    }

    /// Notes that it does not, or will not.
    pub(super) fn leave(&mut self, name: &Arc<str>, config: &StreamConfig) {
        self.changes += 1;
        self.republishing -= usize::from(config.republish.is_some());
        for subject in &config.subjects {
            self.kept.remove(subject, name);
        }
    }

    /// Configurations of the streams that are there, and of those to be.
    pub(super) fn configs(&self) -> impl Iterator<Item = Arc<StreamConfig>> {
        let known = self.by_name.values();
        let known = known.map(|entry| Arc::clone(&entry.seat.handle.known().config));
        known.chain(self.reserved.values().cloned())
    }
}
