//! What can be done with the answers: marks, the next question, and asking again.

use super::Live;
use crate::component::Hint;
use crate::effect::Effect;
use crate::keymap::Verb;
use crate::session::Session;

impl Live {
    /// The verbs it answers now.
    pub(super) fn after_offers(&self, _hints: &mut Vec<Hint>) {}

    /// Does what a verb says.
    pub(super) fn after(&mut self, _session: &mut Session, _verb: Verb) -> Vec<Effect> {
        Vec::new()
    }
}
