//! The lines about a node, from top to bottom.

use std::time::SystemTime;

use ratatui::text::{Line, Span};

use super::NodePane;
use crate::look::{Glyph, Look};
use crate::session::Session;
use crate::text;
use crate::theme::Role;

/// Longest list of names that is written out; facts have their own bound.
const MOST_NAMES: usize = 5_000;

/// A part with a heading that opens and closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Section {
    /// Why the scope means the node.
    Why,
    /// Its agents.
    Agents,
    /// Its classes.
    Classes,
    /// Its autonomous agents.
    Machines,
    /// Its facts.
    Facts,
}

/// One line.
#[derive(Debug, Clone)]
pub(super) enum Item {
    /// Words.
    Words(Line<'static>),
    /// The heading of a section.
    Heading(Section, String),
    /// A line of the tree of facts.
    Fact(usize),
}

impl NodePane {
    /// All lines, where there are `width` columns.
    pub(super) fn items(&self, session: &Session, width: usize) -> Vec<Item> {
        let look = &session.look;
        let mut items: Vec<Item> = self.source(session).into_iter().map(Item::Words).collect();
        if self.detail.is_some() && !self.searching && self.search.is_empty() {
            self.about(look, &mut items);
        }
        if self.search.is_empty() {
            self.why(session, &mut items);
            self.lists(width, &mut items);
        }
        if let Some(detail) = &self.detail {
            let count = match self.search.is_empty() {
                true => format!("Facts ({})", detail.facts.len()),
                false => format!("Facts with {:?}", self.search.text()),
            };
            if self.heading(Section::Facts, count, &mut items) {
                items.extend((0..self.tree.lines().len()).map(Item::Fact));
                if self.tree.lines().is_empty() && !self.search.is_empty() {
                    items.push(muted(look, "  no fact holds it in its path or value"));
                }
                if self.tree.is_cut() {
                    items.push(muted(look, "  and more than can be shown: o shows all"));
                }
            }
        }
        items
    }

    /// How old what is shown is, and who says so.
    fn source(&self, session: &Session) -> Vec<Line<'static>> {
        let look = &session.look;
        let ago = |then: SystemTime| text::since(then, session.now);
        let asking = if self.asking.is_some() { ", asking" } else { "" };
        let (words, role) = match (&self.detail, &self.trouble) {
            (Some(detail), _) if self.fresh => (format!("answered {} ago", ago(detail.learned)), Role::Good),
            (Some(detail), _) => (
                format!("cached, learned {} ago{asking}", ago(detail.learned)),
                Role::Warning,
            ),
            (None, Some(_)) => ("nothing is known of it".to_owned(), Role::Stale),
            (None, None) if self.unknown => (format!("nothing is known of it yet{asking}"), Role::Stale),
            (None, None) => ("looking it up".to_owned(), Role::Stale),
        };
        let mut lines = vec![Line::styled(words, look.style(role))];
        if let Some(trouble) = &self.trouble {
            let words = format!("{} {}", look.glyph(Glyph::Bad), trouble.text);
            lines.push(Line::styled(words, look.style(Role::Bad)));
            let hint = trouble.hint.iter();
            lines.extend(hint.map(|hint| Line::styled(hint.clone(), look.style(Role::Muted))));
        }
        lines
    }

    fn about(&self, look: &Look, items: &mut Vec<Item>) {
        let Some(detail) = &self.detail else {
            return;
        };
        let collectives = detail.collectives.iter().take(MOST_NAMES);
        let others = collectives.filter(|name| **name != detail.main_collective);
        let others: String = others.map(|name| format!(" {name}")).collect();
        items.push(pair(look, "version", &detail.version));
        items.push(pair(
            look,
            "collective",
            &format!("{}{others}", detail.main_collective),
        ));
    }

    fn why(&self, session: &Session, items: &mut Vec<Item>) {
        let look = &session.look;
        let Some(reasons) = &self.reasons else {
            return;
        };
        if !self.heading(Section::Why, "Why in set".to_owned(), items) {
            return;
        }
        let reasons = match reasons {
            Ok(reasons) => reasons,
            Err(trouble) => {
                items.push(muted(look, &format!("  {}", trouble.text)));
                return;
            }
        };
        for reason in reasons.iter().take(MOST_NAMES) {
            let (glyph, role) = match reason.met {
                Some(true) => (Glyph::Good, Role::Good),
                Some(false) => (Glyph::Bad, Role::Bad),
                None => (Glyph::Unknown, Role::Warning),
            };
            let mut spans = vec![
                Span::styled(format!("  {} ", look.glyph(glyph)), look.style(role)),
                Span::raw(reason.condition.clone()),
            ];
            if let Some(found) = &reason.found {
                spans.push(Span::styled(format!("  {found}"), look.style(Role::Muted)));
            }
            items.push(Item::Words(Line::from(spans)));
        }
    }

    fn lists(&self, width: usize, items: &mut Vec<Item>) {
        let Some(detail) = &self.detail else {
            return;
        };
        self.names(Section::Agents, "Agents", &detail.agents, width, items);
        self.names(Section::Classes, "Classes", &detail.classes, width, items);
        if detail.machines.is_empty() {
            return;
        }
        let heading = format!("Machines ({})", detail.machines.len());
        if self.heading(Section::Machines, heading, items) {
            for (name, version, state) in detail.machines.iter().take(MOST_NAMES) {
                let words = format!("  {name} {version}  {state}");
                items.push(Item::Words(Line::from(words)));
            }
        }
    }

    /// Names beside one another, as many as fit into a line.
    fn names(&self, section: Section, title: &str, names: &[String], width: usize, items: &mut Vec<Item>) {
        if names.is_empty() || !self.heading(section, format!("{title} ({})", names.len()), items) {
            return;
        }
        let safe: Vec<String> = names
            .iter()
            .take(MOST_NAMES)
            .map(|name| text::line(name).into_owned())
            .collect();
        let lines = text::wrap(&safe.join(" "), width.saturating_sub(2).max(8));
        items.extend(
            lines
                .into_iter()
                .map(|line| Item::Words(Line::from(format!("  {line}")))),
        );
    }

    /// Adds a heading; whether its part is open.
    fn heading(&self, section: Section, title: String, items: &mut Vec<Item>) -> bool {
        items.push(Item::Heading(section, title));
        !self.closed.contains(&section)
    }
}

fn muted(look: &Look, words: &str) -> Item {
    Item::Words(Line::styled(words.to_owned(), look.style(Role::Muted)))
}

fn pair(look: &Look, name: &str, value: &str) -> Item {
    let name = Span::styled(format!("{name} "), look.style(Role::Muted));
    Item::Words(Line::from(vec![name, Span::raw(value.to_owned())]))
}
