//! `mco rpc AGENT ACTION`: any action of any agent.

use crate::args::{FleetArgs, parse};
use crate::ask::{Manner, Question, again_line, ask, find};
use crate::command::{Run, agent, ddl};
use crate::ctx::Ctx;
use crate::exit::Exit;

/// Run an action of an agent on the nodes a filter means.
#[derive(Debug, clap::Args)]
#[command(mut_arg("reply_to", |flag| flag.short('r')), override_usage = "mco rpc <AGENT> <ACTION> [KEY=VALUE]...", after_help = "\
Examples:
  mco rpc rpcutil ping
  mco rpc package status package=zsh -F country=uk
  mco rpc service restart service=httpd -C apache --limit 10%
  mco rpc rpcutil ping --json | mco rpc rpcutil daemon_stats")]
pub(crate) struct Rpc {
    /// Agent, e.g. `package`; `mco plugin doc` lists them
    #[arg(required_unless_present = "named_agent")]
    pub(crate) agent: Option<String>,
    /// Action of the agent, e.g. `status`; `mco plugin doc AGENT` lists them
    pub(crate) action: Option<String>,
    /// Inputs of the action
    #[arg(value_name = "KEY=VALUE", value_parser = parse::pair)]
    pub(crate) inputs: Vec<(String, String)>,
    #[command(flatten)]
    pub(crate) named: Named,
    #[command(flatten)]
    pub(crate) fleet: FleetArgs,
}

/// The parts of a request as flags, as older scripts write them: `-a AGENT --action ACTION --arg KEY=VALUE`.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Named {
    /// Agent
    #[arg(
        short = 'a',
        long = "agent",
        id = "named_agent",
        value_name = "AGENT",
        hide = true,
        conflicts_with = "agent"
    )]
    agent: Option<String>,
    /// Action
    #[arg(
        long = "action",
        id = "named_action",
        value_name = "ACTION",
        hide = true,
        requires = "named_agent"
    )]
    action: Option<String>,
    /// Input
    #[arg(long = "arg", alias = "argument", id = "named_inputs", value_name = "KEY=VALUE", value_parser = parse::pair, hide = true)]
    inputs: Vec<(String, String)>,
}

impl Rpc {
    /// Agent, action and inputs, however they were written.
    pub(crate) fn parts(&self) -> (&str, Option<&str>, Vec<(String, String)>) {
        let agent = self.named.agent.as_deref().or(self.agent.as_deref());
        let action = self.named.action.as_deref().or(self.action.as_deref());
        let inputs = self.inputs.iter().chain(&self.named.inputs).cloned();
        (agent.unwrap_or_default(), action, inputs.collect())
    }
}

impl Run for Rpc {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let (agent, action, inputs) = self.parts();
        ddl::learn(ctx, agent).await?;
        let library = ctx.library().await;
        let Some(action) = action else {
            return agent::list_actions(&*find(&library, agent)?, ctx);
        };
        let (question, filled) = Question::or_ask(ctx, &library, agent, action, &inputs).await?;
        let manner = Manner {
            args: &self.fleet,
            layout: None,
            wary: false,
        };
        let exit = ask(ctx, &question, manner).await;
        if filled {
            again_line(ctx, &question, &self.fleet)?;
        }
        exit
    }
}

#[cfg(test)]
mod tests;
