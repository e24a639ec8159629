//! What a consumer has given out, and what came back.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::streams::message::Nanos;

/// A sequence of the consumer and the message's in the stream.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) consumer: u64,
    pub(super) stream: u64,
}

/// A message that was given out and not acknowledged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pending {
    /// Sequence of its first delivery.
    pub(super) consumer_seq: u64,
    pub(super) deliveries: u32,
    pub(super) sent: Nanos,
    /// When it is to be given again.
    pub(super) due: Nanos,
    /// Whether it is to be given again now.
    pub(super) again: bool,
}

/// How far a consumer has come.
#[derive(Debug, Default)]
pub(super) struct Progress {
    /// The last delivery.
    pub(super) delivered: Pair,
    /// Everything up to here is done with.
    pub(super) floor: Pair,
    pub(super) last_delivery: Option<Nanos>,
    pub(super) last_ack: Option<Nanos>,
    pending: BTreeMap<u64, Pending>,
    due: BTreeSet<(Nanos, u64)>,
    /// To be given again, in this order; an entry counts only while its message says so too.
    again: VecDeque<u64>,
    /// Given as often as allowed and still in a stream that keeps what nobody acknowledged.
    exhausted: BTreeSet<u64>,
    /// Pending messages that were given more than once.
    repeated: usize,
}

impl Progress {
    /// Nothing given yet, of messages from `next` on.
    pub(super) fn new(next: u64) -> Self {
        let before = Pair {
            consumer: 0,
            stream: next.saturating_sub(1),
        };
        Self {
            delivered: before,
            floor: before,
            ..Self::default()
        }
    }

    pub(super) fn pending(&self) -> usize {
        self.pending.len()
    }

    pub(super) fn repeated(&self) -> usize {
        self.repeated + self.exhausted.len()
    }

    pub(super) fn all(&self) -> impl Iterator<Item = (u64, &Pending)> {
        self.pending.iter().map(|(seq, pending)| (*seq, pending))
    }

    pub(super) fn exhausted(&self) -> impl Iterator<Item = u64> {
        self.exhausted.iter().copied()
    }

    pub(super) fn get(&self, seq: u64) -> Option<&Pending> {
        self.pending.get(&seq)
    }

    /// Whether any message in the range was given and not acknowledged.
    pub(super) fn lent_any(&self, first: u64, last: u64) -> bool {
        self.pending.range(first..=last).next().is_some()
    }

    /// Whether the message was given and the consumer is not done with it.
    pub(super) fn holds(&self, seq: u64) -> bool {
        self.pending.contains_key(&seq) || self.exhausted.contains(&seq)
    }

    /// When the next message is to be given again.
    pub(super) fn next_due(&self) -> Option<Nanos> {
        self.due.first().map(|(due, _)| *due)
    }

    /// When the last one is.
    pub(super) fn last_due(&self) -> Option<Nanos> {
        self.due.last().map(|(due, _)| *due)
    }

    /// A delivery that needs no acknowledgement; its sequence is returned.
    pub(super) fn sent(&mut self, seq: u64, now: Nanos) -> u64 {
        let consumer_seq = self.count(seq, now);
        self.floor = self.delivered;
        consumer_seq
    }

    /// A delivery, which is to be repeated at `due`; its sequence is returned.
    pub(super) fn lent(&mut self, seq: u64, now: Nanos, due: Nanos) -> u64 {
        let consumer_seq = self.count(seq, now);
        let pending = self.pending.entry(seq).or_insert(Pending {
            consumer_seq,
            deliveries: 0,
            sent: now,
            due,
            again: false,
        });
        self.due.remove(&(pending.due, seq));
        pending.deliveries = pending.deliveries.saturating_add(1);
        self.repeated += usize::from(pending.deliveries == 2);
        (pending.sent, pending.due, pending.again) = (now, due, false);
        self.due.insert((due, seq));
        consumer_seq
    }

    fn count(&mut self, seq: u64, now: Nanos) -> u64 {
        self.delivered.consumer += 1;
        self.delivered.stream = self.delivered.stream.max(seq);
        self.last_delivery = Some(now);
        self.delivered.consumer
    }

    /// Puts back what was known before, after a restart.
    pub(super) fn restore(&mut self, seq: u64, pending: Pending) {
        self.repeated += usize::from(pending.deliveries > 1);
        self.due.insert((pending.due, seq));
        self.pending.insert(seq, pending);
    }

