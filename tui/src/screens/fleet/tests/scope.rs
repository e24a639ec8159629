//! Typing the scope.

use std::time::Duration;

use super::{discovered, estimate, fleet, part};
use crate::order::{Order, Ticket};
use crate::report::{Candidate, Mistake, Report};
use crate::stage::{self, Stage};

/// The words are wrong.
fn mistaken(ticket: Ticket, text: &str, unfinished: bool) -> Report {
    Report::Estimate {
        ticket,
        result: Err(Mistake {
            text: text.to_owned(),
            unfinished,
        }),
    }
}

/// The words mean the first nodes.
fn weighed(mut stage: Stage, count: usize) -> Stage {
    let ticket = ticket_of!(stage, Estimate);
    stage.report(estimate(ticket, stage::nodes(count), 20))
}

fn discoveries(stage: &mut Stage) -> Vec<Vec<String>> {
    let scope = |order| match order {
        Order::Discover { scope, .. } => Some(scope),
        _ => None,
    };
    stage.orders().into_iter().filter_map(scope).collect()
}

#[test]
fn words_with_a_mistake_say_so_and_leave_the_last_result() {
    let mut stage = fleet(80, 24, 20).keys("/").type_text("-F =");
    let ticket = ticket_of!(stage, Estimate);
    let stage = stage.report(mistaken(ticket, "-F =: one side of the operator is empty", false));
    let mut stage = stage.wait(Duration::from_secs(2));
    insta::assert_snapshot!(part(&stage), @r"
     scope ▸ -F =
     -F =: one side of the operator is empty
    ┌ Nodes 20, 1 silent ──────────────────────────────────────────────────────────┐
    │    IDENTITY         COLL    OS           VER      CLASSES  AGENTS  SEEN    UP│
    │▸ ● web01.lab.test   uk      debian 12    0.29.4        41      13   14s   31d│
    │  ● web02.lab.test   uk      debian 12    0.29.4        41      13   14s   31d│
    │  ○ web03.lab.test   uk      debian 12    0.29.4        41      13   16s   31d│
    │  ● web04.lab.test   uk      debian 12    0.29.4        41      13   14s   31d│
    │  ● web05.lab.test   uk      debian 12    0.29.4        41      13   14s   31d│
    │  ● web06.lab.test   uk      debian 12    0.29.4        41      13   14s   31d│
    │  ● web07.lab.test   uk      debian 12    0.29.4        41      13   14s   31d│
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
    assert!(discoveries(&mut stage).is_empty());
    let stage = stage.keys("enter esc");
    assert_eq!(stage.app.session.scope.text(), "");
    assert!(
        stage
            .screen()
            .contains("the last scope that could be used is kept")
    );
    assert!(stage.screen().contains("Nodes 20, 1 silent"));
}

#[test]
fn an_open_quote_is_no_words_at_all() {
    let mut stage = fleet(80, 24, 20).keys("/").type_text("-C 'a");
    stage.orders();
    let mut stage = stage.type_text("b").wait(Duration::from_secs(1));
    assert!(stage.orders().is_empty());
    assert!(stage.screen().contains("a quote is open"));
    for number in 0..40 {
        stage.hear(&estimate(Ticket(number), stage::nodes(1), 20));
    }
    let stage = stage.wait(Duration::from_secs(1));
    assert_eq!(stage.app.session.scope.text(), "");
    assert!(stage.screen().contains("a quote is open"));
}

#[test]
fn enter_waits_until_the_words_are_known_to_be_right() {
    let mut stage = fleet(80, 24, 20).keys("/").type_text("-C apache").keys("enter");
    let ticket = ticket_of!(stage, Estimate);
    assert_eq!(stage.app.session.scope.text(), "");
    let mut stage = stage.report(estimate(ticket, stage::nodes(4), 20));
    assert_eq!(discoveries(&mut stage), [["-C", "apache"]]);
    assert_eq!(stage.app.session.scope.text(), "-C apache");
}

#[test]
fn an_answer_about_words_that_were_typed_before_is_too_late() {
    let mut stage = fleet(80, 24, 20).keys("/").type_text("-C a");
    let old = ticket_of!(stage, Estimate);
    let stage = stage.type_text("p").report(estimate(old, stage::nodes(1), 20));
    let mut stage = stage.wait(Duration::from_secs(1));
    assert!(discoveries(&mut stage).is_empty());
    assert!(stage.screen().contains("counting"));
}

#[test]
fn escape_leaves_the_words_then_the_scope() {
    let stage = fleet(80, 24, 20).keys("/").type_text("-C apache");
    let mut stage = weighed(stage, 4).keys("esc");
    assert_eq!(stage.app.session.scope.text(), "-C apache");
    let asked = stage.orders();
    let ticket = asked.iter().find_map(|order| match order {
        Order::Discover { ticket, .. } => Some(*ticket),
        _ => None,
    });
    let mut stage = stage
        .report(discovered(ticket.unwrap(), stage::nodes(4)))
        .keys("esc");
    assert_eq!(stage.app.session.scope.text(), "");
    assert_eq!(discoveries(&mut stage), [Vec::<String>::new()]);
}

#[test]
fn while_the_fleet_answers_the_list_grows_and_says_that_it_is_not_whole() {
    let mut stage = Stage::new(80, 24);
    let ticket = ticket_of!(stage, Discover);
    let stage = stage
        .report(Report::Discovering {
            ticket,
            nodes: stage::nodes(5),
        })
        .wait(Duration::from_millis(300))
        .report(Report::Discovering {
            ticket,
            nodes: stage::nodes(9),
        });
    let screen = stage.screen();
    assert!(screen.contains("Nodes 9, 9 answered so far"), "{screen}");
    assert!(screen.contains("web07.lab.test"), "{screen}");
}

#[test]
fn what_could_be_typed_is_chosen_from_a_menu() {
    let mut stage = fleet(80, 24, 20).keys("/").type_text("-C a").keys("tab");
    let ticket = stage.orders().iter().rev().find_map(|order| match order {
        Order::Complete {
            ticket,
            line,
            cursor: 9,
            ..
        } if line == "find -C a" => Some(*ticket),
        _ => None,
    });
    let candidate = |value: &str, about: &str| Candidate {
        value: value.to_owned(),
        about: about.to_owned(),
        complete: true,
    };
    let stage = stage.report(Report::Completions {
        ticket: ticket.unwrap(),
        from: 8,
        candidates: vec![candidate("apache", "190 nodes"), candidate("app", "12 nodes")],
    });
    insta::assert_snapshot!(part(&stage), @r"
     scope ▸ -C apache                                                     counting
     part of a name  fact=value  -C class  -A agent  -X not these  -S expression
    ▸ apache                                  190 nodes                     ───────┐
      app                                     12 nodes                      N    UP│
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
    └──────────────────────────────────────────────────────────────────────────────┘
    ");
    let stage = weighed(stage.keys("tab enter"), 12).keys("enter");
    assert_eq!(stage.app.session.scope.text(), "-C app");
}

/// The words are `coun` with a menu of what it may become.
fn offered(names: &[&str]) -> Stage {
    let mut stage = fleet(80, 24, 20).keys("/").type_text("coun").keys("tab");
    let asked = stage.orders().into_iter().rev().find_map(|order| match order {
        Order::Complete {
            ticket, line, cursor, ..
        } => Some((ticket, line, cursor)),
        _ => None,
    });
    let (ticket, line, cursor) = asked.unwrap();
    assert_eq!((line.as_str(), cursor), ("find -F coun", 12));
    let candidate = |name: &&str| Candidate {
        value: (*name).to_owned(),
        about: String::new(),
        complete: false,
    };
    stage.report(Report::Completions {
        ticket,
        from: 8,
        candidates: names.iter().map(candidate).collect(),
    })
}

#[test]
fn what_is_chosen_stands_in_the_line_and_is_typed_on() {
    let stage = offered(&["country=", "count="]).type_text("uk");
    assert!(stage.screen().contains("scope ▸ country=uk"));
    let stage = weighed(stage, 3).keys("enter");
    assert_eq!(stage.app.session.scope.text(), "-F country=uk");
}

#[test]
fn what_was_typed_comes_back_when_the_menu_is_left() {
    let stage = offered(&["country=", "count="]).keys("tab esc");
    assert!(stage.screen().contains("scope ▸ coun "));
}
