//! Writing a DDL the way the Ruby framework reads it.

use std::fmt::Write;

use serde_json::Value;

use crate::aggregate::Declared;
use crate::validator;
use crate::{Action, Agent, Input, InputType, Metadata, Output, Risk};

/// A declaration and its attributes, aligned below each other.
struct Declaration {
    head: String,
    attributes: Vec<(&'static str, String)>,
}

/// The DDL as Ruby source.
pub(crate) fn write(agent: &Agent) -> String {
    let mut text = metadata(&agent.metadata).to_string();
    for action in &agent.actions {
        text.push_str("\n\n");
        text.push_str(&self::action(action));
    }
    text
}

fn metadata(metadata: &Metadata) -> Declaration {
    let mut declared = Declaration::new("metadata ")
        .with("name", quoted(&metadata.name))
        .with("description", quoted(&metadata.description))
        .with("author", quoted(&metadata.author))
        .with("license", quoted(&metadata.license))
        .with("version", quoted(&metadata.version))
        .with("url", quoted(&metadata.url));
    if let Some(provider) = &metadata.provider {
        declared = declared.with("provider", quoted(provider));
    }
    if metadata.service {
        declared = declared.with("service", "true".to_owned());
    }
    declared.with("timeout", metadata.timeout.to_string())
}

fn action(action: &Action) -> String {
    let mut parts = vec![format!("  display :{}\n", action.display.word())];
    let inputs = action.input.iter().map(|(name, it)| input(name, it).to_string());
    parts.extend(inputs);
    let outputs = action
        .output
        .iter()
        .map(|(name, it)| output(name, it).to_string());
    parts.extend(outputs);
    if !action.aggregate.is_empty() {
        let lines = action.aggregate.iter().map(aggregate);
        parts.push(format!("  summarize do\n{}  end\n", lines.collect::<String>()));
    }
    let (name, description) = (quoted(&action.name), quoted(&action.description));
    // Ruby knows no risk, and a comment costs it nothing.
    let risk = match action.declared_risk {
        None => "",
        Some(Risk::Read) => "# only looks\n",
        Some(Risk::Change) => "# changes the node\n",
    };
    format!(
        "{risk}action {name}, :description => {description} do\n{}end\n",
        parts.join("\n")
    )
}

fn input(name: &str, input: &Input) -> Declaration {
    let mut declared = Declaration::new(format!("  input {},\n        ", symbol(name)))
        .with("prompt", quoted(&input.prompt))
        .with("description", quoted(&input.description))
        .with("type", symbol(input.kind.word()));
    if let Some(default) = &input.default {
        declared = declared.with("default", literal(default));
    }
    match input.kind {
        InputType::String => {
            declared = declared
                .with("validation", validation(&input.validation))
                .with("maxlength", input.max_length.to_string());
        }
        InputType::List => {
            let words: Vec<_> = input.list.iter().map(|word| quoted(word)).collect();
            declared = declared.with("list", format!("[{}]", words.join(", ")));
        }
        _ => {}
    }
    declared.with("optional", input.optional.to_string())
}

fn output(name: &str, output: &Output) -> Declaration {
    let mut declared = Declaration::new(format!("  output {},\n         ", symbol(name)))
        .with("description", quoted(&output.description));
    if let Some(default) = &output.default {
        declared = declared.with("default", literal(default));
    }
    if let Some(kind) = &output.kind {
        declared = declared.with("type", quoted(kind.word()));
    }
    declared.with("display_as", quoted(&output.display_as))
}

fn aggregate(declared: &Declared) -> String {
    let (function, output) = (&declared.function, symbol(&declared.output));
    let name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if function.is_empty() || !function.chars().all(name) {
        return String::new();
    }
    if declared.options.is_empty() {
        return format!("    aggregate {function}({output})\n");
    }
    let options = declared.options.iter();
    let options = options.map(|(key, value)| format!("{} => {}", symbol(key), literal(value)));
    let options: Vec<_> = options.collect();
    format!("    aggregate {function}({output}, {{{}}})\n", options.join(", "))
}

impl Declaration {
    fn new(head: impl Into<String>) -> Self {
        Self {
            head: head.into(),
            attributes: Vec::new(),
        }
    }

    fn with(mut self, name: &'static str, value: String) -> Self {
        self.attributes.push((name, value));
        self
    }
}

impl std::fmt::Display for Declaration {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let indent = " ".repeat(self.head.len() - self.head.rfind('\n').map_or(0, |end| end + 1));
        f.write_str(&self.head)?;
        for (index, (name, value)) in self.attributes.iter().enumerate() {
            if index > 0 {
                write!(f, ",\n{indent}")?;
            }
            write!(f, ":{name:<11} => {value}")?;
        }
        f.write_char('\n')
    }
}

