use std::time::Duration;

use client::NodeReply;
use protocol::Identity;
use protocol::rpc::{RpcReply, Status};
use serde_json::{Value, json};

use super::super::tests::begin;
use crate::order::Ticket;
use crate::report::{Report, RunNews};
use crate::stage::{self, Stage};

/// Of the run that tests look at.
const TICKET: Ticket = Ticket(7);

fn reply(node: Identity, status: Status, message: &str, data: Value, millis: u64) -> NodeReply {
    let rtt = Duration::from_millis(millis);
    NodeReply {
        sender: node,
        reply: RpcReply {
            action: "install".to_owned(),
            statuscode: status,
            statusmsg: message.to_owned(),
            data,
        },
        time: stage::now() + rtt,
        rtt,
        expected: true,
    }
}

fn news(news: RunNews) -> Report {
    Report::Run { ticket: TICKET, news }
}

/// A run of `service#restart` has begun.
fn begun(width: u16, height: u16) -> Stage {
    Stage::new(width, height).tell(begin(TICKET))
}

/// The canary of twenty nodes succeeded; of the next batch one failed, some succeeded, and some are waited for.
fn half_way(width: u16, height: u16) -> Stage {
    let started = RunNews::Started {
        nodes: stage::nodes(20).into(),
        job: Some("k7m2q".to_owned()),
    };
    let good = |number: usize| {
        let state = if number.is_multiple_of(5) {
            "stopped"
        } else {
            "running"
        };
        let millis = 900 + number as u64 * 10;
        reply(
            stage::node(number),
            Status::Ok,
            "OK",
            json!({"status": state}),
            millis,
        )
    };
    let bad = reply(stage::node(2), Status::Aborted, "unit is masked", json!({}), 3100);
    begun(width, height)
        .report(news(started))
        .report(batch(1, 1..=1))
        .report(news(RunNews::Replies(vec![good(1)])))
        .report(batch(2, 2..=12))
        .report(news(RunNews::Replies((3..9).map(good).collect())))
        .report(news(RunNews::Replies(vec![bad])))
}

fn batch(number: usize, nodes: std::ops::RangeInclusive<usize>) -> Report {
    news(RunNews::Batch {
        number,
        of: 5,
        canary: number == 1,
        nodes: nodes.map(stage::node).collect(),
    })
}

#[test]
fn answers_are_counted_and_listed_failures_first() {
    let screen = half_way(120, 35).screen();
    assert!(screen.contains("8/20  40%"), "{screen}");
}
