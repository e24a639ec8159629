//! An action: choosing it, its form and plan, and the answers as they arrive.
//!
//! The screen shows either what is being composed or one of the runs it remembers. Runs go on whatever is shown.

mod compose;
mod live;

#[cfg(test)]
pub(super) mod tests;

use std::borrow::Cow;

use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use self::compose::Compose;
use self::live::Live;
use crate::component::{Component, Event, Hint, Mouse};
use crate::effect::{Begin, Effect, Message};
use crate::keymap::Verb;
use crate::session::Session;

/// Runs that can be looked at again; those that still run are never forgotten.
const REMEMBERED: usize = 10;

/// Bytes of answers that the runs before a new one keep; beyond it, the older ones lose the data of theirs.
const MAX_WEIGHT: usize = 64 << 20;

/// The screen.
pub(super) struct Run {
    compose: Compose,
    /// Oldest first.
    runs: Vec<Live>,
    /// Which run is shown; none while an action is composed.
    shown: Option<usize>,
}

impl Run {
    /// Nothing is known yet.
    pub(super) fn new() -> Self {
        Self {
            compose: Compose::new(),
            runs: Vec::new(),
            shown: None,
        }
    }

    fn front(&self) -> &dyn Component {
        match self.shown.and_then(|index| self.runs.get(index)) {
            Some(live) => live,
            None => &self.compose,
        }
    }

    fn front_mut(&mut self) -> &mut dyn Component {
        match self.shown.and_then(|index| self.runs.get_mut(index)) {
            Some(live) => live,
            None => &mut self.compose,
        }
    }

    fn begin(&mut self, session: &Session, begin: &Begin) {
        while self.runs.len() >= REMEMBERED
            && let Some(over) = self.runs.iter().position(Live::is_over)
        {
            self.runs.remove(over);
        }
        self.spare();
        self.runs.push(Live::new(begin.clone(), session.now));
        self.shown = Some(self.runs.len() - 1);
    }

    /// Makes room for the answers of another run.
    fn spare(&mut self) {
        let mut left = MAX_WEIGHT;
        for live in self.runs.iter_mut().rev() {
            match left.checked_sub(live.weight()) {
                Some(rest) => left = rest,
                None if live.is_over() => live.forget_data(),
                None => {}
            }
        }
    }

    /// The run before the one that is shown; what is composed comes after all runs.
    fn earlier(&self) -> Option<usize> {
        self.shown.unwrap_or(self.runs.len()).checked_sub(1)
    }

    /// Keys that change what is shown.
    fn switches(&self) -> Vec<Hint> {
        let mut hints = Vec::new();
        if self.earlier().is_some() {
            let label = match self.shown {
                None => "last run",
                Some(_) => "earlier run",
            };
            // Without it nobody finds the way back to the answers.
            hints.push(match self.shown {
                None => Hint::new(Verb::Earlier, label),
                Some(_) => Hint::quiet(Verb::Earlier, label),
            });
        }
        if let Some(index) = self.shown {
            let last = index + 1 == self.runs.len();
            let label = if last { "compose" } else { "later run" };
            hints.push(Hint::quiet(Verb::Later, label));
        }
        hints
    }
}

impl Component for Run {
    fn title(&self) -> Cow<'static, str> {
        self.front().title()
    }

    fn hints(&self, session: &Session) -> Vec<Hint> {
        let mut hints = self.front().hints(session);
        if self.typing() {
            return hints;
        }
        hints.extend(self.switches());
        if self.shown.is_some() {
            let free = |verb| hints.iter().all(|hint| hint.verb != verb);
            let (back, close) = (free(Verb::Back), free(Verb::Close));
            hints.extend(back.then(|| Hint::new(Verb::Back, "compose")));
            hints.extend(close.then(|| Hint::quiet(Verb::Close, "compose")));
        }
        hints
    }

    fn typing(&self) -> bool {
        self.front().typing()
    }

    fn on_verb(&mut self, session: &mut Session, verb: Verb) -> Vec<Effect> {
        match verb {
            Verb::Earlier => self.shown = self.earlier(),
            Verb::Later => {
                let next = self.shown.map(|index| index + 1);
                self.shown = next.filter(|index| *index < self.runs.len());
            }
            Verb::Back | Verb::Close
                if self.shown.is_some()
                    && self.front().hints(session).iter().all(|hint| hint.verb != verb) =>
            {
                self.shown = None;
            }
            _ => return self.front_mut().on_verb(session, verb),
        }
        Vec::new()
    }

    fn on_text(&mut self, session: &mut Session, key: KeyEvent) -> Vec<Effect> {
        self.front_mut().on_text(session, key)
    }

    fn on_paste(&mut self, session: &mut Session, text: &str) -> Vec<Effect> {
        self.front_mut().on_paste(session, text)
    }

    fn on_mouse(&mut self, session: &mut Session, mouse: Mouse, area: Rect) -> Vec<Effect> {
        self.front_mut().on_mouse(session, mouse, area)
    }

    fn on_event(&mut self, session: &mut Session, event: &Event<'_>) -> Vec<Effect> {
        match event {
            Event::Message(Message::Begin(begin)) => self.begin(session, begin),
            Event::Message(Message::Watch(job)) => {
                let found = self.runs.iter().rposition(|live| live.job() == Some(job));
                self.shown = found.or(self.shown);
            }
            Event::Message(Message::Act | Message::Compose { .. }) => self.shown = None,
            _ => {}
        }
        let mut effects = self.compose.on_event(session, event);
        for live in &mut self.runs {
            effects.extend(live.on_event(session, event));
        }
        effects
    }

    fn render(&self, session: &Session, area: Rect, buf: &mut Buffer) {
        self.front().render(session, area, buf);
    }

    fn restless(&self) -> bool {
        self.compose.restless() || self.runs.iter().any(Component::restless)
    }

    fn unfinished(&self) -> Option<String> {
        let running = self.runs.iter().filter_map(Component::unfinished);
        let running: Vec<String> = running.chain(self.compose.unfinished()).collect();
        (!running.is_empty()).then(|| running.join("; "))
    }
}
