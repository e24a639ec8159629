use super::*;
use crate::stage::Stage;

fn on(stage: &mut Stage, pager: Pager) {
    stage.open(Box::new(pager));
}

fn text(lines: usize) -> String {
    (1..=lines)
        .map(|number| format!("line {number} of the text\n"))
        .collect()
}

fn printed(text: &str, exit: Option<u8>) -> Report {
    Report::Printed {
        ticket: Ticket(7),
        text: text.to_owned(),
        exit,
    }
}

#[test]
fn text_is_shown_scrolled_and_searched() {
    let mut stage = Stage::bare(60, 14);
    on(
        &mut stage,
        Pager::new("Reply", &format!("{}\u{1b}[31mred\n", text(100))),
    );
    stage.press("/ 4 2 enter");
    insta::assert_snapshot!(stage.screen(), @r"
    mco [1 Fleet] 2 Run  3 KV  4 Gov  8 Jobs       broker b2 ●
      ┌ Reply ─────────────────────────────────────────────┐
      │ line 42 of the text                                │
      │ line 43 of the text                                │
      │ line 44 of the text                                │
      │ line 45 of the text                                │
      │ line 46 of the text                                │
      │ line 47 of the text                                │
      │ line 48 of the text                                │
      │ line 49 of the text                                │
      │ line 50 of the text                                │
      └──────────────────────────────────── line 42 of 101 ┘

    / find  n next  N previous  y copy  Esc close  ? keys
    ");
    stage.press("G");
    insta::assert_snapshot!(stage.screen(), @r"
    mco [1 Fleet] 2 Run  3 KV  4 Gov  8 Jobs       broker b2 ●
      ┌ Reply ─────────────────────────────────────────────┐
      │ line 93 of the text                                │
      │ line 94 of the text                                │
      │ line 95 of the text                                │
      │ line 96 of the text                                │
      │ line 97 of the text                                │
      │ line 98 of the text                                │
      │ line 99 of the text                                │
      │ line 100 of the text                               │
      │ \x1b[31mred                                        │
      └──────────────────────────────────── line 93 of 101 ┘

    / find  n next  N previous  y copy  Esc close  ? keys
    ");
    stage.press("esc esc");
    assert!(!stage.screen().contains("Reply"));
}

#[test]
fn what_a_command_prints_appears_as_it_comes() {
    let mut stage = Stage::bare(60, 14);
    on(&mut stage, Pager::of("mco ping", Ticket(7)));
    stage.hear(&printed(&text(100), None));
    stage.hear(&Report::Printed {
        ticket: Ticket(8),
        text: "not mine".to_owned(),
        exit: None,
    });
    let screen = stage.screen();
    assert!(screen.contains("line 100 of") && screen.contains("running") && !screen.contains("not mine"));
    stage.press("k");
    stage.hear(&printed("more\n", Some(2)));
    let screen = stage.screen();
    assert!(
        !screen.contains("more") && screen.contains("exit status 2"),
        "{screen}"
    );
}

#[test]
fn closing_a_command_that_runs_asks_and_stops_it() {
    let mut stage = Stage::bare(60, 14);
    on(&mut stage, Pager::of("mco ping", Ticket(7)));
    stage.press("q");
    assert_eq!(stage.orders(), []);
    stage.press("y");
    assert_eq!(stage.orders(), [Order::Cancel(Ticket(7))]);
    assert!(!stage.screen().contains("mco ping"));
}

#[test]
fn text_is_exported_as_it_is() {
    let mut stage = Stage::bare(60, 14);
    on(&mut stage, Pager::new("Reply", "a\tb\u{1b}\n"));
    let mut stage = stage.keys("O").type_text("~/x.txt").keys("enter");
    let written = Order::Write {
        path: "~/x.txt".into(),
        text: "a\tb\u{1b}\n".to_owned(),
    };
    assert_eq!(stage.orders(), [written]);
}
