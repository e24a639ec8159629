//! An open file of the disk in memory.

use std::io;

use super::SimDisk;
use super::content::Change;
use crate::streams::disk::File;

#[derive(Debug)]
pub(super) struct SimFile {
    pub(super) disk: SimDisk,
    pub(super) id: u64,
}

impl SimFile {
    fn change(&self, change: Change) -> io::Result<()> {
        let mut state = self.disk.state();
        state.change()?;
        let content = state.files.get_mut(&self.id).unwrap();
        change.apply(&mut content.cached);
        content.changes.push(change);
        Ok(())
    }

    /// How many bytes more fit, if the file grows to `length`.
    fn missing(&self, length: u64) -> u64 {
        let mut state = self.disk.state();
        let grows = length.saturating_sub(state.files[&self.id].cached.len() as u64);
        match &mut state.room {
            Some(room) => {
                let missing = grows.saturating_sub(*room);
                *room = room.saturating_sub(grows);
                missing
            }
            None => 0,
        }
    }
}

impl File for SimFile {
    fn len(&self) -> io::Result<u64> {
        let state = self.disk.state();
        state.runs()?;
        Ok(state.files[&self.id].cached.len() as u64)
    }

    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<()> {
        let state = self.disk.state();
        state.runs()?;
        let from = offset as usize;
        let bytes = state.files[&self.id].cached.get(from..from + buffer.len());
        buffer.copy_from_slice(bytes.ok_or(io::ErrorKind::UnexpectedEof)?);
        Ok(())
    }

    fn write_at(&self, bytes: &[u8], offset: u64) -> io::Result<()> {
        let mut missing = self.missing(offset + bytes.len() as u64) as usize;
        if self.disk.state().write_fails() {
            missing = bytes.len().div_ceil(2);
        }
        let fits = &bytes[..bytes.len().saturating_sub(missing)];
        self.change(Change::Write(offset as usize, fits.to_vec()))?;
        if fits.len() < bytes.len() {
            return Err(io::ErrorKind::StorageFull.into());
        }
        Ok(())
    }

    fn set_len(&self, length: u64) -> io::Result<()> {
        let freed = self.len()?.saturating_sub(length);
        if let Some(room) = &mut self.disk.state().room {
            *room += freed;
        }
        self.change(Change::Length(length as usize))
    }

    fn allocate(&self, length: u64) -> io::Result<()> {
        let known = self.len()?;
        let mut state = self.disk.state();
        let room = state.room;
        if room.is_some_and(|room| length.saturating_sub(known) > room) || state.write_fails() {
            return Err(io::ErrorKind::StorageFull.into());
        }
        drop(state);
        self.missing(length);
        self.change(Change::Length(length.max(known) as usize))
    }

    fn forget_cached(&self, _: u64) -> io::Result<()> {
        let mut state = self.disk.state();
        let content = state.files.get_mut(&self.id).unwrap();
        if content.changes.is_empty() {
            content.cached = content.safe.clone();
        }
        Ok(())
    }

    fn sync(&self) -> io::Result<()> {
        let mut state = self.disk.state();
        state.change()?;
        let fails = state.sync_fails();
        let mut random = state.random.fork();
        let content = state.files.get_mut(&self.id).unwrap();
        if fails {
            // The system forgets that the bytes are not on the disk, and shows them all the same.
            let cached = content.cached.clone();
            content.lose(&mut random);
            content.cached = cached;
            return Err(io::Error::other("the sync failed"));
        }
        for change in std::mem::take(&mut content.changes) {
            change.apply(&mut content.safe);
        }
        Ok(())
    }
}
