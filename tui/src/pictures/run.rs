//! The run screen: what is composed, and answers as they arrive.

use std::time::Duration;

use client::NodeReply;
use protocol::Identity;
use protocol::rpc::{RpcReply, Status};
use serde_json::{Value, json};

use super::Part;
use super::fleet::shown;
use super::site::Site;
use super::sitting::Sitting;
use crate::report::{Link, Report, RunEnd, RunNews};
use crate::stage;

pub(super) const PICTURES: &[Part] = &[
    ("run choose", || shown(&choose())),
    ("run compose", || shown(&compose(28))),
    ("run confirm", || shown(&confirm())),
    ("run live", || shown(&live(28))),
    ("run held", || shown(&held())),
    ("run lost", || shown(&lost())),
    ("run over", || shown(&over())),
    ("run groups", || shown(&groups())),
    ("run answer", || shown(&answer())),
    ("run again", || shown(&over().keys("r"))),
];

/// The job of the rollout.
pub(super) const JOB: &str = "k7m2q";

/// The web servers, in the order they are asked.
pub(super) fn webs() -> Vec<Identity> {
    Site::new().nodes(&["-C".to_owned(), "role::web".to_owned()])
}

/// An action is looked for.
pub(super) fn choose() -> Sitting {
    Sitting::new(100, 20).keys("2 /").typed("service").keys("enter")
}

/// A canary and batches for a restart of the web servers.
pub(super) fn compose(height: u16) -> Sitting {
    Sitting::new(100, height)
        .keys("/")
        .typed("-C role::web")
        .wait(1)
        .keys("enter")
        .chosen("service", "restart")
        .typed("httpd")
        .keys("tab tab tab")
        .typed("1")
        .keys("tab tab")
        .typed("3")
        .keys("tab tab")
        .typed("1")
        .wait(1)
}

pub(super) fn confirm() -> Sitting {
    compose(28).keys("ctrl-r")
}

/// The canary is fine, the first batch is on its way.
pub(super) fn live(height: u16) -> Sitting {
    let nodes = webs();
    let good: Vec<NodeReply> = nodes[1..3].iter().map(restarted).collect();
    compose(height)
        .keys("ctrl-r y")
        .news(RunNews::Started {
            nodes: nodes.clone().into(),
            job: Some(JOB.to_owned()),
        })
        .news(batch(1, &nodes[..1]))
        .news(RunNews::Replies(vec![restarted(&nodes[0])]))
        .wait(1)
        .news(batch(2, &nodes[1..4]))
        .wait(1)
        .news(RunNews::Replies(good))
}

/// No batch follows for now.
pub(super) fn held() -> Sitting {
    live(20).keys("p").news(RunNews::Held(true))
}

/// Then the broker is gone.
pub(super) fn lost() -> Sitting {
    live(20).hear(Report::Link(Link::Lost)).wait(3)
}

/// A node failed, which ended the rollout.
pub(super) fn over() -> Sitting {
    let nodes = webs();
    let mut failed = reply(&nodes[3], "restart", json!({"status": "stopped"}), 1790);
    failed.reply.statuscode = Status::Aborted;
    failed.reply.statusmsg = "httpd did not come up: its configuration is not valid".to_owned();
    live(24)
        .news(RunNews::Replies(vec![failed]))
        .news(RunNews::Over(Box::new(RunEnd {
            stats: None,
            trouble: None,
            halted: Some("1 node failed, which reaches --stop-on".to_owned()),
            unasked: 6,
            exit: 11,
        })))
}

/// Answers to a question, the same ones as one row.
pub(super) fn groups() -> Sitting {
    let nodes = Site::new().discovered(&[]).nodes;
    let version = |(index, node): (usize, &Identity)| {
        let version = if index % 4 == 1 { "3.0.11-1" } else { "3.0.15-1" };
        let data = json!({"name": "openssl", "ensure": version, "arch": "x86_64"});
        reply(node, "status", data, 90 + index as u64 * 7)
    };
    Sitting::new(100, 24)
        .chosen("package", "status")
        .typed("openssl")
        .wait(1)
        .keys("ctrl-r")
        .news(RunNews::Started {
            nodes: nodes.clone(),
            job: None,
        })
        .wait(1)
        .news(RunNews::Replies(
            nodes[1..].iter().enumerate().map(version).collect(),
        ))
        .news(RunNews::Over(Box::new(RunEnd {
            stats: None,
            trouble: None,
            halted: None,
            unasked: 0,
            exit: 0,
        })))
        .keys("v")
}

/// All that one node said.
pub(super) fn answer() -> Sitting {
    over().keys("enter")
}

fn batch(number: usize, nodes: &[Identity]) -> RunNews {
    RunNews::Batch {
        number,
        of: 4,
        canary: number == 1,
        nodes: nodes.to_vec(),
    }
}

fn restarted(node: &Identity) -> NodeReply {
    let letters = node.as_str().bytes().map(u64::from).sum::<u64>();
    reply(
        node,
        "restart",
        json!({"status": "running"}),
        700 + letters % 13 * 90,
    )
}

fn reply(node: &Identity, action: &str, data: Value, millis: u64) -> NodeReply {
    NodeReply {
        sender: node.clone(),
        reply: RpcReply {
            action: action.to_owned(),
            statuscode: Status::Ok,
            statusmsg: "OK".to_owned(),
            data,
        },
        time: stage::now() + Duration::from_secs(10),
        rtt: Duration::from_millis(millis),
        expected: true,
    }
}
