//! Agents with a DDL, their actions and inputs.

use std::sync::Arc;

use client::Library;
use ddl::{Action, Input, InputType};

use super::expects::Kind;
use super::offer::{Found, Offer, Paths};
use super::usage::Usage;
use super::walk::Place;

/// What is known of agents.
pub(super) struct Known<'a> {
    pub(super) library: &'a Library,
    pub(super) usage: &'a Usage,
}

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

impl Known<'_> {
    /// What the parts of a request could be.
    pub(super) fn value(&self, place: &Place<'_>, kind: Kind, word: &str) -> Found {
        match kind {
            Kind::Agent => names(self.library).into(),
            Kind::AgentOrFile => Found {
                paths: Some(Paths::Any),
                ..names(self.library).into()
            },
            Kind::Action => place
                .asked_agent()
                .map(|agent| actions(self.library, agent))
                .unwrap_or_default()
                .into(),
            Kind::Inputs => self.inputs(place, word),
            Kind::ActionAndSubject => self.subject(place, word),
            _ => Found::default(),
        }
    }

    /// Inputs that are not given yet, required ones first, or values of the one under way.
    fn inputs(&self, place: &Place<'_>, word: &str) -> Found {
        let Some((agent, action)) = asked(self.library, place) else {
            return Found::default();
        };
        let action = &agent.actions[action];
        if let Some(at) = word.find(['=', ':']) {
            let name = &word[..at];
            let input = action.input.get(name);
            let values = input.map(|input| self.values(&agent.metadata.name, name, input));
            return Found::behind(word, at + 1, values.unwrap_or_default());
        }
        let inputs = action.input.iter();
        let free = inputs.filter(|(name, _)| !is_given(place, name));
        let offers = free.map(|(name, input)| Offer {
            required: is_required(input),
            ..Offer::open(format!("{name}="), about(input))
        });
        offers.collect::<Vec<_>>().into()
    }

    /// An action, or the value of the one input that the classic command takes, in either order.
    fn subject(&self, place: &Place<'_>, word: &str) -> Found {
        let name = place.command.get_name();
        let Ok(agent) = self.library.agent(name) else {
            return Found::default();
        };
        let action = place.words.first().map(|first| agent.action(first));
        let Some(action) = action else {
            return actions(self.library, name).into();
        };
        match action.and_then(|action| action.input.get(name)) {
            Some(input) => Found::behind(word, 0, self.values(name, name, input)),
            None if action.is_some() => Found::default(),
            None => actions(self.library, name).into(),
        }
    }

    /// Values an input could have: all of them where they are few, else those it had before.
    fn values(&self, agent: &str, name: &str, input: &Input) -> Vec<Offer> {
        match input.kind {
            InputType::Boolean => ["true", "false"].map(|value| Offer::new(value, "")).into(),
            InputType::List => input.list.iter().map(|value| Offer::new(value, "")).collect(),
            _ if input.is_secret(name) => Vec::new(),
            _ => {
                let mut offers = self.usage.values(agent, name);
                let default = default(input).filter(|default| offers.iter().all(|one| one.text != *default));
                offers.extend(default.map(|default| Offer::new(default, "default")));
                offers
            }
        }
    }
}

/// The agent and the action of the request under way.
pub(super) fn asked(library: &Library, place: &Place<'_>) -> Option<(Arc<ddl::Agent>, usize)> {
    let agent = library.agent(place.asked_agent()?).ok()?;
    let name = place.asked_action()?;
    let action = agent.actions.iter().position(|action| action.name == name)?;
    Some((agent, action))
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
