//! A DDL for people.

use std::fmt::Write;

use ddl::{Action, Agent, Input, Output, Risk};

/// The whole document in words.
pub(super) fn text(agent: &Agent) -> String {
    let metadata = &agent.metadata;
    let mut text = format!(
        "{} {}\n{}\n\n",
        metadata.name, metadata.version, metadata.description
    );
    for (label, value) in [
        ("author", &metadata.author),
        ("license", &metadata.license),
        ("url", &metadata.url),
    ] {
        if !value.is_empty() {
            let _ = writeln!(text, "{label:<9}{value}");
        }
    }
    let _ = writeln!(text, "{:<9}{} s", "timeout", agent.timeout().as_secs());
    if metadata.service {
        let _ = writeln!(text, "{:<9}any one node answers", "service");
    }
    for action in &agent.actions {
        describe(&mut text, action);
    }
    text
}

fn describe(text: &mut String, action: &Action) {
    let risk = match action.risk() {
        Risk::Read => "read",
        Risk::Change => "CHANGE",
    };
    let _ = writeln!(text, "\n{}  {risk}\n  {}", action.name, action.description);
    for (name, input) in &action.input {
        input_line(text, name, input);
    }
    for (name, output) in &action.output {
        output_line(text, name, output);
    }
}

fn input_line(text: &mut String, name: &str, input: &Input) {
    let mut facts = vec![input.kind.word().to_owned()];
    facts.push(if input.optional { "optional" } else { "required" }.to_owned());
    if input.max_length > 0 {
        facts.push(format!("at most {} bytes", input.max_length));
    }
    if !input.validation.is_empty() {
        facts.push(input.validation.clone());
    }
    if !input.list.is_empty() {
        facts.push(format!("one of {}", input.list.join(", ")));
    }
    if let Some(default) = &input.default {
        facts.push(format!("default {default}"));
    }
    let _ = writeln!(text, "  in   {name}: {}", facts.join(", "));
    if !input.description.is_empty() {
        let _ = writeln!(text, "       {}", input.description);
    }
}

fn output_line(text: &mut String, name: &str, output: &Output) {
    let _ = writeln!(text, "  out  {name}: {}", output.description);
}
