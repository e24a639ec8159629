//! Drawing a node.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::NodePane;
use super::parts::Item;
use crate::look::{Glyph, Look};
use crate::screens::fleet::facts::{self, Content};
use crate::session::Session;
use crate::text;
use crate::theme::Role;
use crate::widgets::pane::Pane;
use crate::widgets::prompt::prompt;

impl NodePane {
    /// Rows that are shown in `area`.
    pub(in super::super) fn page(&self, area: Rect) -> usize {
        let field = usize::from(self.searching);
        usize::from(Pane::inner(area).height).saturating_sub(field)
    }

    /// Draws it; `sign` says how the node is.
    pub(in super::super) fn render(
        &self,
        session: &Session,
        sign: Option<Span<'static>>,
        focused: bool,
        area: Rect,
        buf: &mut Buffer,
    ) {
        if area.is_empty() {
            return;
        }
        let look = &session.look;
        let title = self.node.as_ref().map_or("Node", |node| node.as_str());
        let note = match (focused, self.search.is_empty()) {
            (_, false) => format!("/{}", self.search.text()),
            (true, true) => "/ search facts".to_owned(),
            (false, true) => String::new(),
        };
        let pane = Pane::new(title).note(note).focused(focused);
        let inner = pane.render(look, area, buf);
        if self.node.is_none() {
            return;
        }
        let items = self.items(session, usize::from(inner.width));
        let mut list = self.list.clone();
        list.set_len(items.len());
        let shown = list.visible(self.page(area));
        for (index, row) in shown.zip(inner.rows()) {
            let Some(item) = items.get(index) else {
                continue;
            };
            let mut line = self.line(look, item);
            if index == 0
                && let Some(sign) = &sign
            {
                line.spans.insert(0, Span::raw(" "));
                line.spans.insert(0, sign.clone());
            }
            text::cut(&line, usize::from(row.width), look.glyph(Glyph::Ellipsis)).render(row, buf);
            if focused && list.cursor() == Some(index) {
                buf.set_style(row, look.style(Role::Selected));
            }
        }
        if self.searching {
            prompt("/", &self.search, look, inner, buf, true);
        }
    }

    fn line(&self, look: &Look, item: &Item) -> Line<'_> {
        match item {
            Item::Words(line) => line.clone(),
            Item::Heading(section, title) => {
                let glyph = match self.closed.contains(section) {
                    true => Glyph::Closed,
                    false => Glyph::Open,
                };
                let words = format!("{} {title}", look.glyph(glyph));
                Line::styled(words, look.style(Role::Title))
            }
            Item::Fact(place) => match self.tree.lines().get(*place) {
                Some(fact) => fact_line(look, fact),
                None => Line::default(),
            },
        }
    }
}

fn fact_line<'a>(look: &Look, fact: &'a facts::Line) -> Line<'a> {
    let indent = "  ".repeat(fact.depth + 1);
    let muted = look.style(Role::Muted);
    match &fact.content {
        Content::Value(value) => Line::from(vec![
            Span::raw(format!("{indent}  ")),
            Span::styled(fact.key.as_str(), look.style(Role::Accent)),
            Span::raw("  "),
            Span::raw(value.as_str()),
        ]),
        Content::Branch { len, open } => {
            let glyph = if *open { Glyph::Open } else { Glyph::Closed };
            Line::from(vec![
                Span::styled(format!("{indent}{} ", look.glyph(glyph)), muted),
                Span::styled(fact.key.as_str(), look.style(Role::Accent)),
                Span::styled(format!("  ({len})"), muted),
            ])
        }
    }
}
