//! How many leases were taken over the last quarter of an hour.

use std::collections::VecDeque;
use std::time::{Duration, SystemTime};

use crate::gov::{EventKind, GovEvent};
use crate::look::Look;

/// Seconds of one column.
const COLUMN: u64 = 10;

/// Columns that are kept: 15 minutes.
const KEPT: u64 = 90;

/// The most leases that were taken in each of the last columns, as far as somebody looked.
#[derive(Debug, Default)]
pub(super) struct Occupancy {
    /// Number of the column since 1970, and leases.
    columns: VecDeque<(u64, u64)>,
}

impl Occupancy {
    /// What must have been, by what happened before now, oldest first. Leases that ended by themselves are not among that.
    pub(super) fn recalled<'e>(
        now: SystemTime,
        used: u64,
        events: impl Iterator<Item = &'e GovEvent> + Clone,
    ) -> Self {
        let of =
            |wanted: fn(EventKind) -> bool| events.clone().filter(|event| wanted(event.kind)).count() as u64;
        let (came, went) = (of(is_coming), of(is_going));
        let mut taken = used.saturating_add(went).saturating_sub(came);
        let mut occupancy = Self::default();
        let oldest = now.checked_sub(Duration::from_secs(KEPT * COLUMN)).unwrap_or(now);
        for event in events.filter(|event| event.time <= now) {
            if event.time >= oldest {
                occupancy.note(event.time, taken);
            }
            taken = match event.kind {
                kind if is_coming(kind) => taken.saturating_add(1),
                kind if is_going(kind) => taken.saturating_sub(1),
                _ => taken,
            };
            if event.time >= oldest {
                occupancy.note(event.time, taken);
            }
        }
        occupancy.note(now, used);
        occupancy
    }

    /// Whether little more than the present is known.
    pub(super) fn is_young(&self) -> bool {
        self.columns.len() < 3
    }

    /// So many leases are taken now.
    pub(super) fn note(&mut self, now: SystemTime, used: u64) {
        let column = column(now);
        match self.columns.back_mut() {
            Some((last, most)) if *last >= column => *most = (*most).max(used),
            last => {
                // What was so at the end of a column is so at the beginning of the next.
                let from = last
                    .map_or(column, |(last, _)| *last + 1)
                    .max(column.saturating_sub(KEPT));
                let before = self.columns.back().map_or(used, |(_, used)| *used);
                self.columns.extend((from..column).map(|column| (column, before)));
                self.columns.push_back((column, used));
            }
        }
        while self.columns.len() as u64 > KEPT {
            self.columns.pop_front();
        }
    }

    /// A sign for each column of the last 15 minutes, where `capacity` reaches the top; the latest is on the right.
    pub(super) fn drawn(&self, look: &Look, now: SystemTime, capacity: u64, width: usize) -> String {
        let levels = look.levels();
        let top = levels.len() - 1;
        let sign = |used: u64| {
            let level = u128::from(used) * top as u128;
            let level = level.div_ceil(u128::from(capacity.max(1)));
            levels[usize::try_from(level).unwrap_or(top).min(top)]
        };
        let last = column(now);
        let first = (last + 1).saturating_sub(KEPT.min(width as u64));
        let of = |column: u64| {
            let known = self.columns.iter().rev().find(|(known, _)| *known <= column);
            let known = known.filter(|_| self.columns.front().is_some_and(|(begin, _)| *begin <= column));
            known.map_or(" ", |(_, used)| sign(*used))
        };
        (first..=last).map(of).collect()
    }
}

fn is_coming(kind: EventKind) -> bool {
    kind == EventKind::Enter
}

fn is_going(kind: EventKind) -> bool {
    matches!(kind, EventKind::Exit | EventKind::Eviction)
}

fn column(time: SystemTime) -> u64 {
    time.duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or(Duration::ZERO)
        .as_secs()
        / COLUMN
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stage;
    use crate::theme::Theme;

    #[test]
    fn columns_are_filled_up_to_now() {
        let look = Look::new(Theme::Mono, false);
        let after = |seconds| stage::now() + Duration::from_secs(seconds);
        let mut occupancy = Occupancy::default();
        occupancy.note(after(0), 5);
        occupancy.note(after(2), 1);
        occupancy.note(after(30), 2);
        assert_eq!(
            occupancy.drawn(&look, after(50), 5, 8),
            "  ███▇▇▇".replace("███▇▇▇", "███▄▄▄")
        );
        occupancy.note(after(100_000), u64::MAX);
        assert_eq!(occupancy.drawn(&look, after(100_000), 5, 3), "▄▄█");
        assert_eq!(occupancy.drawn(&look, after(0), 0, 0), "");
    }
}
