//! Who is in which collective: counted, listed and drawn.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use protocol::rpc::Status;
use serde_json::Value;

use crate::ask::Outcome;
use crate::out::pretty;
use crate::theme::line;

/// Nodes by collective.
pub(super) type Members<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

/// Reads the answers of `rpcutil#collective_info`.
pub(super) fn members(outcome: &Outcome) -> Members<'_> {
    let mut members = Members::new();
    for reply in outcome
        .replies
        .iter()
        .filter(|reply| reply.reply.statuscode == Status::Ok)
    {
        let names = reply.reply.data.get("collectives").and_then(Value::as_array);
        for name in names.into_iter().flatten().filter_map(Value::as_str) {
            members.entry(name).or_default().insert(reply.sender.as_str());
        }
    }
    members
}

/// How many nodes each collective has.
pub(super) fn counts<'a>(members: &Members<'a>) -> BTreeMap<&'a str, usize> {
    members.iter().map(|(name, nodes)| (*name, nodes.len())).collect()
}

/// A row for each collective, the largest first.
pub(super) fn rows(members: &Members<'_>) -> impl Iterator<Item = Vec<String>> + use<> {
    let mut rows: Vec<(String, usize)> = members
        .iter()
        .map(|(name, nodes)| (line(name).into_owned(), nodes.len()))
        .collect();
    rows.sort_by_key(|(_, count)| Reverse(*count));
    rows.into_iter()
        .map(|(name, count)| vec![name, count.to_string()])
}

/// The nodes that answered, sorted.
pub(super) fn senders(members: &Members<'_>, json: bool) -> anyhow::Result<String> {
    let nodes: BTreeSet<&str> = members.values().flatten().copied().collect();
    Ok(match json {
        true => format!("{}\n", pretty(&nodes)?),
        false => nodes.iter().map(|node| format!("{}\n", line(node))).collect(),
    })
}

/// A graph in the DOT language: collectives as boxes, an edge from each to every node in it.
pub(super) fn graph(members: &Members<'_>) -> String {
    let mut text = "graph collectives {\n".to_owned();
    for (collective, nodes) in members {
        let collective = quoted(collective);
        let _ = writeln!(text, "   {collective} [shape=box];");
        for node in nodes {
            let _ = writeln!(text, "   {collective} -- {};", quoted(node));
        }
    }
    text.push_str("}\n");
    text
}

/// A name that cannot end its quotes.
fn quoted(name: &str) -> String {
    format!("\"{}\"", line(name).replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use serde_json::json;

    #[test]
    fn collectives_are_counted_and_drawn() {
        let outcome = fixture::outcome(vec![
            fixture::ok("web01", json!({"collectives": ["mcollective", "uk"]})),
            fixture::ok("db01", json!({"collectives": ["mcollective", "a\"b"]})),
        ]);
        let members = members(&outcome);
        assert_eq!(
            rows(&members).next(),
            Some(vec!["mcollective".to_owned(), "2".to_owned()])
        );
        assert_eq!(senders(&members, false).unwrap(), "db01\nweb01\n");
        insta::assert_snapshot!(graph(&members), @r#"
        graph collectives {
           "a\"b" [shape=box];
           "a\"b" -- "db01";
           "mcollective" [shape=box];
           "mcollective" -- "db01";
           "mcollective" -- "web01";
           "uk" [shape=box];
           "uk" -- "web01";
        }
        "#);
    }
}
