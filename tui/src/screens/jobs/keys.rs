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
            hints.push(Hint::new(Verb::NextPane, "part"));
            hints.push(Hint::quiet(Verb::PreviousPane, "part before"));
            let zoom = if self.zoomed {
                "all parts"
            } else {
                "only this part"
            };
            hints.push(Hint::quiet(Verb::Zoom, zoom));
        }
        if self.focus != Focus::List || self.zoomed {
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
        } else if self.focus == Focus::List {
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
            Verb::NextPane => self.focus = self.focus.step(1),
            Verb::PreviousPane => self.focus = self.focus.step(Focus::ALL.len() - 1),
            Verb::Zoom => self.zoomed = !self.zoomed,
            Verb::Find => self.begin_finding(),
            Verb::Back if self.focus == Focus::List && !self.zoomed => {
                self.show_all();
                return self.ask(session);
            }
            Verb::Back | Verb::Close => {
                self.focus = Focus::List;
                self.zoomed = false;
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
        let screen = ratatui::layout::Rect::new(0, 0, session.size.width, session.size.height);
        let parts = self.parts(crate::app::layout(screen)[1]);
        let inner = Pane::inner(parts.of(self.focus));
        let height = usize::from(inner.height);
        let place = match self.focus {
            Focus::List => return self.list.on_verb(verb, height.saturating_sub(1)),
            Focus::Plan => 0,
            Focus::Outcome => 1,
            Focus::Log => 2,
        };
        let lines = self.lines(session, self.focus, inner.width).len();
        let most = lines.saturating_sub(height);
        let here = self.scroll[place].min(most);
        let page = height.max(1);
        let next = match verb {
            Verb::Up => here.saturating_sub(1),
            Verb::Down => here + 1,
            Verb::First => 0,
            Verb::Last => most,
            Verb::HalfUp => here.saturating_sub(page / 2),
            Verb::HalfDown => here + page / 2,
            Verb::PageUp => here.saturating_sub(page),
            Verb::PageDown => here + page,
            _ => return false,
        };
        self.scroll[place] = next.min(most);
        true
    }
}
