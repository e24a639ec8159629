//! The screen as its user sees it.

use std::time::Duration;

use protocol::Identity;

use crate::fleet::Glance;
use crate::order::{Order, Ticket};
use crate::report::{Discovered, Estimate, Report};
use crate::stage::{self, Stage};

/// The ticket of the last order of a kind.
macro_rules! ticket_of {
    ($stage:expr, $kind:ident) => {
        $stage
            .orders()
            .iter()
            .rev()
            .find_map(|order| match order {
                Order::$kind { ticket, .. } => Some(*ticket),
                _ => None,
            })
            .expect(concat!(stringify!($kind), " was ordered"))
    };
}

mod any;
mod diff;
mod empty;
mod facets;
mod node;
mod scope;

/// What the backend says of a scope that means these of the known nodes.
fn estimate(ticket: Ticket, nodes: Vec<Identity>, known: usize) -> Report {
    let result = Ok(Estimate {
        matching: nodes.len(),
        nodes: nodes.into(),
        unsure: 0,
        known,
    });
    Report::Estimate { ticket, result }
}

fn discovered(ticket: Ticket, nodes: Vec<Identity>) -> Report {
    let result = Ok(Discovered {
        nodes: nodes.into(),
        method: "mc".to_owned(),
        took: Duration::from_millis(410),
        cut: false,
    });
    Report::Discovered { ticket, result }
}

fn glances(count: usize) -> Report {
    let glance = |node: Identity| {
        let glance = Glance {
            os: "debian 12".to_owned(),
            version: "0.29.4".to_owned(),
            collectives: "uk".to_owned(),
            booted: Some(stage::now() - Duration::from_secs(31 * 86_400)),
            seen: None,
        };
        (node, glance)
    };
    Report::Glances(stage::nodes(count).into_iter().map(glance).collect())
}

/// The screen without the row of tabs and the row of keys, which are not its own.
fn part(stage: &Stage) -> String {
    let screen = stage.screen();
    let lines: Vec<&str> = screen.lines().skip(1).collect();
    lines.split_last().map_or(&[][..], |(_, rest)| rest).join("\n")
}

/// A fleet of which all but the third node answered.
fn fleet(width: u16, height: u16, count: usize) -> Stage {
    let mut stage = Stage::new(width, height).report(Report::Known(stage::known(count)));
    let orders = stage.orders();
    let ticket = |wanted: fn(&Order) -> Option<Ticket>| orders.iter().rev().find_map(wanted);
    let weighed = ticket(|order| match order {
        Order::Estimate { ticket, .. } => Some(*ticket),
        _ => None,
    });
    let asked = ticket(|order| match order {
        Order::Discover { ticket, .. } => Some(*ticket),
        _ => None,
    });
    let mut online = stage::nodes(count);
    online.remove(2);
    stage
        .report(estimate(weighed.unwrap(), stage::nodes(count), count))
        .report(discovered(asked.unwrap(), online))
        .wait(Duration::from_secs(1))
        .report(glances(10))
        .wait(Duration::from_secs(11))
}

