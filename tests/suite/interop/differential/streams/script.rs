//! One thing after the other that both servers are asked.

use serde_json::{Value, json};

/// One thing that both are asked.
#[derive(Debug, Clone)]
pub(super) enum Step {
    /// A request of the API.
    Ask(String, Value),
    /// A message, whose acknowledgement is the answer.
    Publish(&'static str, Vec<(&'static str, String)>, &'static str),
    /// Waits until a stream has come to a sequence.
    Until(&'static str, u64),
    /// What is told of a batch that was given up.
    Hear,
}

/// Things asked one after the other of an empty account.
pub(super) type Script = Vec<Step>;

pub(super) fn create(more: Value) -> Step {
    ask("STREAM.CREATE.S", config(more))
}

pub(super) fn update(more: Value) -> Step {
    ask("STREAM.UPDATE.S", config(more))
}

pub(super) fn make(name: &str, more: Value) -> Step {
    let mut config = config(more);
    config["name"] = json!(name);
    ask(&format!("STREAM.CREATE.{name}"), config)
}

pub(super) fn config(more: Value) -> Value {
    let mut config = json!({"name": "S", "storage": "memory"});
    let members = config.as_object_mut().unwrap();
    members.extend(more.as_object().unwrap().clone());
    config
}

pub(super) fn ask(tail: &str, body: Value) -> Step {
    Step::Ask(tail.to_owned(), body)
}

pub(super) fn publish(subject: &'static str, headers: &[(&'static str, &str)]) -> Step {
    sized(subject, headers, "x")
}

pub(super) fn sized(subject: &'static str, headers: &[(&'static str, &str)], payload: &'static str) -> Step {
    let headers = headers.iter().map(|(name, value)| (*name, (*value).to_owned()));
    Step::Publish(subject, headers.collect(), payload)
}

/// A message of the batch `b`.
pub(super) fn part(subject: &'static str, number: u64, more: &[(&'static str, &str)]) -> Step {
    let number = number.to_string();
    let mut headers = vec![("Nats-Batch-Id", "b"), ("Nats-Batch-Sequence", &*number)];
    headers.extend(more);
    publish(subject, &headers)
}

pub(super) fn heard() -> Step {
    Step::Hear
}

pub(super) fn on(more: Value, steps: Vec<Step>) -> Script {
    let mut config = json!({"subjects": ["s.>"]});
    config
        .as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    let mut script = vec![create(config)];
    script.extend(steps);
    script.push(ask(
        "STREAM.INFO.S",
        json!({"subjects_filter": ">", "deleted_details": true}),
    ));
    script
}
