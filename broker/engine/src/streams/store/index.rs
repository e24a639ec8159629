//! Which messages of a stream are there, and under which subjects.

mod held;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

use held::Held;

use super::select::Selections;
use super::seqs::SeqSet;
use super::views::{Names, Views};
use super::{SubjectTotals, Totals};
use crate::streams::filter::{Filter, Many};
use crate::streams::message::Nanos;
use crate::subject;

/// What is known of the messages without reading them.
#[derive(Debug, Default)]
pub(super) struct Index {
    pub(super) live: SeqSet,
    subjects: BTreeMap<Arc<str>, Held>,
    pub(super) bytes: u64,
    pub(super) last_seq: u64,
    pub(super) last_time: Nanos,
    pub(super) selections: RefCell<Selections>,
    views: RefCell<Views>,
}

impl Index {
    /// Adds a message above all others, and gives back its subject as all of its messages share it.
    pub(super) fn append(&mut self, seq: u64, subject: &str, bytes: u64, time: Nanos) -> Arc<str> {
        self.live.insert(seq);
        self.bytes += bytes;
        self.last_seq = self.last_seq.max(seq);
        self.last_time = time;
        let known = self.name(subject);
        match self.subjects.get_mut(subject).zip(known) {
            Some((seqs, known)) => {
                seqs.push(seq);
                known
            }
            None => {
                let new: Arc<str> = Arc::from(subject);
                self.subjects.insert(Arc::clone(&new), Held::One(seq));
                self.views.get_mut().came(&new);
                new
            }
        }
    }

    /// Takes a message out, and gives back its subject.
    pub(super) fn remove(&mut self, seq: u64, subject: &str, bytes: u64) -> Option<Arc<str>> {
        if !self.live.remove(seq) {
            return None;
        }
        self.bytes -= bytes;
        let known = self.name(subject)?;
        if let Some(seqs) = self.subjects.get_mut(subject)
            && seqs.remove(seq)
        {
            self.subjects.remove(subject);
            self.views.get_mut().went(subject);
        }
        Some(known)
    }

    /// Takes all out; the next sequence is this one.
    pub(super) fn clear(&mut self, next_seq: u64) {
        self.live = SeqSet::default();
        self.subjects.clear();
        self.views = RefCell::default();
        self.bytes = 0;
        self.skip_to(next_seq);
    }

    /// The next sequence is this one.
    pub(super) fn skip_to(&mut self, next_seq: u64) {
        self.last_seq = self.last_seq.max(next_seq.saturating_sub(1));
    }

    /// The subject as it is shared by all of its messages.
    pub(super) fn name(&self, subject: &str) -> Option<Arc<str>> {
        self.subjects
            .get_key_value(subject)
            .map(|(known, _)| Arc::clone(known))
    }

    pub(super) fn totals(&self, first_time: Nanos) -> Totals {
        let (messages, first_seq) = (self.live.len(), self.first_seq());
        let span = (self.last_seq + 1).saturating_sub(first_seq.max(1));
        Totals {
            messages,
            bytes: self.bytes,
            first_seq,
            first_time,
            last_seq: self.last_seq,
            last_time: self.last_time,
            deleted: span.saturating_sub(messages),
            subjects: self.subjects.len() as u64,
        }
    }

    fn first_seq(&self) -> u64 {
        match (self.live.first(), self.last_seq) {
            (Some(first), _) => first,
            (None, 0) => 0,
            (None, last) => last + 1,
        }
    }

    /// The first sequence at or after `from` that the filter matches. `look` reads the subject of a message and tells whether it
    /// is the one, where that is cheaper than asking every subject.
    pub(super) fn next<E>(
        &self,
        from: u64,
        filter: &Filter,
        look: impl FnMut(u64) -> Result<bool, E>,
    ) -> Result<Option<u64>, E> {
        super::select::next(self, from, filter, look)
    }

    pub(super) fn last(&self, filter: &Filter, until: u64) -> Option<u64> {
        if filter.is_everything() {
            return self.live.prev(until);
        }
        self.matching(filter)
            .filter_map(|(_, seqs)| seqs.prev(until))
            .max()
    }

    pub(super) fn count(&self, from: u64, filter: &Filter) -> u64 {
        if filter.is_everything() {
            return self.live.count_from(from);
        }
        self.matching(filter).map(|(_, seqs)| seqs.count_from(from)).sum()
    }

    pub(super) fn subject(&self, subject: &str) -> Option<SubjectTotals> {
        self.subjects.get(subject).map(Held::totals)
    }

    pub(super) fn subjects(&self, filter: &Filter) -> Vec<(Arc<str>, SubjectTotals)> {
        let totals = |(name, seqs): (&Arc<str>, &Held)| (Arc::clone(name), seqs.totals());
        let mut all: Vec<_> = self.matching(filter).map(totals).collect();
        if filter.patterns().len() > 1 {
            all.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        }
        all
    }

