//! One file of groups, to which groups are appended.

use std::io;
use std::sync::Arc;

use super::group::Group;
use super::home::{FileId, Home};
use super::record::{FILE_HEAD, file_head};
use super::scan::Scanned;
use crate::streams::disk::File;
use crate::streams::message::Nanos;

/// Room that is kept free in a log on a full disk, so that what removes messages can still be written down.
const RESERVE: u64 = 16 * 1024;
/// Room that is taken at once: a file that does not grow is synced in little more than half the time.
const SMALLEST_STEP: u64 = 32 * 1024;
const LARGEST_STEP: u64 = 1024 * 1024;

/// A log and what of it is safe.
#[derive(Debug)]
pub(super) struct Log {
    pub(super) file: FileId,
    pub(super) salt: u32,
    /// Bytes that are safe; 0 before the file is made.
    pub(super) len: u64,
    allocated: u64,
    /// Number of the last group.
    pub(super) groups: u64,
    /// How often the ledger had been written by then.
    pub(super) ledger: u32,
    /// Whether that group has no records.
    pub(super) is_bare: bool,
    /// As its head says.
    pub(super) next_seq: u64,
    pub(super) last_time: Nanos,
}

impl Log {
    /// A log whose file is made with the first group.
    pub(super) fn new(file: FileId, next_seq: u64, last_time: Nanos) -> Self {
        Self {
            file,
            salt: fastrand::u32(..),
            len: 0,
            allocated: 0,
            groups: 0,
            ledger: 0,
            is_bare: false,
            next_seq,
            last_time,
        }
    }

    /// A log that was read.
    pub(super) fn read(file: FileId, scanned: &Scanned, allocated: u64) -> Self {
        Self {
            file,
            salt: scanned.salt,
            len: scanned.len as u64,
            allocated,
            groups: scanned.groups,
            ledger: scanned.ledger,
            is_bare: scanned.is_bare,
            next_seq: scanned.start.seq,
            last_time: scanned.start.time,
        }
    }

    /// Where the next group begins.
    pub(super) fn end(&self) -> u64 {
        self.len.max(FILE_HEAD as u64)
    }

    /// Writes a group and makes it safe; it counts from [`Log::accept`] on. With `reserve` it leaves room for others.
    pub(super) fn write(&mut self, home: &Home, group: &mut Group, reserve: bool) -> io::Result<()> {
        self.put(home, group, reserve)?.sync()
    }

    /// Writes a group without making it safe.
    pub(super) fn put(&mut self, home: &Home, group: &mut Group, reserve: bool) -> io::Result<Arc<dyn File>> {
        let file = if self.len == 0 {
            let file = home.create(self.file)?;
            file.write_at(&file_head(self.salt, self.next_seq, self.last_time), 0)?;
            file.sync()?;
            home.sync_folder()?;
            file
        } else {
            home.file(self.file)?
        };
        let at = self.end();
        let bytes = group.end(self.groups + 1);
        let needed = at + bytes.len() as u64 + if reserve { RESERVE } else { 0 };
        if needed > self.allocated {
            let step = (needed / 4)
                .clamp(SMALLEST_STEP, LARGEST_STEP)
                .next_power_of_two();
            let allocated = needed.next_multiple_of(step);
            match file.allocate(allocated) {
                Ok(()) => self.allocated = allocated,
                Err(error) if reserve => return Err(error),
                // What removes something tries its luck with the room there is.
                Err(_) => {}
            }
        }
        file.write_at(bytes, at)?;
        Ok(file)
    }

    /// Counts a group that was written.
    pub(super) fn accept(&mut self, group: &Group) {
        self.len = self.end() + group.len() as u64;
        self.groups += 1;
        (self.ledger, self.is_bare) = (group.ledger, group.is_bare());
    }

    /// Gives back the room that was taken ahead.
    pub(super) fn trim(&mut self, home: &Home) -> io::Result<()> {
        if self.len > 0 && self.allocated > self.len {
            home.file(self.file)?.set_len(self.len)?;
            self.allocated = self.len;
        }
        Ok(())
    }

    /// Cuts what is not safe, or the whole file if nothing is.
    pub(super) fn cut(&self, home: &Home) -> io::Result<()> {
        if self.len == 0 {
            return home.remove(self.file);
        }
        let file = home.file(self.file)?;
        file.set_len(self.len)?;
        // Of the room this gives back, some stays for what removes messages.
        let _ = file.allocate(self.len + RESERVE);
        file.sync()?;
        file.forget_cached(self.len)
    }
}
