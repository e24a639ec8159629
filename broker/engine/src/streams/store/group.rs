//! A group of records that is being written.

use super::record::{GROUP_END, HEAD, Head, Kind, checksum};
use crate::streams::message::Nanos;

/// What one commit adds to a file.
#[derive(Debug, Default)]
pub(super) struct Group {
    bytes: Vec<u8>,
    salt: u32,
    /// How often the ledger had been written, if this is a group of the log.
    pub(super) ledger: u32,
}

impl Group {
    /// No group.
    pub(super) const NONE: &'static Self = &Self {
        bytes: Vec::new(),
        salt: 0,
        ledger: 0,
    };

    pub(super) fn begin(&mut self, salt: u32) {
        self.salt = salt;
        self.bytes.clear();
        self.bytes.resize(HEAD, 0);
    }

    /// Bytes so far; 0 when no group has begun.
    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Whether it says nothing but that it is there.
    pub(super) fn is_bare(&self) -> bool {
        self.bytes.len() <= HEAD + 1
    }

    /// Forgets it; memory beyond `keep` is given back.
    pub(super) fn forget(&mut self, keep: usize) {
        self.bytes.clear();
        self.bytes.shrink_to(keep);
    }

    /// Adds a record; lengths and checksum of the head are filled in.
    pub(super) fn push(&mut self, head: Head, subject: &str, headers: &[u8], payload: &[u8]) {
        let body = [subject.as_bytes(), headers, payload];
        let head = Head {
            subject: subject.len() as u16,
            headers: headers.len() as u32,
            payload: payload.len() as u32,
            body_crc: checksum(self.salt, &body),
            ..head
        };
        self.bytes.reserve(head.size());
        self.bytes.extend_from_slice(&head.encode(self.salt));
        for piece in body {
            self.bytes.extend_from_slice(piece);
        }
    }

    /// Fills the body of the record at `at` with zeros.
    pub(super) fn erase(&mut self, at: usize) {
        if let Some(head) = Head::decode(&self.bytes[at..], self.salt) {
            self.bytes[at + HEAD..at + head.size()].fill(0);
            let body_crc = checksum(self.salt, &[&self.bytes[at + HEAD..at + head.size()]]);
            let head = Head { body_crc, ..head };
            self.bytes[at..at + HEAD].copy_from_slice(&head.encode(self.salt));
        }
    }

    /// Ends it; nothing can be added any more.
    pub(super) fn end(&mut self, number: u64) -> &[u8] {
        self.bytes.push(GROUP_END);
        let length = (self.bytes.len() - HEAD) as Nanos;
        let head = Head {
            body_crc: self.ledger,
            ..Head::bare(Kind::Group, number, length)
        };
        self.bytes[..HEAD].copy_from_slice(&head.encode(self.salt));
        &self.bytes
    }
}
