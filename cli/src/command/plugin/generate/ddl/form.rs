//! The questions a DDL answers, and the draft they fill in.

use std::io::{self, BufRead, Read};
use std::path::Path;

use anyhow::Context;
use ddl::Agent;
use serde_json::{Map, Value, json};

use super::sample::Sample;

/// Longest answer to a question.
const MAX_ANSWER: u64 = 1000;

/// Types an input or output can have.
const TYPES: &str = "string, integer, number, float, boolean, list, hash, array";

/// A document in the making.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    metadata: Map<String, Value>,
    actions: Vec<Value>,
}

/// A conversation: answers come from `lines`, questions go to `show`.
pub(super) struct Form<R, S> {
    pub(super) lines: R,
    pub(super) show: S,
}

impl Draft {
    /// An external agent named like the file.
    pub(super) fn new(file: &Path) -> Self {
        let name = file.file_stem().map(|stem| stem.to_string_lossy().to_lowercase());
        let metadata = json!({
            "name": name, "description": "", "author": "", "license": "Apache-2.0", "url": "",
            "version": "0.1.0", "timeout": 10, "provider": "external",
        });
        Self {
            metadata: metadata.as_object().cloned().unwrap_or_default(),
            actions: Vec::new(),
        }
    }

    pub(super) fn set(&mut self, key: &str, value: Value) {
        self.metadata.insert(key.to_owned(), value);
    }

    /// The action of that name, a new one unless it is there.
    pub(super) fn action(&mut self, name: &str) -> &mut Value {
        let there = self.actions.iter().position(|action| action["action"] == name);
        let index = there.unwrap_or_else(|| {
            self.actions.push(json!({
                "action": name, "description": "", "display": "always", "input": {}, "output": {}, "aggregate": [],
            }));
            self.actions.len() - 1
        });
        &mut self.actions[index]
    }

    /// Gives the sample's action an output for every value of it.
    pub(super) fn learn(&mut self, sample: &Sample) {
        if let Some(agent) = &sample.agent {
            self.set("name", agent.as_str().into());
        }
        let first = self
            .actions
            .first()
            .and_then(|action| action["action"].as_str().map(str::to_owned));
        let name = sample
            .action
            .clone()
            .or(first)
            .unwrap_or_else(|| "status".to_owned());
        let action = self.action(&name);
        for (name, value) in &sample.data {
            action["output"][name] = output(name, kind(value));
        }
    }

    /// The document, read back as every program will read it.
    pub(super) fn agent(self) -> anyhow::Result<Agent> {
        let document = json!({"metadata": self.metadata, "actions": self.actions});
        let bytes = serde_json::to_vec(&document)?;
        Agent::from_json(&bytes).context("these answers make no DDL")
    }
}

impl<R: BufRead, S: FnMut(&str) -> io::Result<()>> Form<R, S> {
    /// Asks about everything, offering what the draft has.
    pub(super) fn complete(&mut self, mut draft: Draft) -> io::Result<Draft> {
        (self.show)("An empty answer takes what is in brackets.\n\n")?;
        for (key, question) in [
            ("name", "Name of the agent"),
            ("description", "What it is for, in one sentence"),
            ("author", "Author"),
            ("license", "Licence"),
            ("url", "Where to read more"),
            ("version", "Version"),
        ] {
            let offered = draft.metadata[key].as_str().unwrap_or_default().to_owned();
            draft.set(key, self.ask(question, &offered)?.into());
        }
        let offered = draft.metadata["timeout"].as_u64().unwrap_or(10);
        let answer = self.ask("Seconds an action may take", &offered.to_string())?;
        draft.set("timeout", answer.parse().unwrap_or(offered).into());
        for index in 0..draft.actions.len() {
            self.describe(&mut draft.actions[index])?;
        }
        loop {
            let name = self.ask("\nAnother action (empty to end)", "")?;
            if name.is_empty() {
                return Ok(draft);
            }
            self.describe(draft.action(&name))?;
        }
    }

    fn describe(&mut self, action: &mut Value) -> io::Result<()> {
        let name = action["action"].as_str().unwrap_or_default().to_owned();
        let offered = action["description"].as_str().unwrap_or_default().to_owned();
        action["description"] = self
            .ask(&format!("\nWhat {name} does, in one sentence"), &offered)?
            .into();
        loop {
            let input = self.ask(&format!("Another input of {name} (empty to end)"), "")?;
            if input.is_empty() {
                break;
            }
            action["input"][&input] = self.input(&input)?;
        }
        let known: Vec<String> = action["output"]
            .as_object()
            .map_or_else(Vec::new, |it| it.keys().cloned().collect());
        for output in known {
            let description = self.ask(&format!("What the output {output} tells"), "")?;
            action["output"][&output]["description"] = description.into();
        }
        loop {
            let name = self.ask(&format!("Another output of {name} (empty to end)"), "")?;
            if name.is_empty() {
                return Ok(());
            }
            let kind = self.ask(&format!("  Type ({TYPES})"), "string")?;
            let description = self.ask("  What it tells", "")?;
            action["output"][&name] = output(&name, &kind);
            action["output"][&name]["description"] = description.into();
        }
    }

