//! Holding, going on and stopping.

use super::Live;
use crate::effect::{Effect, Notice, Tone};
use crate::order::{Control, Order};

/// What the user asked to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Stopping {
    /// Nothing.
    #[default]
    No,
    /// What comes after this batch.
    Batch,
    /// Everything.
    Cut,
}

impl Live {
    /// Whether it goes batch by batch.
    pub(super) fn is_rollout(&self) -> bool {
        self.model.batch().is_some() || self.model.job().is_some()
    }

    /// Holds it, or lets it go on.
    pub(super) fn pause(&mut self) -> Vec<Effect> {
        let held = self.model.is_held() || self.holding;
        let (control, words) = match held {
            true => (Control::Continue, "it goes on"),
            false => (Control::Hold, "no further batch is sent; this one is waited for"),
        };
        self.holding = !held;
        vec![self.steer(control), say(Tone::Plain, words)]
    }

    /// Ends it: first after this batch, then now.
    pub(super) fn stop(&mut self) -> Vec<Effect> {
        let soft = self.is_rollout() && self.stopping == Stopping::No;
        let (control, words) = match soft {
            true => (Control::Stop, "stopping after this batch; again ends it now"),
            false => (
                Control::Cut,
                "ending now; nodes that were asked may still do as they were told",
            ),
        };
        self.stopping = if soft { Stopping::Batch } else { Stopping::Cut };
        vec![self.steer(control), say(Tone::Warning, words)]
    }

    /// An order for whoever runs it.
    pub(super) fn steer(&self, control: Control) -> Effect {
        Effect::Order(Order::Steer {
            ticket: self.begin.ticket,
            control,
        })
    }
}

fn say(tone: Tone, words: &str) -> Effect {
    Effect::Say(Notice::new(tone, words))
}
