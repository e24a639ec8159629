//! What is given from outside: other screens, marks, sets, earlier inputs, the mouse, any key.

use super::*;

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
     mco  1 Fleet [2 Run] 3 KV  4 Gov  8 Jobs      prod · ann 2h left · broker b2 ●
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
