//! `mco set`: nodes kept under a name, for `-I @NAME`, `--nodes @NAME` and `--not-nodes @NAME`.

use std::collections::HashSet;

use client::sets::SetName;
use protocol::{AgentName, Identity};
use serde_json::json;

use crate::args::{DiscoveryArgs, FilterArgs, FleetArgs, OutputArgs};
use crate::ask::{AUTOMATIC, Selector, nobody};
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::{Silent, grid, pretty_two, words};
use crate::report::Stop;

/// Keep nodes under a name.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Every request keeps whom it asked as @last, who failed as @failed and who was silent as @silent."
)]
pub(crate) struct Set {
    #[command(subcommand)]
    command: SetCommand,
}

#[derive(Debug, clap::Subcommand)]
enum SetCommand {
    #[command(visible_alias = "ls")]
    List(List),
    Show(Show),
    Save(Save),
    Add(Add),
    Rm(Rm),
}

/// List the sets.
#[derive(Debug, clap::Args)]
struct List {
    /// One JSON document
    #[arg(short, long)]
    json: bool,
}

/// Show the nodes of a set.
#[derive(Debug, clap::Args)]
struct Show {
    /// Name of the set
    #[arg(value_name = "SET")]
    name: String,
    /// A JSON array
    #[arg(short, long)]
    json: bool,
}

/// Keep the nodes that are found as a set, in the place of an older one.
#[derive(Debug, clap::Args)]
struct Save {
    /// Name of the set
    #[arg(value_name = "SET")]
    name: String,
    #[command(flatten)]
    source: Source,
}

/// Add the nodes that are found to a set.
#[derive(Debug, clap::Args)]
struct Add {
    /// Name of the set
    #[arg(value_name = "SET")]
    name: String,
    #[command(flatten)]
    source: Source,
}

/// Remove sets.
#[derive(Debug, clap::Args)]
struct Rm {
    /// Names of the sets
    #[arg(value_name = "SET", required = true)]
    names: Vec<String>,
}

/// Where the nodes come from: a filter, a list, or results on standard input.
#[derive(Debug, clap::Args)]
struct Source {
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    discovery: DiscoveryArgs,
}

impl Run for Set {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        match self.command {
            SetCommand::List(command) => command.run(ctx),
            SetCommand::Show(command) => command.run(ctx),
            SetCommand::Save(command) => Box::pin(command.run(ctx)).await,
            SetCommand::Add(command) => Box::pin(command.run(ctx)).await,
            SetCommand::Rm(command) => command.run(ctx),
        }
    }
}

impl List {
    fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let sets = ctx.sets()?.list()?;
        if self.json {
            let sets = sets.iter().map(|set| {
                json!({"name": set.name.as_str(), "nodes": set.nodes, "written": words::rfc3339(set.written)})
            });
            ctx.out.line(pretty_two(&sets.collect::<Vec<_>>())?)?;
            return Ok(Exit::Done);
        }
        if sets.is_empty() {
            ctx.err.line("There are no sets; `mco set save NAME` keeps one")?;
            return Ok(Exit::Done);
        }
        let header = ["Set", "Nodes", "Written"].map(str::to_owned).to_vec();
        let rows = sets.into_iter().map(|set| {
            vec![
                set.name.to_string(),
                set.nodes.to_string(),
                words::clock(set.written),
            ]
        });
        ctx.out.line(grid(header, rows, &ctx.out))?;
        Ok(Exit::Done)
    }
}

impl Show {
    fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let nodes = ctx.sets()?.read(&SetName::new(&self.name)?)?;
        let names: Vec<&str> = nodes.iter().map(Identity::as_str).collect();
        if self.json {
            ctx.out.line(pretty_two(&json!(names))?)?;
        } else {
            ctx.out
                .print(names.iter().map(|name| format!("{name}\n")).collect::<String>())?;
        }
        Ok(Exit::Done)
    }
}

impl Save {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let name = own(&self.name)?;
        let nodes = self.source.nodes(ctx).await?;
        keep(ctx, &name, &nodes)
    }
}

impl Add {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let name = own(&self.name)?;
        let mut nodes = ctx.sets()?.read(&name)?;
        let known: HashSet<Identity> = nodes.iter().cloned().collect();
        let found = self.source.nodes(ctx).await?;
        nodes.extend(found.into_iter().filter(|node| !known.contains(node)));
        keep(ctx, &name, &nodes)
    }
}

impl Rm {
    fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let names: Vec<SetName> = self
            .names
            .iter()
            .map(|name| SetName::new(name))
            .collect::<Result<_, _>>()?;
        let sets = ctx.sets()?;
        // A name that is mistyped removes none of the others.
        names.iter().try_for_each(|name| sets.read(name).map(drop))?;
        for name in &names {
            sets.remove(name)?;
        }
        Ok(Exit::Done)
    }
}

impl Source {
    async fn nodes(self, ctx: &Ctx) -> anyhow::Result<Vec<Identity>> {
        let args = FleetArgs {
            filter: self.filter,
            discovery: self.discovery,
            output: OutputArgs {
                senders: true,
                ..OutputArgs::default()
            },
            ..FleetArgs::default()
        };
        let selector = Selector::new(ctx, &args).await?;
        let (found, _) = selector.find(&AgentName::new("rpcutil")?, &mut Silent).await?;
        if found.nodes.is_empty() {
            return Err(nobody(ctx, None).await);
        }
        Ok(found.nodes)
    }
}

fn keep(ctx: &Ctx, name: &SetName, nodes: &[Identity]) -> anyhow::Result<Exit> {
    ctx.sets()?.write(name, nodes)?;
    ctx.err
        .line(format!("{name} holds {}", words::count(nodes.len(), "node")))?;
    Ok(Exit::Done)
}

/// A name that no request writes.
fn own(name: &str) -> anyhow::Result<SetName> {
    let name = SetName::new(name)?;
    if AUTOMATIC.contains(&name.as_str()) {
        return Err(Stop::error(format!("{name} is written by every request"))
            .hint("choose another name")
            .into());
    }
    Ok(name)
}
