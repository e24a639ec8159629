use std::time::Duration;

use client::NodeReply;
use protocol::Identity;
use protocol::rpc::{RpcReply, Status};
use serde_json::{Value, json};

use crate::effect::{Begin, Effect, Message};
use crate::order::{Order, Ticket};
use crate::report::{Report, RunEnd, RunNews};
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
    let mut stage = Stage::new(width, height);
    let agent = stage::agents().into_iter().find(|agent| agent.metadata.name == "service");
    let words = ["rpc", "service", "restart", "service=httpd", "--batch", "5", "--canary", "1"];
    let begin = Begin {
        ticket: TICKET,
        agent: agent.unwrap(),
        action: "restart".to_owned(),
        words: words.map(str::to_owned).into(),
        nodes: None,
        command: format!("mco {}", words.join(" ")),
        change: true,
        hold_after_canary: false,
    };
    stage.app.perform(vec![Effect::Tell(Message::Begin(Box::new(begin)))]);
    stage
}

#[test]
fn probe() {
    let mut stage = begun(120, 35);
    stage.hear(&news(RunNews::Started { nodes: stage::nodes(20).into(), job: Some("k7m2q".into()) }));
    stage.hear(&news(RunNews::Batch { number: 1, of: 5, canary: true, nodes: stage::nodes(1) }));
    println!("{}", stage.screen());
    let good = |n: usize| reply(stage::node(n), Status::Ok, "OK", json!({"status": if n % 5 == 0 { "stopped" } else { "running" }}), 900 + n as u64 * 10);
    stage.hear(&news(RunNews::Replies(vec![good(1)])));
    stage.hear(&news(RunNews::Batch { number: 2, of: 5, canary: false, nodes: (2..=12).map(stage::node).collect() }));
    stage.hear(&news(RunNews::Replies((3..9).map(good).collect())));
    stage.hear(&news(RunNews::Replies(vec![reply(stage::node(2), Status::Aborted, "unit is masked", json!({}), 3100)])));
    println!("{}", stage.screen());
    for (w, h) in [(80, 24), (40, 12)] {
        stage = stage.resize(w, h);
        println!("{}", stage.screen());
    }
    stage = stage.resize(120, 35).keys("v");
    println!("{}", stage.screen());
    stage = stage.keys("v / o k ( ) enter");
    println!("{}", stage.screen());
}
