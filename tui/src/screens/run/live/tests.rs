use std::time::Duration;

use client::{NodeReply, Stats};
use protocol::rpc::{RpcReply, Status};
use protocol::{Identity, RequestId};
use serde_json::{Value, json};

use super::super::tests::begin;
use super::model::Standing;
use crate::effect::Message;
use crate::order::{Control, Order, Ticket};
use crate::report::{Report, RunEnd, RunNews, Trouble};
use crate::scope::Targets;
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

/// The same, and then it ended: what was awaited never came.
fn ended(width: u16, height: u16) -> Stage {
    let mut late = reply(
        stage::node(9),
        Status::Ok,
        "OK",
        json!({"status": "running"}),
        9000,
    );
    late.expected = false;
    let stranger = NodeReply {
        sender: Identity::new("stray.lab.test").unwrap(),
        ..late.clone()
    };
    half_way(width, height)
        .report(news(RunNews::Replies(vec![late, stranger])))
        .report(over(Some("1 node failed, which reaches --stop-on")))
}

fn over(halted: Option<&str>) -> Report {
    news(RunNews::Over(Box::new(RunEnd {
        stats: None,
        trouble: None,
        halted: halted.map(str::to_owned),
        unasked: if halted.is_some() { 8 } else { 0 },
        exit: 11,
    })))
}

fn controls(stage: &mut Stage) -> Vec<Control> {
    let orders = stage.orders().into_iter();
    let controls = orders.filter_map(|order| match order {
        Order::Steer { ticket, control } if ticket == TICKET => Some(control),
        _ => None,
    });
    controls.collect()
}

/// The runs that were ordered: their words, and the nodes chosen by hand.
fn runs(stage: &mut Stage) -> Vec<(String, Vec<String>)> {
    let orders = stage.orders().into_iter();
    let runs = orders.filter_map(|order| match order {
        Order::Run { words, nodes, .. } => {
            let nodes = nodes.iter().flat_map(|nodes| nodes.iter());
            Some((words.join(" "), nodes.map(ToString::to_string).collect()))
        }
        _ => None,
    });
    runs.collect()
}

