//! What the keys do while a node has them.

use crossterm::event::KeyEvent;
use ratatui::layout::Rect;
use serde_json::json;

use super::NodePane;
use super::parts::{Item, Section};
use crate::component::{Deed, Hint, Mouse};
use crate::effect::Effect;
use crate::fleet::Detail;
use crate::keymap::Verb;
use crate::popups::pager::Pager;
use crate::screens::fleet::facts::{self, Content};
use crate::session::Session;
use crate::widgets::list::List;
use crate::widgets::pane::Pane;

impl NodePane {
    /// The keys that do something now.
    pub(in super::super) fn hints(&self) -> Vec<Hint> {
        if self.searching {
            return vec![Hint::new(Verb::Accept, "done"), Hint::new(Verb::Back, "leave")];
        }
        let mut hints = vec![
            Hint::new(Verb::Open, "open or close"),
            Hint::quiet(Verb::Right, "open"),
            Hint::quiet(Verb::Left, "close"),
        ];
        if self.detail.is_some() {
            hints.extend([
                Hint::new(Verb::Find, "search facts"),
                Hint::new(Verb::CopyValue, "copy value"),
                Hint::new(Verb::Raw, "raw JSON"),
            ]);
        }
        hints.push(Hint::quiet(Verb::Refresh, "ask again"));
        hints.extend(List::hints());
        hints
    }

    /// Does what a hinted verb says; `area` is where the pane is.
    pub(in super::super) fn on_verb(&mut self, session: &Session, verb: Verb, area: Rect) -> Vec<Effect> {
        if self.searching {
            self.end_search(verb == Verb::Back);
            return Vec::new();
        }
        let items = self.items(session, usize::from(Pane::inner(area).width));
        self.list.set_len(items.len());
        if self.list.on_verb(verb, self.page(area)) {
            return Vec::new();
        }
        let item = self.list.cursor().and_then(|place| items.get(place)).cloned();
        match verb {
            Verb::Open => return self.open(item.as_ref(), None),
            Verb::Right => return self.open(item.as_ref(), Some(true)),
            Verb::Left => return self.open(item.as_ref(), Some(false)),
            Verb::Find => self.searching = true,
            Verb::Refresh => self.renew(session),
            Verb::CopyValue => return self.copy(item.as_ref()),
            Verb::Raw => return self.raw(),
            _ => {}
        }
        Vec::new()
    }

    /// A click, or the wheel.
    pub(in super::super) fn on_mouse(&mut self, session: &Session, mouse: Mouse, area: Rect) {
        let inner = Pane::inner(area);
        self.list
            .set_len(self.items(session, usize::from(inner.width)).len());
        let page = self.page(area);
        match mouse.deed {
            Deed::ScrollUp => drop(self.list.on_verb(Verb::HalfUp, page)),
            Deed::ScrollDown => drop(self.list.on_verb(Verb::HalfDown, page)),
            Deed::Press => {
                let line = mouse.at.y.checked_sub(inner.y);
                if let Some(place) = line.and_then(|line| self.list.at(usize::from(line), page)) {
                    self.list.select(place);
                }
            }
        }
    }

    /// A key of the search.
    pub(in super::super) fn on_text(&mut self, key: KeyEvent) {
        if self.search.on_key(key) {
            self.grow();
        }
    }

    /// Pasted into the search.
    pub(in super::super) fn on_paste(&mut self, text: &str) {
        self.search.paste(text);
        self.grow();
    }

    /// Leaves the search; its words go as well when it is `given_up`.
    pub(in super::super) fn end_search(&mut self, given_up: bool) {
        self.searching = false;
        if given_up {
            self.search.clear();
            self.grow();
        }
    }

    /// Shows why the scope means the node.
    pub(in super::super) fn explain(&mut self, session: &Session, area: Rect) {
        self.end_search(true);
        self.closed.remove(&Section::Why);
        let items = self.items(session, usize::from(Pane::inner(area).width));
        let why = |item: &Item| matches!(item, Item::Heading(Section::Why, _));
        self.list.set_len(items.len());
        if let Some(place) = items.iter().position(why) {
            self.list.select(place);
        }
    }

    /// Opens or closes what the cursor is on; a value is shown whole.
    fn open(&mut self, item: Option<&Item>, open: Option<bool>) -> Vec<Effect> {
        match item {
            Some(Item::Heading(section, _)) => {
                let closed = self.closed.contains(section);
                match open.unwrap_or(closed) {
                    true => self.closed.remove(section),
                    false => self.closed.insert(*section),
                };
            }
            Some(Item::Fact(place)) => return self.open_fact(*place, open),
            Some(Item::Words(_)) | None => {}
        }
        Vec::new()
    }

    fn open_fact(&mut self, place: usize, open: Option<bool>) -> Vec<Effect> {
        let Some(line) = self.tree.lines().get(place) else {
            return Vec::new();
        };
        let Content::Branch { open: is_open, .. } = line.content else {
            let value = self.detail.as_ref().and_then(|detail| line.value(&detail.facts));
            let wanted = value.filter(|_| open.is_none());
            let pager = |value| Pager::new(line.path.clone(), &facts::whole(value));
            let popup = wanted.map(|value| Effect::Open(Box::new(pager(value))));
            return popup.into_iter().collect();
        };
        let path = line.path.clone();
        match open.unwrap_or(!is_open) {
            true => self.opened.insert(path),
            false => self.opened.remove(&path),
        };
        self.grow();
        Vec::new()
    }

    fn copy(&self, item: Option<&Item>) -> Vec<Effect> {
        let fact = match item {
            Some(Item::Fact(place)) => self.tree.lines().get(*place),
            _ => None,
        };
        let value = fact.and_then(|line| line.value(&self.detail.as_ref()?.facts));
        let text = value
            .map(facts::whole)
            .or_else(|| Some(self.node.as_ref()?.to_string()));
        text.map(Effect::Copy).into_iter().collect()
    }

    /// All that is known, as JSON.
    pub(in super::super) fn raw(&self) -> Vec<Effect> {
        let Some(detail) = &self.detail else {
            return Vec::new();
        };
        let json = serde_json::to_string_pretty(&document(detail)).unwrap_or_default();
        let pager = Pager::new(detail.node.to_string(), &json);
        vec![Effect::Open(Box::new(pager))]
    }
}

fn document(detail: &Detail) -> serde_json::Value {
    let machines = detail.machines.iter();
    let machine = |(name, version, state): &(String, String, String)| json!({"name": name, "version": version, "state": state});
    json!({
        "identity": detail.node.as_str(),
        "version": detail.version,
        "main_collective": detail.main_collective,
        "collectives": detail.collectives,
        "agents": detail.agents,
        "classes": detail.classes,
        "machines": machines.map(machine).collect::<Vec<_>>(),
        "facts": detail.facts,
    })
}
