//! What keys do.

use ratatui::layout::Rect;

use super::Live;
use super::detail::Full;
use super::layout::Focus;
use super::view::{Order, Row};
use crate::effect::{Effect, Notice, Tone};
use crate::keymap::Verb;
use crate::session::Session;
use crate::widgets::pane::Pane;
use crate::widgets::scroll::scroll;

impl Live {
    /// The node under the cursor.
    pub(super) fn node_here(&self) -> Option<u32> {
        match self.row_here()? {
            Row::Node { entry, .. } => Some(entry),
            Row::Bundle { .. } => None,
        }
    }

    /// Does what a verb says.
    pub(super) fn answer_verb(&mut self, session: &mut Session, verb: Verb) -> Vec<Effect> {
        if self.typing {
            return self.end_typing(session, verb);
        }
        match verb {
            Verb::Pause => return self.pause(),
            Verb::Stop => return self.stop(),
            Verb::Mark => return self.mark(session),
            Verb::CopyCommand => return vec![Effect::Copy(self.begin.command.clone())],
            Verb::CopyValue => return self.copy(),
            Verb::Raw => self.raw(),
            Verb::Retry
            | Verb::MarkFailed
            | Verb::MarkSilent
            | Verb::Chain
            | Verb::Act
            | Verb::Jobs
            | Verb::Repeat
            | Verb::Export => return self.after(session, verb),
            _ if self.full.is_some() => self.full_verb(session, verb),
            Verb::Open => self.open(),
            Verb::Find => self.typing = true,
            Verb::View => self.view.group(!self.view.is_grouped()),
            Verb::Sort => return self.sort(session),
            Verb::Zoom => self.zoomed = !self.zoomed,
            Verb::NextPane | Verb::PreviousPane => {
                self.focus = match self.focus {
                    Focus::Replies => Focus::Numbers,
                    Focus::Numbers => Focus::Replies,
                };
            }
            Verb::Back => {
                self.filter.clear();
                self.mistake = None;
                self.view.pick(None);
                self.view.sift(None);
            }
            verb => self.wander(session, verb),
        }
        self.refresh(session.now);
        Vec::new()
    }

    fn end_typing(&mut self, session: &Session, verb: Verb) -> Vec<Effect> {
        self.typing = false;
        if verb == Verb::Back {
            self.filter.clear();
            self.sift(session.now);
        }
        Vec::new()
    }

    fn open(&mut self) {
        match (self.focus, self.row_here()) {
            (Focus::Numbers, _) => {
                let pick = self.numbers.current().cloned();
                let again = pick.as_ref() == self.view.picked();
                self.view.pick(pick.filter(|_| !again));
            }
            (Focus::Replies, Some(Row::Bundle { bundle, .. })) => self.view.toggle(bundle),
            (Focus::Replies, Some(Row::Node { entry, .. })) => self.show(entry, false),
            (Focus::Replies, None) => {}
        }
    }

    fn show(&mut self, entry: u32, raw: bool) {
        self.full = Some(Full {
            entry,
            raw,
            scroll: 0,
        });
    }

    fn raw(&mut self) {
        let here = self.node_here();
        match (&mut self.full, here) {
            (Some(full), _) => {
                full.raw = !full.raw;
                full.scroll = 0;
            }
            (None, Some(entry)) => self.show(entry, true),
            (None, None) => {}
        }
    }

    fn full_verb(&mut self, session: &Session, verb: Verb) {
        let area = Self::area(session);
        let Some(mut full) = self.full else {
            return;
        };
        let page = usize::from(Pane::inner(area).height);
        let most = self.most_scroll(session, full, area);
        match verb {
            Verb::Back | Verb::Close | Verb::Open => {
                self.full = None;
                return;
            }
            Verb::Left | Verb::Right => return self.next_full(full, verb),
            verb => drop(scroll(&mut full.scroll, most + page.max(1), page, verb)),
        }
        self.full = Some(full);
    }

    /// Shows the answer above or below in the list.
    fn next_full(&mut self, full: Full, verb: Verb) {
        let here = self.list.cursor().unwrap_or(0);
        let node = |row: &Row| match row {
            Row::Node { entry, .. } => Some(*entry),
            Row::Bundle { .. } => None,
        };
        let rows = self.view.rows();
        let place = match verb {
            Verb::Left => rows[..here.min(rows.len())]
                .iter()
                .rposition(|row| node(row).is_some()),
            _ => {
                let rest = rows.get(here + 1..).unwrap_or_default();
                let next = rest.iter().position(|row| node(row).is_some());
                next.map(|next| here + 1 + next)
            }
        };
        let Some(place) = place else {
            return;
        };
        if let Some(entry) = rows.get(place).and_then(node) {
            self.list.select(place);
            self.anchor = self.row_here();
            self.show(entry, full.raw);
        }
    }

    /// Moves in the part that has the keys.
    fn wander(&mut self, session: &Session, verb: Verb) {
        let parts = self.parts(Self::area(session));
        let height = |part: Rect| usize::from(Pane::inner(part).height);
        match self.focus {
            Focus::Numbers => {
                self.numbers.on_verb(verb, height(parts.numbers));
            }
            Focus::Replies => {
                let table = self.table_area(Pane::inner(parts.replies));
                let page = usize::from(table.height.saturating_sub(1));
                if self.list.on_verb(verb, page) {
                    let top = self.list.cursor() == Some(0);
                    self.anchor = self.row_here().filter(|_| !top);
                }
            }
        }
    }

    /// The next order: how nodes stand, by name, by time, then by each output.
    fn sort(&mut self, session: &Session) -> Vec<Effect> {
        let outputs = self.declared().map(|action| action.output.keys().cloned());
        let outputs: Vec<String> = outputs.into_iter().flatten().collect();
        let first = || outputs.first().cloned().map(Order::Output);
        let next = match self.view.order() {
            Order::Standing => Some(Order::Node),
            Order::Node => Some(Order::Slowest),
            Order::Slowest => first(),
            Order::Output(name) => {
                let place = outputs.iter().position(|known| known == name);
                let next = place.and_then(|place| outputs.get(place + 1));
                next.cloned().map(Order::Output)
            }
        };
        let order = next.unwrap_or_default();
        let words = format!("sorted: {}", order.text());
        self.view.sort(order);
        self.refresh(session.now);
        vec![Effect::Say(Notice::new(Tone::Plain, words))]
    }

    fn mark(&mut self, session: &mut Session) -> Vec<Effect> {
        let entry = self.full.map(|full| full.entry).or(self.node_here());
        if let Some(entry) = entry.and_then(|entry| self.model.get(entry)) {
            let node = entry.node.clone();
            if !session.marks.remove(&node) {
                session.marks.insert(node);
            }
            session.aim();
        }
        if self.full.is_none() {
            self.wander(session, Verb::Down);
        }
        Vec::new()
    }
}
