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
/// message may have been erased: it is for the caller to know.
pub(super) fn scan<'a>(bytes: &'a [u8], mut visit: impl FnMut(Found<'a>)) -> Scanned {
    let Some((salt, start)) = read_file_head(bytes) else {
        return Scanned {
            salt: 0,
            start: Head::bare(Kind::File, 0, 0),
            groups: 0,
            len: 0,
            end: if is_unfinished_file(bytes) {
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
                    && !followed(bytes, group.end, salt, group.number)
                    && is_torn(bytes, bad)
                {
                    scanned.end = End::Torn;
                    return scanned;
                }
                found.drain(..).for_each(&mut visit);
                scanned.groups = group.number;
                scanned.len = group.end;
            }
            Err(bad) if !followed(bytes, at + 1, salt, scanned.groups + 1) && is_torn(bytes, &bad) => {
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
    end: usize,
    /// The first body that is not whole.
    bad: Option<Range<usize>>,
}

/// The group at `at`, or the place where it is none.
fn read_group<'a>(
    bytes: &'a [u8],
    at: usize,
    salt: u32,
    found: &mut Vec<Found<'a>>,
) -> Result<GroupRead, Range<usize>> {
    let head = Head::decode(&bytes[at..], salt).filter(|head| head.kind == Kind::Group);
    // Without a head nobody knows how long the group is: only what can be torn of the head itself tells.
    let head = head.ok_or_else(|| head_or_rest(bytes, at))?;
    let length = usize::try_from(head.time).unwrap_or(usize::MAX);
    let end = (at + HEAD).saturating_add(length);
    if end > bytes.len() || length == 0 {
        return Err(at..end);
    }
    let (mut at, last, mut bad) = (at + HEAD, end - 1, None);
    while at < last {
        let record = Record::decode(&bytes[at..last], salt).ok_or(at..end)?;
        let whole = record.is_whole(salt);
        let next = at + record.head.size();
        if !whole && bad.is_none() {
            bad = Some(at..next);
        }
        found.push(Found { at, record, whole });
        at = next;
    }
    if bytes[last] != GROUP_END {
        return Err(last..end);
    }
    Ok(GroupRead {
        number: head.seq,
        end,
        bad,
    })
}

/// The place of a head, up to the end of the file where there is nothing but zeros after it.
fn head_or_rest(bytes: &[u8], at: usize) -> Range<usize> {
    let end = at + HEAD;
    match bytes.get(end..) {
        Some(rest) if !is_zero(rest) => at..end,
        _ => at..bytes.len().max(end),
    }
}

/// Whether a part of the place that a disk writes at once is missing: beyond the end of the file, or zeros.
fn is_torn(bytes: &[u8], place: &Range<usize>) -> bool {
    if place.end > bytes.len() || is_zero(&bytes[place.end - 1..]) {
        return true;
    }
    let mut from = place.start;
    while from < place.end {
        let to = (from / SECTOR + 1) * SECTOR;
        if is_zero(&bytes[from..to.min(place.end)]) {
            return true;
        }
        from = to;
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
