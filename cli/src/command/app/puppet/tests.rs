use super::*;
use clap::Parser;
use serde_json::json;

#[derive(Debug, clap::Parser)]
struct Line {
    #[command(flatten)]
    puppet: Puppet,
}

fn puppet(words: &[&str]) -> Puppet {
    let line = ["puppet"].iter().chain(words);
    Line::try_parse_from(line).unwrap().puppet
}

fn question(words: &[&str]) -> anyhow::Result<Question> {
    puppet(words).question(&Library::default())
}

#[test]
fn commands_are_the_words_of_the_classic_application() {
    let table = [
        ("count", PuppetCommand::Count),
        ("runonce", PuppetCommand::RunOnce),
        ("runall", PuppetCommand::RunAll),
        ("summary", PuppetCommand::Summary),
    ];
    for (word, command) in table {
        assert_eq!(puppet(&[word]).command, command);
    }
}

#[test]
fn a_resource_may_have_properties_the_ddl_does_not_know() {
    let question = question(&["resource", "file", "/tmp/x", "ensure=present", "-E", "testing"]).unwrap();
    let expected = json!({"type": "file", "name": "/tmp/x", "ensure": "present", "environment": "testing"});
    assert_eq!(serde_json::Value::from(question.data), expected);
}

#[test]
fn a_reason_for_disabling_may_have_several_words() {
    let with = question(&["disable", "broken", "release"]).unwrap();
    assert_eq!(with.data["message"], "broken release");
    assert!(question(&["disable"]).unwrap().data.is_empty());
}

#[test]
fn a_resource_needs_a_type_and_a_name() {
    assert!(question(&["resource", "file"]).is_err());
}

#[test]
fn runall_needs_a_number_over_zero() {
    assert_eq!(puppet(&["runall", "5"]).concurrency().unwrap(), 5);
    for words in [
        &["runall"][..],
        &["runall", "0"],
        &["runall", "many"],
        &["runall", "1", "2"],
    ] {
        assert!(puppet(words).concurrency().is_err(), "{words:?}");
    }
}

#[test]
fn flags_of_a_run_become_inputs() {
    let puppet = puppet(&[
        "runonce",
        "--noop",
        "--no-splay",
        "--tag",
        "a",
        "--tag",
        "b",
        "--splaylimit",
        "30",
    ]);
    let mut inputs = puppet.run.inputs();
    inputs.sort();
    let expected = [
        ("noop", "true"),
        ("splay", "false"),
        ("splaylimit", "30"),
        ("tags", "a,b"),
    ];
    assert_eq!(
        inputs,
        expected.map(|(key, value)| (key.to_owned(), value.to_owned()))
    );
}

#[test]
fn what_is_too_much_is_refused() {
    let error = question(&["count", "everything"]).unwrap_err();
    assert_eq!(error.to_string(), r#""everything" is one word too many"#);
}
