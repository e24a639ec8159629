//! The module of one action: a request that is built up, and its outputs.

use std::fmt::Write;

use ddl::{Action, Input, InputType};

use super::names::{Named, Taken, raw};

/// Names of a request's own methods.
const METHODS: [&str; 2] = ["new", "send"];

/// An input, its name in code, its type, and how a value of that becomes JSON.
struct Argument<'a> {
    name: &'a str,
    input: &'a Input,
    word: String,
}

/// The method of the client that starts a request.
pub(super) fn method(named: &Named<'_>) -> String {
    let mut parameters = String::from("&self");
    let mut values = String::from("self.agent.clone()");
    for argument in arguments(named.action).iter().filter(|it| !it.input.optional) {
        let word = &argument.word;
        let _ = write!(parameters, ", {word}: {}", argument.taken());
        let _ = write!(values, ", {}", argument.converted());
    }
    let (method, camel) = (named.method(), named.camel());
    format!(
        "\n    /// {}\n    pub fn {method}({parameters}) -> {camel}Request {{\n        \
             {camel}Request::new({values})\n    }}\n",
        sentence(&named.action.description)
    )
}

/// The module.
pub(super) fn module(agent: &str, named: &Named<'_>) -> String {
    let (action, camel) = (named.action, named.camel());
    let mut text = format!("//! `{}#{}`.\n\n", agent, action.name);
    let lenient = if action.output.is_empty() { "" } else { ", lenient" };
    let _ = write!(
        text,
        "use client::agent::{{AgentClient, AgentError, Answers{lenient}}};\n\
         use serde_json::{{Map, Value}};\n\n\
         /// {}\n\
         #[derive(Debug, Clone)]\n#[must_use = \"nothing is asked before it is sent\"]\n\
         pub struct {camel}Request {{\n    agent: AgentClient,\n    data: Map<String, Value>,\n}}\n\n",
        sentence(&action.description)
    );
    outputs(&mut text, action, &camel);
    request(&mut text, action, &camel);
    text
}

fn outputs(text: &mut String, action: &Action, camel: &str) {
    let _ = write!(
        text,
        "/// What `{}` answers; what is absent or of another type is none.\n\
         #[derive(Debug, Clone, Default, PartialEq, serde::Deserialize)]\npub struct {camel}Outputs {{\n",
        action.name
    );
    let mut taken = Taken::new(&[], "");
    for (name, output) in &action.output {
        let word = raw(&taken.name(name));
        let _ = write!(
            text,
            "    /// {}\n    #[serde(rename = {name:?}, default, deserialize_with = \"lenient\")]\n    \
             pub {word}: Option<{}>,\n",
            sentence(&output.description),
            output.kind.as_ref().map_or("Value", owned)
        );
    }
    text.push_str("}\n\n");
}

fn request(text: &mut String, action: &Action, camel: &str) {
    let arguments = arguments(action);
    let (optional, required): (Vec<_>, Vec<_>) = arguments.iter().partition(|it| it.input.optional);
    let parameters: String = required
        .iter()
        .map(|it| format!(", {}: {}", it.word, owned(&it.input.kind)))
        .collect();
    let mutable = if required.is_empty() { "" } else { "mut " };
    let _ = write!(
        text,
        "impl {camel}Request {{\n    \
             pub(crate) fn new(agent: AgentClient{parameters}) -> Self {{\n        \
                 let {mutable}data = agent.defaults({:?});\n",
        action.name
    );
    for argument in required {
        let _ = writeln!(
            text,
            "        data.insert({:?}.to_owned(), {}.into());",
            argument.name, argument.word
        );
    }
    text.push_str("        Self { agent, data }\n    }\n");
    for argument in optional {
        let _ = write!(
            text,
            "\n    /// {}\n    pub fn {word}(mut self, {word}: {}) -> Self {{\n        \
                 self.data.insert({:?}.to_owned(), {}.into());\n        self\n    }}\n",
            sentence(&argument.input.description),
            argument.taken(),
            argument.name,
            argument.converted(),
            word = argument.word,
        );
    }
    let _ = write!(
        text,
        "\n    /// Checks the inputs, asks the nodes in scope and waits for their answers.\n    \
             pub async fn send(self) -> Result<Answers<{camel}Outputs>, AgentError> {{\n        \
                 self.agent.ask({:?}, self.data).await\n    }}\n}}\n",
        action.name
    );
}

impl Argument<'_> {
    /// Type of the parameter.
    fn taken(&self) -> &'static str {
        match owned(&self.input.kind) {
            "String" => "impl Into<String>",
            kind => kind,
        }
    }

    /// The parameter as the type that is stored.
    fn converted(&self) -> String {
        match owned(&self.input.kind) {
            "String" => format!("{}.into()", self.word),
            _ => self.word.clone(),
        }
    }
}

fn arguments(action: &Action) -> Vec<Argument<'_>> {
    let mut taken = Taken::new(&METHODS, "input");
    let arguments = action.input.iter().map(|(name, input)| Argument {
        name,
        input,
        word: raw(&taken.name(name)),
    });
    arguments.collect()
}

fn owned(kind: &InputType) -> &'static str {
    match kind {
        InputType::Integer => "i64",
        InputType::Number | InputType::Float => "f64",
        InputType::String | InputType::List => "String",
        InputType::Boolean => "bool",
        InputType::Hash => "Map<String, Value>",
        InputType::Array => "Vec<Value>",
        _ => "Value",
    }
}

/// Text of a DDL as one line of a doc comment, ended like a sentence.
fn sentence(text: &str) -> String {
    let text = doc(text);
    match text.chars().last() {
        None => "Not described in the DDL.".to_owned(),
        Some('.' | '!' | '?') => text,
        Some(_) => text + ".",
    }
}

/// Text of a DDL within a line of a doc comment.
pub(super) fn doc(text: &str) -> String {
    let mut line = String::new();
    for c in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if matches!(c, '[' | ']' | '<' | '>' | '`' | '\\' | '*' | '_') {
            line.push('\\');
        }
        if !c.is_control() {
            line.push(c);
        }
    }
    line
}
