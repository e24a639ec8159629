//! Filters as sentences.

use client::sets::SetName;
use protocol::{FactFilter, Filter};

use super::expression;

/// Every term of a filter, one after the other; `agent` is the one that is added to every request, if there is one.
pub(crate) fn sentence(filter: &Filter, sets: &[SetName], agent: Option<&str>) -> Vec<String> {
    let mut terms = Vec::new();
    let sets = sets.iter().map(|set| format!("it is in the set {set}"));
    let names: Vec<String> = any_of(&filter.identity)
        .map(|names| format!("name is {names}"))
        .into_iter()
        .chain(sets)
        .collect();
    if !names.is_empty() {
        terms.push(names.join(" or "));
    }
    terms.extend(filter.cf_class.iter().map(|class| match pattern(class) {
        Some(pattern) => format!("a class matches {pattern} (no case)"),
        None => format!("class is {class:?}"),
    }));
    terms.extend(filter.fact.iter().map(fact));
    let own = agent.filter(|agent| !filter.agent.iter().any(|named| named == agent));
    let own = own.map(str::to_owned);
    terms.extend(filter.agent.iter().chain(&own).map(|agent| match pattern(agent) {
        Some(pattern) => format!("an agent matches {pattern}"),
        None => format!("it has the agent {agent:?}"),
    }));
    terms.extend(
        filter
            .compound_texts()
            .unwrap_or_default()
            .into_iter()
            .flat_map(expression::terms),
    );
    let mut sentence = Vec::with_capacity(terms.len());
    for (index, term) in terms.into_iter().enumerate() {
        sentence.push(if index == 0 { term } else { format!("and {term}") });
    }
    sentence
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
        insta::assert_snapshot!(sentence(&meant, &[SetName::new("old").unwrap()], Some("service")).join("\n"), @r#"
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
            sentence(&Filter::default(), &[], Some("rpcutil")),
            [r#"it has the agent "rpcutil""#]
        );
    }
}
