//! Functions for policies: those about the filter of a request, and bounds for some of the language's own.

use std::sync::Arc;

use protocol::{FactFilter, Filter};
use regorus::{Engine, Value};

use super::value::parse;

/// Longest list of numbers a policy may make at once. The language's own function would ask for all the memory there is.
const MAX_RANGE: i64 = 10_000;

/// Longest text a policy may put together at once, in bytes.
const MAX_TEXT: usize = 4 << 20;

/// Most bits a number may be shifted.
const MAX_SHIFT: i64 = 62;

/// A function of the language.
type Function = fn(&[Value]) -> Value;

/// Functions that would otherwise take time or memory without end, of what callers may give them. They have no value where the
/// language's own would fail, and where they would make too much.
const BOUND: [(&str, u8, Function); 9] = [
    ("numbers.range", 2, range),
    ("numbers.range_step", 3, range),
    ("concat", 2, |args| text(concat(args))),
    ("replace", 3, |args| text(replace(args))),
    ("strings.replace_n", 2, |args| text(replace_all(args))),
    ("bits.lsh", 2, |args| {
        shifted(args).map_or(Value::Undefined, Value::from)
    }),
    ("json.unmarshal", 1, |args| {
        parsed(args).unwrap_or(Value::Undefined)
    }),
    ("json.is_valid", 1, |args| parsed(args).is_some().into()),
    ("to_number", 1, to_number),
];

/// Puts bounds on the language's own functions.
pub(super) fn bound(engine: &mut Engine) -> Result<(), impl std::fmt::Display + use<>> {
    BOUND.iter().try_for_each(|(name, arity, function)| {
        let function = |args: Vec<Value>| Ok(function(&args));
        engine.add_extension((*name).to_owned(), *arity, Box::new(function))
    })
}

/// Adds `requires_filter()`, `requires_fact_filter("a=b")`, `requires_class_filter("c")` and `requires_identity_filter("i")`:
/// whether the request has any filter, or exactly this one.
pub(super) fn about_filters(
    engine: &mut Engine,
    filter: &Filter,
) -> Result<(), impl std::fmt::Display + use<>> {
    let filter = Arc::new(filter.clone());
    let mut add = |name: &str, arity: u8, holds: fn(&Filter, &str) -> bool| {
        let filter = filter.clone();
        let function = move |args: Vec<Value>| {
            let text = args.first().and_then(|arg| arg.as_string().ok());
            let told = text.is_some() || arity == 0;
            Ok(Value::from(told && holds(&filter, text.map_or("", |text| text))))
        };
        engine.add_extension(name.to_owned(), arity, Box::new(function))
    };
    add("requires_filter", 0, |filter, _| is_any(filter))
        .and_then(|()| add("requires_fact_filter", 1, has_fact))
        .and_then(|()| {
            add("requires_class_filter", 1, |filter, class| {
                is_in(&filter.cf_class, class)
            })
        })
        .and_then(|()| {
            add("requires_identity_filter", 1, |filter, identity| {
                is_in(&filter.identity, identity)
            })
        })
}

/// Every request names an agent, so that does not count.
fn is_any(filter: &Filter) -> bool {
    !(filter.fact.is_empty()
        && filter.cf_class.is_empty()
        && filter.identity.is_empty()
        && filter.compound.is_empty())
}

fn has_fact(filter: &Filter, text: &str) -> bool {
    text.parse::<FactFilter>()
        .is_ok_and(|wanted| filter.fact.contains(&wanted))
}

fn is_in(list: &[String], text: &str) -> bool {
    list.iter().any(|item| item == text)
}

/// Whole numbers from the first to the second, both included, downwards if need be; nothing when they are not numbers or too many.
fn range(args: &[Value]) -> Value {
    let number = |index: usize| args.get(index).and_then(|arg| arg.as_i64().ok());
    let step = if args.len() > 2 { number(2) } else { Some(1) };
    let (Some(from), Some(to), Some(step)) = (number(0), number(1), step.filter(|step| *step > 0)) else {
        return Value::Undefined;
    };
    let count = from.abs_diff(to) / step.unsigned_abs();
    if i64::try_from(count).is_ok_and(|count| count < MAX_RANGE) {
        let sign = if from <= to { 1 } else { -1 };
        let numbers = (0..=count.cast_signed()).map(|index| Value::from(from + sign * step * index));
        Value::from(numbers.collect::<Vec<_>>())
    } else {
        Value::Undefined
    }
}

fn text(text: Option<String>) -> Value {
    text.map_or(Value::Undefined, Value::from)
}

/// A list or set of texts with another between them.
fn concat(args: &[Value]) -> Option<String> {
    let between = args.first()?.as_string().ok()?;
    let parts: Vec<&str> = match args.get(1)? {
        Value::Array(parts) => parts.iter().map(as_text).collect::<Option<_>>()?,
        Value::Set(parts) => parts.iter().map(as_text).collect::<Option<_>>()?,
        _ => return None,
    };
    let long: usize = parts.iter().map(|part| part.len() + between.len()).sum();
    (long <= MAX_TEXT).then(|| parts.join(between))
}

fn replace(args: &[Value]) -> Option<String> {
    let [text, old, new] = args else {
        return None;
    };
    replaced(as_text(text)?, as_text(old)?, as_text(new)?)
}

/// Replaces by all members of an object, in order.
fn replace_all(args: &[Value]) -> Option<String> {
    let pairs = args.first()?.as_object().ok()?;
    let text = as_text(args.get(1)?)?.to_owned();
    pairs.iter().try_fold(text, |text, (old, new)| {
        replaced(&text, as_text(old)?, as_text(new)?)
    })
}

fn replaced(text: &str, old: &str, new: &str) -> Option<String> {
    let grown = text.matches(old).count().checked_mul(new.len())?;
    (grown.checked_add(text.len())? <= MAX_TEXT).then(|| text.replace(old, new))
}

fn shifted(args: &[Value]) -> Option<i64> {
    let number = args.first()?.as_i64().ok()?;
    let bits = args
        .get(1)?
        .as_i64()
        .ok()
        .filter(|bits| (0..=MAX_SHIFT).contains(bits))?;
    number.checked_mul(1 << bits)
}

fn parsed(args: &[Value]) -> Option<Value> {
    parse(as_text(args.first()?)?)
}

fn to_number(args: &[Value]) -> Value {
    match args {
        [Value::Null] => Value::from(0_u64),
        [Value::Bool(it)] => Value::from(u64::from(*it)),
        [Value::Number(it)] => Value::Number(it.clone()),
        [Value::String(text)] => match parse(text) {
            Some(Value::Number(number)) => Value::Number(number),
            _ => Value::Undefined,
        },
        _ => Value::Undefined,
    }
}

fn as_text(value: &Value) -> Option<&str> {
    value.as_string().ok().map(|text| &**text)
}
