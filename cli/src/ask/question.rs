//! What is asked, checked against the agent's DDL before anything is sent.

use std::sync::Arc;

use client::{Library, LibraryError};
use ddl::{Action, Agent, Input, InputError, Object};
use protocol::AgentName;

use crate::args::later_command;
use crate::ask::form::{fill, missing};
use crate::ctx::Ctx;
use crate::history::Typed;
use crate::report::Stop;

/// What is asked: an action of an agent, with checked inputs.
#[derive(Debug, Clone)]
pub(crate) struct Question {
    /// The agent's DDL.
    pub(crate) agent: Arc<Agent>,
    /// Index of the action in the DDL.
    action: usize,
    /// Typed, checked inputs.
    pub(crate) data: Object,
}

impl Question {
    /// Checks the words of a question against the agent's DDL.
    pub(crate) fn new(
        library: &Library,
        agent: &str,
        action: &str,
        inputs: &[(String, String)],
    ) -> anyhow::Result<Self> {
        let agent = find(library, agent)?;
        let Some(index) = agent.actions.iter().position(|known| known.name == action) else {
            return Err(unknown_action(&agent, action).into());
        };
        let words = inputs.iter().map(|(key, value)| (key.as_str(), value.as_str()));
        let data = agent.actions[index]
            .parse_inputs(words)
            .map_err(|error| refused_input(&agent, &agent.actions[index], inputs, error))?;
        Ok(Self {
            agent,
            action: index,
            data,
        })
    }

    /// The same; where inputs are missing that a person can be asked for, their form opens. Also tells whether it did.
    pub(crate) async fn or_ask(
        ctx: &Ctx,
        library: &Library,
        agent: &str,
        action: &str,
        inputs: &[(String, String)],
    ) -> anyhow::Result<(Self, bool)> {
        let agent = find(library, agent)?;
        let Some(index) = agent.actions.iter().position(|known| known.name == action) else {
            return Err(unknown_action(&agent, action).into());
        };
        let name = &agent.metadata.name;
        if !ctx.can_ask() || missing(&agent.actions[index], inputs).is_empty() {
            return Ok((Self::new(library, name, action, inputs)?, false));
        }
        let filled = fill(ctx, &agent, index, inputs).await?;
        let question = Self::new(library, name, action, &filled)?;
        let is_new = |input: &(String, String)| !inputs.contains(input);
        ctx.note(|asked| asked.typed = Typed::And(filled.into_iter().filter(is_new).collect()));
        Ok((question, true))
    }

    /// A question that was asked before, checked again against the DDL that is known now.
    pub(crate) fn recalled(
        library: &Library,
        agent: &str,
        action: &str,
        data: Object,
    ) -> anyhow::Result<Self> {
        let agent = find(library, agent)?;
        let Some(index) = agent.actions.iter().position(|known| known.name == action) else {
            return Err(unknown_action(&agent, action).into());
        };
        agent.actions[index].check(&data)?;
        Ok(Self {
            agent,
            action: index,
            data,
        })
    }

    /// A question whose parts are known to fit.
    #[cfg(test)]
    pub(crate) fn from_parts(agent: Arc<Agent>, action: usize, data: Object) -> Self {
        Self { agent, action, data }
    }

    /// The action asked for.
    pub(crate) fn action(&self) -> &Action {
        &self.agent.actions[self.action]
    }

    /// The agent's name.
    pub(crate) fn agent_name(&self) -> anyhow::Result<AgentName> {
        Ok(AgentName::new(&self.agent.metadata.name)?)
    }

    /// `agent#action`.
    pub(crate) fn title(&self) -> String {
        format!("{}#{}", self.agent.metadata.name, self.action().name)
    }
}

/// Finds an agent's DDL.
pub(crate) fn find(library: &Library, name: &str) -> anyhow::Result<Arc<Agent>> {
    library.agent(name).map_err(|error| match error {
        LibraryError::Unknown { .. } if let Some(instead) = later_command(name) => {
            Stop::later(name, instead).into()
        }
        LibraryError::Unknown { .. } => Stop::error(error.to_string())
            .hint("`mco plugin doc` lists the agents known here; a DDL file in libdir adds one")
            .into(),
        error => anyhow::Error::from(error),
    })
}

/// The agent cannot do that.
pub(crate) fn unknown_action(agent: &Agent, action: &str) -> Stop {
    let names: Vec<&str> = agent.actions.iter().map(|action| action.name.as_str()).collect();
    let name = &agent.metadata.name;
    Stop::error(format!("agent {name} has no action {action}")).hint(format!("it has {}", names.join(", ")))
}

/// The rule that failed; when inputs are missing, all of them with what they mean.
fn refused_input(
    agent: &Agent,
    action: &Action,
    given: &[(String, String)],
    error: InputError,
) -> anyhow::Error {
    let title = format!("{}#{}", agent.metadata.name, action.name);
    if !matches!(error, InputError::Missing { .. }) {
        let doc = format!("`mco plugin doc {}` describes its inputs", agent.metadata.name);
        return Stop::error(format!("{title}: {error}")).hint(doc).into();
    }
    let lines: Vec<String> = missing(action, given)
        .into_iter()
        .map(|name| format!("{name}=  {}", describe(&action.input[name])))
        .collect();
    Stop::error(format!("{title} needs more inputs\n{}", lines.join("\n"))).into()
}

fn describe(input: &Input) -> &str {
    if input.description.is_empty() {
        &input.prompt
    } else {
        &input.description
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::render;
    use crate::theme::Theme;

    fn refused(agent: &str, action: &str, inputs: &[(&str, &str)]) -> String {
        let inputs: Vec<_> = inputs
            .iter()
            .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
            .collect();
        let error = Question::new(&Library::default(), agent, action, &inputs).unwrap_err();
        render(&error, "mco", Theme::PLAIN)
    }

    #[test]
    fn a_mistyped_agent_gets_a_suggestion() {
        insta::assert_snapshot!(refused("pakage", "status", &[]), @"
        mco: no agent pakage is known here, did you mean package?
          hint: `mco plugin doc` lists the agents known here; a DDL file in libdir adds one
        ");
    }

    #[test]
    fn an_unknown_action_gets_the_known_ones() {
        insta::assert_snapshot!(refused("service", "explode", &[]), @"
        mco: agent service has no action explode
          hint: it has restart, start, status, stop
        ");
    }

    #[test]
    fn missing_inputs_are_all_named_with_what_they_mean() {
        insta::assert_snapshot!(refused("nettest", "connect", &[]), @"
        mco: nettest#connect needs more inputs
            fqdn=  Name or IPv4 address of the other side
            port=  TCP port of the other side
        ");
    }

    #[test]
    fn a_bad_input_gets_the_rule_it_breaks() {
        insta::assert_snapshot!(refused("package", "install", &[("package", "a;b")]), @"
        mco: package#install: input package: must not contain ;
          hint: `mco plugin doc package` describes its inputs
        ");
        insta::assert_snapshot!(refused("package", "install", &[("pakage", "zsh")]), @"
        mco: package#install: install has no input pakage, did you mean package?
          hint: `mco plugin doc package` describes its inputs
        ");
    }
}
