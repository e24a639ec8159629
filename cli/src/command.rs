//! One file per command, one folder per group. The tree of files is the tree of commands.

pub(crate) mod again;
pub(crate) mod agent;
mod app;
mod broker;
mod buildinfo;
mod cache;
pub(crate) mod cheat;
mod choria;
pub(crate) mod completion;
pub(crate) mod ddl;
mod demo;
mod facts;
mod filter;
mod find;
mod generate;
mod governor;
mod history;
mod inventory;
mod jobs;
mod jwt;
mod kv;
mod login;
mod ping;
mod pki;
mod plugin;
mod resume;
pub(crate) mod rpc;
mod set;
mod tool;
mod tui;
mod walk;

use std::ffi::OsString;
use std::future::Future;
use std::pin::Pin;

use crate::args::Handed;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::job::Why;

/// What a command does once its words are understood.
pub(crate) trait Run {
    /// Does it; the result is the exit status.
    fn run(self, ctx: &Ctx) -> impl Future<Output = anyhow::Result<Exit>> + Send;
}

/// A command in progress. Boxed, because `mco demo` runs commands inside a command.
pub(crate) type Running<'a> = Pin<Box<dyn Future<Output = anyhow::Result<Exit>> + Send + 'a>>;

/// Every command.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Ping(ping::Ping),
    #[command(visible_alias = "discover")]
    Find(find::Find),
    #[command(visible_aliases = ["req", "request"])]
    Rpc(rpc::Rpc),
    Run(walk::Walk),
    Facts(facts::Facts),
    Filter(filter::Filter),
    #[command(name = "describe_filter", alias = "describe-filter", hide = true)]
    DescribeFilter(filter::describe::Describe),
    Inventory(inventory::Inventory),
    Package(app::Package),
    Service(app::Service),
    Puppet(app::Puppet),
    Shell(app::Shell),
    Process(app::Process),
    Filemgr(app::Filemgr),
    Nettest(app::Nettest),
    Jobs(jobs::Jobs),
    Resume(resume::Resume),
    History(history::History),
    Set(Box<set::Set>),
    Cache(cache::Cache),
    Kv(kv::Kv),
    #[command(visible_alias = "gov")]
    Governor(governor::Governor),
    Plugin(plugin::Plugin),
    Ddl(ddl::Ddl),
    #[command(visible_alias = "t")]
    Tool(tool::Tool),
    #[command(visible_alias = "b")]
    Broker(broker::Broker),
    Pki(pki::Pki),
    Jwt(jwt::Jwt),
    Keys(jwt::keys::Keys),
    Login(login::Login),
    Demo(demo::Demo),
    Tui(Box<tui::Tui>),
    Buildinfo(buildinfo::Buildinfo),
    Cheat(cheat::Cheat),
    #[command(hide = true)]
    Choria(choria::Choria),
    #[command(hide = true)]
    Completion(completion::Completion),
    #[command(name = "gen", hide = true)]
    Generate(generate::Generate),
    /// Any agent with a DDL.
    #[command(external_subcommand)]
    Agent(Vec<OsString>),
}

/// The agent and the action of a question, and its inputs as they were typed.
pub(crate) type Asks = (Option<(String, String)>, Vec<(String, String)>);

impl Command {
    /// What it asks the fleet, as far as its words tell; none for a command that asks nothing.
    pub(crate) fn asks(&self) -> Option<Asks> {
        match self {
            Self::Rpc(command) => {
                let (agent, action, inputs) = command.parts();
                Some((Some((agent.to_owned(), action?.to_owned())), inputs))
            }
            // Inputs are only given again because they are secret.
            Self::Resume(command) => Some((None, command.secrets().to_vec())),
            Self::Jobs(command) => Some((None, command.secrets()?.to_vec())),
            // Its lines are asked one by one.
            Self::Shell(command) if command.opens() => None,
            Self::Run(_)
            | Self::Ping(_)
            | Self::Find(_)
            | Self::Facts(_)
            | Self::Inventory(_)
            | Self::Package(_)
            | Self::Service(_)
            | Self::Puppet(_)
            | Self::Shell(_)
            | Self::Process(_)
            | Self::Filemgr(_)
            | Self::Nettest(_) => Some((None, Vec::new())),
            _ => None,
        }
    }

