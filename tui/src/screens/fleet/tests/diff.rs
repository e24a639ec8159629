//! Why nodes differ.

use serde_json::json;

use super::node::{detail, told};
use super::{fleet, part};
use crate::fleet::Detail;
use crate::order::{Order, Ticket};
use crate::report::{Report, Trouble};
use crate::stage::{self, Stage};

/// A node unlike the first one.
fn unlike(number: usize) -> Detail {
    let mut detail = detail(number);
    detail.version = "0.28.0".to_owned();
    detail.classes.retain(|class| class != "apache");
    detail.facts["country"] = json!("\u{1b}]0;mt\u{7}");
    detail.facts["os"]["release"]["full"] = json!("11.9");
    detail.facts.insert("uptime".to_owned(), json!(number));
    detail
}

/// The nodes that are looked up, by the place of each.
fn asked(stage: &mut Stage) -> Vec<(Ticket, usize)> {
    let orders = stage.orders();
    let nodes = orders.iter().rev().find_map(|order| match order {
        Order::Compare(nodes) => Some(nodes.clone()),
        _ => None,
    });
    let all = stage::nodes(200);
    let place = |node| all.iter().position(|it| *it == node);
    let nodes = nodes.unwrap_or_default().into_iter();
    nodes
        .filter_map(|(ticket, node)| Some((ticket, place(node)? + 1)))
        .collect()
}

/// The first nodes are marked and compared; every second one is unlike the first.
fn compared(width: u16, height: u16, count: usize) -> Stage {
    let mut stage = fleet(width, height, 200);
    for _ in 0..count {
        stage.press("space");
    }
    stage.orders();
    stage.press("d");
    for (ticket, number) in asked(&mut stage) {
        let detail = if number % 2 == 1 {
            detail(number)
        } else {
            unlike(number)
        };
        stage.hear(&told(ticket, detail, true));
    }
    stage
}

#[test]
fn two_nodes_side_by_side() {
    insta::assert_snapshot!(part(&compared(120, 35, 2)), @r"
    ┌ 5 differences between 2 nodes ───────────────────────────────────────────────────────────────────────────────────────┐
    │web01.lab.test  answered 3d ago                                                                                       │
    │web02.lab.test  answered 3d ago                                                                                       │
    │  WHAT                                      web01.lab.test                        web02.lab.test                      │
    │▸ node version                              0.29.4                                0.28.0                              │
    │  class apache                              ✓                                     ✗                                   │
    │  fact country                              uk                                    \x1b]0;mt\x07                       │
    │  fact os.release.full                      12.5                                  11.9                                │
    │  fact uptime                               none                                  2                                   │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    └──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────┘
    ");
}

#[test]
fn two_nodes_on_a_small_terminal() {
    insta::assert_snapshot!(part(&compared(80, 24, 2)), @r"
    ┌ 5 differences between 2 nodes ───────────────────────────────────────────────┐
    │web01.lab.test  answered 3d ago                                               │
    │web02.lab.test  answered 3d ago                                               │
    │  WHAT                         web01.lab.test           web02.lab.test        │
    │▸ node version                 0.29.4                   0.28.0                │
    │  class apache                 ✓                        ✗                     │
    │  fact country                 uk                       \x1b]0;mt\x07         │
    │  fact os.release.full         12.5                     11.9                  │
    │  fact uptime                  none                     2                     │
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
}

#[test]
fn two_nodes_on_a_tiny_terminal() {
    insta::assert_snapshot!(part(&compared(40, 12, 2)), @r"
    ┌ 5 differences between 2 nodes ───────┐
    │web01.lab.test  answered 3d ago       │
    │web02.lab.test  answered 3d ago       │
    │  WHAT            web01.lab…  web02.l…│
    │▸ node version    0.29.4      0.28.0  │
    │  class apache    ✓           ✗       │
    │  fact country    uk          \x1b]0;…│
    │  fact os.relea…  12.5        11.9    │
    └──────────────────────────────────────┘
    ");
}

#[test]
fn of_more_nodes_those_that_are_alike_stand_together() {
    insta::assert_snapshot!(part(&compared(80, 24, 5)), @r"
    ┌ 5 differences between 5 nodes ───────────────────────────────────────────────┐
    │web01.lab.test  answered 3d ago                                               │
    │web02.lab.test  answered 3d ago                                               │
    │web03.lab.test  answered 3d ago                                               │
    │web04.lab.test  answered 3d ago                                               │
    │web05.lab.test  answered 3d ago                                               │
    │▸ node version                                                                │
    │    0.29.4  3: web01.lab.test web03.lab.test web05.lab.test                   │
    │    0.28.0  2: web02.lab.test web04.lab.test                                  │
    │  class apache                                                                │
    │    ✓  3: web01.lab.test web03.lab.test web05.lab.test                        │
    │    ✗  2: web02.lab.test web04.lab.test                                       │
    │  fact country                                                                │
    │    uk  3: web01.lab.test web03.lab.test web05.lab.test                       │
    │    \x1b]0;mt\x07  2: web02.lab.test web04.lab.test                           │
    │  fact os.release.full                                                        │
    │    12.5  3: web01.lab.test web03.lab.test web05.lab.test                     │
    │    11.9  2: web02.lab.test web04.lab.test                                    │
    │  fact uptime                                                                 │
    │    none  3: web01.lab.test web03.lab.test web05.lab.test                     │
    └──────────────────────────────────────────────────────────────────────────────┘
    ");
}

#[test]
fn differences_are_searched_and_copied() {
    let stage = compared(80, 24, 2).keys("/").type_text("release").keys("enter y");
    assert_eq!(
        stage.copied(),
        ["fact os.release.full\nweb01.lab.test\n12.5\n\nweb02.lab.test\n11.9"]
    );
    assert!(stage.screen().contains("1 difference") || stage.screen().contains("/release"));
}

#[test]
fn a_node_that_is_silent_is_compared_by_what_is_known_of_it() {
    let mut stage = fleet(80, 24, 200).keys("space space d");
    let [(one, 1), (two, 2)] = asked(&mut stage)[..] else {
        panic!("both are looked up");
    };
    stage.hear(&told(one, detail(1), false));
    stage.hear(&told(two, unlike(2), false));
    stage.hear(&told(one, detail(1), true));
    stage.hear(&Report::Detail {
        ticket: two,
        result: Err(Trouble::new("it did not answer in 2s")),
        fresh: false,
    });
    let screen = stage.screen();
    assert!(
        screen.contains("cached, learned 3d ago, it did not answer in 2s"),
        "{screen}"
    );
    assert!(screen.contains("os.release.full"), "{screen}");
}

#[test]
fn nothing_is_compared_while_one_node_is_unknown() {
    let mut stage = fleet(80, 24, 200).keys("space space d");
    let nodes = asked(&mut stage);
    stage.hear(&told(nodes[0].0, detail(1), true));
    let stage = stage.report(Report::Detail {
        ticket: nodes[1].0,
        result: Err(Trouble::new("it did not answer in 2s")),
        fresh: false,
    });
    assert!(stage.screen().contains("nothing can be compared"));
}
