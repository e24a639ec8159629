//! The rows of the list: which answers are shown and in which order.
//!
//! Each answer is looked at once when it comes and once for each change of the filter, in portions. The rows are made anew when
//! enough has come or some time has passed, so that the cost for each answer is bounded whatever the order of arrival.

mod order;
mod rows;

use std::collections::HashSet;
use std::time::SystemTime;

use self::order::Key;
pub(super) use self::order::Order;
use super::model::{Model, Standing};
use super::sieve::{Pick, Sieve};

/// Answers a change of the filter looks at in one go.
const PORTION: usize = 4096;

/// Bytes of answers that are read for it in one go.
const PORTION_BYTES: usize = 2 << 20;

/// Steps of a reply filter in one go: enough for some thousand answers with a usual one.
const PORTION_STEPS: u64 = 4_000_000;

/// The rows are made anew as soon as a new answer comes for every so many of them.
const SHARE: usize = 16;

/// So few rows are always made anew.
const FEW: usize = 64;

/// What is shown and how.
#[derive(Debug, Default)]
pub(super) struct View {
    sieve: Option<Sieve>,
    pick: Option<Pick>,
    order: Order,
    grouped: bool,
    /// Groups whose nodes are shown.
    open: HashSet<Bundle>,
    /// Whether the answer of an entry is shown, for those looked at.
    fits: Vec<bool>,
    /// What answers are sorted by, for those looked at.
    keys: Vec<Key>,
    /// Answers looked at, in order of arrival.
    swept: usize,
    shown: usize,
    rows: Vec<Row>,
    /// Answers that came since the rows were made.
    fresh: usize,
    stale: bool,
    /// What went wrong first, and how often.
    mistake: Option<(String, usize)>,
    /// Steps the filter took in the last go.
    steps: u64,
    /// Steps of work so far.
    work: u64,
}

/// A row of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Row {
    /// A node.
    Node {
        /// Its entry.
        entry: u32,
        /// Whether it stands below its group.
        nested: bool,
    },
    /// Several nodes that say the same or nothing.
    Bundle {
        /// Which.
        bundle: Bundle,
        /// How many.
        count: usize,
        /// Whether its nodes are shown.
        open: bool,
    },
}

/// What nodes have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Bundle {
    /// The same answer.
    Answer(u32),
    /// No answer.
    Silence(Standing),
}

impl View {
    /// Shows what fits, from now on.
    pub(super) fn sift(&mut self, sieve: Option<Sieve>) {
        self.sieve = sieve;
        self.again();
    }

    /// Shows only what was picked, or everything.
    pub(super) fn pick(&mut self, pick: Option<Pick>) {
        self.pick = pick;
        self.again();
    }

    /// Sorts otherwise.
    pub(super) fn sort(&mut self, order: Order) {
        self.order = order;
        self.again();
    }

    /// Puts identical answers together, or not.
    pub(super) fn group(&mut self, grouped: bool) {
        self.grouped = grouped;
        self.stale = true;
    }

    /// Shows or hides the nodes of a group.
    pub(super) fn toggle(&mut self, bundle: Bundle) {
        if !self.open.remove(&bundle) {
            self.open.insert(bundle);
        }
        self.stale = true;
    }

    /// Something has changed; so many answers came.
    pub(super) fn heard(&mut self, answers: usize) {
        self.fresh = self.fresh.saturating_add(answers);
        self.stale = true;
    }

    /// Looks at so many answers at most and makes the rows anew where that is due; whether it did.
    pub(super) fn advance(&mut self, model: &Model, most: usize, now: SystemTime) -> bool {
        self.sweep(model, most.min(PORTION), now);
        let few = self.rows.len() <= FEW;
        let due = self.stale && (few || self.fresh.saturating_mul(SHARE) >= self.rows.len());
        if due {
            self.renew(model);
        }
        due
    }

    /// Looks at a portion of the answers and makes the rows anew where anything has changed; whether it did.
    pub(super) fn refresh(&mut self, model: &Model, now: SystemTime) -> bool {
        self.sweep(model, PORTION, now);
        let due = self.stale;
        if due {
            self.renew(model);
        }
        due
    }

