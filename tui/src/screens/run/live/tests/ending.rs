//! What is said when a run is over.

use super::*;

#[test]
fn the_end_is_told_with_what_never_came() {
    insta::assert_snapshot!(ended(120, 35).body(), @r"
     service#restart ▸ 20 nodes  [██████████████████░░░░░░░░░░░░░░░░░░░░░░] 9/20  45%  0ms
     stopped: 1 node failed, which reaches --stop-on   ✓ 8   ✗ 1   ? 3   · 8   ! 1 late   ! 1 unexpected   batch 2/5   job …
    ┌ Aggregates ──────────────────────────┐┌ Replies ─────────────────────────────────────────────────────────────────────┐
    │summary of Service Status             ││     IDENTITY        STATUS        AFTER  SERVICE STATUS                      │
    │  running          6 █████████████████││▸ ✗  web02.lab.test  Aborted       3.10s  unit is masked                      │
    │  stopped          1 ██▊              ││  ?  web10.lab.test  no response                                              │
    │                                      ││  ?  web11.lab.test  no response                                              │
    │status                                ││  ?  web12.lab.test  no response                                              │
    │  OK               8 █████████████████││  ✓  web01.lab.test  OK            0.91s  running                             │
    │  Aborted          1 ██▏              ││  ✓  web03.lab.test  OK            0.93s  running                             │
    │  no response      3 ██████▍          ││  ✓  web04.lab.test  OK            0.94s  running                             │
    │  not sent         8 █████████████████││  ✓  web05.lab.test  OK            0.95s  stopped                             │
    │                                      ││  ✓  web06.lab.test  OK            0.96s  running                             │
    │latency                               ││  ✓  web07.lab.test  OK            0.97s  running                             │
    │  p50 0.98s  p95 9.00s  max 9.00s     ││  ✓  web08.lab.test  OK            0.98s  running                             │
    │  █▆            ▂            ▄        ││  ✓  web09.lab.test  OK            9.00s  running                             │
    │                                      ││  ·  web13.lab.test  not sent                                                 │
    │                                      ││  ·  web14.lab.test  not sent                                                 │
    │                                      ││  ·  web15.lab.test  not sent                                                 │
    │                                      ││  ·  web16.lab.test  not sent                                                 │
    │                                      ││  ·  web17.lab.test  not sent                                                 │
    │                                      ││  ·  web18.lab.test  not sent                                                 │
    │                                      ││  ·  web19.lab.test  not sent                                                 │
    │                                      ││  ·  web20.lab.test  not sent                                                 │
    └──────────────────────────────────────┘└────────────────────────────────────────────────────────────── failed first ▼ ┘
    ┌ Reply ───────────────────────────────────────────────────────────────────────────────────────────────────────────────┐
    │web02.lab.test  Aborted (statuscode 1)  asked 12:00:00.000Z  answered 12:00:03.100Z  after 3.10s  2 B                 │
    │statusmsg         unit is masked                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    └──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────┘
    ");
}

#[test]
fn who_was_asked_without_being_named_is_told_at_the_end() {
    let good = reply(
        stage::node(1),
        Status::Ok,
        "OK",
        json!({"status": "running"}),
        900,
    );
    let stats = Stats {
        request_id: RequestId::new("7c1d02b3a4f5e6978695a4b3c2d1e0f0").unwrap(),
        discovered: 3,
        responses: 1,
        ok: 1,
        failed: 0,
        no_responses: vec![stage::node(2), stage::node(3)],
        unexpected: vec![Identity::new("stray.lab.test").unwrap()],
        start: stage::now(),
        publish: Duration::ZERO,
        request: Duration::from_secs(2),
    };
    let end = RunEnd {
        stats: Some(stats),
        trouble: None,
        halted: None,
        unasked: 0,
        exit: 2,
    };
    let started = RunNews::Started {
        nodes: [].into(),
        job: None,
    };
    let stage = begun(80, 24)
        .report(news(started))
        .report(news(RunNews::Replies(vec![good])));
    assert!(stage.body().contains("✓ 1 OK"), "{}", stage.body());
    let stage = stage.report(news(RunNews::Over(Box::new(end))));
    let body = stage.body();
    let numbers = "done   ✓ 1 OK   ? 2 no response   ! 1 unexpected   exit 2";
    assert!(body.contains(numbers), "{body}");
    assert!(body.contains("!  stray.lab.test"), "{body}");
}

#[test]
fn why_nothing_was_asked_is_said_with_what_to_do() {
    let trouble = Trouble {
        text: "no node matches -C apache".to_owned(),
        hint: Some("see mco find --explain -C apache".to_owned()),
    };
    let end = RunEnd {
        stats: None,
        trouble: Some(trouble),
        halted: None,
        unasked: 0,
        exit: 1,
    };
    let stage = begun(80, 24).report(news(RunNews::Over(Box::new(end))));
    let body = stage.body();
    assert!(
        body.contains("  no node matches") && body.contains("  see mco find"),
        "{body}"
    );
}