#[test]
fn a_fleet_on_a_large_terminal() {
    let stage = fleet(120, 35, 200).keys("space j space");
    insta::assert_snapshot!(part(&stage), @r"
     scope ▸ all nodes                                                     199 of 200 nodes   2 marked   mc 0.41s   12s ago
    ┌ Nodes 200, 1 silent ─────────────────────────────────────────────────────────┐┌ web04.lab.test ──────────────────────┐
    │    IDENTITY         COLL    OS           VER      CLASSES  AGENTS  SEEN    UP││● looking it up                       │
    │ *● web01.lab.test   uk      debian 12    0.29.4        41      13   12s   31d││                                      │
    │  ● web02.lab.test   uk      debian 12    0.29.4        41      13   12s   31d││                                      │
    │ *○ web03.lab.test   uk      debian 12    0.29.4        41      13   14s   31d││                                      │
    │▸ ● web04.lab.test   uk      debian 12    0.29.4        41      13   12s   31d││                                      │
    │  ● web05.lab.test   uk      debian 12    0.29.4        41      13   12s   31d││                                      │
    │  ● web06.lab.test   uk      debian 12    0.29.4        41      13   12s   31d││                                      │
    │  ● web07.lab.test   uk      debian 12    0.29.4        41      13   12s   31d││                                      │
    │  ● web08.lab.test   uk      debian 12    0.29.4        41      13   12s   31d││                                      │
    │  ● web09.lab.test   uk      debian 12    0.29.4        41      13   12s   31d││                                      │
    │  ● web10.lab.test   uk      debian 12    0.29.4        41      13   12s   31d││                                      │
    │  ● web100.lab.test                                     41      13   12s      ││                                      │
    │  ● web101.lab.test                                     41      13   12s      ││                                      │
    │  ● web102.lab.test                                     41      13   12s      ││                                      │
    │  ● web103.lab.test                                     41      13   12s      ││                                      │
    │  ● web104.lab.test                                     41      13   12s      ││                                      │
    │  ● web105.lab.test                                     41      13   12s      ││                                      │
    │  ● web106.lab.test                                     41      13   12s      ││                                      │
    │  ● web107.lab.test                                     41      13   12s      ││                                      │
    │  ● web108.lab.test                                     41      13   12s      ││                                      │
    │  ● web109.lab.test                                     41      13   12s      ││                                      │
    │  ● web11.lab.test                                      41      13   12s      ││                                      │
    │  ● web110.lab.test                                     41      13   12s      ││                                      │
    │  ● web111.lab.test                                     41      13   12s      ││                                      │
    │  ● web112.lab.test                                     41      13   12s      ││                                      │
    │  ● web113.lab.test                                     41      13   12s      ││                                      │
    │  ● web114.lab.test                                     41      13   12s      ││                                      │
    │  ● web115.lab.test                                     41      13   12s      ││                                      │
    │  ● web116.lab.test                                     41      13   12s      ││                                      │
    └──────────────────────────────────────────────────────────── sort: identity ▲ ┘└──────────────────────────────────────┘
    ");
}

#[test]
fn a_fleet_on_a_small_terminal() {
    insta::assert_snapshot!(part(&fleet(80, 24, 200)), @r"
     scope ▸ all nodes                        199 of 200 nodes   mc 0.41s   12s ago
    ┌ Nodes 200, 1 silent ─────────────────────────────────────────────────────────┐
    │    IDENTITY         COLL    OS           VER      CLASSES  AGENTS  SEEN    UP│
    │▸ ● web01.lab.test   uk      debian 12    0.29.4        41      13   12s   31d│
    │  ● web02.lab.test   uk      debian 12    0.29.4        41      13   12s   31d│
    │  ○ web03.lab.test   uk      debian 12    0.29.4        41      13   14s   31d│
    │  ● web04.lab.test   uk      debian 12    0.29.4        41      13   12s   31d│
    │  ● web05.lab.test   uk      debian 12    0.29.4        41      13   12s   31d│
    │  ● web06.lab.test   uk      debian 12    0.29.4        41      13   12s   31d│
    │  ● web07.lab.test   uk      debian 12    0.29.4        41      13   12s   31d│
    └──────────────────────────────────────────────────────────── sort: identity ▲ ┘
    ┌ web01.lab.test ──────────────────────────────────────────────────────────────┐
    │● looking it up                                                               │
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
fn a_fleet_on_a_tiny_terminal() {
    insta::assert_snapshot!(part(&fleet(40, 12, 200)), @r"
     scope ▸ all nodes            199 nodes
    ┌ Nodes 200, 1 silent ─────────────────┐
    │    IDENTITY                SEEN    UP│
    │▸ ● web01.lab.test           12s   31d│
    │  ● web02.lab.test           12s   31d│
    │  ○ web03.lab.test           14s   31d│
    │  ● web04.lab.test           12s   31d│
    │  ● web05.lab.test           12s   31d│
    └──────────────────── sort: identity ▲ ┘
    ");
}

#[test]
fn while_a_scope_is_typed_the_known_nodes_it_means_are_listed_and_nothing_is_asked() {
    let mut stage = fleet(80, 24, 20).keys("/").type_text("-C apache");
    let ticket = ticket_of!(stage, Estimate);
    let mut stage = stage.report(estimate(ticket, stage::nodes(4), 20));
    insta::assert_snapshot!(part(&stage), @r"
     scope ▸ -C apache                                          4 of 20 known nodes
     part of a name  fact=value  -C class  -A agent  -X not these  -S expression
    ┌ Nodes 4 known to match ──────────────────────────────────────────────────────┐
    │    IDENTITY         COLL    OS           VER      CLASSES  AGENTS  SEEN    UP│
    │▸ ● web01.lab.test   uk      debian 12    0.29.4        41      13   12s   31d│
    │  ● web02.lab.test   uk      debian 12    0.29.4        41      13   12s   31d│
    │  ○ web03.lab.test   uk      debian 12    0.29.4        41      13   14s   31d│
    │  ● web04.lab.test   uk      debian 12    0.29.4        41      13   12s   31d│
    │                                                                              │
    │                                                                              │
    │                                                                              │
    └──────────────────────────────────────────────────────────── sort: identity ▲ ┘
    ┌ web01.lab.test ──────────────────────────────────────────────────────────────┐
    │● looking it up                                                               │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    └──────────────────────────────────────────────────────────────────────────────┘
    ");
    assert!(stage.orders().is_empty());
    let mut stage = stage.wait(Duration::from_millis(500));
    let orders = stage.orders();
    assert!(
        matches!(&orders[..], [Order::Discover { scope, .. }] if scope == &["-C", "apache"]),
        "{orders:?}"
    );
    assert_eq!(stage.app.session.scope.text(), "-C apache");
}

#[test]
fn a_screen_at_rest_asks_for_no_fine_ticks_and_no_nodes() {
    for (width, height) in [(120, 35), (80, 24), (40, 12)] {
        let mut stage = fleet(width, height, 200).wait(Duration::from_secs(1));
        stage.orders();
        let mut stage = stage.wait(Duration::from_secs(1)).wait(Duration::from_secs(1));
        assert!(!stage.app.restless(), "at {width}x{height}");
        assert!(stage.orders().is_empty());
    }
}
