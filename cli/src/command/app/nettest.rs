//! `mco nettest`: the network as the nodes see it.

use client::NodeReply;

use super::inputs;
use super::lines::output;
use crate::args::FleetArgs;
use crate::ask::{Manner, Question, ask};
use crate::command::Run;
use crate::ctx::Ctx;
use crate::exit::Exit;
use crate::out::Layout;
use crate::theme::{Meaning, Theme, line, pad};

/// Columns of a node's name.
const NAME_WIDTH: usize = 40;

/// Test the network as the nodes see it.
#[derive(Debug, clap::Args)]
pub(crate) struct Nettest {
    /// What to do
    action: Action,
    /// Name or address of the other side
    host: String,
    /// TCP port of the other side, for `connect`
    #[arg(required_if_eq("action", "connect"))]
    port: Option<u16>,
    #[command(flatten)]
    fleet: FleetArgs,
}

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Action {
    /// Measure the way to a host and back
    Ping,
    /// Connect to a TCP port
    Connect,
}

/// One line per node: how long it took, or how it ended.
struct Answers {
    action: Action,
}

impl Run for Nettest {
    async fn run(self, ctx: &Ctx) -> anyhow::Result<Exit> {
        let (action, port) = match self.action {
            Action::Ping => ("ping", None),
            Action::Connect => ("connect", self.port.map(|port| port.to_string())),
        };
        let inputs = inputs([("fqdn", Some(self.host.clone())), ("port", port)]);
        let question = Question::new(&ctx.library().await, "nettest", action, &inputs)?;
        let manner = Manner {
            args: &self.fleet,
            layout: Some(Box::new(Answers { action: self.action })),
            // A whole fleet that probes one host at once is an attack on it.
            wary: true,
        };
        ask(ctx, &question, manner).await
    }
}

impl Layout for Answers {
    fn replies(&self, replies: &[&NodeReply], theme: Theme) -> String {
        let mut text: String = replies.iter().map(|reply| self.row(reply, theme)).collect();
        text.push('\n');
        text
    }
}

impl Answers {
    fn row(&self, reply: &NodeReply, theme: Theme) -> String {
        let rpc = &reply.reply;
        let said = match (rpc.statuscode, self.action) {
            (protocol::rpc::Status::Ok, Action::Ping) => format!("time = {}", millis(reply)),
            (protocol::rpc::Status::Ok, Action::Connect) => {
                format!("status = {}", output(reply, "connect_status"))
            }
            _ => theme.paint(Meaning::Warning, line(rpc.statusmsg.trim_end())),
        };
        format!("{} {said}\n", pad(&line(reply.sender.as_str()), NAME_WIDTH))
    }
}

fn millis(reply: &NodeReply) -> String {
    match reply.reply.data.get("rtt").and_then(serde_json::Value::as_f64) {
        Some(rtt) => format!("{rtt:.3} ms"),
        None => output(reply, "rtt"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use protocol::rpc::Status;
    use serde_json::json;

    #[test]
    fn times_and_ends_come_under_each_other() {
        let replies = [
            fixture::ok(
                "web01.lab.test",
                json!({"rtt": 1.25, "connect_status": "Connected"}),
            ),
            fixture::reply("web02.lab.test", Status::Aborted, "no such host", json!({})),
        ];
        let replies: Vec<&NodeReply> = replies.iter().collect();
        let shown = |action| Answers { action }.replies(&replies, Theme::PLAIN);
        insta::assert_snapshot!(shown(Action::Ping), @"
        web01.lab.test                           time = 1.250 ms
        web02.lab.test                           no such host
        ");
        insta::assert_snapshot!(shown(Action::Connect), @"
        web01.lab.test                           status = Connected
        web02.lab.test                           no such host
        ");
    }
}
