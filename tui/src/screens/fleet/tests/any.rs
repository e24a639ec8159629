//! Whatever happens, in whatever order.

use std::time::Duration;

use proptest::prelude::*;
use serde_json::json;

use super::node::detail;
use super::{discovered, estimate, glances};
use crate::fleet::{Facet, FacetKind, Reason};
use crate::order::{Order, Ticket};
use crate::report::{Candidate, Link, Mistake, Report, Trouble};
use crate::stage::{self, Stage};

const KEYS: &[&str] = &[
    "j",
    "k",
    "g g",
    "G",
    "ctrl-d",
    "ctrl-u",
    "pagedown",
    "pageup",
    "/",
    "esc",
    "enter",
    "tab",
    "shift-tab",
    "space",
    "ctrl-a",
    "*",
    "s",
    "z",
    "y",
    "Y",
    "o",
    "e",
    "d",
    "R",
    "f",
    "-",
    "t",
    "n",
    "w",
    "S",
    "L",
    "x",
    "a",
    "h",
    "l",
    "q",
    "backspace",
    "ctrl-w",
    "1",
    "2",
    "up",
    "down",
];

/// Something that may happen.
#[derive(Debug, Clone)]
enum Deed {
    Key(&'static str),
    Type(String),
    Wait(u64),
    Resize(u16, u16),
    /// The backend does what was ordered, well or badly.
    Answer(bool, usize),
    Known(usize),
    Link(bool),
    Stray(u64, usize),
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        8 => prop::sample::select(KEYS).prop_map(Deed::Key),
        1 => "(-[CFIXS] )?[a-c='\"]{0,4}".prop_map(Deed::Type),
        2 => (0..900_u64).prop_map(Deed::Wait),
        1 => (0..130_u16, 0..40_u16).prop_map(|(width, height)| Deed::Resize(width, height)),
        4 => (any::<bool>(), 0..30_usize).prop_map(|(well, count)| Deed::Answer(well, count)),
        1 => (0..30_usize).prop_map(Deed::Known),
        1 => any::<bool>().prop_map(Deed::Link),
        1 => (0..40_u64, 0..30_usize).prop_map(|(ticket, count)| Deed::Stray(ticket, count)),
    ]
}

fn answer(order: &Order, well: bool, count: usize) -> Option<Report> {
    let trouble = || Trouble::new("no\u{1b}[2J");
    let mistake = Mistake {
        text: "wrong\n".to_owned(),
        unfinished: count.is_multiple_of(2),
    };
    Some(match order {
        Order::Estimate { ticket, .. } if well => estimate(*ticket, stage::nodes(count), 30),
        Order::Estimate { ticket, .. } => Report::Estimate {
            ticket: *ticket,
            result: Err(mistake),
        },
        Order::Discover { ticket, .. } if well => discovered(*ticket, stage::nodes(count)),
        Order::Discover { ticket, .. } => Report::Discovered {
            ticket: *ticket,
            result: Err(trouble()),
        },
        Order::Glance { .. } => glances(count),
        Order::Inspect { ticket, node } => {
            let number = stage::nodes(40).iter().position(|it| it == node).unwrap_or(0) + 1;
            let mut detail = detail(number);
            detail
                .facts
                .insert("more".to_owned(), json!({"\u{202e}": [count, null]}));
            Report::Detail {
                ticket: *ticket,
                result: match count {
                    0 => Ok(None),
                    1 => Err(trouble()),
                    _ => Ok(Some(Box::new(detail))),
                },
                fresh: well,
            }
        }
        Order::Explain { ticket, .. } => Report::Reasons {
            ticket: *ticket,
            result: match well {
                true => Ok(vec![Reason {
                    condition: "class is a".to_owned(),
                    met: None,
                    found: Some("\u{7}".to_owned()),
                }]),
                false => Err(trouble()),
            },
        },
        Order::Facets { ticket, facts, .. } => Report::Facets {
            ticket: *ticket,
            facets: facets(facts, count),
            counted: count,
        },
        Order::Learn { ticket, .. } => Report::Learned {
            ticket: *ticket,
            done: count,
            of: 30,
            over: well,
        },
        Order::Complete { ticket, .. } => Report::Completions {
            ticket: *ticket,
            from: count,
            candidates: candidates(count % 4),
        },
        _ => return None,
    })
}

fn facets(facts: &[String], count: usize) -> Vec<Facet> {
    let facet = |name: &String| Facet {
        name: name.clone(),
        kind: FacetKind::Fact,
        values: (0..count)
            .map(|number| (format!("v{number}='") + "\u{1b}", number))
            .collect(),
        lacking: count,
    };
    facts.iter().skip(count % 3).map(facet).collect()
}

fn candidates(count: usize) -> Vec<Candidate> {
    let candidate = |number: usize| Candidate {
        value: format!("-C c{number}"),
        about: "a\tclass".to_owned(),
        complete: number.is_multiple_of(2),
    };
    (0..count).map(candidate).collect()
}

fn stray(ticket: Ticket, count: usize) -> Report {
    match count % 3 {
        0 => Report::Discovering {
            ticket,
            nodes: stage::nodes(count),
        },
        1 => discovered(ticket, stage::nodes(count)),
        _ => estimate(ticket, stage::nodes(count), 30),
    }
}

fn play(stage: Stage, deed: Deed) -> Stage {
    let mut stage = stage;
    match deed {
        Deed::Key(key) => stage.keys(key),
        Deed::Type(text) => stage.paste(&text),
        Deed::Wait(millis) => stage.wait(Duration::from_millis(millis)),
        Deed::Resize(width, height) => stage.resize(width, height),
        Deed::Answer(well, count) => {
            for order in stage.orders().into_iter().flat_map(stage::apart) {
                if let Some(report) = answer(&order, well, count) {
                    stage.hear(&report);
                }
            }
            stage
        }
        Deed::Known(count) => stage.report(Report::Known(stage::known(count))),
        Deed::Link(true) => stage.report(Report::Link(Link::Up("b2".to_owned()))),
        Deed::Link(false) => stage.report(Report::Link(Link::Lost)),
        Deed::Stray(ticket, count) => stage.report(stray(Ticket(ticket), count)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_keys_and_reports_in_any_order_leave_a_screen_that_can_be_drawn(
        deeds in prop::collection::vec(deed(), 1..80)
    ) {
        let mut stage = Stage::new(120, 35).report(Report::Known(stage::known(20)));
        for deed in deeds {
            stage = play(stage, deed);
            let screen = stage.screen();
            let harmful = screen.contains(['\u{1b}', '\u{7}', '\u{202e}']);
            prop_assert!(!harmful, "{screen:?}");
            let words = stage.app.session.scope.words();
            prop_assert!(words.is_some(), "the scope of all screens can always be used");
        }
    }
}
