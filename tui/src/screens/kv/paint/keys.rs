//! Drawing the tree of keys.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::super::Kv;
use super::super::layout::Focus;
use super::super::open::is_recent;
use super::super::tree::{self, Spot};
use crate::look::Glyph;
use crate::session::Session;
use crate::text;
use crate::theme::Role;
use crate::widgets::pane::Pane;
use crate::widgets::prose::{cut, words};

/// Where a revision stands in the tree.
const REVISION: usize = 8;

impl Kv {
    /// The tree of keys.
    pub(in super::super) fn paint_keys(&self, session: &Session, area: Rect, buf: &mut Buffer) {
        if area.is_empty() {
            return;
        }
        let look = &session.look;
        let Some(open) = &self.open else {
            Pane::new("Keys")
                .focused(self.parts.focus == Focus::Keys)
                .render(look, area, buf);
            return;
        };
        let pane = Pane::new("Keys")
            .holding(open.tree.filter(), self.finding.as_ref())
            .note(open.note())
            .focused(self.parts.focus == Focus::Keys);
        let inner = pane.render(look, area, buf);
        if let Some(trouble) = &open.closed {
            let mut said = vec![(trouble.text.clone(), Role::Bad)];
            said.extend(trouble.hint.clone().map(|hint| (hint, Role::Text)));
            words(look, &said, inner, buf);
            return;
        }
        if open.tree.lines() == 0 {
            let said = match (open.loading, open.tree.len()) {
                (true, _) => "reading keys",
                (false, 0) if self.refusal(session).is_some() => "There are no keys.",
                (false, 0) => "There are no keys; n makes one.",
                (false, _) => "No key is like this.",
            };
            words(look, &[(said.to_owned(), Role::Muted)], inner, buf);
            return;
        }
        let shown = open.list.visible(usize::from(inner.height));
        for (place, row) in shown.zip(inner.rows()) {
            if let Some(line) = open.tree.line(place) {
                tree_line(session, &line, row, buf);
            }
            if open.list.cursor() == Some(place) {
                let cursor = Span::styled(look.glyph(Glyph::Cursor), look.style(Role::Accent));
                cursor.render(row, buf);
                if self.parts.focus == Focus::Keys {
                    buf.set_style(row, look.style(Role::Selected));
                }
            }
        }
    }
}

fn tree_line(session: &Session, line: &tree::Shown<'_>, row: Rect, buf: &mut Buffer) {
    let look = &session.look;
    let indent = "  ".repeat(line.depth);
    let (sign, name, tail, role) = match line.spot {
        Spot::Branch { count, open, .. } => {
            let sign = look.glyph(if open { Glyph::Open } else { Glyph::Closed });
            let tail = if open {
                String::new()
            } else {
                format!("({}) ", text::count(count))
            };
            (sign, line.name, tail, Role::Text)
        }
        Spot::Key(key) => {
            let (sign, role) = match (key.operation.is_value(), is_recent(key.time, session.now)) {
                (false, _) => (Glyph::Bad, Role::Stale),
                (true, true) => (Glyph::Online, Role::Accent),
                (true, false) => (Glyph::Dot, Role::Text),
            };
            let plain = key.operation.is_value() && role == Role::Text;
            let sign = if plain { " " } else { look.glyph(sign) };
            (sign, line.name, format!("r{} ", key.revision), role)
        }
    };
    let lead = format!("  {indent}{sign} ");
    let tail_width = REVISION.max(tail.len());
    let width = usize::from(row.width).saturating_sub(tail_width);
    let text = text::fit(
        &format!("{lead}{}", text::line(name)),
        width,
        look.glyph(Glyph::Ellipsis),
    );
    let line = Line::from(vec![
        Span::styled(text, look.style(role)),
        Span::styled(text::align_right(&tail, tail_width), look.style(Role::Muted)),
    ]);
    cut(look, &line, row, buf);
}
