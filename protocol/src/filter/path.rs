//! Fact paths, in the query language of gjson, as far as facts need it.
//!
//! Written out here because paths come from the network: the `gjson` crate answers some of them by taking exponential time or
//! memory, and others with facts that are not there.

/// Longest path, in bytes.
const MAX_PATH: usize = 1024;

/// Steps of one path, and queries inside one another: several times what a person writes.
const MAX_STEPS: usize = 16;
const MAX_NESTING: usize = 8;

/// Steps between two `|`. The next segment goes on from what this one found as a whole.
pub(super) type Segment = Vec<Step>;

/// One step of a path.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Step {
    /// The member of this name, or the element of this index.
    Key(String),
    /// The first member that fits and leads on.
    Wild(Vec<Glyph>),
    /// The number of elements; with steps behind it, what they find in each.
    Each,
    /// The first element that fits, or all of them.
    Where { query: Query, all: bool },
    /// A change to the value.
    Modify { name: String, argument: String },
}

/// A piece of a wildcard pattern.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Glyph {
    Char(char),
    One,
    Many,
}

/// The condition inside `#(...)`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Query {
    /// Path inside the element; empty for the element itself.
    pub(super) path: Vec<Segment>,
    /// Empty asks for existence alone.
    pub(super) operator: &'static str,
    pub(super) value: String,
}

/// Reads a path; none when it uses what is not understood.
pub(super) fn parse(path: &str) -> Option<Vec<Segment>> {
    if path.len() > MAX_PATH || path.starts_with("..") {
        return None;
    }
    segments(path, 0)
}

fn segments(path: &str, nesting: usize) -> Option<Vec<Segment>> {
    let mut found = vec![Segment::new()];
    let mut rest = path;
    for _ in 0..MAX_STEPS {
        let (step, after) = match rest.as_bytes() {
            [b'{' | b'[' | b'!', ..] => return None,
            [b'@', ..] => modifier(rest),
            [b'#'] | [b'#', b'.' | b'|', ..] => (Step::Each, &rest[1..]),
            [b'#', b'(', ..] => query(rest, nesting)?,
            [b'#', ..] => return None,
            _ => key(rest),
        };
        found.last_mut()?.push(step);
        let mut chars = after.chars();
        match chars.next() {
            None => return Some(found),
            Some('.') => {}
            Some('|') => found.push(Segment::new()),
            Some(_) => return None,
        }
        rest = chars.as_str();
    }
    None
}

/// A name up to the next separator, with its escapes resolved.
fn key(text: &str) -> (Step, &str) {
    let mut glyphs = Vec::new();
    let mut chars = text.char_indices();
    let mut end = text.len();
    while let Some((at, c)) = chars.next() {
        glyphs.push(match c {
            '.' | '|' => {
                end = at;
                break;
            }
            '\\' => match chars.next() {
                Some((_, escaped)) => Glyph::Char(escaped),
                None => break,
            },
            '?' => Glyph::One,
            '*' => Glyph::Many,
            _ => Glyph::Char(c),
        });
    }
    let plain: Option<String> = glyphs
        .iter()
        .map(|glyph| match glyph {
            Glyph::Char(c) => Some(*c),
            Glyph::One | Glyph::Many => None,
        })
        .collect();
    (plain.map_or(Step::Wild(glyphs), Step::Key), &text[end..])
}

/// `@name` or `@name:argument`, where the argument may be a JSON value.
fn modifier(text: &str) -> (Step, &str) {
    let end = text.find(['.', '|', ':']).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let argument = rest.strip_prefix(':').unwrap_or_default();
    let length = match argument.as_bytes() {
        [b'{' | b'[' | b'"', ..] => balanced(argument).unwrap_or(argument.len()),
        _ => argument.find(['.', '|']).unwrap_or(argument.len()),
    };
    let step = Step::Modify {
        name: name.trim_start_matches('@').to_owned(),
        argument: argument[..length].to_owned(),
    };
    let used = end + usize::from(rest.starts_with(':')) + length;
    (step, &text[used..])
}

/// `#(condition)` or `#(condition)#`.
fn query(text: &str, nesting: usize) -> Option<(Step, &str)> {
    let length = balanced(&text[1..])?;
    let inner = text[2..length].trim();
    let rest = &text[1 + length..];
    let all = rest.starts_with('#');
    let step = Step::Where {
        query: condition(inner, nesting + 1)?,
        all,
    };
    Some((step, &rest[usize::from(all)..]))
}

fn condition(text: &str, nesting: usize) -> Option<Query> {
    if nesting > MAX_NESTING {
        return None;
    }
    let (path, operator, value) = match operator(text) {
        Some((at, operator)) => (&text[..at], operator, text[at + operator.len()..].trim()),
        None => (text, "", ""),
    };
    let path = path.trim();
    Some(Query {
        path: if path.is_empty() {
            Vec::new()
        } else {
            segments(path, nesting)?
        },
        operator: if operator == "==" { "=" } else { operator },
        value: unquoted(value),
    })
}

/// The first operator outside parentheses and escapes.
fn operator(text: &str) -> Option<(usize, &'static str)> {
    let mut depth = 0_usize;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            b'=' | b'!' | b'<' | b'>' | b'%' => {
                let known = ["==", "!=", "!%", "<=", ">=", "=", "<", ">", "%"];
                return known
                    .into_iter()
                    .find(|it| text[at..].starts_with(it))
                    .map(|it| (at, it));
            }
            _ => {}
        }
    }
    None
}

fn unquoted(value: &str) -> String {
    let quoted = value.len() >= 2 && value.starts_with('"') && value.ends_with('"');
    match serde_json::from_str(value) {
        Ok(text) if quoted => text,
        _ => value.to_owned(),
    }
}

/// Length of the bracketed or quoted text at the start, brackets and quotes included.
fn balanced(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut quoted = false;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 && !quoted && !escaped {
            return Some(at + 1);
        }
    }
    None
}
