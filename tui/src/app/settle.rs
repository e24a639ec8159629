//! What follows from keys and reports, carried through to the end.

use std::borrow::Cow;
use std::collections::VecDeque;

use super::{App, Outside};
use crate::component::Event;
use crate::effect::{Effect, Message, Notice, Tone};
use crate::popups::confirm::Confirm;
use crate::screens::ScreenName;
use crate::text;

/// Effects one event may lead to; more mean that two screens answer each other for ever.
const MAX_EFFECTS: usize = 1000;

/// Popups on top of each other; more mean that one opens itself.
const MAX_POPUPS: usize = 16;

/// Longest text for the clipboard: some terminals drop sequences over about 74 kB, which is so much in base 64.
const MAX_COPY: usize = 54 * 1024;

impl App {
    /// Does what can be done here, until nothing but work for others is left.
    pub(crate) fn settle(&mut self, effects: Vec<Effect>) -> Vec<Outside> {
        let mut outside = Vec::new();
        let mut waiting = VecDeque::from(effects);
        for _ in 0..MAX_EFFECTS {
            let Some(effect) = waiting.pop_front() else {
                break;
            };
            match effect {
                Effect::Order(order) => outside.push(Outside::Order(order)),
                Effect::Open(popup) if self.popups.len() < MAX_POPUPS => self.popups.push(popup),
                Effect::Open(_) => {}
                Effect::Close => drop(self.popups.pop()),
                Effect::Show(screen) => waiting.extend(self.show(screen)),
                Effect::Say(notice) => self.say(notice),
                Effect::Copy(text) => outside.extend(self.copy(&text)),
                Effect::Tell(message) => waiting.extend(self.tell(&message)),
                Effect::Quit => waiting.extend(self.quit()),
                Effect::Leave => outside.push(Outside::Leave),
                Effect::Suspend => outside.push(Outside::Suspend),
                Effect::Edit(draft) => outside.push(Outside::Edit(draft)),
                Effect::Redraw => outside.push(Outside::Redraw),
            }
        }
        outside
    }

    fn show(&mut self, screen: ScreenName) -> Vec<Effect> {
        if self.shown == screen {
            return Vec::new();
        }
        self.shown = screen;
        vec![Effect::Tell(Message::Shown(screen))]
    }

    /// What is pasted elsewhere must not talk to the terminal there, nor run because a line ends.
    fn copy(&mut self, text: &str) -> Option<Outside> {
        if text.len() > MAX_COPY {
            let words = "too long for the clipboard of a terminal";
            self.say(Notice::new(Tone::Warning, words));
            return None;
        }
        let safe = text::clean(text.trim_end_matches(['\n', '\r']));
        let notice = match (&safe, safe.lines().count()) {
            (Cow::Owned(_), _) => Notice::new(Tone::Warning, "copied, with control characters spelled out"),
            (_, 0 | 1) => Notice::new(Tone::Good, format!("copied: {}", safe.trim_end())),
            (_, lines) => {
                let words = format!("copied {lines} lines; a shell they are pasted into may run each");
                Notice::new(Tone::Warning, words)
            }
        };
        self.say(notice);
        Some(Outside::Copy(safe.into_owned()))
    }

    fn tell(&mut self, message: &Message) -> Vec<Effect> {
        let mut effects = self.hearing(&Event::Message(message));
        match message {
            Message::Act | Message::Compose { .. } | Message::Begin(_) | Message::Watch(_) => {
                effects.push(Effect::Show(ScreenName::Run));
            }
            Message::Bucket(_) => effects.push(Effect::Show(ScreenName::Kv)),
            Message::Governor(_) => effects.push(Effect::Show(ScreenName::Gov)),
            Message::Node(_) => effects.push(Effect::Show(ScreenName::Fleet)),
            Message::Job(_) => effects.push(Effect::Show(ScreenName::Jobs)),
            Message::Scoped
            | Message::NewKey(..)
            | Message::Shown(_)
            | Message::Scope(_)
            | Message::Set(_)
            | Message::Facet(_) => {}
        }
        effects
    }

    fn quit(&mut self) -> Vec<Effect> {
        let screens = self.screens.iter().map(|(_, screen)| screen);
        let all = screens.chain(&self.popups);
        let unfinished: Vec<String> = all.filter_map(|component| component.unfinished()).collect();
        if unfinished.is_empty() {
            return vec![Effect::Leave];
        }
        let confirm = Confirm::new("Leave?", unfinished, vec![Effect::Leave]);
        vec![Effect::Open(Box::new(confirm))]
    }
}
