//! How far a consumer is, as bytes: a head that is enough to go on, and what was given out and not acknowledged. Each has its
//! own checksum, so that a damaged tail costs some repeated deliveries and no more.

use super::config::ConsumerConfig;
use super::progress::{Pair, Pending, Progress};
use super::single::Consumer;
use crate::streams::message::Nanos;

const VERSION: u8 = 1;

/// How far a consumer is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) next: u64,
    /// First of the last of each subject that is still to come.
    pub(super) first: Option<u64>,
    pub(super) floor: Pair,
    pub(super) delivered: Pair,
    pub(super) last_delivery: Option<Nanos>,
    pub(super) last_ack: Option<Nanos>,
    pub(super) pending: Vec<Lent>,
    pub(super) exhausted: Vec<u64>,
}

/// A message that was given out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lent {
    pub(super) seq: u64,
    pub(super) consumer_seq: u64,
    pub(super) deliveries: u32,
    pub(super) due: Nanos,
}

/// What can be read of a record.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    Whole(Record),
    /// The head only.
    Floor(Record),
    Nothing,
}

impl Record {
    pub(super) fn of(consumer: &Consumer) -> Self {
        let progress = &consumer.progress;
        Self {
            next: consumer.backlog.next,
            first: consumer.backlog.first(),
            floor: progress.floor,
            delivered: progress.delivered,
            last_delivery: progress.last_delivery,
            last_ack: progress.last_ack,
            pending: progress
                .all()
                .map(|(seq, pending)| Lent {
                    seq,
                    consumer_seq: pending.consumer_seq,
                    deliveries: pending.deliveries,
                    due: pending.due,
                })
                .collect(),
            exhausted: progress.exhausted().collect(),
        }
    }

    /// The state it describes, in a stream that holds `first..end`.
    pub(super) fn progress(self, first: u64, end: u64, now: Nanos, config: &ConsumerConfig) -> Progress {
        let last = end - 1;
        let within = |pair: Pair| Pair {
            stream: pair.stream.min(last),
            ..pair
        };
        let mut progress = Progress::new(first);
        progress.floor = within(self.floor);
        progress.delivered = within(self.delivered);
        progress.last_delivery = self.last_delivery;
        progress.last_ack = self.last_ack;
        let there = first..end;
        for lent in self.pending.iter().filter(|lent| there.contains(&lent.seq)) {
            let patience = config.patience(lent.deliveries);
            progress.restore(
                lent.seq,
                Pending {
                    consumer_seq: lent.consumer_seq,
                    deliveries: lent.deliveries,
                    sent: lent.due.saturating_sub(patience),
                    // A clock that was wrong before must not keep a message away for long.
                    due: lent.due.min(now.saturating_add(patience)),
                    again: false,
                },
            );
        }
        for seq in self.exhausted.into_iter().filter(|seq| there.contains(seq)) {
            progress.restore_exhausted(seq);
        }
        progress
    }

    pub(super) fn encode(&self) -> Vec<u8> {
        let mut out = vec![VERSION];
        let first = self.first.unwrap_or_default();
        for number in [
            self.next,
            first,
            self.floor.consumer,
            self.floor.stream,
            self.delivered.consumer,
            self.delivered.stream,
            self.last_delivery.unwrap_or_default().unsigned_abs(),
            self.last_ack.unwrap_or_default().unsigned_abs(),
        ] {
            put(number, &mut out);
        }
        seal(0, &mut out);
        let body = out.len();
        put(self.pending.len() as u64, &mut out);
        let (mut seq, mut consumer_seq, mut due) = (0_u64, 0_u64, 0_i64);
        for lent in &self.pending {
            put(lent.seq.wrapping_sub(seq), &mut out);
            put(
                zigzag(lent.consumer_seq.wrapping_sub(consumer_seq) as i64),
                &mut out,
            );
            put(u64::from(lent.deliveries), &mut out);
            put(zigzag(lent.due.wrapping_sub(due)), &mut out);
            (seq, consumer_seq, due) = (lent.seq, lent.consumer_seq, lent.due);
        }
        put(self.exhausted.len() as u64, &mut out);
        let mut seq = 0;
        for exhausted in &self.exhausted {
            put(exhausted - seq, &mut out);
            seq = *exhausted;
        }
        seal(body, &mut out);
        out
    }

