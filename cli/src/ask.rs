//! Asking the fleet: who is meant, is that wise, send it, gather what comes back, show it.

mod gather;
mod progress;
mod safety;
mod select;
mod stdin;

use std::sync::Arc;

use client::{Library, LibraryError};
use ddl::{Action, Agent, Object};
use protocol::AgentName;

use crate::args::FleetArgs;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::explain;
use crate::out::{self, Layout, Sink};
use crate::report::Stop;

pub(crate) use gather::{Outcome, gather};
pub(crate) use progress::Progress;
pub(crate) use safety::confirm;
pub(crate) use select::{Selection, Selector};
pub(crate) use stdin::listed;

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

/// How a command wants its question asked and answered.
pub(crate) struct Manner<'a> {
    /// The flags.
    pub(crate) args: &'a FleetArgs,
    /// Layout of replies for people; none for the one the DDL suggests.
    pub(crate) layout: Option<Box<dyn Layout>>,
    /// Whether the application asks before an unfiltered change whatever its DDL says.
    pub(crate) wary: bool,
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

/// Asks one question and shows the answers in the way the flags want.
pub(crate) async fn ask(ctx: &Ctx, question: &Question, manner: Manner<'_>) -> anyhow::Result<Exit> {
    let args = manner.args;
    if args.request.explain {
        ctx.out.print(explain::question(
            question,
            args,
            ctx.config().await?,
            ctx.input_piped(),
            ctx.out.theme,
        )?)?;
        return Ok(Exit::Done);
    }
    let target = out::Target::open(ctx, &args.output)?;
    let mut sink = out::sink(question, &args.output, manner.layout, target, ctx.global.verbose);
    let outcome = run(ctx, question, args, manner.wary, sink.as_mut()).await;
    match outcome {
        Ok(outcome) => {
            sink.finish(&outcome)?;
            Ok(outcome.exit(args.output.strict))
        }
        Err(error) => {
            sink.fail(&error)?;
            Err(error)
        }
    }
}

/// Says in words what would be asked; nothing is sent.
pub(crate) async fn explain(ctx: &Ctx, question: &Question, args: &FleetArgs) -> anyhow::Result<Exit> {
    let text = explain::question(
        question,
        args,
        ctx.config().await?,
        ctx.input_piped(),
        ctx.out.theme,
    )?;
    ctx.out.print(text)?;
    Ok(Exit::Done)
}

/// Asks one question and hands the answers over without showing any.
pub(crate) async fn collect(ctx: &Ctx, question: &Question, args: &FleetArgs) -> anyhow::Result<Outcome> {
    run(ctx, question, args, false, &mut out::Silent).await
}

async fn run(
    ctx: &Ctx,
    question: &Question,
    args: &FleetArgs,
    wary: bool,
    sink: &mut dyn Sink,
) -> anyhow::Result<Outcome> {
    let selection = Selector::new(ctx, args).await?.select(question, sink).await?;
    confirm(ctx, question, args, &selection, wary).await?;
    gather(ctx, question, args, selection, sink).await
}

/// Finds an agent's DDL.
pub(crate) fn find(library: &Library, name: &str) -> anyhow::Result<Arc<Agent>> {
    library.agent(name).map_err(|error| match error {
        LibraryError::Unknown { .. } => Stop::usage(error.to_string())
            .hint("`mco plugin doc` lists the agents known here; a DDL file in libdir adds one")
            .into(),
        error => anyhow::Error::from(error),
    })
}

fn unknown_action(agent: &Agent, action: &str) -> Stop {
    let names: Vec<&str> = agent.actions.iter().map(|action| action.name.as_str()).collect();
    let name = &agent.metadata.name;
    Stop::usage(format!("agent {name} has no action {action}")).hint(format!("it has {}", names.join(", ")))
}

/// The rule that failed; when inputs are missing, all of them with what they mean.
fn refused_input(
    agent: &Agent,
    action: &Action,
    given: &[(String, String)],
    error: ddl::InputError,
) -> anyhow::Error {
    let title = format!("{}#{}", agent.metadata.name, action.name);
    if !matches!(error, ddl::InputError::Missing { .. }) {
        let doc = format!("`mco plugin doc {}` describes its inputs", agent.metadata.name);
        return Stop::usage(format!("{title}: {error}")).hint(doc).into();
    }
    let has_default = |input: &ddl::Input| input.default.as_ref().is_some_and(|value| !value.is_null());
    let missing = action.input.iter().filter(|(name, input)| {
        !input.optional && !has_default(input) && !given.iter().any(|(key, _)| key.eq_ignore_ascii_case(name))
    });
    let lines: Vec<String> = missing
        .map(|(name, input)| format!("{name}=  {}", describe(input)))
        .collect();
    Stop::usage(format!("{title} needs more inputs\n{}", lines.join("\n"))).into()
}

fn describe(input: &ddl::Input) -> &str {
    if input.description.is_empty() {
        &input.prompt
    } else {
        &input.description
    }
}

impl Outcome {
    /// What the exit status says.
    pub(crate) fn exit(&self, strict: bool) -> Exit {
        if self.interrupted {
            Exit::Interrupted
        } else {
            Exit::of(&self.stats, strict)
        }
    }
}

/// An error when nobody was found.
pub(crate) fn nobody() -> anyhow::Error {
    Stop::usage("no nodes were discovered")
        .hint("`mco ping` shows who answers at all")
        .into()
}
