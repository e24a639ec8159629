use std::path::Path;

use protocol::Filter;
use protocol::rpc::Object;
use serde_json::json;

use super::*;
use crate::policy::tests::question;

fn write(dir: &Path, name: &str, rules: &str) {
    let text = format!("package {PACKAGE}\ndefault allow := false\n{rules}");
    std::fs::write(dir.join(name), text).unwrap();
}

#[test]
fn the_agents_own_file_goes_before_the_default_and_without_any_all_is_denied() {
    let dir = tempfile::tempdir().unwrap();
    let policy = RegoPolicy::new(dir.path().to_owned(), false);
    let (data, filter) = (Object::new(), Filter::default());
    let question = question(&data, &filter);
    let denied = policy.decide(&question);
    assert!(matches!(denied.why, Why::NoFile { .. }), "{denied:?}");
    write(dir.path(), "default.rego", "allow if true");
    assert!(policy.decide(&question).allowed);
    write(dir.path(), "lamp.rego", "allow if input.action == \"off\"");
    let denied = policy.decide(&question);
    let file = dir.path().join("lamp.rego");
    let why = Why::Rego {
        file: file.clone(),
        answer: Some(false),
    };
    assert_eq!(denied, Decision::denied(why));
    assert_eq!(denied.why.to_string(), format!("{} denies it", file.display()));
    write(dir.path(), "lamp.rego", "allow if nonsense(");
    let broken = policy.decide(&question);
    assert!(matches!(broken.why, Why::RegoBroken { .. }), "{broken:?}");
    std::fs::remove_file(&file).unwrap();
    assert!(policy.decide(&question).allowed);
}

#[test]
fn a_policy_sees_everything_that_is_documented() {
    let dir = tempfile::tempdir().unwrap();
    let rules = r#"allow if {
        input.agent == "lamp"
        input.action == "on"
        input.callerid == "choria=ann.mcollective"
        input.collective == "mcollective"
        input.data.level == 7
        input.ttl == 60
        input.time == "1970-01-01T00:00:00Z"
        input.facts.os.family == "Debian"
        "base" in input.classes
        "rpcutil" in input.agents
        input.provision_mode == false
    }"#;
    write(dir.path(), "default.rego", rules);
    for tracing in [false, true] {
        let policy = RegoPolicy::new(dir.path().to_owned(), tracing);
        let data = json!({"level": 7}).as_object().unwrap().clone();
        let (classes, agents) = (["base".to_owned()], ["rpcutil".to_owned()]);
        let filter = Filter::default();
        let asked = Question {
            facts: r#"{"os":{"family":"Debian"}}"#,
            classes: &classes,
            agents: &agents,
            ..question(&data, &filter)
        };
        assert!(policy.decide(&asked).allowed);
        let elsewhere = Question { facts: "{}", ..asked };
        assert!(!policy.decide(&elsewhere).allowed);
        assert!(policy.decide(&asked).allowed);
    }
}

#[test]
fn inputs_that_look_like_the_interpreters_own_numbers_hide_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let policy = RegoPolicy::new(dir.path().to_owned(), false);
    let text = format!("package {PACKAGE}\ndefault allow := true\nallow := false if input.action == \"on\"");
    std::fs::write(dir.path().join("lamp.rego"), text).unwrap();
    for number in ["no number", "1e2000000000"] {
        let data = json!({"x": {"$serde_json::private::Number": number}});
        let data = data.as_object().unwrap().clone();
        let filter = Filter::default();
        assert!(!policy.decide(&question(&data, &filter)).allowed, "{number}");
    }
}

#[test]
fn an_oversized_or_odd_file_denies() {
    let dir = tempfile::tempdir().unwrap();
    let policy = RegoPolicy::new(dir.path().to_owned(), false);
    let (data, filter) = (Object::new(), Filter::default());
    std::fs::write(dir.path().join("lamp.rego"), "#".repeat(MAX_SOURCE + 1)).unwrap();
    let decision = policy.decide(&question(&data, &filter));
    assert!(matches!(decision.why, Why::Unreadable { .. }), "{decision:?}");
    std::fs::remove_file(dir.path().join("lamp.rego")).unwrap();
    std::fs::create_dir(dir.path().join("lamp.rego")).unwrap();
    let decision = policy.decide(&question(&data, &filter));
    assert!(matches!(decision.why, Why::Unreadable { .. }), "{decision:?}");
}
