//! `-W` text: facts and classes with spaces between them.

use super::{FactFilter, FactSyntax, parse};

/// One word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Word {
    Fact(FactFilter),
    Class(String),
}

/// Cuts text into words. A quoted value, or a quoted class, may hold anything; quotes inside the parentheses of a fact's path are a
/// part of it.
pub(super) fn words(text: &str) -> Result<Vec<Word>, FactSyntax> {
    let mut words = Vec::new();
    let mut rest = text.trim_start_matches(' ');
    while !rest.is_empty() {
        let (word, after) = word(rest)?;
        words.push(word);
        rest = after.trim_start_matches(' ');
    }
    Ok(words)
}

/// The expression that holds on the nodes which these words do not mean.
pub(super) fn negation(text: &str) -> Result<String, FactSyntax> {
    let mut terms = Vec::new();
    for word in words(text)? {
        let term = match &word {
            Word::Class(class) => class.clone(),
            Word::Fact(FactFilter {
                fact,
                operator,
                value,
            }) => format!("{fact}{operator}{value}"),
        };
        if read(&term)? != word {
            return Err(FactSyntax::new(
                &term,
                "a value with operators or slashes cannot be negated",
            ));
        }
        terms.push(format!("with({})", serde_json::Value::from(term)));
    }
    Ok(match terms.as_slice() {
        [term] => format!("not {term}"),
        terms => format!("not ({})", terms.join(" and ")),
    })
}

/// The first word and what follows it.
fn word(text: &str) -> Result<(Word, &str), FactSyntax> {
    let mut depth = 0_usize;
    let mut inner_quote = None;
    let mut previous = None;
    for (at, c) in text.char_indices() {
        match c {
            _ if inner_quote == Some(c) => inner_quote = None,
            _ if inner_quote.is_some() => {}
            '"' | '\'' if depth > 0 => inner_quote = Some(c),
            '"' | '\'' if previous.is_none_or(|it| "=~<>!".contains(it)) => return quoted(text, at, c),
            ' ' if depth == 0 || !text[at..].contains(')') => return Ok((read(&text[..at])?, &text[at..])),
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        previous = Some(c);
    }
    Ok((read(text)?, ""))
}

/// A word with a quote at `at`: the value of the fact before it, or a class.
fn quoted(text: &str, at: usize, quote: char) -> Result<(Word, &str), FactSyntax> {
    let (head, tail) = (&text[..at], &text[at + 1..]);
    let Some((value, after)) = tail.split_once(quote) else {
        return Err(FactSyntax::new(text, "a quote is not closed"));
    };
    if !after.is_empty() && !after.starts_with(' ') {
        return Err(FactSyntax::new(text, "something follows a closing quote"));
    }
    if head.is_empty() {
        return Ok((Word::Class(value.to_owned()), after));
    }
    // Any value will do to read the operator by.
    match read(&format!("{head}x"))? {
        Word::Fact(fact) if !value.is_empty() => {
            let value = value.to_owned();
            Ok((Word::Fact(FactFilter { value, ..fact }), after))
        }
        _ => Err(FactSyntax::new(
            text,
            "a fact, an operator and a value are wanted",
        )),
    }
}

fn read(word: &str) -> Result<Word, FactSyntax> {
    match parse::fact(word) {
        Ok(fact) => Ok(Word::Fact(fact)),
        Err(parse::Refusal::NoFact(_)) => Ok(Word::Class(word.to_owned())),
        Err(parse::Refusal::Misread(reason)) => Err(FactSyntax::new(word, reason)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let told = |word| match word {
            Word::Fact(FactFilter {
                fact,
                operator,
                value,
            }) => format!("[{fact}] {operator} [{value}]"),
            Word::Class(class) => format!("[{class}]"),
        };
        words(text).unwrap().into_iter().map(told).collect()
    }

    #[test]
    fn quotes_hold_values_together() {
        assert_eq!(
            told(r#"os.name="Debian GNU/Linux"  apache 'a class' x=O'Brien"#),
            [
                "[os.name] == [Debian GNU/Linux]",
                "[apache]",
                "[a class]",
                "[x] == [O'Brien]"
            ]
        );
        assert_eq!(told("a!='b=c' n>=\"4\""), ["[a] != [b=c]", "[n] >= [4]"]);
        assert_eq!(
            told(r#"d.#(n="e 0").up==true b"#),
            [r#"[d.#(n="e 0").up] == [true]"#, "[b]"]
        );
        assert_eq!(told("os=/(x y/ b"), ["[os] == [/(x]", "[y/]", "[b]"]);
    }

    #[test]
    fn quotes_that_end_nowhere_or_too_early_are_refused() {
        for text in ["a='b", "a='b'c", "'", "a=''", "b 'x"] {
            assert!(words(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_negation_is_an_expression() {
        assert_eq!(negation("apache").unwrap(), r#"not with("apache")"#);
        assert_eq!(
            negation("apache os.name='Debian GNU/Linux'").unwrap(),
            r#"not (with("apache") and with("os.name==Debian GNU/Linux"))"#
        );
        assert_eq!(negation(r"os=/^deb\d/").unwrap(), r#"not with("os=~/^deb\\d/")"#);
        assert!(negation("a='b=c'").is_err() && negation("a='/b/'").is_err());
    }
}
