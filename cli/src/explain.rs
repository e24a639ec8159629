//! What a command line means, in words, with nothing sent.

use std::fmt::Write;

use ddl::{Object, Risk};
use protocol::Filter;
use serde_json::Value;

use crate::args::{FleetArgs, Limit};
use crate::ask::Question;
use crate::out::words;
use crate::theme::{Meaning, Theme};

/// The question in words: the plain command, the request, whom it means, how they are found, whether somebody is asked first.
/// `piped` says that standard input may name the nodes.
pub(crate) fn question(
    question: &Question,
    args: &FleetArgs,
    config: &config::Client,
    piped: bool,
    theme: Theme,
) -> anyhow::Result<String> {
    let mut text = String::new();
    let mut row = |label: &str, value: &str| {
        let padded = theme.paint(Meaning::Title, format!("{label:<9}"));
        let _ = writeln!(text, "{padded} {value}");
    };
    row("command", &command(question, args));
    row("request", &request(question, args, config));
    let terms = filter(&args.filter.filter()?, &question.agent.metadata.name);
    for (index, term) in terms.iter().enumerate() {
        row(if index == 0 { "filter" } else { "" }, term);
    }
    row("discovery", &discovery(question, args, config, piped)?);
    if let Some(limit) = args.request.limit {
        row("limit", &limited(limit));
    }
    row("would ask", &asks(question, args)?);
    Ok(text)
}

/// The generic command that does the same.
pub(crate) fn command(question: &Question, args: &FleetArgs) -> String {
    let mut words = vec![
        "mco".to_owned(),
        "req".to_owned(),
        question.agent.metadata.name.clone(),
        question.action().name.clone(),
    ];
    words.extend(inputs(&question.data).map(|(name, value)| quoted(&format!("{name}={value}"))));
    words.extend(args.filter.words());
    words.extend(args.discovery.words());
    words.join(" ")
}

fn request(question: &Question, args: &FleetArgs, config: &config::Client) -> String {
    let metadata = &question.agent.metadata;
    let risk = match question.action().risk() {
        Risk::Read => "read",
        Risk::Change => "change",
    };
    let wait = match args.request.timeout {
        Some(timeout) => words::millis(timeout),
        None => {
            let timeout = words::millis(question.agent.timeout());
            format!("{timeout} + {}", words::millis(config.discovery_timeout))
        }
    };
    let mut text = question.title();
    for (name, value) in inputs(&question.data) {
        let _ = write!(text, "  {name}={value:?}");
    }
    format!(
        "{text}  (DDL {} {}, {risk}, timeout {wait})",
        metadata.name, metadata.version
    )
}

/// Every term of a filter as a sentence.
pub(crate) fn filter(filter: &Filter, agent: &str) -> Vec<String> {
    let mut terms = Vec::new();
    if let Some(names) = any_of(&filter.identity) {
        terms.push(format!("name is {names}"));
    }
    terms.extend(filter.cf_class.iter().map(|class| match pattern(class) {
        Some(pattern) => format!("a class matches {pattern} (no case)"),
        None => format!("class is {class:?}"),
    }));
    terms.extend(filter.fact.iter().map(|fact| {
        let (verb, case) = operator(&fact.operator);
        format!("fact {} {verb} {:?}{case}", fact.fact, fact.value)
    }));
    let own = (!filter.agent.iter().any(|named| named == agent)).then(|| agent.to_owned());
    terms.extend(filter.agent.iter().chain(&own).map(|agent| match pattern(agent) {
        Some(pattern) => format!("an agent matches {pattern}"),
        None => format!("it has the agent {agent:?}"),
    }));
    let mut sentence = Vec::with_capacity(terms.len());
    for (index, term) in terms.into_iter().enumerate() {
        sentence.push(if index == 0 { term } else { format!("and {term}") });
    }
    sentence
}

fn any_of(names: &[String]) -> Option<String> {
    let said: Vec<String> = names
        .iter()
        .map(|name| pattern(name).map_or_else(|| format!("{name:?}"), |pattern| format!("like {pattern}")))
        .collect();
    (!said.is_empty()).then(|| said.join(" or "))
}

fn pattern(text: &str) -> Option<&str> {
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

fn discovery(
    question: &Question,
    args: &FleetArgs,
    config: &config::Client,
    piped: bool,
) -> anyhow::Result<String> {
    if question.agent.metadata.service {
        return Ok("none: any one node answers for this service".to_owned());
    }
    if piped && args.discovery.nodes.is_none() && args.discovery.method.is_none() {
        return Ok(
            "the results on standard input if there are any, else mc; then one request to each".to_owned(),
        );
    }
    if let Some(path) = &args.discovery.nodes {
        return Ok(format!(
            "the nodes listed in {}; then one request to each",
            path.display()
        ));
    }
    args.discovery.method(&config.discovery_method)?;
    let timeout = words::millis(
        args.discovery
            .discovery_timeout
            .unwrap_or(config.discovery_timeout),
    );
    let adaptive = args.discovery.discovery_window || config.discovery_window;
    let window = if adaptive { "up to " } else { "" };
    Ok(format!(
        "mc, {window}{timeout}; then one request to each node found"
    ))
}

fn limited(limit: Limit) -> String {
    match limit {
        Limit::Count(count) => format!("at most {} of them", words::count(count, "node")),
        Limit::Percent(percent) => format!("{percent}% of them, at least one"),
    }
}

fn asks(question: &Question, args: &FleetArgs) -> anyhow::Result<String> {
    let named = args.discovery.nodes.is_some();
    Ok(match question.action().risk() {
        Risk::Read => "no: it only reads",
        Risk::Change if args.request.yes => "no: --yes",
        Risk::Change if args.filter.filter()?.is_empty() && !named => {
            "yes, on a terminal: a change without a filter"
        }
        Risk::Change => "on a terminal, when over 50 nodes would change",
    }
    .to_owned())
}

fn inputs(data: &Object) -> impl Iterator<Item = (&String, String)> {
    data.iter().map(|(name, value)| {
        let text = match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        (name, text)
    })
}

/// A word as a shell needs it.
pub(crate) fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_=./:@%+,".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::FactFilter;

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
        insta::assert_snapshot!(filter(&meant, "service").join("\n"), @r#"
        name is "web1" or like /^db/
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
            filter(&Filter::default(), "rpcutil"),
            [r#"it has the agent "rpcutil""#]
        );
    }

    #[test]
    fn words_are_quoted_only_when_a_shell_needs_it() {
        assert_eq!(quoted("country=uk"), "country=uk");
        assert_eq!(quoted("a b"), "'a b'");
        assert_eq!(quoted("it's"), r"'it'\''s'");
        assert_eq!(quoted(""), "''");
    }
}
