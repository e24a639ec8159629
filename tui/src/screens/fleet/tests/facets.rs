//! Facets, sets and what else looks at many nodes.

use std::time::Duration;

use super::{fleet, part};
use crate::fleet::{Facet, FacetKind};
use crate::order::Order;
use crate::report::Report;
use crate::stage::{self, Stage};

fn facet(name: &str, kind: FacetKind, values: &[(&str, usize)], lacking: usize) -> Facet {
    Facet {
        name: name.to_owned(),
        kind,
        values: values
            .iter()
            .map(|(value, count)| ((*value).to_owned(), *count))
            .collect(),
        lacking,
    }
}

/// Of 200 nodes, of which 190 are learned.
fn counted(width: u16, height: u16) -> Stage {
    let mut stage = fleet(width, height, 200).keys("f").wait(Duration::from_secs(1));
    let ticket = ticket_of!(stage, Facets);
    let facets = vec![
        facet("country", FacetKind::Fact, &[("uk", 131), ("mt", 50)], 9),
        facet(
            "os.name",
            FacetKind::Fact,
            &[("Debian", 120), ("Rocky Linux", 58), ("\u{1b}[2J", 12)],
            0,
        ),
        facet("operatingsystem", FacetKind::Fact, &[("Debian", 120)], 70),
        facet("environment", FacetKind::Fact, &[], 190),
        facet(
            "class",
            FacetKind::Class,
            &[("apache", 190), ("roles::web", 160)],
            0,
        ),
        facet("agent", FacetKind::Agent, &[("rpcutil", 190), ("puppet", 12)], 0),
        facet("collective", FacetKind::Collective, &[("mcollective", 190)], 0),
    ];
    stage.report(Report::Facets {
        ticket,
        facets,
        counted: 190,
    })
}

