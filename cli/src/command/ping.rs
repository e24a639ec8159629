//! `mco ping`: who answers, and how fast.

mod graph;
mod report;

use std::collections::HashSet;
use std::time::Duration;

use client::discover::{Broadcast, Pong, Query};
use protocol::{AgentName, Identity};

use crate::args::{DiscoveryArgs, FilterArgs, FleetArgs, IgnoredArgs, LimitArgs, Method, OutputArgs, parse};
use crate::ask::{Selector, nobody};
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::Silent;
use crate::report::Stop;

/// Most names of a list that travel in the request itself.
const MAX_IN_FILTER: usize = 200;

/// See which nodes answer, and how fast.
#[derive(Debug, clap::Args)]
pub(crate) struct Ping {
    /// Only the statistics
    #[arg(long)]
    silent: bool,
    /// Only the names, no statistics
    #[arg(long)]
    names: bool,
    /// Stop once this many nodes have answered
    #[arg(long, value_name = "N")]
    expect: Option<usize>,
    /// Wait this long for answers, in seconds or as `2m`, instead of ending soon after the last
    #[arg(short, long, value_name = "DURATION", value_parser = parse::duration)]
    timeout: Option<Duration>,
    /// Draw how many answers came when
    #[arg(short, long)]
    graph: bool,
    /// One JSON document
    #[arg(short, long)]
    json: bool,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    discovery: DiscoveryArgs,
    #[command(flatten)]
    limits: LimitArgs,
    /// Taken for scripts written for other clients: the fastest come first
    #[arg(long, hide = true)]
    sort: bool,
    #[command(flatten)]
    ignored: IgnoredArgs,
}

impl Run for Ping {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let mut query = self.query(ctx).await?;
        let wanted = self.chosen(&mut query, ctx).await?;
        let fleet = ctx.fleet().await?;
        let overhead = ctx.started.elapsed();
        let mut pongs: Vec<Pong> = Vec::new();
        let mut printed = Ok(());
        let mut each = |pong: Pong| {
            if wanted.as_ref().is_some_and(|wanted| !wanted.contains(&pong.node)) {
                return;
            }
            if printed.is_ok() {
                printed = self.arrival(&pong, ctx);
            }
            pongs.push(pong);
        };
        let broadcast = Broadcast::new(fleet);
        let interrupted = tokio::select! {
            took = broadcast.ping(&query, &mut each) => { took?; false }
            () = ctx.interrupt.cancelled() => true,
        };
        ctx.note(|asked| {
            asked.filter = self.filter.words();
            asked.ok = pongs.len();
        });
        printed?;
        self.summarize(&pongs, overhead, ctx)?;
        self.exit(&pongs, interrupted, ctx).await
    }
}

impl Ping {
    async fn query(&self, ctx: &Ctx) -> anyhow::Result<Query> {
        let config = ctx.config().await?;
        Ok(Query {
            collective: self.filter.collective(&config.member)?,
            filter: self.filter.filter()?,
            timeout: self
                .timeout
                .or(self.discovery.discovery_timeout)
                .unwrap_or(config.discovery_timeout),
            adaptive: self
                .discovery
                .adaptive(config.discovery_window && self.timeout.is_none()),
            expect: self.expect,
        })
    }

    /// The nodes that were chosen by other means than the filter that is sent. A few of them go into that filter; of many every
    /// node is asked and the chosen ones are picked.
    async fn chosen(&self, query: &mut Query, ctx: &Ctx) -> anyhow::Result<Option<HashSet<Identity>>> {
        let asked = self.discovery.method("mc")? == Method::Broadcast
            && self.discovery.nodes.is_none()
            && self.discovery.not_nodes.is_empty()
            && self.filter.sets()?.is_empty()
            && self.limits.limit().is_none()
            && ctx.follower().and_then(|follower| follower.nodes()).is_none();
        if asked {
            return Ok(None);
        }
        let args = FleetArgs {
            filter: self.filter.clone(),
            discovery: self.discovery.clone().with_method(),
            output: OutputArgs {
                senders: true,
                ..OutputArgs::default()
            },
            ..FleetArgs::default()
        };
        let selector = Selector::new(ctx, &args).await?;
        let (found, _) = selector.find(&AgentName::new("rpcutil")?, &mut Silent).await?;
        let nodes = self.limits.limited(found.nodes, ctx.config().await?.limit_random);
        if nodes.is_empty() {
            return Err(nobody(ctx, None).await);
        }
        query.filter.identity.clear();
        if nodes.len() <= MAX_IN_FILTER {
            query.filter.identity = nodes.iter().map(ToString::to_string).collect();
        }
        Ok(Some(nodes.into_iter().collect()))
    }

    fn arrival(&self, pong: &Pong, ctx: &Ctx) -> std::io::Result<()> {
        if self.silent || self.json {
            return Ok(());
        }
        if self.names {
            return ctx.out.line(pong.node.as_str());
        }
        ctx.out.line(report::row(pong))
    }

    fn summarize(&self, pongs: &[Pong], overhead: Duration, ctx: &Ctx) -> anyhow::Result<()> {
        if self.json {
            ctx.out.line(report::json(pongs, overhead)?)?;
            return Ok(());
        }
        if self.names {
            return Ok(());
        }
        if !self.silent {
            ctx.out.print("\n\n")?;
        }
        let times: Vec<Duration> = pongs.iter().map(|pong| pong.rtt).collect();
        ctx.out
            .print(report::statistics(&times, overhead, ctx.out.theme))?;
        if self.graph && !times.is_empty() {
            ctx.out
                .print(format!("\n{}\n", graph::draw(&times, ctx.out.theme)))?;
        }
        Ok(())
    }

    async fn exit(&self, pongs: &[Pong], interrupted: bool, ctx: &Ctx) -> anyhow::Result<Exit> {
        if interrupted {
            return Ok(Exit::Interrupted);
        }
        // Names go into scripts, where nobody is an answer like any other.
        if pongs.is_empty() && !self.names {
            let usual = || "is the filter right, and is the wait long enough?".to_owned();
            let hint = ctx.doubt().await.unwrap_or_else(usual);
            return Err(Stop::error("no responses received").hint(hint).into());
        }
        Ok(Exit::Done)
    }
}
