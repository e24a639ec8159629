//! Functions for policies: those about the filter of a request, and bounds for some of the language's own.

use std::sync::Arc;

use protocol::{FactFilter, Filter};
use regorus::{Engine, Value};

/// Longest list of numbers a policy may make at once. The language's own function would ask for all the memory there is.
const MAX_RANGE: i64 = 10_000;

/// Puts bounds on functions that would otherwise take memory without end.
pub(super) fn bound(engine: &mut Engine) -> Result<(), impl std::fmt::Display + use<>> {
    engine
        .add_extension("numbers.range".to_owned(), 2, Box::new(|args| Ok(range(&args))))
        .and_then(|()| {
            let stepped = |args: Vec<Value>| Ok(range(&args));
            engine.add_extension("numbers.range_step".to_owned(), 3, Box::new(stepped))
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
