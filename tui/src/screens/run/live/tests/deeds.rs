//! Control of a run, and what follows from its answers.

use super::*;
use crate::report::Link;

/// A question without batches has ended; one node failed, one was silent.
fn plain(change: bool) -> Stage {
    let Message::Begin(mut it) = begin(TICKET) else {
        unreachable!("it begins");
    };
    it.change = change;
    let started = RunNews::Started {
        nodes: stage::nodes(3).into(),
        job: None,
    };
    let good = reply(
        stage::node(1),
        Status::Ok,
        "OK",
        json!({"status": "running"}),
        900,
    );
    let bad = reply(stage::node(2), Status::Aborted, "unit is masked", json!({}), 900);
    Stage::new(80, 24)
        .tell(Message::Begin(it))
        .report(news(started))
        .report(news(RunNews::Replies(vec![good, bad])))
        .report(over(None))
}

#[test]
fn a_rollout_is_held_and_goes_on() {
    let mut stage = half_way(120, 35).keys("p");
    assert_eq!(controls(&mut stage), [Control::Hold]);
    assert!(stage.body().contains("no further batch"), "{}", stage.body());
    let mut stage = stage.report(news(RunNews::Held(true)));
    assert!(
        stage.body().contains("held: p goes on, ^C stops"),
        "{}",
        stage.body()
    );
    stage.press("p");
    assert_eq!(controls(&mut stage), [Control::Continue]);
    let stage = stage.report(news(RunNews::Held(false)));
    assert!(!stage.body().contains("held"), "{}", stage.body());
}

#[test]
fn a_rollout_is_stopped_after_its_batch_and_then_at_once() {
    let mut stage = half_way(120, 35).keys("ctrl-c");
    assert_eq!(controls(&mut stage), [Control::Stop]);
    let words = "stopping after this batch; ^C again ends it now";
    assert!(stage.body().contains(words), "{}", stage.body());
    stage.press("ctrl-c");
    assert_eq!(controls(&mut stage), [Control::Cut]);
    assert!(stage.body().contains("ending now"), "{}", stage.body());
}

#[test]
fn a_run_that_is_held_after_its_canary_says_so_and_goes_on() {
    let stage = Stage::new(120, 35).tell(begin(TICKET));
    let stage = stage.report(batch(1, 1..=1));
    let stage = stage.report(news(RunNews::Held(true)));
    assert!(stage.body().contains("held after the canary"), "{}", stage.body());
    let mut stage = stage.keys("p");
    assert_eq!(controls(&mut stage), [Control::Continue]);
}

#[test]
fn a_lost_broker_is_said_at_once_and_at_the_end() {
    let stage = half_way(120, 35).report(Report::Link(Link::Lost));
    assert!(stage.body().contains("broker lost"), "{}", stage.body());
    let stage = stage.report(Report::Link(Link::Up("b2".to_owned())));
    assert!(!stage.body().contains("broker lost"), "{}", stage.body());
    let stage = stage.report(over(None));
    assert!(
        stage.body().contains("the broker was lost meanwhile"),
        "{}",
        stage.body()
    );
    let stage = stage.keys("/ w e b 0 9 enter enter");
    assert!(
        stage.body().contains("so it may have answered"),
        "{}",
        stage.body()
    );
}

#[test]
fn leaving_while_it_runs_asks_first() {
    let stage = half_way(80, 24).keys("Q");
    assert!(!stage.left());
    let said = stage.screen().contains("12 of its nodes have not");
    assert!(said, "{}", stage.screen());
}

#[test]
fn a_rollout_is_asked_again_by_its_job() {
    let mut stage = ended(120, 35).keys("r down enter y");
    let expected = ("jobs retry k7m2q --silent".to_owned(), Vec::new());
    assert_eq!(runs(&mut stage), [expected]);
}

#[test]
fn the_end_is_heard_on_other_screens_too() {
    let stage = half_way(120, 35).keys("1").report(over(None));
    let words = "service#restart is over: 7 OK, 1 failed, 4 without response, 8 not sent";
    assert!(stage.screen().contains(words), "{}", stage.screen());
}

#[test]
fn a_rollout_that_stopped_goes_on() {
    let mut stage = ended(120, 35).keys("r down down enter y");
    let expected = ("resume k7m2q".to_owned(), Vec::new());
    assert_eq!(runs(&mut stage), [expected]);
}

#[test]
fn the_job_of_a_rollout_is_one_key_away() {
    let mut stage = ended(80, 24).keys("8");
    assert!(stage.screen().contains("[8 Jobs]"), "{}", stage.screen());
    assert!(stage.orders().contains(&Order::Jobs));
}

