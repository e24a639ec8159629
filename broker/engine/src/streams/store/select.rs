//! Finds the next message of a filter without reading those in between, where they are many.

use std::collections::VecDeque;

use super::index::Index;
use crate::streams::filter::Filter;

/// Subjects that are asked one by one without a thought.
const NARROW: usize = 16;
/// Messages that are looked at in turn before the subjects are asked.
const LOOK: usize = 256;
/// Messages that the subjects are asked for at once: that takes long where they are many.
const AHEAD: usize = 1024;
/// Filters whose next messages are remembered; as many consumers may take turns without asking anew.
const FILTERS: usize = 64;

/// The next messages of some filters.
#[derive(Debug, Default)]
pub(super) struct Selections(VecDeque<Selection>);

/// Every message of a filter in a range of sequences; some may be gone meanwhile.
#[derive(Debug)]
struct Selection {
    filter: Filter,
    from: u64,
    to: u64,
    seqs: Vec<u64>,
}

/// See [`Index::next`].
pub(super) fn next<E>(
    index: &Index,
    from: u64,
    filter: &Filter,
    mut look: impl FnMut(u64) -> Result<bool, E>,
) -> Result<Option<u64>, E> {
    if filter.is_everything() {
        return Ok(index.live.next(from));
    }
    if index.is_narrow(filter, NARROW) {
        return Ok(index.lowest(from, filter));
    }
    let mut selections = index.selections.borrow_mut();
    let from = match selections.next(index, from, filter) {
        Ok(found) => return Ok(Some(found)),
        Err(unknown) => unknown,
    };
    let mut looked = 0;
    for seq in index.live.iter_from(from).take(LOOK) {
        if look(seq)? {
            return Ok(Some(seq));
        }
        looked += 1;
    }
    if looked < LOOK {
        return Ok(None);
    }
    Ok(selections.add(index, from, filter))
}

impl Selections {
    /// The first message from a sequence on, or the sequence from which on nothing is known.
    fn next(&self, index: &Index, from: u64, filter: &Filter) -> Result<u64, u64> {
        let known = |selection: &&Selection| {
            selection.filter == *filter && (selection.from..=selection.to).contains(&from)
        };
        let Some(selection) = self.0.iter().find(known) else {
            return Err(from);
        };
        let rest = &selection.seqs[selection.seqs.partition_point(|seq| *seq < from)..];
        let found = rest.iter().copied().find(|seq| index.live.contains(*seq));
        found.ok_or(selection.to + 1)
    }

    fn add(&mut self, index: &Index, from: u64, filter: &Filter) -> Option<u64> {
        let seqs = index.seqs(from, filter, AHEAD);
        let first = seqs.first().copied();
        let to = match seqs.last() {
            Some(last) if seqs.len() == AHEAD => *last,
            _ => index.last_seq,
        };
        self.0.retain(|selection| selection.filter != *filter);
        self.0.truncate(FILTERS - 1);
        self.0.push_front(Selection {
            filter: filter.clone(),
            from,
            to,
            seqs,
        });
        first
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Messages on 100 rare subjects, each after 400 on others.
    fn index() -> Index {
        let mut index = Index::default();
        for seq in 1..=40_000 {
            let subject = if seq % 400 == 0 {
                format!("rare.{}.x", seq / 400)
            } else {
                format!("often.{}.y", seq % 50)
            };
            index.append(seq, &subject, 1, 1);
        }
        index
    }

    #[test]
    fn rare_messages_are_found_without_looking_at_all_others() {
        let mut index = index();
        let filter = Filter::new(["*.*.x"]);
        let (mut from, mut found, mut looks) = (1, Vec::new(), 0);
        let mut all = |index: &Index, from| {
            let look = |seq| {
                looks += 1;
                Ok::<_, ()>(seq % 400 == 0 && seq <= 40_000)
            };
            next(index, from, &filter, look).unwrap()
        };
        while let Some(seq) = all(&index, from) {
            found.push(seq);
            from = seq + 1;
        }
        assert!(found.iter().copied().eq((400..=40_000).step_by(400)));
        index.remove(800, "rare.2.x", 1);
        assert_eq!(all(&index, 401), Some(1_200));
        for seq in 40_001..=41_000 {
            index.append(seq, "often.1.y", 1, 1);
        }
        assert_eq!(all(&index, 40_001), None);
        assert_eq!(all(&index, 40_300), None);
        index.append(41_001, "rare.101.x", 1, 1);
        assert_eq!(all(&index, 40_001), None, "the look tells it is another");
        assert!(looks < 2_000, "{looks} looks");
    }
}
