//! What becomes known of nodes: earlier answers, the scope they are to match, and their answers to it.

use std::time::SystemTime;

use protocol::Identity;

use super::row::{Expected, Round, RoundState};
use super::{Column, Nodes, Row};
use crate::fleet::Known;
use crate::report::Discovered;

impl Nodes {
    /// Takes in what is known from earlier answers; linear in it. [`Self::refresh`] brings new ones into the list.
    pub(in super::super) fn learn(&mut self, known: &[Known]) {
        for news in known {
            let Some(number) = self.number(&news.node) else {
                continue;
            };
            let listed = self.belongs(&self.rows[number as usize]);
            let row = &mut self.rows[number as usize];
            row.known = true;
            row.seen = row.seen.max(Some(news.seen));
            row.learned |= news.learned;
            if news.learned {
                row.classes = news.classes;
                row.agents = news.agents;
            }
            if listed {
                self.stale |= self.sort.column != Column::Identity;
            } else if self.belongs(&self.rows[number as usize]) {
                self.fresh.push(number);
            }
        }
    }

    /// Another scope: its nodes are the known ones that `nodes` names, or every known one, and whoever answers from now on.
    pub(in super::super) fn expect(&mut self, nodes: Option<&[Identity]>) {
        self.preview = None;
        self.expect_also(nodes);
        self.forget_answers();
    }

    /// The known nodes of the scope are named again, as more became known; who answered stays. None means every known one.
    pub(in super::super) fn expect_also(&mut self, nodes: Option<&[Identity]>) {
        self.expected = match nodes {
            None => Expected::Everybody,
            Some(nodes) => {
                let number = self.name(nodes, |row| &mut row.expected);
                Expected::Named(number)
            }
        };
        self.stale = true;
    }

    /// Lists only these nodes, as while another scope is typed; none ends it. Nothing is forgotten.
    pub(in super::super) fn preview(&mut self, nodes: Option<&[Identity]>) {
        self.preview = nodes.map(|nodes| self.name(nodes, |row| &mut row.previewed));
        self.stale = true;
    }

    /// Marks nodes with a new number.
    fn name(&mut self, nodes: &[Identity], place: impl Fn(&mut Row) -> &mut u32) -> u32 {
        self.expectations += 1;
        let number = self.expectations;
        for node in nodes {
            if let Some(row) = self.row(node) {
                row.known = true;
                *place(row) = number;
            }
        }
        number
    }

    /// Forgets who answered, as they answered for another scope.
    fn forget_answers(&mut self) {
        let number = self.round.number;
        for row in self.rows.iter_mut().filter(|row| row.found == number) {
            row.known = true;
        }
        self.round = Round {
            number: number + 1,
            ..Round::default()
        };
        self.fresh.clear();
        self.stale = true;
    }

    /// A discovery begins. Who answered the last one, for the same scope, is expected to answer again.
    pub(in super::super) fn ask_again(&mut self) {
        let round = self.round.number;
        if let Expected::Named(number) = self.expected {
            for row in self.rows.iter_mut().filter(|row| row.found == round) {
                row.expected = number;
            }
        }
        self.forget_answers();
    }

    /// Some answered; linear in them. [`Self::refresh`] brings new ones into the list.
    pub(in super::super) fn answer(&mut self, nodes: &[Identity], now: SystemTime) {
        let round = self.round.number;
        for node in nodes {
            let Some(number) = self.number(node) else {
                continue;
            };
            let row = &self.rows[number as usize];
            if row.found == round {
                continue;
            }
            let listed = self.belongs(row);
            let row = &mut self.rows[number as usize];
            row.found = round;
            row.seen = row.seen.max(Some(now));
            self.round.answers += 1;
            if listed {
                self.stale |= self.sort.moves_with_answers();
            } else if self.preview.is_none() {
                self.fresh.push(number);
            }
        }
    }

    /// The discovery is over: who is expected and is not among `found` was silent, unless it was cut short.
    pub(in super::super) fn finish(&mut self, found: &Discovered, now: SystemTime) {
        self.answer(&found.nodes, now);
        let asked = matches!(found.method.as_str(), "mc" | "broadcast" | "");
        self.round.state = match (asked, found.cut) {
            (false, _) => RoundState::Read,
            (true, true) => RoundState::Open,
            (true, false) => RoundState::Asked,
        };
        self.stale = true;
        self.refresh();
    }
}
