//! What `mco tool policy test` prints.

use std::fmt::Write;
use std::path::PathBuf;

use daemon::policy::explain::{Because, ExplainedRule, Explanation};
use daemon::policy::rego::{RegoError, RuleTrace, Trace};
use daemon::policy::token::Verdict;
use serde_json::{Value, json};

use crate::theme::{Meaning, Theme, line};

/// Columns of an action policy, as people call them.
const COLUMNS: [&str; 4] = ["callers", "actions", "facts", "classes"];

/// What a policy said.
pub(super) struct Report {
    pub(super) file: PathBuf,
    /// The call, in words.
    pub(super) question: String,
    pub(super) told: Told,
}

/// What a policy of each kind says.
pub(super) enum Told {
    Action(Explanation),
    Rego(Result<Trace, RegoError>),
    Token(Verdict, Option<Trace>),
}

impl Report {
    pub(super) fn allowed(&self) -> bool {
        match &self.told {
            Told::Action(told) => told.allowed,
            Told::Rego(trace) => trace.as_ref().is_ok_and(|trace| trace.allow == Ok(Some(true))),
            Told::Token(verdict, _) => verdict.allowed(),
        }
    }

    /// The verdict, then the way to it.
    pub(super) fn text(&self, theme: Theme) -> String {
        let (meaning, verdict) = match self.allowed() {
            true => (Meaning::Good, "allowed"),
            false => (Meaning::Bad, "denied"),
        };
        let mut text = format!(
            "{}: {} {}\n",
            theme.paint(meaning, verdict),
            line(&self.question),
            line(&self.because())
        );
        match &self.told {
            Told::Action(told) => {
                rules(&mut text, told);
                for note in &told.notes {
                    let _ = writeln!(text, "\nline {}: {}", note.line, line(&note.text));
                }
            }
            Told::Rego(Ok(trace)) | Told::Token(_, Some(trace)) => steps(&mut text, trace),
            Told::Rego(Err(_)) | Told::Token(_, None) => {}
        }
        text
    }

    /// The same for programs.
    pub(super) fn document(&self) -> Value {
        let mut document = json!({
            "allowed": self.allowed(),
            "because": self.because(),
            "policy": self.file,
        });
        match &self.told {
            Told::Action(told) => {
                document["rules"] = told.rules.iter().map(rule_document).collect();
                let notes = told.notes.iter();
                document["notes"] = notes
                    .map(|note| json!({"line": note.line, "text": note.text}))
                    .collect();
            }
            Told::Rego(Ok(trace)) | Told::Token(_, Some(trace)) => {
                document["rules"] = trace.rules.iter().map(step_document).collect();
                document["prints"] = json!(trace.prints);
            }
            Told::Rego(Err(_)) | Told::Token(_, None) => {}
        }
        document
    }

    fn because(&self) -> String {
        let file = self.file.display();
        match &self.told {
            Told::Action(told) => match &told.because {
                Because::Rule(line) => format!("by {file}:{line}"),
                Because::Broken(line, reason) => format!("because of {file}:{line}: {reason}"),
                Because::Default => format!("by the default of {file}"),
                Because::Unconfigured => format!("because {file} has neither a rule for it nor a default"),
            },
            Told::Rego(Err(error)) => format!("because {file} cannot be used: {error}"),
            Told::Rego(Ok(trace)) => match &trace.allow {
                Ok(Some(_)) => format!("by {file}"),
                Ok(None) => format!("because {file} does not say"),
                Err(error) => format!("because {file} cannot be used: {error}"),
            },
            Told::Token(verdict, _) => format!("because {verdict}"),
        }
    }
}

fn rules(text: &mut String, told: &Explanation) {
    if told.rules.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n  line  callers  actions  facts   classes");
    for rule in &told.rules {
        let decides =
            matches!(told.because, Because::Rule(line) | Because::Broken(line, _) if line == rule.line);
        let [callers, actions, facts, classes] = rule.columns.map(word);
        let mark = if decides { '>' } else { ' ' };
        let _ = writeln!(
            text,
            "{mark} {:>4}  {callers:7}  {actions:7}  {facts:6}  {classes:7}  {}",
            rule.line,
            line(&rule.text.split('\t').collect::<Vec<_>>().join("  ")),
        );
    }
}

fn word(holds: Option<bool>) -> &'static str {
    match holds {
        Some(true) => "yes",
        Some(false) => "no",
        None => "broken",
    }
}

fn steps(text: &mut String, trace: &Trace) {
    for rule in &trace.rules {
        let says = match &rule.says {
            Ok(Some(true)) => "allows it".to_owned(),
            Ok(Some(false)) => "denies it".to_owned(),
            Ok(None) => match rule.reached {
                Some(reached) => format!("does not hold, line {reached} is where it ends"),
                None => "does not hold".to_owned(),
            },
            Err(error) => error.to_string(),
        };
        let _ = writeln!(text, "  {}: {}", place(rule), line(&says));
    }
    for print in &trace.prints {
        let _ = writeln!(text, "  printed {}", line(print));
    }
}

fn place(rule: &RuleTrace) -> String {
    match (rule.line, rule.last_line) {
        (first, last) if first == last => format!("rule in line {first}"),
        (first, last) => format!("rule in lines {first} to {last}"),
    }
}

fn rule_document(rule: &ExplainedRule) -> Value {
    let columns = COLUMNS.into_iter().zip(rule.columns);
    json!({
        "line": rule.line,
        "text": rule.text,
        "effect": if rule.allow { "allow" } else { "deny" },
        "reached": rule.reached,
        "matches": columns.map(|(name, holds)| (name.to_owned(), json!(holds))).collect::<serde_json::Map<_, _>>(),
    })
}

fn step_document(rule: &RuleTrace) -> Value {
    json!({
        "line": rule.line,
        "last_line": rule.last_line,
        "allow": rule.says.as_ref().ok().copied().flatten(),
        "reached": rule.reached,
        "error": rule.says.as_ref().err().map(ToString::to_string),
    })
}
