//! `mco service`: services of the operating system.

use super::lines::{lines, output};
use super::{ask_whole, either_order, inputs};
use crate::args::FleetArgs;
use crate::ask::Manner;
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::Layout;

/// What can be done with a service.
const ACTIONS: [&str; 4] = ["start", "stop", "restart", "status"];

/// Start, stop and look at services.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Actions: start, stop, restart, status

Examples:
  mco service status httpd -C apache
  mco service httpd restart -C apache --limit 10%")]
pub(crate) struct Service {
    /// `ACTION SERVICE` or `SERVICE ACTION`
    #[arg(num_args = 0..=2, value_name = "ACTION|SERVICE")]
    words: Vec<String>,
    #[command(flatten)]
    fleet: FleetArgs,
}

impl Run for Service {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let (action, service) = either_order(&self.words, &ACTIONS, "service", ctx.can_ask())?;
        let inputs = inputs([("service", service.map(str::to_owned))]);
        let manner = Manner {
            args: &self.fleet,
            layout: Some(layout(action, ctx.global.verbose)),
            wary: false,
        };
        ask_whole(ctx, ("service", action), &inputs, manner).await
    }
}

/// Changes name only the nodes that did not end in the wanted state, unless more detail is asked for.
fn layout(action: &str, verbose: bool) -> Box<dyn Layout> {
    let wanted = match action {
        _ if verbose => None,
        "start" | "restart" => Some("running"),
        "stop" => Some("stopped"),
        _ => None,
    };
    lines(move |reply| {
        let status = output(reply, "status");
        (wanted != Some(status.as_str())).then_some(status)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use crate::theme::Theme;
    use client::NodeReply;
    use protocol::rpc::Status;
    use serde_json::json;

    fn shown(action: &str, verbose: bool) -> String {
        let replies = [
            fixture::ok("web01.lab.test", json!({"status": "running"})),
            fixture::ok("web02.lab.test", json!({"status": "stopped"})),
            fixture::reply(
                "db1",
                Status::Aborted,
                "unit httpd.service is masked",
                json!({"status": "stopped"}),
            ),
        ];
        let replies: Vec<&NodeReply> = replies.iter().collect();
        layout(action, verbose).replies(&replies, Theme::PLAIN)
    }

    #[test]
    fn status_names_every_node() {
        insta::assert_snapshot!(shown("status", false), @"
        web01.lab.test: running
        web02.lab.test: stopped
                   db1: unit httpd.service is masked
        ");
    }

    #[test]
    fn a_change_names_the_nodes_that_did_not_make_it() {
        insta::assert_snapshot!(shown("restart", false), @"
        web02.lab.test: stopped
                   db1: unit httpd.service is masked
        ");
        assert_eq!(shown("restart", true), shown("status", false));
    }
}
