//! `mco tool inventory FILE`: makes, refreshes or checks an inventory file.

use std::path::PathBuf;

use client::NodeReply;
use client::cache::Learned;
use client::discover::inventory::{Document, Node};
use protocol::rpc::Status;
use serde_json::Value;

use crate::args::FleetArgs;
use crate::ask::{Question, collect};
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::words;
use crate::report::Stop;
use crate::theme::line;

/// Silent nodes that are named.
const MAX_NAMED: usize = 10;

/// Make or refresh an inventory file with the nodes that are found, or check one.
#[derive(Debug, clap::Args)]
pub(crate) struct Inventory {
    /// The file, .json, .yaml or .yml
    file: PathBuf,
    /// Replace the nodes of a file that is there; its groups stay
    #[arg(long)]
    update: bool,
    /// Only check that the file is valid
    #[arg(long, conflicts_with = "update")]
    validate: bool,
    #[command(flatten)]
    fleet: FleetArgs,
}

impl Run for Inventory {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        if self.validate {
            return self.check(ctx);
        }
        let name = self.file.display();
        let mut document = match self.file.exists() {
            true if self.update => Document::read(&self.file)?,
            true => {
                let stop = Stop::error(format!("{name} is there already"));
                return Err(stop
                    .hint("--update replaces its nodes and keeps its groups")
                    .into());
            }
            false => Document::new(),
        };
        document.nodes = self.nodes(ctx).await?;
        let (count, file) = (document.nodes.len(), self.file.clone());
        tokio::task::spawn_blocking(move || document.write(&file)).await??;
        ctx.out
            .line(format!("Wrote {} to {name}", words::count(count, "node")))?;
        Ok(Exit::Done)
    }
}

impl Inventory {
    fn check(&self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let mistakes = Document::check(&self.file)?;
        let name = self.file.display();
        if mistakes.0.is_empty() {
            ctx.out.line(format!("{name} is a valid inventory file"))?;
            return Ok(Exit::Done);
        }
        Err(Stop::error(format!("{name} is not a valid inventory file\n{mistakes}")).into())
    }

    /// All nodes that are found, sorted; one that says nothing useful means that nothing is written.
    async fn nodes(&self, ctx: &Ctx) -> anyhow::Result<Vec<Node>> {
        let question = Question::new(&ctx.library().await, "rpcutil", "inventory", &[])?;
        let outcome = collect(ctx, &question, &self.fleet).await?;
        if outcome.interrupted {
            return Err(Stop::interrupted().into());
        }
        let silent = &outcome.stats.no_responses;
        if !silent.is_empty() {
            let named: Vec<&str> = silent.iter().take(MAX_NAMED).map(AsRef::as_ref).collect();
            let more = silent.len() - named.len();
            let more = if more > 0 {
                format!("\nand {more} more")
            } else {
                String::new()
            };
            let count = words::count(silent.len(), "node");
            return Err(Stop::error(format!(
                "nothing was written: no answer from {count}\n{}{more}",
                named.join("\n")
            ))
            .into());
        }
        let mut nodes = Vec::with_capacity(outcome.replies.len());
        let mut learned = Vec::with_capacity(outcome.replies.len());
        for reply in &outcome.replies {
            let known = usable(reply)?;
            nodes.push(node(&known));
            learned.push(known);
        }
        ctx.learn(learned).await;
        nodes.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(nodes)
    }
}

fn usable(reply: &NodeReply) -> anyhow::Result<Learned> {
    let refused = |reason: &str| {
        let sender = line(reply.sender.as_str());
        Stop::error(format!("nothing was written: {sender}: {}", line(reason)))
    };
    if reply.reply.statuscode != Status::Ok {
        return Err(refused(&reply.reply.statusmsg).into());
    }
    let is = |name: &str, kind: fn(&Value) -> bool| reply.reply.data.get(name).is_some_and(kind);
    let lists = ["agents", "classes", "collectives"].iter();
    if !is("facts", Value::is_object) || !lists.clone().all(|name| is(name, Value::is_array)) {
        return Err(refused("its inventory cannot be used").into());
    }
    Ok(Learned::from_inventory(&reply.sender, &reply.reply.data))
}

fn node(known: &Learned) -> Node {
    Node {
        name: known.node.to_string(),
        collectives: known.collectives.clone(),
        facts: known.facts.clone(),
        classes: known.classes.clone(),
        agents: known.agents.clone(),
    }
}
