//! All about one node.

use std::time::Duration;

use serde_json::json;

use super::{fleet, part};
use crate::fleet::{Detail, Reason};
use crate::order::{Order, Ticket};
use crate::report::{Report, Trouble};
use crate::stage::{self, Stage};

/// What is known of a test node.
pub(super) fn detail(number: usize) -> Detail {
    let facts = json!({
        "country": "uk",
        "cpus": 4,
        "os": {"name": "Debian", "release": {"full": "12.5", "major": "12"}},
        "motd": "\u{1b}[2Jowned\r\n",
        "serial": "0042",
        "ssh": [{"type": "rsa"}, {"type": "ed25519"}],
    });
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    Detail {
        node: stage::node(number),
        version: "0.29.4".to_owned(),
        main_collective: "mcollective".to_owned(),
        collectives: names(&["mcollective", "uk"]),
        agents: names(&["package", "puppet", "rpcutil", "scout", "service", "shell"]),
        classes: names(&["apache", "roles::web"]),
        machines: vec![("facts".to_owned(), "1.0.0".to_owned(), "IDLE".to_owned())],
        facts: facts.as_object().unwrap().clone(),
        learned: stage::now() - Duration::from_secs(3 * 86_400),
        seen: stage::now() - Duration::from_secs(12),
    }
}

pub(super) fn told(ticket: Ticket, detail: Detail, fresh: bool) -> Report {
    Report::Detail {
        ticket,
        result: Ok(Some(Box::new(detail))),
        fresh,
    }
}

/// With the first node told from the cache.
fn inspected(width: u16, height: u16) -> Stage {
    let mut stage = fleet(width, height, 20)
        .keys("enter")
        .wait(Duration::from_secs(1));
    let ticket = ticket_of!(stage, Inspect);
    stage.report(told(ticket, detail(1), false))
}