    pub(super) fn decode(bytes: &[u8]) -> Found {
        let mut reader = Reader { bytes, at: 0 };
        let Some(mut record) = reader.head() else {
            return Found::Nothing;
        };
        match reader.body(&mut record) {
            Some(()) => Found::Whole(record),
            None => {
                record.pending.clear();
                record.exhausted.clear();
                // What was given out after the floor is given out again.
                record.next = record.next.min(record.floor.stream.saturating_add(1));
                record.first = record.first.map(|first| first.min(record.next));
                Found::Floor(record)
            }
        }
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn head(&mut self) -> Option<Record> {
        if *self.bytes.first()? != VERSION {
            return None;
        }
        self.at = 1;
        let mut numbers = [0; 8];
        for number in &mut numbers {
            *number = self.number()?;
        }
        self.check(0)?;
        let [next, first, a, b, c, d, delivery, ack] = numbers;
        let moment = |number: u64| (number != 0).then_some(number as Nanos);
        Some(Record {
            next,
            first: (first != 0).then_some(first),
            floor: Pair {
                consumer: a,
                stream: b,
            },
            delivered: Pair {
                consumer: c,
                stream: d,
            },
            last_delivery: moment(delivery),
            last_ack: moment(ack),
            ..Record::default()
        })
    }

    fn body(&mut self, record: &mut Record) -> Option<()> {
        let start = self.at;
        let (mut seq, mut consumer_seq, mut due) = (0_u64, 0_u64, 0_i64);
        for _ in 0..self.number()? {
            seq = seq.wrapping_add(self.number()?);
            consumer_seq = consumer_seq.wrapping_add(unzigzag(self.number()?) as u64);
            let deliveries = u32::try_from(self.number()?).ok()?;
            due = due.wrapping_add(unzigzag(self.number()?));
            record.pending.push(Lent {
                seq,
                consumer_seq,
                deliveries,
                due,
            });
        }
        let mut seq = 0_u64;
        for _ in 0..self.number()? {
            seq = seq.wrapping_add(self.number()?);
            record.exhausted.push(seq);
        }
        self.check(start)
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    /// Whether what was read since `start` is what was written.
    fn check(&mut self, start: usize) -> Option<()> {
        let sum = self.bytes.get(self.at..self.at + 4)?;
        let expected = crc32fast::hash(&self.bytes[start..self.at]).to_le_bytes();
        self.at += 4;
        (sum == expected).then_some(())
    }
}

fn put(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn seal(start: usize, out: &mut Vec<u8>) {
    let sum = crc32fast::hash(&out[start..]);
    out.extend_from_slice(&sum.to_le_bytes());
}

fn zigzag(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)) as u64
}

fn unzigzag(number: u64) -> i64 {
    (number >> 1) as i64 ^ -((number & 1) as i64)
}

#[cfg(test)]
mod tests {
    use proptest::collection::{btree_set, vec};
    use proptest::prelude::*;

    use super::*;

    fn records() -> impl Strategy<Value = Record> {
        let pair = || any::<(u64, u64)>().prop_map(|(consumer, stream)| Pair { consumer, stream });
        let moment = || proptest::option::of(1..Nanos::MAX);
        let lent = any::<(u64, u64, u32, Nanos)>().prop_map(|(seq, consumer_seq, deliveries, due)| Lent {
            seq,
            consumer_seq,
            deliveries,
            due,
        });
        let head = (
            any::<u64>(),
            proptest::option::of(1..u64::MAX),
            pair(),
            pair(),
            moment(),
            moment(),
        );
        let body = (vec(lent, 0..20), btree_set(any::<u64>(), 0..20));
        (head, body).prop_map(
            |((next, first, floor, delivered, last_delivery, last_ack), (pending, exhausted))| Record {
                next,
                first,
                floor,
                delivered,
                last_delivery,
                last_ack,
                pending,
                exhausted: exhausted.into_iter().collect(),
            },
        )
    }

    /// A number as a record holds it: mostly a small one, sometimes one that is written longer than it need be.
    fn number() -> impl Strategy<Value = Vec<u8>> {
        let written = |number: u64| {
            let mut out = Vec::new();
            put(number, &mut out);
            out
        };
        prop_oneof![
            6 => (0_u64..12).prop_map(written),
            1 => any::<u64>().prop_map(written),
            1 => (0_u8..12, 0_usize..12).prop_map(|(low, more)| [vec![low | 0x80], vec![0x80; more], vec![0]].concat()),
        ]
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(record in records()) {
            prop_assert_eq!(Record::decode(&record.encode()), Found::Whole(record));
        }

        #[test]
        fn no_bytes_are_too_strange_to_be_read(head in vec(number(), 7..10), body in vec(number(), 0..30), noise in vec(any::<u8>(), 0..20)) {
            let mut bytes = vec![VERSION];
            bytes.extend(head.concat());
            seal(0, &mut bytes);
            let start = bytes.len();
            bytes.extend([body.concat(), noise].concat());
            seal(start, &mut bytes);
            match Record::decode(&bytes) {
                Found::Whole(record) => {
                    prop_assert!(record.pending.len() + record.exhausted.len() <= bytes.len());
                    let progress = record.progress(2, 9, 1_000, &ConsumerConfig::default());
                    prop_assert!(progress.all().all(|(seq, _)| (2..9).contains(&seq)));
                }
                Found::Floor(record) => prop_assert!(record.pending.is_empty() && record.exhausted.is_empty()),
                Found::Nothing => prop_assert!(head.len() != 8 || head.iter().any(|number| number.len() >= 10)),
            }
        }

        #[test]
        fn a_damaged_end_leaves_the_head(record in records(), cut in 1_usize..4) {
            let mut bytes = record.encode();
            bytes.truncate(bytes.len() - cut);
            let found = Record::decode(&bytes);
            prop_assert!(matches!(&found, Found::Floor(head) if head.floor == record.floor), "{found:?}");
        }
    }
}
