//! Which keys do what at the moment.

use super::Live;
use super::layout::Focus;
use super::steer::Stopping;
use super::view::Row;
use crate::component::Hint;
use crate::keymap::Verb;
use crate::session::Session;
use crate::widgets::list::List;

impl Live {
    /// The verbs it answers now.
    pub(super) fn offers(&self, session: &Session) -> Vec<Hint> {
        if self.typing {
            return vec![Hint::new(Verb::Accept, "keep"), Hint::new(Verb::Back, "clear")];
        }
        let mut hints = Vec::new();
        if self.full.is_some() {
            hints.extend([
                Hint::new(Verb::Back, "back"),
                Hint::new(Verb::Raw, "JSON"),
                Hint::quiet(Verb::Close, "back"),
                Hint::quiet(Verb::Left, "answer before"),
                Hint::quiet(Verb::Right, "next answer"),
            ]);
        } else {
            self.list_offers(&mut hints);
        }
        self.common_offers(session, &mut hints);
        hints.extend(List::hints());
        hints
    }

    fn list_offers(&self, hints: &mut Vec<Hint>) {
        let open = match (self.focus, self.row_here()) {
            (Focus::Numbers, _) => {
                self.numbers
                    .current()
                    .map(|pick| match Some(pick) == self.view.picked() {
                        true => "show all",
                        false => "only these",
                    })
            }
            (Focus::Replies, Some(Row::Bundle { open, .. })) => {
                Some(if open { "hide nodes" } else { "nodes" })
            }
            (Focus::Replies, row) => row.map(|_| "detail"),
        };
        hints.extend(open.map(|label| Hint::new(Verb::Open, label)));
        hints.push(Hint::new(Verb::Find, "filter"));
        let group = if self.view.is_grouped() { "nodes" } else { "group" };
        hints.push(Hint::new(Verb::View, group));
        if !self.is_over() {
            if self.is_rollout() {
                let held = self.model.is_held() || self.holding;
                hints.push(Hint::new(Verb::Pause, if held { "go on" } else { "pause" }));
            }
            hints.push(Hint::new(Verb::Stop, self.stop_label()));
        }
        if self.view.is_narrowed() || !self.filter.is_empty() {
            hints.push(Hint::new(Verb::Back, "show all"));
        }
        let other = match self.focus {
            Focus::Replies => "numbers",
            Focus::Numbers => "answers",
        };
        hints.push(Hint::new(Verb::NextPane, other));
        hints.push(Hint::quiet(Verb::PreviousPane, other));
        hints.push(Hint::quiet(Verb::Sort, "sort otherwise"));
        hints.push(Hint::quiet(
            Verb::Zoom,
            if self.zoomed {
                "all parts"
            } else {
                "only this part"
            },
        ));
        hints.push(Hint::quiet(Verb::Raw, "answer as JSON"));
    }

    fn common_offers(&self, session: &Session, hints: &mut Vec<Hint>) {
        let node = match self.full {
            Some(full) => Some(full.entry),
            None => self.node_here(),
        };
        if node.is_some() {
            hints.push(Hint::quiet(Verb::CopyValue, "copy answer"));
            hints.push(Hint::new(Verb::Mark, "mark"));
        }
        hints.push(Hint::quiet(Verb::CopyCommand, "copy command"));
        self.after_offers(session, hints);
    }

    fn stop_label(&self) -> &'static str {
        match (self.is_rollout(), self.stopping) {
            (true, Stopping::No) => "stop",
            _ => "end now",
        }
    }
}
