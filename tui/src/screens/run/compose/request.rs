//! How the request is made: whom it is for, how many of them at a time, and how long it may take.

use std::time::Duration;

use ddl::{Agent, Input, InputType};

use crate::form::{Choice, Entry, Form, Group, rules};
use crate::scope::Targets;
use crate::session::Session;
use crate::text;

/// Longest number or duration, in bytes.
const SHORT: usize = 12;

/// Longest free text, in bytes: what an expression may have.
const LONG: usize = 8192;

/// Inputs that keep their value when another action is chosen.
const KEPT: [&str; 8] = [
    "targets", "set", "limit", "seed", "canary", "hold", "batch", "sleep",
];

/// The inputs of a request to an agent.
pub(super) fn entries(agent: &Agent, discovery: Duration) -> Vec<Entry> {
    let wait = agent.timeout() + discovery;
    let default = format!(
        "the agent's {} and {} of discovery",
        text::took(agent.timeout()),
        text::took(discovery)
    );
    let mut entries = Vec::new();
    if !agent.metadata.service {
        entries.extend([
            choice("targets", "Targets", "Which nodes are asked"),
            pick("set", "Set", "A saved set of nodes"),
            short(
                "limit",
                "Limit",
                "Ask at most this many of the nodes, as 5 or 10%",
            )
            .ruled(rules::limit),
            short(
                "seed",
                "Seed",
                "Choose them at random, the same ones for the same number",
            )
            .ruled(rules::seed),
            short(
                "canary",
                "Canary",
                "Ask this many first, as 1 or 5%, and go on when all of them succeed",
            )
            .ruled(rules::limit),
            flag("hold", "Hold after", "Wait for you after the canaries"),
            short("batch", "Batch", "Ask this many at a time, as 10 or 5%").ruled(rules::limit),
            short(
                "sleep",
                "Pause",
                "Wait so long between batches, as 30s or 2m; 1s without this",
            )
            .ruled(rules::duration),
            short(
                "stop-on",
                "Stop on",
                "Stop when this many, or this part of all, have failed or stay silent",
            )
            .ruled(rules::limit),
        ]);
    }
    entries.push(long(
        "filter",
        "Reply filter",
        "Show replies for which this holds, as ok() && data(\"status\") == \"stopped\"",
    ));
    let mut timeout = short(
        "timeout",
        "Timeout",
        &format!("As 90s or 2m; without this {default}"),
    )
    .ruled(rules::duration);
    timeout.input.default = Some(text::took(wait).replace(' ', "").into());
    entries.push(timeout);
    entries
}

/// Takes over what was typed for another action.
pub(super) fn carry(from: &Form, to: &mut Form) {
    for name in KEPT {
        if let Some(value) = from.request(name).and_then(Entry::value)
            && let Some(entry) = to.request_mut(name)
        {
            entry.set(value);
        }
    }
}

/// Shows what can be chosen now, and hides what would mean nothing.
pub(super) fn refresh(form: &mut Form, session: &Session, chosen: Option<&Targets>) {
    let choices = choices(session, chosen);
    if let Some(targets) = form.request_mut("targets") {
        targets.offer(choices);
        if targets.value() != Some("set") {
            targets.set(match &session.targets {
                Targets::Scope => "scope",
                Targets::Marked => "marked",
                Targets::Nodes(..) => "chosen",
            });
        }
    }
    if let Some(set) = form.request_mut("set") {
        let names = session.sets.iter().map(|(name, _)| format!("@{name}"));
        set.input.list = names.collect();
    }
    let given = |form: &Form, name: &str| form.request(name).is_some_and(|entry| entry.value().is_some());
    let rollout = given(form, "canary") || given(form, "batch");
    let shown = [
        ("set", value(form, "targets") == Some("set")),
        ("seed", given(form, "limit")),
        ("hold", given(form, "canary")),
        ("sleep", rollout),
        ("stop-on", rollout),
    ];
    for (name, shown) in shown {
        if let Some(entry) = form.request_mut(name) {
            entry.hidden = !shown;
        }
    }
    form.find_focus();
}

