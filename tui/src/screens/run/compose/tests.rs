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
    insta::assert_snapshot!(stage.screen(), @"
     mco  1 Fleet [2 Run] 8 Jobs                                             prod · mcollective · ann 2h left · broker b2 ●
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
    insta::assert_snapshot!(stage.screen(), @"
     mco  1 Fleet [2 Run] 8 Jobs     prod · mcollective · ann 2h left · broker b2 ●
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
    insta::assert_snapshot!(stage.screen(), @"
     mco  1 Fleet [2 Run] 8 Jobs     prod · mcollective · ann 2h left · broker b2 ●
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
    insta::assert_snapshot!(stage.screen(), @"
     mco  1 Fleet [2 Run] 8 Jobs          ●
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
fn a_change_is_asked_about_and_asks_exactly_the_planned_nodes() {
    let stage = install(120, 35).type_text("nginx").wait(Duration::from_secs(1));
    let mut stage = hear_plan(stage, plan(3, Some("3 nodes are a lot")));
    stage.orders();
    stage.press("ctrl-r");
    insta::assert_snapshot!(stage.screen(), @"
     mco  1 Fleet [2 Run] 8 Jobs                                             prod · mcollective · ann 2h left · broker b2 ●
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

fn compose(inputs: &[(&str, &str)]) -> Message {
    let pair = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    Message::Compose {
        agent: "package".to_owned(),
        action: "install".to_owned(),
        inputs: inputs.iter().map(pair).collect(),
    }
}

#[test]
fn another_screen_opens_an_action_with_its_inputs_for_its_nodes() {
    let mut stage = Stage::new(80, 24).scope("-C apache -T uk");
    let chosen: Arc<[Identity]> = stage::nodes(2).into();
    stage.app.session.targets = Targets::Nodes(Arc::clone(&chosen), "failed of package#install".to_owned());
    let mut stage = stage
        .tell(compose(&[("package", "nginx"), ("version", "2")]))
        .wait(Duration::from_secs(1));
    assert!(
        stage.screen().contains("(•) failed of package#install 2"),
        "{}",
        stage.screen()
    );
    let plan = stage.orders().into_iter().find_map(|order| match order {
        Order::Plan { words, nodes, .. } => Some((words.join(" "), nodes)),
        _ => None,
    });
    let words = "rpc package install package=nginx version=2 -T uk".to_owned();
    assert_eq!(plan, Some((words, Some(chosen))));
}

#[test]
fn an_action_nobody_knows_is_told() {
    let message = Message::Compose {
        agent: "nothing".to_owned(),
        action: "go".to_owned(),
        inputs: Vec::new(),
    };
    let stage = Stage::new(80, 24).tell(message);
    assert!(stage.screen().contains("no DDL of nothing#go is known"));
}

#[test]
fn an_action_wanted_before_the_desk_is_known_opens_with_it() {
    let stage = Stage::blank(80, 24).tell(compose(&[("package", "nginx")]));
    let stage = stage.report(Report::Desk(Box::new(stage::desk())));
    assert!(stage.screen().contains("package#install"), "{}", stage.screen());
}

#[test]
fn marked_nodes_are_asked_when_they_are_chosen() {
    let mut stage = Stage::new(80, 24);
    stage.app.session.marks.extend(stage::nodes(2));
    let stage = chosen(stage, "package", "install").type_text("nginx");
    let mut stage = stage.keys("tab tab right").wait(Duration::from_secs(1));
    let nodes = stage.orders().into_iter().find_map(|order| match order {
        Order::Plan { nodes, .. } => nodes,
        _ => None,
    });
    assert_eq!(nodes.as_deref(), Some(stage::nodes(2).as_slice()));
    stage.press("ctrl-y");
    let command = "mco rpc package install package=nginx -I web01.lab.test -I web02.lab.test";
    assert_eq!(stage.copied(), [command]);
}

#[test]
fn a_saved_set_is_asked_by_its_name() {
    let stage = Stage::new(120, 35).report(Report::Sets(vec![("web".to_owned(), 12)]));
    let stage = chosen(stage, "package", "install").type_text("nginx");
    let stage = stage
        .keys("tab tab right tab ctrl-space")
        .wait(Duration::from_secs(1));
    assert!(stage.screen().contains("--nodes @web"), "{}", stage.screen());
}

#[test]
fn what_was_typed_is_there_when_the_action_is_chosen_again() {
    let stage = install(120, 35).type_text("nginx").keys("esc j k enter");
    assert!(stage.screen().contains("[ nginx"), "{}", stage.screen());
}

#[test]
fn what_was_typed_stays_when_the_ddls_are_read_again() {
    let mut desk = stage::desk();
    desk.agents = desk
        .agents
        .iter()
        .map(|agent| Arc::new(agent.as_ref().clone()))
        .collect();
    let stage = install(120, 35)
        .type_text("nginx")
        .report(Report::Desk(Box::new(desk)));
    assert!(stage.screen().contains("[ nginx"), "{}", stage.screen());
    let mut changed = stage::desk();
    let index = changed
        .agents
        .iter()
        .position(|agent| agent.metadata.name == "package")
        .unwrap();
    let mut package = changed.agents[index].as_ref().clone();
    package.metadata.version = "9.9.9".to_owned();
    changed.agents[index] = Arc::new(package);
    let stage = stage.report(Report::Desk(Box::new(changed)));
    assert!(
        stage.screen().contains("[ nginx") && stage.screen().contains("9.9.9"),
        "{}",
        stage.screen()
    );
}

#[test]
fn inputs_are_kept_as_defaults() {
    let mut stage = install(80, 24).type_text("nginx").keys("ctrl-s");
    let wanted = Order::Default {
        agent: "package".to_owned(),
        action: "install".to_owned(),
        inputs: vec![("package".to_owned(), "nginx".to_owned())],
    };
    assert!(stage.orders().contains(&wanted));
}

#[test]
fn secrets_are_in_what_runs_and_nowhere_else() {
    let document = r#"{"metadata": {"name": "vault", "timeout": 5}, "actions": [{"action": "get_it", "input": {
        "password": {"type": "string", "maxlength": 20}}}]}"#;
    let mut desk = stage::desk();
    desk.agents = vec![Arc::new(Agent::from_json(document.as_bytes()).unwrap())];
    let mut stage = Stage::new(120, 35).report(Report::Desk(Box::new(desk)));
    stage.press("2 enter enter");
    let mut stage = stage.type_text("hunter2").wait(Duration::from_secs(1));
    let (ticket, words) = planned(&mut stage);
    assert!(words.contains(&"password=hunter2".to_owned()));
    stage.press("ctrl-y ctrl-s ctrl-e");
    assert!(!stage.screen().contains("hunter2"), "{}", stage.screen());
    assert!(stage.copied()[0].contains("'password=***'"));
    let orders = format!("{:?}", stage.orders());
    assert!(!orders.contains("hunter2"), "{orders}");
    let plan = Plan {
        change: false,
        targets: stage::nodes(1).into(),
        ..Plan::default()
    };
    let result = Ok(Box::new(plan));
    let mut stage = stage.keys("esc").report(Report::Plan { ticket, result });
    stage.press("ctrl-r");
    let runs = |order: &Order| matches!(order, Order::Run { words, .. } if words.contains(&"password=hunter2".to_owned()));
    assert!(stage.orders().iter().any(runs));
    assert!(!stage.screen().contains("hunter2"));
}

#[test]
fn terminals_that_show_only_ascii_are_shown_nothing_else() {
    let stage = chosen(Stage::new(120, 35).ascii(), "package", "install").type_text("nginx;");
    let screen = stage.keys("esc tab").screen();
    assert!(screen.is_ascii(), "{screen}");
}

#[test]
fn a_service_is_asked_without_a_filter() {
    let document =
        r#"{"metadata": {"name": "dice", "timeout": 5, "service": true}, "actions": [{"action": "get_it"}]}"#;
    let mut desk = stage::desk();
    desk.agents = vec![Arc::new(Agent::from_json(document.as_bytes()).unwrap())];
    let stage = Stage::new(80, 24)
        .scope("-C apache -T uk")
        .report(Report::Desk(Box::new(desk)));
    let mut stage = stage.keys("2 enter enter").wait(Duration::from_secs(1));
    let (_, words) = planned(&mut stage);
    assert_eq!(words.join(" "), "rpc dice get_it -T uk");
}

#[test]
fn a_plan_that_failed_is_made_again_once_there_is_a_connection() {
    let mut stage = install(80, 24).type_text("nginx").wait(Duration::from_secs(1));
    let (ticket, _) = planned(&mut stage);
    let stage = stage.report(Report::Plan {
        ticket,
        result: Err(Trouble::new("no broker")),
    });
    let mut stage = stage
        .report(Report::Link(Link::Up("b2".to_owned())))
        .wait(Duration::from_secs(1));
    planned(&mut stage);
}

#[test]
fn the_ddl_can_be_read() {
    let stage = Stage::new(80, 24).keys("2 i");
    assert!(stage.screen().contains("DDL of"), "{}", stage.screen());
    let stage = install(80, 24).keys("f2");
    assert!(stage.screen().contains("DDL of package"), "{}", stage.screen());
    let stage = Stage::new(80, 24).keys("2 i");
    assert!(
        stage.screen().contains("DDL of choria_registry"),
        "{}",
        stage.screen()
    );
}

#[test]
fn a_document_is_edited_on_lines_of_its_own() {
    let document = r#"{"metadata": {"name": "conf", "timeout": 5}, "actions": [{"action": "put", "input": {
        "settings": {"type": "hash", "description": "What to write"}}}]}"#;
    let mut desk = stage::desk();
    desk.agents = vec![Arc::new(Agent::from_json(document.as_bytes()).unwrap())];
    let stage = Stage::new(80, 24).report(Report::Desk(Box::new(desk)));
    let stage = stage
        .keys("2 enter enter")
        .type_text("{\"a\":1}")
        .keys("ctrl-e up")
        .type_text(",");
    insta::assert_snapshot!(stage.screen(), @r#"
     mco  1 Fleet [2 Run] 8 Jobs     prod · mcollective · ann 2h left · broker b2 ●
     scope ▸ all nodes                                      0 nodes answered so far
    ┌ conf#put ────────────────────────────────────────────────────────────────────┐
    │   1 {                                                                        │
    │   2   "a": 1,                                                                │
    │   3 }                                                                        │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │     not JSON at line 3, column 1: trailing comma                             │
    └──────────────────────────────────────────────────────────────────────── JSON ┘
    ┌ Plan ────────────────────────────────────────────────────────────────────────┐
    │ mco rpc conf put 'settings={"a":1}'                                          │
    │ for all nodes: being planned                                                 │
    │                                                                              │
    │                                                                              │
    └─────────────────────────────────────────────────────── nothing has been sent ┘

     ^E keep  Esc drop  F1 keys
    "#);
    let stage = stage.keys("enter").type_text("\"b\":2").keys("ctrl-e");
    assert!(
        stage.screen().contains(r#"[ {"a":1,"b":2}"#),
        "{}",
        stage.screen()
    );
}

#[test]
fn the_mouse_chooses() {
    let mut stage = Stage::new(120, 35).keys("2");
    let mut click = |column, row| {
        let left = MouseEventKind::Down(MouseButton::Left);
        stage.app.on_mouse(MouseEvent {
            kind: left,
            column,
            row,
            modifiers: KeyModifiers::NONE,
        });
    };
    // The fifth agent, its second action, and the form.
    click(5, 7);
    click(30, 4);
    click(70, 8);
    let screen = stage.screen();
    assert!(
        screen.contains("package#apt_update") && screen.contains("^R run"),
        "{screen}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn any_keys_at_any_size_keep_the_screen_usable(
        keys in prop::collection::vec((0..24usize, any::<char>()), 0..60), width in 1u16..130, height in 1u16..40
    ) {
        const KEYS: [&str; 20] = [
            "enter", "tab", "shift-tab", "esc", "up", "down", "left", "right", "ctrl-space", "ctrl-r", "ctrl-e", "ctrl-s",
            "ctrl-y", "f5", "space", "backspace", "/", "i", "j", "2",
        ];
        let mut stage = Stage::new(width, height).keys("2");
        for (which, c) in keys {
            match KEYS.get(which) {
                Some(key) => stage.press(key),
                None if c.is_control() || c.is_whitespace() => {}
                None => stage = stage.type_text(&c.to_string()),
            }
            stage.screen();
        }
    }
}
