use std::time::SystemTime;

use crate::order::Order;
use crate::report::{Candidate, Past, Report};
use crate::stage::Stage;

fn complete(orders: &[Order]) -> Option<(crate::Ticket, &str, usize)> {
    orders.iter().rev().find_map(|order| match order {
        Order::Complete { ticket, line, cursor } => Some((*ticket, line.as_str(), *cursor)),
        _ => None,
    })
}

fn candidate(value: &str, about: &str) -> Candidate {
    Candidate {
        value: value.to_owned(),
        about: about.to_owned(),
        complete: true,
    }
}

#[test]
fn what_could_follow_is_asked_shown_and_put_into_the_line() {
    let mut stage = Stage::bare(70, 16).keys(":").type_text("p");
    let orders = stage.orders();
    let (ticket, line, cursor) = complete(&orders).unwrap();
    assert_eq!((line, cursor), ("p", 1));
    let candidates = vec![
        candidate("ping", "measure latency"),
        candidate("package", "agent"),
    ];
    stage.hear(&Report::Completions {
        ticket,
        from: 0,
        candidates,
    });
    stage.press("tab tab");
    insta::assert_snapshot!(stage.screen(), @r"
     mco [1 Fleet] 2 Run  3 KV  4 Gov  8 Jobs          prod · broker b2 ●








    ┌ Command ───────────────────────────────────────────────────────────┐
    │ ping     measure latency                                           │
    │ package  agent                                                     │
    │ :package                                                           │
    └────────────────────────────────────────────────────────────────────┘

     Enter run  Tab complete  Up earlier lines  Esc leave it  F1 keys
    ");
    stage.press("shift-tab");
    assert!(stage.screen().contains(":ping "));
}

#[test]
fn completions_that_come_too_late_are_ignored() {
    let mut stage = Stage::bare(70, 16).keys(": p");
    let orders = stage.orders();
    let (ticket, ..) = complete(&orders).unwrap();
    stage.press("i");
    stage.hear(&Report::Completions {
        ticket,
        from: 0,
        candidates: vec![candidate("late", "")],
    });
    assert!(!stage.screen().contains("late"));
}

#[test]
fn the_flags_of_a_scope_are_completed_in_place() {
    let mut stage = Stage::bare(70, 16).keys(":").type_text("scope -C ap");
    let orders = stage.orders();
    let (ticket, line, cursor) = complete(&orders).unwrap();
    assert_eq!((line, cursor), ("find -C ap", 10));
    stage.hear(&Report::Completions {
        ticket,
        from: 8,
        candidates: vec![candidate("apache", "")],
    });
    let stage = stage.keys("tab enter");
    assert_eq!(stage.app.session.scope.text(), "-C apache");
}

#[test]
fn a_command_runs_in_a_pager() {
    let mut stage = Stage::bare(70, 16).keys(":").type_text("mco ping").keys("enter");
    let orders = stage.orders();
    let Some(Order::Command { ticket, line }) = orders.last() else {
        panic!("{orders:?}");
    };
    assert_eq!(line, "ping");
    let text = "web01.lab.test time=9.3 ms\n".to_owned();
    stage.hear(&Report::Printed {
        ticket: *ticket,
        text,
        exit: Some(0),
    });
    assert!(stage.screen().contains("time=9.3 ms"));
}

#[test]
fn a_secret_is_not_shown_above_what_its_command_prints() {
    let mut stage = Stage::bare(100, 16).keys(":");
    stage = stage.paste("rpc vault open password='hunter 2' user=bob");
    stage.press("enter");
    let screen = stage.screen();
    assert!(
        screen.contains("user=bob") && !screen.contains("hunter"),
        "{screen}"
    );
    let orders = stage.orders();
    let sent = matches!(orders.last(), Some(Order::Command { line, .. }) if line.contains("hunter 2"));
    assert!(sent, "{orders:?}");
}

#[test]
fn changes_can_be_forbidden_and_allowed_again() {
    let mut stage = Stage::bare(70, 16).keys(": r o enter");
    assert!(stage.screen().contains("read-only"));
    assert!(stage.orders().contains(&Order::ReadOnly(true)));
    stage.press(": r w enter");
    assert!(!stage.screen().contains("read-only"));
    assert!(stage.orders().contains(&Order::ReadOnly(false)));
}

#[test]
fn who_began_by_only_looking_only_looks_until_the_end() {
    let mut stage = Stage::bare(70, 16).read_only().keys(": r w enter");
    let screen = stage.screen();
    assert!(
        screen.contains("read-only") && screen.contains("--read-only holds"),
        "{screen}"
    );
    stage.press(": r o enter : r w enter");
    assert!(stage.app.session.read_only);
    assert!(!stage.orders().contains(&Order::ReadOnly(false)));
}

#[test]
fn earlier_lines_come_back() {
    let mut stage = Stage::bare(70, 16).keys(": r o enter");
    stage.press(":");
    let past = |line: &str| Past {
        time: SystemTime::UNIX_EPOCH,
        line: line.to_owned(),
        exit: 0,
    };
    stage.hear(&Report::History(vec![past("mco find -C apache")]));
    stage.press("x up");
    assert!(stage.screen().contains(":ro"));
    stage.press("up up");
    assert!(stage.screen().contains(":find -C apache"));
    stage.press("down down");
    assert!(stage.screen().contains(":x"));
}

#[test]
fn a_command_of_the_past_is_found_and_changed() {
    let mut stage = Stage::bare(70, 16).keys("!");
    assert_eq!(stage.orders(), [Order::History]);
    let past = |line: &str, exit| Past {
        time: SystemTime::UNIX_EPOCH,
        line: line.to_owned(),
        exit,
    };
    stage.hear(&Report::History(vec![
        past("mco ping", 0),
        past("mco req service restart", 2),
    ]));
    let stage = stage.type_text("serv");
    assert!(stage.screen().contains("exit status 2"));
    assert!(stage.keys("enter").screen().contains(":req service restart"));
}

#[test]
fn what_is_wrong_is_said_and_the_line_stays() {
    let stage = Stage::bare(70, 16)
        .keys(":")
        .type_text("tui kitchen")
        .keys("enter");
    let screen = stage.screen();
    assert!(screen.contains("there is no screen kitchen") && screen.contains(":tui kitchen"));
}

#[test]
fn an_empty_line_shows_what_only_the_screens_know() {
    let stage = Stage::bare(70, 16).keys(":");
    assert!(stage.screen().contains("refuse whatever changes nodes"));
    assert!(stage.keys("tab").screen().contains(":scope "));
}
