mod changing;
mod given;

use std::time::Duration;

use std::sync::Arc;

use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ddl::Agent;
use proptest::prelude::*;
use protocol::Identity;

use crate::effect::Message;
use crate::order::{Order, Ticket};
use crate::report::{Earlier, Link, Plan, Report, Trouble};
use crate::scope::Targets;
use crate::stage::{self, Stage};

/// Chooses an action by letters of its names, up to its form.
fn chosen(stage: Stage, agent: &str, action: &str) -> Stage {
    stage
        .keys("2 /")
        .type_text(agent)
        .keys("enter /")
        .type_text(action)
        .keys("enter")
}

fn install(width: u16, height: u16) -> Stage {
    let stage = Stage::new(width, height).scope("-C apache -F country=uk");
    chosen(stage, "package", "install")
}

/// The last plan that was ordered.
fn planned(stage: &mut Stage) -> (Ticket, Vec<String>) {
    let orders = stage.orders();
    let plan = orders.into_iter().rev().find_map(|order| match order {
        Order::Plan { ticket, words, .. } => Some((ticket, words)),
        _ => None,
    });
    plan.expect("a plan was ordered")
}

fn plan(count: usize, ask: Option<&str>) -> Plan {
    Plan {
        command: "mco rpc package install package=nginx -C apache -F country=uk --canary 1 --batch 10%"
            .to_owned(),
        title: "package#install".to_owned(),
        change: true,
        targets: stage::nodes(count).into(),
        pace: format!("{count} nodes: canary 1, batches of 10%"),
        known: 1902,
        strangers: 2,
        longest: Duration::from_secs(394),
        remarks: vec!["outputs: arch ensure epoch name output".to_owned()],
        ask: ask.map(str::to_owned),
    }
}

fn hear_plan(mut stage: Stage, plan: Plan) -> Stage {
    let (ticket, _) = planned(&mut stage);
    let result = Ok(Box::new(plan));
    stage.report(Report::Plan { ticket, result })
}

fn recall(mut stage: Stage) -> Stage {
    let orders = stage.orders();
    let ticket = orders.into_iter().find_map(|order| match order {
        Order::Recall { ticket, .. } => Some(ticket),
        _ => None,
    });
    let earlier = |value: &str, days: u64| Earlier {
        time: stage::now() - Duration::from_secs(days * 86_400),
        inputs: vec![("package".to_owned(), value.to_owned())],
    };
    stage.report(Report::Recalled {
        ticket: ticket.expect("earlier inputs were asked for"),
        defaults: vec![("version".to_owned(), "1.24.0-2".to_owned())],
        earlier: vec![earlier("nginx", 3), earlier("openssl", 20)],
    })
}

