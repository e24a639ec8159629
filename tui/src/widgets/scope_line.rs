//! The row that says which nodes are meant.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::look::Glyph;
use crate::scope::Scope;
use crate::session::Session;
use crate::text;
use crate::theme::Role;
use crate::widgets::field::Field;

/// Least room the scope's words keep.
const LEAST: usize = 12;

/// Draws `scope ▸ -C apache   214 of 1 902 nodes   mc 0.41s   12s ago   2 marked`; `editing` while the words are typed.
pub(crate) fn render(session: &Session, editing: Option<&Field>, area: Rect, buf: &mut Buffer) {
    let area = Rect {
        height: area.height.min(1),
        ..area
    }
    .intersection(buf.area);
    if area.is_empty() {
        return;
    }
    let look = &session.look;
    let lead = Line::from(vec![
        Span::styled(" scope ", look.style(Role::Title)),
        Span::styled(look.glyph(Glyph::Prompt), look.style(Role::Accent)),
        Span::raw(" "),
    ]);
    let lead_width = u16::try_from(lead.width()).unwrap_or(u16::MAX);
    let room = usize::from(area.width.saturating_sub(lead_width)).saturating_sub(LEAST);
    // What is typed and already meant is told like any scope.
    let other = editing.is_some_and(|field| Scope::typed(field.text()).text() != session.scope.text().trim());
    let facts = facts(session, other, room);
    let facts_width = u16::try_from(facts.width()).unwrap_or(u16::MAX);
    let [lead_area, words, facts_area] = split(area, lead_width, facts_width);
    lead.render(lead_area, buf);
    facts.render(facts_area, buf);
    match editing {
        Some(field) => field.render(look, words, buf, true),
        None => {
            let (text, role) = match session.scope.is_everybody() {
                true => ("all nodes", Role::Muted),
                false => (session.scope.text(), Role::Text),
            };
            let line = Line::styled(text, look.style(role));
            text::cut(&line, usize::from(words.width), look.glyph(Glyph::Ellipsis)).render(words, buf);
        }
    }
}

fn split(area: Rect, lead: u16, facts: u16) -> [Rect; 3] {
    let lead = lead.min(area.width);
    let facts = facts.min(area.width - lead);
    let words = area.width - lead - facts;
    let part = |x: u16, width: u16| Rect {
        x: area.x + x,
        width,
        ..area
    };
    // A blank column stays between the words and the facts.
    let gap = u16::from(facts > 0);
    [
        part(0, lead),
        part(lead, words.saturating_sub(gap)),
        part(lead + words, facts),
    ]
}

/// What is known of the nodes, the most important first, as much as fits.
fn facts(session: &Session, editing: bool, room: usize) -> Line<'static> {
    let look = &session.look;
    let mut spans: Vec<Span> = Vec::new();
    let mut used = 0;
    for (text, role) in pieces(session, editing) {
        let text = format!("  {} ", text::line(&text));
        let width = Span::raw(text.as_str()).width();
        if used + width > room {
            break;
        }
        used += width;
        spans.push(Span::styled(text, look.style(role)));
    }
    Line::from(spans)
}

fn pieces(session: &Session, editing: bool) -> Vec<(String, Role)> {
    let mut pieces = vec![];
    let census = &session.census;
    // What is wrong is said below.
    if editing && census.mistake.is_some() {
        return pieces;
    }
    match (&census.answering, &census.found, &census.estimate) {
        _ if editing && census.estimate.is_some() => pieces.extend(estimate(session)),
        _ if editing => pieces.push(("counting".to_owned(), Role::Muted)),
        (Some(count), _, _) => pieces.push((format!("{} answered so far", nodes(*count)), Role::Warning)),
        (None, Some((found, when)), _) => {
            let of = session.known.max(found.nodes.len());
            let count = match of > found.nodes.len() && session.size.width >= 80 {
                true => format!("{} of {} nodes", text::count(found.nodes.len()), text::count(of)),
                false => nodes(found.nodes.len()),
            };
            let role = if found.cut { Role::Warning } else { Role::Text };
            pieces.push((count, role));
            pieces.push((
                format!("{} {}", found.method, text::took(found.took)),
                Role::Muted,
            ));
            pieces.push((format!("{} ago", text::since(*when, session.now)), Role::Muted));
        }
        (None, None, Some(_)) => pieces.extend(estimate(session)),
        (None, None, None) => {}
    }
    if let Some(trouble) = &census.trouble {
        pieces.insert(0, (trouble.text.clone(), Role::Bad));
    }
    if !session.marks.is_empty() {
        let at = pieces.len().min(1);
        pieces.insert(
            at,
            (
                format!("{} marked", text::count(session.marks.len())),
                Role::Accent,
            ),
        );
    }
    pieces
}

/// What earlier answers tell.
fn estimate(session: &Session) -> Option<(String, Role)> {
    let estimate = session.census.estimate.as_ref()?;
    let matching = text::count(estimate.matching);
    let known = text::count(estimate.known);
    let unsure = match estimate.unsure {
        0 => String::new(),
        unsure => format!(", {} unsure", text::count(unsure)),
    };
    Some((format!("{matching} of {known} known nodes{unsure}"), Role::Text))
}

fn nodes(count: usize) -> String {
    match count {
        1 => "1 node".to_owned(),
        count => format!("{} nodes", text::count(count)),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::report::{Discovered, Estimate};
    use crate::stage::{self, dump};

    fn session() -> Session {
        let mut session = stage::session();
        session.scope = Scope::new("-C apache -F country=uk");
        session.known = 1902;
        let found = Discovered {
            nodes: stage::nodes(214).into(),
            method: "mc".to_owned(),
            took: Duration::from_millis(410),
            cut: false,
        };
        session.census.found = Some((found, session.now - Duration::from_secs(12)));
        session.marks.extend(stage::nodes(2));
        session
    }

    fn drawn(session: &Session, editing: Option<&Field>, width: u16) -> String {
        let area = Rect::new(0, 0, width, 1);
        let mut buf = Buffer::empty(area);
        render(session, editing, area, &mut buf);
        dump(&buf)
    }

    #[test]
    fn the_scope_is_shown_with_what_is_known_of_it() {
        let session = session();
        insta::assert_snapshot!(drawn(&session, None, 118), @" scope ▸ -C apache -F country=uk                                   214 of 1 902 nodes   2 marked   mc 0.41s   12s ago");
        insta::assert_snapshot!(drawn(&session, None, 78), @" scope ▸ -C apache -F c…   214 of 1 902 nodes   2 marked   mc 0.41s   12s ago");
        insta::assert_snapshot!(drawn(&session, None, 40), @" scope ▸ -C apache -F country=uk");
    }

    #[test]
    fn while_typing_the_known_nodes_are_counted() {
        let mut session = session();
        session.census.estimate = Some(Estimate {
            matching: 210,
            unsure: 4,
            known: 1902,
            ..Estimate::default()
        });
        insta::assert_snapshot!(drawn(&session, Some(&Field::new("-C apa")), 100), @" scope ▸ -C apa                                       210 of 1 902 known nodes, 4 unsure   2 marked");
    }

    #[test]
    fn no_room_is_no_panic() {
        for width in 0..40 {
            drawn(&session(), None, width);
            drawn(&session(), Some(&Field::new("-C x")), width);
        }
    }
}
