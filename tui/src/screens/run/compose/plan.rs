//! What the command would do: asked for when typing rests, and known for a while.

use std::time::{Duration, SystemTime};

use super::words::Command;
use crate::order::{Order, Ticket};
use crate::report::{Plan, Trouble};
use crate::session::Session;

/// How long typing rests before the plan is made.
const REST: Duration = Duration::from_millis(600);

/// How long a plan counts: nodes come and go.
const FRESH: Duration = Duration::from_secs(60);

/// The plan that is shown and the one that is awaited.
#[derive(Debug, Default)]
pub(super) struct Planner {
    /// When something was changed for which no plan was asked for yet.
    touched: Option<SystemTime>,
    asked: Option<(Ticket, Command)>,
    known: Option<Known>,
}

/// A plan and what it is for.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) command: Command,
    pub(super) result: Result<Box<Plan>, Trouble>,
    made: SystemTime,
}

impl Planner {
    /// Something has changed.
    pub(super) fn touch(&mut self, now: SystemTime) {
        self.touched = Some(now);
    }

    /// Whether a plan is to be made once typing rests.
    pub(super) fn is_touched(&self) -> bool {
        self.touched.is_some()
    }

    /// Whether typing has rested long enough.
    pub(super) fn is_due(&self, now: SystemTime) -> bool {
        self.touched
            .is_some_and(|touched| now.duration_since(touched).is_ok_and(|rest| rest >= REST))
    }

    /// Nothing needs to be planned until something changes.
    pub(super) fn rest(&mut self) {
        self.touched = None;
    }

    /// Forgets everything, for another action.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }

    /// Asks for the plan of a command.
    pub(super) fn ask(&mut self, session: &mut Session, command: Command) -> Order {
        self.touched = None;
        let ticket = session.ticket();
        let order = Order::Plan {
            ticket,
            words: command.words.clone(),
            nodes: command.nodes.clone(),
        };
        self.asked = Some((ticket, command));
        order
    }

    /// Takes in a plan. False when another one is awaited.
    pub(super) fn hear(
        &mut self,
        ticket: Ticket,
        result: &Result<Box<Plan>, Trouble>,
        now: SystemTime,
    ) -> bool {
        let Some((_, command)) = self.asked.take_if(|(asked, _)| *asked == ticket) else {
            return false;
        };
        self.known = Some(Known {
            command,
            result: result.clone(),
            made: now,
        });
        true
    }

    /// Whether a plan is awaited.
    pub(super) fn is_waiting(&self) -> bool {
        self.asked.is_some()
    }

    /// Whether the awaited plan is the one of this command.
    pub(super) fn is_waiting_for(&self, command: &Command) -> bool {
        self.asked.as_ref().is_some_and(|(_, asked)| asked == command)
    }

    /// The plan that was made last, for whatever command.
    pub(super) fn last(&self) -> Option<&Known> {
        self.known.as_ref()
    }

    /// Whether the last plan could not be made.
    pub(super) fn has_failed(&self) -> bool {
        self.known.as_ref().is_some_and(|known| known.result.is_err())
    }

    /// The plan of a command, when it still counts.
    pub(super) fn fresh(&self, command: &Command, now: SystemTime) -> Option<&Known> {
        let recent = |known: &&Known| now.duration_since(known.made).is_ok_and(|age| age <= FRESH);
        self.known
            .as_ref()
            .filter(|known| known.command == *command)
            .filter(recent)
    }
}
