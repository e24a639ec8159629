//! `mco find`: the nodes a filter means.

use std::time::Duration;

use protocol::AgentName;
use serde_json::json;

use crate::args::{
    DiscoveryArgs, FilterArgs, FleetArgs, IgnoredArgs, LimitArgs, OutputArgs, RequestArgs, RolloutArgs, parse,
};
use crate::ask::{Selector, nobody};
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::{Silent, pretty_two, words};

/// Every node that takes part hosts this agent.
const AGENT: &str = "rpcutil";

/// Find the nodes a filter means, running nothing on them.
#[derive(Debug, clap::Args)]
pub(crate) struct Find {
    /// A JSON array
    #[arg(short, long)]
    json: bool,
    /// Succeed even when no node was found
    #[arg(long)]
    exit_zero: bool,
    /// In order of name instead of arrival
    #[arg(long)]
    sort: bool,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    discovery: DiscoveryArgs,
    #[command(flatten)]
    limits: LimitArgs,
    /// Taken for scripts written for other clients: --discovery-timeout is the wait for nodes
    #[arg(short, long, value_name = "DURATION", value_parser = parse::duration, hide = true)]
    timeout: Option<Duration>,
    /// Taken for scripts written for other clients: nothing but names is printed anyway
    #[arg(long, hide = true)]
    silent: bool,
    #[command(flatten)]
    ignored: IgnoredArgs,
}

impl Find {
    /// How nodes are found, and how many of them are meant.
    pub(crate) fn into_parts(self) -> (FleetArgs, LimitArgs) {
        let args = FleetArgs {
            filter: self.filter,
            discovery: self.discovery,
            request: RequestArgs::default(),
            rollout: RolloutArgs::default(),
            // Names only: nothing but names may be printed, so discovery stays quiet.
            output: OutputArgs {
                senders: true,
                ..OutputArgs::default()
            },
        };
        (args, self.limits)
    }
}

impl Run for Find {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let (json, sort, exit_zero) = (self.json, self.sort, self.exit_zero);
        let (args, limits) = self.into_parts();
        let selector = Selector::new(ctx, &args).await?;
        let (found, _) = selector.find(&AgentName::new(AGENT)?, &mut Silent).await?;
        let nodes = limits.limited(found.nodes, ctx.config().await?.limit_random);
        ctx.note(|asked| {
            asked.filter = args.filter.words();
            asked.targets = Some(nodes.len());
        });
        let mut names: Vec<&str> = nodes.iter().map(AsRef::as_ref).collect();
        if sort {
            names.sort_unstable();
        }
        if json {
            ctx.out.line(pretty_two(&json!(names))?)?;
        } else {
            ctx.out.print(lines(&names))?;
        }
        if ctx.global.verbose {
            ctx.err.line(summary(found.method, names.len(), found.took))?;
        }
        if names.is_empty() && !exit_zero {
            return Err(nobody(ctx, None).await);
        }
        Ok(Exit::Done)
    }
}

fn lines(names: &[&str]) -> String {
    names.iter().map(|name| format!("{name}\n")).collect()
}

fn summary(method: &str, count: usize, took: Duration) -> String {
    format!(
        "Discovered {} using the {method} method in {}",
        words::count(count, "node"),
        words::millis(took)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_one_to_a_line_and_nobody_is_nothing() {
        assert_eq!(lines(&["a", "b"]), "a\nb\n");
        assert_eq!(lines(&[]), "");
    }

    #[test]
    fn more_detail_names_method_count_and_time() {
        insta::assert_snapshot!(summary("mc", 1, Duration::from_millis(410)), @"Discovered 1 node using the mc method in 410ms");
    }
}
