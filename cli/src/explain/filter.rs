//! Filters as sentences.

use client::sets::SetName;
use protocol::filter::{Asks, CompoundError, Term};
use protocol::{FactFilter, Filter};

use super::expression;

/// Every condition of a filter, one after the other, in the order of [`Filter::terms`].
pub(crate) fn sentence(filter: &Filter, sets: &[SetName]) -> Result<Vec<String>, CompoundError> {
    let conditions = filter.terms()?;
    let conditions = conditions
        .iter()
        .filter(|term| !matches!(term.asks(), Asks::Identity(_)))
        .map(words);
    let conditions = names(&filter.identity, sets).into_iter().chain(conditions);
    Ok(conditions
        .enumerate()
        .map(|(index, words)| match index {
            0 => words,
            _ => format!("and {words}"),
        })
        .collect())
}

/// A filter with the agent that is added to every request.
pub(crate) fn with_agent(mut filter: Filter, agent: Option<&str>) -> Filter {
    let own = agent.filter(|agent| !filter.agent.iter().any(|named| named == agent));
    filter.agent.extend(own.map(str::to_owned));
    filter
}

/// One condition.
pub(crate) fn words(term: &Term<'_>) -> String {
    match term.asks() {
        Asks::Identity(identities) => names(identities, &[]).unwrap_or_default(),
        Asks::Class(class) => match pattern(class) {
            Some(pattern) => format!("a class matches {pattern} (no case)"),
            None => format!("class is {class:?}"),
        },
        Asks::Fact(wanted) => fact(wanted),
        Asks::Agent(agent) => match pattern(agent) {
            Some(pattern) => format!("an agent matches {pattern}"),
            None => format!("it has the agent {agent:?}"),
        },
        Asks::Expression(part) => expression::told(part),
    }
}

fn names(identities: &[String], sets: &[SetName]) -> Option<String> {
    let sets = sets.iter().map(|set| format!("it is in the set {set}"));
    let names = any_of(identities).map(|names| format!("name is {names}"));
    let names: Vec<String> = names.into_iter().chain(sets).collect();
    (!names.is_empty()).then(|| names.join(" or "))
}

/// One fact comparison.
pub(super) fn fact(fact: &FactFilter) -> String {
    let (verb, case) = operator(&fact.operator);
    format!("fact {} {verb} {:?}{case}", fact.fact, fact.value)
}

fn any_of(names: &[String]) -> Option<String> {
    let said: Vec<String> = names
        .iter()
        .map(|name| pattern(name).map_or_else(|| format!("{name:?}"), |pattern| format!("like {pattern}")))
        .collect();
    (!said.is_empty()).then(|| said.join(" or "))
}

/// The pattern, slashes included, if it is one.
pub(super) fn pattern(text: &str) -> Option<&str> {
    (text.len() > 2 && text.starts_with('/') && text.ends_with('/')).then_some(text)
}

fn operator(operator: &str) -> (&str, &'static str) {
    match operator {
        "==" => ("equals", " (no case)"),
        "!=" => ("is there but not", " (no case)"),
        "=~" => ("matches", " (no case)"),
        "<" => ("is under", ""),
        "<=" => ("is at most", ""),
        ">" => ("is over", ""),
        ">=" => ("is at least", ""),
        other => (other, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_is_told_as_a_sentence() {
        let fact = |fact: &str, operator: &str, value: &str| FactFilter {
            fact: fact.to_owned(),
            operator: operator.to_owned(),
            value: value.to_owned(),
        };
        let meant = Filter {
            fact: vec![fact("country", "==", "uk"), fact("cpus", ">=", "4")],
            cf_class: vec!["apache".to_owned(), "/^role/".to_owned()],
            agent: vec!["puppet".to_owned()],
            identity: vec!["web1".to_owned(), "/^db/".to_owned()],
            compound: Vec::new(),
        };
        let meant = with_agent(meant, Some("service"));
        let said = sentence(&meant, &[SetName::new("old").unwrap()]).unwrap();
        insta::assert_snapshot!(said.join("\n"), @r#"
        name is "web1" or like /^db/ or it is in the set @old
        and class is "apache"
        and a class matches /^role/ (no case)
        and fact country equals "uk" (no case)
        and fact cpus is at least "4"
        and it has the agent "puppet"
        and it has the agent "service"
        "#);
    }

    #[test]
    fn an_empty_filter_still_means_nodes_with_the_agent() {
        assert_eq!(
            sentence(&with_agent(Filter::default(), Some("rpcutil")), &[]).unwrap(),
            [r#"it has the agent "rpcutil""#]
        );
    }
}
