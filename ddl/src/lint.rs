//! What is wrong with a document that loads: rules of the schema nobody enforces, and traps of other programs that read it.

use pattern::Case;

use crate::{Action, Agent, Input, InputType, Output, aggregate, validator};

/// Least timeout the schema allows, in seconds.
const MIN_TIMEOUT: u64 = 2;

/// Functions the reference's clients know.
const REFERENCE_FUNCTIONS: [&str; 4] = ["summary", "boolean_summary", "average", "chart"];

/// One thing to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Where, as `actions.status.input.name`.
    pub path: String,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong and what to write instead.
    pub message: String,
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// It works, but not everywhere or not as it reads.
    Warning,
    /// Some part of it cannot work.
    Error,
}

/// Findings of one document.
struct Report(Vec<Finding>);

/// Looks a document over; in its order, nothing when it is fine.
pub fn lint(agent: &Agent) -> Vec<Finding> {
    let mut report = Report(Vec::new());
    metadata(&mut report, agent);
    for (index, action) in agent.actions.iter().enumerate() {
        let path = format!("actions.{}", action.name);
        if agent.actions[..index].iter().any(|it| it.name == action.name) {
            report.error(&path, "there is another action of that name, which always wins");
        }
        self::action(&mut report, &path, action);
    }
    report.0
}

impl Report {
    fn error(&mut self, path: &str, message: impl Into<String>) {
        self.add(path, Severity::Error, message.into());
    }

    fn warn(&mut self, path: &str, message: impl Into<String>) {
        self.add(path, Severity::Warning, message.into());
    }

    fn add(&mut self, path: &str, severity: Severity, message: String) {
        self.0.push(Finding {
            path: path.to_owned(),
            severity,
            message,
        });
    }

    fn name(&mut self, path: &str, name: &str) {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if !name.chars().all(plain) {
            self.warn(
                path,
                format!("{name:?} should have only lower-case letters, digits and _"),
            );
        }
    }

    fn text(&mut self, path: &str, text: &str) {
        if text.trim().is_empty() {
            self.warn(path, "is empty; people see it");
        }
    }
}

fn metadata(report: &mut Report, agent: &Agent) {
    let metadata = &agent.metadata;
    report.name("metadata.name", &metadata.name);
    for (key, text) in [
        ("description", &metadata.description),
        ("author", &metadata.author),
        ("license", &metadata.license),
        ("version", &metadata.version),
        ("url", &metadata.url),
    ] {
        report.text(&format!("metadata.{key}"), text);
    }
    if metadata.timeout == 0 {
        report.error(
            "metadata.timeout",
            "is missing; nodes refuse an agent without one",
        );
    } else if metadata.timeout < MIN_TIMEOUT {
        report.warn(
            "metadata.timeout",
            format!("should be {MIN_TIMEOUT} seconds or more"),
        );
    }
    if let Some(provider) = &metadata.provider
        && !["ruby", "external", "golang"].contains(&provider.as_str())
    {
        report.error(
            "metadata.provider",
            format!("{provider:?} is none of ruby, external, golang"),
        );
    }
    if agent.actions.is_empty() {
        report.error("actions", "there are none");
    }
}

fn action(report: &mut Report, path: &str, action: &Action) {
    report.name(path, &action.name);
    report.text(&format!("{path}.description"), &action.description);
    for (name, input) in &action.input {
        self::input(report, &format!("{path}.input.{name}"), name, input);
    }
    for (name, output) in &action.output {
        self::output(report, &format!("{path}.output.{name}"), output);
    }
    for declared in &action.aggregate {
        summed_up(report, &format!("{path}.aggregate"), action, declared);
    }
}

fn input(report: &mut Report, path: &str, name: &str, input: &Input) {
    if name.chars().any(|c| c.is_ascii_uppercase()) {
        report.warn(
            path,
            "clients of the reference write inputs in lower case, so they cannot set it",
        );
    }
    report.text(&format!("{path}.prompt"), &input.prompt);
    report.text(&format!("{path}.description"), &input.description);
    match &input.kind {
        InputType::Other(word) => report.error(path, format!("{word:?} is no type")),
        InputType::List if input.list.is_empty() => {
            report.error(path, "is a list without values, so it takes none");
        }
        InputType::String => text_input(report, path, input),
        _ if !input.validation.is_empty() => report.warn(path, "only strings have their validation checked"),
        _ => {}
    }
    if let Some(default) = input.default.as_ref().filter(|default| !default.is_null())
        && let Err(reason) = input.check(default)
    {
        report.error(
            &format!("{path}.default"),
            format!("breaks the input's own rule: {reason}"),
        );
    }
}

