//! One action: its inputs, outputs, and how its replies are shown.

use std::collections::BTreeMap;

use crate::{Input, InputError, InputType, Object};

/// One thing an agent can do.
#[derive(Debug, Clone, PartialEq)]
pub struct Action {
    /// Name on the wire.
    pub name: String,
    /// One sentence.
    pub description: String,
    /// Which replies are shown by default.
    pub display: Display,
    /// Inputs by name.
    pub input: BTreeMap<String, Input>,
    /// Outputs by name.
    pub output: BTreeMap<String, Output>,
    /// Aggregates in document order: function, output name, options.
    pub aggregate: Vec<crate::aggregate::Declared>,
    /// Our optional key `risk`; use [`Action::risk`] for the effective value.
    pub declared_risk: Option<Risk>,
}

/// One output of an action.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Output {
    /// One sentence.
    pub description: String,
    /// Label for people.
    pub display_as: String,
    /// Value when the agent gives none; JSON null counts as none.
    pub default: Option<serde_json::Value>,
    /// Declared type; never enforced.
    pub kind: Option<InputType>,
}

/// Which replies of an action are shown by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Display {
    /// Successful ones.
    Ok,
    /// Failed ones.
    #[default]
    Failed,
    /// All.
    Always,
    /// None (a word the DDL does not define).
    Never,
}

/// Whether an action only looks or also changes something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Risk {
    /// Reads only.
    Read,
    /// Changes the node.
    Change,
}

impl Action {
    /// Turns `key`, `value` words into typed, checked request data, inserting declared defaults.
    pub fn parse_inputs<'a>(
        &self,
        _words: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Object, InputError> {
        todo!()
    }

    /// Checks request data as a node does before running an action (agents.md 1.5 order and rules).
    pub fn check(&self, _data: &Object) -> Result<(), InputError> {
        todo!()
    }

    /// Inserts declared output defaults for the outputs `data` does not hold.
    pub fn apply_output_defaults(&self, _data: &mut Object) {
        todo!()
    }

    /// The declared risk, else the one its name suggests.
    pub fn risk(&self) -> Risk {
        todo!()
    }
}
