//! What `mco facts` prints.

use std::collections::BTreeMap;
use std::fmt::Write;

use client::NodeReply;
use protocol::rpc::Status;
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use crate::ctx::Printer;
use crate::out::grid;
use crate::theme::{line, pad};

/// Who has which value.
pub(super) struct Report {
    /// Value and the sorted nodes that have it, in the order to show them.
    values: Vec<(String, Vec<String>)>,
}

impl Report {
    /// Sorts by count, rarest first or last; equal counts by value.
    pub(super) fn new(replies: &[NodeReply], reverse: bool) -> Self {
        let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for reply in replies
            .iter()
            .filter(|reply| reply.reply.statuscode == Status::Ok)
        {
            let value = text(reply.reply.data.get("value"));
            found
                .entry(value)
                .or_default()
                .push(line(reply.sender.as_str()).into_owned());
        }
        let mut values: Vec<_> = found.into_iter().collect();
        values.iter_mut().for_each(|(_, nodes)| nodes.sort());
        values.sort_by_key(|(_, nodes)| nodes.len());
        if reverse {
            values.sort_by_key(|(_, nodes)| std::cmp::Reverse(nodes.len()));
        }
        Self { values }
    }

    /// Whether nobody had anything to say.
    pub(super) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    pub(super) fn text(&self, fact: &str, nodes: bool) -> String {
        let mut text = format!("Report for fact: {}\n\n", line(fact));
        let shown: Vec<_> = self
            .values
            .iter()
            .map(|(value, nodes)| (line(value), nodes))
            .collect();
        let width = shown.iter().map(|(value, _)| value.width()).max().unwrap_or(0);
        for (value, having) in shown {
            let times = if having.len() == 1 { "time" } else { "times" };
            let _ = writeln!(text, "  {} found {} {times}", pad(&value, width), having.len());
            if nodes {
                let list: String = having.iter().map(|node| format!("    {node}\n")).collect();
                let _ = writeln!(text, "\n{list}");
            }
        }
        text.push('\n');
        text
    }

    pub(super) fn table(&self, nodes: bool, out: &Printer) -> String {
        let mut header = vec!["Fact".to_owned(), "Matches".to_owned()];
        if nodes {
            header.push("Nodes".to_owned());
        }
        let rows = self.values.iter().map(|(value, having)| {
            let mut row = vec![line(value).into_owned(), having.len().to_string()];
            if nodes {
                row.push(having.join("\n"));
            }
            row
        });
        grid(header, rows, out)
    }

    /// `{value: {count, identities}}`.
    pub(super) fn json(&self) -> Value {
        let values = self.values.iter();
        values
            .map(|(value, nodes)| (value.clone(), json!({"count": nodes.len(), "identities": nodes})))
            .collect()
    }

    /// Every node that answered, sorted.
    pub(super) fn senders(&self) -> String {
        let mut nodes: Vec<&str> = self
            .values
            .iter()
            .flat_map(|(_, nodes)| nodes)
            .map(String::as_str)
            .collect();
        nodes.sort_unstable();
        nodes.iter().map(|node| format!("{node}\n")).collect()
    }
}

/// Text as it is, other values as JSON, nothing as `nil`.
fn text(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => "nil".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    fn report(reverse: bool) -> Report {
        let answer = |node: &str, value: Value| fixture::ok(node, json!({"fact": "country", "value": value}));
        let replies = [
            answer("web02", json!("uk")),
            answer("web01", json!("uk")),
            answer("web03", json!({"a": 1})),
            answer("web04", json!(null)),
            fixture::reply("web05", Status::Aborted, "no", json!({})),
        ];
        Report::new(&replies, reverse)
    }

    #[test]
    fn the_rarest_value_comes_first() {
        insta::assert_snapshot!(report(false).text("country", false), @r#"
        Report for fact: country

          nil     found 1 time
          {"a":1} found 1 time
          uk      found 2 times
        "#);
    }

    #[test]
    fn the_most_frequent_value_can_come_first_with_its_nodes() {
        insta::assert_snapshot!(report(true).text("country", true), @r#"
        Report for fact: country

          uk      found 2 times

            web01
            web02

          nil     found 1 time

            web04

          {"a":1} found 1 time

            web03
        "#);
    }

    #[test]
    fn a_table_has_a_column_for_nodes_when_asked() {
        insta::assert_snapshot!(report(true).table(true, &fixture::printer().0), @r#"
        ╭─────────┬─────────┬───────╮
        │ Fact    ┆ Matches ┆ Nodes │
        ╞═════════╪═════════╪═══════╡
        │ uk      ┆ 2       ┆ web01 │
        │         ┆         ┆ web02 │
        │ nil     ┆ 1       ┆ web04 │
        │ {"a":1} ┆ 1       ┆ web03 │
        ╰─────────┴─────────┴───────╯
        "#);
    }

    #[test]
    fn the_document_counts_and_names() {
        let expected = json!({
            "uk": {"count": 2, "identities": ["web01", "web02"]},
            "{\"a\":1}": {"count": 1, "identities": ["web03"]},
            "nil": {"count": 1, "identities": ["web04"]},
        });
        assert_eq!(report(false).json(), expected);
    }
}
