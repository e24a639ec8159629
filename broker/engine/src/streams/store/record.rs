//! How a log is written: a file is groups of records, each group what one commit made safe.
//!
//! Every record begins with a head of [`HEAD`] bytes, which has a checksum of its own, so that the end of a record is known even
//! where its body is damaged or was erased. Checksums start from a number that is random for each file, so that no payload can
//! look like a record.

use crate::streams::message::Nanos;

/// Bytes of a head.
pub(super) const HEAD: usize = 36;
/// What a file starts with.
pub(super) const MAGIC: &[u8; 8] = b"mcolog1\n";
/// Bytes before the first group.
pub(super) const FILE_HEAD: usize = MAGIC.len() + HEAD;
/// Highest sequence, or number of anything, so that counting on never ends: streams may begin at half of what there are.
pub(super) const HIGHEST: u64 = u64::MAX / 4 * 3;
/// Ends a group; not zero, so that a group that was torn off is told from one that was damaged.
pub(super) const GROUP_END: u8 = 0xa5;

/// What a record says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// First in a file: `seq` is the next sequence when it was made, `time` that of the last message, `body_crc` the salt. In a
    /// ledger `seq` is how often it had been written before, as another file.
    File = 1,
    /// First of a group: `seq` counts groups, `time` is the bytes of the group after this head. In the log `body_crc` is how often
    /// the ledger had been written, or as many as fit.
    Group = 2,
    Message = 3,
    /// The payload is ranges of sequences that are gone.
    Removed = 4,
    /// Everything below `seq` is gone; `time` is that of the last message.
    Cleared = 5,
    /// The subject is a name, the payload its value.
    Note = 6,
    Unnote = 7,
    /// The next message is `seq`, and what is below stays.
    Skipped = 8,
    /// Last in a segment that another one follows: `seq` is the number of that.
    Sealed = 9,
    /// In the ledger: the log is safe up to segment `seq`, in that up to group `time`; the payload is the last sequence then.
    Reached = 10,
    /// The payload is ranges of sequences, the bodies of which are to be overwritten.
    Erased = 11,
}

/// The head of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) kind: Kind,
    /// Lengths.
    pub(super) subject: u16,
    pub(super) headers: u32,
    pub(super) payload: u32,
    pub(super) body_crc: u32,
    pub(super) seq: u64,
    pub(super) time: Nanos,
}

impl Head {
    /// A record without a body.
    pub(super) fn bare(kind: Kind, seq: u64, time: Nanos) -> Self {
        Self {
            kind,
            subject: 0,
            headers: 0,
            payload: 0,
            body_crc: 0,
            seq,
            time,
        }
    }

    /// Bytes after the head.
    pub(super) fn body(&self) -> usize {
        usize::from(self.subject) + self.headers as usize + self.payload as usize
    }

    /// Bytes with the head.
    pub(super) fn size(&self) -> usize {
        HEAD + self.body()
    }

    pub(super) fn encode(&self, salt: u32) -> [u8; HEAD] {
        let mut bytes = [0; HEAD];
        bytes[0] = self.kind as u8;
        bytes[2..4].copy_from_slice(&self.subject.to_le_bytes());
        bytes[4..8].copy_from_slice(&self.headers.to_le_bytes());
        bytes[8..12].copy_from_slice(&self.payload.to_le_bytes());
        bytes[12..16].copy_from_slice(&self.body_crc.to_le_bytes());
        bytes[16..24].copy_from_slice(&self.seq.to_le_bytes());
        bytes[24..32].copy_from_slice(&self.time.to_le_bytes());
        let crc = checksum(salt, &[&bytes[..32]]);
        bytes[32..].copy_from_slice(&crc.to_le_bytes());
        bytes
    }

