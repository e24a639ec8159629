use std::path::Path;

use super::*;

const FACTS: &str = r#"{"env":"dev","role":"api","disks":[{"name":"sda","ssd":true}]}"#;

/// Asks `agent#action` of the policy text as `caller`; tells the verdict and the line that decided, if one did.
fn ask(policy: &str, caller: &str, action: &str) -> (bool, Option<usize>) {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("lamp.policy"), policy).unwrap();
    std::fs::write(
        dir.path().join("groups"),
        "# people\nops choria=bob.mcollective choria=eve.mcollective\nops choria=ann.mcollective\n",
    )
    .unwrap();
    let decision = decide(dir.path(), caller, action, false, None);
    let line = match decision.why {
        Why::Rule { line, .. } | Why::Broken { line, .. } => Some(line),
        _ => None,
    };
    (decision.allowed, line)
}

fn decide(dir: &Path, caller: &str, action: &str, unconfigured: bool, default: Option<&str>) -> Decision {
    let config = config::ActionPolicy {
        directory: dir.to_owned(),
        allow_unconfigured: unconfigured,
        default_name: default.map(str::to_owned),
    };
    let classes = ["base".to_owned(), "web::nginx".to_owned()];
    ActionPolicy::new(&config).decide(&Question {
        action,
        caller,
        facts: FACTS,
        classes: &classes,
        ..question(&Object::new(), &Filter::default())
    })
}

/// A question with nothing special about it.
pub(super) fn question<'a>(data: &'a Object, filter: &'a Filter) -> Question<'a> {
    Question {
        agent: "lamp",
        action: "on",
        caller: ANN,
        facts: "{}",
        classes: &[],
        agents: &[],
        provision_mode: false,
        data,
        sender: "ws1",
        collective: "mcollective",
        ttl: Duration::from_secs(60),
        time: SystemTime::UNIX_EPOCH,
        filter,
        claims: None,
    }
}

const ANN: &str = "choria=ann.mcollective";

#[test]
fn the_first_rule_that_matches_decides_and_else_the_default() {
    let policy = "policy default deny\n\
                  # people\n\
                  deny\tchoria=eve.mcollective\t*\t*\t*\n\
                  allow\t*\ton off\t*\t*\n\
                  deny\t*\ton\t*\t*\n";
    assert_eq!(ask(policy, "choria=eve.mcollective", "on"), (false, Some(3)));
    assert_eq!(ask(policy, ANN, "on"), (true, Some(4)));
    assert_eq!(ask(policy, ANN, "status"), (false, None));
    assert_eq!(
        ask(
            "allow\t*\ton\t*\t*\npolicy default deny\npolicy  default\tallow",
            ANN,
            "x"
        ),
        (true, None)
    );
}

#[test]
fn callers_are_ids_groups_and_patterns() {
    for (callers, caller, expected) in [
        ("*", "up=bob", true),
        (ANN, ANN, true),
        (ANN, "choria=ann.mcollective2", false),
        ("ops", ANN, true),
        ("up=bob ops", ANN, true),
        ("ops", "choria=bob.mcollective", false), // the later definition of the group counts
        ("ops", "ops", true),
        ("/^choria=a/", ANN, true),
        ("/ANN/", ANN, false),
        ("/(ann|bob)\\.mco/", ANN, true),
        ("/( choria=ann.mcollective", ANN, false), // a broken pattern ends the column
        ("choria=ann.mcollective /(", ANN, true),
    ] {
        let policy = format!("allow\t{callers}\t*\t*\t*");
        assert_eq!(ask(&policy, caller, "on").0, expected, "{callers} {caller}");
    }
}

