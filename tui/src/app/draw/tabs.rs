//! The first row: the screens, and who sits here.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::app::App;
use crate::look::Glyph;
use crate::report::Link;
use crate::screens::ScreenName;
use crate::text;
use crate::theme::Role;

/// Before the tabs.
const NAME: &str = " mco ";

/// Seconds before the end of a token from which it is worth a look.
const SOON: u64 = 3600;

impl App {
    pub(super) fn tabs(&self, row: Rect, buf: &mut Buffer) {
        let look = &self.session.look;
        let mut spans = vec![Span::styled(NAME, look.style(Role::Title))];
        for name in ScreenName::ALL {
            let role = if name == self.shown {
                Role::Accent
            } else {
                Role::Text
            };
            spans.push(Span::styled(self.tab(name), look.style(role)));
        }
        let tabs = Line::from(spans);
        let room = usize::from(row.width).saturating_sub(tabs.width() + 2);
        tabs.render(row, buf);
        let mut desk = self.desks().into_iter().filter(|line| line.width() <= room);
        if let Some(desk) = desk.next() {
            desk.right_aligned().render(row, buf);
        }
    }

    /// The screen whose tab is at a column.
    pub(crate) fn tab_at(&self, x: u16) -> Option<ScreenName> {
        let mut start = Span::raw(NAME).width();
        let here = |name: &ScreenName| {
            let end = start + Span::raw(self.tab(*name)).width();
            let hit = (start..end).contains(&usize::from(x));
            start = end;
            hit
        };
        ScreenName::ALL.into_iter().find(here)
    }

    fn tab(&self, name: ScreenName) -> String {
        let key = self.session.keymap.keys(name.verb()).first();
        let key = key.map_or_else(String::new, |key| format!("{key} "));
        let title = name.title();
        match name == self.shown {
            true => format!("[{key}{title}]"),
            false => format!(" {key}{title} "),
        }
    }

    /// Who sits here, from all that can be said to the least.
    fn desks(&self) -> Vec<Line<'static>> {
        let desk = &self.session.desk;
        let muted = |text: &str| piece(text.to_owned(), Role::Muted);
        let context = muted(&desk.context);
        let collective = muted(&desk.collective);
        let (caller, link, sign) = (self.caller(), self.link(), self.sign());
        let read_only = self
            .session
            .read_only
            .then(|| ("read-only".to_owned(), Role::Warning));
        let lists = [
            vec![
                read_only.clone(),
                context.clone(),
                collective,
                caller.clone(),
                link.clone(),
            ],
            vec![read_only.clone(), context.clone(), caller, link.clone()],
            vec![read_only.clone(), context, link.clone()],
            vec![read_only.clone(), link],
            vec![read_only],
            vec![],
        ];
        lists.map(|pieces| self.line(pieces, sign)).into()
    }

    fn line(&self, pieces: Vec<Option<(String, Role)>>, sign: Option<(Glyph, Role)>) -> Line<'static> {
        let look = &self.session.look;
        let between = format!(" {} ", look.glyph(Glyph::Dot));
        let mut spans = Vec::new();
        for (text, role) in pieces.into_iter().flatten() {
            if !spans.is_empty() {
                spans.push(Span::styled(between.clone(), look.style(Role::Muted)));
            }
            spans.push(Span::styled(text::line(&text).into_owned(), look.style(role)));
        }
        if let Some((glyph, role)) = sign {
            spans.push(Span::styled(format!(" {} ", look.glyph(glyph)), look.style(role)));
        }
        Line::from(spans)
    }

    fn caller(&self) -> Option<(String, Role)> {
        let desk = &self.session.desk;
        let caller = &desk.caller;
        let Some(expires) = desk.expires else {
            return piece(caller.clone(), Role::Muted);
        };
        let left = expires.duration_since(self.session.now).unwrap_or_default();
        let role = match left.as_secs() {
            0 => return piece(format!("{caller} expired"), Role::Bad),
            1..SOON => Role::Warning,
            _ => Role::Muted,
        };
        piece(format!("{caller} {} left", text::age(left)), role)
    }

    fn link(&self) -> Option<(String, Role)> {
        match &self.session.link {
            Link::Unopened => None,
            Link::Connecting => piece("connecting".to_owned(), Role::Muted),
            Link::Up(broker) => {
                let name = broker.split_once("://").map_or(broker.as_str(), |(_, name)| name);
                piece(format!("broker {name}"), Role::Muted)
            }
            Link::Lost => piece("broker lost".to_owned(), Role::Warning),
            Link::Failed(_) => piece("no broker".to_owned(), Role::Bad),
        }
    }

    fn sign(&self) -> Option<(Glyph, Role)> {
        match &self.session.link {
            Link::Unopened => None,
            Link::Connecting => Some((Glyph::Silent, Role::Muted)),
            Link::Up(_) => Some((Glyph::Online, Role::Good)),
            Link::Lost => Some((Glyph::Warning, Role::Warning)),
            Link::Failed(_) => Some((Glyph::Bad, Role::Bad)),
        }
    }
}

fn piece(text: String, role: Role) -> Option<(String, Role)> {
    (!text.is_empty()).then_some((text, role))
}
