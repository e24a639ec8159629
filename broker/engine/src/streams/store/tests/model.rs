//! A store as simple as can be, and random uses of one.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use crate::streams::filter::Filter;
use crate::streams::store::{Safe, Store, StoreError, SubjectTotals};

const SUBJECTS: [&str; 6] = ["a", "a.b", "a.c", "b.c.d", "b.c.e", "KV.x"];
pub(super) const FILTERS: [&[&str]; 8] = [
    &[">"],
    &["a.b"],
    &["a.*"],
    &["b.>"],
    &["*.c.d", "a"],
    &["a.>", "a.b"],
    &["nothing"],
    &["b.c.*"],
];

#[derive(Debug, Clone)]
pub(super) enum Use {
    Append {
        subject: usize,
        headers: u8,
        payload: usize,
    },
    /// The index among the messages that are there.
    Remove {
        index: usize,
        later: bool,
        erase: bool,
    },
    /// Removes from the front.
    Evict {
        count: usize,
    },
    Clear {
        ahead: u64,
    },
    Skip {
        ahead: u64,
    },
    Note {
        name: u8,
        value: u16,
        later: bool,
    },
    Unnote {
        name: u8,
    },
    Commit,
    Settle,
    Close,
    Reopen,
}

pub(super) fn uses() -> impl Strategy<Value = Vec<Use>> {
    let append = (
        0..SUBJECTS.len(),
        0u8..3,
        prop_oneof![9 => 0usize..600, 1 => 0usize..70_000],
    );
    let append = append.prop_map(|(subject, headers, payload)| Use::Append {
        subject,
        headers,
        payload,
    });
    let one = prop_oneof![
        12 => append,
        4 => (any::<usize>(), any::<bool>(), proptest::bool::weighted(0.2))
            .prop_map(|(index, later, erase)| Use::Remove { index, later, erase }),
        2 => (1usize..20).prop_map(|count| Use::Evict { count }),
        1 => (0u64..3).prop_map(|ahead| Use::Clear { ahead: ahead * 1_000 }),
        1 => (0u64..9).prop_map(|ahead| Use::Skip { ahead }),
        3 => (0u8..5, any::<u16>(), any::<bool>()).prop_map(|(name, value, later)| Use::Note { name, value, later }),
        1 => (0u8..5).prop_map(|name| Use::Unnote { name }),
        6 => Just(Use::Commit),
        1 => Just(Use::Settle),
        1 => Just(Use::Close),
        1 => Just(Use::Reopen),
    ];
    proptest::collection::vec(one, 1..120)
}

/// What a store should hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Model {
    pub(super) messages: BTreeMap<u64, Kept>,
    pub(super) notes: BTreeMap<String, Vec<u8>>,
    pub(super) last_seq: u64,
    pub(super) last_time: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Kept {
    subject: String,
    headers: Vec<u8>,
    payload: Vec<u8>,
    time: i64,
}

impl Model {
    /// Uses the store and the model alike; committing and reopening are for the caller.
    pub(super) fn apply(&mut self, what: &Use, store: &mut dyn Store) -> Result<(), StoreError> {
        match *what {
            Use::Append {
                subject,
                headers,
                payload,
            } => {
                let kept = self.new_message(subject, headers, payload);
                let seq = store.append(&kept.subject, &kept.headers, &kept.payload, kept.time);
                assert_eq!(seq, self.last_seq + 1, "sequences never repeat");
                self.last_seq = seq;
                self.last_time = kept.time;
                self.messages.insert(seq, kept);
            }
            Use::Remove { index, later, erase } => {
                let safe = if later { Safe::Later } else { Safe::Now };
                let seqs: Vec<u64> = self.messages.keys().copied().collect();
                if let Some(seq) = seqs.get(index % seqs.len().max(1)) {
                    self.remove(*seq, safe, erase, store)?;
                }
            }
            Use::Evict { count } => {
                let seqs: Vec<u64> = self.messages.keys().copied().take(count).collect();
                for seq in seqs {
                    self.remove(seq, Safe::Now, false, store)?;
                }
            }
            Use::Clear { ahead } => {
                let next = self.last_seq + 1 + ahead;
                store.clear(next);
                self.messages.clear();
                self.last_seq = next - 1;
            }
            Use::Skip { ahead } => {
                self.last_seq += ahead;
                store.skip_to(self.last_seq + 1);
            }
            Use::Note { name, value, later } => {
                let safe = if later { Safe::Later } else { Safe::Now };
                let value = vec![value as u8; usize::from(value) % 700];
                store.note(&format!("note.{name}"), &value, safe);
                self.notes.insert(format!("note.{name}"), value);
            }
            Use::Unnote { name } => {
                store.unnote(&format!("note.{name}"));
                self.notes.remove(&format!("note.{name}"));
            }
            Use::Commit | Use::Settle | Use::Close | Use::Reopen => {}
        }
        Ok(())
    }

    fn new_message(&self, subject: usize, headers: u8, payload: usize) -> Kept {
        Kept {
            subject: SUBJECTS[subject].to_owned(),
            headers: vec![b'h'; usize::from(headers) * 20],
            payload: (0..payload)
                .map(|at| (at as u64 ^ self.last_seq) as u8 % 7)
                .collect(),
            time: self.last_time + 1_000,
        }
    }

