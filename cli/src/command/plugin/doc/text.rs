//! Agents described for a terminal.

use std::fmt::Write;

use ddl::{Action, Agent, Input, InputType, Output, Risk};
use unicode_width::UnicodeWidthStr;

use crate::out::words;
use crate::theme::{Meaning, Theme, align_right, clean, line};

/// Every agent with its one sentence.
pub(super) fn list(agents: &[(String, String)], theme: Theme) -> String {
    let mut text = format!("{}\n\n", theme.paint(Meaning::Title, "Agents:"));
    let width = agents.iter().map(|(name, _)| name.width()).max().unwrap_or(0) + 3;
    for (name, description) in agents {
        let name = theme.paint(Meaning::Value, align_right(&line(name), width));
        let _ = writeln!(text, "{name}: {}", line(description));
    }
    text.push_str("\n`mco plugin doc AGENT` describes one.\n");
    text
}

/// One agent in full.
pub(super) fn agent(agent: &Agent, theme: Theme) -> String {
    let metadata = &agent.metadata;
    let title = format!("{} {}", line(&metadata.name), line(&metadata.version));
    let mut text = format!(
        "{}\n\n  {}\n\n",
        theme.paint(Meaning::Title, title),
        clean(&metadata.description)
    );
    let timeout = words::millis(agent.timeout());
    let rows = [
        ("Author", &metadata.author),
        ("License", &metadata.license),
        ("Timeout", &timeout),
        ("More", &metadata.url),
    ];
    for (label, value) in rows.into_iter().filter(|(_, value)| !value.is_empty()) {
        let _ = writeln!(text, "{label:>10}: {}", line(value));
    }
    if metadata.service {
        let _ = writeln!(text, "{:>10}: any one node answers", "Service");
    }
    for one in &agent.actions {
        text.push_str(&action(one, theme));
    }
    text
}

fn action(action: &Action, theme: Theme) -> String {
    let risk = match action.risk() {
        Risk::Read => "read",
        Risk::Change => "change",
    };
    let name = theme.paint(Meaning::Title, line(&action.name));
    let mut text = format!("\n{name} ({risk})\n\n  {}\n", clean(&action.description));
    if !action.input.is_empty() {
        text.push_str("\n  Inputs:\n");
    }
    for (name, one) in &action.input {
        text.push_str(&input(name, one, theme));
    }
    if !action.output.is_empty() {
        text.push_str("\n  Outputs:\n");
    }
    for (name, one) in &action.output {
        text.push_str(&output(name, one, theme));
    }
    if !action.aggregate.is_empty() {
        text.push_str("\n  Summaries:\n");
    }
    for declared in &action.aggregate {
        let _ = writeln!(
            text,
            "    {} of {}",
            line(&declared.function),
            line(&declared.output)
        );
    }
    text
}

fn input(name: &str, input: &Input, theme: Theme) -> String {
    let name = theme.paint(Meaning::Value, line(name));
    format!(
        "\n    {name} ({})\n      {}\n",
        rules(input).join(", "),
        clean(&input.description)
    )
}

/// What a value must be, in words.
pub(super) fn rules(input: &Input) -> Vec<String> {
    let mut rules = vec![kind(&input.kind)];
    rules.push(if input.optional { "optional" } else { "required" }.to_owned());
    if let Some(default) = input.default.as_ref().filter(|value| !value.is_null()) {
        rules.push(format!("default {}", line(&default.to_string())));
    }
    if !input.list.is_empty() {
        rules.push(format!("one of {}", line(&input.list.join(" "))));
    }
    if input.max_length > 0 {
        rules.push(format!("at most {} bytes", input.max_length));
    }
    if !input.validation.is_empty() {
        rules.push(format!("valid for {}", line(&input.validation)));
    }
    rules
}

fn output(name: &str, output: &Output, theme: Theme) -> String {
    let kind = output
        .kind
        .as_ref()
        .map(|one| format!(" ({})", kind(one)))
        .unwrap_or_default();
    let name = theme.paint(Meaning::Value, line(name));
    format!("\n    {name}{kind}\n      {}\n", clean(&output.description))
}

/// The DDL's word for a type.
pub(super) fn kind(kind: &InputType) -> String {
    match kind {
        InputType::Integer => "integer",
        InputType::Number => "number",
        InputType::Float => "float",
        InputType::String => "string",
        InputType::Boolean => "boolean",
        InputType::List => "list",
        InputType::Hash => "hash",
        InputType::Array => "array",
        InputType::Other(word) => return line(word).into_owned(),
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agents_are_listed_with_their_sentence() {
        let agents = [("package", "Packages"), ("rpcutil", "Looks at the node")];
        let agents = agents.map(|(name, text)| (name.to_owned(), text.to_owned()));
        insta::assert_snapshot!(list(&agents, Theme::PLAIN), @"
        Agents:

           package: Packages
           rpcutil: Looks at the node

        `mco plugin doc AGENT` describes one.
        ");
    }

    #[test]
    fn an_agent_is_described_down_to_its_inputs() {
        insta::assert_snapshot!(agent(&crate::fixture::agent(), Theme::PLAIN), @"
        service 4.1.0

          Start and stop services

            Author: Ann
           License: Apache-2.0
           Timeout: 1m
              More: https://lab.test

        status (read)

          Look at a service

          Inputs:

            service (string, required, at most 90 bytes, valid for service_name)
              Name of the service

          Outputs:

            status
              Whether it runs

        restart (change)

          Restart a service

          Inputs:

            service (string, required, at most 90 bytes, valid for service_name)
              Name of the service

          Outputs:

            status
              Whether it runs
        ");
    }
}
