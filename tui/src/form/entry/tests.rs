use ddl::InputType;
use proptest::prelude::*;
use serde_json::json;

use super::*;

fn text(max: usize, validation: &str) -> Input {
    Input {
        max_length: max,
        validation: validation.to_owned(),
        ..Input::default()
    }
}

fn list(words: &[&str]) -> Input {
    Input {
        kind: InputType::List,
        list: words.iter().map(ToString::to_string).collect(),
        ..Input::default()
    }
}

fn entry(input: Input) -> Entry {
    Entry::new("name", input, Group::Required)
}

fn given(input: Input, text: &str) -> Verdict {
    let mut entry = entry(input);
    entry.set(text);
    entry.verdict().clone()
}

fn press(entry: &mut Entry, code: KeyCode) {
    entry.on_key(KeyEvent::from(code));
}

#[test]
fn the_ddls_own_rules_judge_each_text() {
    assert_eq!(given(text(3, ""), "abc"), Verdict::Good);
    assert!(matches!(given(text(3, ""), "abcd"), Verdict::Bad(reason) if reason.contains("at most 3")));
    assert!(
        matches!(given(text(90, "shellsafe"), "a;b"), Verdict::Bad(reason) if reason.contains("must not contain"))
    );
    let number = |kind| Input {
        kind,
        ..Input::default()
    };
    assert_eq!(given(number(InputType::Integer), "12"), Verdict::Good);
    assert!(matches!(
        given(number(InputType::Integer), "1.5"),
        Verdict::Bad(_)
    ));
    assert_eq!(given(number(InputType::Float), "1.5"), Verdict::Good);
    assert!(matches!(
        given(number(InputType::Boolean), "maybe"),
        Verdict::Bad(_)
    ));
    assert!(
        matches!(given(number(InputType::Other("regex".into())), "x"), Verdict::Bad(reason) if reason.contains("unknown type"))
    );
}

#[test]
fn a_document_is_judged_with_the_place_of_the_mistake() {
    let hash = Input {
        kind: InputType::Hash,
        ..Input::default()
    };
    assert_eq!(given(hash.clone(), "{}"), Verdict::Good);
    assert!(matches!(given(hash.clone(), "{\"a\":}"), Verdict::Bad(reason) if reason.contains("column 6")));
    assert!(matches!(given(hash, "[]"), Verdict::Bad(reason) if reason.contains("wanted a JSON object")));
}

#[test]
fn what_only_nodes_may_refuse_is_a_warning() {
    assert!(matches!(given(text(0, "shellsafe"), "a;b"), Verdict::Doubtful(_)));
    assert_eq!(given(text(0, "shellsafe"), "ab"), Verdict::Good);
}

#[test]
fn nothing_given_is_missing_only_without_a_default() {
    assert_eq!(*entry(text(9, "")).verdict(), Verdict::Missing);
    let default = Input {
        default: Some(json!(5)),
        ..text(9, "")
    };
    assert_eq!(*entry(default.clone()).verdict(), Verdict::Empty);
    assert_eq!(entry(default).default_text().unwrap(), "5");
    let optional = Input {
        optional: true,
        ..text(9, "")
    };
    assert_eq!(*entry(optional).verdict(), Verdict::Empty);
}

#[test]
fn a_choice_turns_with_the_arrows_and_goes_with_backspace() {
    let mut entry = entry(list(&["one", "two"]));
    press(&mut entry, KeyCode::Right);
    assert_eq!(entry.value(), Some("one"));
    press(&mut entry, KeyCode::Char('t'));
    assert_eq!(entry.value(), Some("two"));
    press(&mut entry, KeyCode::Char(' '));
    assert_eq!(entry.value(), Some("one"));
    press(&mut entry, KeyCode::Backspace);
    assert_eq!(entry.value(), None);
}

#[test]
fn a_part_of_a_word_finds_the_word() {
    let mut entry = entry(list(&[
        "install", "remove", "upgrade", "hold", "unhold", "purge", "refresh",
    ]));
    for c in "upg".chars() {
        press(&mut entry, KeyCode::Char(c));
    }
    assert!(matches!(entry.verdict(), Verdict::Bad(_)));
    entry.complete();
    assert_eq!(entry.value(), Some("upgrade"));
    entry.complete();
    assert_eq!(entry.value(), Some("upg"));
    entry.settle();
    assert_eq!(entry.value(), Some("upgrade"));
}

#[test]
fn a_value_nobody_can_type_stays_as_it_was_given() {
    let mut entry = entry(text(0, ""));
    entry.set("one\ntwo");
    assert_eq!(entry.value(), Some("one\ntwo"));
    press(&mut entry, KeyCode::Char('x'));
    assert_eq!(entry.value(), Some("one\ntwo"));
    press(&mut entry, KeyCode::Backspace);
    assert_eq!(entry.value(), None);
    entry.set("");
    assert_eq!(entry.value(), Some(""));
    press(&mut entry, KeyCode::Char('x'));
    assert_eq!(entry.value(), Some("x"));
}

#[test]
fn a_secret_is_never_shown_not_even_by_what_is_wrong_with_it() {
    let secret = Input {
        kind: InputType::Integer,
        prompt: "The password".to_owned(),
        ..Input::default()
    };
    let mut entry = entry(secret);
    entry.set("hunter2");
    assert_eq!(entry.shown().unwrap(), "***");
    assert!(matches!(entry.verdict(), Verdict::Bad(reason) if !reason.contains("hunter")));
}

#[test]
fn a_secret_within_a_document_is_not_shown() {
    let hash = Input {
        kind: InputType::Hash,
        ..Input::default()
    };
    let mut entry = entry(hash);
    entry.set(r#"{"token":"t0ps","user":"ann"}"#);
    assert_eq!(entry.shown().unwrap(), r#"{"token":"***","user":"ann"}"#);
}

#[test]
fn pasted_lines_become_one() {
    let mut entry = entry(text(0, ""));
    entry.on_paste("one\r\ntwo\n");
    assert_eq!(entry.value(), Some("one two"));
}

proptest! {
    #[test]
    fn what_is_judged_good_is_what_the_ddl_takes(text in "\\PC{0,12}", max in 0usize..10) {
        let input = Input { max_length: max, ..Input::default() };
        let taken = input.parse(&text).is_ok_and(|value| input.check(&value).is_ok());
        prop_assert_eq!(given(input, &text) == Verdict::Good, taken);
    }
}
