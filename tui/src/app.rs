//! The program as plain state: the session, the screens and the popups on top of them.

mod draw;
mod keys;
mod mouse;
mod settle;
#[cfg(test)]
mod tests;

use std::time::{Duration, SystemTime};

use ratatui::layout::Size;

use crate::backend::Draft;
use crate::component::{Component, Event};
use crate::effect::{Effect, Message, Notice, Tone};
use crate::keymap::Key;
use crate::order::Order;
use crate::popups::pager::Pager;
use crate::report::{Report, Trouble};
use crate::screens::ScreenName;
use crate::session::Session;
use crate::text;

pub(crate) use draw::layout;
#[cfg(test)]
pub(crate) use keys::Hinted;

/// How long good news stay.
const GOOD_NEWS: Duration = Duration::from_secs(10);

/// How long bad news stay; longer, as they may need to be read twice.
const BAD_NEWS: Duration = Duration::from_secs(60);

/// The whole program without its terminal.
pub(crate) struct App {
    pub(crate) session: Session,
    screens: Vec<(ScreenName, Box<dyn Component>)>,
    shown: ScreenName,
    popups: Vec<Box<dyn Component>>,
    /// The beginning of a chord.
    pending: Option<Key>,
    notice: Option<(Notice, SystemTime)>,
}

/// Work for whoever holds the terminal and the backend.
#[derive(Debug)]
pub(crate) enum Outside {
    /// For the backend.
    Order(Order),
    /// Put text on the clipboard.
    Copy(String),
    /// End.
    Leave,
    /// Stop like any program of the shell.
    Suspend,
    /// Give text to the user's editor.
    Edit(Draft),
    /// Draw everything again.
    Redraw,
}

impl App {
    /// All screens, none of which knows anything yet.
    pub(crate) fn new(session: Session, shown: ScreenName) -> Self {
        Self {
            session,
            screens: ScreenName::ALL.map(|name| (name, name.make())).into(),
            shown,
            popups: Vec::new(),
            pending: None,
            notice: None,
        }
    }

    /// Other screens than the real ones.
    #[cfg(test)]
    pub(crate) fn set_screens(&mut self, screens: Vec<(ScreenName, Box<dyn Component>)>) {
        self.screens = screens;
    }

    /// What is wanted at the start.
    pub(crate) fn begin(&mut self) -> Vec<Outside> {
        let read_only = self.session.read_only.then_some(Order::ReadOnly(true));
        let orders = [Order::Load, Order::Connect];
        let mut effects: Vec<Effect> = read_only.into_iter().chain(orders).map(Effect::Order).collect();
        effects.push(Effect::Tell(Message::Shown(self.shown)));
        self.settle(effects)
    }

    /// Shows a text over the first screen.
    pub(crate) fn greet(&mut self, text: &str) {
        self.popups.push(Box::new(Pager::new("Welcome", text)));
    }

    /// Text was pasted.
    pub(crate) fn on_paste(&mut self, text: &str) -> Vec<Outside> {
        if !self.top().typing() || draw::is_too_small(self.session.size) {
            return Vec::new();
        }
        let text = text::joined(text);
        let effects = self.with_top(|top, session| top.on_paste(session, &text));
        self.settle(effects)
    }

    /// The backend told something.
    pub(crate) fn on_report(&mut self, report: &Report) -> Vec<Outside> {
        self.session.hear(report);
        match report {
            Report::Said(trouble) => self.say(Notice::new(Tone::Bad, in_words(trouble))),
            Report::Done(text) => self.say(Notice::new(Tone::Good, text.as_str())),
            _ => {}
        }
        self.broadcast(&Event::Report(report))
    }

    /// Time passed.
    pub(crate) fn on_tick(&mut self, now: SystemTime) -> Vec<Outside> {
        self.session.now = now;
        self.notice.take_if(|(notice, since)| {
            let stays = match notice.tone {
                Tone::Plain | Tone::Good => GOOD_NEWS,
                Tone::Warning | Tone::Bad => BAD_NEWS,
            };
            now.duration_since(*since).is_ok_and(|age| age >= stays)
        });
        self.broadcast(&Event::Tick)
    }

    /// Whether somebody waits for a moment to pass.
    pub(crate) fn restless(&self) -> bool {
        let screens = self.screens.iter().map(|(_, screen)| screen);
        screens.chain(&self.popups).any(|component| component.restless())
    }

    /// The terminal has another size.
    pub(crate) fn resize(&mut self, size: Size) {
        self.session.size = size;
    }

    /// A key was pressed: what was said to the one before is read.
    fn forget_remark(&mut self) {
        self.notice.take_if(|(notice, _)| notice.tone == Tone::Plain);
    }

    /// Says something in the message line.
    pub(crate) fn say(&mut self, notice: Notice) {
        self.notice = Some((notice, self.session.now));
    }

    fn screen(&self) -> &dyn Component {
        let found = self.screens.iter().find(|(name, _)| *name == self.shown);
        found.map_or(self.screens[0].1.as_ref(), |(_, screen)| screen.as_ref())
    }

    fn top(&self) -> &dyn Component {
        self.popups.last().map_or(self.screen(), |popup| popup.as_ref())
    }

    fn with_top<T>(&mut self, work: impl FnOnce(&mut dyn Component, &mut Session) -> T) -> T {
        let shown = self.shown;
        let screen = self
            .screens
            .iter()
            .position(|(name, _)| *name == shown)
            .unwrap_or(0);
        let top = match self.popups.last_mut() {
            Some(popup) => popup.as_mut(),
            None => self.screens[screen].1.as_mut(),
        };
        work(top, &mut self.session)
    }

    fn broadcast(&mut self, event: &Event<'_>) -> Vec<Outside> {
        let effects = self.hearing(event);
        self.settle(effects)
    }

    fn hearing(&mut self, event: &Event<'_>) -> Vec<Effect> {
        let session = &mut self.session;
        let screens = self.screens.iter_mut().map(|(_, screen)| screen);
        let all = screens.chain(self.popups.iter_mut());
        all.flat_map(|component| component.on_event(session, event))
            .collect()
    }
}

/// What went wrong and what to do about it, in one line.
fn in_words(trouble: &Trouble) -> String {
    match &trouble.hint {
        Some(hint) => format!("{}: {hint}", trouble.text),
        None => trouble.text.clone(),
    }
}
