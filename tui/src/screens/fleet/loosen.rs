//! When a scope means nobody: how many nodes each of its conditions keeps out.

use super::terms;
use crate::effect::Effect;
use crate::order::{Order, Ticket};
use crate::report::{Estimate, Mistake};
use crate::session::Session;

/// Conditions that are tried.
const MOST: usize = 8;

/// The scope without one of its conditions at a time, weighed one after another, as the backend weighs one scope at a time.
#[derive(Debug, Default)]
pub(super) struct Loosening {
    /// The scope.
    of: String,
    tried: Vec<Tried>,
    ticket: Ticket,
}

/// The scope without one condition.
#[derive(Debug)]
pub(super) struct Tried {
    /// The condition that is left out.
    pub(super) without: String,
    words: Vec<String>,
    /// Known nodes that would match.
    pub(super) matching: Option<usize>,
}

impl Loosening {
    /// What was found for a scope; nothing when it is another one.
    pub(super) fn of(&self, scope: &str) -> &[Tried] {
        match self.of == scope {
            true => &self.tried,
            false => &[],
        }
    }

    /// Begins for the session's scope, which means nobody; once for each scope.
    pub(super) fn begin(&mut self, session: &mut Session) -> Vec<Effect> {
        let scope = session.scope.text();
        let words = session.scope.words().unwrap_or_default();
        let conditions = terms::conditions(&words);
        if self.of == scope || conditions.len() < 2 || conditions.len() > MOST {
            return Vec::new();
        }
        self.of = scope.to_owned();
        let without = |place: usize| {
            let rest = conditions.iter().enumerate().filter(|(other, _)| *other != place);
            Tried {
                without: terms::joined(&conditions[place]).text().to_owned(),
                words: rest.flat_map(|(_, words)| words.iter().cloned()).collect(),
                matching: None,
            }
        };
        self.tried = (0..conditions.len()).map(without).collect();
        self.ask(session)
    }

    /// Takes in what one of them means. None when it is of no concern here, else what follows.
    pub(super) fn hear(
        &mut self,
        session: &mut Session,
        ticket: Ticket,
        result: &Result<Estimate, Mistake>,
    ) -> Option<Vec<Effect>> {
        if ticket != self.ticket {
            return None;
        }
        let waiting = self.tried.iter_mut().find(|tried| tried.matching.is_none())?;
        let matching = result.as_ref().map_or(0, |estimate| estimate.matching);
        waiting.matching = Some(matching);
        Some(self.ask(session))
    }

    fn ask(&mut self, session: &mut Session) -> Vec<Effect> {
        let Some(next) = self.tried.iter().find(|tried| tried.matching.is_none()) else {
            return Vec::new();
        };
        self.ticket = session.ticket();
        vec![Effect::Order(Order::Estimate {
            ticket: self.ticket,
            scope: next.words.clone(),
        })]
    }
}
