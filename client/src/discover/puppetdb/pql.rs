//! A filter as a query in PuppetDB's language.

use protocol::{Collective, FactFilter, Filter};

use super::pattern::any_case;
use super::{PuppetDbError, QUERY};

/// Agents every node of a managed site hosts: their files carry no tags, the class that manages the server stands for them.
const UNTAGGED: [&str; 3] = ["scout", "rpcutil", "choria_util"];

/// The query for the nodes of a collective that a filter without compound expressions means.
pub(super) fn query(collective: &Collective, filter: &Filter) -> Result<String, PuppetDbError> {
    let mut facts = Vec::with_capacity(filter.fact.len());
    for each in &filter.fact {
        facts.push(fact(each)?);
    }
    let parts = [
        member(collective),
        joined(filter.identity.iter().map(|name| node(name)), " or "),
        joined(filter.cf_class.iter().map(|name| class(name)), " and "),
        joined(filter.agent.iter().map(|name| agent(name)), " and "),
        joined(facts.into_iter(), " and "),
    ];
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    let parts = joined(parts.map(|part| format!("({part})")), " and ");
    Ok(format!("nodes[certname, deactivated] {{ {parts} }}"))
}

fn joined(parts: impl Iterator<Item = String>, word: &str) -> String {
    parts.collect::<Vec<_>>().join(word)
}

fn member(collective: &Collective) -> String {
    let name = quoted(collective.as_str());
    format!(
        r#"certname in inventory[certname] {{ facts.mcollective.server.collectives.match("\d+") = {name} }}"#
    )
}

fn node(name: &str) -> String {
    if let Some(query) = name.strip_prefix(QUERY) {
        return format!("certname in {}", query.trim());
    }
    match inner(name) {
        Some(pattern) => format!("certname ~ {}", quoted(&any_case(pattern))),
        None => format!("certname = {}", quoted(name)),
    }
}

fn class(name: &str) -> String {
    match inner(name) {
        Some(pattern) => resource("Class", "title ~", &any_case(pattern)),
        None => resource("Class", "title =", &titled(name)),
    }
}

fn agent(name: &str) -> String {
    if UNTAGGED.contains(&name) {
        return format!(
            "({} or {})",
            class("choria::service"),
            class("mcollective::service")
        );
    }
    match inner(name) {
        Some(pattern) => resource(
            "File",
            "tag ~",
            &format!("mcollective_agent_.*?{}.*?_server", any_case(pattern)),
        ),
        None => resource("File", "tag =", &format!("mcollective_agent_{name}_server")),
    }
}

fn resource(kind: &str, comparison: &str, value: &str) -> String {
    format!(
        r#"resources {{type = "{kind}" and {comparison} {}}}"#,
        quoted(value)
    )
}

fn fact(fact: &FactFilter) -> Result<String, PuppetDbError> {
    let refused = |reason| PuppetDbError::Filter {
        text: format!("{}{}{}", fact.fact, fact.operator, fact.value),
        reason,
    };
    if !is_path(&fact.fact) {
        return Err(refused("it knows plain paths of facts only, such as os.family"));
    }
    let (name, value) = (&fact.fact, quoted(&fact.value));
    let native = is_number(&fact.value) || matches!(fact.value.as_str(), "true" | "false");
    let equal = match native {
        true => format!("facts.{name} = {} or facts.{name} = {value}", fact.value),
        false => format!("facts.{name} = {value}"),
    };
    Ok(match fact.operator.as_str() {
        "=~" => {
            let pattern = any_case(fact.value.trim_matches('/'));
            format!("inventory {{facts.{name} ~ {}}}", quoted(&pattern))
        }
        "==" => format!("inventory {{{equal}}}"),
        "!=" => format!("inventory {{!({equal})}}"),
        ">=" | ">" | "<=" | "<" if is_number(&fact.value) => {
            format!("inventory {{facts.{name} {} {}}}", fact.operator, fact.value)
        }
        ">=" | ">" | "<=" | "<" => return Err(refused("it orders numbers only")),
        _ => return Err(refused("it does not know this comparison")),
    })
}

/// What stands between the slashes of a pattern.
fn inner(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('/')?.strip_suffix('/')?;
    (!inner.is_empty()).then_some(inner)
}

/// A text as the language reads it: double-quoted ones are JSON.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A class as resources are titled: `Role::Web_server`.
fn titled(class: &str) -> String {
    let part = |part: &str| {
        let mut letters = part.chars();
        let first = letters.next().map(|letter| letter.to_uppercase().to_string());
        first.unwrap_or_default() + &letters.as_str().to_lowercase()
    };
    joined(class.split("::").map(part), "::")
}

/// Digits as the language has numbers: no exponent without a point, nothing hexadecimal.
fn is_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    match text.split_once('.') {
        Some((whole, rest)) => {
            let (fraction, exponent) = rest.split_once(['e', 'E']).unwrap_or((rest, "0"));
            let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
            digits(whole) && digits(fraction) && digits(exponent)
        }
        None => digits(text),
    }
}

/// Whether a fact is named by keys and indexes alone. Anything else would be read as more of the query.
fn is_path(fact: &str) -> bool {
    fact.split('.').all(|part| {
        let (key, index) = match part.split_once('[') {
            Some((key, rest)) => (key, rest.strip_suffix(']')),
            None => (part, Some("0")),
        };
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ':' | '/');
        let indexed =
            index.is_some_and(|index| !index.is_empty() && index.bytes().all(|b| b.is_ascii_digit()));
        !key.is_empty() && key.chars().all(plain) && indexed
    })
}

#[cfg(test)]
mod tests;