#[test]
fn an_action_is_chosen_filled_in_and_planned() {
    let stage = recall(install(120, 35)).type_text("nginx");
    let stage = stage.wait(Duration::from_secs(1));
    let stage = hear_plan(stage, plan(214, Some("214 nodes are a lot")));
    insta::assert_snapshot!(stage.screen(), @r"
     mco  1 Fleet [2 Run] 3 KV  4 Gov  8 Jobs                                prod · mcollective · ann 2h left · broker b2 ●
     scope ▸ -C apache -F country=uk                                                                0 nodes answered so far
    ┌ Agents ──────────────┐┌ Actions ───────────────┐┌ package#install, DDL 0.1.0 ────────────────────────────────────────┐
    │  choria_registry   2s││  apt_checkupdates  read││ Installs a package                                                 │
    │  choria_util       2s││  apt_update      CHANGE││                                                                    │
    │  filemgr           5s││  checkupdates      read││ Package      * [ nginx                                        ] ✓  │
    │  nettest          60s││  count             read││                package: string, required, 5 of 90 bytes, shellsafe │
    │▸ package         180s││▸ install         CHANGE││                Name the package manager knows the package by       │
    │  process          10s││  md5               read││                earlier: nginx (3d)   openssl (20d)                 │
    │  puppet           20s││  purge           CHANGE││ Version        [ 1.24.0-2                                     ] ✓  │
    │  rpcutil           2s││  refresh         CHANGE││ ── request options ────────────────────────                        │
    │  service          60s││  search            read││ Targets        (•) scope                                           │
    │  shell           180s││  status            read││ Limit          [               ]                                   │
    │                      ││  uninstall       CHANGE││ Canary         [               ]                                   │
    │                      ││  update          CHANGE││ Batch          [               ]                                   │
    │                      ││  yum_checkupdates  read││ Reply filter   [                                              ]    │
    │                      ││  yum_clean       CHANGE││ Timeout        [ 3m02s         ]                                   │
    │                      ││                        ││                                                                    │
    │                      ││                        ││                                                                    │
    │                      ││                        ││                                                                    │
    │                      ││                        ││                                                                    │
    │                      ││                        ││                                                                    │
    │                      ││                        ││                                                                    │
    │                      ││                        ││                                                                    │
    └──────────────────────┘└───────────────── i DDL ┘└──────────────────────────────────────────────────────── * required ┘
    ┌ Plan ────────────────────────────────────────────────────────────────────────────────────────────────────────────────┐
    │ mco rpc package install package=nginx -C apache -F country=uk --canary 1 --batch 10%                                 │
    │ 214 nodes: canary 1, batches of 10%   risk CHANGE   11% of 1 902 known nodes   at most 6m 34s                        │
    │ ! 2 never seen before                                                                                                │
    │ asks first: 214 nodes are a lot                                                                                      │
    │ outputs: arch ensure epoch name output                                                                               │
    │                                                                                                                      │
    └─────────────────────────────────────────────────────────────────────────────────────────────── nothing has been sent ┘

     Tab next  ^Space complete  F5 plan again  ^R run  ^E edit as command  ^S save as default  Esc actions  F1 keys
    ");
}

#[test]
fn the_screen_folds_at_80_by_24() {
    let stage = recall(install(80, 24))
        .type_text("nginx")
        .wait(Duration::from_secs(1));
    let stage = hear_plan(stage, plan(214, None));
    insta::assert_snapshot!(stage.screen(), @r"
     mco  1 Fleet [2 Run] 3 KV  4 Gov  8 Jobs      prod · ann 2h left · broker b2 ●
     scope ▸ -C apache -F country=uk                        0 nodes answered so far
    ┌ package#install, DDL 0.1.0 ──────────────────────────────────────────────────┐
    │ Installs a package                                                           │
    │                                                                              │
    │ Package      * [ nginx                                        ] ✓            │
    │                package: string, required, 5 of 90 bytes, shellsafe           │
    │                Name the package manager knows the package by                 │
    │                earlier: nginx (3d)   openssl (20d)                           │
    │ Version        [ 1.24.0-2                                     ] ✓            │
    │ ── request options ────────────────────────                                  │
    │ Targets        (•) scope                                                     │
    │ Limit          [               ]                                             │
    │ Canary         [               ]                                             │
    │ Batch          [               ]                                             │
    └────────────────────────────────────────────────────────────────── * required ┘
    ┌ Plan ────────────────────────────────────────────────────────────────────────┐
    │ mco rpc package install package=nginx -C apache -F country=uk --canary 1 --b…│
    │ 214 nodes: canary 1, batches of 10%   risk CHANGE                            │
    │   11% of 1 902 known nodes   at most 6m 34s                                  │
    │ ! 2 never seen before                                                        │
    └─────────────────────────────────────────────────────── nothing has been sent ┘

     Tab next  ^Space complete  F5 plan again  ^R run  Esc actions  F1 keys
    ");
    let stage = stage.keys("esc");
    insta::assert_snapshot!(stage.screen(), @r"
     mco  1 Fleet [2 Run] 3 KV  4 Gov  8 Jobs      prod · ann 2h left · broker b2 ●
     scope ▸ -C apache -F country=uk                        0 nodes answered so far
    ┌ package: actions ────────────────────────────────────────────────────────────┐
    │  apt_checkupdates                                                        read│
    │  apt_update                                                            CHANGE│
    │  checkupdates                                                            read│
    │  count                                                                   read│
    │▸ install                                                               CHANGE│
    │  md5                                                                     read│
    │  purge                                                                 CHANGE│
    │  refresh                                                               CHANGE│
    │  search                                                                  read│
    │  status                                                                  read│
    │  uninstall                                                             CHANGE│
    │  update                                                                CHANGE│
    └─────────────────────────────────────────────────────────────────────── i DDL ┘
    ┌ Plan ────────────────────────────────────────────────────────────────────────┐
    │ mco rpc package install package=nginx -C apache -F country=uk --canary 1 --b…│
    │ 214 nodes: canary 1, batches of 10%   risk CHANGE                            │
    │   11% of 1 902 known nodes   at most 6m 34s                                  │
    │ ! 2 never seen before                                                        │
    └─────────────────────────────────────────────────────── nothing has been sent ┘

     Enter choose  / find  i DDL  Esc agents  : cmd  ? keys
    ");
}

#[test]
fn the_screen_folds_at_40_by_12() {
    let stage = recall(install(40, 12))
        .type_text("nginx")
        .wait(Duration::from_secs(1));
    let stage = hear_plan(stage, plan(214, None));
    insta::assert_snapshot!(stage.screen(), @r"
     mco  1 Fleet [2 Run] 3 KV  4 Gov  8 Job
     scope ▸ -C apache -F country=uk
    ┌ package#install, DDL 0.1.0 ──────────┐
    │ Package      * [ nginx           ] ✓ │
    │                package: string, requ…│
    │                Name the package      │
    │                manager knows the pac…│
    │                earlier: nginx (3d)   │
    └────────────────────────── * required ┘
     214 nodes: canary 1, batches of 10%   …

     Tab next  ^R run  Esc actions  F1 keys
    ");
}

#[test]
fn what_is_not_filled_in_is_not_sent() {
    let mut stage = install(80, 24).keys("ctrl-r");
    assert!(
        stage.screen().contains("Package is required"),
        "{}",
        stage.screen()
    );
    assert!(
        !stage
            .orders()
            .iter()
            .any(|order| matches!(order, Order::Run { .. } | Order::Plan { .. }))
    );
}

#[test]
fn a_plan_that_fails_says_why() {
    let mut stage = install(80, 24).type_text("nginx").keys("ctrl-r");
    let (ticket, _) = planned(&mut stage);
    let trouble = Trouble {
        text: "no node has the package agent".to_owned(),
        hint: Some("mco find -A package".to_owned()),
    };
    stage.hear(&Report::Plan {
        ticket,
        result: Err(trouble),
    });
    assert!(stage.screen().contains("no node has the package agent"));
    assert!(stage.orders().is_empty());
}

#[test]
fn a_run_that_waits_after_its_canaries_says_so_to_whoever_runs_it() {
    let stage = install(120, 35).type_text("nginx").keys("tab tab tab tab");
    let stage = stage
        .type_text("1")
        .keys("tab space")
        .wait(Duration::from_secs(1));
    let mut stage = hear_plan(stage, plan(3, None));
    stage.press("ctrl-r y");
    let orders = stage.orders();
    let held = orders.into_iter().find_map(|order| match order {
        Order::Run {
            hold_after_canary, ..
        } => Some(hold_after_canary),
        _ => None,
    });
    assert_eq!(held, Some(true));
}

#[test]
fn options_of_the_request_become_flags() {
    let mut stage = install(120, 35).type_text("nginx");
    // Version, targets, limit, canary.
    stage.press("tab tab tab");
    let mut stage = stage
        .type_text("10%")
        .keys("tab tab")
        .type_text("1")
        .keys("tab space tab")
        .type_text("5");
    stage.press("tab");
    let mut stage = stage.type_text("30s").wait(Duration::from_secs(1));
    let (_, words) = planned(&mut stage);
    assert_eq!(
        words.join(" "),
        "rpc package install package=nginx -C apache -F country=uk --limit 10% --canary 1 --batch 5 --batch-sleep 30s"
    );
}