    pub(super) fn gaps(&self, most: usize) -> Vec<u64> {
        let (mut gaps, mut expected) = (Vec::new(), self.first_seq().max(1));
        let ends = self.live.iter_from(0).chain([self.last_seq.saturating_add(1)]);
        for seq in ends {
            gaps.extend((expected..seq).take(most - gaps.len()));
            if gaps.len() == most {
                break;
            }
            expected = seq + 1;
        }
        gaps
    }

    /// The subject of a message, found without reading it: for one that is damaged.
    pub(super) fn owner(&self, seq: u64) -> Option<Arc<str>> {
        let has = |(_, seqs): &(&Arc<str>, &Held)| seqs.next(seq) == Some(seq);
        self.subjects.iter().find(has).map(|(name, _)| Arc::clone(name))
    }

    /// The lowest sequence from `from` on of any subject the filter matches.
    pub(super) fn lowest(&self, from: u64, filter: &Filter) -> Option<u64> {
        self.matching(filter)
            .filter_map(|(_, seqs)| seqs.next(from))
            .min()
    }

    /// Whether the filter matches at most this many subjects.
    pub(super) fn is_narrow(&self, filter: &Filter, most: usize) -> bool {
        match self.names(filter) {
            Some(names) => names.len() <= most,
            None => self.search(filter).take(most + 1).count() <= most,
        }
    }

    /// Sequences from `from` on that the filter matches, in order, at most `most`.
    pub(super) fn seqs(&self, from: u64, filter: &Filter, most: usize) -> Vec<u64> {
        if filter.is_everything() {
            return self.live.iter_from(from).take(most).collect();
        }
        let mut all = Vec::new();
        for (_, seqs) in self.matching(filter) {
            seqs.copy_from(from, most, &mut all);
        }
        all.sort_unstable();
        all.truncate(most);
        all
    }

    /// Each subject the filter matches, once; in order for each of its patterns.
    fn matching<'a>(&'a self, filter: &'a Filter) -> impl Iterator<Item = (&'a Arc<str>, &'a Held)> {
        let names = self.names(filter);
        let searched = names.is_none().then(|| self.search(filter));
        let listed = names.map(|names| Vec::from_iter(names.iter().cloned()));
        listed
            .into_iter()
            .flatten()
            .filter_map(|name| self.subjects.get_key_value(&name))
            .chain(searched.into_iter().flatten())
    }

    /// The subjects the filter matches, if they are remembered.
    fn names(&self, filter: &Filter) -> Option<Names> {
        let all = || Box::new(self.search(filter).map(|(name, _)| name)) as Box<_>;
        self.views.borrow_mut().of(filter, all)
    }

    /// As [`Self::matching`], found by looking at all that come into question.
    fn search<'a>(&'a self, filter: &'a Filter) -> impl Iterator<Item = (&'a Arc<str>, &'a Held)> {
        let many = filter.many();
        let patterns = if many.is_some() { &[] } else { filter.patterns() };
        let everything = filter.is_everything().then(|| self.subjects.iter());
        let some = patterns.iter().enumerate().flat_map(move |(index, pattern)| {
            let earlier = &patterns[..index];
            let seen = move |name: &str| earlier.iter().any(|earlier| subject::is_subset(name, earlier));
            self.named(pattern).filter(move |(name, _)| !seen(name))
        });
        everything
            .into_iter()
            .flatten()
            .chain(some)
            .chain(many.into_iter().flat_map(|many| self.any_of(many)))
    }

    /// Each subject that some of many patterns name, once.
    fn any_of<'a>(&'a self, many: &'a Many) -> impl Iterator<Item = (&'a Arc<str>, &'a Held)> {
        let literals = many
            .literals()
            .filter_map(|name| self.subjects.get_key_value(name));
        let all = many.has_wildcards().then(|| self.subjects.iter());
        let wild = all
            .into_iter()
            .flatten()
            .filter(|(name, _)| many.is_only_wild(name));
        literals.chain(wild)
    }

    /// Each subject a pattern names, in order.
    fn named<'a>(&'a self, pattern: &'a str) -> impl Iterator<Item = (&'a Arc<str>, &'a Held)> {
        let literal = subject::is_literal(pattern);
        let one = literal.then(|| self.subjects.get_key_value(pattern)).flatten();
        let prefix = literal_prefix(pattern);
        let range = (!literal).then(|| {
            self.subjects
                .range::<str, _>((Bound::Included(prefix), Bound::Unbounded))
        });
        let range = range.into_iter().flatten();
        let range = range.take_while(move |(name, _)| name.starts_with(prefix));
        one.into_iter()
            .chain(range.filter(move |(name, _)| subject::is_subset(name, pattern)))
    }
}

/// The tokens before the first wildcard, with their last dot.
fn literal_prefix(pattern: &str) -> &str {
    let mut end = 0;
    for token in pattern.split_inclusive('.') {
        if matches!(token.trim_end_matches('.'), "*" | ">") {
            break;
        }
        end += token.len();
    }
    &pattern[..end]
}