/// The set that is asked, as `@name`; none when no set is. An error when it was not said which.
pub(super) fn set(form: &Form) -> Option<Result<String, String>> {
    (value(form, "targets") == Some("set")).then(|| {
        let name = value(form, "set").map(str::to_owned);
        name.ok_or_else(|| "no set is chosen".to_owned())
    })
}

/// Whether it waits after the canaries, which no flag says.
pub(super) fn holds(form: &Form) -> bool {
    value(form, "hold") == Some("true")
}

/// The flags that choose a part of the nodes.
pub(super) fn limits(form: &Form) -> Vec<String> {
    pairs(form, &[("limit", "--limit"), ("seed", "--limit-seed")])
}

/// The other flags.
pub(super) fn flags(form: &Form) -> Vec<String> {
    let mut flags = pairs(
        form,
        &[
            ("canary", "--canary"),
            ("batch", "--batch"),
            ("sleep", "--batch-sleep"),
            ("stop-on", "--stop-on"),
        ],
    );
    // What an expression begins with must not be taken for a flag.
    flags.extend(value(form, "filter").map(|filter| format!("--filter-replies={filter}")));
    flags.extend(pairs(form, &[("timeout", "--timeout")]));
    flags
}

/// Whom the user chose last: none when it is a set.
pub(super) fn chosen(form: &Form) -> Option<&str> {
    value(form, "targets").filter(|targets| *targets != "set")
}

fn pairs(form: &Form, names: &[(&str, &str)]) -> Vec<String> {
    let given = names
        .iter()
        .filter_map(|(name, flag)| Some([(*flag).to_owned(), value(form, name)?.to_owned()]));
    given.flatten().collect()
}

fn value<'a>(form: &'a Form, name: &str) -> Option<&'a str> {
    form.request(name)
        .filter(|entry| !entry.hidden)
        .and_then(Entry::value)
}

fn choices(session: &Session, chosen: Option<&Targets>) -> Vec<Choice> {
    let census = &session.census;
    let found = census.found.as_ref().map(|(found, _)| found.nodes.len());
    let count = found.or(census.estimate.as_ref().map(|estimate| estimate.matching));
    let scope = match (session.scope.is_everybody(), count) {
        (true, None) => "all nodes".to_owned(),
        (false, None) => "scope".to_owned(),
        (true, Some(count)) => format!("all {}", text::count(count)),
        (false, Some(count)) => format!("scope {}", text::count(count)),
    };
    let mut choices = vec![Choice::new("scope", scope)];
    if !session.marks.is_empty() || session.targets == Targets::Marked {
        choices.push(Choice::new(
            "marked",
            format!("marked {}", text::count(session.marks.len())),
        ));
    }
    if let Some(Targets::Nodes(nodes, what)) = chosen {
        choices.push(Choice::new(
            "chosen",
            format!("{what} {}", text::count(nodes.len())),
        ));
    }
    if !session.sets.is_empty() {
        choices.push(Choice::new("set", "set"));
    }
    choices
}

fn entry(name: &str, prompt: &str, description: &str, input: Input) -> Entry {
    let input = Input {
        prompt: prompt.to_owned(),
        description: description.to_owned(),
        optional: true,
        ..input
    };
    Entry::new(name, input, Group::Request)
}

fn short(name: &str, prompt: &str, description: &str) -> Entry {
    let input = Input {
        max_length: SHORT,
        ..Input::default()
    };
    entry(name, prompt, description, input)
}

fn long(name: &str, prompt: &str, description: &str) -> Entry {
    let input = Input {
        max_length: LONG,
        ..Input::default()
    };
    entry(name, prompt, description, input)
}

fn flag(name: &str, prompt: &str, description: &str) -> Entry {
    let input = Input {
        kind: InputType::Boolean,
        default: Some(false.into()),
        ..Input::default()
    };
    let choices = vec![Choice::new("true", "yes"), Choice::new("false", "no")];
    entry(name, prompt, description, input).choosing(choices)
}

fn choice(name: &str, prompt: &str, description: &str) -> Entry {
    let input = Input {
        kind: InputType::List,
        ..Input::default()
    };
    entry(name, prompt, description, input).choosing(vec![Choice::plain("scope")])
}

fn pick(name: &str, prompt: &str, description: &str) -> Entry {
    let input = Input {
        kind: InputType::List,
        ..Input::default()
    };
    entry(name, prompt, description, input)
}
