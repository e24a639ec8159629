//! One file of a stream's messages, and where in it they are.

use super::home::FileId;
use super::log::Log;
use super::record::FILE_HEAD;
use crate::streams::message::Nanos;

/// Bytes of a log for which one place is remembered: a message is found by reading at most this much before it.
const MARK_EVERY: u64 = 4096;

/// Messages of a run of sequences. In memory it needs eight bytes for each 4 KiB of its file.
#[derive(Debug)]
pub(super) struct Segment {
    pub(super) id: u64,
    pub(super) log: Log,
    /// No message in it is below.
    pub(super) first: u64,
    /// Nor above, gone or not; 0 when it has none.
    pub(super) last: u64,
    /// The segment that follows, if that is the last thing its file says.
    pub(super) next: Option<u64>,
    marks: Vec<Mark>,
    /// Messages that are there, and the bytes of their records.
    pub(super) live: u64,
    pub(super) live_bytes: u64,
    /// Bytes of what else is needed, if it was compacted.
    pub(super) kept: u64,
    /// Of the last message that was stored in it.
    pub(super) last_time: Option<Nanos>,
}

/// Where a message is.
#[derive(Debug, Clone, Copy)]
struct Mark {
    /// Its sequence, counted from the first of the segment.
    delta: u32,
    at: u32,
}

impl Segment {
    pub(super) fn new(id: u64, first: u64, log: Log) -> Self {
        Self {
            id,
            log,
            first,
            last: 0,
            next: None,
            marks: Vec::new(),
            live: 0,
            live_bytes: 0,
            kept: 0,
            last_time: None,
        }
    }

    pub(super) fn file(&self) -> FileId {
        FileId::Segment(self.id)
    }

    /// Whether a message may be added as far as numbers go.
    pub(super) fn takes(&self, seq: u64, at: u64) -> bool {
        u32::try_from(seq - self.first).is_ok() && u32::try_from(at).is_ok()
    }

    /// Remembers where a message is; they come in order.
    pub(super) fn mark(&mut self, seq: u64, at: u64, time: Nanos) {
        (self.last, self.last_time) = (seq, Some(time));
        let far = |mark: &Mark| at / MARK_EVERY > u64::from(mark.at) / MARK_EVERY;
        if self.marks.last().is_none_or(far)
            && let (Ok(delta), Ok(at)) = (u32::try_from(seq - self.first), u32::try_from(at))
        {
            self.marks.push(Mark { delta, at });
        }
    }

    /// Where to look for a message: from a place that is not behind it to one that is.
    pub(super) fn around(&self, seq: u64) -> (u64, u64) {
        let delta = seq - self.first;
        let after = self.marks.partition_point(|mark| u64::from(mark.delta) <= delta);
        let from = after
            .checked_sub(1)
            .map_or(FILE_HEAD as u64, |at| u64::from(self.marks[at].at));
        let to = self
            .marks
            .get(after)
            .map_or(self.log.len, |mark| u64::from(mark.at));
        (from, to)
    }

    /// The last remembered place whose message `is_before`, which reads; the first one if none is.
    pub(super) fn search<E>(&self, mut is_before: impl FnMut(u64) -> Result<bool, E>) -> Result<u64, E> {
        let (mut low, mut high) = (0, self.marks.len());
        while low + 1 < high {
            let middle = usize::midpoint(low, high);
            if is_before(u64::from(self.marks[middle].at))? {
                low = middle;
            } else {
                high = middle;
            }
        }
        Ok(self
            .marks
            .get(low)
            .map_or(FILE_HEAD as u64, |mark| u64::from(mark.at)))
    }

    /// Forgets every message.
    pub(super) fn empty(&mut self) {
        self.marks = Vec::new();
        (self.live, self.live_bytes) = (0, 0);
        (self.last, self.last_time) = (0, None);
    }

    pub(super) fn shrink(&mut self) {
        self.marks.shrink_to_fit();
    }
}
