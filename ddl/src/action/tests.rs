use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::Agent;

fn install() -> Action {
    let yaml = "
metadata: {name: demo}
actions:
  - action: install
    input:
      package: {type: string, validation: shellsafe, maxlength: 9, optional: false}
      version: {type: string, validation: shellsafe, maxlength: 9, optional: true}
      tries: {type: integer, optional: true, default: 3}
      wait: {type: float, optional: false, default: 1.5}
      OU: {type: string, optional: true}
    output:
      ensure: {default: absent}
      code: {default: null}
      note: {}
";
    Agent::from_yaml(yaml.as_bytes()).unwrap().actions.remove(0)
}

fn object(value: Value) -> Object {
    value.as_object().unwrap().clone()
}

#[test]
fn words_become_typed_data_with_defaults() {
    let data = install().parse_inputs([("PACKAGE", "zsh"), ("ou", "x"), ("OU", "y"), ("tries", "4")]);
    assert!(matches!(data, Err(InputError::Unknown { .. })), "ou is not OU");
    let data = install()
        .parse_inputs([("PACKAGE", "zsh"), ("OU", "y"), ("tries", "4"), ("tries", "5")])
        .unwrap();
    assert_eq!(
        Value::from(data),
        json!({"package": "zsh", "OU": "y", "tries": 5, "wait": 1.5})
    );
    let data = install().parse_inputs([("package", "zsh")]).unwrap();
    assert_eq!(
        Value::from(data),
        json!({"package": "zsh", "tries": 3, "wait": 1.5})
    );
}

#[test]
fn mistaken_words_are_named() {
    let error = |words: &[(&str, &str)]| {
        install()
            .parse_inputs(words.iter().copied())
            .unwrap_err()
            .to_string()
    };
    assert_eq!(error(&[]), "input package is required");
    assert_eq!(
        error(&[("pakage", "zsh")]),
        "install has no input pakage, did you mean package?"
    );
    assert_eq!(error(&[("flavour", "zsh")]), "install has no input flavour");
    assert_eq!(error(&[("package", "a;b")]), "input package: must not contain ;");
    assert_eq!(
        error(&[("package", "zsh"), ("tries", "x")]),
        r#"input tries: wanted a whole number, got "x""#
    );
}

#[test]
fn a_null_default_is_no_default() {
    let mut action = install();
    action.input.get_mut("package").unwrap().default = Some(Value::Null);
    assert!(matches!(action.parse_inputs([]), Err(InputError::Missing { input }) if input == "package"));
}

#[test]
fn a_node_wants_required_inputs_even_with_a_default() {
    let check = |data: Value| install().check(&object(data)).map_err(|error| error.to_string());
    assert_eq!(check(json!({"package": "zsh", "wait": 1})), Ok(()));
    assert_eq!(
        check(json!({"package": "zsh", "wait": 1, "process_results": true})),
        Ok(())
    );
    assert_eq!(
        check(json!({"package": "zsh"})),
        Err("input wait is required".into())
    );
    assert_eq!(
        check(json!({"wait": 1, "odd": 1})),
        Err("input package is required".into())
    );
    assert_eq!(
        check(json!({"package": "zsh", "wait": 1, "odd": 1})),
        Err("install has no input odd".into())
    );
    assert_eq!(
        check(json!({"package": "zsh", "wait": 1, "version": null})),
        Err("input version: wanted a string, got null".into())
    );
}

#[test]
fn an_action_without_inputs_takes_none() {
    let action = Action {
        input: BTreeMap::new(),
        ..install()
    };
    assert_eq!(action.check(&object(json!({"process_results": false}))), Ok(()));
    assert!(matches!(
        action.check(&object(json!({"x": 1}))),
        Err(InputError::Unknown { .. })
    ));
}

#[test]
fn an_error_repeats_little_of_what_a_peer_sent() {
    let data = object(json!({"package": "zsh", "wait": 1, "é".repeat(1 << 20): 1}));
    assert!(install().check(&data).unwrap_err().to_string().len() < 200);
}

#[test]
fn a_node_validates_strings_without_a_length_limit_too() {
    let mut action = install();
    action.input.get_mut("package").unwrap().max_length = 0;
    assert!(action.parse_inputs([("package", "zsh;id")]).is_ok());
    assert_eq!(
        action.check(&object(json!({"package": "zsh;id"}))).unwrap_err(),
        InputError::Refused {
            input: "package".into(),
            reason: "must not contain ;".into()
        }
    );
    let sound = json!({"package": "zsh", "wait": 1});
    assert_eq!(action.check(&object(sound)), Ok(()));
}

#[test]
fn output_defaults_fill_gaps_only() {
    let filled = |data: Value| {
        let mut data = object(data);
        install().apply_output_defaults(&mut data);
        Value::from(data)
    };
    assert_eq!(filled(json!({})), json!({"ensure": "absent"}));
    assert_eq!(filled(json!({"ensure": null})), json!({"ensure": null}));
    assert_eq!(
        filled(json!({"ensure": "1.2", "x": 1})),
        json!({"ensure": "1.2", "x": 1})
    );
}

#[test]
fn a_declared_risk_outweighs_the_name() {
    assert_eq!(install().risk(), Risk::Change);
    let action = Action {
        declared_risk: Some(Risk::Read),
        ..install()
    };
    assert_eq!(action.risk(), Risk::Read);
}

#[test]
fn unknown_display_words_show_nothing() {
    assert_eq!(Display::from_word("sometimes"), Display::Never);
    assert_eq!(Display::from_word(""), Display::Failed);
    assert_eq!(Display::from_word("Always"), Display::Always);
}

proptest! {
    #[test]
    fn what_a_client_accepts_a_node_accepts(package in any::<String>(), tries in any::<String>(), wait in any::<f64>()) {
        let wait = wait.to_string();
        let words = [("package", package.as_str()), ("tries", tries.as_str()), ("wait", wait.as_str())];
        for words in [&words[..1], &words[..2], &words[..]] {
            if let Ok(data) = install().parse_inputs(words.iter().copied()) {
                prop_assert_eq!(install().check(&data), Ok(()));
            }
        }
    }
}
