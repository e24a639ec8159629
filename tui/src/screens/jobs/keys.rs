//! Which keys do what at the moment.

use super::Jobs;
use super::layout::Focus;
use crate::component::Hint;
use crate::effect::Effect;
use crate::job::JobState;
use crate::keymap::Verb;
use crate::order::Order;
use crate::session::Session;
use crate::widgets::list::List;
use crate::widgets::pane::Pane;
use crate::widgets::scroll::scroll;

impl Jobs {
    /// The verbs it answers now.
    pub(super) fn offers(&self, session: &Session) -> Vec<Hint> {
        if self.finding.is_some() {
            return Self::finding_offers();
        }
        let mut hints = self.job_offers(session);
        if !self.rows().is_empty() {
            hints.push(Hint::new(Verb::Find, "find"));
        }
        if hints.iter().any(|hint| hint.verb == Verb::Resume) {
            hints.push(Hint::new(Verb::Repeat, "at another pace"));
        }
        if self.current().is_some() {
            hints.extend(self.parts.hints());
        }
        if self.parts.focus != Focus::List || self.parts.zoomed {
            hints.push(Hint::quiet(Verb::Back, "back to the list"));
            hints.push(Hint::quiet(Verb::Close, "back to the list"));
        } else if !self.found.is_empty() {
            hints.push(Hint::new(Verb::Back, "show all"));
        }
        hints.push(Hint::quiet(Verb::Refresh, "read again"));
        hints.extend(List::hints());
        hints
    }

    /// What can be done with the job under the cursor.
    pub(super) fn job_offers(&self, session: &Session) -> Vec<Hint> {
        let Some(row) = self.current() else {
            return Vec::new();
        };
        let mut hints = Vec::new();
        let standing = row.standing;
        let idle = row.state != JobState::Running;
        let allowed = idle && !self.is_refused(session) && self.detail().is_some();
        if self.runs_here(&row.id) {
            hints.push(Hint::new(Verb::Open, "watch"));
        } else if self.parts.focus == Focus::List {
            hints.push(Hint::new(Verb::Open, "outcome"));
        }
        if allowed && standing.not_sent + standing.in_doubt > 0 {
            hints.push(Hint::new(Verb::Resume, "resume"));
        }
        if allowed && standing.failed + standing.silent > 0 {
            hints.push(Hint::new(Verb::RetryFailed, "ask again"));
        }
        if standing.failed > 0 && self.detail().is_some() {
            hints.push(Hint::new(Verb::MarkFailed, "mark failed"));
        }
        if standing.silent > 0 && self.detail().is_some() {
            hints.push(Hint::new(Verb::MarkSilent, "mark silent"));
        }
        if self.detail().is_some() {
            hints.push(Hint::new(Verb::CopyCommand, "copy command"));
            hints.push(Hint::quiet(Verb::CopyValue, "copy name"));
            hints.push(Hint::quiet(Verb::Export, "export"));
        }
        if idle {
            hints.push(Hint::new(Verb::Abandon, "forget"));
        }
        hints
    }

    /// Does what a verb says.
    pub(super) fn answer(&mut self, session: &mut Session, verb: Verb) -> Vec<Effect> {
        match verb {
            _ if self.parts.on_verb(verb) => {}
            Verb::Find => self.begin_finding(),
            Verb::Back if self.parts.focus == Focus::List && !self.parts.zoomed => {
                self.show_all();
                return self.ask(session);
            }
            Verb::Back | Verb::Close => {
                self.parts.focus = Focus::List;
                self.parts.zoomed = false;
            }
            Verb::Refresh => {
                self.asked = None;
                let mut effects = vec![Effect::Order(Order::Jobs)];
                effects.extend(self.ask(session));
                return effects;
            }
            Verb::Open => return self.open(),
            _ if self.wander(session, verb) => return self.ask(session),
            verb => return self.act(session, verb),
        }
        Vec::new()
    }

    /// Moves in the part that has the keys; whether the verb moves anything.
    fn wander(&mut self, session: &Session, verb: Verb) -> bool {
        let places = self.places(session.screen());
        let inner = Pane::inner(places.of(self.parts.focus));
        let height = usize::from(inner.height);
        let place = match self.parts.focus {
            Focus::List => return self.list.on_verb(verb, height.saturating_sub(1)),
            Focus::Plan => 0,
            Focus::Outcome => 1,
            Focus::Log => 2,
        };
        let lines = self.lines(session, self.parts.focus, inner.width).len();
        scroll(&mut self.scroll[place], lines, height, verb)
    }
}