fn text_input(report: &mut Report, path: &str, input: &Input) {
    let validation = input.validation.as_str();
    if input.max_length == 0 {
        report.warn(
            path,
            "has no maxlength, and without one clients skip the validation too",
        );
    }
    if validation.is_empty() {
        report.warn(
            path,
            "has no validation; shellsafe or a regular expression keeps surprises out",
        );
    } else if validation.starts_with(|c: char| c.is_ascii_lowercase()) {
        if !validator::is_known(validation) {
            report.warn(
                path,
                format!("{validation:?} is taken for the name of a validator nobody knows; start a regular expression with ^"),
            );
        }
    } else if let Err(error) = pattern::compile(validation, Case::Minded) {
        let error = error.to_string();
        let reason = error.lines().last().unwrap_or_default();
        let reason = reason.strip_prefix("error: ").unwrap_or(reason);
        report.error(path, format!("{validation:?} is no regular expression: {reason}"));
    }
}

fn output(report: &mut Report, path: &str, output: &Output) {
    report.text(&format!("{path}.description"), &output.description);
    report.text(&format!("{path}.display_as"), &output.display_as);
    if let Some(InputType::Other(word)) = &output.kind {
        report.warn(path, format!("{word:?} is no type"));
    }
}

fn summed_up(report: &mut Report, path: &str, action: &Action, declared: &aggregate::Declared) {
    let (function, output) = (declared.function.as_str(), declared.output.as_str());
    if !action.output.contains_key(output) {
        report.error(path, format!("{function} sums up {output:?}, which is no output"));
    }
    if !aggregate::is_known(declared) {
        report.error(
            path,
            format!("{function:?} is no function, so nothing is summed up"),
        );
    } else if !REFERENCE_FUNCTIONS.contains(&function) {
        report.warn(
            path,
            format!("clients of the reference do not know {function} and leave it out"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(document: &str) -> String {
        let agent = Agent::from_yaml(document.as_bytes()).unwrap();
        let line = |it: Finding| format!("{:?} {}: {}\n", it.severity, it.path, it.message);
        lint(&agent).into_iter().map(line).collect()
    }

    #[test]
    fn the_shipped_documents_have_no_errors() {
        for name in crate::builtin_names() {
            let agent = crate::builtin(name).unwrap();
            let errors: Vec<_> = lint(&agent)
                .into_iter()
                .filter(|it| it.severity == Severity::Error)
                .collect();
            assert!(errors.is_empty(), "{name}: {errors:?}");
        }
    }

    #[test]
    fn what_cannot_work_and_what_works_elsewhere_only_is_named() {
        let document = r#"
metadata: {name: Lamp, description: Lamps, author: me, license: MIT, version: "1", url: "", timeout: 1, provider: perl}
actions:
  - action: level
    description: Sets it
    input:
      pct: {prompt: P, description: D, type: percent}
      mode: {prompt: P, description: D, type: list}
      name: {prompt: P, description: D, type: string, validation: "foo.+", maxlength: 10, default: 5}
      Room: {prompt: P, description: D, type: string, validation: "(", maxlength: 9}
      note: {prompt: P, description: D, type: string}
    output:
      was: {description: Before}
    aggregate:
      - {function: average, args: [were]}
      - {function: median, args: [was]}
      - {function: sum, args: [was]}
  - {action: level, description: again, input: {}, output: {}}
"#;
        insta::assert_snapshot!(findings(document), @r##"
        Warning metadata.name: "Lamp" should have only lower-case letters, digits and _
        Warning metadata.url: is empty; people see it
        Warning metadata.timeout: should be 2 seconds or more
        Error metadata.provider: "perl" is none of ruby, external, golang
        Warning actions.level.input.Room: clients of the reference write inputs in lower case, so they cannot set it
        Error actions.level.input.Room: "(" is no regular expression: unclosed group
        Error actions.level.input.mode: is a list without values, so it takes none
        Warning actions.level.input.name: "foo.+" is taken for the name of a validator nobody knows; start a regular expression with ^
        Error actions.level.input.name.default: breaks the input's own rule: wanted a string, got a number
        Warning actions.level.input.note: has no maxlength, and without one clients skip the validation too
        Warning actions.level.input.note: has no validation; shellsafe or a regular expression keeps surprises out
        Error actions.level.input.pct: "percent" is no type
        Warning actions.level.output.was.display_as: is empty; people see it
        Error actions.level.aggregate: average sums up "were", which is no output
        Error actions.level.aggregate: "median" is no function, so nothing is summed up
        Warning actions.level.aggregate: clients of the reference do not know sum and leave it out
        Error actions.level: there is another action of that name, which always wins
        "##);
    }
}
