//! `mco rpc AGENT ACTION`: any action of any agent.

use crate::args::{FleetArgs, parse};
use crate::ask::{Manner, Question, ask, find};
use crate::command::{Run, agent};
use crate::ctx::Ctx;
use crate::exit::Exit;

/// Run an action of an agent on the nodes a filter means.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  mco rpc rpcutil ping
  mco rpc package status package=zsh -F country=uk
  mco rpc service restart service=httpd -C apache --limit 10%
  mco rpc rpcutil ping --json | mco rpc rpcutil daemon_stats")]
pub(crate) struct Rpc {
    /// Agent, e.g. `package`; `mco plugin doc` lists them
    pub(crate) agent: String,
    /// Action of the agent, e.g. `status`; `mco plugin doc AGENT` lists them
    pub(crate) action: Option<String>,
    /// Inputs of the action
    #[arg(value_name = "KEY=VALUE", value_parser = parse::pair)]
    pub(crate) inputs: Vec<(String, String)>,
    #[command(flatten)]
    pub(crate) fleet: FleetArgs,
}

impl Run for Rpc {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let library = ctx.library().await;
        let Some(action) = &self.action else {
            return agent::list_actions(&*find(&library, &self.agent)?, ctx);
        };
        let question = Question::new(&library, &self.agent, action, &self.inputs)?;
        let manner = Manner {
            args: &self.fleet,
            layout: None,
            wary: false,
        };
        ask(ctx, &question, manner).await
    }
}
