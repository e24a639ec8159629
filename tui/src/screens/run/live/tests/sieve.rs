//! Which answers are shown.

use super::*;

/// The identities in the list, from the top.
fn listed(stage: &Stage) -> Vec<String> {
    let body = stage.body();
    let words = body.split_whitespace().filter(|word| word.ends_with(".lab.test"));
    words.map(str::to_owned).collect()
}

#[test]
fn a_reply_filter_is_the_language_of_the_command_line() {
    let stage = ended(80, 24).keys("z /").paste("data('status') == 'stopped'");
    insta::assert_snapshot!(stage.body(), @r"
     service#restart ▸ 20 nodes  [██████████████░░░░░░░░░░░░░░░░░░] 9/20  45%  0ms
     stopped: 1 node failed, which reaches --stop-on   ✓ 8   ✗ 1   ? 3   · 8   ! 1 …
    ┌ Replies 1 ───────────────────────────────────────────────────────────────────┐
    │     IDENTITY        STATUS    AFTER  SERVICE STATUS                          │
    │▸ ✓  web05.lab.test  OK        0.95s  stopped                                 │
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
    │reply filter ▸ data('status') == 'stopped'                       1 shown of 10│
    └────────────────────────────────────────────────────────────── failed first ▼ ┘
    ");
    let stage = stage.keys("enter esc");
    assert!(stage.body().contains("web02"), "{}", stage.body());
}

#[test]
fn a_mistake_in_a_filter_is_said_and_changes_nothing() {
    let stage = ended(80, 24).keys("z / o k ( ) &").type_text("&");
    let body = stage.body();
    assert!(body.contains("column"), "{body}");
    assert_eq!(listed(&stage).len(), 9, "{body}");
}

#[test]
fn a_filter_that_fails_on_answers_says_how_many_it_hides() {
    let stage = ended(120, 24).keys("z /").paste("code + 1 == msg + 1");
    assert!(stage.body().contains("10 hidden: "), "{}", stage.body());
}

#[test]
fn words_are_looked_for_in_names_and_answers() {
    let stage = ended(80, 24).keys("z / m a s k e d");
    assert_eq!(listed(&stage), ["web02.lab.test"]);
    let stage = stage.keys("ctrl-u w e b 1 3");
    assert_eq!(listed(&stage), ["web13.lab.test"]);
}

#[test]
fn a_filter_looks_at_answers_that_come_later_too() {
    let stage = half_way(80, 24).keys("z / m a s k e d enter");
    let bad = reply(
        stage::node(10),
        Status::Aborted,
        "unit is masked",
        json!({}),
        3200,
    );
    let good = reply(
        stage::node(11),
        Status::Ok,
        "OK",
        json!({"status": "running"}),
        3300,
    );
    let stage = stage.report(news(RunNews::Replies(vec![bad, good])));
    assert_eq!(listed(&stage), ["web02.lab.test", "web10.lab.test"]);
}

#[test]
fn a_value_among_the_numbers_narrows_the_list() {
    let stage = ended(120, 35).keys("tab j enter");
    insta::assert_snapshot!(stage.body(), @r"
     service#restart ▸ 20 nodes  [██████████████████░░░░░░░░░░░░░░░░░░░░░░] 9/20  45%  0ms
     stopped: 1 node failed, which reaches --stop-on   ✓ 8   ✗ 1   ? 3   · 8   ! 1 late   ! 1 unexpected   batch 2/5   job …
    ┌ Aggregates ──────────────────────────┐┌ Replies 1 ───────────────────────────────────────────────────────────────────┐
    │summary of Service Status             ││     IDENTITY        STATUS    AFTER  SERVICE STATUS                          │
    │  running          6 █████████████████││▸ ✓  web05.lab.test  OK        0.95s  stopped                                 │
    │▸ stopped          1 ██▊              ││                                                                              │
    │                                      ││                                                                              │
    │status                                ││                                                                              │
    │  OK               8 █████████████████││                                                                              │
    │  Aborted          1 ██▏              ││                                                                              │
    │  no response      3 ██████▍          ││                                                                              │
    │  not sent         8 █████████████████││                                                                              │
    │                                      ││                                                                              │
    │latency                               ││                                                                              │
    │  p50 0.98s  p95 9.00s  max 9.00s     ││                                                                              │
    │  █▆            ▂            ▄        ││                                                                              │
    │                                      ││                                                                              │
    │                                      ││                                                                              │
    │                                      ││                                                                              │
    │                                      ││                                                                              │
    │                                      ││                                                                              │
    │                                      ││                                                                              │
    │                                      ││                                                                              │
    │                                      ││status = stopped                                                 1 shown of 10│
    └──────────────────────────────────────┘└────────────────────────────────────────────────────────────── failed first ▼ ┘
    ┌ Reply ───────────────────────────────────────────────────────────────────────────────────────────────────────────────┐
    │web05.lab.test  OK (statuscode 0)  asked 12:00:00.000Z  answered 12:00:00.950Z  after 0.95s  20 B                     │
    │statusmsg         OK                                                                                                  │
    │Service Status    stopped                                                                                             │
    │                                                                                                                      │
    │                                                                                                                      │
    └──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────┘
    ");
    let stage = stage.keys("enter");
    assert!(stage.body().contains("web02"), "{}", stage.body());
}

#[test]
fn answers_are_sorted_by_name_by_time_and_by_each_output() {
    let mut stage = ended(80, 24).keys("z s");
    assert_eq!(listed(&stage)[1..3], ["web01.lab.test", "web02.lab.test"]);
    stage.press("s");
    assert_eq!(
        listed(&stage)[..4],
        [
            "web10.lab.test",
            "web11.lab.test",
            "web12.lab.test",
            "web13.lab.test"
        ]
    );
    assert!(stage.body().contains("slowest first"));
    stage.press("s");
    assert!(stage.body().contains("by status"), "{}", stage.body());
    stage.press("s");
    assert!(stage.body().contains("failed first"), "{}", stage.body());
}

#[test]
fn the_cursor_stays_on_its_node_while_answers_come() {
    let mut stage = half_way(80, 24).keys("z j");
    let bad = reply(
        stage::node(12),
        Status::Aborted,
        "unit is masked",
        json!({}),
        3200,
    );
    assert!(stage.body().contains("▸ …  web09"), "{}", stage.body());
    stage.hear(&news(RunNews::Replies(vec![bad])));
    assert!(stage.body().contains("▸ …  web09"), "{}", stage.body());
}
