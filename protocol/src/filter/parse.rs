//! `-F` text to fact filter.

use super::FactFilter;

/// Operators as people write them; the first that fits at a place counts.
const OPERATORS: [&str; 10] = ["<=", ">=", "=>", "=<", "<", ">", "!=", "=~", "==", "="];

/// Why text is no fact filter.
#[derive(Debug)]
pub(super) enum Refusal {
    /// It does not look like one.
    NoFact(&'static str),
    /// It looks like one that nodes would be asked for in other words than these.
    Misread(&'static str),
}

/// Reads `fact operator value`. The last operator divides, since the left side may be a path with a query.
pub(super) fn fact(text: &str) -> Result<FactFilter, Refusal> {
    let (at, operator) =
        last_operator(text).ok_or(Refusal::NoFact("it has no operator, one of = == != =~ < <= > >="))?;
    let (left, right) = (text[..at].trim(), text[at + operator.len()..].trim());
    if left.is_empty() || right.is_empty() {
        return Err(Refusal::NoFact("one side of the operator is empty"));
    }
    if left.starts_with(['<', '>', '=']) || right.ends_with(['<', '>', '=']) {
        return Err(Refusal::NoFact("an operator stands at its edge"));
    }
    if left.ends_with(['<', '>', '=', '!', '~']) {
        return Err(Refusal::Misread("two operators follow each other"));
    }
    if right.ends_with('/') && !right.starts_with('/') && opens_pattern(left) {
        return Err(Refusal::Misread(
            "a pattern cannot hold an operator; write `.` for its characters",
        ));
    }
    let operator = match operator {
        "=" | "==" | "=~" if is_slashed(right) => "=~",
        _ if is_slashed(right) => {
            return Err(Refusal::Misread(
                "only =~ takes a /pattern/; for its opposite write -S 'not with(\"fact=/pattern/\")'",
            ));
        }
        "=" => "==",
        "=>" => ">=",
        "=<" => "<=",
        other => other,
    };
    Ok(FactFilter {
        fact: left.to_owned(),
        operator: operator.to_owned(),
        value: right.to_owned(),
    })
}

fn last_operator(text: &str) -> Option<(usize, &'static str)> {
    let mut last = None;
    let mut at = 0;
    while at < text.len() {
        let here = &text.as_bytes()[at..];
        let found = OPERATORS.into_iter().find(|it| here.starts_with(it.as_bytes()));
        if let Some(operator) = found {
            last = Some((at, operator));
        }
        at += found.map_or(1, str::len);
    }
    last
}

fn is_slashed(value: &str) -> bool {
    value.starts_with('/') && value.ends_with('/')
}

/// Whether an operator with a slash behind it is left of the dividing one, as in `a=~/k` of `a=~/k=v/`.
fn opens_pattern(left: &str) -> bool {
    ["=", "~"].iter().any(|sign| {
        left.match_indices(sign)
            .any(|(at, _)| left[at + 1..].trim_start().starts_with('/'))
    })
}
