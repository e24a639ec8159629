//! Reads messages out of segments: one at a time where they are asked for at random, many at once where one comes after the other.

use bytes::Bytes;

use super::StoreError;
use super::group::Group;
use super::home::Home;
use super::record::{GROUP_END, HEAD, Head, Kind};
use super::segment::Segment;

/// Bytes that are read at once when messages are read in order.
const READ_AHEAD: u64 = 256 * 1024;
/// Places in a stream that are read from in turn, each with its own block.
const BLOCKS: usize = 4;

/// What was read last.
#[derive(Debug, Default)]
pub(super) struct Reader {
    blocks: Vec<Block>,
}

#[derive(Debug)]
struct Block {
    segment: u64,
    start: u64,
    bytes: Bytes,
    /// The message after the one that was read last, and where it is or what is before it.
    next: u64,
    at: u64,
}

/// Where to read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) home: &'a Home,
    pub(super) segment: &'a Segment,
    /// What follows the safe part of the segment.
    pub(super) group: &'a Group,
}

/// A message in a segment.
#[derive(Debug, Clone)]
pub(super) struct Stored {
    pub(super) at: u64,
    pub(super) head: Head,
    pub(super) body: Bytes,
}

impl Reader {
    pub(super) fn forget(&mut self) {
        self.blocks = Vec::new();
    }

    /// The message with this sequence, which the segment has. Its body is not checked.
    pub(super) fn find(&mut self, source: Source<'_>, seq: u64) -> Result<Stored, StoreError> {
        let (from, to) = source.segment.around(seq);
        let continues = |block: &Block| {
            block.segment == source.segment.id && block.next <= seq && block.at >= from && block.at <= to
        };
        let known = self.blocks.iter().position(continues);
        let (mut block, ahead) = match known {
            Some(index) => (self.blocks.remove(index), READ_AHEAD),
            None => (Block::new(source.segment.id, from), to.saturating_sub(from)),
        };
        let found = block.walk(source, seq, ahead);
        if found.is_ok() {
            if self.blocks.len() >= BLOCKS {
                self.blocks.remove(0);
            }
            self.blocks.push(block);
        }
        found
    }

    /// The first message at or after a place.
    pub(super) fn first_at(source: Source<'_>, from: u64) -> Result<Stored, StoreError> {
        let mut block = Block::new(source.segment.id, from);
        block.walk(source, 0, HEAD as u64)
    }
}

impl Block {
    fn new(segment: u64, at: u64) -> Self {
        Self {
            segment,
            start: at,
            bytes: Bytes::new(),
            next: 0,
            at,
        }
    }

    /// Goes on to the message with this sequence, or to any if it is 0.
    fn walk(&mut self, source: Source<'_>, seq: u64, ahead: u64) -> Result<Stored, StoreError> {
        loop {
            // The head of a group that is not written yet is empty.
            if self.at == source.segment.log.end() {
                self.at += HEAD as u64;
            }
            let at = self.at;
            let bytes = self.read(source, at, 1, ahead)?;
            if bytes[0] == GROUP_END {
                self.at += 1;
                continue;
            }
            let bytes = self.read(source, at, HEAD as u64, ahead)?;
            let head = Head::decode(&bytes, source.segment.log.salt);
            let head = head.ok_or_else(|| source.damaged(at))?;
            if head.kind == Kind::Message && (head.seq == seq || seq == 0) {
                let size = head.size() as u64;
                let body = self.read(source, at, size, ahead)?.slice(HEAD..head.size());
                (self.next, self.at) = (head.seq + 1, at + size);
                return Ok(Stored { at, head, body });
            }
            if head.kind == Kind::Message && head.seq > seq {
                return Err(source.damaged(at));
            }
            self.at += head.size() as u64;
        }
    }

    /// At least `size` bytes from `at` on.
    fn read(&mut self, source: Source<'_>, at: u64, size: u64, ahead: u64) -> Result<Bytes, StoreError> {
        let safe = source.segment.log.end();
        if at >= safe {
            let from = (at - safe) as usize;
            let bytes = source.group.bytes().get(from..from + size as usize);
            return bytes
                .map(Bytes::copy_from_slice)
                .ok_or_else(|| source.damaged(at));
        }
        let end = self.start + self.bytes.len() as u64;
        if at < self.start || at + size > end {
            if at + size > safe {
                return Err(source.damaged(at));
            }
            let length = ahead.max(size).min(safe - at);
            let mut buffer = vec![0; length as usize];
            source
                .home
                .file(source.segment.file())?
                .read_at(&mut buffer, at)?;
            (self.start, self.bytes) = (at, buffer.into());
        }
        let from = (at - self.start) as usize;
        Ok(self.bytes.slice(from..))
    }
}

impl Source<'_> {
    pub(super) fn damaged(&self, at: u64) -> StoreError {
        let path = self.home.path(self.segment.file());
        StoreError::Damaged {
            what: format!("{} at byte {at}", path.display()),
        }
    }
}
