//! From a key to whoever answers it.

use crossterm::event::KeyEvent;

use super::{App, Outside, draw};
use crate::component::Hint;
use crate::effect::{Effect, Notice, Tone};
use crate::keymap::{Key, Verb};
use crate::order::Order;
use crate::popups::command::Command;
use crate::popups::help::{Entry, Help, Section};
use crate::popups::history;
use crate::screens::ScreenName;

/// Who answers a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meant {
    /// The popup or screen on top.
    Top(Verb),
    /// The program.
    App(Verb),
}

/// What the keys do now.
pub(super) struct Offer {
    top: Vec<Hint>,
    app: Vec<Hint>,
    typing: bool,
}

impl App {
    /// A key was pressed.
    pub(crate) fn on_key(&mut self, event: KeyEvent) -> Vec<Outside> {
        let key = Key::of(event);
        let offer = self.offer();
        self.forget_remark();
        if offer.typing && key.types() {
            self.pending = None;
            let effects = self.with_top(|top, session| top.on_text(session, event));
            return self.settle(effects);
        }
        let chord = self.pending.take().map(|first| first.then(&key));
        for key in chord.into_iter().chain([key]) {
            if let Some(meant) = self.meant(&offer, &key) {
                return self.act(meant);
            }
            if self.begins(&offer, &key) {
                self.pending = Some(key);
                return Vec::new();
            }
        }
        if let Some(words) = self.nothing(&offer, &Key::of(event)) {
            self.say(Notice::new(Tone::Plain, words));
        }
        Vec::new()
    }

    /// A key that does nothing is told from a terminal that does not listen. Nobody wonders about one that only goes back.
    fn nothing(&self, offer: &Offer, key: &Key) -> Option<String> {
        let verbs = self.session.keymap.verbs(key);
        if offer.typing {
            let back = self.keys_of(offer, Verb::Back).next();
            let back = back.filter(|_| verbs.contains(&Verb::Accept));
            return back.map(|back| format!("that is no answer yet; {back} leaves it"));
        }
        if verbs.contains(&Verb::Back) {
            return None;
        }
        let quit = self.keys_of(offer, Verb::Quit).next();
        if let Some(quit) = quit.filter(|_| verbs.contains(&Verb::Close)) {
            return Some(format!("nothing to close; {quit} leaves mco"));
        }
        let help = self.keys_of(offer, Verb::Help).next();
        let keys = help.map_or_else(String::new, |help| format!("; {help} shows the keys"));
        Some(format!("{key} does nothing here{keys}"))
    }

    /// What the keys do now. Where the terminal is too small to see what they would do, few do anything.
    pub(super) fn offer(&self) -> Offer {
        let blind = draw::is_too_small(self.session.size);
        let mut top = Vec::new();
        if !blind {
            top = self.top().hints(&self.session);
        }
        Offer {
            app: self.hints(blind),
            typing: !blind && self.top().typing(),
            top,
        }
    }

    /// The verbs the program itself answers, wherever the user is.
    fn hints(&self, blind: bool) -> Vec<Hint> {
        let mut hints = Vec::new();
        if !blind && self.popups.is_empty() {
            let others = ScreenName::ALL.into_iter().filter(|name| *name != self.shown);
            hints.extend(others.map(|name| Hint::quiet(name.verb(), name.title())));
            hints.push(Hint::new(Verb::Command, "cmd"));
            hints.push(Hint::quiet(Verb::History, "earlier commands"));
        }
        if self.popups.is_empty() {
            hints.push(Hint::quiet(Verb::Quit, "leave mco"));
            hints.push(Hint::quiet(Verb::Stop, "how to leave mco"));
        }
        hints.push(Hint::quiet(Verb::Suspend, "back to the shell for a while"));
        hints.push(Hint::quiet(Verb::Redraw, "draw again"));
        if !blind {
            hints.push(Hint::new(Verb::Help, "keys"));
        }
        hints
    }

    fn meant(&self, offer: &Offer, key: &Key) -> Option<Meant> {
        let verbs = self.session.keymap.verbs(key);
        let of = |hints: &[Hint]| {
            let offered = |verb: &&Verb| hints.iter().any(|hint| hint.verb == **verb);
            verbs.iter().find(offered).copied()
        };
        let top = of(&offer.top).map(Meant::Top);
        top.or_else(|| of(&offer.app).map(Meant::App))
    }

    /// Whether a chord that means something now begins with this key.
    fn begins(&self, offer: &Offer, start: &Key) -> bool {
        let hints = offer.top.iter().chain(&offer.app);
        let mut keys = hints.flat_map(|hint| self.session.keymap.keys(hint.verb));
        keys.any(|key| key.begins_with(start))
    }

