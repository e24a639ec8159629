//! Expressions as sentences.

use protocol::FactFilter;
use protocol::filter::expr::{Expression, Outline};

use super::filter::{fact, pattern};

/// An expression in words. Beside others an alternative needs its brackets.
pub(super) fn told(expression: &Expression) -> String {
    match expression.outline() {
        alternative @ Outline::Any(_) => format!("({})", said(&alternative)),
        other => said(&other),
    }
}

fn said(outline: &Outline<'_>) -> String {
    match outline {
        Outline::All(parts) => joined(parts, " and "),
        Outline::Any(parts) => joined(parts, " or "),
        Outline::Not(part) => match &**part {
            Outline::All(_) | Outline::Any(_) => format!("not ({})", said(part)),
            _ => format!("not: {}", said(part)),
        },
        Outline::Is {
            function: "with",
            text,
        } => with(text),
        Outline::Is { function, text } => format!("{function} of {text:?} is true"),
        Outline::Compares {
            function,
            text,
            operator,
            value,
        } => {
            let what = match *function {
                "fact" => format!("fact {text}"),
                other => format!("{other} of {text:?}"),
            };
            format!("{what} {} {value}", verb(operator))
        }
        Outline::Other(text) => format!("`{text}` is true"),
    }
}

fn joined(parts: &[Outline<'_>], word: &str) -> String {
    let parts: Vec<String> = parts
        .iter()
        .map(|part| match part {
            Outline::All(_) | Outline::Any(_) => format!("({})", said(part)),
            _ => said(part),
        })
        .collect();
    parts.join(word)
}

/// A fact, else a class or an agent.
fn with(text: &str) -> String {
    match (text.parse::<FactFilter>(), pattern(text)) {
        (Ok(wanted), _) => fact(&wanted),
        (Err(_), Some(pattern)) => format!("a class or an agent matches {pattern}"),
        (Err(_), None) => format!("it has the class or the agent {text:?}"),
    }
}

fn verb(operator: &str) -> &str {
    match operator {
        "==" => "is",
        "!=" => "is not",
        "<" => "is under",
        "<=" => "is at most",
        ">" => "is over",
        ">=" => "is at least",
        "in" => "is one of",
        "matches" => "matches",
        "contains" => "contains",
        "startsWith" => "starts with",
        "endsWith" => "ends with",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_told_part_by_part() {
        let expression = Expression::parse(
            r#"with("apache") and (with("/^role/") or not with("os=/^deb/")) and fact("cpus") >= 4
               and not (with("a") and with("b")) and fact("zone") not in ["x", "y"]
               and semver(fact("v"), "~1.2") and not with("c") and ready("x")"#,
        );
        let told: Vec<_> = expression.unwrap().conjuncts().iter().map(told).collect();
        insta::assert_snapshot!(told.join("\n"), @r#"
        it has the class or the agent "apache"
        (a class or an agent matches /^role/ or not: fact os matches "/^deb/" (no case))
        fact cpus is at least 4
        not (it has the class or the agent "a" and it has the class or the agent "b")
        not: fact zone is one of ["x", "y"]
        `semver(fact("v"), "~1.2")` is true
        not: it has the class or the agent "c"
        ready of "x" is true
        "#);
    }
}
