//! What is done once a commit is safe: bodies are overwritten, the ledger is written anew, and files go that nobody needs.

use std::io;

use tracing::warn;

use super::FileStore;
use crate::streams::store::home::FileId;
use crate::streams::store::record::{HEAD, Head};

/// A body to be overwritten once its removal is safe.
#[derive(Debug, Clone, Copy)]
pub(super) struct Erasure {
    pub(super) seq: u64,
    pub(super) segment: u64,
    pub(super) at: u64,
    pub(super) length: usize,
    /// The log says that it has to be done.
    pub(super) is_noted: bool,
    /// It could not be done.
    pub(super) has_failed: bool,
}

impl Erasure {
    /// Of a message at a place.
    pub(super) fn new(segment: u64, at: u64, head: &Head) -> Self {
        Self {
            seq: head.seq,
            segment,
            at: at + HEAD as u64,
            length: head.body(),
            is_noted: false,
            has_failed: false,
        }
    }
}

impl FileStore {
    /// Overwrites the bodies that somebody wanted to be gone for good. Those that cannot be are tried again with the next commit.
    pub(super) fn erase(&mut self) {
        for mut erasure in std::mem::take(&mut self.erasures) {
            let Err(error) = self.overwrite(&erasure) else {
                continue;
            };
            if !erasure.has_failed {
                let folder = self.home.folder();
                warn!(folder = %folder.display(), seq = erasure.seq, %error, "a removed message could not be overwritten");
            }
            erasure.has_failed = true;
            self.erasures.push(erasure);
        }
    }

    fn overwrite(&self, erasure: &Erasure) -> io::Result<()> {
        let file = self.home.file(FileId::Segment(erasure.segment))?;
        file.write_at(&vec![0; erasure.length], erasure.at)?;
        file.sync()
    }

    /// Writes the ledger anew if most of it is history. That it could not be does no harm until it may have taken its place: then
    /// everything has to be read again.
    pub(super) fn renew_ledger(&mut self) {
        if self.ledger.is_changed() || !self.ledger.is_history() {
            return;
        }
        let folder = self.home.folder();
        match self.ledger.prepare(&self.home) {
            Ok(next) => match self.home.replace(FileId::Ledger, FileId::NextLedger) {
                Ok(()) => self.ledger.goes_on_in(next),
                Err(error) => {
                    warn!(folder = %folder.display(), %error, "a new ledger may not have taken the place of the former one");
                    self.failed = true;
                }
            },
            Err(error) => {
                warn!(folder = %folder.display(), %error, "the ledger could not be written anew");
                // What is left of it goes at the next start, if not now.
                let _ = self.home.remove(FileId::NextLedger);
            }
        }
    }

    /// Removes the first segments as long as no message is left in them. What they say about older ones nobody asks any more once
    /// those are gone for good, so each goes only after the one before is, and none before all of it is overwritten that has to be.
    pub(super) fn drop_segments(&mut self) -> io::Result<()> {
        self.drop_repeated()?;
        while let [first, _, ..] = &*self.segments
            && first.live == 0
            && !self.is_compacted(first.id)
            && self.erasures.iter().all(|erasure| erasure.segment != first.id)
        {
            self.is_dropping = true;
            self.home.remove(first.file())?;
            self.home.sync_folder()?;
            self.is_dropping = false;
            self.segments.remove(0);
        }
        Ok(())
    }

    /// Removes what was put into other segments, once those are safe. Should it come back after a crash, the next start finds that
    /// the ones before name another one to follow.
    pub(super) fn drop_repeated(&mut self) -> io::Result<()> {
        if self.repeated.is_empty() {
            return Ok(());
        }
        self.home.sync_folder()?;
        for id in &self.repeated {
            self.home.remove(FileId::Segment(*id))?;
        }
        self.home.sync_folder()?;
        self.repeated.clear();
        Ok(())
    }
}
