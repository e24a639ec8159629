//! Conditions as words of a scope.

use serde_json::Value;

use crate::fleet::FacetKind;
use crate::scope::Scope;
use crate::text::quoted;

/// Characters that mean something in the value of a fact condition.
const MEANINGFUL: [char; 9] = ['=', '<', '>', '!', '~', '/', '\'', '"', '\\'];

/// The scope with one more condition: that the nodes have this value, or that they do not. None when no filter can say so.
pub(super) fn with_value(
    scope: &Scope,
    kind: FacetKind,
    name: &str,
    value: &str,
    wanted: bool,
) -> Option<Scope> {
    let (flag, value) = condition(kind, name, value, wanted)?;
    let words = scope.words()?;
    let same = |pair: &[String]| matches!(pair, [it, its] if it == flag && *its == value);
    if words.windows(2).any(same) {
        return Some(scope.clone());
    }
    match flag {
        "-S" => Some(with_expression(scope, &words, &value)),
        "-T" => Some(
            replacing(words, flag, |_| value.clone())
                .unwrap_or_else(|words| joined(&words).and("-T", &value)),
        ),
        _ => Some(scope.and(flag, &value)),
    }
}

/// The scope with a saved set as its nodes.
pub(super) fn with_set(scope: &Scope, name: &str) -> Scope {
    let value = format!("@{name}");
    let words = scope.words().unwrap_or_default();
    match words
        .windows(2)
        .any(|pair| pair[0] == "-I" && pair[1].starts_with('@'))
    {
        true => {
            replacing(words, "-I", |_| value.clone()).unwrap_or_else(|_| Scope::default().and("-I", &value))
        }
        false => scope.and("-I", &value),
    }
}

/// The conditions of a scope: a flag with its value each.
pub(super) fn conditions(words: &[String]) -> Vec<Vec<String>> {
    let mut conditions: Vec<Vec<String>> = Vec::new();
    for word in words {
        match conditions.last_mut().filter(|_| !word.starts_with('-')) {
            Some(last) => last.push(word.clone()),
            None => conditions.push(vec![word.clone()]),
        }
    }
    conditions
}

/// Words as one would type them.
pub(super) fn joined(words: &[String]) -> Scope {
    let words: Vec<_> = words.iter().map(|word| quoted(word)).collect();
    Scope::new(words.join(" "))
}

fn condition(kind: FacetKind, name: &str, value: &str, wanted: bool) -> Option<(&'static str, String)> {
    let quoted = Value::from(value).to_string();
    let named = Value::from(name).to_string();
    let plain =
        !value.is_empty() && !value.contains(MEANINGFUL) && value.trim() == value && !name.starts_with('-');
    // Nodes choose these names: none may become a flag.
    let dashed = value.starts_with('-');
    Some(match (kind, wanted) {
        _ if value.chars().any(|c| c == '\0') => return None,
        (FacetKind::Fact, true) if plain => ("-F", format!("{name}={value}")),
        (FacetKind::Fact, false) if plain && !name.contains(MEANINGFUL) => match value.contains(' ') {
            true => ("-X", format!("{name}='{value}'")),
            false => ("-X", format!("{name}={value}")),
        },
        (FacetKind::Fact, true) => ("-S", format!("fact({named}) == {quoted}")),
        (FacetKind::Fact, false) => ("-S", format!("fact({named}) != {quoted}")),
        (FacetKind::Class, true) if plain && !dashed => ("-C", value.to_owned()),
        (FacetKind::Class, true) => ("-S", format!("include(classes, {quoted})")),
        (FacetKind::Class, false) => ("-S", format!("not include(classes, {quoted})")),
        (FacetKind::Agent, true) if dashed => ("-S", format!("include(agents, {quoted})")),
        (FacetKind::Agent, true) => ("-A", value.to_owned()),
        (FacetKind::Agent, false) => ("-S", format!("not include(agents, {quoted})")),
        (FacetKind::Collective, true) if !dashed => ("-T", value.to_owned()),
        (FacetKind::Collective, _) => return None,
    })
}

