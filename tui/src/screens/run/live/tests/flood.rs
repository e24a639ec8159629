//! Any number of answers, in any order.

use std::sync::Arc;

use proptest::prelude::*;

use super::super::model::{MAX_WEIGHT, Model};
use super::super::view::View;
use super::*;

/// Answers in one report.
const TOGETHER: usize = 500;

fn flood(count: usize) -> (Model, View) {
    let agents = stage::agents();
    let agent = agents
        .iter()
        .find(|agent| agent.metadata.name == "service")
        .unwrap();
    let mut model = Model::new("restart", agent.action("restart"), stage::now());
    let mut view = View::default();
    let nodes = stage::nodes(count);
    let started = RunNews::Started {
        nodes: Arc::from(nodes.clone()),
        job: None,
    };
    model.hear(&started, stage::now());
    for nodes in nodes.chunks(TOGETHER) {
        let answer = |node: &Identity| reply(node.clone(), Status::Ok, "OK", json!({"status": "running"}), 5);
        let replies = nodes.iter().map(answer).collect();
        model.hear(&RunNews::Replies(replies), stage::now());
        view.heard(nodes.len());
        view.advance(&model, nodes.len(), stage::now());
    }
    (model, view)
}

#[test]
fn fifty_thousand_answers_cost_a_bounded_number_of_steps_each() {
    let count = 50_000;
    let (model, view) = flood(count);
    assert_eq!(model.tally().ok, count);
    assert_eq!(view.rows().len(), count);
    let steps = view.work();
    assert!(steps <= 20 * count as u64, "{steps} steps");
}

#[test]
fn a_change_of_the_filter_looks_at_answers_in_portions() {
    let (model, mut view) = flood(20_000);
    let before = view.work();
    view.sift(super::super::sieve::Sieve::read("ok()").unwrap());
    view.refresh(&model, stage::now());
    let (swept, rows) = (view.swept(), model.entries().len() as u64);
    assert!(swept < 5_000, "{swept} at once");
    assert!(view.work() - before <= swept as u64 + rows);
    assert!(view.is_stale(&model));
    for _ in 0..12 {
        view.refresh(&model, stage::now());
    }
    assert!(!view.is_stale(&model));
    assert_eq!(view.shown(), 20_000);
}

#[test]
fn an_expensive_filter_looks_at_few_answers_at_once() {
    let (model, mut view) = flood(2_000);
    let costly = "len(filter(1..20000, # > 0)) > 0";
    view.sift(super::super::sieve::Sieve::read(costly).unwrap());
    view.refresh(&model, stage::now());
    assert!((1..400).contains(&view.swept()), "{} at once", view.swept());
    assert!(view.is_stale(&model));
    view.refresh(&model, stage::now());
    assert!(view.swept() > 1 && view.mistake().is_none());
}

#[test]
fn large_answers_are_read_in_smaller_portions_and_listed_from_a_short_copy() {
    let mut model = Model::new("restart", None, stage::now());
    let long = "x".repeat(300_000);
    for number in 1..=20 {
        let big = reply(
            stage::node(number),
            Status::Ok,
            "OK",
            json!({"out": long, "code": 0}),
            5,
        );
        model.hear(&RunNews::Replies(vec![big]), stage::now());
    }
    let mut view = View::default();
    view.sift(super::super::sieve::Sieve::read("data('code') == 0").unwrap());
    view.refresh(&model, stage::now());
    assert!(view.swept() < 10, "{} at once", view.swept());
    for _ in 0..5 {
        view.refresh(&model, stage::now());
    }
    assert_eq!(view.shown(), 20);
    let answer = model.entries()[0].answer.as_ref().unwrap();
    assert_eq!(answer.glance()["out"].as_str().map(str::len), Some(256));
    assert_eq!(answer.data()["out"].as_str().map(str::len), Some(300_000));
}

#[test]
fn rows_that_wait_for_more_answers_are_made_by_the_next_tick() {
    let nodes = stage::nodes(1000);
    let started = RunNews::Started {
        nodes: Arc::from(nodes),
        job: None,
    };
    let bad = reply(stage::node(500), Status::Aborted, "unit is masked", json!({}), 5);
    let stage = begun(120, 35)
        .report(news(started))
        .report(news(RunNews::Replies(vec![bad])));
    assert!(stage.body().contains("1/1 000"), "{}", stage.body());
    assert!(!stage.body().contains("unit is masked"), "{}", stage.body());
    assert!(stage.app.restless());
    let stage = stage.wait(Duration::from_millis(100));
    assert!(stage.body().contains("unit is masked"), "{}", stage.body());
    assert!(!stage.app.restless());
}