    pub(super) fn restore_exhausted(&mut self, seq: u64) {
        self.exhausted.insert(seq);
    }

    /// Is done with one message.
    pub(super) fn release(&mut self, seq: u64) -> Option<Pending> {
        self.exhausted.remove(&seq);
        let pending = self.pending.remove(&seq)?;
        self.due.remove(&(pending.due, seq));
        self.repeated -= usize::from(pending.deliveries > 1);
        Some(pending)
    }

    /// Is done with one message and everything before it; tells what that was.
    pub(super) fn release_until(&mut self, seq: u64) -> Vec<u64> {
        let until: Vec<u64> = self.pending.range(..=seq).map(|(seq, _)| *seq).collect();
        for seq in &until {
            self.release(*seq);
        }
        self.exhausted = self.exhausted.split_off(&(seq + 1));
        until
    }

    /// The message is gone.
    pub(super) fn forget(&mut self, seq: u64) {
        self.release(seq);
    }

    /// Everything below is gone.
    pub(super) fn forget_below(&mut self, first_seq: u64) {
        if let Some(last) = first_seq.checked_sub(1) {
            self.release_until(last);
        }
    }

    /// Moves the floor up as far as everything is done with; `position` is one below the next message to be given.
    pub(super) fn settle_floor(&mut self, position: u64) {
        let floor = match self.pending.first_key_value() {
            None => Pair {
                consumer: self.delivered.consumer,
                stream: position.max(self.delivered.stream),
            },
            Some((seq, _)) => Pair {
                // A message given early and often has an early number; what came after it may have come back already.
                consumer: self.first_pending_delivery().saturating_sub(1),
                stream: seq - 1,
            },
        };
        self.floor.consumer = self.floor.consumer.max(floor.consumer);
        self.floor.stream = self.floor.stream.max(floor.stream);
    }

    fn first_pending_delivery(&self) -> u64 {
        // Messages are first given in their order, but for the last of each subject, which come before; so the first is first.
        self.pending
            .first_key_value()
            .map_or(1, |(_, pending)| pending.consumer_seq)
    }

    /// Gives it again, now or at a moment.
    pub(super) fn return_at(&mut self, seq: u64, when: Option<Nanos>) {
        let Some(pending) = self.pending.get_mut(&seq) else {
            return;
        };
        self.due.remove(&(pending.due, seq));
        if let Some(when) = when {
            (pending.due, pending.again) = (when, false);
            self.due.insert((when, seq));
        } else if !pending.again {
            pending.again = true;
            self.again.push_back(seq);
            self.tidy();
        }
    }

    /// What was due until now and may be given again is; what was given `most` times is done with and returned.
    pub(super) fn expire(&mut self, now: Nanos, most: Option<u32>, keep: bool) -> Vec<(u64, u32)> {
        let mut spent = Vec::new();
        let mut returned = Vec::new();
        while let Some(&(due, seq)) = self.due.first() {
            if due > now {
                break;
            }
            self.due.pop_first();
            let Some(pending) = self.pending.get_mut(&seq) else {
                continue;
            };
            if most.is_some_and(|most| pending.deliveries >= most) {
                spent.push((seq, pending.deliveries));
            } else if !pending.again {
                pending.again = true;
                returned.push(seq);
            }
        }
        returned.sort_unstable();
        self.again.extend(returned);
        for (seq, _) in &spent {
            self.release(*seq);
            if keep {
                self.exhausted.insert(*seq);
            }
        }
        self.tidy();
        spent
    }

    /// The message to be given again next.
    pub(super) fn next_again(&mut self) -> Option<u64> {
        while let Some(seq) = self.again.front() {
            if self.pending.get(seq).is_some_and(|pending| pending.again) {
                return Some(*seq);
            }
            self.again.pop_front();
        }
        None
    }

    /// How many are to be given again now.
    pub(super) fn again(&self) -> usize {
        let counts = |seq: &&u64| self.pending.get(seq).is_some_and(|pending| pending.again);
        self.again.iter().filter(counts).count()
    }

    /// A client that takes and returns the same message over and over must not fill the memory.
    fn tidy(&mut self) {
        if self.again.len() > 2 * self.pending.len() + 16 {
            let pending = &self.pending;
            let mut seen = BTreeSet::new();
            self.again
                .retain(|seq| pending.get(seq).is_some_and(|pending| pending.again) && seen.insert(*seq));
        }
    }
}
