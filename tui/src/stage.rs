//! For tests: the whole program on a terminal made of cells, with a keyboard and somebody who listens to its orders.

mod cast;

use std::borrow::Cow;
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use unicode_width::UnicodeWidthStr;

use crate::app::{App, Outside};
use crate::backend::Draft;
use crate::component::{Component, Hint};
use crate::effect::{Effect, Message};
use crate::keymap::{Key, Verb};
use crate::look::Look;
use crate::order::Order;
use crate::report::{Link, Report};
use crate::scope::Scope;
use crate::screens::ScreenName;
use crate::session::Session;
use crate::theme::Theme;

pub(crate) use cast::{agents, apart, desk, known, node, nodes, now, session};

/// The program, a keyboard and a screen.
pub(crate) struct Stage {
    /// The program. Tests read it; they change it by keys and reports.
    pub(crate) app: App,
    size: Size,
    orders: Vec<Order>,
    copied: Vec<String>,
    drafts: Vec<Draft>,
    left: bool,
}

impl Stage {
    /// As the user finds it after the start: the desk is known and the broker is connected. Its first orders are done.
    pub(crate) fn new(width: u16, height: u16) -> Self {
        Self::blank(width, height).started()
    }

    /// The same with screens on which nothing is, for what opens on top of them.
    pub(crate) fn bare(width: u16, height: u16) -> Self {
        let mut stage = Self::blank(width, height);
        let screens = ScreenName::ALL.map(|name| (name, Box::new(Nothing) as Box<dyn Component>));
        stage.app.set_screens(screens.into());
        stage.started()
    }

    fn started(self) -> Self {
        let mut stage = self;
        let first = stage.app.begin();
        stage.take(first);
        stage.orders.clear();
        stage.hear(&Report::Desk(Box::new(desk())));
        stage.hear(&Report::Link(Link::Up("b2".to_owned())));
        stage
    }

    /// Before anything is known.
    pub(crate) fn blank(width: u16, height: u16) -> Self {
        let size = Size { width, height };
        let mut app = App::new(session(), ScreenName::Fleet);
        app.resize(size);
        Self {
            app,
            size,
            orders: Vec::new(),
            copied: Vec::new(),
            drafts: Vec::new(),
            left: false,
        }
    }

    /// In ASCII only.
    pub(crate) fn ascii(mut self) -> Self {
        self.app.session.look = Look::new(Theme::Mono, true);
        self
    }

    /// Refusing whatever changes nodes.
    pub(crate) fn read_only(mut self) -> Self {
        (self.app.session.read_only, self.app.session.sealed) = (true, true);
        self
    }

    /// With this scope from the start.
    pub(crate) fn scope(mut self, text: &str) -> Self {
        self.app.session.scope = Scope::new(text);
        self
    }

    /// Presses keys, written as in `keys.toml` with blanks between them: `/ c o u enter`.
    pub(crate) fn keys(mut self, keys: &str) -> Self {
        self.press(keys);
        self
    }

    /// Like [`keys`](Self::keys), in place.
    pub(crate) fn press(&mut self, keys: &str) {
        let key: Key = keys.parse().expect("keys of a test can be read");
        for event in key.events() {
            let outside = self.app.on_key(event);
            self.take(outside);
        }
    }

    /// Types letters, digits and signs one after another.
    pub(crate) fn type_text(mut self, text: &str) -> Self {
        for c in text.chars() {
            let key = if c == ' ' {
                "space".to_owned()
            } else {
                c.to_string()
            };
            self.press(&key);
        }
        self
    }

    /// Pastes.
    pub(crate) fn paste(mut self, text: &str) -> Self {
        let outside = self.app.on_paste(text);
        self.take(outside);
        self
    }

    /// Opens a popup, as a screen would.
    pub(crate) fn open(&mut self, popup: Box<dyn Component>) {
        let outside = self.app.settle(vec![Effect::Open(popup)]);
        self.take(outside);
    }

    /// Lets a screen tell the others something.
    pub(crate) fn tell(mut self, message: Message) -> Self {
        let outside = self.app.settle(vec![Effect::Tell(message)]);
        self.take(outside);
        self
    }

