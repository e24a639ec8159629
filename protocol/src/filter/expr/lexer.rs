//! Text to tokens.

use std::iter::Peekable;
use std::ops::Range;
use std::str::CharIndices;

use super::SyntaxError;
use super::escape;

/// Words that are operators, whatever variables are called.
const WORDS: [&str; 11] = [
    "in",
    "or",
    "and",
    "not",
    "matches",
    "contains",
    "startsWith",
    "endsWith",
    "let",
    "if",
    "else",
];

/// One token and where it stands, in bytes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) span: Range<usize>,
}

/// What a token is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    Name(String),
    /// As written, underscores left out.
    Number(String),
    /// Without quotes, escapes resolved.
    Text(String),
    /// Punctuation, brackets, and words that are operators.
    Sign(&'static str),
    End,
}

/// Signs, longest first.
const SIGNS: [&str; 34] = [
    "==", "!=", "<=", ">=", "&&", "||", "**", "..", "??", "?.", "::", "(", ")", "[", "]", "{", "}", "<", ">",
    "+", "-", "*", "/", "%", "^", "!", "?", ":", ",", ";", ".", "#", "|", "=",
];

/// Cuts text into tokens; the last one is [`Kind::End`].
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, SyntaxError> {
    let mut lexer = Lexer {
        text,
        chars: text.char_indices().peekable(),
    };
    let mut tokens = Vec::new();
    loop {
        let token = lexer.token()?;
        let ended = token.kind == Kind::End;
        tokens.push(token);
        if ended {
            return Ok(tokens);
        }
    }
}

/// Whether a character may begin a name.
pub(super) fn begins_name(c: char) -> bool {
    c == '_' || c == '$' || c.is_alphabetic()
}

fn continues_name(c: char) -> bool {
    begins_name(c) || c.is_numeric()
}

struct Lexer<'a> {
    text: &'a str,
    chars: Peekable<CharIndices<'a>>,
}

impl Lexer<'_> {
    fn token(&mut self) -> Result<Token, SyntaxError> {
        self.skip_blanks()?;
        let start = self.at();
        let Some((_, first)) = self.chars.peek().copied() else {
            return Ok(Token {
                kind: Kind::End,
                span: start..start,
            });
        };
        let kind = match first {
            '\'' | '"' => self.quoted(first)?,
            '`' => self.raw()?,
            c if c.is_ascii_digit() || (c == '.' && self.digit_follows()) => self.number()?,
            c if begins_name(c) => self.word(),
            _ => self.sign()?,
        };
        Ok(Token {
            kind,
            span: start..self.at(),
        })
    }

    /// Byte offset of what comes next.
    fn at(&mut self) -> usize {
        self.chars.peek().map_or(self.text.len(), |(at, _)| *at)
    }

    fn rest(&mut self) -> &str {
        let at = self.at();
        &self.text[at..]
    }

    fn next(&mut self) -> Option<char> {
        self.chars.next().map(|(_, c)| c)
    }

    fn skip(&mut self, chars: usize) {
        for _ in 0..chars {
            self.chars.next();
        }
    }

    fn take_while(&mut self, keep: impl Fn(char) -> bool) {
        while self.chars.next_if(|(_, c)| keep(*c)).is_some() {}
    }

    fn skip_blanks(&mut self) -> Result<(), SyntaxError> {
        loop {
            self.take_while(char::is_whitespace);
            if self.rest().starts_with("//") {
                self.take_while(|c| c != '\n');
            } else if self.rest().starts_with("/*") {
                let start = self.at();
                let Some(length) = self.rest()[2..].find("*/") else {
                    return Err(self.error(start, "a comment has no end"));
                };
                let comment = self.rest()[..length + 4].chars().count();
                self.skip(comment);
            } else {
                return Ok(());
            }
        }
    }

    fn quoted(&mut self, quote: char) -> Result<Kind, SyntaxError> {
        let start = self.at();
        self.skip(1);
        let inner = self.at();
        loop {
            match self.next() {
                Some('\\') => self.skip(1),
                Some('\n') | None => return Err(self.error(start, "a text has no closing quote")),
                Some(c) if c == quote => break,
                Some(_) => {}
            }
        }
        let end = self.at() - 1;
        match escape::resolved(&self.text[inner..end]) {
            Some(text) => Ok(Kind::Text(text)),
            None => Err(self.error(
                start,
                "a text has a backslash that stands for nothing; write \\\\ for one",
            )),
        }
    }

    /// Text between backticks, where two of them stand for one and nothing else is special.
    fn raw(&mut self) -> Result<Kind, SyntaxError> {
        let start = self.at();
        self.skip(1);
        let mut text = String::new();
        loop {
            match self.next() {
                Some('`') if self.chars.next_if(|(_, c)| *c == '`').is_some() => text.push('`'),
                Some('`') => return Ok(Kind::Text(text)),
                Some(c) => text.push(c),
                None => return Err(self.error(start, "a text has no closing backtick")),
            }
        }
    }

    fn digit_follows(&mut self) -> bool {
        self.rest()[1..].starts_with(|c: char| c.is_ascii_digit())
    }

    fn number(&mut self) -> Result<Kind, SyntaxError> {
        let start = self.at();
        let prefix = self.rest().get(..2).map(str::to_ascii_lowercase);
        let radix = match prefix.as_deref() {
            Some("0x") => 16,
            Some("0o") => 8,
            Some("0b") => 2,
            _ => 10,
        };
        if radix != 10 {
            self.skip(2);
        }
        let digits = |c: char| c.is_digit(radix) || c == '_';
        self.take_while(digits);
        if self.rest().starts_with('.') && !self.rest().starts_with("..") {
            self.skip(1);
            self.take_while(digits);
        }
        if radix != 16 && self.chars.next_if(|(_, c)| matches!(c, 'e' | 'E')).is_some() {
            self.chars.next_if(|(_, c)| matches!(c, '+' | '-'));
            self.take_while(digits);
        }
        if self.rest().starts_with(continues_name) {
            return Err(self.error(start, "a number runs into letters"));
        }
        let end = self.at();
        Ok(Kind::Number(self.text[start..end].replace('_', "")))
    }

    fn word(&mut self) -> Kind {
        let start = self.at();
        self.take_while(continues_name);
        let end = self.at();
        let word = &self.text[start..end];
        match WORDS.into_iter().find(|sign| *sign == word) {
            Some(sign) => Kind::Sign(sign),
            None => Kind::Name(word.to_owned()),
        }
    }

    fn sign(&mut self) -> Result<Kind, SyntaxError> {
        let start = self.at();
        let found = SIGNS.into_iter().find(|sign| self.rest().starts_with(sign));
        match found {
            Some(sign) => {
                self.skip(sign.len());
                Ok(Kind::Sign(sign))
            }
            None => Err(self.error(start, "a character has no meaning here")),
        }
    }

    fn error(&self, at: usize, reason: &str) -> SyntaxError {
        SyntaxError::at(self.text, at, reason)
    }
}
