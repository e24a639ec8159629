//! Requests that change nodes are asked about.

use super::*;

#[test]
fn a_change_is_asked_about_and_asks_exactly_the_planned_nodes() {
    let stage = install(120, 35).type_text("nginx").wait(Duration::from_secs(1));
    let mut stage = hear_plan(stage, plan(3, Some("3 nodes are a lot")));
    stage.orders();
    stage.press("ctrl-r");
    insta::assert_snapshot!(stage.screen(), @r"
     mco  1 Fleet [2 Run] 3 KV  4 Gov  8 Jobs                                prod · mcollective · ann 2h left · broker b2 ●
     scope ▸ -C apache -F country=uk                                                                0 nodes answered so far
    ┌ Agents ──────────────┐┌ Actions ───────────────┐┌ package#install, DDL 0.1.0 ────────────────────────────────────────┐
    │  choria_registry   2s││  apt_checkupdates  read││ Installs a package                                                 │
    │  choria_util       2s││  apt_update      CHANGE││                                                                    │
    │  filemgr           5s││  checkupdates      read││ Package      * [ nginx                                        ] ✓  │
    │  nettest          60s││  count             read││                package: string, required, 5 of 90 bytes, shellsafe │
    │▸ package         180s││▸ install         CHANGE││                Name the package manager knows the package by       │
    │  process          10s││  md5               read││ Version        [                                              ]    │
    │  puppet           20s││  purge           CHANGE││ ── request options ────────────────────────                        │
    │  rpcutil           2s││  refresh         CHANGE││ Targets        (•) scope                                           │
    │  service          60s││  search            read││ Limit          [               ]                                   │
    │  shell           180s││  status            read││ Canary         [               ]                                   │
    │                      │┌ Confirm ─────────────────────────────────────────────────────────────┐                       │
    │                      ││ CHANGE   mco rpc package install package=nginx -C apache -F          │                  ]    │
    │                      ││ country=uk --canary 1 --batch 10%                                    │                       │
    │                      ││ 3 nodes: canary 1, batches of 10%                                    │                       │
    │                      ││ 2 of them were never seen before                                     │                       │
    │                      ││ 3 nodes are a lot                                                    │                       │
    │                      ││ There is no undo.                                                    │                       │
    │                      │└──────────────────────────────────────────────────────────────────────┘                       │
    │                      ││                        ││                                                                    │
    │                      ││                        ││                                                                    │
    │                      ││                        ││                                                                    │
    └──────────────────────┘└───────────────── i DDL ┘└──────────────────────────────────────────────────────── * required ┘
    ┌ Plan ────────────────────────────────────────────────────────────────────────────────────────────────────────────────┐
    │ mco rpc package install package=nginx -C apache -F country=uk --canary 1 --batch 10%                                 │
    │ 3 nodes: canary 1, batches of 10%   risk CHANGE   0.1% of 1 902 known nodes   at most 6m 34s                         │
    │ ! 2 never seen before                                                                                                │
    │ asks first: 3 nodes are a lot                                                                                        │
    │ outputs: arch ensure epoch name output                                                                               │
    │                                                                                                                      │
    └─────────────────────────────────────────────────────────────────────────────────────────────── nothing has been sent ┘

     y go on  Esc leave it  ? keys
    ");
    assert!(stage.orders().is_empty());
    stage.press("y");
    let orders = stage.orders();
    let Some(Order::Run { words, nodes, .. }) = orders.first() else {
        panic!("nothing runs: {orders:?}");
    };
    assert_eq!(words.join(" "), "rpc package install package=nginx");
    assert_eq!(nodes.as_deref(), Some(stage::nodes(3).as_slice()));
}

#[test]
fn many_nodes_are_confirmed_by_their_number() {
    let stage = install(80, 24).type_text("nginx").wait(Duration::from_secs(1));
    let mut stage = hear_plan(stage, plan(501, Some("501 nodes are a lot")));
    stage.press("ctrl-r y enter");
    assert!(
        !stage
            .orders()
            .iter()
            .any(|order| matches!(order, Order::Run { .. }))
    );
    let mut stage = stage.keys("backspace").type_text("501").keys("enter");
    assert!(
        stage
            .orders()
            .iter()
            .any(|order| matches!(order, Order::Run { .. }))
    );
}

#[test]
fn a_change_without_a_plan_waits_for_it_and_a_key_calls_it_off() {
    let mut stage = install(80, 24).type_text("nginx").keys("ctrl-r");
    let (ticket, _) = planned(&mut stage);
    let told = Report::Plan {
        ticket,
        result: Ok(Box::new(plan(3, None))),
    };
    stage.hear(&told);
    stage.press("y");
    assert!(
        stage
            .orders()
            .iter()
            .any(|order| matches!(order, Order::Run { .. }))
    );

    let mut stage = install(80, 24).type_text("nginx").keys("ctrl-r x");
    let (ticket, _) = planned(&mut stage);
    stage.hear(&Report::Plan {
        ticket,
        result: Ok(Box::new(plan(3, None))),
    });
    assert!(
        !stage
            .orders()
            .iter()
            .any(|order| matches!(order, Order::Run { .. }))
    );
}

#[test]
fn a_session_that_only_reads_sends_no_change() {
    let stage = Stage::new(80, 24).read_only();
    let mut stage = chosen(stage, "package", "install")
        .type_text("nginx")
        .keys("ctrl-r");
    assert!(
        stage
            .screen()
            .contains("package#install changes nodes, and this session only reads")
    );
    assert!(
        !stage
            .orders()
            .iter()
            .any(|order| matches!(order, Order::Run { .. }))
    );
}
