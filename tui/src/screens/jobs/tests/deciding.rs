//! What a person decides about a job.

use super::*;

#[test]
fn a_job_is_resumed_after_a_question_and_its_answers_are_shown() {
    let mut stage = shown(80, 24).keys("r");
    insta::assert_snapshot!(stage.body(), @r"
     jobs ▸ 3 jobs   1 running   1 paused needs a decision
    ┌ Jobs ────────────────────────────────────────────────────────────────────────┐
    │     JOB     WHAT                       STATE         OK   FAIL  SILENT   LEFT│
    │▸ !  k7m2q   service#restart service=…  paused         3      2       1      6│
    │  ●  f3q8r   package#install package=…  running      214      -       -      -│
    │  ✓  a1b2c   puppet#runonce             complete     214      -       -      -│
    └──────────────────────────────────────────────────────────────────────────────┘
    ┌ Ou┌ Resume? ─────────────────────────────────────────────────────────────┐───┐
    │fai│ CHANGE   service#restart service=httpd                               │   │
    │  r│ 6 nodes to ask                                                       │   │
    │  f│ That includes 1 node in doubt: asked before, and whether it had an   │   │
    │  X│ effect is not known.                                                 │   │
    │1 f│ Pace: 12 nodes: canary 1, batches of 6, stop on 2 failures           │   │
    │  w└──────────────────────────────────────────────────────────────────────┘   │
    │1 failed: unit is masked                                                      │
    │  web04.lab.test                                                              │
    │1 silent: asked, no answer in time                                            │
    │  web06.lab.test                                                              │
    │1 in doubt: asked, and nobody waited for the answer                           │
    │  web07.lab.test                                                              │
    └────────────────────────────────────────────────────────────────── 1-12 of 17 ┘
    ");
    assert_eq!(words(&stage.orders()), [""; 0]);
    stage.press("y");
    assert_eq!(words(&stage.orders()), ["resume", "k7m2q"]);
    assert!(stage.screen().contains("[2 Run]"), "{}", stage.screen());
}

#[test]
fn failed_or_silent_nodes_are_chosen_before_they_are_asked_again() {
    let mut stage = shown(120, 35).keys("f down enter y");
    assert_eq!(words(&stage.orders()), ["jobs", "retry", "k7m2q", "--silent"]);
    let mut stage = shown(120, 35).keys("f enter y");
    assert_eq!(words(&stage.orders()), ["jobs", "retry", "k7m2q", "--failed"]);
}

#[test]
fn a_job_with_nodes_left_is_forgotten_only_by_its_name() {
    let mut stage = shown(80, 24).keys("X").type_text("nothing").keys("enter");
    let forgets = |order: &Order| matches!(order, Order::Command { line, .. } if line == "jobs rm k7m2q");
    assert!(!stage.orders().iter().any(forgets));
    let mut stage = stage.keys("ctrl-u").type_text("k7m2q").keys("enter");
    let orders = stage.orders();
    let ticket = orders.iter().find_map(|order| match order {
        Order::Command { ticket, .. } if forgets(order) => Some(*ticket),
        _ => None,
    });
    stage.hear(&Report::Printed {
        ticket: ticket.unwrap(),
        text: String::new(),
        exit: Some(0),
    });
    assert!(
        stage.screen().contains("the job is forgotten"),
        "{}",
        stage.screen()
    );
    assert_eq!(stage.orders(), [Order::Jobs]);
}

#[test]
fn a_reader_cannot_go_on_with_a_job_that_changes_nodes() {
    let mut stage = shown(80, 24).read_only().keys("r f");
    assert_eq!(words(&stage.orders()), [""; 0]);
    let screen = stage.screen();
    assert!(!screen.contains("resume"), "{screen}");
}

#[test]
fn the_nodes_a_job_left_can_be_asked_at_another_pace() {
    let stage = shown(120, 35).keys(".");
    let session = &stage.app.session;
    let Targets::Nodes(nodes, what) = &session.targets else {
        panic!("some nodes are meant: {:?}", session.targets);
    };
    assert_eq!(**nodes, stage::nodes(12)[6..]);
    assert_eq!(what, "left of k7m2q");
    assert!(stage.screen().contains("[2 Run]"));
}