#[test]
fn a_node_beside_the_list() {
    let mut stage = fleet(120, 35, 20);
    let ticket = ticket_of!(stage, Inspect);
    let stage = stage.report(told(ticket, detail(1), true)).keys("tab G enter");
    insta::assert_snapshot!(part(&stage), @r"
     scope ▸ all nodes                                                                  19 of 20 nodes   mc 0.41s   12s ago
    ┌ Nodes 20, 1 silent ──────────────────────────────────────────────────────────┐┌ web01.lab.test ──────────────────────┐
    │    IDENTITY         COLL    OS           VER      CLASSES  AGENTS  SEEN    UP││● answered 3d ago                     │
    │▸ ● web01.lab.test   uk      debian 12    0.29.4        41      13   12s   31d││version 0.29.4                        │
    │  ● web02.lab.test   uk      debian 12    0.29.4        41      13   12s   31d││collective mcollective uk             │
    │  ○ web03.lab.test   uk      debian 12    0.29.4        41      13   14s   31d││▾ Agents (6)                          │
    │  ● web04.lab.test   uk      debian 12    0.29.4        41      13   12s   31d││  package puppet rpcutil scout service│
    │  ● web05.lab.test   uk      debian 12    0.29.4        41      13   12s   31d││  shell                               │
    │  ● web06.lab.test   uk      debian 12    0.29.4        41      13   12s   31d││▾ Classes (2)                         │
    │  ● web07.lab.test   uk      debian 12    0.29.4        41      13   12s   31d││  apache roles::web                   │
    │  ● web08.lab.test   uk      debian 12    0.29.4        41      13   12s   31d││▾ Machines (1)                        │
    │  ● web09.lab.test   uk      debian 12    0.29.4        41      13   12s   31d││  facts 1.0.0  IDLE                   │
    │  ● web10.lab.test   uk      debian 12    0.29.4        41      13   12s   31d││▾ Facts (6)                           │
    │  ● web11.lab.test                                      41      13   12s      ││    country  uk                       │
    │  ● web12.lab.test                                      41      13   12s      ││    cpus  4                           │
    │  ● web13.lab.test                                      41      13   12s      ││    motd  \x1b[2Jowned\r\n            │
    │  ● web14.lab.test                                      41      13   12s      ││  ▸ os  (2)                           │
    │  ● web15.lab.test                                      41      13   12s      ││    serial  0042                      │
    │  ● web16.lab.test                                      41      13   12s      ││  ▾ ssh  (2)                          │
    │  ● web17.lab.test                                      41      13   12s      ││    ▸ 0  (1)                          │
    │  ● web18.lab.test                                      41      13   12s      ││    ▸ 1  (1)                          │
    │  ● web19.lab.test                                      41      13   12s      ││                                      │
    │  ● web20.lab.test                                      41      13   12s      ││                                      │
    │                                                                              ││                                      │
    │                                                                              ││                                      │
    │                                                                              ││                                      │
    │                                                                              ││                                      │
    │                                                                              ││                                      │
    │                                                                              ││                                      │
    │                                                                              ││                                      │
    │                                                                              ││                                      │
    └──────────────────────────────────────────────────────────── sort: identity ▲ ┘└────────────────────── / search facts ┘
    ");
}

#[test]
fn a_node_on_a_small_terminal() {
    insta::assert_snapshot!(part(&inspected(80, 24)), @r"
     scope ▸ all nodes                          19 of 20 nodes   mc 0.41s   13s ago
    ┌ web01.lab.test ──────────────────────────────────────────────────────────────┐
    │● cached, learned 3d ago, asking                                              │
    │version 0.29.4                                                                │
    │collective mcollective uk                                                     │
    │▾ Agents (6)                                                                  │
    │  package puppet rpcutil scout service shell                                  │
    │▾ Classes (2)                                                                 │
    │  apache roles::web                                                           │
    │▾ Machines (1)                                                                │
    │  facts 1.0.0  IDLE                                                           │
    │▾ Facts (6)                                                                   │
    │    country  uk                                                               │
    │    cpus  4                                                                   │
    │    motd  \x1b[2Jowned\r\n                                                    │
    │  ▸ os  (2)                                                                   │
    │    serial  0042                                                              │
    │  ▸ ssh  (2)                                                                  │
    │                                                                              │
    │                                                                              │
    └────────────────────────────────────────────────────────────── / search facts ┘
    ");
}

#[test]
fn a_node_on_a_tiny_terminal() {
    insta::assert_snapshot!(part(&inspected(40, 12)), @r"
     scope ▸ all nodes             19 nodes
    ┌ web01.lab.test ──────────────────────┐
    │● cached, learned 3d ago, asking      │
    │version 0.29.4                        │
    │collective mcollective uk             │
    │▾ Agents (6)                          │
    │  package puppet rpcutil scout service│
    │  shell                               │
    └────────────────────── / search facts ┘
    ");
}

#[test]
fn a_node_is_only_asked_when_the_cursor_rests_on_it() {
    let mut stage = fleet(120, 35, 20);
    stage.orders();
    let mut stage = stage.keys("j j j").wait(Duration::from_millis(100));
    assert!(stage.orders().is_empty());
    let mut stage = stage.wait(Duration::from_millis(100));
    let orders = stage.orders();
    assert!(
        matches!(&orders[..], [Order::Inspect { node, .. }] if *node == stage::node(4)),
        "{orders:?}"
    );
}

#[test]
fn a_node_that_does_not_answer_is_told_from_the_cache_with_its_age() {
    let mut stage = fleet(80, 24, 20).keys("enter").wait(Duration::from_secs(1));
    let ticket = ticket_of!(stage, Inspect);
    let stage = stage.report(told(ticket, detail(1), false));
    assert!(stage.screen().contains("cached, learned 3d ago, asking"));
    let stage = stage.report(Report::Detail {
        ticket,
        result: Err(Trouble::new("web01.lab.test did not answer in 2s")),
        fresh: false,
    });
    let screen = stage.screen();
    assert!(screen.contains("cached, learned 3d ago"), "{screen}");
    assert!(!screen.contains("asking"), "{screen}");
    assert!(screen.contains("did not answer in 2s"), "{screen}");
}

#[test]
fn facts_are_searched_folded_and_copied() {
    let stage = inspected(80, 24).keys("/").type_text("deb").keys("enter G y");
    insta::assert_snapshot!(part(&stage), @r#"
     scope ▸ all nodes                          19 of 20 nodes   mc 0.41s   13s ago
    ┌ web01.lab.test ──────────────────────────────────────────────────────────────┐
    │● cached, learned 3d ago, asking                                              │
    │▾ Facts with "deb"                                                            │
    │  ▾ os  (2)                                                                   │
    │      name  Debian                                                            │
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
    └──────────────────────────────────────────────────────────────────────── /deb ┘
     ✓ copied: Debian
    "#);
    assert_eq!(stage.copied(), ["Debian"]);
    let stage = stage.keys("esc G k y");
    assert_eq!(stage.copied().last().unwrap(), "0042");
}

#[test]
fn what_a_node_says_cannot_reach_the_terminal() {
    let stage = inspected(80, 24).keys("/").type_text("motd").keys("enter");
    let screen = stage.screen();
    assert!(screen.contains(r"motd  \x1b[2Jowned\r\n"), "{screen}");
}

#[test]
fn why_the_scope_means_a_node_is_told_condition_by_condition() {
    let mut stage = Stage::new(80, 24)
        .report(Report::Known(stage::known(3)))
        .keys("/")
        .type_text("-C apache");
    let ticket = ticket_of!(stage, Estimate);
    let mut stage = stage
        .report(super::estimate(ticket, stage::nodes(3), 3))
        .keys("enter")
        .keys("e")
        .wait(Duration::from_secs(1));
    let ticket = ticket_of!(stage, Explain);
    let reason = |condition: &str, met, found: Option<&str>| Reason {
        condition: condition.to_owned(),
        met,
        found: found.map(str::to_owned),
    };
    let reasons = vec![
        reason("class is apache", Some(true), None),
        reason("fact country is uk", Some(false), Some("country = mt")),
        reason("agent is shell", None, None),
    ];
    let stage = stage.report(Report::Reasons {
        ticket,
        result: Ok(reasons),
    });
    insta::assert_snapshot!(part(&stage), @r"
     scope ▸ -C apache                                      0 nodes answered so far
    ┌ web01.lab.test ──────────────────────────────────────────────────────────────┐
    │· looking it up                                                               │
    │▾ Why in set                                                                  │
    │  ✓ class is apache                                                           │
    │  ✗ fact country is uk  country = mt                                          │
    │  ? agent is shell                                                            │
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
    └────────────────────────────────────────────────────────────── / search facts ┘
    ");
}
