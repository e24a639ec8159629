use std::path::Path;

use serde_json::json;

use super::*;
use crate::fixture;
use crate::history::{Asked, Record};

fn environment(folder: &Path) -> Environment {
    let var = |name: &str| (name.to_owned(), folder.join(name).display().to_string());
    Environment {
        vars: [var("XDG_STATE_HOME"), var("XDG_CONFIG_HOME")].into(),
        ..Environment::default()
    }
}

fn inputs(pairs: &[(&str, &str)]) -> Inputs {
    let pairs = pairs.iter();
    pairs
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

#[test]
fn inputs_had_before_come_once_each_newest_first() {
    let folder = tempfile::tempdir().unwrap();
    let environment = environment(folder.path());
    let history = History::of(&environment).unwrap();
    for (second, action, package) in [
        (1, "status", "zsh"),
        (2, "status", "bash"),
        (3, "status", "zsh"),
        (4, "count", "x"),
    ] {
        let serde_json::Value::Object(inputs) =
            json!({"package": package, "deep": second > 0, "password": "***"})
        else {
            unreachable!("it is an object")
        };
        let record = Record {
            time: format!("2026-11-20T10:41:0{second}Z"),
            asked: Asked {
                agent: Some("package".to_owned()),
                action: Some(action.to_owned()),
                inputs,
                ..Asked::default()
            },
            ..Record::default()
        };
        history.append(record).unwrap();
    }
    let earlier = Recall::of(&environment).earlier("package", "status");
    let packages: Vec<&str> = earlier.iter().map(|(_, inputs)| inputs[1].1.as_str()).collect();
    assert_eq!(packages, ["zsh", "bash"]);
    assert_eq!(earlier[0].0, fixture::start() + std::time::Duration::from_secs(1));
    assert_eq!(
        earlier[1].1,
        inputs(&[("deep", "true"), ("package", "bash"), ("password", "***")])
    );
}

#[test]
fn defaults_are_kept_beside_what_the_user_wrote_and_without_secrets() {
    let folder = tempfile::tempdir().unwrap();
    let recall = Recall::of(&environment(folder.path()));
    let action = fixture::agent().actions.remove(0);
    assert_eq!(recall.defaults("service", "status").unwrap(), inputs(&[]));
    let path = folder.path().join("XDG_CONFIG_HOME/mco/defaults.toml");
    files::private_folder(path.parent().unwrap()).unwrap();
    let own = "# mine\n['service#status'] # old\nservice = 'x'\n\n[\"a#b\"] # keep\nn = 5\n";
    fs::write(&path, own.replace(" # old", "")).unwrap();
    assert_eq!(recall.defaults("a", "b").unwrap(), inputs(&[("n", "5")]));
    let given = inputs(&[
        ("service", "ht\"tpd\n\u{7f}"),
        ("db_password", "secret"),
        ("odd name", "é"),
    ]);
    recall.keep("service", &action, &given).unwrap();
    assert_eq!(
        recall.defaults("service", "status").unwrap(),
        inputs(&[("odd name", "é"), ("service", "ht\"tpd\n\u{7f}")])
    );
    let text = fs::read_to_string(&path).unwrap();
    insta::assert_snapshot!(text, @r##"
    # mine
    ["a#b"] # keep
    n = 5

    ["service#status"]
    "odd name" = "é"
    service = "ht\"tpd\n\u007F"
    "##);
}

#[test]
fn a_file_that_cannot_be_changed_safely_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let recall = Recall::of(&environment(folder.path()));
    let action = fixture::agent().actions.remove(0);
    let path = folder.path().join("XDG_CONFIG_HOME/mco/defaults.toml");
    files::private_folder(path.parent().unwrap()).unwrap();
    for own in [
        "\"service#status\".service = 'x'\n",
        "[\"service#status\"] # mine\nservice = 'x'\n",
    ] {
        fs::write(&path, own).unwrap();
        let refused = recall
            .keep("service", &action, &inputs(&[("service", "y")]))
            .unwrap_err();
        assert!(matches!(refused, RecallError::ByHand { .. }), "{refused}");
        assert_eq!(fs::read_to_string(&path).unwrap(), own);
    }
    fs::write(&path, "no toml").unwrap();
    let refused = recall.defaults("service", "status").unwrap_err();
    assert!(matches!(refused, RecallError::Malformed { .. }), "{refused}");
}
