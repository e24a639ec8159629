use std::time::Duration;

use crossterm::event::KeyCode;
use ddl::builtin;
use proptest::prelude::*;

use super::*;
use crate::report::Earlier;
use crate::stage;

fn agent(inputs: &str) -> Arc<Agent> {
    let document = format!(
        r#"{{"metadata": {{"name": "demo", "timeout": 5}}, "actions": [{{"action": "go", "description": "Goes", "input": {inputs}}}]}}"#
    );
    Arc::new(Agent::from_json(document.as_bytes()).unwrap())
}

fn form(inputs: &str) -> Form {
    Form::new(agent(inputs), 0, Vec::new()).unwrap()
}

fn many(count: usize) -> String {
    let inputs: Vec<String> = (0..count)
        .map(|n| format!(r#""in{n:04}": {{"type": "string", "optional": true, "maxlength": 5}}"#))
        .collect();
    format!("{{{}}}", inputs.join(","))
}

const SECRET: &str = r#"{"user": {"type": "string", "maxlength": 9}, "password": {"type": "string", "maxlength": 9},
    "options": {"type": "hash", "optional": true}}"#;

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

#[test]
fn required_inputs_come_first_and_many_optional_ones_are_folded() {
    let form = form(r#"{"a": {"type": "string", "optional": true}, "z": {"type": "string"}}"#);
    let names: Vec<&str> = form.entries().iter().map(|entry| entry.name.as_str()).collect();
    assert_eq!(names, ["z", "a"]);
    assert_eq!(form.spots().count(), 2);
    let mut folded = self::form(&many(300));
    assert_eq!(folded.spots().collect::<Vec<_>>(), [Spot::Fold]);
    folded.enter();
    assert_eq!(folded.spots().count(), 301);
}

#[test]
fn a_folded_input_that_has_a_value_is_shown() {
    let mut form = form(&many(300));
    form.fill(&[pair("in0007", "x")]);
    assert_eq!(form.spots().count(), 2);
    assert_eq!(form.words(), [pair("in0007", "x")]);
}

#[test]
fn a_form_without_inputs_can_be_sent() {
    let mut form = form("{}");
    assert_eq!(form.focus(), Spot::Nowhere);
    assert!(!form.next() && !form.previous());
    form.on_key(KeyEvent::from(KeyCode::Char('x')));
    assert_eq!(form.problem(), None);
    assert!(form.data().unwrap().is_empty());
}

#[test]
fn the_first_problem_gets_the_keys() {
    let mut form = form(SECRET);
    form.fill(&[pair("user", "ann")]);
    assert!(form.first_problem());
    assert_eq!(form.focused().unwrap().name, "password");
    assert_eq!(form.problem().unwrap(), "password is required");
}

#[test]
fn defaults_fill_what_is_empty_and_earlier_values_are_offered() {
    let mut form = form(SECRET);
    form.fill(&[pair("user", "ann")]);
    let earlier = |user: &str, hours: u64| Earlier {
        time: stage::now() - Duration::from_secs(hours * 3600),
        inputs: vec![pair("user", user), pair("password", "***")],
    };
    form.recall(
        &[pair("user", "bob"), pair("options", "{}")],
        &[earlier("eve", 1), earlier("eve", 2), earlier("joe", 3)],
    );
    assert_eq!(form.words(), [pair("user", "ann"), pair("options", "{}")]);
    let user = form.entries().iter().find(|entry| entry.name == "user").unwrap();
    let values: Vec<&str> = user.recent.iter().map(|(value, _)| value.as_str()).collect();
    assert_eq!(values, ["eve", "joe"]);
    let password = form
        .entries()
        .iter()
        .find(|entry| entry.name == "password")
        .unwrap();
    assert!(password.recent.is_empty());
}

#[test]
fn secrets_are_left_out_of_what_is_kept() {
    let mut form = form(SECRET);
    form.fill(&[
        pair("user", "ann"),
        pair("password", "hunter2"),
        pair("options", r#"{"token":"t0ps"}"#),
    ]);
    assert_eq!(form.harmless(), (vec![pair("user", "ann")], true));
    let masked = format!("{:?}", form.masked());
    assert!(
        !masked.contains("hunter2") && !masked.contains("t0ps"),
        "{masked}"
    );
    assert_eq!(form.data().unwrap()["password"], "hunter2");
}

#[test]
fn stars_in_place_of_a_secret_are_no_value() {
    let mut form = form(SECRET);
    form.fill(&[
        pair("user", "***"),
        pair("password", "***"),
        pair("options", r#"{"token":"***"}"#),
    ]);
    assert_eq!(form.words(), [pair("user", "***")]);
}

#[test]
fn the_data_is_what_the_ddl_makes_of_the_words() {
    let agent = builtin("rpcutil").unwrap();
    let index = agent
        .actions
        .iter()
        .position(|action| action.name == "get_fact")
        .unwrap();
    let mut form = Form::new(agent, index, Vec::new()).unwrap();
    form.fill(&[pair("FACT", "os.name")]);
    assert_eq!(form.data().unwrap()["fact"], "os.name");
    assert!(!form.changes());
}

proptest! {
    #[test]
    fn any_keys_keep_the_form_usable(keys in prop::collection::vec((0..9usize, any::<char>()), 0..80), count in 0usize..12) {
        let mut form = form(&many(count));
        for (which, c) in keys {
            match which {
                0 => { form.next(); }
                1 => { form.previous(); }
                2 => { form.enter(); }
                3 => form.fold(),
                4 => form.on_verb(Verb::Complete),
                5 => form.on_key(KeyEvent::from(KeyCode::Backspace)),
                6 => form.on_paste(&c.to_string()),
                _ => form.on_key(KeyEvent::from(KeyCode::Char(c))),
            }
            let words = form.words();
            prop_assert_eq!(form.problem().is_none(), form.data().is_ok(), "{:?}", words);
        }
    }
}
