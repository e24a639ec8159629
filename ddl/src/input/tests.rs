use proptest::prelude::*;
use serde_json::json;

use super::*;

fn input(kind: &str) -> Input {
    Input {
        kind: InputType::from_word(kind),
        list: vec!["all".into(), "some".into()],
        ..Input::default()
    }
}

/// Whether each value passes as each type.
#[test]
fn types_accept_their_values_and_no_others() {
    let values = [
        json!(5),
        json!(5.0),
        json!(5.5),
        json!("all"),
        json!(true),
        json!({}),
        json!([]),
        json!(null),
    ];
    for (kind, fits) in [
        ("integer", [true, true, false, false, false, false, false, false]),
        ("int", [true, true, false, false, false, false, false, false]),
        ("number", [true, true, true, false, false, false, false, false]),
        ("Float", [true, true, true, false, false, false, false, false]),
        ("string", [false, false, false, true, false, false, false, false]),
        ("boolean", [false, false, false, false, true, false, false, false]),
        ("list", [false, false, false, true, false, false, false, false]),
        ("Hash", [false, false, false, false, false, true, false, false]),
        ("Array", [false, false, false, false, false, false, true, false]),
        ("color", [false; 8]),
        ("", [false; 8]),
    ] {
        for (value, fits) in values.iter().zip(fits) {
            assert_eq!(input(kind).check(value).is_ok(), fits, "{kind} {value}");
        }
    }
}

#[test]
fn whole_numbers_of_any_size_are_integers() {
    for value in [json!(u64::MAX), json!(i64::MIN), json!(1e300)] {
        assert_eq!(input("integer").check(&value), Ok(()));
    }
}

#[test]
fn refusals_say_the_rule() {
    let check = |kind: &str, value| input(kind).check(&value).unwrap_err();
    assert_eq!(
        check("integer", json!("7")),
        "wanted a whole number, got a string"
    );
    assert_eq!(
        check("list", json!("All")),
        r#"wanted one of all, some, got "All""#
    );
    assert_eq!(
        check("color", json!("red")),
        r#"the DDL gives it the unknown type "color""#
    );
    assert_eq!(check("", json!("red")), "the DDL gives it no type");
    let empty = Input {
        list: Vec::new(),
        ..input("list")
    };
    assert_eq!(
        empty.check(&json!("")).unwrap_err(),
        "the DDL lists no value it could have"
    );
    let long = Input {
        list: (0..30).map(|n| n.to_string()).collect(),
        ..input("list")
    };
    assert!(long.check(&json!("x".repeat(1000))).unwrap_err().len() < 200);
}

#[test]
fn strings_are_limited_in_bytes_then_validated() {
    let text = |max_length, validation: &str, text: &str| {
        let validation = validation.into();
        Input {
            max_length,
            validation,
            ..input("string")
        }
        .check(&text.into())
    };
    assert_eq!(text(2, "", "é"), Ok(()));
    assert_eq!(
        text(1, "", "é").unwrap_err(),
        "has 2 bytes, at most 1 are allowed"
    );
    assert_eq!(text(9, "shellsafe", "a;b").unwrap_err(), "must not contain ;");
    assert_eq!(text(9, "", "a;b"), Ok(()));
    // Without a limit other nodes do not validate, so clients do not either.
    assert_eq!(text(0, "shellsafe", "a;b"), Ok(()));
}

#[test]
fn text_becomes_the_declared_type() {
    for (kind, text, value) in [
        ("integer", "-12", json!(-12)),
        ("integer", "+12", json!(12)),
        ("number", "5", json!(5)),
        ("number", "5.0", json!(5)),
        ("number", "2.5", json!(2.5)),
        ("number", "1e3", json!(1000)),
        ("float", "200", json!(200.0)),
        ("string", "200", json!("200")),
        ("string", "", json!("")),
        ("list", "all", json!("all")),
        ("hash", r#"{"a":[1]}"#, json!({"a": [1]})),
        ("array", r#"["a",null]"#, json!(["a", null])),
    ] {
        assert_eq!(input(kind).parse(text), Ok(value), "{kind} {text}");
    }
    assert_eq!(input("float").parse("200").unwrap().to_string(), "200.0");
}

#[test]
fn boolean_words_are_exact() {
    for text in ["1", "t", "T", "TRUE", "true", "True"] {
        assert_eq!(input("boolean").parse(text), Ok(json!(true)));
    }
    for text in ["0", "f", "F", "FALSE", "false", "False"] {
        assert_eq!(input("boolean").parse(text), Ok(json!(false)));
    }
    for text in ["yes", "no", "on", "tRUE", ""] {
        let said = format!("wanted true or false, got {text:?}");
        assert_eq!(input("boolean").parse(text), Err(said));
    }
}

#[test]
fn text_that_does_not_convert_is_refused() {
    for (kind, texts) in [
        (
            "integer",
            &["", "5.0", "1_000", "0x10", "9223372036854775808"][..],
        ),
        ("number", &["", "x", "inf", "NaN", "1e999"]),
        ("float", &["", "-inf", "1,5"]),
        ("hash", &["", "[]", "null", "{a:1}"]),
        ("array", &["", "{}", "null", "a,b"]),
        ("int", &["5"]),
        ("", &["5"]),
    ] {
        for text in texts {
            assert!(input(kind).parse(text).is_err(), "{kind} {text:?}");
        }
    }
}

proptest! {
    #[test]
    fn what_converts_has_the_right_type(kind in "(integer|number|float|string|boolean|hash|array)", text in any::<String>()) {
        let input = input(&kind);
        if let Ok(value) = input.parse(&text) {
            prop_assert_eq!(input.check(&value), Ok(()));
        }
    }

    #[test]
    fn numbers_and_documents_survive_conversion(integer in any::<i64>(), float in -1e12..1e12_f64, words in any::<Vec<String>>()) {
        prop_assert_eq!(input("integer").parse(&integer.to_string()), Ok(json!(integer)));
        prop_assert_eq!(input("number").parse(&float.to_string()).unwrap().as_f64(), Some(float));
        prop_assert_eq!(input("array").parse(&json!(words).to_string()), Ok(json!(words)));
        prop_assert_eq!(input("hash").parse(&json!({ "a": words }).to_string()), Ok(json!({ "a": words })));
    }
}

#[test]
fn a_secret_is_known_by_its_name_or_by_what_is_said_of_it() {
    let input = |description: &str| Input {
        description: description.to_owned(),
        ..Input::default()
    };
    assert!(input("").is_secret("password"));
    assert!(input("New passphrase of the key").is_secret("value"));
    assert!(!input("Name of the package").is_secret("package"));
}
