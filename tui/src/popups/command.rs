//! The command bar: one line that runs any command or steers the screens.

mod draw;
mod line;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use self::line::Meaning;
use super::pager::Pager;
use crate::component::{Component, Event, Hint};
use crate::effect::{Effect, Message, Notice, Tone};
use crate::keymap::Verb;
use crate::order::{Order, Ticket};
use crate::report::{Candidate, Report};
use crate::scope::Scope;
use crate::session::Session;
use crate::widgets::field::Field;

/// Completions looked at; nobody reads more.
const MOST_CANDIDATES: usize = 200;

/// Lines remembered here, besides those of earlier sessions.
const REMEMBERED: usize = 100;

/// One line that is being typed, with what could follow.
#[derive(Default)]
pub(crate) struct Command {
    field: Field,
    wrong: Option<String>,
    /// The order whose completions are awaited, and how far its line is shifted.
    asked: Option<(Ticket, isize)>,
    candidates: Vec<Candidate>,
    /// Where a candidate begins.
    from: usize,
    /// The candidate that was put into the line.
    chosen: Option<usize>,
    /// Lines of earlier sessions, newest first.
    past: Vec<String>,
    /// Which earlier line is shown, from 0 for the newest, and what was typed before.
    recalled: Option<(usize, String)>,
}

impl Command {
    /// Nothing is typed yet.
    pub(crate) fn new() -> Self {
        Self::with("")
    }

    /// With a line to begin from.
    pub(crate) fn with(line: &str) -> Self {
        let line = line.strip_prefix("mco ").unwrap_or(line);
        let mut command = Self {
            field: Field::new(line),
            ..Self::default()
        };
        command.candidates = command.own_words();
        command
    }

    /// The line has changed: asks what could follow.
    fn changed(&mut self, session: &mut Session) -> Vec<Effect> {
        self.wrong = None;
        self.recalled = None;
        self.from = 0;
        self.candidates = self.own_words();
        self.ask(session)
    }

    fn ask(&mut self, session: &mut Session) -> Vec<Effect> {
        self.chosen = None;
        let (line, shift) = line::completed_as(self.field.text());
        let cursor = self.field.cursor().checked_add_signed(shift);
        let Some(cursor) = cursor.filter(|cursor| line.is_char_boundary(*cursor)) else {
            return Vec::new();
        };
        let ticket = session.ticket();
        self.asked = Some((ticket, shift));
        vec![Effect::Order(Order::Complete { ticket, line, cursor })]
    }

    /// Puts the next candidate into the line.
    fn complete(&mut self, session: &mut Session, forward: bool) -> Vec<Effect> {
        let len = self.candidates.len();
        let next = match self.chosen {
            None if forward => 0,
            None => len.saturating_sub(1),
            Some(index) if forward => (index + 1) % len.max(1),
            Some(index) => (index + len.saturating_sub(1)) % len.max(1),
        };
        let Some(candidate) = self.candidates.get(next) else {
            return self.ask(session);
        };
        let blank = if candidate.complete { " " } else { "" };
        self.field
            .replace(self.from, &format!("{}{blank}", candidate.value));
        self.wrong = None;
        if len == 1 {
            return self.ask(session);
        }
        self.chosen = Some(next);
        Vec::new()
    }

    /// Shows an older line, or a newer one.
    fn recall(&mut self, session: &Session, older: bool) {
        let lines: Vec<&String> = session.lines.iter().rev().chain(&self.past).collect();
        let (next, typed) = match (self.recalled.take(), older) {
            (None, true) => (Some(0), self.field.text().to_owned()),
            (None, false) => return,
            (Some((index, typed)), true) => (Some((index + 1).min(lines.len().saturating_sub(1))), typed),
            (Some((index, typed)), false) => (index.checked_sub(1), typed),
        };
        match next.and_then(|index| Some((index, lines.get(index)?))) {
            Some((index, line)) => {
                self.field.set(line.as_str());
                self.recalled = Some((index, typed));
            }
            None => self.field.set(typed),
        }
        self.candidates.clear();
        self.chosen = None;
    }

    fn accept(&mut self, session: &mut Session) -> Vec<Effect> {
        let meaning = match line::read(self.field.text()) {
            Ok(meaning) => meaning,
            Err(wrong) => {
                self.wrong = Some(wrong);
                return Vec::new();
            }
        };
        let typed = self.field.text().trim().to_owned();
        if meaning != Meaning::Nothing && session.lines.last() != Some(&typed) {
            session.lines.push(typed);
            let forgotten = session.lines.len().saturating_sub(REMEMBERED);
            session.lines.drain(..forgotten);
        }
        let mut effects = vec![Effect::Close];
        effects.extend(follow(meaning, session));
        effects
    }