/// A validator: a name Ruby knows, or a regular expression.
fn validation(validation: &str) -> String {
    match validation {
        "" => r#"".""#.to_owned(),
        name if validator::is_known(name) => symbol(name),
        expression => format!("'{}'", expression.replace('\\', r"\\").replace('\'', r"\'")),
    }
}

fn symbol(name: &str) -> String {
    let mut chars = name.chars();
    let plain = chars.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
        && chars.all(|c| c.is_ascii_alphanumeric() || c == '_');
    match plain {
        true => format!(":{name}"),
        false => format!(":{}", quoted(name)),
    }
}

/// Text in double quotes, with nothing in it that Ruby would act on.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' | '#' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{{{:x}}}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

fn literal(value: &Value) -> String {
    let list = |parts: Vec<String>| parts.join(", ");
    match value {
        Value::Null => "nil".to_owned(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::String(text) => quoted(text),
        Value::Array(values) => format!("[{}]", list(values.iter().map(literal).collect())),
        Value::Object(members) => {
            let pair = |(key, value): (&String, &Value)| format!("{} => {}", quoted(key), literal(value));
            format!("{{{}}}", list(members.iter().map(pair).collect()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAMP: &str = r##"
metadata: {name: lamp, description: 'Lamp "control" of #{hall}', author: ops, license: MIT, version: 1.0.0, url: https://x.example, timeout: 5, service: true}
actions:
  - action: level
    description: Set brightness
    display: always
    risk: change
    input:
      pct: {prompt: Percent, description: 0-100, type: integer, default: 5}
      room: {prompt: Room, description: Which, type: string, validation: '^\w+''s$', maxlength: 9, optional: true}
      bulb: {prompt: Bulb, description: Which, type: string, validation: shellsafe, maxlength: 9}
      mode: {prompt: Mode, description: How, type: list, list: [on, dim], optional: true}
      odd-name: {prompt: Odd, description: Odd, type: hash, default: {a: [1, null]}}
    output:
      was: {description: Previous, display_as: Was, type: integer, default: 0}
    aggregate:
      - {function: average, args: [was, {format: mean %.1f}]}
      - {function: "system('x')", args: [was]}
"##;

    #[test]
    fn a_schema_is_written_as_ruby_reads_it() {
        let agent = Agent::from_yaml(LAMP.as_bytes()).unwrap();
        insta::assert_snapshot!(agent.to_ruby(), @r##"
        metadata :name        => "lamp",
                 :description => "Lamp \"control\" of \#{hall}",
                 :author      => "ops",
                 :license     => "MIT",
                 :version     => "1.0.0",
                 :url         => "https://x.example",
                 :service     => true,
                 :timeout     => 5


        # changes the node
        action "level", :description => "Set brightness" do
          display :always

          input :bulb,
                :prompt      => "Bulb",
                :description => "Which",
                :type        => :string,
                :validation  => :shellsafe,
                :maxlength   => 9,
                :optional    => false

          input :mode,
                :prompt      => "Mode",
                :description => "How",
                :type        => :list,
                :list        => ["on", "dim"],
                :optional    => true

          input :"odd-name",
                :prompt      => "Odd",
                :description => "Odd",
                :type        => :hash,
                :default     => {"a" => [1, nil]},
                :optional    => false

          input :pct,
                :prompt      => "Percent",
                :description => "0-100",
                :type        => :integer,
                :default     => 5,
                :optional    => false

          input :room,
                :prompt      => "Room",
                :description => "Which",
                :type        => :string,
                :validation  => '^\\w+\'s$',
                :maxlength   => 9,
                :optional    => true

          output :was,
                 :description => "Previous",
                 :default     => 0,
                 :type        => "integer",
                 :display_as  => "Was"

          summarize do
            aggregate average(:was, {:format => "mean %.1f"})
          end
        end
        "##);
    }

    #[test]
    fn text_cannot_become_code() {
        assert_eq!(quoted("a\"#{x}\\\n\u{7}"), r#""a\"\#{x}\\\n\u{7}""#);
        assert_eq!(symbol("a b"), r#":"a b""#);
        assert_eq!(validation(r"^\d'$"), r"'^\\d\'$'");
        assert_eq!(validation(""), r#"".""#);
    }
}
