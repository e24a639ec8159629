//! Reads what can be read of a log that is damaged.

use std::ops::Range;

use super::home::FileId;
use super::record::{FILE_HEAD, GROUP_END, HEAD, Head, Kind, Record, checksum, read_file_head};
use super::scan::{End, Scanned, scan};

/// What a log still tells.
#[derive(Debug)]
pub(super) struct Salvage<'a> {
    pub(super) file: FileId,
    bytes: &'a [u8],
    /// None when the file has no readable head, nor a first group that tells what it was.
    salt: Option<u32>,
    /// Next sequence when the file was made; 0 if that is not known.
    pub(super) start: Head,
    /// Records that are whole, in order.
    pub(super) records: Vec<(usize, Record<'a>)>,
    /// Messages that are known to be there but are not whole.
    pub(super) broken: Vec<(usize, Head)>,
    /// Places that are not records at all.
    pub(super) holes: Vec<Range<usize>>,
    /// Up to the first hole.
    pub(super) scanned: Scanned,
}

impl<'a> Salvage<'a> {
    /// Reads a log; only the last one of a store can be torn.
    pub(super) fn read(file: FileId, bytes: &'a [u8], is_last: bool) -> Self {
        let scanned = scan(bytes, is_last, |_| {});
        let known = read_file_head(bytes);
        let start = known.map_or(Head::bare(Kind::File, 0, 0), |(_, head)| head);
        let mut salvage = Self {
            file,
            bytes,
            salt: known.map(|(salt, _)| salt).or_else(|| find_salt(bytes)),
            start,
            records: Vec::new(),
            broken: Vec::new(),
            holes: Vec::new(),
            scanned,
        };
        if known.is_none() && scanned.end == End::Damaged {
            salvage.holes.push(0..FILE_HEAD.min(bytes.len()));
        }
        let end = match scanned.end {
            End::Damaged => bytes.len(),
            End::Torn | End::Clean => scanned.len,
        };
        match salvage.salt {
            Some(salt) => salvage.walk(salt, end),
            None if end > FILE_HEAD => salvage.holes.push(FILE_HEAD..end),
            None => {}
        }
        salvage
    }

    fn walk(&mut self, salt: u32, end: usize) {
        let bytes = &self.bytes[..end];
        let (mut at, mut next_seq) = (FILE_HEAD, self.start.seq);
        while at < end {
            if bytes[at] == GROUP_END {
                at += 1;
                continue;
            }
            let Some(record) = Record::decode(&bytes[at..], salt) else {
                if bytes[at..].iter().all(|byte| *byte == 0) {
                    return;
                }
                let next = (at + 1..end).find(|next| Head::decode(&bytes[*next..], salt).is_some());
                self.holes.push(at..next.unwrap_or(end));
                at = next.unwrap_or(end);
                continue;
            };
            let next = at + record.head.size();
            match record.head.kind {
                Kind::Group | Kind::File => {}
                Kind::Message if record.head.seq < next_seq => self.holes.push(at..next),
                _ if record.is_whole(salt) => self.records.push((at, record)),
                Kind::Message => self.broken.push((at, record.head)),
                _ => self.holes.push(at..next),
            }
            if record.head.kind == Kind::Message {
                next_seq = next_seq.max(record.head.seq + 1);
            }
            at = next;
        }
    }
}

/// The salt of a file whose head is damaged: the one with which the checksum of its first group is right.
///
/// A checksum is linear in the number it starts from, so each of its bits is a sum of bits of the salt.
fn find_salt(bytes: &[u8]) -> Option<u32> {
    const EMPTY: [u8; 32] = [0; 32];
    let head = bytes.get(FILE_HEAD..FILE_HEAD + HEAD)?;
    let (fields, crc) = head.split_at(32);
    let crc = u32::from_le_bytes(crc.try_into().ok()?);
    let mut wanted = crc ^ checksum(0, &[fields]);
    let zero = checksum(0, &[&EMPTY]);
    let mut basis: Vec<(u32, u32)> = Vec::new();
    for bit in 0..32 {
        let (mut sum, mut salt) = (checksum(1 << bit, &[&EMPTY]) ^ zero, 1 << bit);
        for (other, with) in &basis {
            if sum & top_bit(*other) != 0 {
                (sum, salt) = (sum ^ other, salt ^ with);
            }
        }
        if sum != 0 {
            basis.push((sum, salt));
        }
    }
    let mut found = 0;
    for (sum, salt) in &basis {
        if wanted & top_bit(*sum) != 0 {
            (wanted, found) = (wanted ^ sum, found ^ salt);
        }
    }
    let head = Head::decode(head, found).filter(|head| head.kind == Kind::Group && head.seq == 1);
    head.map(|_| found)
}

fn top_bit(number: u32) -> u32 {
    1 << (31 - number.leading_zeros())
}

#[cfg(test)]
mod tests {
    use super::super::group::Group;
    use super::super::record::file_head;
    use super::*;

    #[test]
    fn the_salt_of_a_file_is_found_without_its_head() {
        for salt in [0, 1, 0x8000_0000, 0xdead_beef, u32::MAX] {
            let mut bytes = file_head(salt, 7, 9).to_vec();
            let mut group = Group::default();
            group.begin(salt);
            group.push(Head::bare(Kind::Message, 7, 9), "a", b"", b"one");
            bytes.extend_from_slice(group.end(1));
            assert_eq!(find_salt(&bytes), Some(salt));
            bytes[20] ^= 1;
            let salvage = Salvage::read(FileId::Segment(1), &bytes, true);
            assert_eq!((salvage.records.len(), salvage.holes.len()), (1, 1));
            bytes[FILE_HEAD + 1] ^= 1;
            assert_eq!(find_salt(&bytes), None);
        }
    }
}
