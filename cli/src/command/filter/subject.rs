//! The node a filter is tried on.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context;
use protocol::{Identity, NodeView};
use serde_json::Value;

use crate::args::{FilterArgs, FleetArgs, OutputArgs, RequestArgs};
use crate::command::inventory;
use crate::ctx::Ctx;
use crate::report::Stop;

/// Name of a node that is only files.
const NOBODY: &str = "this node";

/// Where a node's facts, classes and agents come from.
#[derive(Debug, clap::Args)]
pub(super) struct Source {
    /// Node to ask; with files, only its name
    #[arg(short, long, value_name = "NODE")]
    node: Option<String>,
    /// Take what was last learned of the node, and ask nobody
    #[arg(long, requires = "node", conflicts_with_all = ["facts_file", "classes_file", "hosted"])]
    cached: bool,
    /// Facts from a JSON or YAML file instead
    #[arg(long = "facts", value_name = "FILE")]
    facts_file: Option<PathBuf>,
    /// Classes from a file, one to a line, instead
    #[arg(long = "classes", value_name = "FILE")]
    classes_file: Option<PathBuf>,
    /// Agents, with commas between them, instead
    #[arg(long = "agents", value_name = "AGENTS", value_delimiter = ',')]
    hosted: Vec<String>,
}

/// A node as filters see it.
#[derive(Debug, PartialEq)]
pub(super) struct Subject {
    pub(super) name: String,
    agents: Vec<String>,
    classes: Vec<String>,
    /// JSON.
    facts: String,
}

impl Subject {
    /// Reads the files, or asks the node where none is named.
    pub(super) async fn of(
        source: &Source,
        filter: &FilterArgs,
        timeout: Option<Duration>,
        ctx: &Ctx,
    ) -> anyhow::Result<Self> {
        let offline =
            source.facts_file.is_some() || source.classes_file.is_some() || !source.hosted.is_empty();
        match &source.node {
            _ if offline => Self::read(source, ctx).await,
            Some(node) if source.cached => Self::known(node, ctx).await,
            Some(node) => Self::ask(node, filter, timeout, ctx).await,
            None => Err(Stop::error("no node to test the filter on")
                .hint("--node NODE asks one; --facts FILE, --classes FILE and --agents stand for one")
                .into()),
        }
    }

    async fn read(source: &Source, ctx: &Ctx) -> anyhow::Result<Self> {
        let facts = match &source.facts_file {
            Some(path) => serde_yaml::from_str::<Value>(&text(path, ctx).await?)
                .with_context(|| format!("reading facts of {}", path.display()))?
                .to_string(),
            None => "{}".to_owned(),
        };
        let classes = match &source.classes_file {
            Some(path) => text(path, ctx).await?.lines().map(str::to_owned).collect(),
            None => Vec::new(),
        };
        Ok(Self {
            name: source.node.clone().unwrap_or_else(|| NOBODY.to_owned()),
            agents: source.hosted.clone(),
            classes,
            facts,
        })
    }

    async fn known(node: &str, ctx: &Ctx) -> anyhow::Result<Self> {
        let (name, cache) = (Identity::new(node)?, ctx.cache().await);
        let (known, facts) = cache.and_then(|cache| cache.node(&name)).ok_or_else(|| {
            Stop::error(format!("nothing was learned of {node} yet")).hint(format!(
                "`mco cache refresh -I {node}` asks it; without --cached it is asked as well"
            ))
        })?;
        Ok(Self {
            name: node.to_owned(),
            agents: known.agents,
            classes: known.classes,
            facts,
        })
    }

    async fn ask(
        node: &str,
        filter: &FilterArgs,
        timeout: Option<Duration>,
        ctx: &Ctx,
    ) -> anyhow::Result<Self> {
        let fleet = FleetArgs {
            filter: FilterArgs {
                target: filter.target.clone(),
                ..FilterArgs::default()
            },
            request: RequestArgs {
                timeout,
                ..RequestArgs::default()
            },
            output: OutputArgs::default(),
            ..FleetArgs::default()
        };
        let told = inventory::ask(&Identity::new(node)?, "inventory", &fleet, ctx).await?;
        let names = |key: &str| {
            let names = told[key].as_array().into_iter().flatten();
            names.filter_map(Value::as_str).map(str::to_owned).collect()
        };
        Ok(Self {
            name: node.to_owned(),
            agents: names("agents"),
            classes: names("classes"),
            facts: told["facts"].to_string(),
        })
    }

    /// It as filters see it.
    pub(super) fn view(&self) -> NodeView<'_> {
        NodeView {
            identity: &self.name,
            agents: &self.agents,
            classes: &self.classes,
            facts: &self.facts,
            data: None,
        }
    }
}

async fn text(path: &Path, ctx: &Ctx) -> anyhow::Result<String> {
    let path = ctx.path(&path.to_string_lossy());
    tokio::fs::read_to_string(&path)
        .await
        .with_context(|| format!("reading {}", path.display()))
}
