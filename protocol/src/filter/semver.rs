//! Versions and what they must satisfy, as `semver()` in expressions has it.
//!
//! Conditions beside each other, with spaces or commas between, must all hold; `||` stands between alternatives. Operators are
//! `= != > < >= => <= =< ~ ~> ^`; `1.2 - 3.4` is a range; `x`, `X`, `*` and missing parts stand for any number. Versions before a
//! release only satisfy alternatives that name one.

mod constraint;
mod version;

use constraint::Constraint;
use version::Version;

/// Longest version and constraint, in bytes, and most alternatives.
const MAX_VERSION: usize = 256;
const MAX_CONSTRAINT: usize = 512;
const MAX_ALTERNATIVES: usize = 32;

/// Text that is no version or no constraint.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is not a {what}")]
pub struct SemverSyntax {
    /// What was given.
    pub text: String,
    /// What was wanted.
    pub what: &'static str,
}

/// Whether a version satisfies a constraint.
///
/// - **Shape:** `1.2.3`, `v1.2`, `1.2.3-rc.1+build`; `>= 1.2, < 2.0.0 || ^3`.
/// - **Errors:** [`SemverSyntax`] when either is none.
pub fn satisfies(version: &str, constraint: &str) -> Result<bool, SemverSyntax> {
    let refused = |text: &str, what| SemverSyntax {
        text: text.chars().take(MAX_CONSTRAINT).collect(),
        what,
    };
    let wanted = alternatives(constraint).ok_or_else(|| refused(constraint, "version constraint"))?;
    let version = Version::parse(version).ok_or_else(|| refused(version, "version"))?;
    Ok(wanted.iter().any(|all| {
        let before_release = all.iter().any(Constraint::is_before_release);
        (version.is_release() || before_release) && all.iter().all(|it| it.admits(&version))
    }))
}

fn alternatives(text: &str) -> Option<Vec<Vec<Constraint>>> {
    if text.len() > MAX_CONSTRAINT || text.split("||").count() > MAX_ALTERNATIVES {
        return None;
    }
    text.split("||").map(constraint::all).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    fn is(version: &str, constraint: &str) -> bool {
        satisfies(version, constraint).unwrap()
    }

    #[test]
    fn conditions_are_joined_by_and_and_or() {
        assert!(is("1.2.3", ">= 1.2, < 2") && is("1.2.3", ">1.0.0 <1.3.0"));
        assert!(is("3.1.0", "1.x || ^3") && !is("2.0.0", "1.x || ^3"));
        assert!(is("v1.2", "1.2.0") && is("2", "=2.0.0") && is("1.5.0", "1.2 - 2.3"));
    }

    #[test]
    fn missing_parts_stand_for_any_number() {
        assert!(is("1.9.9", "1") && is("1.2.9", "~1.2") && is("0.0.0", "*"));
        assert!(!is("1.9.9", "!=1.x") && !is("11.1.0", ">11") && is("12.0.0", ">11"));
        assert!(is("2.5.0", "<=2") && !is("2.5.0", "<=2.4"));
    }

    #[test]
    fn versions_before_a_release_are_asked_for() {
        assert!(!is("1.3.0-rc.1", ">1.2.0") && is("1.3.0-rc.1", ">1.2.0-0"));
        assert!(is("1.0.0-alpha.10", ">1.0.0-alpha.9") && !is("1.0.0-beta", ">1.0.0"));
    }

    #[test]
    fn what_is_none_is_refused() {
        for constraint in [
            "", "x.y", ">", "1.2.3.4", "1x", "> = 1", "1 ||", ">1 <", "\u{a0}1",
        ] {
            assert!(satisfies("1.0.0", constraint).is_err(), "{constraint:?}");
        }
        for version in [
            "",
            "v",
            "1..2",
            "1.2.3.4",
            "1.2.x",
            "1-",
            "1.0.0-01",
            " 1",
            &"1".repeat(300),
        ] {
            assert!(satisfies(version, "*").is_err(), "{version:?}");
        }
    }

    #[test]
    fn constraints_admit_what_the_reference_was_recorded_to_admit() {
        for line in include_str!("../../golden/semver.jsonl").lines() {
            let case: Value = serde_json::from_str(line).unwrap();
            let text = |name: &str| case[name].as_str().unwrap().to_owned();
            let found = satisfies(&text("version"), &text("constraint")).ok();
            assert_eq!(found, case.get("satisfies").and_then(Value::as_bool), "{line}");
        }
    }
}