    /// Lets the backend tell something.
    pub(crate) fn report(mut self, report: Report) -> Self {
        self.hear(&report);
        self
    }

    /// Like [`report`](Self::report), in place.
    pub(crate) fn hear(&mut self, report: &Report) {
        let outside = self.app.on_report(report);
        self.take(outside);
    }

    /// Lets time pass.
    pub(crate) fn wait(mut self, time: Duration) -> Self {
        let now = self.app.session.now + time;
        let outside = self.app.on_tick(now);
        self.take(outside);
        self
    }

    /// Gives the terminal another size.
    pub(crate) fn resize(mut self, width: u16, height: u16) -> Self {
        self.size = Size { width, height };
        self.app.resize(self.size);
        self
    }

    /// The orders since they were last asked for.
    pub(crate) fn orders(&mut self) -> Vec<Order> {
        std::mem::take(&mut self.orders)
    }

    /// What was given to the editor since that was last asked.
    pub(crate) fn drafts(&mut self) -> Vec<Draft> {
        std::mem::take(&mut self.drafts)
    }

    /// What was put on the clipboard, oldest first.
    pub(crate) fn copied(&self) -> &[String] {
        &self.copied
    }

    /// Whether the program has ended.
    pub(crate) fn left(&self) -> bool {
        self.left
    }

    /// The cells. Also looks whether all hints are true.
    pub(crate) fn buffer(&self) -> Buffer {
        self.app.check_hints();
        let area = Rect::from((ratatui::layout::Position::ORIGIN, self.size));
        let mut buf = Buffer::empty(area);
        self.app.render(area, &mut buf);
        buf
    }

    /// What the screen shows, without blanks at the ends of lines.
    pub(crate) fn screen(&self) -> String {
        dump(&self.buffer())
    }

    /// What the screen itself shows, without tabs, message and keys around it.
    pub(crate) fn body(&self) -> String {
        let area = crate::app::layout(Rect::from((ratatui::layout::Position::ORIGIN, self.size)))[1];
        let text = self.screen();
        let lines = text.lines().skip(usize::from(area.y));
        let lines: Vec<&str> = lines.take(usize::from(area.height)).collect();
        lines.join("\n")
    }

    /// What the popup on top shows, with its frame.
    pub(crate) fn popup(&self) -> String {
        let buf = self.buffer();
        let area = self.app.popup_place(buf.area).expect("a popup is open");
        let mut popup = Buffer::empty(area);
        for at in area.positions() {
            popup[at] = buf[at].clone();
        }
        dump(&popup)
    }

    fn take(&mut self, outside: Vec<Outside>) {
        for work in outside {
            match work {
                Outside::Order(order) => self.orders.push(order),
                Outside::Copy(text) => self.copied.push(text),
                Outside::Leave => self.left = true,
                Outside::Edit(draft) => self.drafts.push(draft),
                Outside::Suspend | Outside::Redraw => {}
            }
        }
    }
}

/// A screen on which nothing is.
struct Nothing;

impl Component for Nothing {
    fn title(&self) -> Cow<'static, str> {
        "Nothing".into()
    }

    fn hints(&self, _session: &Session) -> Vec<Hint> {
        Vec::new()
    }

    fn on_verb(&mut self, _session: &mut Session, _verb: Verb) -> Vec<Effect> {
        Vec::new()
    }

    fn render(&self, _session: &Session, _area: Rect, _buf: &mut Buffer) {}
}

/// The lines of a buffer, without blanks at their ends.
pub(crate) fn dump(buf: &Buffer) -> String {
    let line = |y: u16| {
        let mut line = String::new();
        let mut x = buf.area.left();
        while x < buf.area.right() {
            let symbol = buf[(x, y)].symbol();
            let safe = matches!(crate::text::line(symbol), Cow::Borrowed(_));
            assert!(safe, "{symbol:?} would reach the terminal");
            line.push_str(symbol);
            x += u16::try_from(symbol.width()).unwrap_or(1).max(1);
        }
        line.trim_end().to_owned()
    };
    let lines: Vec<String> = (buf.area.top()..buf.area.bottom()).map(line).collect();
    lines.join("\n")
}