    fn hear(&mut self, report: &Report) {
        match report {
            Report::Completions {
                ticket,
                from,
                candidates,
            } => {
                let Some((_, shift)) = self.asked.filter(|(asked, _)| asked == ticket) else {
                    return;
                };
                self.from = from.saturating_add_signed(-shift);
                self.candidates = self.own_words();
                self.candidates
                    .extend(candidates.iter().take(MOST_CANDIDATES).cloned());
                self.chosen = None;
            }
            Report::History(past) => {
                let line = |line: &str| line.strip_prefix("mco ").unwrap_or(line).to_owned();
                self.past = past.iter().map(|past| line(&past.line)).collect();
            }
            _ => {}
        }
    }

    /// Words that the screens know, where the first word is being typed.
    fn own_words(&self) -> Vec<Candidate> {
        let start = &self.field.text()[..self.field.cursor()];
        let first = !start.contains(char::is_whitespace);
        let fit = line::OWN
            .iter()
            .filter(|(word, _)| first && word.starts_with(start));
        let own = fit.map(|(word, about)| Candidate {
            value: (*word).to_owned(),
            about: (*about).to_owned(),
            complete: true,
        });
        own.collect()
    }
}

impl Component for Command {
    fn title(&self) -> Cow<'static, str> {
        "Command".into()
    }

    fn hints(&self, _session: &Session) -> Vec<Hint> {
        vec![
            Hint::new(Verb::Accept, "run"),
            Hint::new(Verb::Complete, "complete"),
            Hint::quiet(Verb::PreviousField, "complete backwards"),
            Hint::new(Verb::Up, "earlier lines"),
            Hint::quiet(Verb::Down, "later lines"),
            Hint::new(Verb::Back, "leave it"),
        ]
    }

    fn typing(&self) -> bool {
        true
    }

    fn on_verb(&mut self, session: &mut Session, verb: Verb) -> Vec<Effect> {
        match verb {
            Verb::Accept => self.accept(session),
            Verb::Complete => self.complete(session, true),
            Verb::PreviousField => self.complete(session, false),
            Verb::Up => {
                self.recall(session, true);
                Vec::new()
            }
            Verb::Down => {
                self.recall(session, false);
                Vec::new()
            }
            _ => vec![Effect::Close],
        }
    }

    fn field(&mut self) -> Option<&mut Field> {
        Some(&mut self.field)
    }

    fn on_typed(&mut self, session: &mut Session) -> Vec<Effect> {
        self.changed(session)
    }

    fn on_event(&mut self, _session: &mut Session, event: &Event<'_>) -> Vec<Effect> {
        if let Event::Report(report) = event {
            self.hear(report);
        }
        Vec::new()
    }

    fn render(&self, session: &Session, area: Rect, buf: &mut Buffer) {
        self.draw(session, area, buf);
    }

    fn place(&self, _session: &Session, screen: Rect) -> Rect {
        self.bottom(screen)
    }
}

fn follow(meaning: Meaning, session: &mut Session) -> Vec<Effect> {
    match meaning {
        Meaning::Nothing => Vec::new(),
        Meaning::Quit => vec![Effect::Quit],
        Meaning::Show(screen) => vec![Effect::Show(screen)],
        Meaning::Node(node) => vec![Effect::Tell(Message::Node(node))],
        Meaning::Bucket(name) => vec![Effect::Tell(Message::Bucket(name))],
        Meaning::Governor(name) => vec![Effect::Tell(Message::Governor(name))],
        Meaning::Scope(text) => {
            session.scope = Scope::typed(&text);
            vec![Effect::Tell(Message::Scoped)]
        }
        Meaning::ReadOnly(false) if session.sealed => {
            let words = "--read-only holds until the screens are left";
            vec![Effect::Say(Notice::new(Tone::Bad, words))]
        }
        Meaning::ReadOnly(read_only) => {
            session.read_only = read_only;
            let words = match read_only {
                true => "whatever changes nodes is refused",
                false => "changes are possible again",
            };
            vec![
                Effect::Order(Order::ReadOnly(read_only)),
                Effect::Say(Notice::new(Tone::Plain, words)),
            ]
        }
        Meaning::Command(line) => {
            let ticket = session.ticket();
            let pager = Pager::of(format!("mco {}", line::shown(&line)), ticket);
            let order = Order::Command { ticket, line };
            vec![Effect::Open(Box::new(pager)), Effect::Order(order)]
        }
    }
}
