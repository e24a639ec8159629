//! Words and marks of a text.

use std::ops::Range;

use super::{Word, Wrong};

/// Deepest nesting of brackets that is counted.
const MAX_DEPTH: usize = 64;

/// A word, or a mark between words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Token {
    /// A word.
    Word(Word),
    /// A mark and its place.
    Mark(Mark, Range<usize>),
}

/// What stands between words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// `|`
    Pipe,
    /// `|!` and the rest of the line.
    Shell,
    /// `>`
    Write,
    /// `>>`
    Append,
    /// `&`
    Background,
}

impl Token {
    /// Its place in the text.
    pub(crate) fn span(&self) -> Range<usize> {
        match self {
            Self::Word(word) => word.span.clone(),
            Self::Mark(_, span) => span.clone(),
        }
    }
}

/// Reads a text once, from the front.
pub(super) struct Lexer<'t> {
    text: &'t str,
    at: usize,
    /// Where brackets were opened.
    brackets: Vec<(char, usize)>,
}

impl<'t> Lexer<'t> {
    pub(super) fn new(text: &'t str, from: usize) -> Self {
        Self {
            text,
            at: from,
            brackets: Vec::new(),
        }
    }

    /// The place that was reached.
    pub(super) fn place(&self) -> usize {
        self.at
    }

    pub(super) fn is_done(&self) -> bool {
        self.at >= self.text.len()
    }

    /// The tokens up to the end of a line, which may be none.
    pub(super) fn line(&mut self) -> Result<Vec<Token>, Wrong> {
        let mut tokens = Vec::new();
        self.brackets.clear();
        loop {
            match self.token() {
                Ok(Some(token)) => tokens.push(token),
                Ok(None) if self.is_done() || !self.goes_on(&tokens) => break,
                // The line's end is but a gap.
                Ok(None) => {}
                Err(wrong) => return Err(wrong),
            }
        }
        match (self.brackets.last(), tokens.last()) {
            (Some((bracket, at)), _) => Err(Wrong::open(*at..at + 1, format!("`{bracket}` is never closed"))),
            (None, Some(Token::Mark(Mark::Pipe, span))) => {
                Err(Wrong::open(span.clone(), "a command must follow the pipe"))
            }
            _ => Ok(tokens),
        }
    }

    /// All tokens there are, whatever is wrong with them.
    pub(super) fn everything(mut self) -> Vec<Token> {
        let mut tokens = Vec::new();
        while !self.is_done() {
            let before = self.at;
            match self.token() {
                Ok(Some(token)) => tokens.push(token),
                Ok(None) => {}
                Err(_) => {
                    // An open quote: the rest is one word.
                    let text = self.text[before..].trim_start();
                    let start = self.text.len() - text.len();
                    let text = text.trim_start_matches(['"', '\'']).to_owned();
                    tokens.push(Token::Word(Word {
                        text,
                        quoted: true,
                        span: start..self.text.len(),
                    }));
                    break;
                }
            }
        }
        tokens
    }

    /// Whether the line does not end here: brackets are open, or a pipe waits for what follows.
    fn goes_on(&self, tokens: &[Token]) -> bool {
        !self.brackets.is_empty() || matches!(tokens.last(), Some(Token::Mark(Mark::Pipe, _)))
    }

    /// The next token; none at the end of a line or of the text.
    fn token(&mut self) -> Result<Option<Token>, Wrong> {
        loop {
            match self.peek() {
                None => return Ok(None),
                Some('\n') => {
                    self.take();
                    return Ok(None);
                }
                Some('\\') if self.rest()[1..].starts_with('\n') => self.at += 2,
                Some('\\') if self.rest()[1..].starts_with("\r\n") => self.at += 3,
                Some('#') => {
                    let end = self.rest().find('\n').unwrap_or(self.rest().len());
                    self.at += end;
                }
                Some(c) if c.is_whitespace() => {
                    self.take();
                }
                Some(_) => break,
            }
        }
        let start = self.at;
        match self.mark() {
            Some(mark) => Ok(Some(Token::Mark(mark, start..self.at))),
            None => self.word().map(|word| Some(Token::Word(word))),
        }
    }

