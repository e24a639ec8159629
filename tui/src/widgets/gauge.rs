//! How far something is.

use ratatui::text::{Line, Span};

use crate::look::{Glyph, Look};
use crate::text;
use crate::theme::Role;

/// Widest bar.
const WIDEST: usize = 40;

/// `[██████░░] 206/214  96%` in at most `width` columns; the bar goes first where there is not enough room.
pub(crate) fn gauge(look: &Look, done: usize, of: usize, width: usize) -> Line<'static> {
    let percent = (done.min(of) * 100).checked_div(of).unwrap_or(0);
    let words = format!("{}/{} {percent:>3}%", text::count(done), text::count(of));
    let room = width.saturating_sub(words.len() + 3).min(WIDEST);
    if room < 4 {
        let role = look.style(Role::Text);
        return Line::styled(text::fit(&words, width.min(words.len()), ""), role);
    }
    let full = (done.min(of) * room).checked_div(of).unwrap_or(0);
    let role = if done >= of { Role::Good } else { Role::Accent };
    Line::from(vec![
        Span::raw("["),
        Span::styled(look.glyph(Glyph::Full).repeat(full), look.style(role)),
        Span::styled(
            look.glyph(Glyph::Empty).repeat(room - full),
            look.style(Role::Muted),
        ),
        Span::raw(format!("] {words}")),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::Theme;

    #[test]
    fn a_gauge_fits_its_room() {
        let look = Look::new(Theme::Mono, false);
        assert_eq!(
            gauge(&look, 206, 214, 30).to_string(),
            "[██████████████░] 206/214  96%"
        );
        assert_eq!(gauge(&look, 1000, 50_000, 10).to_string(), "1 000/50 0");
        assert_eq!(
            gauge(&look, 0, 0, 20).to_string(),
            "[░░░░░░░░░░] 0/0   0%".replace("░░░░░░░░░░", "░░░░░░░░░")
        );
        assert_eq!(gauge(&look, 7, 0, 0).to_string(), "");
    }
}
