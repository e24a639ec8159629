//! What could be typed at the cursor: words of the shell here, everything else by the engine all completion shares.

use tui::report::Candidate;

use crate::complete::{self, Completion, Typed};
use crate::shell::engine::Base;
use crate::shell::keyword::{self, KEYWORDS};
use crate::shell::option::CHOICES;
use crate::shell::parse::{self, Mark, Token};
use crate::shell::sticky::Used;

/// Words that another statement follows.
const PREFIXES: [&str; 6] = ["mco", "choria", "explain", "dry", "time", "watch"];

/// The command whose flags are those of a filter.
const FILTERED: &str = "find ";

/// The statement the cursor is in.
struct Place<'l> {
    /// It, up to the cursor.
    text: &'l str,
    /// Its complete words before the cursor.
    before: Vec<String>,
    /// Where it begins in the line.
    start: usize,
    /// Whether only commands of `mco` can follow.
    plain: bool,
}

impl<'l> Place<'l> {
    /// None inside a command of the operating system or the name of a file.
    fn of(line: &'l str, cursor: usize) -> Option<Self> {
        let text = line.get(..cursor)?;
        let pieces = parse::words(text);
        let mut start = 0;
        let mut words: Vec<&parse::Word> = Vec::new();
        for piece in &pieces {
            match piece {
                Token::Mark(Mark::Pipe, span) => {
                    start = span.end;
                    words.clear();
                }
                Token::Mark(..) => return None,
                Token::Word(word) => words.push(word),
            }
        }
        // The word at the cursor is under way.
        if words.last().is_some_and(|word| word.span.end == text.len()) {
            words.pop();
        }
        let (mut skipped, mut plain) = (0, false);
        for word in &words {
            let pause = skipped > 0 && word.text.parse::<f64>().is_ok();
            if !PREFIXES.contains(&word.text.as_str()) && !pause {
                break;
            }
            plain = matches!(word.text.as_str(), "mco" | "choria" | "explain" | "dry");
            start = word.span.end;
            skipped += 1;
        }
        Some(Self {
            text: &text[start..],
            before: words[skipped..].iter().map(|word| word.text.clone()).collect(),
            start,
            plain,
        })
    }

    /// The word at the cursor.
    fn word(&self) -> &'l str {
        self.text.rsplit(char::is_whitespace).next().unwrap_or_default()
    }
}

/// What could be typed at the cursor, best first.
pub(super) async fn offers(base: &Base, used: Option<&Used>, line: &str, cursor: usize) -> Completion {
    let none = Completion {
        from: cursor,
        candidates: Vec::new(),
    };
    let Some(place) = Place::of(line, cursor) else {
        return none;
    };
    let own = if place.plain {
        None
    } else {
        own(base, used, &place).await
    };
    if let Some(candidates) = own {
        let from = cursor - place.word().len();
        return Completion { from, candidates };
    }
    let (text, head, skipped) = translated(&place, used);
    let typed = Typed {
        line: &text,
        cursor: text.len(),
        agent: used.map(|used| used.agent.metadata.name.as_str()),
    };
    let mut found = complete::complete(&base.ctx, &typed).await;
    if place.before.is_empty() && !place.plain {
        let words = KEYWORDS.iter().map(|keyword| (keyword.name, keyword.about));
        let more = fitting(words, place.word());
        found
            .candidates
            .retain(|one| more.iter().all(|own| own.value != one.value));
        found.candidates.splice(0..0, more);
    }
    // Whoever types letters that names begin with means those.
    let word = place.word();
    let begins = |one: &Candidate| one.value.starts_with(word);
    if found.candidates.iter().any(begins) {
        found.candidates.retain(begins);
    }
    let from = place.start + skipped + found.from.saturating_sub(head);
    Completion { from, ..found }
}

/// What is expected at the cursor, in one line.
pub(super) async fn expected(base: &Base, used: Option<&Used>, line: &str, cursor: usize) -> Option<String> {
    let place = Place::of(line, cursor)?;
    let first = place.before.first().map(String::as_str);
    let action = |used: &Used| first.is_some_and(|first| used.agent.action(first).is_some());
    if let Some(keyword) = first.and_then(keyword::find)
        && !place.plain
        && !used.is_some_and(action)
        && place.before.len() == 1
        && !keyword.usage.is_empty()
    {
        return Some(format!("{keyword}  {}", keyword.about));
    }
    let (text, ..) = translated(&place, used);
    let typed = Typed {
        line: &text,
        cursor: text.len(),
        agent: used.map(|used| used.agent.metadata.name.as_str()),
    };
    complete::hint(&base.ctx, &typed).await
}