#[test]
fn facts_and_classes_must_all_match() {
    for (facts, classes, expected) in [
        ("env=dev", "*", true),
        ("env=dev role=api", "base", true),
        ("env=dev role=db", "base", false),
        ("env=/^D/", "*", true),
        ("role=~/(api|db)/", "*", true),
        ("disks.#(name=\"sda\").ssd==true", "*", true),
        ("missing=1", "*", false),
        ("*", "base web::nginx", true),
        ("*", "base db", false),
        ("*", "/^WEB/", true),
        ("*", "/(web|db)/", true),
        ("env=dev and role=api", "*", false),
        ("env=dev", "base or db", false),
        ("env=dev", "!base", false),
        ("nonsense", "*", false),
        ("*", "env=dev", false),
    ] {
        let policy = format!("allow\t*\t*\t{facts}\t{classes}");
        assert_eq!(ask(&policy, ANN, "on").0, expected, "{facts} | {classes}");
    }
}

#[test]
fn a_deny_rule_that_cannot_be_evaluated_denies_what_it_concerns() {
    for rule in [
        "deny\t*\ton\tenv=dev and role=db\t*",
        "deny\t*\ton\tresource('x').y\t*",
        "deny\t*\ton\tnonsense\t*",
        "deny\t*\ton\trole=~/(/\t*",
        "deny\t*\ton\t*\t!base",
        "deny\t*\ton\t*\tenv=dev",
        "deny\t*\ton\tenv=dev",
        "deny\t/(/\ton\t*\t*",
        "deny\t*\ton\trole=~/(api|db)/\t*",
    ] {
        let policy = format!("policy default allow\n{rule}\n");
        assert_eq!(ask(&policy, ANN, "on"), (false, Some(2)), "{rule}");
        assert_eq!(ask(&policy, ANN, "off"), (true, None), "{rule}");
    }
}

#[test]
fn rules_need_tabs_and_odd_lines_are_skipped() {
    assert_eq!(ask("allow * * * *", ANN, "on"), (false, None));
    assert_eq!(ask("permit\t*\t*\t*\t*", ANN, "on"), (false, None));
    assert_eq!(ask("allow\t\t*\t*\t\t*\t*\r\n", ANN, "on"), (true, Some(1)));
    assert_eq!(ask("allow\t*\t*\t*\tdb\tbase", ANN, "on"), (true, Some(1)));
    assert_eq!(ask("allow\t \t*\t*\t*\t*", ANN, "on"), (false, None));
    assert_eq!(ask("allow\t*\t \t*\t*\t*", ANN, "on"), (false, None));
    assert_eq!(ask("allow\t*\t*\t \t*", ANN, "on"), (false, Some(1)));
    assert_eq!(ask("allow\t*\t*\t*\t ", ANN, "on"), (false, Some(1)));
    assert_eq!(ask("allow\t*\t*\t*", ANN, "on"), (false, Some(1)));
}

#[test]
fn a_deny_line_whose_columns_cannot_be_told_apart_denies_all_that_reaches_it() {
    for line in [
        "deny choria=eve.mcollective * * *",
        "  deny\t*\t*\t*\t*",
        "deny\t*",
        "deny",
    ] {
        let policy = format!("policy default allow\nallow\t*\toff\t*\t*\n{line}\n");
        assert_eq!(ask(&policy, ANN, "on"), (false, Some(3)), "{line}");
        assert_eq!(ask(&policy, ANN, "off"), (true, Some(2)), "{line}");
    }
    assert_eq!(ask("policy default allow\ndenying * *", ANN, "on"), (true, None));
}

#[test]
fn what_windows_editors_add_changes_nothing() {
    let policy = "\u{feff}deny\tops\ton\t*\t*\r\nallow\t*\t*\t*\t*\r\n";
    assert_eq!(ask(policy, ANN, "on"), (false, Some(1)));
    assert_eq!(ask(policy, ANN, "off"), (true, Some(2)));
    let (groups, notes) = groups::Groups::parse("\u{feff}ops choria=ann.mcollective\r\n");
    assert!(groups.contains("ops", ANN) && notes.is_empty());
}

