//! Reads a log as a crash or a bad disk may have left it, and tells the one from the other.
//!
//! A group is written only after the one before it is safe. So what a crash leaves is: whole groups, then at most one of which
//! any sectors may be missing, which read as zeros or lie beyond the end of the file. Anything else is damage.

use std::ops::Range;

use super::record::{FILE_HEAD, GROUP_END, HEAD, Head, Kind, MAGIC, Record, read_file_head};

/// What a disk writes completely or not at all.
const SECTOR: usize = 512;

/// What a log holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scanned {
    pub(super) salt: u32,
    /// Next sequence and last time when the file was made.
    pub(super) start: Head,
    /// Number of the last good group.
    pub(super) groups: u64,
    /// How often the ledger had been written by then.
    pub(super) ledger: u32,
    /// Whether that group has no records.
    pub(super) is_bare: bool,
    /// Where the good groups end.
    pub(super) len: usize,
    pub(super) end: End,
}

/// How a log ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// After a group, or in zeros.
    Clean,
    /// In a group, or in the head of the file, that was being written when the machine stopped.
    Torn,
    /// In something that was not written so.
    Damaged,
}

/// A record in place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found<'a> {
    pub(super) at: usize,
    pub(super) record: Record<'a>,
    /// Whether the body is what was written.
    pub(super) whole: bool,
}

/// Calls `visit` for each record of the good groups, in order. A group is good if a body of it is not whole, since that of a
/// message may have been erased: it is for the caller to know. Only the last log of a store can be torn.
pub(super) fn scan<'a>(bytes: &'a [u8], is_last: bool, mut visit: impl FnMut(Found<'a>)) -> Scanned {
    let Some((salt, start)) = read_file_head(bytes) else {
        return Scanned {
            salt: 0,
            start: Head::bare(Kind::File, 0, 0),
            groups: 0,
            ledger: 0,
            is_bare: false,
            len: 0,
            end: if is_last && is_unfinished_file(bytes) {
                End::Torn
            } else {
                End::Damaged
            },
        };
    };
    let mut scanned = Scanned {
        salt,
        start,
        groups: 0,
        ledger: 0,
        is_bare: false,
        len: FILE_HEAD,
        end: End::Clean,
    };
    let mut found = Vec::new();
    loop {
        let at = scanned.len;
        if is_zero(&bytes[at..]) {
            return scanned;
        }
        found.clear();
        match read_group(bytes, at, salt, &mut found) {
            Ok(group) if group.number == scanned.groups + 1 => {
                if let Some(bad) = &group.bad
                    && is_last
                    && !followed(bytes, group.end, salt, group.number)
                    && is_torn(bytes, bad)
                {
                    scanned.end = End::Torn;
                    return scanned;
                }
                scanned.is_bare = found.is_empty();
                found.drain(..).for_each(&mut visit);
                scanned.groups = group.number;
                scanned.ledger = group.ledger;
                scanned.len = group.end;
            }
            Err(bad)
                if is_last && !followed(bytes, at + 1, salt, scanned.groups + 1) && is_torn(bytes, &bad) =>
            {
                scanned.end = End::Torn;
                return scanned;
            }
            _ => {
                scanned.end = End::Damaged;
                return scanned;
            }
        }
    }
}

/// A good group later than `at`, to go on after damage.
pub(super) fn find_group(bytes: &[u8], at: usize, salt: u32, after: u64) -> Option<(usize, u64)> {
    let mut from = at;
    while let Some(offset) = bytes
        .get(from..)?
        .iter()
        .position(|byte| *byte == Kind::Group as u8)
    {
        let at = from + offset;
        let head = Head::decode(&bytes[at..], salt);
        if let Some(head) = head.filter(|head| head.kind == Kind::Group && head.seq > after) {
            return Some((at, head.seq));
        }
        from = at + 1;
    }
    None
}

fn followed(bytes: &[u8], at: usize, salt: u32, after: u64) -> bool {
    find_group(bytes, at, salt, after).is_some()
}

struct GroupRead {
    number: u64,
    ledger: u32,
    end: usize,
    /// The first body that is not whole.
    bad: Option<Bad>,
}

/// Something that is not as it was written.
struct Bad {
    place: Range<usize>,
    /// Where its group ends, if that is known.
    end: Option<usize>,
}

/// The group at `at`, or the place where it is none.
fn read_group<'a>(
    bytes: &'a [u8],
    at: usize,
    salt: u32,
    found: &mut Vec<Found<'a>>,
) -> Result<GroupRead, Bad> {
    let head = Head::decode(&bytes[at..], salt).filter(|head| head.kind == Kind::Group);
    let head = head.ok_or(Bad {
        place: at..at + HEAD,
        end: None,
    })?;
    let length = usize::try_from(head.time).unwrap_or(usize::MAX);
    let end = (at + HEAD).saturating_add(length);
    let bad = |place| Bad {
        place,
        end: Some(end),
    };
    if end > bytes.len() || length == 0 {
        return Err(bad(at..end));
    }
    let (mut at, last, mut first_bad) = (at + HEAD, end - 1, None);
    while at < last {
        let record = Record::decode(&bytes[at..last], salt).ok_or_else(|| bad(at..end))?;
        let whole = record.is_whole(salt);
        let next = at + record.head.size();
        if !whole && first_bad.is_none() {
            first_bad = Some(bad(at..next));
        }
        found.push(Found { at, record, whole });
        at = next;
    }
    if bytes[last] != GROUP_END {
        return Err(bad(last..end));
    }
    Ok(GroupRead {
        number: head.seq,
        ledger: head.body_crc,
        end,
        bad: first_bad,
    })
}

/// Whether some sector of the place was not written to its end: there it is still zero, or the file ends.
fn is_torn(bytes: &[u8], bad: &Bad) -> bool {
    let end = bad.end.unwrap_or(bad.place.end);
    if end > bytes.len() {
        return true;
    }
    let mut from = bad.place.start;
    while from < bad.place.end {
        let sector_end = (from / SECTOR + 1) * SECTOR;
        // What follows a head in its sector is not known to be of the same group, if it is not known where that ends: then the
        // head is torn only if the whole rest of the sector is missing with its last byte.
        let rest = match bad.end {
            None if sector_end >= end => end - 1..sector_end.min(bytes.len()),
            _ => sector_end.min(end) - 1..sector_end.min(end),
        };
        if is_zero(&bytes[rest]) {
            return true;
        }
        from = sector_end;
    }
    false
}

/// Whether a file that has no head was being made when the machine stopped: nothing is written after the head before that is safe.
fn is_unfinished_file(bytes: &[u8]) -> bool {
    let rest = bytes.get(FILE_HEAD..).unwrap_or_default();
    let written = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |at| at + 1);
    is_zero(rest)
        && written < FILE_HEAD
        && bytes[..written.min(MAGIC.len())] == MAGIC[..written.min(MAGIC.len())]
}

fn is_zero(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| *byte == 0)
}