    fn input(&mut self, name: &str) -> io::Result<Value> {
        let description = self.ask("  What it means", "")?;
        let kind = self.ask(&format!("  Type ({TYPES})"), "string")?;
        let optional = self
            .ask("  Must it be given? (y/n)", "y")?
            .starts_with(['n', 'N']);
        let mut input =
            json!({"prompt": title(name), "description": description, "type": kind, "optional": optional});
        match kind.as_str() {
            "string" => {
                input["validation"] = self
                    .ask(
                        "  Validation (shellsafe, ipaddress, or ^an expression$)",
                        "shellsafe",
                    )?
                    .into();
                input["maxlength"] = self.ask("  Most bytes", "120")?.parse().unwrap_or(120).into();
            }
            "list" => {
                let values = self.ask("  Values, separated by commas", "")?;
                input["list"] = values
                    .split(',')
                    .map(str::trim)
                    .filter(|it| !it.is_empty())
                    .collect();
            }
            _ => {}
        }
        Ok(input)
    }

    fn ask(&mut self, question: &str, offered: &str) -> io::Result<String> {
        let brackets = if offered.is_empty() {
            String::new()
        } else {
            format!(" [{offered}]")
        };
        (self.show)(&format!("{question}{brackets}: "))?;
        let mut answer = String::new();
        if self.lines.by_ref().take(MAX_ANSWER).read_line(&mut answer)? == 0 {
            return Err(io::Error::new(
                io::ErrorKind::UnexpectedEof,
                "the answers ended before the questions",
            ));
        }
        let answer = answer.trim();
        Ok(if answer.is_empty() { offered } else { answer }.to_owned())
    }
}

fn output(name: &str, kind: &str) -> Value {
    json!({"description": title(name), "display_as": title(name), "type": kind})
}

/// The word for a value's type.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::Array(_) => "array",
        Value::Object(_) => "hash",
        Value::String(_) | Value::Null => "string",
    }
}

/// `disk_free` as `Disk Free`.
fn title(name: &str) -> String {
    let words = name.split(['_', '-', ' ']).filter(|word| !word.is_empty());
    let capital = |word: &str| {
        let mut letters = word.chars();
        let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        first + letters.as_str()
    };
    words.map(capital).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(answers: &str, draft: Draft) -> io::Result<(Agent, String)> {
        let mut shown = String::new();
        let mut form = Form {
            lines: answers.as_bytes(),
            show: |text: &str| {
                shown.push_str(text);
                Ok(())
            },
        };
        let draft = form.complete(draft)?;
        Ok((draft.agent().unwrap(), shown))
    }

    #[test]
    fn answers_become_a_document_without_a_complaint() {
        let answers = "\nControls lamps\nops\n\nhttps://example.net\n1.0.0\n5\n\
                       level\nSets the brightness\n\
                       pct\nHow bright\ninteger\ny\n\
                       room\nWhich room\nstring\nn\n^[a-z]+$\n20\n\n\
                       was\ninteger\nBrightness before\n\n\n";
        let (agent, _) = filled(answers, Draft::new(Path::new("lamp.json"))).unwrap();
        assert_eq!(ddl::lint(&agent), []);
        assert_eq!(
            (agent.metadata.name.as_str(), agent.metadata.timeout),
            ("lamp", 5)
        );
        let level = agent.action("level").unwrap();
        assert!(level.input["room"].optional && !level.input["pct"].optional);
        assert_eq!(level.output["was"].display_as, "Was");
    }

    #[test]
    fn a_sample_gives_the_outputs_and_their_types() {
        let mut draft = Draft::new(Path::new("disk.yaml"));
        let data = json!({"disk_free": 5, "full": false, "ratio": 0.5, "mounts": []});
        draft.learn(&Sample {
            data: data.as_object().unwrap().clone(),
            ..Sample::default()
        });
        let agent = draft.agent().unwrap();
        let outputs = &agent.action("status").unwrap().output;
        let kinds: Vec<_> = outputs
            .iter()
            .map(|(name, it)| (name.as_str(), it.kind.as_ref().unwrap().word()))
            .collect();
        assert_eq!(
            kinds,
            [
                ("disk_free", "integer"),
                ("full", "boolean"),
                ("mounts", "array"),
                ("ratio", "number")
            ]
        );
        assert_eq!(outputs["disk_free"].display_as, "Disk Free");
    }

    #[test]
    fn answers_that_end_early_are_an_error() {
        let error = filled("lamp\n", Draft::new(Path::new("lamp.json"))).unwrap_err();
        assert_eq!(error.to_string(), "the answers ended before the questions");
    }
}