    /// The keys that do what a hint says; other keys of its verb do something else now.
    pub(super) fn keys_of(&self, offer: &Offer, verb: Verb) -> impl Iterator<Item = &Key> {
        let keys = self.session.keymap.keys(verb).iter();
        keys.filter(move |key| {
            let typed = offer.typing && key.first().types();
            let meant = self.meant(offer, key);
            !typed && (meant == Some(Meant::Top(verb)) || meant == Some(Meant::App(verb)))
        })
    }

    fn act(&mut self, meant: Meant) -> Vec<Outside> {
        let effects = match meant {
            Meant::Top(verb) => self.with_top(|top, session| top.on_verb(session, verb)),
            Meant::App(verb) => self.on_verb(verb),
        };
        self.settle(effects)
    }

    fn on_verb(&mut self, verb: Verb) -> Vec<Effect> {
        let screen = ScreenName::ALL.into_iter().find(|name| name.verb() == verb);
        match verb {
            _ if let Some(screen) = screen => vec![Effect::Show(screen)],
            Verb::Command => vec![
                Effect::Open(Box::new(Command::new())),
                Effect::Order(Order::History),
            ],
            Verb::History => vec![
                Effect::Open(Box::new(history::pick())),
                Effect::Order(Order::History),
            ],
            Verb::Help => vec![Effect::Open(Box::new(self.help()))],
            Verb::Quit => vec![Effect::Quit],
            Verb::Stop => vec![Effect::Say(Notice::new(Tone::Plain, self.way_out()))],
            Verb::Suspend => vec![Effect::Suspend],
            Verb::Redraw => vec![Effect::Redraw],
            _ => Vec::new(),
        }
    }

    fn way_out(&self) -> String {
        let offer = self.offer();
        let key = self.keys_of(&offer, Verb::Quit).next();
        key.map_or_else(
            || ":q leaves mco".to_owned(),
            |key| format!("nothing to stop; {key} leaves mco"),
        )
    }

    /// All keys that do something now.
    fn help(&self) -> Help {
        let offer = self.offer();
        let section = |title: String, hints: &[Hint]| {
            let entry = |hint: &Hint| {
                let keys: Vec<String> = self.keys_of(&offer, hint.verb).map(ToString::to_string).collect();
                (!keys.is_empty()).then(|| Entry {
                    keys: keys.join(" "),
                    label: hint.label.to_string(),
                })
            };
            Section {
                title,
                entries: hints.iter().filter_map(entry).collect(),
            }
        };
        Help::new(vec![
            section(self.top().title().into_owned(), &offer.top),
            section("Everywhere".to_owned(), &offer.app),
        ])
    }
}

/// What keys do: the verb, its keys with two blanks between them, and what it does.
#[cfg(test)]
pub(crate) type Hinted = Vec<(Verb, String, String)>;

#[cfg(test)]
impl App {
    /// What the keys do now on top, and wherever the user is.
    pub(crate) fn hinted(&self) -> (Hinted, Hinted) {
        let offer = self.offer();
        let told = |hint: &Hint| {
            let keys: Vec<String> = self.keys_of(&offer, hint.verb).map(ToString::to_string).collect();
            (!keys.is_empty()).then(|| (hint.verb, keys.join("  "), hint.label.to_string()))
        };
        let all = |hints: &[Hint]| hints.iter().filter_map(told).collect();
        (all(&offer.top), all(&offer.app))
    }

    /// Panics when a hint promises what no key does, or promises it twice.
    pub(crate) fn check_hints(&self) {
        let offer = self.offer();
        let title = self.top().title();
        for (index, hint) in offer.top.iter().enumerate() {
            let verb = hint.verb.name();
            assert!(
                self.keys_of(&offer, hint.verb).next().is_some(),
                "no key reaches {verb} on {title}"
            );
            let again = offer.top[..index].iter().any(|other| other.verb == hint.verb);
            assert!(!again, "{verb} is hinted twice on {title}");
            assert!(!hint.label.is_empty(), "{verb} says nothing on {title}");
        }
        let help = self.keys_of(&offer, Verb::Help).next();
        assert!(
            help.is_some() || draw::is_too_small(self.session.size),
            "no key helps on {title}"
        );
    }
}

impl Offer {
    /// What the hint bar may show, the screen's own first.
    pub(super) fn bar(&self) -> impl Iterator<Item = &Hint> {
        self.top.iter().chain(&self.app).filter(|hint| hint.bar)
    }
}
