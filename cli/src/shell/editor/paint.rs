//! Colours of a line while it is typed.

use ddl::Agent;

use crate::shell::catalog::Catalog;
use crate::shell::keyword;
use crate::shell::parse::{self, Mark, Token, Word};
use crate::theme::{Meaning, Theme};

/// Words that another statement follows.
const PREFIXES: [&str; 6] = ["mco", "choria", "explain", "dry", "time", "watch"];

/// The line with colours and nothing else changed.
pub(super) fn painted(
    line: &str,
    theme: Theme,
    catalog: &Catalog,
    agents: &[String],
    used: Option<&Agent>,
) -> String {
    let (mut text, mut at) = (String::with_capacity(line.len() * 2), 0);
    let mut begins = true;
    for piece in parse::words(line) {
        let span = piece.span();
        text.push_str(&line[at..span.start]);
        let meaning = match &piece {
            Token::Mark(Mark::Pipe, _) => {
                begins = true;
                Some(Meaning::Title)
            }
            Token::Mark(..) => Some(Meaning::Title),
            Token::Word(word) if begins => {
                begins = PREFIXES.contains(&word.text.as_str()) || (word.text.parse::<f64>().is_ok());
                Some(first(word, catalog, agents, used))
            }
            Token::Word(word) => other(word, agents),
        };
        let word = &line[span.clone()];
        match meaning {
            Some(meaning) => text.push_str(&theme.paint(meaning, word)),
            None => text.push_str(word),
        }
        at = span.end;
    }
    text.push_str(&line[at..]);
    text
}

/// The first word of a statement: known, or not.
fn first(word: &Word, catalog: &Catalog, agents: &[String], used: Option<&Agent>) -> Meaning {
    let name = word.text.as_str();
    let action = name.strip_prefix("./").unwrap_or(name);
    if used.is_some_and(|agent| agent.action(action).is_some()) || agents.iter().any(|agent| agent == name) {
        return Meaning::Value;
    }
    let odd = ["exit", "?", "$_", "mco", "choria"].contains(&name)
        || name.starts_with('!')
        || name.parse::<f64>().is_ok();
    let pair = used.is_some() && name.contains('=');
    match keyword::find(name).is_some() || catalog.has(&[name]) || odd || pair {
        true => Meaning::Title,
        false => Meaning::Bad,
    }
}

fn other(word: &Word, agents: &[String]) -> Option<Meaning> {
    if word.quoted {
        Some(Meaning::Good)
    } else if word.text.starts_with('-') {
        Some(Meaning::Warning)
    } else if word.text.starts_with('@') || agents.contains(&word.text) {
        Some(Meaning::Value)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fixture;

    const LOUD: Theme = Theme {
        color: true,
        ascii: false,
    };

    fn shown(line: &str) -> String {
        let (catalog, agents) = (Catalog::new(), ["package".to_owned()]);
        let text = painted(line, LOUD, &catalog, &agents, Some(&fixture::agent()));
        text.replace("\u{1b}[0m", ">")
            .replace("\u{1b}[1m", "<b ")
            .replace("\u{1b}[31m", "<bad ")
            .replace("\u{1b}[32m", "<good ")
            .replace("\u{1b}[33m", "<flag ")
            .replace("\u{1b}[36m", "<value ")
    }

    #[test]
    fn known_words_flags_and_strings_look_different() {
        insta::assert_snapshot!(shown("find -C 'a b' | restart service=x | fnid"), @"<b find> <flag -C> <good 'a b'> <b |> <value restart> service=x <b |> <bad fnid>");
        insta::assert_snapshot!(shown("time watch 5 package status \"x"), @r#"<b time> <b watch> <b 5> <value package> status <good "x>"#);
    }

    proptest! {
        #[test]
        fn colours_change_no_text(line in "\\PC{0,40}") {
            let catalog = Catalog::new();
            let text = painted(&line, LOUD, &catalog, &[], None);
            let mut plain = String::new();
            let mut rest = text.as_str();
            while let Some(at) = rest.find("\u{1b}[") {
                plain.push_str(&rest[..at]);
                rest = rest[at..].split_once('m').map_or("", |(_, after)| after);
            }
            plain.push_str(rest);
            prop_assert_eq!(plain, line);
        }
    }
}