#[test]
fn answers_are_counted_and_listed_failures_first() {
    insta::assert_snapshot!(half_way(120, 35).body(), @r"
     service#restart ▸ 20 nodes  [████████████████░░░░░░░░░░░░░░░░░░░░░░░░] 8/20  40%  0ms
     ✓ 7 OK   ✗ 1 failed   … 4 waiting   · 8 not sent   batch 2/5   job k7m2q
    ┌ Aggregates (live) ───────────────────┐┌ Replies ─────────────────────────────────────────────────────────────────────┐
    │summary of Service Status             ││     IDENTITY        STATUS        AFTER  SERVICE STATUS                      │
    │  running       6 ████████████████████││▸ ✗  web02.lab.test  Aborted       3.10s  unit is masked                      │
    │  stopped       1 ███▎                ││  …  web09.lab.test  waiting         0ms                                      │
    │                                      ││  …  web10.lab.test  waiting         0ms                                      │
    │status                                ││  …  web11.lab.test  waiting         0ms                                      │
    │  OK            7 █████████████████▌  ││  …  web12.lab.test  waiting         0ms                                      │
    │  Aborted       1 ██▌                 ││  ✓  web01.lab.test  OK            0.91s  running                             │
    │  waiting       4 ██████████          ││  ✓  web03.lab.test  OK            0.93s  running                             │
    │  not sent      8 ████████████████████││  ✓  web04.lab.test  OK            0.94s  running                             │
    │                                      ││  ✓  web05.lab.test  OK            0.95s  stopped                             │
    │latency                               ││  ✓  web06.lab.test  OK            0.96s  running                             │
    │  p50 0.95s  p95 3.10s  max 3.10s     ││  ✓  web07.lab.test  OK            0.97s  running                             │
    │  ▃██                         ▃       ││  ✓  web08.lab.test  OK            0.98s  running                             │
    │                                      ││  ·  web13.lab.test  not sent                                                 │
    │                                      ││  ·  web14.lab.test  not sent                                                 │
    │                                      ││  ·  web15.lab.test  not sent                                                 │
    │                                      ││  ·  web16.lab.test  not sent                                                 │
    │                                      ││  ·  web17.lab.test  not sent                                                 │
    │                                      ││  ·  web18.lab.test  not sent                                                 │
    │                                      ││  ·  web19.lab.test  not sent                                                 │
    │                                      ││  ·  web20.lab.test  not sent                                                 │
    └──────────────────────────────────────┘└────────────────────────────────────────────────────────────── failed first ▼ ┘
    ┌ Reply ───────────────────────────────────────────────────────────────────────────────────────────────────────────────┐
    │web02.lab.test  Aborted (statuscode 1)  asked 12:00:00.000Z  answered 12:00:03.100Z  after 3.10s  2 B                 │
    │statusmsg         unit is masked                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    └──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────┘
    ");
}

#[test]
fn parts_fold_where_there_is_less_room() {
    insta::assert_snapshot!(half_way(80, 24).body(), @r"
     service#restart ▸ 20 nodes  [████████████░░░░░░░░░░░░░░░░░░░░] 8/20  40%  0ms
     ✓ 7 OK   ✗ 1 failed   … 4 waiting   · 8 not sent   batch 2/5   job k7m2q
    ┌ Aggregates (live) ───────────────────────────────────────────────────────────┐
    │summary of Service Status                                                     │
    │  running       6 ████████████████████████████████████████████████████████████│
    │  stopped       1 ██████████                                                  │
    │                                                                              │
    └──────────────────────────────────────────────────────────────────────────────┘
    ┌ Replies ─────────────────────────────────────────────────────────────────────┐
    │     IDENTITY        STATUS        AFTER  SERVICE STATUS                      │
    │▸ ✗  web02.lab.test  Aborted       3.10s  unit is masked                      │
    │  …  web09.lab.test  waiting         0ms                                      │
    │  …  web10.lab.test  waiting         0ms                                      │
    │  …  web11.lab.test  waiting         0ms                                      │
    │  …  web12.lab.test  waiting         0ms                                      │
    │  ✓  web01.lab.test  OK            0.91s  running                             │
    │  ✓  web03.lab.test  OK            0.93s  running                             │
    │  ✓  web04.lab.test  OK            0.94s  running                             │
    │  ✓  web05.lab.test  OK            0.95s  stopped                             │
    │  ✓  web06.lab.test  OK            0.96s  running                             │
    └────────────────────────────────────────────────────────────── failed first ▼ ┘
    ");
    insta::assert_snapshot!(half_way(80, 24).keys("tab").body(), @r"
     service#restart ▸ 20 nodes  [████████████░░░░░░░░░░░░░░░░░░░░] 8/20  40%  0ms
     ✓ 7 OK   ✗ 1 failed   … 4 waiting   · 8 not sent   batch 2/5   job k7m2q
    ┌ Aggregates (live) ───────────────────────────────────────────────────────────┐
    │summary of Service Status                                                     │
    │  running       6 ████████████████████████████████████████████████████████████│
    │  stopped       1 ██████████                                                  │
    │                                                                              │
    │status                                                                        │
    │  OK            7 ████████████████████████████████████████████████████▌       │
    │  Aborted       1 ███████▌                                                    │
    │  waiting       4 ██████████████████████████████                              │
    │  not sent      8 ████████████████████████████████████████████████████████████│
    │                                                                              │
    └──────────────────────────────────────────────────────────────────────────────┘
    ┌ Replies ─────────────────────────────────────────────────────────────────────┐
    │     IDENTITY        STATUS        AFTER  SAYS                                │
    │▸ ✗  web02.lab.test  Aborted       3.10s  unit is masked                      │
    │  …  web09.lab.test  waiting         0ms                                      │
    │  …  web10.lab.test  waiting         0ms                                      │
    │  …  web11.lab.test  waiting         0ms                                      │
    └────────────────────────────────────────────────────────────── failed first ▼ ┘
    ");
    insta::assert_snapshot!(half_way(40, 12).body(), @r"
     service#restart ▸ 20 nodes  8/20  0ms
     ✓ 7   ✗ 1   … 4   · 8   batch 2/5   jo…
    ┌ Replies ─────────────────────────────┐
    │     IDENTITY        SAYS             │
    │▸ ✗  web02.lab.test  unit is masked   │
    │  …  web09.lab.test                   │
    │  …  web10.lab.test                   │
    │  …  web11.lab.test                   │
    └────────────────────── failed first ▼ ┘
    ");
    insta::assert_snapshot!(half_way(40, 12).keys("tab").body(), @r"
     service#restart ▸ 20 nodes  8/20  0ms
     ✓ 7   ✗ 1   … 4   · 8   batch 2/5   jo…
    ┌ Aggregates (live) ───────────────────┐
    │summary of Service Status             │
    │  running       6 ████████████████████│
    │  stopped       1 ███▎                │
    │                                      │
    │status                                │
    └──────────────────────────────────────┘
    ");
}

#[test]
fn plain_terminals_get_plain_signs() {
    for keys in ["tab", "v", "enter", "o", "/ x"] {
        let stage = ended(120, 35).ascii().keys(keys);
        assert!(stage.screen().is_ascii(), "{}", stage.screen());
    }
}

#[test]
fn identical_answers_are_put_together_and_opened() {
    insta::assert_snapshot!(ended(80, 24).keys("v z G enter").body(), @r"
     service#restart ▸ 20 nodes  [██████████████░░░░░░░░░░░░░░░░░░] 9/20  45%  0ms
     stopped: 1 node failed, which reaches --stop-on   ✓ 8   ✗ 1   ? 3   · 8   ! 1 …
    ┌ Replies in 3 groups ─────────────────────────────────────────────────────────┐
    │     IDENTITY          STATUS        AFTER  SERVICE STATUS                    │
    │  ✗  ▸ 1 node          Aborted              unit is masked                    │
    │  ?  ▸ 3 nodes         no response                                            │
    │  ·  ▸ 8 nodes         not sent                                               │
    │  ✓  ▸ 8 nodes         OK                   running                           │
    │▸ ✓  ▾ 1 node          OK                   stopped                           │
    │  ✓    web05.lab.test  OK            0.95s  stopped                           │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    └───────────────────────────────────────────────────────── identical answers ▼ ┘
    ");
}

#[test]
fn an_answer_fills_the_screen_and_is_shown_as_json() {
    let stage = ended(80, 24).keys("enter");
    insta::assert_snapshot!(stage.body(), @r"
    ┌ web02.lab.test ──────────────────────────────────────────────────────────────┐
    │web02.lab.test  Aborted (statuscode 1)                                        │
    │asked 12:00:00.000Z  answered 12:00:03.100Z  after 3.10s  2 B                 │
    │statusmsg         unit is masked                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    └──────────────────────────────────────────────────────────────────────────────┘
    ");
    let stage = stage.keys("o");
    insta::assert_snapshot!(stage.body(), @r#"
    ┌ web02.lab.test as JSON ──────────────────────────────────────────────────────┐
    │{                                                                             │
    │  "action": "restart",                                                        │
    │  "data": {},                                                                 │
    │  "sender": "web02.lab.test",                                                 │
    │  "statuscode": 1,                                                            │
    │  "statusmsg": "unit is masked",                                              │
    │  "time_utc": "2026-03-01T12:00:03.1Z"                                        │
    │}                                                                             │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    └──────────────────────────────────────────────────────────────────────────────┘
    "#);
    let stage = stage.keys("esc");
    assert!(stage.body().contains("Replies"), "{}", stage.body());
}

mod deeds;
mod ending;
mod flood;
mod sieve;