#[test]
fn ten_runs_that_are_over_are_remembered() {
    let mut stage = Stage::new(80, 24);
    for number in 1..=12 {
        let mut end = over(Some(&format!("run {number}")));
        if let Report::Run { ticket, .. } = &mut end {
            *ticket = Ticket(number);
        }
        stage = stage.tell(begin(Ticket(number))).report(end);
    }
    assert!(stage.body().contains("run 12"), "{}", stage.body());
    let stage = stage.keys("[ [ [ [ [ [ [ [ [ [ [ [ [");
    assert!(stage.body().contains("run 3"), "{}", stage.body());
}

#[test]
fn any_other_run_is_repeated_for_the_nodes_that_failed_or_were_silent() {
    let mut stage = plain(true).keys("r down down enter");
    insta::assert_snapshot!(stage.body(), @r"
     service#restart ▸ 3 nodes  [██████████████████████░░░░░░░░░░░░] 2/3  66%  0ms
     done   ✓ 1 OK   ✗ 1 failed   ? 1 no response   exit 11
    ┌ Aggregates ──────────────────────────────────────────────────────────────────┐
    │summary of Service Status                                                     │
    │  running          1 █████████████████████████████████████████████████████████│
    │                                                                              │
    │status                                                                        │
    └───┌ Ask again? ──────────────────────────────────────────────────────────┐───┘
    ┌ Re│ CHANGE   service#restart                                             │───┐
    │   │ 2 nodes that failed or did not answer                                │   │
    │▸ ✗│ mco rpc service restart service=httpd --batch 5 --canary 1 -I        │   │
    │  ?│ web02.lab.test -I web03.lab.test                                     │   │
    │  ✓└──────────────────────────────────────────────────────────────────────┘   │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    └────────────────────────────────────────────────────────────── failed first ▼ ┘
    ");
    assert_eq!(runs(&mut stage), []);
    stage.press("y");
    let [(words, nodes)] = &runs(&mut stage)[..] else {
        panic!("it does not run once");
    };
    assert!(words.starts_with("rpc service restart"), "{words}");
    assert_eq!(nodes[..], ["web02.lab.test", "web03.lab.test"]);
}

#[test]
fn what_changes_nothing_is_repeated_without_a_question() {
    let mut stage = plain(false).keys("r enter");
    assert_eq!(runs(&mut stage)[0].1, ["web02.lab.test"]);
}

#[test]
fn readers_cannot_ask_again_for_a_change() {
    let mut stage = plain(true).read_only().keys("r enter y");
    assert_eq!(runs(&mut stage), []);
}

#[test]
fn failed_and_silent_nodes_are_marked() {
    let stage = ended(80, 24).keys("F");
    let marks =
        |stage: &Stage| -> Vec<String> { stage.app.session.marks.iter().map(ToString::to_string).collect() };
    assert_eq!(marks(&stage), ["web02.lab.test"]);
    let stage = stage.keys("N");
    let silent = [
        "web02.lab.test",
        "web10.lab.test",
        "web11.lab.test",
        "web12.lab.test",
    ];
    assert_eq!(marks(&stage), silent);
}

#[test]
fn nodes_that_succeeded_become_the_targets_of_the_next_action() {
    let stage = ended(80, 24).keys("c");
    let Targets::Nodes(nodes, what) = &stage.app.session.targets else {
        panic!("{:?}", stage.app.session.targets);
    };
    assert_eq!((nodes.len(), what.as_str()), (8, "OK of service#restart"));
}

#[test]
fn answers_are_exported_as_a_document_other_commands_take() {
    let mut stage = ended(80, 24).keys("/ m a s k e d enter O enter");
    let orders = stage.orders();
    let Some(Order::Write { path, text }) = orders.last() else {
        panic!("nothing was written: {orders:?}");
    };
    assert_eq!(path.to_str(), Some("service-restart.json"));
    let document: Value = serde_json::from_str(text).unwrap();
    assert_eq!(document["replies"].as_array().map(Vec::len), Some(1));
    assert_eq!(document["replies"][0]["sender"], "web02.lab.test");
    assert_eq!(document["request_stats"]["no_responses"][0], "web10.lab.test");
}

#[test]
fn earlier_runs_can_be_looked_at_again() {
    let stage = ended(80, 24).tell(begin(Ticket(8)));
    assert!(stage.body().contains("starting"), "{}", stage.body());
    let stage = stage.keys("[");
    assert!(stage.body().contains("stopped:"), "{}", stage.body());
    let stage = stage.keys("] ]");
    assert!(!stage.body().contains("Replies"), "{}", stage.body());
    let stage = stage.keys("[");
    assert!(stage.body().contains("starting"), "{}", stage.body());
}
