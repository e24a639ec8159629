//! The regular expression dialect that schemas, filters and policies are written in (RE2 as Go reads it), on the `regex` crate.
//!
//! The crate differs in details that real documents rely on: a stray `{` is an error there, classes know set operators, and
//! `\w \d \s \b` are Unicode. Patterns are translated before they are compiled; compiled programs are bounded in size.
//! Unicode property classes such as `\p{L}` are refused, as the tables they need are not compiled in.

mod translate;

use regex::RegexBuilder;
pub use regex::{Error, Regex};

/// Longest pattern that is compiled, in bytes; no schema or policy comes near it.
pub const MAX_PATTERN: usize = 4096;

/// Memory one compiled program may take, and again its lazily built automaton: enough for any pattern a person
/// writes, small enough that nested repetitions from a peer fail within milliseconds.
const MAX_PROGRAM: usize = 1 << 20;

/// Groups and classes inside one another.
const MAX_NESTING: u32 = 100;

/// How letters compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// `a` is not `A`.
    Minded,
    /// `a` is `A`, for the letters of every script.
    Ignored,
}

/// Compiles a pattern for an unanchored search.
///
/// - **Errors:** [`Error::Syntax`] for what RE2 refuses too and for patterns over [`MAX_PATTERN`] bytes;
///   [`Error::CompiledTooBig`] for repetitions that multiply beyond reason.
pub fn compile(pattern: &str, case: Case) -> Result<Regex, Error> {
    compile_within(pattern, case, MAX_PROGRAM)
}

/// Like [`compile`], for a program of at most so many bytes: small programs are quick whatever they look at.
pub fn compile_within(pattern: &str, case: Case, program: usize) -> Result<Regex, Error> {
    if pattern.len() > MAX_PATTERN {
        return Err(Error::Syntax(format!(
            "pattern has {} bytes, at most {MAX_PATTERN} are allowed",
            pattern.len()
        )));
    }
    RegexBuilder::new(&translate::translate(pattern)?)
        .case_insensitive(case == Case::Ignored)
        .size_limit(program.min(MAX_PROGRAM))
        .dfa_size_limit(MAX_PROGRAM)
        .nest_limit(MAX_NESTING)
        .build()
}

/// The pattern inside `/.../`: one slash is stripped each side; none when the text is not wrapped.
pub fn wrapped(text: &str) -> Option<&str> {
    text.strip_prefix('/')?.strip_suffix('/')
}

#[cfg(test)]
mod tests;