#[test]
fn beyond_a_bound_only_how_an_answer_went_is_kept() {
    let mut model = Model::new("restart", None, stage::now());
    let long = "x".repeat(1 << 20);
    let most = MAX_WEIGHT >> 20;
    for number in 0..most + 3 {
        let big = reply(
            stage::node(number),
            Status::Aborted,
            &long,
            json!({"big": long}),
            5,
        );
        model.hear(&RunNews::Replies(vec![big]), stage::now());
    }
    assert!(model.weight() <= MAX_WEIGHT + 1024 * most);
    assert_eq!(model.tally().failed, most + 3);
    assert!(model.slim() >= 3);
    let last = model
        .entries()
        .last()
        .and_then(|entry| entry.answer.as_ref())
        .unwrap();
    assert_eq!((last.message().len(), last.data()), (256, Value::Null));
}

#[test]
fn what_a_node_says_cannot_reach_the_terminal() {
    let evil = "\u{1b}[2J\u{202e}\u{7}\u{9b}1m";
    let data = json!({"status": evil, evil: [evil, {"x": evil}]});
    let hostile = [
        reply(stage::node(1), Status::Ok, evil, data.clone(), 5),
        reply(stage::node(2), Status::Other(99), evil, json!(evil), 5),
        reply(stage::node(3), Status::Aborted, evil, data, 5),
    ];
    for (width, height) in [(120, 35), (80, 24), (40, 12), (1, 1)] {
        let mut stage = begun(width, height).report(news(RunNews::Replies(hostile.to_vec())));
        for keys in ["j", "enter", "o", "esc", "v enter", "tab", "z", "s", "s", "s s"] {
            stage.press(keys);
            let screen = stage.screen();
            let bad = |c: &char| c.is_control() && *c != '\n' || *c == '\u{202e}';
            assert_eq!(screen.chars().find(bad), None, "{screen}");
        }
    }
}

/// News as a confused backend might tell it.
fn any_news() -> impl Strategy<Value = RunNews> {
    let node = (0usize..12).prop_map(stage::node);
    let nodes = prop::collection::vec(node.clone(), 0..8);
    let answer = (node, 0u8..9, 0u64..100_000, any::<bool>(), "[a-c]{0,2}");
    let answer = answer.prop_map(|(node, code, millis, expected, said)| {
        let mut it = reply(node, code.into(), &said, json!({"status": said}), millis);
        it.expected = expected;
        it
    });
    prop_oneof![
        Just(RunNews::Discovering {
            method: "mc".to_owned()
        }),
        any::<usize>().prop_map(|count| RunNews::Discovered {
            count,
            took: Duration::ZERO
        }),
        (nodes.clone(), any::<bool>()).prop_map(|(nodes, job)| RunNews::Started {
            nodes: nodes.into(),
            job: job.then(|| "k7m2q".to_owned()),
        }),
        (any::<usize>(), any::<usize>(), any::<bool>(), nodes).prop_map(|(number, of, canary, nodes)| {
            RunNews::Batch {
                number,
                of,
                canary,
                nodes,
            }
        }),
        prop::collection::vec(answer, 0..20).prop_map(RunNews::Replies),
        any::<bool>().prop_map(RunNews::Held),
        Just(RunNews::Note("a note".to_owned())),
        any::<usize>().prop_map(|unasked| RunNews::Over(Box::new(RunEnd {
            stats: None,
            trouble: None,
            halted: None,
            unasked,
            exit: 0,
        }))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn news_in_any_order_add_up(
        all in prop::collection::vec(any_news(), 0..20),
        keys in prop::collection::vec(prop::sample::select(vec![
            "j", "G", "enter", "esc", "v", "s", "tab", "z", "o", "p", "ctrl-c", "F", "space", "/ o k ( ) enter", "/ a enter",
        ]), 0..20),
        size in prop::sample::select(vec![(120, 35), (80, 24), (40, 12), (7, 3)]),
    ) {
        let mut stage = begun(size.0, size.1);
        let mut model = Model::new("restart", None, stage::now());
        let mut keys = keys.into_iter();
        for it in all {
            model.hear(&it, stage::now());
            let tally = model.tally();
            let sum = tally.ok + tally.failed + tally.waiting + tally.silent + tally.unasked;
            prop_assert_eq!(sum, tally.targets, "{:?}", tally);
            prop_assert_eq!(tally.ok + tally.failed, tally.answered);
            let standing = |which| {
                let mut entries = model.entries().iter();
                let asked = entries.by_ref().filter(|entry| !model.is_stranger(entry));
                asked.filter(|entry| model.standing(entry) == which).count()
            };
            prop_assert_eq!(standing(Standing::Waiting), tally.waiting);
            prop_assert_eq!(standing(Standing::Silent), tally.silent);
            prop_assert_eq!(standing(Standing::NotSent), tally.unasked);
            stage.hear(&news(it));
            if let Some(keys) = keys.next() {
                stage.press(keys);
            }
            stage.screen();
        }
    }
}
