//! Finds messages in the segments, and reads them.

use std::sync::Arc;

use super::FileStore;
use crate::streams::message::{Message, Nanos};
use crate::streams::store::StoreError;
use crate::streams::store::group::Group;
use crate::streams::store::reader::{Source, Stored};
use crate::streams::store::record::checksum;
use crate::streams::store::segment::Segment;

impl FileStore {
    pub(super) fn segment_of(&self, seq: u64) -> Option<usize> {
        self.segments
            .partition_point(|segment| segment.first <= seq)
            .checked_sub(1)
    }

    /// A sealed segment.
    pub(super) fn source_of<'a>(&'a self, segment: &'a Segment) -> Source<'a> {
        Source {
            home: &self.home,
            segment,
            group: Group::NONE,
        }
    }

    pub(super) fn source(&self, segment: usize) -> Source<'_> {
        let is_last = segment + 1 == self.segments.len();
        Source {
            home: &self.home,
            segment: &self.segments[segment],
            group: if is_last { &self.group } else { Group::NONE },
        }
    }

    /// What is stored under a sequence that is there; the body is not checked.
    pub(super) fn stored(&self, seq: u64) -> Result<(usize, Stored), StoreError> {
        let lost = || StoreError::Damaged {
            what: format!("{}: message {seq}", self.home.folder().display()),
        };
        let segment = self.segment_of(seq).ok_or_else(lost)?;
        let stored = self.reader.borrow_mut().find(self.source(segment), seq)?;
        Ok((segment, stored))
    }

    pub(super) fn is_whole(&self, segment: usize, stored: &Stored) -> bool {
        checksum(self.segments[segment].log.salt, &[&stored.body]) == stored.head.body_crc
    }

    pub(super) fn message(&self, seq: u64) -> Result<Message, StoreError> {
        let (segment, stored) = self.stored(seq)?;
        let damaged = || self.source(segment).damaged(stored.at);
        if !self.is_whole(segment, &stored) {
            return Err(damaged());
        }
        let (subject, headers) = (usize::from(stored.head.subject), stored.head.headers as usize);
        let subject_text = std::str::from_utf8(&stored.body[..subject]).map_err(|_| damaged())?;
        Ok(Message {
            seq,
            time: stored.head.time,
            subject: self.index.name(subject_text).ok_or_else(damaged)?,
            headers: stored.body.slice(subject..subject + headers),
            payload: stored.body.slice(subject + headers..),
        })
    }

    pub(super) fn first_time(&self) -> Nanos {
        let Some(first) = self.index.live.first() else {
            return 0;
        };
        let (known, time) = self.first_time.get();
        if known == first {
            return time;
        }
        let time = self.stored(first).map_or(0, |(_, stored)| stored.head.time);
        self.first_time.set((first, time));
        time
    }

    /// The subject of a message and the bytes it counts for, even if its body is damaged: it still has to be possible to remove it.
    pub(super) fn owner(&self, seq: u64, segment: usize, stored: &Stored) -> Result<Arc<str>, StoreError> {
        let subject = &stored.body[..usize::from(stored.head.subject)];
        let known = std::str::from_utf8(subject)
            .ok()
            .and_then(|subject| self.index.name(subject));
        known
            .filter(|_| self.is_whole(segment, stored))
            .or_else(|| self.index.owner(seq))
            .ok_or_else(|| self.source(segment).damaged(stored.at))
    }
}