#[test]
fn facets_below_the_list() {
    insta::assert_snapshot!(part(&counted(120, 35).keys("l j")), @r"
     scope ▸ all nodes                                                                199 of 200 nodes   mc 0.41s   13s ago
    ┌ Nodes 200, 1 silent ─────────────────────────────────────────────────────────┐┌ web01.lab.test ──────────────────────┐
    │    IDENTITY         COLL    OS           VER      CLASSES  AGENTS  SEEN    UP││● looking it up                       │
    │▸ ● web01.lab.test   uk      debian 12    0.29.4        41      13   13s   31d││                                      │
    │  ● web02.lab.test   uk      debian 12    0.29.4        41      13   13s   31d││                                      │
    │  ○ web03.lab.test   uk      debian 12    0.29.4        41      13   15s   31d││                                      │
    │  ● web04.lab.test   uk      debian 12    0.29.4        41      13   13s   31d││                                      │
    │  ● web05.lab.test   uk      debian 12    0.29.4        41      13   13s   31d││                                      │
    │  ● web06.lab.test   uk      debian 12    0.29.4        41      13   13s   31d││                                      │
    │  ● web07.lab.test   uk      debian 12    0.29.4        41      13   13s   31d││                                      │
    │  ● web08.lab.test   uk      debian 12    0.29.4        41      13   13s   31d││                                      │
    │  ● web09.lab.test   uk      debian 12    0.29.4        41      13   13s   31d││                                      │
    │  ● web10.lab.test   uk      debian 12    0.29.4        41      13   13s   31d││                                      │
    │  ● web100.lab.test                                     41      13   13s      ││                                      │
    │  ● web101.lab.test                                     41      13   13s      ││                                      │
    │  ● web102.lab.test                                     41      13   13s      ││                                      │
    │  ● web103.lab.test                                     41      13   13s      ││                                      │
    │  ● web104.lab.test                                     41      13   13s      ││                                      │
    │  ● web105.lab.test                                     41      13   13s      ││                                      │
    │  ● web106.lab.test                                     41      13   13s      ││                                      │
    │  ● web107.lab.test                                     41      13   13s      ││                                      │
    │  ● web108.lab.test                                     41      13   13s      ││                                      │
    │  ● web109.lab.test                                     41      13   13s      ││                                      │
    └──────────────────────────────────────────────────────────── sort: identity ▲ ┘└──────────────────────────────────────┘
    ┌ Facets 1 to 4 of 5, by h and l ──────────────────────────────────────────────────────────────────────────────────────┐
    │country  9 without           os.name                      class                        agent                          │
    │uk            ██████   131   Debian        ██████   120   apache        ██████   190   rpcutil       ██████   190     │
    │mt            ██▎       50   Rocky Linux   ██▉       58   roles::web    █████    160   puppet        ▍         12     │
    │                             \x1b[2J       ▌         12                                                               │
    │                                                                                                                      │
    │                                                                                                                      │
    └────────────────────────────────────────────────── counted 190 of 200 nodes, nothing is known of the others: L learns ┘
    ");
}

#[test]
fn facets_on_a_small_terminal() {
    insta::assert_snapshot!(part(&counted(80, 24)), @r"
     scope ▸ all nodes                        199 of 200 nodes   mc 0.41s   13s ago
    ┌ Nodes 200, 1 silent ─────────────────────────────────────────────────────────┐
    │    IDENTITY         COLL    OS           VER      CLASSES  AGENTS  SEEN    UP│
    │▸ ● web01.lab.test   uk      debian 12    0.29.4        41      13   13s   31d│
    │  ● web02.lab.test   uk      debian 12    0.29.4        41      13   13s   31d│
    │  ○ web03.lab.test   uk      debian 12    0.29.4        41      13   15s   31d│
    │  ● web04.lab.test   uk      debian 12    0.29.4        41      13   13s   31d│
    │  ● web05.lab.test   uk      debian 12    0.29.4        41      13   13s   31d│
    │  ● web06.lab.test   uk      debian 12    0.29.4        41      13   13s   31d│
    │  ● web07.lab.test   uk      debian 12    0.29.4        41      13   13s   31d│
    └──────────────────────────────────────────────────────────── sort: identity ▲ ┘
    ┌ Facets 1 to 3 of 5, by h and l ──────────────────────────────────────────────┐
    │country  9 without        os.name                   class                     │
    │uk         ██████   131   Debian     ██████   120   apache     ██████   190   │
    │mt         ██▎       50   Rocky Lin… ██▉       58   roles::web █████    160   │
    │                          \x1b[2J    ▌         12                             │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    └────────── counted 190 of 200 nodes, nothing is known of the others: L learns ┘
    ");
}

#[test]
fn facets_on_a_tiny_terminal() {
    insta::assert_snapshot!(part(&counted(40, 12)), @r"
     scope ▸ all nodes            199 nodes
    ┌ Facets 1 to 1 of 5, by h and l ──────┐
    │country  9 without                    │
    │uk                     ██████   131   │
    │mt                     ██▎       50   │
    │                                      │
    │                                      │
    │                                      │
    └ counted 190 of 200 nodes, nothing i… ┘
    ");
}

#[test]
fn one_facet_as_a_table() {
    insta::assert_snapshot!(part(&counted(80, 24).keys("l t")), @r"
     scope ▸ all nodes                        199 of 200 nodes   mc 0.41s   13s ago
    ┌ os.name, 3 values ───────────────────────────────────────────────────────────┐
    │  VALUE                                 NODES  SHARE                          │
    │▸ Debian                                  120    63%  ████████████████████████│
    │  Rocky Linux                              58    30%  ███████████▌            │
    │  \x1b[2J                                  12     6%  ██▍                     │
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
    └────────── counted 190 of 200 nodes, nothing is known of the others: L learns ┘
    ");
}

#[test]
fn a_value_becomes_a_condition_of_the_scope() {
    let mut stage = counted(120, 35).keys("enter");
    assert_eq!(stage.app.session.scope.text(), "-F country=uk");
    let orders = stage.orders();
    let words = ["-F", "country=uk"].map(str::to_owned).to_vec();
    assert!(
        orders
            .iter()
            .any(|order| matches!(order, Order::Discover { scope, .. } if *scope == words)),
        "{orders:?}"
    );
    let stage = stage.keys("l j -");
    assert_eq!(
        stage.app.session.scope.text(),
        r#"-F country=uk -X "os.name='Rocky Linux'""#
    );
}

#[test]
fn another_fact_is_counted_when_the_user_names_it() {
    let mut stage = counted(120, 35)
        .keys("n")
        .type_text("kernel")
        .keys("enter")
        .wait(Duration::from_secs(1));
    let orders = stage.orders();
    assert!(
        matches!(&orders[..], [Order::Facets { facts, .. }] if facts[0] == "kernel"),
        "{orders:?}"
    );
}

#[test]
fn marked_nodes_are_kept_as_a_set() {
    let mut stage = fleet(80, 24, 20).keys("space space w").type_text("canaries");
    insta::assert_snapshot!(part(&stage), @r"
     scope ▸ all nodes               19 of 20 nodes   2 marked   mc 0.41s   12s ago
    ┌ Nodes 20, 1 silent ──────────────────────────────────────────────────────────┐
    │    IDENTITY         COLL    OS           VER      CLASSES  AGENTS  SEEN    UP│
    │ *● web01.lab.test   uk      debian 12    0.29.4        41      13   12s   31d│
    │ *● web02.lab.test   uk      debian 12    0.29.4        41      13   12s   31d│
    │▸ ○ web03.lab.test   uk      debian 12    0.29.4        41      13   14s   31d│
    │  ● web04.lab.test   uk      debian 12    0.29.4        41      13   12s   31d│
    │  ● web05.lab.test   uk      debian 12    0.29.4        41      13   12s   31d│
    │  ● web0┌ Save a set ────────────────────────────────────────────────┐2s   31d│
    │  ● web0│ name for 2 nodes, the marked ones                          │2s   31d│
    └────────│ canaries                                                   │ntity ▲ ┘
    ┌ web03.l│                                                            │────────┐
    │○ lookin└────────────────────────────────────────────────────────────┘        │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    └──────────────────────────────────────────────────────────────────────────────┘
    ");
    stage.orders();
    let mut stage = stage.keys("enter");
    let saved = Order::SaveSet {
        name: "canaries".to_owned(),
        nodes: stage::nodes(2).into(),
    };
    assert_eq!(stage.orders(), [saved]);
}

#[test]
fn a_set_is_taken_into_the_scope() {
    let stage = fleet(80, 24, 20).report(Report::Sets(vec![("canaries".to_owned(), 2)]));
    let stage = stage.keys("S enter");
    assert_eq!(stage.app.session.scope.text(), "-I @canaries");
}

#[test]
fn learning_from_many_nodes_asks_first() {
    let mut stage = fleet(80, 24, 2_000);
    stage.orders();
    let mut stage = stage.keys("L");
    assert!(stage.orders().is_empty());
    assert!(stage.screen().contains("2 000 nodes, the shown ones"));
    let mut stage = stage.keys("y");
    let ticket = ticket_of!(stage, Learn);
    let learned = |done, over| Report::Learned {
        ticket,
        done,
        of: 2_000,
        over,
    };
    let stage = stage.report(learned(120, false));
    assert!(stage.screen().contains("learning 120 of 2 000"));
    let stage = stage.report(learned(1_990, true));
    assert!(
        stage
            .screen()
            .contains("1 990 of 2 000 nodes told their inventory")
    );
}
