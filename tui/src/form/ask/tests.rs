use std::time::Duration;

use super::*;
use crate::stage::{self, dump};

fn question(inputs: &str, ascii: bool) -> Question {
    let document = format!(
        r#"{{"metadata": {{"name": "package", "timeout": 5}}, "actions": [{{"action": "install",
            "description": "Install a package", "input": {inputs}}}]}}"#
    );
    let agent = Arc::new(Agent::from_json(document.as_bytes()).unwrap());
    Question {
        title: "package#install".to_owned(),
        form: Form::new(agent, 0, Vec::new()).unwrap(),
        editor: None,
        look: Look::new(Theme::Mono, ascii),
        now: stage::now(),
        refused: None,
    }
}

fn drawn(question: &Question, width: u16, most: u16) -> String {
    let area = Rect::new(0, 0, width, question.height(width, most));
    let mut buf = Buffer::empty(area);
    question.render(area, &mut buf);
    dump(&buf)
}

const PACKAGE: &str = r#"{
    "package": {"prompt": "Package Name", "description": "Package to install", "type": "string", "maxlength": 90, "validation": "shellsafe"},
    "version": {"prompt": "Package version", "type": "string", "optional": true, "maxlength": 90, "default": "latest"},
    "force": {"prompt": "Force", "type": "boolean", "optional": true, "default": false},
    "token": {"prompt": "Access token", "type": "string", "optional": true, "maxlength": 20},
    "settings": {"prompt": "Settings", "type": "hash", "optional": true}}"#;

fn type_text(question: &mut Question, text: &str) {
    for c in text.chars() {
        question.on_text(KeyEvent::from(crossterm::event::KeyCode::Char(c)));
    }
}

#[test]
fn the_form_is_filled_in_field_by_field() {
    let mut question = question(PACKAGE, false);
    let earlier = Earlier {
        time: stage::now() - Duration::from_secs(3 * 86_400),
        inputs: vec![("package".to_owned(), "openssl".to_owned())],
    };
    question.form.recall(&[], &[earlier]);
    type_text(&mut question, "ngi nx;");
    insta::assert_snapshot!(drawn(&question, 79, 20), @"
    package#install Install a package
    Package Name    * [ ngi nx;                                      ] ✗
                      must not contain ;
                      package: string, required, 7 of 90 bytes, shellsafe
                      Package to install
                      earlier: openssl (3d)
    Force             ( ) true  (•) false
    Settings          [                                              ]
    Access token      [                       ]
    Package version   [ latest                                       ]

    Tab next   ^Space complete   ^R go on   Esc leave
    ");
    assert_eq!(question.on_verb(Verb::Submit), Step::Stay);
    question.on_text(KeyEvent::from(crossterm::event::KeyCode::Backspace));
    for _ in 0..3 {
        question.on_verb(Verb::NextField);
    }
    question.on_verb(Verb::Accept);
    insta::assert_snapshot!(drawn(&question, 79, 20), @"
    package#install Install a package
    Package Name    * [ ngi nx                                       ] ✓
    Force             ( ) true  (•) false
    Settings          [                                              ]
    Access token      [                       ]
    Package version   [ latest                                       ]
                      version: string, optional, 0 of 90 bytes

    Tab next   ^Space complete   ^R go on   Esc leave
    ");
    assert_eq!(
        question.on_verb(Verb::Submit),
        Step::Done(vec![("package".to_owned(), "ngi nx".to_owned())])
    );
}

#[test]
fn a_document_is_edited_on_lines_of_its_own() {
    let mut question = question(r#"{"settings": {"type": "hash"}}"#, true);
    question
        .form
        .fill(&[("settings".to_owned(), r#"{"a":1}"#.to_owned())]);
    question.on_verb(Verb::EditCommand);
    question.on_verb(Verb::PreviousField);
    type_text(&mut question, ",");
    insta::assert_snapshot!(drawn(&question, 60, 10), @r#"
    package#install Install a package
      1 {
      2   "a": 1,
      3 }




        not JSON at line 3, column 1: trailing comma
    ^E keep   Esc drop
    "#);
    question.on_verb(Verb::EditCommand);
    assert_eq!(
        question.form.problem().unwrap(),
        "settings: not JSON at column 11: trailing comma"
    );
}

#[test]
fn what_stays_behind_tells_no_secret() {
    let mut question = question(PACKAGE, false);
    question.form.fill(&[
        ("package".to_owned(), "nginx".to_owned()),
        ("token".to_owned(), "t0ps3cret".to_owned()),
    ]);
    let Step::Done(words) = question.on_verb(Verb::Submit) else {
        panic!("the form is complete");
    };
    assert!(words.contains(&("token".to_owned(), "t0ps3cret".to_owned())));
    let left = question.farewell(Some(&words)).to_string();
    assert_eq!(left, "✓ package#install package=nginx 'token=***'");
    assert_eq!(question.farewell(None).to_string(), "✗ package#install: left");
}

#[test]
fn long_and_hostile_documents_are_drawn_in_the_room_there_is() {
    let long = "x \u{1b}[31m\u{202e}".repeat(10_000);
    let inputs: Vec<String> = (0..400)
        .map(|n| {
            let name = serde_json::to_string(&format!("i{n}\u{1b}]0;x\u{7}")).unwrap();
            let text = serde_json::to_string(&long).unwrap();
            let text = if n < 2 { text.as_str() } else { "\"x\"" };
            format!(r#"{name}: {{"type": "string", "prompt": {text}, "description": {text}}}"#)
        })
        .collect();
    let mut question = question(&format!("{{{}}}", inputs.join(",")), false);
    for (width, most) in [(79, 20), (39, 11), (5, 3), (1, 1)] {
        for _ in 0..30 {
            question.on_verb(Verb::NextField);
            let text = drawn(&question, width, most);
            assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{text}");
            assert!(text.lines().count() <= usize::from(most));
        }
    }
    question.on_verb(Verb::Submit);
    drawn(&question, 79, 20);
}
