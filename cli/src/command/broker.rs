//! `mco broker`: streams, consumers and the state of brokers, with the words of the `nats` command line.

mod account;
pub(in crate::command) mod api;
pub(in crate::command) mod archive;
mod consumer;
mod message;
mod publish;
mod server;
mod show;
mod size;
mod stream;
mod subscribe;
mod top;

use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::report::Stop;

/// Streams, consumers, and the state of brokers
///
/// `server` (but for most of its checks) and `top` connect as the system user, whom plugin.choria.network.system.user and
/// plugin.choria.network.system.password name. With TRACE=1 in the environment every question of the streams' API is shown.
#[derive(Debug, clap::Args)]
pub(crate) struct Broker {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    #[command(visible_aliases = ["str", "s"])]
    Stream(Box<stream::Stream>),
    #[command(visible_aliases = ["con", "c"])]
    Consumer(Box<consumer::Consumer>),
    #[command(visible_alias = "acct")]
    Account(account::Account),
    #[command(visible_alias = "srv")]
    Server(Box<server::Server>),
    Top(top::Top),
    #[command(visible_alias = "publish")]
    Pub(publish::Publish),
    #[command(visible_alias = "subscribe")]
    Sub(subscribe::Subscribe),
    #[command(visible_alias = "request")]
    Req(publish::Request),
    Reply(subscribe::Reply),
    /// The broker itself is another program
    #[command(hide = true)]
    Run(Elsewhere),
    #[command(hide = true)]
    Events(Elsewhere),
    #[command(hide = true)]
    Trace(Elsewhere),
    #[command(hide = true)]
    Counter(Elsewhere),
    #[command(hide = true)]
    Traffic(Elsewhere),
    #[command(hide = true)]
    Plugins(Elsewhere),
}

/// What is not here.
#[derive(Debug, clap::Args)]
struct Elsewhere {
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, hide = true)]
    _words: Vec<String>,
}

impl Broker {
    /// Whether it may change what a broker keeps or tell somebody something; who is not sure is told yes.
    pub(crate) fn may_change(&self) -> bool {
        !matches!(
            self.command,
            Command::Account(_) | Command::Top(_) | Command::Sub(_)
        )
    }
}

impl Run for Broker {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        match self.command {
            Command::Stream(command) => command.run(ctx).await,
            Command::Consumer(command) => command.run(ctx).await,
            Command::Account(command) => command.run(ctx).await,
            Command::Server(command) => command.run(ctx).await,
            Command::Top(command) => command.run(ctx).await,
            Command::Pub(command) => command.run(ctx).await,
            Command::Sub(command) => command.run(ctx).await,
            Command::Req(command) => command.run(ctx).await,
            Command::Reply(command) => command.run(ctx).await,
            Command::Run(_) => Err(Stop::later("broker run", "brokers run the program mco-broker").into()),
            Command::Events(_) => {
                Err(Stop::later("broker events", "`mco broker sub '$JS.EVENT.>'` shows them").into())
            }
            Command::Trace(_) => Err(Stop::later("broker trace", "").into()),
            Command::Counter(_) => Err(Stop::later("broker counter", "").into()),
            Command::Traffic(_) => Err(Stop::later("broker traffic", "").into()),
            Command::Plugins(_) => Err(Stop::later("broker plugins", "").into()),
        }
    }
}

/// Asks before something cannot be undone; whoever is not there to ask has to say so beforehand.
async fn agreed(ctx: &Ctx, force: bool, question: &str) -> anyhow::Result<()> {
    if force {
        return Ok(());
    }
    if !ctx.can_ask() {
        return Err(Stop::refused(format!("{question} There is nobody to ask"))
            .hint("--force does it without asking")
            .into());
    }
    match crate::ask::Prompt::new(ctx)
        .agrees(&format!("{question} [y/N] "))
        .await?
    {
        true => Ok(()),
        false => Err(Stop::refused("nothing was changed").into()),
    }
}

/// A stream as a page.
fn stream_sheet(info: &serde_json::Value, ctx: &Ctx) -> String {
    stream::sheet(info, ctx)
}