    fn again(&mut self) {
        self.swept = 0;
        self.shown = 0;
        self.fits.clear();
        self.keys.clear();
        self.mistake = None;
        self.stale = true;
    }

    fn sweep(&mut self, model: &Model, most: usize, now: SystemTime) {
        let arrived = model.arrived();
        let end = arrived.len().min(self.swept.saturating_add(most));
        self.fits.resize(model.entries().len(), false);
        let sorted = matches!(self.order, Order::Output(_));
        if sorted {
            self.keys.resize(model.entries().len(), Key::None);
        }
        let reads = sorted || self.is_narrowed();
        let (first, mut read) = (self.swept, 0);
        self.steps = 0;
        for entry in arrived.get(first..end).unwrap_or_default() {
            if reads && (read > PORTION_BYTES || self.steps > PORTION_STEPS) {
                break;
            }
            self.work += 1;
            self.swept += 1;
            read += model.weight_of(*entry);
            let fits = self.look(model, *entry, now);
            self.shown += usize::from(fits);
            self.fits[*entry as usize] = fits;
            if sorted && fits {
                self.keys[*entry as usize] = self.key(model, *entry);
            }
        }
        self.stale |= self.swept > first;
    }

    fn look(&mut self, model: &Model, entry: u32, now: SystemTime) -> bool {
        let Some(entry) = model.get(entry) else {
            return false;
        };
        if self.pick.as_ref().is_some_and(|pick| !pick.fits(model, entry)) {
            return false;
        }
        let (Some(sieve), Some(answer)) = (&self.sieve, &entry.answer) else {
            return true;
        };
        let (fits, steps) = sieve.fits(entry, answer, model.action(), now);
        self.steps += steps;
        match fits {
            Ok(fits) => fits,
            Err(error) => {
                let (_, count) = self.mistake.get_or_insert((error, 0));
                *count += 1;
                false
            }
        }
    }

    fn fits_silence(&self, model: &Model, entry: &super::model::Entry) -> bool {
        let pick = self.pick.as_ref().is_none_or(|pick| pick.fits(model, entry));
        pick && self.sieve.as_ref().is_none_or(|sieve| sieve.fits_silence(entry))
    }
}

/// What is asked of it.
impl View {
    /// The rows.
    pub(super) fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Whether the answer of an entry is shown.
    pub(super) fn fits(&self, entry: u32) -> bool {
        self.fits.get(entry as usize) == Some(&true)
    }

    /// How many answers are shown.
    pub(super) fn shown(&self) -> usize {
        self.shown
    }

    /// Whether something is hidden by a filter.
    pub(super) fn is_narrowed(&self) -> bool {
        self.sieve.is_some() || self.pick.is_some()
    }

    /// What was picked.
    pub(super) fn picked(&self) -> Option<&Pick> {
        self.pick.as_ref()
    }

    /// Whether identical answers are put together.
    pub(super) fn is_grouped(&self) -> bool {
        self.grouped
    }

    /// How rows are sorted.
    pub(super) fn order(&self) -> &Order {
        &self.order
    }

    /// How many answers were looked at since the filter changed.
    pub(super) fn swept(&self) -> usize {
        self.swept
    }

    /// What the filter could not make of answers: the first trouble, and how many it hides.
    pub(super) fn mistake(&self) -> Option<(&str, usize)> {
        self.mistake
            .as_ref()
            .map(|(error, count)| (error.as_str(), *count))
    }

    /// Whether more is to be done than was done.
    pub(super) fn is_stale(&self, model: &Model) -> bool {
        self.stale || self.swept < model.arrived().len()
    }

    /// Steps of work so far: answers looked at, and rows made.
    #[cfg(test)]
    pub(super) fn work(&self) -> u64 {
        self.work
    }
}

impl Row {
    /// Whether it is about the same node or group.
    pub(super) fn is(&self, other: Self) -> bool {
        match (*self, other) {
            (Self::Node { entry, .. }, Self::Node { entry: same, .. }) => entry == same,
            (Self::Bundle { bundle, .. }, Self::Bundle { bundle: same, .. }) => bundle == same,
            _ => false,
        }
    }
}