    /// A mark, if one begins here. Those with more than one character come first.
    fn mark(&mut self) -> Option<Mark> {
        let marks = [
            ("|!", Mark::Shell),
            (">>", Mark::Append),
            ("|", Mark::Pipe),
            (">", Mark::Write),
            ("&", Mark::Background),
        ];
        let rest = self.rest();
        let (sign, mark) = marks.into_iter().find(|(sign, _)| rest.starts_with(sign))?;
        let inside = !self.brackets.is_empty();
        // `&&` and `||` belong to expressions.
        let doubled = matches!(mark, Mark::Pipe | Mark::Background) && rest[sign.len()..].starts_with(sign);
        if inside || doubled {
            return None;
        }
        self.at += sign.len();
        if mark == Mark::Shell {
            self.at += self.rest().find('\n').unwrap_or(self.rest().len());
        }
        Some(mark)
    }

    fn word(&mut self) -> Result<Word, Wrong> {
        let start = self.at;
        let (mut text, mut quoted) = (String::new(), false);
        while let Some(c) = self.peek() {
            match c {
                '\'' | '"' => {
                    quoted = true;
                    self.quotation(c, &mut text)?;
                }
                '\\' => self.escape(&mut text, &mut quoted)?,
                c if c.is_whitespace() || self.ends_word(c, start) => break,
                c => {
                    self.bracket(c);
                    text.push(c);
                    self.take();
                }
            }
        }
        Ok(Word {
            text,
            quoted,
            span: start..self.at,
        })
    }

    /// Between quotes; in single ones a backslash is a backslash.
    fn quotation(&mut self, quote: char, text: &mut String) -> Result<(), Wrong> {
        let start = self.at;
        self.take();
        while let Some(c) = self.take() {
            match c {
                c if c == quote => return Ok(()),
                '\\' if quote == '"' => match self.take() {
                    Some('\n') => {}
                    Some(c) => text.push(c),
                    None => break,
                },
                c => text.push(c),
            }
        }
        Err(Wrong::open(
            start..start + 1,
            format!("`{quote}` is never closed"),
        ))
    }

    fn escape(&mut self, text: &mut String, quoted: &mut bool) -> Result<(), Wrong> {
        let start = self.at;
        self.take();
        match self.take() {
            Some('\n') => Ok(()),
            Some('\r') if self.rest().starts_with('\n') => {
                self.take();
                Ok(())
            }
            Some(c) => {
                *quoted = true;
                text.push(c);
                Ok(())
            }
            None => Err(Wrong::open(
                start..start + 1,
                "a backslash at the end goes on with the next line",
            )),
        }
    }

    /// A mark that hangs on a word, as in `ping| find`. Inside words, as in `/a|b/` and `cpus>4`, they mean nothing.
    fn ends_word(&self, c: char, start: usize) -> bool {
        if self.at == start || !self.brackets.is_empty() || self.text[start..self.at].ends_with(c) {
            return false;
        }
        let last = |rest: &str| rest.chars().next().is_none_or(char::is_whitespace);
        match c {
            '|' => last(self.rest()[1..].trim_start_matches('!')),
            '&' => last(&self.rest()[1..]),
            _ => false,
        }
    }

    /// Counts brackets; one too many is for whoever reads the word.
    fn bracket(&mut self, c: char) {
        let opens = |close| match close {
            ')' => '(',
            ']' => '[',
            _ => '{',
        };
        match c {
            '(' | '[' | '{' if self.brackets.len() < MAX_DEPTH => self.brackets.push((c, self.at)),
            ')' | ']' | '}' if self.brackets.last().is_some_and(|(open, _)| *open == opens(c)) => {
                self.brackets.pop();
            }
            _ => {}
        }
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn take(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }
}
