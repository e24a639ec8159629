//! The program as plain state: the session, the screens and the popups on top of them.

mod draw;

use std::time::SystemTime;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Size;

use crate::component::{Component, Event, Hint};
use crate::effect::{Effect, Message, Notice, Tone};
use crate::keymap::{Key, Verb};
use crate::order::Order;
use crate::popups::confirm::Confirm;
use crate::report::Report;
use crate::screens::ScreenName;
use crate::session::Session;
use crate::text;

pub(crate) use draw::layout;

/// Effects one event may lead to; more mean that two screens answer each other for ever.
const MAX_EFFECTS: usize = 1000;

/// The whole program without its terminal.
pub(crate) struct App {
    pub(crate) session: Session,
    screens: Vec<(ScreenName, Box<dyn Component>)>,
    shown: ScreenName,
    popups: Vec<Box<dyn Component>>,
    /// The beginning of a chord.
    pending: Option<Key>,
    notice: Option<Notice>,
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

    /// What is wanted at the start.
    pub(crate) fn begin(&mut self) -> Vec<Outside> {
        self.settle(vec![
            Effect::Order(Order::Load),
            Effect::Order(Order::Connect),
            Effect::Tell(Message::Shown(self.shown)),
        ])
    }

    /// A key was pressed.
    pub(crate) fn on_key(&mut self, event: KeyEvent) -> Vec<Outside> {
        if self.top().typing() && is_text(event) {
            self.pending = None;
            let effects = self.with_top(|top, session| top.on_text(session, event));
            return self.settle(effects);
        }
        let key = Key::of(event);
        let key = match self.pending.take() {
            Some(first) => first.then(&key),
            None => key,
        };
        match self.meant(&key) {
            Some(Meant::Top(verb)) => {
                let effects = self.with_top(|top, session| top.on_verb(session, verb));
                self.settle(effects)
            }
            Some(Meant::App(verb)) => {
                let effects = self.on_verb(verb);
                self.settle(effects)
            }
            None => {
                self.pending = self.session.keymap.begins(&key).then_some(key);
                Vec::new()
            }
        }
    }

    /// Text was pasted.
    pub(crate) fn on_paste(&mut self, text: &str) -> Vec<Outside> {
        if !self.top().typing() {
            return Vec::new();
        }
        let text = text::joined(text);
        let effects = self.with_top(|top, session| top.on_paste(session, &text));
        self.settle(effects)
    }

    /// The backend told something.
    pub(crate) fn on_report(&mut self, report: &Report) -> Vec<Outside> {
        self.session.hear(report);
        self.broadcast(&Event::Report(report))
    }

    /// Time passed.
    pub(crate) fn on_tick(&mut self, now: SystemTime) -> Vec<Outside> {
        self.session.now = now;
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

    /// The verbs the program itself answers, wherever the user is.
    fn hints(&self) -> Vec<Hint> {
        let mut hints = Vec::new();
        if self.popups.is_empty() {
            let others = ScreenName::ALL.into_iter().filter(|name| *name != self.shown);
            hints.extend(others.map(|name| Hint::quiet(name.verb(), name.title())));
            hints.push(Hint::quiet(Verb::Quit, "leave"));
        }
        hints.push(Hint::quiet(Verb::Suspend, "back to the shell"));
        hints.push(Hint::quiet(Verb::Redraw, "draw again"));
        hints
    }

    fn on_verb(&mut self, verb: Verb) -> Vec<Effect> {
        let screen = ScreenName::ALL.into_iter().find(|name| name.verb() == verb);
        match verb {
            _ if let Some(screen) = screen => vec![Effect::Show(screen)],
            Verb::Quit => vec![Effect::Quit],
            Verb::Suspend => vec![Effect::Suspend],
            Verb::Redraw => vec![Effect::Redraw],
            _ => Vec::new(),
        }
    }

    /// Who answers a key, and what it means to them.
    fn meant(&self, key: &Key) -> Option<Meant> {
        let verbs = self.session.keymap.verbs(key);
        let of = |hints: Vec<Hint>| {
            let offered = |verb: &&Verb| hints.iter().any(|hint| hint.verb == **verb);
            verbs.iter().find(offered).copied()
        };
        let top = of(self.top().hints(&self.session)).map(Meant::Top);
        top.or_else(|| of(self.hints()).map(Meant::App))
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

    /// Does what can be done here, until nothing but work for others is left.
    pub(crate) fn settle(&mut self, effects: Vec<Effect>) -> Vec<Outside> {
        let mut outside = Vec::new();
        let mut waiting = std::collections::VecDeque::from(effects);
        for _ in 0..MAX_EFFECTS {
            let Some(effect) = waiting.pop_front() else {
                break;
            };
            match effect {
                Effect::Order(order) => outside.push(Outside::Order(order)),
                Effect::Open(popup) => self.popups.push(popup),
                Effect::Close => drop(self.popups.pop()),
                Effect::Show(screen) => waiting.extend(self.show(screen)),
                Effect::Say(notice) => self.notice = Some(notice),
                Effect::Copy(text) => {
                    self.notice = Some(Notice::new(Tone::Good, format!("copied: {text}")));
                    outside.push(Outside::Copy(text));
                }
                Effect::Tell(message) => waiting.extend(self.tell(&message)),
                Effect::Quit => waiting.extend(self.quit()),
                Effect::Leave => outside.push(Outside::Leave),
                Effect::Suspend => outside.push(Outside::Suspend),
                Effect::Redraw => outside.push(Outside::Redraw),
            }
        }
        outside
    }

    fn tell(&mut self, message: &Message) -> Vec<Effect> {
        let mut effects = self.hearing(&Event::Message(message));
        match message {
            Message::Act | Message::Compose { .. } | Message::Begin(_) | Message::Watch(_) => {
                effects.push(Effect::Show(ScreenName::Run));
            }
            Message::Node(_) => effects.push(Effect::Show(ScreenName::Fleet)),
            Message::Job(_) => effects.push(Effect::Show(ScreenName::Jobs)),
            Message::Scoped | Message::Shown(_) => {}
        }
        effects
    }

    fn show(&mut self, screen: ScreenName) -> Vec<Effect> {
        if self.shown == screen {
            return Vec::new();
        }
        self.shown = screen;
        vec![Effect::Tell(Message::Shown(screen))]
    }

    fn quit(&mut self) -> Vec<Effect> {
        let unfinished: Vec<String> = self
            .screens
            .iter()
            .filter_map(|(_, screen)| screen.unfinished())
            .collect();
        if unfinished.is_empty() {
            return vec![Effect::Leave];
        }
        let confirm = Confirm::new("Leave?", unfinished, vec![Effect::Leave]);
        vec![Effect::Open(Box::new(confirm))]
    }
}

/// Who answers a key.
enum Meant {
    /// The popup or screen on top.
    Top(Verb),
    /// The program.
    App(Verb),
}

/// Whether a key is typed into a text field when there is one.
pub(crate) fn is_text(event: KeyEvent) -> bool {
    let chord = event
        .modifiers
        .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
    match event.code {
        KeyCode::Char('w' | 'u' | 'h') if event.modifiers == KeyModifiers::CONTROL => true,
        KeyCode::Char(_) => !chord,
        KeyCode::Backspace
        | KeyCode::Delete
        | KeyCode::Left
        | KeyCode::Right
        | KeyCode::Home
        | KeyCode::End => true,
        _ => false,
    }
}
