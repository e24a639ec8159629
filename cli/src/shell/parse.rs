//! The language of the shell: lines of stages, from text. Pure: nothing is looked up or run.
//!
//! ```text
//! line = stage { "|" stage } [ "|!" shell command ] [ (">" | ">>") file ] [ "&" ]
//! ```
//! A line goes on over its end inside quotes and brackets, after a backslash and after a pipe. `#` begins a comment.

mod lex;

use std::ops::Range;

use lex::Lexer;
pub(crate) use lex::{Mark, Token};

/// Most bytes of a script; nobody writes more by hand.
pub(crate) const MAX_BYTES: usize = 1 << 20;

/// Most stages of one line.
const MAX_STAGES: usize = 32;

/// What a command of the operating system follows.
const SHELL: &str = "|!";

/// One line that can be run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    /// Statements, each with the nodes of the one before as its targets. Never empty.
    pub(crate) stages: Vec<Stage>,
    /// Command of the operating system that reads what the last stage prints.
    pub(crate) shell: Option<String>,
    /// File that takes what is printed.
    pub(crate) file: Option<Redirect>,
    /// Whether the prompt comes back at once.
    pub(crate) background: bool,
    /// Its place in the text.
    pub(crate) span: Range<usize>,
}

/// The words of one statement. Never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stage {
    /// Words without their quotes.
    pub(crate) words: Vec<Word>,
}

/// One word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// Without quotes.
    pub(crate) text: String,
    /// Whether a part of it was quoted, so that it is no keyword.
    pub(crate) quoted: bool,
    /// Its place in the text.
    pub(crate) span: Range<usize>,
}

/// A file that takes what is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Redirect {
    /// Where it is.
    pub(crate) path: String,
    /// Whether what is there stays.
    pub(crate) append: bool,
}

/// What is wrong with a text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub(crate) struct Wrong {
    /// Why it cannot be understood.
    pub(crate) reason: String,
    /// The place, in bytes.
    pub(crate) span: Range<usize>,
    /// Whether more text would help.
    pub(crate) open: bool,
}

impl Wrong {
    fn at(span: Range<usize>, reason: impl Into<String>) -> Self {
        Self {
            reason: reason.into(),
            span,
            open: false,
        }
    }

    fn open(span: Range<usize>, reason: impl Into<String>) -> Self {
        Self {
            open: true,
            ..Self::at(span, reason)
        }
    }
}

/// The next line of a text from `from` on and the place after it; none where only blank lines and comments are left.
///
/// # Errors
/// When the line is none; [`Wrong::open`] when the text ends within it.
pub(crate) fn next(text: &str, from: usize) -> Result<Option<(Line, usize)>, Wrong> {
    let mut lexer = Lexer::new(text, from);
    loop {
        let tokens = lexer.line()?;
        if !tokens.is_empty() {
            return Ok(Some((line(text, tokens)?, lexer.place())));
        }
        if lexer.is_done() {
            return Ok(None);
        }
    }
}

/// Every line of a text.
pub(crate) fn lines(text: &str) -> Result<Vec<Line>, Wrong> {
    let (mut lines, mut from) = (Vec::new(), 0);
    while let Some((line, after)) = next(text, from)? {
        lines.push(line);
        from = after;
    }
    Ok(lines)
}

/// The words of a text as far as it can be understood, for colours and completion: what is open counts as closed.
pub(crate) fn words(text: &str) -> Vec<Token> {
    Lexer::new(text, 0).everything()
}

/// Builds a line from its tokens, of which there is at least one.
fn line(text: &str, tokens: Vec<Token>) -> Result<Line, Wrong> {
    let place = |token: &Token| token.span();
    let start = tokens.first().map_or(0, |token| place(token).start);
    let end = tokens.last().map_or(start, |token| place(token).end);
    let mut line = Line {
        stages: Vec::new(),
        shell: None,
        file: None,
        background: false,
        span: start..end,
    };
    let mut words = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let (mark, span) = match token {
            Token::Word(word) if !word.quoted && ["&&", "||"].contains(&word.text.as_str()) => {
                let reason = format!("`{}` joins expressions, which need quotes around them", word.text);
                return Err(Wrong::at(word.span, reason));
            }
            Token::Word(word) if line.file.is_none() => {
                words.push(word);
                continue;
            }
            Token::Word(word) => return Err(Wrong::at(word.span, "nothing may follow the file")),
            Token::Mark(mark, span) => (mark, span),
        };
        if line.file.is_some() && mark != Mark::Background && mark != Mark::Write && mark != Mark::Append {
            return Err(Wrong::at(span, "nothing may follow the file"));
        }
        match mark {
            Mark::Pipe => line.stage(&mut words, &span)?,
            Mark::Shell => {
                line.stage(&mut words, &span)?;
                let command = text[span.start + SHELL.len()..span.end].trim();
                if command.is_empty() {
                    return Err(Wrong::at(span, "a command of the operating system must follow"));
                }
                line.shell = Some(command.to_owned());
                return Ok(line);
            }
            Mark::Write | Mark::Append => {
                let Some(Token::Word(path)) = tokens.next_if(|next| matches!(next, Token::Word(_))) else {
                    return Err(Wrong::at(span, "a file name must follow"));
                };
                if line.file.is_some() {
                    return Err(Wrong::at(span, "there is one file already"));
                }
                line.file = Some(Redirect {
                    path: path.text,
                    append: mark == Mark::Append,
                });
            }
            Mark::Background => {
                if tokens.peek().is_some() {
                    return Err(Wrong::at(span, "nothing may follow `&`"));
                }
                line.background = true;
            }
        }
    }
    line.stage(&mut words, &(end..end))?;
    Ok(line)
}

impl Line {
    /// Ends a stage.
    fn stage(&mut self, words: &mut Vec<Word>, span: &Range<usize>) -> Result<(), Wrong> {
        if words.is_empty() {
            return Err(Wrong::at(span.clone(), "a command is missing here"));
        }
        if self.stages.len() == MAX_STAGES {
            return Err(Wrong::at(span.clone(), format!("more than {MAX_STAGES} stages")));
        }
        self.stages.push(Stage {
            words: std::mem::take(words),
        });
        Ok(())
    }
}

#[cfg(test)]
mod tests;
