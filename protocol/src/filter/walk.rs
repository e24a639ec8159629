//! Following a path through the facts.
//!
//! Each step looks at every value at most once, so the work is at most steps times the size of the facts.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::path::{Glyph, Query, Segment, Step};

/// What a path leads to in JSON text. Plain names at its start skip all other facts without building them.
pub(super) fn lookup(facts: &str, path: &[Segment]) -> Option<Value> {
    let (first, others) = path.split_first()?;
    let mut here = facts;
    let mut rest = first.as_slice();
    while let [Step::Key(name), after @ ..] = rest {
        here = child_text(here, name)?;
        rest = after;
    }
    let value = serde_json::from_str(here).ok()?;
    Some(pipe(step(&value, rest)?, others)?.into_owned())
}

/// What a path leads to in a document.
pub(super) fn find<'a>(document: &'a Value, path: &[Segment]) -> Option<Cow<'a, Value>> {
    let (first, others) = path.split_first()?;
    pipe(step(document, first)?, others)
}

/// Hands a value on from segment to segment.
fn pipe<'a>(value: Cow<'a, Value>, segments: &[Segment]) -> Option<Cow<'a, Value>> {
    segments.iter().try_fold(value, |value, segment| match value {
        Cow::Borrowed(value) => step(value, segment),
        Cow::Owned(value) => Some(Cow::Owned(step(&value, segment)?.into_owned())),
    })
}

fn child_text<'a>(parent: &'a str, name: &str) -> Option<&'a str> {
    let child: &RawValue = match parent.trim_start().as_bytes() {
        [b'{', ..] => {
            let mut text = serde_json::Deserializer::from_str(parent);
            let member = Member(name).deserialize(&mut text).ok()?;
            text.end().ok()?;
            member?
        }
        [b'[', ..] => serde_json::from_str::<Vec<_>>(parent)
            .ok()?
            .get(index(name)?)
            .copied()?,
        _ => return None,
    };
    Some(child.get())
}

/// Reads one member of an object, the last of its name, and skips the others.
struct Member<'n>(&'n str);

impl<'de> DeserializeSeed<'de> for Member<'_> {
    type Value = Option<&'de RawValue>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Member<'_> {
    type Value = Option<&'de RawValue>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
        let mut found = None;
        while let Some(is_it) = members.next_key_seed(IsName(self.0))? {
            if is_it {
                found = Some(members.next_value()?);
            } else {
                members.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }
}

/// Whether a member has this name.
struct IsName<'n>(&'n str);

impl<'de> DeserializeSeed<'de> for IsName<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<bool, D::Error> {
        from.deserialize_str(self)
    }
}

impl Visitor<'_> for IsName<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E>(self, name: &str) -> Result<bool, E> {
        Ok(name == self.0)
    }
}

/// Follows the steps of one segment.
fn step<'a>(value: &'a Value, steps: &[Step]) -> Option<Cow<'a, Value>> {
    let Some((first, rest)) = steps.split_first() else {
        return Some(Cow::Borrowed(value));
    };
    let in_each = |found: &mut dyn Iterator<Item = &'a Value>| {
        let all = found
            .filter_map(|element| step(element, rest))
            .map(Cow::into_owned);
        Some(Cow::Owned(all.collect()))
    };
    match (first, value) {
        (Step::Key(name), Value::Object(members)) => step(members.get(name)?, rest),
        (Step::Key(name), Value::Array(elements)) => step(elements.get(index(name)?)?, rest),
        (Step::Wild(pattern), Value::Object(members)) => members
            .iter()
            .filter(|(name, _)| fits(pattern, name))
            .find_map(|(_, member)| step(member, rest)),
        (Step::Each, Value::Array(elements)) if rest.is_empty() => Some(Cow::Owned(elements.len().into())),
        (Step::Each, Value::Array(elements)) => in_each(&mut elements.iter()),
        (Step::Where { query, all: false }, Value::Array(elements)) => {
            step(elements.iter().find(|it| meets(it, query))?, rest)
        }
        (Step::Where { query, all: true }, Value::Array(elements)) => {
            in_each(&mut elements.iter().filter(|it| meets(it, query)))
        }
        (Step::Modify { name, argument }, _) => {
            let value = modified(value, name, argument)?;
            Some(Cow::Owned(step(&value, rest)?.into_owned()))
        }
        _ => None,
    }
}