    /// The head at the start of `bytes`, if it is one.
    pub(super) fn decode(bytes: &[u8], salt: u32) -> Option<Self> {
        let bytes: &[u8; HEAD] = bytes.first_chunk()?;
        let four = |at: usize| u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
        let eight = |at: usize| u64::from(four(at)) | u64::from(four(at + 4)) << 32;
        let kind = Kind::of(bytes[0])?;
        if bytes[1] != 0 || four(32) != checksum(salt, &[&bytes[..32]]) {
            return None;
        }
        let seq = Some(eight(16)).filter(|seq| *seq <= HIGHEST)?;
        Some(Self {
            kind,
            subject: u16::from_le_bytes([bytes[2], bytes[3]]),
            headers: four(4),
            payload: four(8),
            body_crc: four(12),
            seq,
            time: eight(24).cast_signed(),
        })
    }
}

impl Kind {
    fn of(byte: u8) -> Option<Self> {
        let all = [
            Self::File,
            Self::Group,
            Self::Message,
            Self::Removed,
            Self::Cleared,
            Self::Note,
            Self::Unnote,
            Self::Skipped,
            Self::Sealed,
            Self::Reached,
            Self::Erased,
        ];
        all.into_iter().find(|kind| *kind as u8 == byte)
    }
}

/// A record in memory.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) head: Head,
    /// As long as the head says.
    pub(super) body: &'a [u8],
}

impl<'a> Record<'a> {
    /// The record at the start of `bytes`, whose body may be damaged.
    pub(super) fn decode(bytes: &'a [u8], salt: u32) -> Option<Self> {
        let head = Head::decode(bytes, salt)?;
        let body = bytes.get(HEAD..head.size())?;
        Some(Self { head, body })
    }

    /// Whether the body is what was written.
    pub(super) fn is_whole(&self, salt: u32) -> bool {
        self.head.body_crc == checksum(salt, &[self.body])
    }

    /// The subject of a message, the name of a note; none if it is no text.
    pub(super) fn subject(&self) -> Option<&'a str> {
        std::str::from_utf8(&self.body[..usize::from(self.head.subject)]).ok()
    }

    pub(super) fn headers(&self) -> &'a [u8] {
        let subject = usize::from(self.head.subject);
        &self.body[subject..subject + self.head.headers as usize]
    }

    pub(super) fn payload(&self) -> &'a [u8] {
        &self.body[usize::from(self.head.subject) + self.head.headers as usize..]
    }
}

/// The first bytes of a file.
pub(super) fn file_head(salt: u32, next_seq: u64, last_time: Nanos) -> [u8; FILE_HEAD] {
    let head = Head {
        body_crc: salt,
        ..Head::bare(Kind::File, next_seq, last_time)
    };
    let mut bytes = [0; FILE_HEAD];
    bytes[..MAGIC.len()].copy_from_slice(MAGIC);
    bytes[MAGIC.len()..].copy_from_slice(&head.encode(salt));
    bytes
}

/// The salt of a file, and its head; none if it does not start as one.
pub(super) fn read_file_head(bytes: &[u8]) -> Option<(u32, Head)> {
    let rest = bytes.strip_prefix(MAGIC)?;
    let salt = u32::from_le_bytes(*rest.get(12..)?.first_chunk()?);
    let head = Head::decode(rest, salt)?;
    (head.kind == Kind::File).then_some((salt, head))
}

/// The checksum of a body that is in pieces.
pub(super) fn checksum(salt: u32, pieces: &[&[u8]]) -> u32 {
    let mut hasher = crc32fast::Hasher::new_with_initial(salt);
    for piece in pieces {
        hasher.update(piece);
    }
    hasher.finalize()
}

#[cfg(test)]
mod tests {
    use super::super::group::Group;
    use super::*;

    #[test]
    fn any_flipped_bit_of_a_record_is_noticed() {
        let mut group = Group::default();
        group.begin(7);
        group.push(Head::bare(Kind::Message, 3, 99), "a.b", b"h", b"payload");
        let bytes = group.bytes()[HEAD..].to_vec();
        let record = Record::decode(&bytes, 7).unwrap();
        assert!(record.is_whole(7));
        assert_eq!(
            (record.subject(), record.payload()),
            (Some("a.b"), &b"payload"[..])
        );
        for bit in 0..bytes.len() * 8 {
            let mut bytes = bytes.clone();
            bytes[bit / 8] ^= 1 << (bit % 8);
            assert!(!Record::decode(&bytes, 7).is_some_and(|record| record.is_whole(7)));
        }
    }
}
