//! Somebody at the screens of a site.

use std::time::Duration;

use super::site::Site;
use crate::order::{Order, Ticket};
use crate::report::{Desk, Link, Report, RunNews};
use crate::stage::{self, Stage};

/// Rounds of questions and answers one key may lead to.
const ROUNDS: usize = 20;

/// The screens, and the site that answers what they ask.
pub(super) struct Sitting {
    pub(super) stage: Stage,
    pub(super) site: Site,
    /// Of the last run that was ordered.
    run: Option<Ticket>,
}

impl Sitting {
    /// The fleet is discovered.
    pub(super) fn new(width: u16, height: u16) -> Self {
        let sitting = Self::apart(width, height);
        let known = sitting.site.known();
        sitting.hear(known).wait(1).wait(4)
    }

    /// The broker is there, and no node is known.
    pub(super) fn apart(width: u16, height: u16) -> Self {
        let desk = Desk {
            context: "demo".to_owned(),
            ..stage::desk()
        };
        let sitting = Self {
            stage: Stage::new(width, height),
            site: Site::new(),
            run: None,
        };
        sitting
            .hear(Report::Desk(Box::new(desk)))
            .hear(Report::Link(Link::Up("b2".to_owned())))
    }

    /// Presses keys, written as in `keys.toml` with blanks between them.
    pub(super) fn keys(mut self, keys: &str) -> Self {
        self.press(keys);
        self
    }

    /// Types.
    pub(super) fn typed(mut self, text: &str) -> Self {
        self.stage = self.stage.type_text(text);
        self.serve();
        self
    }

    /// Chooses an action by letters of its names, up to its form.
    pub(super) fn chosen(self, agent: &str, action: &str) -> Self {
        self.keys("2 /")
            .typed(agent)
            .keys("enter /")
            .typed(action)
            .keys("enter")
    }

    /// Lets so many seconds pass.
    pub(super) fn wait(mut self, seconds: u64) -> Self {
        self.stage = self.stage.wait(Duration::from_secs(seconds));
        self.serve();
        self
    }

    /// Something is told that nobody asked for.
    pub(super) fn hear(mut self, report: Report) -> Self {
        self.stage.hear(&report);
        self.serve();
        self
    }

    /// Something happens in the run that was ordered last.
    pub(super) fn news(self, news: RunNews) -> Self {
        let ticket = self.run.expect("a run was ordered");
        self.hear(Report::Run { ticket, news })
    }

    fn press(&mut self, keys: &str) {
        for key in keys.split(' ') {
            self.stage.press(key);
            self.serve();
        }
    }

    fn serve(&mut self) {
        for _ in 0..ROUNDS {
            let orders: Vec<Order> = self.stage.orders().into_iter().flat_map(stage::apart).collect();
            for order in &orders {
                if let Order::Run { ticket, .. } = order {
                    self.run = Some(*ticket);
                }
            }
            let reports: Vec<Report> = orders
                .iter()
                .filter_map(|order| self.site.answer(order))
                .collect();
            if reports.is_empty() {
                return;
            }
            for report in &reports {
                self.stage.hear(report);
            }
        }
    }
}