/// Array index as written by a person: digits alone.
fn index(name: &str) -> Option<usize> {
    name.bytes()
        .all(|b| b.is_ascii_digit())
        .then(|| name.parse().ok())?
}

fn meets(element: &Value, query: &Query) -> bool {
    pipe(Cow::Borrowed(element), &query.path)
        .is_some_and(|found| query.operator.is_empty() || compare(&found, query.operator, &query.value))
}

fn compare(found: &Value, operator: &str, value: &str) -> bool {
    let order = match found {
        Value::String(text) if operator == "%" => return like(value, text),
        Value::String(text) if operator == "!%" => return !like(value, text),
        Value::String(text) => Some(text.as_str().cmp(value)),
        Value::Number(number) => {
            let (number, value) = (number.as_f64(), value.parse().unwrap_or(0.0));
            number.and_then(|number| number.partial_cmp(&value))
        }
        Value::Bool(fact) => match (*fact, operator, value) {
            (true, ">=", _) | (false, "<=", _) => return true,
            (_, "=" | "!=", _) | (true, ">", "false") | (false, "<", "true") => {
                let equal = value == fact.to_string();
                return equal == (operator == "=");
            }
            _ => return false,
        },
        Value::Null | Value::Array(_) | Value::Object(_) => return false,
    };
    order.is_some_and(|order| match operator {
        "=" => order.is_eq(),
        "!=" => order.is_ne(),
        "<" => order.is_lt(),
        "<=" => order.is_le(),
        ">" => order.is_gt(),
        ">=" => order.is_ge(),
        _ => false,
    })
}

/// Wildcard match of a query's value, where `\` makes the next character ordinary.
fn like(pattern: &str, text: &str) -> bool {
    let mut chars = pattern.chars();
    let mut glyphs = Vec::new();
    while let Some(c) = chars.next() {
        glyphs.push(match c {
            '*' => Glyph::Many,
            '?' => Glyph::One,
            '\\' => match chars.next() {
                Some(escaped) => Glyph::Char(escaped),
                None => return false,
            },
            _ => Glyph::Char(c),
        });
    }
    fits(&glyphs, text)
}

/// Matches without backtracking further than the latest `*`, so in at most pattern times text steps.
fn fits(pattern: &[Glyph], text: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    let (mut p, mut t) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while t < text.len() {
        match pattern.get(p) {
            Some(Glyph::Many) => {
                star = Some((p, t));
                p += 1;
                continue;
            }
            Some(Glyph::One) => {}
            Some(Glyph::Char(c)) if *c == text[t] => {}
            _ => match star {
                Some((at, from)) => {
                    star = Some((at, from + 1));
                    (p, t) = (at + 1, from + 1);
                    continue;
                }
                None => return false,
            },
        }
        p += 1;
        t += 1;
    }
    pattern[p..].iter().all(|glyph| *glyph == Glyph::Many)
}

/// The modifiers that never make a value larger; `@tostr`, for one, doubles its escapes each time.
fn modified(value: &Value, name: &str, argument: &str) -> Option<Value> {
    let option = |key: &str| {
        let arguments: Option<Value> = serde_json::from_str(argument).ok();
        arguments.is_some_and(|it| it[key] == Value::Bool(true))
    };
    Some(match (name, value) {
        ("this" | "valid" | "ugly" | "pretty", _) => value.clone(),
        ("reverse", Value::Array(elements)) => elements.iter().rev().cloned().collect(),
        ("reverse", _) => value.clone(),
        ("keys", Value::Object(members)) => members.keys().cloned().collect(),
        ("values", Value::Object(members)) => members.values().cloned().collect(),
        ("values", Value::Array(_)) => value.clone(),
        ("flatten", Value::Array(elements)) => Value::Array(flat(elements, option("deep"))),
        ("join", Value::Array(elements)) => Value::Object(joined(elements)),
        ("flatten" | "join", _) => value.clone(),
        _ => return None,
    })
}

fn flat(elements: &[Value], deep: bool) -> Vec<Value> {
    let mut all = Vec::new();
    for element in elements {
        match element {
            Value::Array(inner) if deep => all.append(&mut flat(inner, deep)),
            Value::Array(inner) => all.extend_from_slice(inner),
            other => all.push(other.clone()),
        }
    }
    all
}

fn joined(elements: &[Value]) -> Map<String, Value> {
    let objects = elements.iter().filter_map(Value::as_object);
    objects.flat_map(|it| it.clone()).collect()
}
