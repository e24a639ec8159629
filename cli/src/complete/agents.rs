//! Agents with a DDL, their actions and inputs.

use std::sync::Arc;

use client::Library;
use ddl::{Action, Input, InputType};

use super::expects::Kind;
use super::offer::{Found, Offer, Paths};
use super::walk::Place;

/// Agents whose DDL can be read: nobody can read a complaint while typing.
pub(super) fn names(library: &Library) -> Vec<Offer> {
    let names = library.names().into_iter();
    names
        .filter_map(|name| {
            let agent = library.agent(&name).ok()?;
            Some(Offer::new(name, &agent.metadata.description))
        })
        .collect()
}

/// Actions of an agent.
pub(super) fn actions(library: &Library, agent: &str) -> Vec<Offer> {
    let Ok(agent) = library.agent(agent) else {
        return Vec::new();
    };
    let actions = agent.actions.iter();
    actions
        .map(|action| Offer::new(&action.name, &action.description))
        .collect()
}

/// What the parts of a request could be.
pub(super) fn value(library: &Library, place: &Place<'_>, kind: Kind, word: &str) -> Found {
    match kind {
        Kind::Agent => names(library).into(),
        Kind::AgentOrFile => Found {
            paths: Some(Paths::Any),
            ..names(library).into()
        },
        Kind::Action => place
            .asked_agent()
            .map(|agent| actions(library, agent))
            .unwrap_or_default()
            .into(),
        Kind::Inputs => inputs(library, place, word),
        Kind::ActionAndSubject => subject(library, place, word),
        _ => Found::default(),
    }
}

/// The agent and the action of the request under way.
pub(super) fn asked(library: &Library, place: &Place<'_>) -> Option<(Arc<ddl::Agent>, usize)> {
    let agent = library.agent(place.asked_agent()?).ok()?;
    let name = place.asked_action()?;
    let action = agent.actions.iter().position(|action| action.name == name)?;
    Some((agent, action))
}

/// Inputs that are not given yet, required ones first, or values of the one under way.
fn inputs(library: &Library, place: &Place<'_>, word: &str) -> Found {
    let Some((agent, action)) = asked(library, place) else {
        return Found::default();
    };
    let action = &agent.actions[action];
    if let Some(at) = word.find(['=', ':']) {
        let values = action.input.get(&word[..at]).map(values).unwrap_or_default();
        return Found::behind(word, at + 1, values);
    }
    let mut names: Vec<(&String, &Input)> = action
        .input
        .iter()
        .filter(|(name, _)| !is_given(place, name))
        .collect();
    names.sort_by_key(|(_, input)| !is_required(input));
    names
        .into_iter()
        .map(|(name, input)| Offer::open(format!("{name}="), about(input)))
        .collect::<Vec<_>>()
        .into()
}

/// An action, or the value of the one input that the classic command takes.
fn subject(library: &Library, place: &Place<'_>, word: &str) -> Found {
    let name = place.command.get_name();
    match place.words.as_slice() {
        [] => actions(library, name).into(),
        [first, ..] => {
            let agent = library.agent(name).ok();
            let known = agent.as_ref().and_then(|agent| agent.action(first));
            match known {
                None => actions(library, name).into(),
                Some(action) => {
                    let input = action.input.get(name);
                    let values = input.map(values).unwrap_or_default();
                    Found::behind(word, 0, values)
                }
            }
        }
    }
}

/// Values an input could have.
fn values(input: &Input) -> Vec<Offer> {
    let listed = input.list.iter().map(|value| Offer::new(value, ""));
    match input.kind {
        InputType::Boolean => ["true", "false"].map(|value| Offer::new(value, "")).into(),
        InputType::List => listed.collect(),
        _ => default(input)
            .map(|value| Offer::new(value, "default"))
            .into_iter()
            .collect(),
    }
}

/// The default of an input, as it would be typed.
pub(super) fn default(input: &Input) -> Option<String> {
    match input.default.as_ref()? {
        serde_json::Value::Null => None,
        serde_json::Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

/// Type, whether it must be given, and what it is.
pub(super) fn about(input: &Input) -> String {
    let required = if is_required(input) { "required " } else { "" };
    format!("{required}{}: {}", input.kind.word(), input.description)
}

/// Whether a request without it is refused.
pub(super) fn is_required(input: &Input) -> bool {
    !input.optional && default(input).is_none()
}

/// Whether an input stands on the line already.
pub(super) fn is_given(place: &Place<'_>, name: &str) -> bool {
    let words = place.words.iter().map(String::as_str);
    let flags = place
        .given
        .iter()
        .filter(|(flag, _)| flag.get_id() == "named_inputs");
    let mut given = words.chain(flags.map(|(_, value)| value.as_str()));
    given.any(|word| word.split_once(['=', ':']).is_some_and(|(key, _)| key == name))
}

/// Required inputs of an action that are not on the line yet.
pub(super) fn missing<'a>(place: &Place<'_>, action: &'a Action) -> Option<(&'a String, &'a Input)> {
    let mut inputs = action.input.iter();
    inputs.find(|(name, input)| is_required(input) && !is_given(place, name))
}
