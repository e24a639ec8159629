mod hostile;

use std::time::Duration;

use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use proptest::prelude::*;

use crate::report::{Link, Report, Trouble};
use crate::stage::Stage;

#[test]
fn the_first_row_says_where_and_who_one_is() {
    let line = |width| Stage::new(width, 24).screen().lines().next().unwrap().to_owned();
    insta::assert_snapshot!(line(120), @" mco [1 Fleet] 2 Run  3 KV  4 Gov  8 Jobs                                prod · mcollective · ann 2h left · broker b2 ●");
    insta::assert_snapshot!(line(80), @" mco [1 Fleet] 2 Run  3 KV  4 Gov  8 Jobs      prod · ann 2h left · broker b2 ●");
    insta::assert_snapshot!(line(40), @" mco [1 Fleet] 2 Run  3 KV  4 Gov  8 Job");
}

#[test]
fn a_lost_connection_is_told_as_long_as_it_lasts() {
    let stage = Stage::new(100, 10).report(Report::Link(Link::Lost));
    let stage = stage.wait(Duration::from_secs(3600));
    assert!(stage.screen().contains("being restored"));
    let trouble = Trouble {
        text: "no broker at puppet:4222".to_owned(),
        hint: Some("set plugin.choria.middleware_hosts".to_owned()),
    };
    let stage = stage.report(Report::Link(Link::Failed(trouble)));
    assert!(
        stage
            .screen()
            .contains("✗ no broker at puppet:4222: set plugin.choria")
    );
}

#[test]
fn news_go_away_after_a_while() {
    let stage = Stage::new(100, 10).report(Report::Done("saved".to_owned()));
    assert!(stage.screen().contains("✓ saved"));
    let stage = stage.wait(Duration::from_secs(11));
    assert!(!stage.screen().contains("saved"));
}

#[test]
fn the_help_lists_all_keys() {
    let stage = Stage::bare(80, 24).keys("!").keys("f1");
    insta::assert_snapshot!(stage.screen(), @r"
    mco [1 Fleet] 2 Run  3 KV  4 Gov  8 Jobs      prod · ann 2h left · broker b2 ●






              ┌ Keys ──────────────────────────────────────────────────┐
              │ Earlier commands                                       │
    ┌ Earlier │   Esc  leave it                                        │─────────┐
    │         │                                                        │         │
    │ no comma│ Everywhere                                             │         │
    └─────────│   ^Z   back to the shell for a while                   │─ 0 of 0 ┘
              │   ^L   draw again                                      │
              │   F1   keys                                            │
              └────────────────────────────────────────────────────────┘







    Esc close  ? keys
    ");
    assert!(!stage.keys("f1").screen().contains("Everywhere"));
}

#[test]
fn control_c_says_how_to_leave() {
    let stage = Stage::new(80, 24).keys("8 ctrl-c");
    assert!(!stage.left() && stage.screen().contains("Q leaves mco"));
    assert!(stage.keys("Q").left());
}

#[test]
fn where_nothing_can_be_read_nothing_can_be_done() {
    let stage = Stage::new(80, 24).resize(20, 5).keys(": q enter");
    insta::assert_snapshot!(stage.screen(), @r"
    mco needs more room:
    40x8
    ");
    assert!(!stage.left());
    assert!(stage.keys("Q").left());
}

#[test]
fn a_click_on_a_tab_shows_its_screen() {
    let mut stage = Stage::bare(80, 24);
    let row = stage.screen().lines().next().unwrap().to_owned();
    let column = u16::try_from(row.find("Jobs").unwrap()).unwrap();
    let kind = MouseEventKind::Down(MouseButton::Left);
    let modifiers = KeyModifiers::NONE;
    stage.app.on_mouse(MouseEvent {
        kind,
        column,
        row: 0,
        modifiers,
    });
    assert!(stage.screen().contains("[8 Jobs]"));
}

proptest! {
    #[test]
    fn no_size_and_no_key_is_a_panic(steps in prop::collection::vec(
        (0u16..130, 0u16..40, prop::sample::select(&["?", ":", "x", "!", "esc", "tab", "8", "2", "1", "/", "enter", "down", "G", "f1", "ctrl-d"])),
        1..30,
    )) {
        let mut stage = Stage::new(80, 24);
        for (width, height, key) in steps {
            stage = stage.resize(width, height).keys(key);
            stage.screen();
        }
    }
}

#[test]
fn what_is_copied_cannot_talk_to_the_terminal_it_is_pasted_into() {
    use crate::popups::pager::Pager;
    let copy = |text: &str| {
        let mut stage = Stage::bare(80, 24);
        stage.open(Box::new(Pager::new("Fact", text)));
        let stage = stage.keys("y");
        (stage.copied()[0].clone(), stage.screen())
    };
    let (text, screen) = copy("a\u{1b}[201~reboot\u{3}\n");
    assert_eq!(text, "a\\x1b[201~reboot\\x03");
    assert!(screen.contains("control characters spelled out"), "{screen}");
    let (text, screen) = copy("ok\nreboot\n\n");
    assert_eq!(text, "ok\nreboot");
    assert!(screen.contains("copied 2 lines; a shell"), "{screen}");
}

#[test]
fn a_key_that_does_nothing_says_so_until_the_next_one() {
    let stage = Stage::new(80, 24).keys("q");
    assert!(stage.screen().contains("nothing to close; Q leaves mco"));
    let stage = stage.keys("b");
    assert!(stage.screen().contains("b does nothing here; ? shows the keys"));
    assert!(!stage.keys("esc").screen().contains("nothing"));
}