    /// The job it goes on with, and which of its nodes it asks.
    pub(crate) fn goes_on(&self) -> Option<(&str, Why)> {
        match self {
            Self::Resume(command) => Some((command.job(), Why::Resume)),
            Self::Jobs(command) => command.again(),
            _ => None,
        }
    }

    /// Whether it has the terminal for itself while it runs.
    pub(crate) fn needs_terminal(&self) -> bool {
        matches!(self, Self::Demo(_) | Self::Tui(_) | Self::Run(_))
    }

    /// Makes it ask these nodes instead of those it would find; false for a command that finds its nodes in its own way.
    pub(crate) fn hand_over(&mut self, nodes: Handed) -> bool {
        match self {
            Self::Rpc(rpc) => {
                rpc.fleet.discovery.handed = Some(nodes);
                true
            }
            _ => false,
        }
    }

    /// Runs the command.
    pub(crate) fn run(self, ctx: &Ctx) -> Running<'_> {
        match self {
            Self::Ping(command) => Box::pin(command.run(ctx)),
            Self::Find(command) => Box::pin(command.run(ctx)),
            Self::Rpc(command) => Box::pin(command.run(ctx)),
            Self::Run(command) => Box::pin(command.run(ctx)),
            Self::Facts(command) => Box::pin(command.run(ctx)),
            Self::Filter(command) => Box::pin(command.run(ctx)),
            Self::DescribeFilter(command) => Box::pin(command.run(ctx)),
            Self::Inventory(command) => Box::pin(command.run(ctx)),
            Self::Package(command) => Box::pin(command.run(ctx)),
            Self::Service(command) => Box::pin(command.run(ctx)),
            Self::Puppet(command) => Box::pin(command.run(ctx)),
            Self::Shell(command) => Box::pin(command.run(ctx)),
            Self::Process(command) => Box::pin(command.run(ctx)),
            Self::Filemgr(command) => Box::pin(command.run(ctx)),
            Self::Nettest(command) => Box::pin(command.run(ctx)),
            Self::Jobs(command) => Box::pin(command.run(ctx)),
            Self::Resume(command) => Box::pin(command.run(ctx)),
            Self::History(command) => Box::pin(command.run(ctx)),
            Self::Set(command) => Box::pin(command.run(ctx)),
            Self::Cache(command) => Box::pin(command.run(ctx)),
            Self::Kv(command) => Box::pin(command.run(ctx)),
            Self::Governor(command) => Box::pin(command.run(ctx)),
            Self::Ddl(command) => Box::pin(command.run(ctx)),
            Self::Plugin(command) => Box::pin(command.run(ctx)),
            Self::Tool(command) => Box::pin(command.run(ctx)),
            Self::Broker(command) => Box::pin(command.run(ctx)),
            Self::Pki(command) => Box::pin(command.run(ctx)),
            Self::Jwt(command) => Box::pin(command.run(ctx)),
            Self::Keys(command) => Box::pin(command.run(ctx)),
            Self::Login(command) => Box::pin(command.run(ctx)),
            Self::Demo(command) => Box::pin(command.run(ctx)),
            Self::Tui(command) => Box::pin(command.run(ctx)),
            Self::Buildinfo(command) => Box::pin(command.run(ctx)),
            Self::Cheat(command) => Box::pin(command.run(ctx)),
            Self::Choria(command) => Box::pin(command.run(ctx)),
            Self::Completion(command) => Box::pin(command.run(ctx)),
            Self::Generate(command) => Box::pin(command.run(ctx)),
            Self::Agent(words) if again::is_meant(&words) => Box::pin(again::run(words, ctx)),
            Self::Agent(words) => Box::pin(agent::explain(words, ctx)),
        }
    }
}