/// A scope has one expression: the new one must hold as well.
fn with_expression(scope: &Scope, words: &[String], expression: &str) -> Scope {
    let both = |old: &str| format!("({old}) and {expression}");
    replacing(words.to_vec(), "-S", both).unwrap_or_else(|_| scope.and("-S", expression))
}

/// The scope with the value of a flag replaced; the words again when they do not have the flag.
fn replacing(
    mut words: Vec<String>,
    flag: &str,
    value: impl Fn(&str) -> String,
) -> Result<Scope, Vec<String>> {
    let place = words.iter().position(|word| word == flag);
    let Some(old) = place.and_then(|place| words.get_mut(place + 1)) else {
        return Err(words);
    };
    *old = value(old);
    Ok(joined(&words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(scope: &str, kind: FacetKind, value: &str, wanted: bool) -> Option<String> {
        let scope = with_value(&Scope::new(scope), kind, "os.name", value, wanted)?;
        Some(scope.text().to_owned())
    }

    #[test]
    fn values_are_added_as_somebody_would_type_them() {
        let fact = |value, wanted| after("-C apache", FacetKind::Fact, value, wanted).unwrap();
        assert_eq!(fact("Debian", true), "-C apache -F os.name=Debian");
        assert_eq!(fact("Debian", false), "-C apache -X os.name=Debian");
        assert_eq!(fact("SUSE Linux", true), "-C apache -F 'os.name=SUSE Linux'");
        assert_eq!(
            fact("SUSE Linux", false),
            r#"-C apache -X "os.name='SUSE Linux'""#
        );
    }

    #[test]
    fn values_a_filter_would_misread_go_into_an_expression() {
        let fact = |value, wanted| after("", FacetKind::Fact, value, wanted).unwrap();
        assert_eq!(fact("a=b", true), r#"-S 'fact("os.name") == "a=b"'"#);
        assert_eq!(fact("/x/", false), r#"-S 'fact("os.name") != "/x/"'"#);
        assert_eq!(fact("", true), r#"-S 'fact("os.name") == ""'"#);
    }

    #[test]
    fn names_that_nodes_chose_become_no_flags() {
        let class = after("", FacetKind::Class, "--yes", true).unwrap();
        assert_eq!(class, r#"-S 'include(classes, "--yes")'"#);
        let agent = after("", FacetKind::Agent, "-y", true).unwrap();
        assert_eq!(agent, r#"-S 'include(agents, "-y")'"#);
        assert_eq!(after("", FacetKind::Collective, "--yes", true), None);
        let scope = with_value(&Scope::default(), FacetKind::Fact, "--yes", "1", true).unwrap();
        assert_eq!(scope.text(), r#"-S 'fact("--yes") == "1"'"#);
    }

    #[test]
    fn there_is_one_expression_and_one_collective() {
        let scope = after("-S 'a or b'", FacetKind::Agent, "puppet", false).unwrap();
        assert_eq!(scope, r#"-S '(a or b) and not include(agents, "puppet")'"#);
        assert_eq!(
            after("-T uk", FacetKind::Collective, "mt", true).unwrap(),
            "-T mt"
        );
        assert_eq!(after("", FacetKind::Collective, "mt", false), None);
    }

    #[test]
    fn a_condition_is_added_once() {
        assert_eq!(
            after("-C apache", FacetKind::Class, "apache", true).unwrap(),
            "-C apache"
        );
    }

    #[test]
    fn a_set_takes_the_place_of_another() {
        let with = |scope| with_set(&Scope::new(scope), "web").text().to_owned();
        assert_eq!(with("-C apache"), "-C apache -I @web");
        assert_eq!(with("-I @db -C apache"), "-I @web -C apache");
    }

    #[test]
    fn a_scope_falls_into_conditions() {
        let words = Scope::new("-C apache -F 'os.name=SUSE Linux' --dm=mc")
            .words()
            .unwrap();
        assert_eq!(
            conditions(&words),
            [
                vec!["-C", "apache"],
                vec!["-F", "os.name=SUSE Linux"],
                vec!["--dm=mc"]
            ]
        );
    }
}
