//! Findings as text and as JSON.

use std::fmt::Write;

use serde_json::{Value, json};

use super::inspect::Finding;
use crate::theme::{Meaning, Theme, line};

/// One line for each finding, then the verdict.
pub(super) fn text(node: &str, matches: bool, findings: &[Finding], theme: Theme) -> String {
    let mut text = String::new();
    for finding in findings {
        let (mark, meaning) = mark(finding, theme);
        let indent = "  ".repeat(finding.depth);
        let said = said(finding);
        let _ = writeln!(
            text,
            "{indent}{} {}{}",
            theme.paint(meaning, mark),
            line(&flat(&finding.term)),
            line(&said)
        );
    }
    let (verdict, meaning) = if matches {
        ("matches", Meaning::Good)
    } else {
        ("does not match", Meaning::Bad)
    };
    let _ = writeln!(text, "\n{} {}", line(node), theme.paint(meaning, verdict));
    text
}

/// One document.
pub(super) fn json(node: &str, matches: bool, findings: &[Finding]) -> Value {
    let terms: Vec<Value> = findings
        .iter()
        .map(|finding| {
            let mut term = json!({"term": finding.term, "depth": finding.depth});
            match &finding.outcome {
                Some(Ok(value)) => term["value"] = value.clone(),
                Some(Err(error)) => term["error"] = json!(error),
                None => {}
            }
            if let Some(why) = &finding.why {
                term["why"] = json!(why);
            }
            term
        })
        .collect();
    json!({"node": node, "matches": matches, "terms": terms})
}

fn mark(finding: &Finding, theme: Theme) -> (&'static str, Meaning) {
    let (mark, ascii, meaning) = match &finding.outcome {
        Some(Ok(Value::Bool(true))) => ("✓", "+", Meaning::Good),
        Some(Ok(Value::Bool(false))) => ("✗", "x", Meaning::Bad),
        Some(Ok(_)) => ("=", "=", Meaning::Value),
        Some(Err(_)) => ("!", "!", Meaning::Warning),
        None => ("·", ".", Meaning::Title),
    };
    (if theme.ascii { ascii } else { mark }, meaning)
}

/// What follows a term: its value, its error, what was found.
fn said(finding: &Finding) -> String {
    let why = finding.why.as_ref();
    match &finding.outcome {
        None => "  (not looked at: the verdict stood)".to_owned(),
        Some(Err(error)) => format!("  ({error})"),
        Some(Ok(Value::Bool(_))) => why.map_or_else(String::new, |why| format!("  ({why})")),
        Some(Ok(Value::Number(number))) => format!("  {}", number.as_f64().unwrap_or_default()),
        Some(Ok(value)) => format!("  {value}"),
    }
}

/// An expression on one line.
fn flat(term: &str) -> String {
    term.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use protocol::{Filter, NodeView};

    use super::super::inspect::findings;
    use super::*;

    fn told(change: impl FnOnce(&mut Filter)) -> String {
        let mut filter = Filter::default();
        change(&mut filter);
        let node = NodeView {
            identity: "web1.lab.test",
            agents: &["rpcutil".to_owned()],
            classes: &["apache".to_owned()],
            facts: r#"{"country": "de", "cpus": 8}"#,
            data: None,
        };
        let findings = findings(&filter, node, SystemTime::UNIX_EPOCH).unwrap();
        let matches = findings.iter().all(|finding| finding.depth > 0 || finding.held());
        assert_eq!(filter.matches(node), matches);
        text(node.identity, matches, &findings, Theme::PLAIN)
    }

    #[test]
    fn each_term_says_what_it_found() {
        let told = told(|filter| {
            filter.identity.push("/^web/".to_owned());
            filter
                .add_combined("apache nginx country=uk cpus>=4 zone=a")
                .unwrap();
        });
        insta::assert_snapshot!(told, @r#"
        ✓ name is like /^web/  (it is web1.lab.test)
        ✓ class is "apache"
        ✗ class is "nginx"
        ✗ fact country equals "uk" (no case)  (it is "de")
        ✓ fact cpus is at least "4"  (it is 8)
        ✗ fact zone equals "a" (no case)  (there is no such fact)

        web1.lab.test does not match
        "#);
    }

    #[test]
    fn an_expression_is_taken_apart() {
        let told = told(|filter| {
            let text = r#"with("apache") and (with("country=uk") or fact("cpus") > 4)
                and not scout("x").state and with("never")"#;
            filter.add_compound(text).unwrap();
        });
        insta::assert_snapshot!(told, @r#"
        ! with("apache") and (with("country=uk") or fact("cpus") > 4) and not scout("x").state and with("never")  (there is no function scout; data providers answer on nodes only)
          ✓ with("apache")
          ✓ (with("country=uk") or fact("cpus") > 4)
            ✗ with("country=uk")  (it is "de")
            ✓ fact("cpus") > 4
              = fact("cpus")  8
          ! not scout("x").state  (there is no function scout; data providers answer on nodes only)
            ! scout("x").state  (there is no function scout; data providers answer on nodes only)
          · with("never")  (not looked at: the verdict stood)

        web1.lab.test does not match
        "#);
    }

    #[test]
    fn a_document_has_every_term() {
        let finding = |depth, outcome: Option<Result<Value, String>>, why: Option<&str>| Finding {
            term: "with('a')".to_owned(),
            depth,
            outcome,
            why: why.map(str::to_owned),
        };
        let findings = [
            finding(0, Some(Ok(true.into())), Some("it is 1")),
            finding(1, Some(Err("no".to_owned())), None),
            finding(1, None, None),
        ];
        insta::assert_snapshot!(json("n1", true, &findings), @r#"{"matches":true,"node":"n1","terms":[{"depth":0,"term":"with('a')","value":true,"why":"it is 1"},{"depth":1,"error":"no","term":"with('a')"},{"depth":1,"term":"with('a')"}]}"#);
    }
}
