//! Making the rows.

use std::cmp::Reverse;

use protocol::rpc::Status;

use super::super::model::{Entry, Model, Standing};
use super::{Bundle, Order, Row, View};

/// The order in which nodes without an answer are shown.
const SILENCES: [Standing; 4] = [
    Standing::Waiting,
    Standing::Silent,
    Standing::NotSent,
    Standing::Unexpected,
];

impl View {
    /// Makes all rows, at the cost of looking at each node once.
    pub(super) fn renew(&mut self, model: &Model) {
        self.work += model.entries().len() as u64;
        self.rows = if self.grouped {
            self.bundles(model)
        } else {
            let node = |entry| Row::Node { entry, nested: false };
            self.sorted(model).into_iter().map(node).collect()
        };
        self.fresh = 0;
        self.stale = false;
    }

    fn sorted(&self, model: &Model) -> Vec<u32> {
        let answered = |entry: &u32| self.fits(*entry);
        match &self.order {
            Order::Standing => self.by_standing(model),
            Order::Node => {
                let mut entries = self.all(model);
                entries.sort_by_key(|entry| model.get(*entry).map(|entry| &entry.node));
                entries
            }
            Order::Slowest => {
                let mut entries: Vec<u32> = model.arrived().iter().copied().filter(answered).collect();
                let rtt = |entry: &u32| model.get(*entry)?.answer.as_ref().map(|answer| answer.rtt);
                entries.sort_by_key(|entry| Reverse(rtt(entry)));
                let mut silent = self.silences(model, &SILENCES);
                silent.append(&mut entries);
                silent
            }
            Order::Output(_) => {
                let mut entries: Vec<u32> = model.arrived().iter().copied().filter(answered).collect();
                let key = |entry: u32| self.keys.get(entry as usize);
                entries.sort_by(|a, b| match (key(*a), key(*b)) {
                    (Some(a), Some(b)) => a.compare(b),
                    (a, b) => b.is_some().cmp(&a.is_some()),
                });
                entries.append(&mut self.silences(model, &SILENCES));
                entries
            }
        }
    }

    /// Every node that is shown, in the order of the request.
    fn all(&self, model: &Model) -> Vec<u32> {
        let shown = |(index, entry): (u32, &Entry)| {
            let fits = match &entry.answer {
                Some(_) => self.fits(index),
                None => self.fits_silence(model, entry),
            };
            fits.then_some(index)
        };
        (0..).zip(model.entries()).filter_map(shown).collect()
    }

    fn by_standing(&self, model: &Model) -> Vec<u32> {
        let (mut failed, mut good, mut strangers) = (Vec::new(), Vec::new(), Vec::new());
        for index in model.arrived() {
            let Some(entry) = model.get(*index).filter(|_| self.fits(*index)) else {
                continue;
            };
            let ok = model.standing(entry) == Standing::Answered(Status::Ok);
            match (model.is_stranger(entry), ok) {
                (true, _) => strangers.push(*index),
                (false, true) => good.push(*index),
                (false, false) => failed.push(*index),
            }
        }
        let silent = self.silences(model, &[Standing::Waiting, Standing::Silent]);
        let unasked = self.silences(model, &[Standing::NotSent, Standing::Unexpected]);
        [failed, silent, good, unasked, strangers].concat()
    }

    /// Nodes without an answer that stand so, in this order.
    fn silences(&self, model: &Model, standings: &[Standing]) -> Vec<u32> {
        let mut found = vec![Vec::new(); standings.len()];
        for (index, entry) in (0..).zip(model.entries()) {
            if entry.answer.is_some() || !self.fits_silence(model, entry) {
                continue;
            }
            let standing = model.standing(entry);
            if let Some(place) = standings.iter().position(|known| *known == standing) {
                found[place].push(index);
            }
        }
        found.concat()
    }

    /// Identical answers together: failures first, then who has not answered, then successes; the most frequent first.
    fn bundles(&self, model: &Model) -> Vec<Row> {
        let mut counts = vec![0usize; model.groups().len()];
        for index in model.arrived() {
            let answer = model.get(*index).and_then(|entry| entry.answer.as_ref());
            let shown = self.fits(*index);
            if let Some(count) = answer.and_then(|answer| counts.get_mut(answer.group as usize))
                && shown
            {
                *count += 1;
            }
        }
        let (mut failed, mut good) = (Vec::new(), Vec::new());
        for (group, count) in (0..).zip(counts).filter(|(_, count)| *count > 0) {
            let first = model.groups().members(group).first();
            let ok = first
                .and_then(|entry| model.get(*entry))
                .is_some_and(|entry| model.standing(entry) == Standing::Answered(Status::Ok));
            if ok { &mut good } else { &mut failed }.push((Bundle::Answer(group), count));
        }
        for list in [&mut failed, &mut good] {
            list.sort_by_key(|(_, count)| Reverse(*count));
        }
        let mut rows = Vec::new();
        failed
            .into_iter()
            .for_each(|it| self.bundle(model, it, &[], &mut rows));
        for standing in SILENCES {
            let nodes = self.silences(model, &[standing]);
            let bundle = (Bundle::Silence(standing), nodes.len());
            if !nodes.is_empty() {
                self.bundle(model, bundle, &nodes, &mut rows);
            }
        }
        good.into_iter()
            .for_each(|it| self.bundle(model, it, &[], &mut rows));
        rows
    }

    fn bundle(&self, model: &Model, found: (Bundle, usize), silent: &[u32], rows: &mut Vec<Row>) {
        let (bundle, count) = found;
        let open = self.open.contains(&bundle);
        rows.push(Row::Bundle { bundle, count, open });
        if !open {
            return;
        }
        let nodes = match bundle {
            Bundle::Answer(group) => model.groups().members(group),
            Bundle::Silence(_) => silent,
        };
        let shown = |entry: &&u32| match bundle {
            Bundle::Answer(_) => self.fits(**entry),
            Bundle::Silence(_) => true,
        };
        let nodes = nodes.iter().filter(shown);
        rows.extend(nodes.map(|entry| Row::Node {
            entry: *entry,
            nested: true,
        }));
    }
}
