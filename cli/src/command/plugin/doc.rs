//! `mco plugin doc`: the agents known here, or one of them in full.

mod markdown;
mod text;

use serde_json::{Map, Value, json};

use crate::ask::find;
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::pretty_two;
use crate::report::Stop;

/// List the agents known here, or describe one.
#[derive(Debug, clap::Args)]
pub(crate) struct Doc {
    /// Agent to describe, as `package` or `agent/package`
    #[arg(value_name = "AGENT")]
    name: Option<String>,
    /// As JSON
    #[arg(short, long)]
    json: bool,
    /// As Markdown
    #[arg(short, long)]
    markdown: bool,
}

impl Run for Doc {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        match &self.name {
            Some(name) => self.one(name, ctx).await,
            None => self.all(ctx).await,
        }
    }
}

impl Doc {
    async fn all(&self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let library = ctx.library().await;
        let mut agents: Vec<(String, String)> = Vec::new();
        for name in library.names() {
            match library.agent(&name) {
                Ok(agent) => agents.push((name, agent.metadata.description.clone())),
                Err(error) => ctx.err.line(format!(
                    "{}: warning: {:#}",
                    ctx.program,
                    anyhow::Error::from(error)
                ))?,
            }
        }
        if self.json {
            let agents: Map<String, Value> = agents
                .into_iter()
                .map(|(name, text)| (name, text.into()))
                .collect();
            ctx.out.line(pretty_two(&json!({"agent": agents, "data": {}}))?)?;
        } else {
            ctx.out.print(text::list(&agents, ctx.out.theme))?;
        }
        Ok(Exit::Done)
    }

    async fn one(&self, name: &str, ctx: &Ctx) -> anyhow::Result<Exit> {
        let name = match name.split_once('/') {
            None => name,
            Some(("agent", name)) => name,
            Some((kind, _)) => {
                return Err(Stop::error(format!(
                    "plugins of type {kind} are not supported by this version"
                ))
                .into());
            }
        };
        let agent = find(&ctx.library().await, name)?;
        match self {
            Self { json: true, .. } => ctx.out.line(pretty_two(&agent.to_json())?)?,
            Self { markdown: true, .. } => ctx.out.print(markdown::agent(&agent))?,
            _ => ctx.out.print(text::agent(&agent, ctx.out.theme))?,
        }
        Ok(Exit::Done)
    }
}
