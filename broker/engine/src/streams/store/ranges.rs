//! Runs of sequences that go, gathered over a turn and written as one record.

/// Sequences, as runs from first to last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Ranges(Vec<(u64, u64)>);

impl Ranges {
    pub(super) fn add(&mut self, seq: u64) {
        match self.0.last_mut() {
            Some((_, last)) if *last + 1 == seq => *last = seq,
            _ => self.0.push((seq, seq)),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Runs, more than which are worth writing down before they have to be.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (u64, u64)> + '_ {
        self.0.iter().copied()
    }

    /// Adds those of another list that are from `first` up to `last`.
    pub(super) fn add_within(&mut self, other: &Self, first: u64, last: u64) {
        let clip = |(from, to): &(u64, u64)| ((*from).max(first), (*to).min(last));
        self.0
            .extend(other.0.iter().map(clip).filter(|(from, to)| from <= to));
    }

    /// As differences of seven bits a byte, lowest first.
    pub(super) fn encode(&mut self) -> Vec<u8> {
        self.0.sort_unstable();
        let (mut bytes, mut end) = (Vec::new(), 0);
        for (first, last) in &self.0 {
            push_number(&mut bytes, first - end);
            push_number(&mut bytes, last - first);
            end = *last;
        }
        bytes
    }

    /// What [`Ranges::encode`] wrote; none if it is something else.
    pub(super) fn decode(mut bytes: &[u8]) -> Option<Self> {
        let (mut runs, mut end) = (Vec::new(), 0u64);
        while !bytes.is_empty() {
            let first = end.checked_add(take_number(&mut bytes)?)?;
            end = first.checked_add(take_number(&mut bytes)?)?;
            runs.push((first, end));
        }
        Some(Self(runs))
    }
}

fn push_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn take_number(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7f).checked_shl(shift)?;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_come_back_in_order_however_far_apart_they_are() {
        let mut ranges = Ranges::default();
        for seq in [5, 6, 7, 1, u64::MAX - 1, 300, 301] {
            ranges.add(seq);
        }
        let read = Ranges::decode(&ranges.encode()).unwrap();
        let runs: Vec<_> = read.iter().collect();
        assert_eq!(runs, [(1, 1), (5, 7), (300, 301), (u64::MAX - 1, u64::MAX - 1)]);
    }

    #[test]
    fn runs_are_cut_where_they_are_not_wanted() {
        let mut ranges = Ranges::default();
        for seq in (1..=4).chain(8..=9) {
            ranges.add(seq);
        }
        let mut some = Ranges::default();
        some.add_within(&ranges, 3, 8);
        some.add_within(&ranges, 5, 7);
        assert_eq!(some.iter().collect::<Vec<_>>(), [(3, 4), (8, 8)]);
    }

    #[test]
    fn half_a_number_is_no_list() {
        assert_eq!(Ranges::decode(&[0x80]), None);
        assert_eq!(Ranges::decode(&[1]), None);
        assert_eq!(Ranges::decode(&[0xff; 24]), None);
    }
}
