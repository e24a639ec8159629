//! The text of a policy file.

use super::rule::Rule;

/// One policy file: rules in order and what holds when none matches.
#[derive(Debug, Default)]
pub(super) struct Policy {
    /// `policy default`, the last one; none without such a line.
    pub(super) default: Option<bool>,
    pub(super) rules: Vec<Rule>,
    /// Lines a person should look at.
    pub(super) notes: Vec<Note>,
}

/// A remark about one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The line, from 1.
    pub line: usize,
    /// What is the matter with it.
    pub text: String,
}

impl Note {
    /// A remark about the line with this index, from 0.
    pub(super) fn new(index: usize, text: String) -> Self {
        Self {
            line: index + 1,
            text,
        }
    }
}

/// Reads a policy. Nothing fails: lines that make no sense are noted, and rules that cannot be evaluated say so when they count.
pub(super) fn parse(text: &str) -> Policy {
    let mut policy = Policy::default();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (index, line) in text.lines().enumerate() {
        if is_blank(line) {
        } else if let Some(allowed) = default_line(line) {
            policy.default = Some(allowed);
        } else if let Some(rule) = rule_line(index, line).or_else(|| unreadable_deny(index, line)) {
            policy
                .notes
                .extend(rule.remark().map(|text| Note::new(index, text)));
            policy.rules.push(rule);
        } else {
            let text = "neither a rule in tab separated columns nor a `policy default` line".into();
            policy.notes.push(Note::new(index, text));
        }
    }
    policy
}

/// Whether a line of a policy or groups file says nothing: empty, or a comment in its first column.
pub(super) fn is_blank(line: &str) -> bool {
    line.starts_with('#') || line.trim().is_empty()
}

fn default_line(line: &str) -> Option<bool> {
    let mut words = line.strip_prefix("policy")?.split_ascii_whitespace();
    let is_default = line["policy".len()..].starts_with([' ', '\t']) && words.next() == Some("default");
    is_default.then(|| words.next().map(|word| word == "allow"))?
}

fn rule_line(index: usize, line: &str) -> Option<Rule> {
    let mut columns = line.split('\t');
    let allow = match columns.next()? {
        "allow" => true,
        "deny" => false,
        _ => return None,
    };
    // Several tabs part two columns like one. A column of blanks stays: leaving it out would move those behind it.
    let columns: Vec<_> = columns.filter(|column| !column.is_empty()).collect();
    match columns[..] {
        [callers, actions, facts] => Some(Rule::new(index + 1, allow, [callers, actions, facts], None)),
        [callers, actions, facts, .., classes] => Some(Rule::new(
            index + 1,
            allow,
            [callers, actions, facts],
            Some(classes),
        )),
        _ => None,
    }
}

/// A line that means to deny something, nobody knows what, as its columns cannot be told apart.
fn unreadable_deny(index: usize, line: &str) -> Option<Rule> {
    let means_deny = line.split_ascii_whitespace().next() == Some("deny");
    means_deny.then(|| Rule::unreadable_deny(index + 1))
}
