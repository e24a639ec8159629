//! What is said below an input: what is wrong with it, what it is, and what could be meant.

use std::time::SystemTime;

use ddl::InputType;

use super::entry::{Entry, Group, Verdict, Widget};
use crate::text;
use crate::theme::Role;

/// Characters of a description, a label or a value that are looked at; DDLs may hold very long ones.
const BRIEF: usize = 400;

/// Lines a description may take.
const MAX_LINES: usize = 2;

/// Columns from which on what the DDL says may take as many.
const ROOMY: usize = 40;

/// Lines of values that could be meant.
const MAX_OFFERS: usize = 2;

/// The beginning of a text from a DDL or an earlier request, safe and on one line.
pub(crate) fn brief(text: &str) -> String {
    let start: String = text.trim().chars().take(BRIEF).collect();
    let words: Vec<&str> = start.split_whitespace().collect();
    text::line(&words.join(" ")).into_owned()
}

/// The lines below an input, `width` columns wide: all there is to say where it has the keys, else only what is wrong.
pub(super) fn notes(entry: &Entry, focused: bool, now: SystemTime, width: usize) -> Vec<(Role, String)> {
    let mut notes = Vec::new();
    match entry.verdict() {
        Verdict::Bad(reason) => notes.push((Role::Bad, brief(reason))),
        Verdict::Doubtful(reason) => notes.push((Role::Warning, brief(reason))),
        Verdict::Empty | Verdict::Missing | Verdict::Good => {}
    }
    if !focused {
        return notes;
    }
    if entry.is_kept() {
        notes.push((Role::Muted, "given as it is; Backspace takes it away".to_owned()));
    }
    let facts = facts(entry);
    if !facts.is_empty() {
        // Where there is little room, values that could be meant are worth more.
        let most = if width < ROOMY { 1 } else { MAX_LINES };
        let lines = wrapped(&facts, width, most).into_iter();
        notes.extend(lines.map(|line| (Role::Muted, line)));
    }
    let description = brief(&entry.input.description);
    if !description.is_empty() && description != entry.label() {
        let lines = wrapped(&description, width, MAX_LINES).into_iter();
        notes.extend(lines.map(|line| (Role::Muted, line)));
    }
    notes.extend(
        offers(entry, now, width)
            .into_iter()
            .map(|line| (Role::Text, line)),
    );
    notes
}

/// What the DDL says: `package: string, 5 of 90 bytes, shellsafe`.
fn facts(entry: &Entry) -> String {
    let input = &entry.input;
    let mut facts = Vec::new();
    if entry.group != Group::Request {
        facts.push(match &input.kind {
            InputType::Other(word) if word.is_empty() => "of no type".to_owned(),
            kind => brief(kind.word()),
        });
    }
    match entry.group {
        Group::Required => facts.push("required".to_owned()),
        Group::Optional => facts.push("optional".to_owned()),
        Group::Request => {}
    }
    if input.kind == InputType::String && input.max_length > 0 && entry.group != Group::Request {
        let length = entry.value().map_or(0, str::len);
        facts.push(format!("{length} of {} bytes", input.max_length));
    }
    if !input.validation.is_empty() {
        facts.push(brief(&input.validation));
    }
    if *entry.widget() == Widget::Pick {
        facts.push(format!("one of {}", input.list.len()));
    }
    if *entry.widget() == Widget::Json && !entry.is_secret() {
        facts.push("JSON, ^E opens an editor".to_owned());
    }
    if entry.is_secret() {
        facts.push("not shown and not remembered".to_owned());
    }
    let facts = facts.join(", ");
    match entry.group {
        Group::Request => facts,
        _ => format!("{}: {facts}", brief(&entry.name)),
    }
}

/// Values that could be meant.
fn offers(entry: &Entry, now: SystemTime, width: usize) -> Vec<String> {
    let (title, values): (&str, Vec<String>) = match entry.widget() {
        Widget::Pick => {
            let found = entry.candidates(entry.sought());
            ("^Space:", found.iter().map(|value| brief(value)).collect())
        }
        _ => {
            let aged = |(value, when): &(String, SystemTime)| {
                format!("{} ({})", brief(value), text::since(*when, now))
            };
            ("earlier:", entry.recent.iter().map(aged).collect())
        }
    };
    let list = match values.is_empty() {
        true => String::new(),
        false => format!("{title} {}", values.join("   ")),
    };
    wrapped(&list, width, MAX_OFFERS)
}

/// The words on at most so many lines; the last one is too long where something is left out, so that drawing it marks the cut.
fn wrapped(words: &str, width: usize, most: usize) -> Vec<String> {
    let mut lines = match words.is_empty() {
        true => Vec::new(),
        false => text::wrap(words, width),
    };
    if lines.len() > most {
        let rest = lines.split_off(most);
        if let (Some(last), Some(next)) = (lines.last_mut(), rest.first()) {
            last.push(' ');
            last.push_str(next);
        }
    }
    lines
}
