//! The regular expression dialect that schemas, filters and policies are written in (RE2 as Go reads it), on the `regex` crate.
//!
//! The crate differs in details that real documents rely on: a stray `{` is an error there, classes know set operators, and
//! `\w \d \s \b` are Unicode. Patterns are translated before they are compiled; compiled programs are bounded in size.

pub use regex::{Error, Regex};

/// How letters compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// `a` is not `A`.
    Minded,
    /// `a` is `A`.
    Ignored,
}

/// Compiles a pattern for an unanchored search.
pub fn compile(_pattern: &str, _case: Case) -> Result<Regex, Error> {
    todo!()
}

/// The pattern inside `/.../`: one slash is stripped each side; none when the text is not wrapped.
pub fn wrapped(text: &str) -> Option<&str> {
    text.strip_prefix('/')?.strip_suffix('/')
}
