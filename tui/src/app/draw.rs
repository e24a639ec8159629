//! The frame: tabs above, the screen, a message and the keys below.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::App;
use crate::effect::Tone;
use crate::screens::ScreenName;
use crate::text;
use crate::theme::Role;

impl App {
    /// Draws everything: same state, same cells.
    pub(crate) fn render(&self, area: Rect, buf: &mut Buffer) {
        let [tabs, screen, message, keys] = layout(area);
        self.tabs().render(tabs, buf);
        self.screen().render(&self.session, screen, buf);
        self.message().render(message, buf);
        self.keys().render(keys, buf);
        for popup in &self.popups {
            popup.render(&self.session, popup.place(&self.session, screen), buf);
        }
    }

    fn tabs(&self) -> Line<'_> {
        let look = &self.session.look;
        let mut spans = vec![Span::styled(" mco ", look.style(Role::Title))];
        for name in ScreenName::ALL {
            let key = self.session.keymap.keys(name.verb()).first();
            let key = key.map(ToString::to_string).unwrap_or_default();
            let tab = format!("{key} {}", name.title());
            spans.push(match name == self.shown {
                true => Span::styled(format!("[{tab}]"), look.style(Role::Accent)),
                false => Span::styled(format!(" {tab} "), look.style(Role::Text)),
            });
        }
        Line::from(spans)
    }

    fn message(&self) -> Line<'_> {
        let Some(notice) = &self.notice else {
            return Line::default();
        };
        let role = match notice.tone {
            Tone::Plain => Role::Text,
            Tone::Good => Role::Good,
            Tone::Warning => Role::Warning,
            Tone::Bad => Role::Bad,
        };
        let style = self.session.look.style(role);
        Line::styled(format!(" {}", text::line(&notice.text)), style)
    }

    fn keys(&self) -> Line<'_> {
        let look = &self.session.look;
        let mut spans = Vec::new();
        let hints = self.top().hints(&self.session);
        for hint in hints.iter().filter(|hint| hint.bar) {
            let Some(key) = self.session.keymap.keys(hint.verb).first() else {
                continue;
            };
            spans.push(Span::styled(format!(" {key}"), look.style(Role::Key)));
            spans.push(Span::styled(format!(" {} ", hint.label), look.style(Role::Muted)));
        }
        Line::from(spans)
    }
}

/// Tabs, screen, message, keys.
pub(crate) fn layout(area: Rect) -> [Rect; 4] {
    let row = |y: u16, height: u16| {
        Rect {
            y: area.y.saturating_add(y),
            height,
            ..area
        }
        .intersection(area)
    };
    let middle = area.height.saturating_sub(3);
    [row(0, 1), row(1, middle), row(1 + middle, 1), row(2 + middle, 1)]
}