#[test]
fn groups_that_cannot_be_read_open_nothing() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("groups")).unwrap();
    let policy = "deny\tops\ton\t*\t*\ndeny\tup=bob\toff\t*\t*\nallow\tops\tdim\t*\t*\npolicy default allow";
    std::fs::write(dir.path().join("lamp.policy"), policy).unwrap();
    let decision = decide(dir.path(), ANN, "on", false, None);
    assert!(
        matches!(decision.why, Why::Broken { line: 1, .. }),
        "{decision:?}"
    );
    assert!(decide(dir.path(), ANN, "off", false, None).allowed);
    let dim = decide(dir.path(), ANN, "dim", false, None);
    assert!(matches!(dim.why, Why::Default { .. }), "{dim:?}");
}

#[test]
fn facts_that_cannot_be_read_open_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let policy = "deny\t*\ton\tenv=prod\t*\nallow\t*\t*\t*\t*";
    std::fs::write(dir.path().join("lamp.policy"), policy).unwrap();
    let policy = ActionPolicy::new(&config::ActionPolicy {
        directory: dir.path().to_owned(),
        allow_unconfigured: false,
        default_name: None,
    });
    let (data, filter) = (Object::new(), Filter::default());
    let asked = |action, facts| {
        policy.decide(&Question {
            action,
            facts,
            ..question(&data, &filter)
        })
    };
    assert!(asked("on", "{}").allowed);
    let broken = asked("on", "{");
    assert!(matches!(broken.why, Why::Broken { line: 1, .. }), "{broken:?}");
    assert!(asked("off", "{").allowed);
    assert!(!asked("on", r#"{"env":"prod"}"#).allowed);
}

#[test]
fn without_a_file_everything_is_denied_unless_a_default_file_is_enabled() {
    let dir = tempfile::tempdir().unwrap();
    assert!(!decide(dir.path(), ANN, "on", true, None).allowed);
    std::fs::write(dir.path().join("default.policy"), "\n").unwrap();
    assert!(!decide(dir.path(), ANN, "on", true, None).allowed);
    assert!(decide(dir.path(), ANN, "on", true, Some("default")).allowed);
    assert!(!decide(dir.path(), ANN, "on", false, Some("default")).allowed);
    std::fs::create_dir(dir.path().join("lamp.policy")).unwrap();
    let decision = decide(dir.path(), ANN, "on", true, Some("default"));
    assert!(matches!(decision.why, Why::Unreadable { .. }), "{decision:?}");
}

#[test]
fn an_edited_policy_counts_at_once() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("lamp.policy");
    let policy = ActionPolicy::new(&config::ActionPolicy {
        directory: dir.path().to_owned(),
        allow_unconfigured: false,
        default_name: None,
    });
    let (data, filter) = (Object::new(), Filter::default());
    let question = question(&data, &filter);
    std::fs::write(&file, "policy default allow\n").unwrap();
    assert_eq!(policy.decide_at_once(&question), None);
    assert!(policy.decide(&question).allowed);
    assert_eq!(policy.decide_at_once(&question), Some(policy.decide(&question)));
    std::fs::write(&file, "policy default deny\n").unwrap();
    assert_eq!(policy.decide_at_once(&question), None);
    assert!(!policy.decide(&question).allowed);
}

#[test]
fn verdicts_explain_themselves() {
    let file = PathBuf::from("/etc/mco/policies/lamp.policy");
    let why = Why::Broken {
        file,
        line: 7,
        reason: "\"nonsense\" is not a fact comparison".into(),
    };
    assert_eq!(
        why.to_string(),
        "/etc/mco/policies/lamp.policy:7: \"nonsense\" is not a fact comparison"
    );
}

proptest::proptest! {
    #[test]
    fn no_policy_text_panics(text in "((allow|deny|policy default|#)?[\t a-z*/(=~!.]{0,20}\n){0,6}") {
        let policy = parse::parse(&text);
        let (groups, _) = groups::Groups::parse(&text);
        for rule in &policy.rules {
            let (data, filter) = (Object::new(), Filter::default());
            let question = Question { agent: "a", action: "b", caller: "c=d", ..question(&data, &filter) };
            let known = facts::Known::default();
            let outcome = rule.outcome(&concern::Concern::new(&question, &groups, &known));
            proptest::prop_assert!(outcome != rule::Outcome::Decides || text.contains(['*', 'b', '/']));
        }
    }
}
