//! Which keys do what at the moment.

use protocol::Identity;
use ratatui::layout::Rect;

use super::Gov;
use super::layout::Focus;
use super::paint::{lease_room, list_room};
use super::suspicion::node_of;
use crate::component::Hint;
use crate::effect::{Effect, Message};
use crate::keymap::Verb;
use crate::session::Session;
use crate::text::quoted;
use crate::widgets::list::List;
use crate::widgets::pane::Pane;
use crate::widgets::scroll::scroll;

impl Gov {
    /// The verbs it answers now.
    pub(super) fn offers(&self, session: &Session) -> Vec<Hint> {
        let mut hints = Vec::new();
        let may = !session.read_only;
        match self.parts.focus {
            Focus::List if self.current().is_some() => hints.push(Hint::new(Verb::Open, "leases")),
            Focus::Leases if self.node().is_some() => hints.push(Hint::quiet(Verb::Open, "show the node")),
            _ => {}
        }
        if may && self.lease().is_some() && self.parts.focus == Focus::Leases {
            hints.push(Hint::new(Verb::Cancel, "evict"));
        }
        if may && self.current().is_some() {
            hints.push(Hint::new(Verb::Raise, "more"));
            hints.push(Hint::new(Verb::Lower, "less"));
            hints.push(Hint::new(Verb::Edit, "edit"));
        }
        if may && self.current().is_some_and(|row| row.used > 0) {
            hints.push(Hint::new(Verb::Abandon, "reset"));
        }
        if may && self.rows.is_some() {
            hints.push(Hint::new(Verb::New, "new"));
        }
        if may && self.current().is_some() {
            hints.push(Hint::quiet(Verb::Delete, "remove"));
        }
        if self.current().is_some() {
            hints.push(Hint::quiet(Verb::CopyCommand, "copy command"));
            let value = if self.parts.focus == Focus::Leases {
                "copy holder"
            } else {
                "copy name"
            };
            hints.push(Hint::quiet(Verb::CopyValue, value));
            hints.extend(self.parts.hints());
        }
        if self.parts.focus != Focus::List || self.parts.zoomed {
            hints.push(Hint::quiet(Verb::Back, "back"));
            hints.push(Hint::quiet(Verb::Close, "back"));
        }
        hints.push(Hint::quiet(Verb::Refresh, "read again"));
        hints.extend(List::hints());
        hints
    }

    /// Does what a verb says.
    pub(super) fn answer(&mut self, session: &mut Session, verb: Verb) -> Vec<Effect> {
        match verb {
            _ if self.parts.on_verb(verb) => {}
            Verb::Back | Verb::Close if self.parts.zoomed => self.parts.zoomed = false,
            Verb::Back | Verb::Close => self.parts.focus = Focus::List,
            Verb::Open => return self.open(),
            Verb::Refresh => {
                let mut effects = self.list_all(session);
                effects.extend(self.open_again(session));
                return effects;
            }
            Verb::Cancel => return self.evict(session),
            Verb::Raise => return self.resize(session, true),
            Verb::Lower => return self.resize(session, false),
            Verb::Edit => return self.edit(session),
            Verb::Abandon => return self.reset(session),
            Verb::New => return self.add(session),
            Verb::Delete => return self.remove(session),
            Verb::CopyCommand => {
                let command = self
                    .current()
                    .map(|row| format!("mco governor view {}", quoted(&row.name)));
                return command.map(Effect::Copy).into_iter().collect();
            }
            Verb::CopyValue => return self.copied().map(Effect::Copy).into_iter().collect(),
            verb => return self.wander(session, verb),
        }
        Vec::new()
    }

    fn open(&mut self) -> Vec<Effect> {
        match self.parts.focus {
            Focus::List => self.parts.focus = Focus::Leases,
            Focus::Leases => {
                return self
                    .node()
                    .map(|node| Effect::Tell(Message::Node(node)))
                    .into_iter()
                    .collect();
            }
            Focus::Events => {}
        }
        Vec::new()
    }

    /// The node that holds the lease under the cursor, if it is one.
    fn node(&self) -> Option<Identity> {
        let name = node_of(&self.lease()?.holder);
        Identity::new(name).ok().filter(|_| self.known.has(name))
    }

    fn copied(&self) -> Option<String> {
        match self.parts.focus {
            Focus::Leases => self.lease().map(|lease| lease.holder.clone()),
            _ => self.current().map(|row| row.name.clone()),
        }
    }

    /// Rows of a part, where it is drawn now.
    pub(super) fn page(&self, session: &Session, focus: Focus) -> usize {
        let inner = Pane::inner(self.places(session.screen()).of(focus));
        let room: Rect = match focus {
            Focus::List => list_room(inner),
            Focus::Leases => lease_room(inner),
            Focus::Events => return usize::from(inner.height),
        };
        // Under a row of headings.
        usize::from(room.height).saturating_sub(1)
    }

    fn wander(&mut self, session: &mut Session, verb: Verb) -> Vec<Effect> {
        let page = self.page(session, self.parts.focus);
        match self.parts.focus {
            Focus::List => {
                if self.list.on_verb(verb, page) {
                    return self.enter(session);
                }
            }
            Focus::Leases => drop(self.lease_list.on_verb(verb, page)),
            Focus::Events => {
                let lines = self.events().count();
                scroll(&mut self.scroll, lines, page, verb);
            }
        }
        Vec::new()
    }
}
