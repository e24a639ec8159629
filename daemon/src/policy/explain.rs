//! How a policy comes to its decision, line by line, for those who write policies.

use super::concern::Concern;
use super::facts::Known;
use super::groups::Groups;
use super::parse::parse;
use super::rego::{Program, RegoError, Trace};
use super::rego_policy;
use super::rule::Outcome;
use super::token::{TokenPolicies, Verdict};
use super::{Question, token};

pub use super::parse::Note;

/// How an action policy comes to its decision about one call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// Whether the call may go on.
    pub allowed: bool,
    /// What decides.
    pub because: Because,
    /// The rules in order.
    pub rules: Vec<ExplainedRule>,
    /// Lines a person should look at.
    pub notes: Vec<Note>,
}

/// What decides about a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Because {
    /// The rule in this line.
    Rule(usize),
    /// The rule in this line concerns the call and cannot be evaluated.
    Broken(usize, String),
    /// No rule, so the `policy default` line.
    Default,
    /// No rule, and there is no such line: `plugin.actionpolicy.allow_unconfigured`.
    Unconfigured,
}

/// One rule of an action policy, and which of its columns hold for the call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExplainedRule {
    /// Its line, from 1.
    pub line: usize,
    /// As written.
    pub text: String,
    /// Whether it allows what it matches.
    pub allow: bool,
    /// Callers, actions, facts and classes; none where a column cannot be evaluated.
    pub columns: [Option<bool>; 4],
    /// Whether an earlier rule has decided.
    pub reached: bool,
}

/// Explains what an action policy says of a call. `groups` is the text of the groups file, if there is one, and `unconfigured`
/// what holds without a `policy default` line.
pub fn action_policy(
    text: &str,
    groups: Option<&str>,
    unconfigured: bool,
    question: &Question<'_>,
) -> Explanation {
    let policy = parse(text);
    let (groups, _) = Groups::parse(groups.unwrap_or_default());
    let known = Known::default();
    let concern = Concern::new(question, &groups, &known);
    let lines: Vec<_> = text.lines().collect();
    let mut because = None;
    let mut rules = Vec::new();
    for rule in &policy.rules {
        rules.push(ExplainedRule {
            line: rule.line,
            text: lines.get(rule.line - 1).copied().unwrap_or_default().to_owned(),
            allow: rule.allow,
            columns: rule.columns(&concern),
            reached: because.is_none(),
        });
        because = because.or_else(|| match rule.outcome(&concern) {
            Outcome::Passes => None,
            Outcome::Decides => Some((rule.allow, Because::Rule(rule.line))),
            Outcome::Aborts(reason) => Some((false, Because::Broken(rule.line, reason))),
        });
    }
    let (allowed, because) = because.unwrap_or(match policy.default {
        Some(allowed) => (allowed, Because::Default),
        None => (unconfigured, Because::Unconfigured),
    });
    Explanation {
        allowed,
        because,
        rules,
        notes: policy.notes,
    }
}

/// What a Rego policy for nodes says of a call, rule by rule.
///
/// Blocks for as long as that takes.
pub fn rego_policy(text: &str, question: &Question<'_>) -> Result<Trace, RegoError> {
    let program = Program::compile(text, rego_policy::PACKAGE)?;
    Ok(program.trace(
        &rego_policy::input(question, rego_policy::facts(question.facts)),
        None,
    ))
}

/// What the caller's token says of a call; with a Rego policy in it, also rule by rule.
///
/// Blocks for as long as that takes.
pub fn token_policy(question: &Question<'_>) -> (Verdict, Option<Trace>) {
    let policies = TokenPolicies::new(token::ON_NODES);
    let trace = question
        .claims
        .filter(|claims| claims.agents.is_empty() && !claims.opa_policy.is_empty())
        .and_then(|claims| policies.trace(claims, &question.asked()));
    (policies.decide(question.claims, &question.asked()), trace)
}

/// What is wrong with the text of an action policy.
pub fn lint_action_policy(text: &str) -> Vec<Note> {
    let mut notes = parse(text).notes;
    for note in &mut notes {
        let line = text.lines().nth(note.line - 1).unwrap_or_default();
        if !line.contains('\t') && line.split_ascii_whitespace().count() >= 4 {
            note.text.push_str("; there are spaces where tabs should be");
        }
    }
    notes
}

/// What is wrong with the text of a groups file.
pub fn lint_groups(text: &str) -> Vec<Note> {
    Groups::parse(text).1
}

/// What is wrong with the text of a Rego policy for nodes or, with `token`, for tokens.
pub fn lint_rego(text: &str, token: bool) -> Option<RegoError> {
    let package = if token {
        token::PACKAGE
    } else {
        rego_policy::PACKAGE
    };
    Program::compile(text, package).err()
}

#[cfg(test)]
mod tests {
    use protocol::Filter;
    use protocol::rpc::Object;

    use super::*;
    use crate::policy::tests::question;

    #[test]
    fn every_rule_tells_which_columns_hold_and_the_first_that_does_decides() {
        let text = "policy default deny\n\
                    deny\tchoria=eve\t*\t*\t*\n\
                    allow\tops\ton\tenv=prod\t*\n\
                    allow\tops\ton off\tenv=dev\t*\n\
                    deny\t*\t*\tnonsense\t*\n";
        let (data, filter) = (Object::new(), Filter::default());
        let asked = Question {
            facts: r#"{"env":"dev"}"#,
            ..question(&data, &filter)
        };
        let told = action_policy(text, Some("ops choria=ann.mcollective\n"), false, &asked);
        assert!(told.allowed);
        assert_eq!(told.because, Because::Rule(4));
        let rules: Vec<_> = told
            .rules
            .iter()
            .map(|rule| (rule.line, rule.columns, rule.reached))
            .collect();
        let [yes, no] = [Some(true), Some(false)];
        assert_eq!(
            rules,
            [
                (2, [no, yes, yes, yes], true),
                (3, [yes, yes, no, yes], true),
                (4, [yes, yes, yes, yes], true),
                (5, [yes, yes, None, None], false),
            ]
        );
        assert_eq!(told.notes.len(), 1);
        let stranger = Question {
            caller: "up=x",
            action: "on",
            ..asked
        };
        assert_eq!(
            action_policy("deny\t*\t*\tnonsense\t*", None, true, &stranger).because,
            Because::Broken(1, "\"nonsense\" is not a fact comparison".into())
        );
        assert_eq!(
            action_policy("", None, true, &stranger).because,
            Because::Unconfigured
        );
    }

    #[test]
    fn spaces_in_place_of_tabs_are_pointed_out() {
        let notes = lint_action_policy("# fine\nallow * * * *\nallow\t*\t*\t*\t*\n");
        assert_eq!(notes.len(), 1);
        assert_eq!(notes[0].line, 2);
        assert!(notes[0].text.ends_with("there are spaces where tabs should be"));
        assert_eq!(lint_groups("ops\n").len(), 1);
        assert!(lint_rego("package io.choria.aaasvc\nallow := true", true).is_none());
        assert!(lint_rego("package io.choria.aaasvc\nallow := true", false).is_some());
    }
}
