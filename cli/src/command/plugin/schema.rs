//! `mco plugin schema agent NAME`: the description of an agent as a document.

use crate::ask::find;
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;

/// Print the description of an agent, for programs.
#[derive(Debug, clap::Args)]
pub(crate) struct Schema {
    /// Kind of plugin
    kind: Kind,
    /// Name of the agent
    #[arg(value_name = "AGENT")]
    name: String,
    /// As what: json, or ddl for the Ruby framework
    #[arg(long, value_enum, default_value_t = Format::Json, value_name = "FORMAT", hide_possible_values = true)]
    format: Format,
}

/// What has a description.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Kind {
    Agent,
}

/// How it is written.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Format {
    Json,
    Ddl,
}

impl Run for Schema {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let Kind::Agent = self.kind;
        let agent = find(&ctx.library().await, &self.name)?;
        ctx.out.line(match self.format {
            Format::Json => agent.to_json().to_string(),
            Format::Ddl => agent.to_ruby(),
        })?;
        Ok(Exit::Done)
    }
}