/// The statement as a command the engine knows, how many bytes of that are put before it, and in the place of how many.
fn translated(place: &Place<'_>, used: Option<&Used>) -> (String, usize, usize) {
    let words: Vec<&str> = place.before.iter().map(String::as_str).collect();
    let flags = match words.as_slice() {
        ["filter", "set" | "add" | "not", ..] => Some(2),
        ["filter", flag, ..] if flag.starts_with('-') => Some(1),
        _ => None,
    };
    if let Some(skipped) = flags {
        let rest = after(place.text, skipped);
        return (
            format!("{FILTERED}{rest}"),
            FILTERED.len(),
            place.text.len() - rest.len(),
        );
    }
    let action = used
        .and_then(|used| used.action.as_deref())
        .filter(|_| !place.plain);
    if let (Some(used), Some(action)) = (used, action)
        && words
            .first()
            .is_none_or(|word| word.contains('=') || word.starts_with('-'))
        && (!words.is_empty() || place.word().contains('='))
    {
        let head = format!("rpc {} {action} ", used.agent.metadata.name);
        return (format!("{head}{}", place.text), head.len(), 0);
    }
    (place.text.to_owned(), 0, 0)
}

/// The text behind so many words.
fn after(text: &str, words: usize) -> &str {
    let mut rest = text.trim_start();
    for _ in 0..words {
        rest = rest
            .find(char::is_whitespace)
            .map_or("", |end| rest[end..].trim_start());
    }
    rest
}

/// What follows a word of the shell; none where it is the engine's.
async fn own(base: &Base, used: Option<&Used>, place: &Place<'_>) -> Option<Vec<Candidate>> {
    let words: Vec<&str> = place.before.iter().map(String::as_str).collect();
    let word = place.word();
    let library = async || base.ctx.library().await;
    Some(match words.as_slice() {
        ["use" | "form"] => {
            let library = library().await;
            let names = library.names();
            let abouts: Vec<(String, String)> = names
                .into_iter()
                .map(|name| {
                    let about = library
                        .agent(&name)
                        .map(|agent| agent.metadata.description.clone());
                    (name, about.unwrap_or_default())
                })
                .collect();
            fitting(
                abouts.iter().map(|(name, about)| (name.as_str(), about.as_str())),
                word,
            )
        }
        ["use" | "form", agent] => {
            let agent = library().await.agent(agent).ok()?;
            let actions = agent.actions.iter();
            fitting(
                actions.map(|action| (action.name.as_str(), action.description.as_str())),
                word,
            )
        }
        ["filter"] if !word.starts_with('-') => verbs("filter", word),
        ["targets" | "results"] => verbs(words[0], word),
        ["results", number] if number.parse::<usize>().is_ok() => verbs("results", word),
        ["set"] => {
            let options = CHOICES.iter().map(|choice| (choice.name, choice.about));
            let commands = ["list", "show", "save", "rm", "add"].map(|name| (name, "saved sets of nodes"));
            fitting(options.chain(commands), word)
        }
        ["set", name] if CHOICES.iter().any(|choice| choice.name == *name) => {
            let choice = CHOICES.iter().find(|choice| choice.name == *name)?;
            fitting(choice.values.iter().map(|value| (*value, "")), word)
        }
        [] if used.is_some() && word.starts_with("./") => {
            let actions = used.map(|used| used.agent.actions.as_slice()).unwrap_or_default();
            let forced: Vec<String> = actions
                .iter()
                .map(|action| format!("./{}", action.name))
                .collect();
            fitting(forced.iter().map(|name| (name.as_str(), "")), word)
        }
        _ => return None,
    })
}

fn verbs(name: &str, word: &str) -> Vec<Candidate> {
    let verbs = keyword::find(name)
        .map(|keyword| keyword.verbs)
        .unwrap_or_default();
    fitting(verbs.iter().map(|verb| (*verb, "")), word)
}

/// Those that begin with what was typed, else those that have its letters in that order.
fn fitting<'a>(offers: impl Iterator<Item = (&'a str, &'a str)>, word: &str) -> Vec<Candidate> {
    let offers: Vec<(&str, &str)> = offers.collect();
    let loosely = |name: &str| {
        let mut letters = name.chars();
        word.chars().all(|wanted| letters.any(|letter| letter == wanted))
    };
    let strict = offers.iter().any(|(name, _)| name.starts_with(word));
    let fits = |name: &str| {
        if strict {
            name.starts_with(word)
        } else {
            loosely(name)
        }
    };
    let found = offers.into_iter().filter(|(name, _)| fits(name));
    found
        .map(|(name, about)| Candidate {
            value: name.to_owned(),
            about: tui::text::line(about).into_owned(),
            complete: true,
        })
        .collect()
}

#[cfg(test)]
mod tests;
