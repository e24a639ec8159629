//! What is said when there is nobody to list, or when the list is old.

use std::time::Duration;

use super::{discovered, estimate, fleet, part};
use crate::order::Order;
use crate::report::{Desk, Discovered, Link, Report, Trouble};
use crate::stage::{self, Stage};

fn trouble() -> Trouble {
    Trouble {
        text: "broker1.lab.test:4222 refuses connections".to_owned(),
        hint: Some("is mco-broker running there?".to_owned()),
    }
}

#[test]
fn without_a_configuration_it_is_said_what_still_works() {
    let desk = Desk {
        broken: Some(Trouble {
            text: "no configuration file was found".to_owned(),
            hint: Some("mco pki init makes one".to_owned()),
        }),
        ..stage::desk()
    };
    let stage = Stage::blank(80, 24).report(Report::Desk(Box::new(desk)));
    insta::assert_snapshot!(part(&stage), @r"
     scope ▸ all nodes
    ┌ Nodes ───────────────────────────────────────────────────────────────────────┐
    │ mco cannot be used as it is configured                                       │
    │ no configuration file was found                                              │
    │ mco pki init makes one                                                       │
    │ mco demo shows all of this on a fleet of its own                             │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    └──────────────────────────────────────────────────────────── sort: identity ▲ ┘
    ┌ Node ────────────────────────────────────────────────────────────────────────┐
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    └──────────────────────────────────────────────────────────────────────────────┘
     ✗ no configuration file was found: mco pki init makes one
    ");
}

#[test]
fn without_a_broker_and_without_a_past_there_is_nothing_to_show() {
    let stage = Stage::new(40, 12).report(Report::Link(Link::Failed(trouble())));
    insta::assert_snapshot!(part(&stage), @r"
     scope ▸ all nodes
    ┌ Nodes 0, 0 answered so far ──────────┐
    │ There is no broker to ask, and no    │
    │ node is known yet                    │
    │ broker1.lab.test:4222 refuses        │
    │ connections                          │
    │ is mco-broker running there?         │
    │ mco demo shows all of this on a      │
    └──────────────────── sort: identity ▲ ┘
     ✗ broker1.lab.test:4222 refuses connec…
    ");
}

#[test]
fn without_a_broker_the_nodes_known_from_earlier_are_shown_as_such() {
    let stage = Stage::blank(80, 24)
        .report(Report::Desk(Box::new(stage::desk())))
        .report(Report::Known(stage::known(4)))
        .report(Report::Link(Link::Failed(trouble())));
    insta::assert_snapshot!(part(&stage), @r"
     scope ▸ all nodes
     no broker: broker1.lab.test:4222 refuses connections; what is shown was learne…
    ┌ Nodes 4 known from earlier answers ──────────────────────────────────────────┐
    │    IDENTITY         COLL    OS           VER      CLASSES  AGENTS  SEEN    UP│
    │▸ · web01.lab.test                                      41      13    2s      │
    │  · web02.lab.test                                      41      13    2s      │
    │  · web03.lab.test                                      41      13    2s      │
    │  · web04.lab.test                                      41      13    2s      │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    └──────────────────────────────────────────────────────────── sort: identity ▲ ┘
    ┌ web01.lab.test ──────────────────────────────────────────────────────────────┐
    │· looking it up                                                               │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    └──────────────────────────────────────────────────────────────────────────────┘
     ✗ broker1.lab.test:4222 refuses connections: is mco-broker running there?
    ");
}

#[test]
fn before_anybody_answered_the_screen_says_what_it_waits_for() {
    let stage = Stage::blank(80, 24);
    assert!(stage.screen().contains("Looking for a broker."));
    let mut stage = Stage::new(80, 24);
    assert!(stage.screen().contains("Asking who is there."));
    let ticket = ticket_of!(stage, Discover);
    let stage = stage.report(discovered(ticket, Vec::new()));
    assert!(stage.screen().contains("No node of mcollective answered 0s ago."));
}

#[test]
fn when_nobody_matches_it_is_said_which_condition_keeps_them_out() {
    let mut stage = fleet(80, 24, 20).keys("/").type_text("-C apache -F country=xx");
    let ticket = ticket_of!(stage, Estimate);
    let mut stage = stage.report(estimate(ticket, Vec::new(), 20)).keys("enter");
    let ticket = ticket_of!(stage, Discover);
    stage.hear(&discovered(ticket, Vec::new()));
    for (words, count) in [(["-F", "country=xx"], 0), (["-C", "apache"], 14)] {
        let orders = stage.orders();
        let ticket = orders.iter().find_map(|order| match order {
            Order::Estimate { ticket, scope } if *scope == words => Some(*ticket),
            _ => None,
        });
        stage.hear(&estimate(ticket.unwrap(), stage::nodes(count), 20));
    }
    assert!(stage.orders().is_empty());
    insta::assert_snapshot!(part(&stage), @r"
     scope ▸ -C apache -F country=xx              0 of 20 nodes   mc 0.41s   0s ago
    ┌ Nodes 0 ─────────────────────────────────────────────────────────────────────┐
    │ No node matches -C apache -F country=xx, as mc found 0s ago                  │
    │       0 known nodes without -C apache                                        │
    │      14 known nodes without -F country=xx                                    │
    │ / changes the scope, Esc clears it                                           │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    └──────────────────────────────────────────────────────────── sort: identity ▲ ┘
    ┌ Node ────────────────────────────────────────────────────────────────────────┐
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
}

#[test]
fn a_discovery_that_fails_leaves_the_list_and_says_so() {
    let mut stage = fleet(80, 24, 20).keys("R");
    let ticket = ticket_of!(stage, Discover);
    let stage = stage.report(Report::Discovered {
        ticket,
        result: Err(trouble()),
    });
    let screen = stage.screen();
    assert!(screen.contains("discovery failed: broker1.lab.test"), "{screen}");
    assert!(screen.contains("web01.lab.test"), "{screen}");
}

#[test]
fn a_discovery_that_was_cut_short_calls_nobody_silent() {
    let mut stage = fleet(80, 24, 20).keys("R x");
    let orders = stage.orders();
    let asked = orders.iter().find_map(|order| match order {
        Order::Discover { ticket, .. } => Some(*ticket),
        _ => None,
    });
    let ticket = asked.unwrap();
    assert!(orders.contains(&Order::Cancel(ticket)));
    let found = Discovered {
        nodes: stage::nodes(2).into(),
        method: "mc".to_owned(),
        took: Duration::from_millis(100),
        cut: true,
    };
    let stage = stage.report(Report::Discovered {
        ticket,
        result: Ok(found),
    });
    let screen = stage.screen();
    assert!(screen.contains("Nodes 20, asked in part: 2 answered"), "{screen}");
    assert!(!screen.contains('○'), "{screen}");
}
