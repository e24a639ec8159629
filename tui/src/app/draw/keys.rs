//! The row of keys: as many as fit, each with all of its words.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::app::App;
use crate::keymap::Verb;
use crate::theme::Role;

impl App {
    pub(super) fn keys(&self, row: Rect, buf: &mut Buffer) {
        let look = &self.session.look;
        let offer = self.offer();
        let pieces = offer.bar().filter_map(|hint| {
            let key = self.keys_of(&offer, hint.verb).next()?;
            let spans = [
                Span::styled(format!(" {key}"), look.style(Role::Key)),
                Span::styled(format!(" {} ", hint.label), look.style(Role::Muted)),
            ];
            // The ways out and to the other keys come before everything else.
            let first = matches!(hint.verb, Verb::Help | Verb::Back);
            Some((spans, first))
        });
        let pieces: Vec<_> = pieces.collect();
        let width = |spans: &[Span<'_>; 2]| spans.iter().map(Span::width).sum::<usize>();
        let mut room = usize::from(row.width);
        let mut shown = vec![false; pieces.len()];
        for turn in [true, false] {
            for (index, (spans, first)) in pieces.iter().enumerate() {
                if *first == turn && width(spans) <= room {
                    room -= width(spans);
                    shown[index] = true;
                }
            }
        }
        let kept = pieces.into_iter().zip(shown).filter(|(_, shown)| *shown);
        let spans: Vec<Span<'_>> = kept.flat_map(|((spans, _), _)| spans).collect();
        Line::from(spans).render(row, buf);
    }
}