    fn remove(&mut self, seq: u64, safe: Safe, erase: bool, store: &mut dyn Store) -> Result<(), StoreError> {
        let removed = store.remove(seq, safe, erase)?.unwrap();
        let kept = self.messages.remove(&seq).unwrap();
        assert_eq!((removed.seq, &*removed.subject), (seq, &*kept.subject));
        assert_eq!(
            removed.bytes,
            store.size_of(&kept.subject, &kept.headers, &kept.payload)
        );
        assert_eq!(store.remove(seq, safe, erase)?, None);
        Ok(())
    }

    /// Whether the store tells the same, whatever it is asked.
    pub(super) fn check(&self, store: &dyn Store) {
        self.check_totals(store);
        for (seq, kept) in &self.messages {
            let message = store.read(*seq).unwrap().unwrap();
            assert_eq!(
                (message.seq, message.time, &*message.subject),
                (*seq, kept.time, &*kept.subject)
            );
            assert_eq!(
                (&*message.headers, &*message.payload),
                (&*kept.headers, &*kept.payload)
            );
        }
        assert_eq!(store.read(self.last_seq + 1).unwrap(), None);
        for patterns in FILTERS {
            self.check_filter(&Filter::new(patterns.iter().copied()), store);
        }
        for time in [0, self.last_time / 2, self.last_time, self.last_time + 1] {
            let mut all = self.messages.iter();
            let expected = all.find(|(_, kept)| kept.time >= time);
            let expected = expected.map_or(self.last_seq + 1, |(seq, _)| *seq);
            assert_eq!(store.at_time(time).unwrap(), expected);
        }
        let notes = store.notes("note.");
        let notes = notes
            .iter()
            .map(|(name, value)| (name.to_string(), value.to_vec()));
        assert_eq!(notes.collect::<BTreeMap<_, _>>(), self.notes);
    }

    fn check_totals(&self, store: &dyn Store) {
        let totals = store.totals();
        let first = self.messages.iter().next();
        let default_first = if self.last_seq == 0 { 0 } else { self.last_seq + 1 };
        let sizes = self
            .messages
            .values()
            .map(|kept| store.size_of(&kept.subject, &kept.headers, &kept.payload));
        let subjects: BTreeSet<_> = self.messages.values().map(|kept| &kept.subject).collect();
        assert_eq!(totals.messages, self.messages.len() as u64);
        assert_eq!(totals.bytes, sizes.sum::<u64>());
        assert_eq!(totals.first_seq, first.map_or(default_first, |(seq, _)| *seq));
        assert_eq!(totals.first_time, first.map_or(0, |(_, kept)| kept.time));
        assert_eq!(
            (totals.last_seq, totals.last_time),
            (self.last_seq, self.last_time)
        );
        assert_eq!(totals.subjects, subjects.len() as u64);
        let span = (totals.first_seq.max(1)..=self.last_seq).filter(|seq| !self.messages.contains_key(seq));
        let gaps: Vec<u64> = span.collect();
        assert_eq!(totals.deleted, gaps.len() as u64);
        assert_eq!(store.gaps(usize::MAX), gaps);
        assert_eq!(store.gaps(2), gaps[..gaps.len().min(2)]);
    }

    fn check_filter(&self, filter: &Filter, store: &dyn Store) {
        let matching = || {
            self.messages
                .iter()
                .filter(|(_, kept)| filter.matches(&kept.subject))
        };
        let middle = self.last_seq / 2;
        for from in [0, 1, middle, self.last_seq, self.last_seq + 1] {
            let expected = matching().find(|(seq, _)| **seq >= from).map(|(seq, _)| *seq);
            let found = store.next(from, filter).unwrap();
            assert_eq!(found.map(|message| message.seq), expected);
            let expected: Vec<u64> = matching()
                .map(|(seq, _)| *seq)
                .filter(|seq| *seq >= from)
                .collect();
            assert_eq!(store.seqs(from, filter, usize::MAX).unwrap(), expected);
            assert_eq!(
                store.seqs(from, filter, 2).unwrap(),
                expected[..expected.len().min(2)]
            );
            let expected = matching().filter(|(seq, _)| **seq >= from).count() as u64;
            assert_eq!(store.count(from, filter).unwrap(), expected);
            let expected = matching().rfind(|(seq, _)| **seq <= from).map(|(seq, _)| *seq);
            assert_eq!(store.last(filter, from).unwrap(), expected);
        }
        let mut subjects: BTreeMap<&str, SubjectTotals> = BTreeMap::new();
        for (seq, kept) in matching() {
            let totals = subjects.entry(&kept.subject).or_insert(SubjectTotals {
                messages: 0,
                first_seq: *seq,
                last_seq: *seq,
            });
            (totals.messages, totals.last_seq) = (totals.messages + 1, *seq);
        }
        let found = store.subjects(filter);
        let found: Vec<_> = found.iter().map(|(name, totals)| (&**name, *totals)).collect();
        assert_eq!(found, subjects.clone().into_iter().collect::<Vec<_>>());
        for (name, totals) in subjects {
            assert_eq!(store.subject(name), Some(totals));
        }
    }
}
