//! The nodes: which there are, what they are, why they are meant.

mod diff;
mod empty;
mod facets;
mod facts;
mod glances;
mod hints;
mod hunt;
mod keys;
mod learn;
mod list;
mod loosen;
mod marks;
mod mouse;
mod news;
mod node;
mod nodes;
mod places;
mod remark;
mod rest;
mod sets;
mod terms;

use std::borrow::Cow;
use std::time::SystemTime;

use crossterm::event::KeyEvent;
use protocol::Identity;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use crate::component::{Component, Event, Hint, Mouse};
use crate::effect::Effect;
use crate::keymap::Verb;
use crate::session::Session;
use crate::widgets::scope_line;

use facets::Facets;
use glances::Glances;
use hunt::Hunt;
use learn::Learning;
use loosen::Loosening;
use node::NodePane;
use nodes::{Nodes, Standing};
use places::{Part, Places, Wanted, places};

/// The screen.
pub(super) struct Fleet {
    nodes: Nodes,
    glances: Glances,
    hunt: Hunt,
    node: NodePane,
    facets: Facets,
    learning: Learning,
    loosening: Loosening,
    /// A node another screen wants to be seen, whether the list has it or not.
    guest: Option<Identity>,
    focus: Part,
    zoom: bool,
    /// When answers were last brought into the list.
    merged: SystemTime,
}

impl Fleet {
    /// Nothing is known yet.
    pub(super) fn new() -> Self {
        Self {
            nodes: Nodes::default(),
            glances: Glances::default(),
            hunt: Hunt::default(),
            node: NodePane::default(),
            facets: Facets::default(),
            learning: Learning::default(),
            loosening: Loosening::default(),
            guest: None,
            focus: Part::List,
            zoom: false,
            merged: SystemTime::UNIX_EPOCH,
        }
    }

    fn places(&self, session: &Session, area: Rect) -> Places {
        let wanted = Wanted {
            focus: self.focus,
            zoom: self.zoom,
            facets: self.facets.is_open(),
            remark: self.remark(session).is_some(),
        };
        places(area, wanted)
    }

    /// Whether one facet has the whole screen, as a table.
    fn is_table(&self) -> bool {
        self.zoom && self.focus == Part::Facets
    }

    /// Whether facts are searched with the keys.
    fn is_searching(&self) -> bool {
        self.focus == Part::Node && self.node.is_searching()
    }

    /// How the node that is shown is.
    fn sign(&self, session: &Session) -> Option<Span<'static>> {
        let row = self.nodes.get(self.node.node()?);
        let standing = row.map_or(Standing::Known, |row| self.nodes.standing(row));
        Some(list::sign(&session.look, standing))
    }

    /// Rows of the list that are shown.
    fn page(&self, session: &Session) -> usize {
        list::page(self.places(session, session.screen()).list)
    }
}

impl Component for Fleet {
    fn title(&self) -> Cow<'static, str> {
        match self.hunt.field() {
            Some(_) => "Fleet: the scope".into(),
            None => "Fleet".into(),
        }
    }

    fn hints(&self, session: &Session) -> Vec<Hint> {
        self.keys(session)
    }

    fn typing(&self) -> bool {
        self.hunt.field().is_some() || self.is_searching()
    }

    fn on_verb(&mut self, session: &mut Session, verb: Verb) -> Vec<Effect> {
        self.on_key_verb(session, verb)
    }

    fn on_text(&mut self, session: &mut Session, key: KeyEvent) -> Vec<Effect> {
        if self.is_searching() {
            self.node.on_text(key);
            return Vec::new();
        }
        self.hunt.on_text(session, key)
    }

    fn on_paste(&mut self, session: &mut Session, text: &str) -> Vec<Effect> {
        if self.is_searching() {
            self.node.on_paste(text);
            return Vec::new();
        }
        self.hunt.on_paste(session, text)
    }

    fn on_mouse(&mut self, session: &mut Session, mouse: Mouse, area: Rect) -> Vec<Effect> {
        self.on_click(session, mouse, area)
    }

    fn on_event(&mut self, session: &mut Session, event: &Event<'_>) -> Vec<Effect> {
        self.on_news(session, event)
    }

    fn restless(&self) -> bool {
        self.hunt.is_restless()
            || self.glances.is_restless()
            || self.node.is_restless()
            || self.facets.is_restless()
            || self.nodes.is_behind()
    }

    fn render(&self, session: &Session, area: Rect, buf: &mut Buffer) {
        let places = self.places(session, area);
        scope_line::render(session, self.hunt.field(), places.scope, buf);
        let has_keys = |part| self.focus == part && self.hunt.field().is_none();
        self.render_list(session, has_keys(Part::List), places.list, buf);
        let sign = self.sign(session);
        self.node
            .render(session, sign, has_keys(Part::Node), places.node, buf);
        let (focused, table) = (has_keys(Part::Facets), self.is_table());
        self.facets.render(session, focused, table, places.facets, buf);
        self.render_remark(session, places.remark, buf);
        if let Some(menu) = self.hunt.menu() {
            menu.render(&session.look, places.list, buf);
        }
    }
}

#[cfg(test)]
mod tests;
