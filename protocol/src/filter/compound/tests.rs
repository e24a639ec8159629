use std::error::Error;
use std::time::Duration;

use serde_json::{Value, json};

use super::*;
use crate::Filter;
use crate::filter::Data;

const FACTS: &str = r#"{"os": {"name": "Debian GNU/Linux", "release": "12.4"}, "cpus": 4, "disks": ["sda", "sdb"], "sizes": [10, 20]}"#;

#[derive(Debug)]
struct Providers;

impl Data for Providers {
    fn query(&self, provider: &str, query: Option<&Value>) -> Option<Result<Value, String>> {
        match provider {
            "scout" => Some(Ok(json!({"state": query}))),
            "broken" => Some(Err("it is broken".to_owned())),
            // Names that are taken can never be asked for.
            "with" | "len" => Some(Ok(json!(true))),
            _ => None,
        }
    }
}

fn judged(filter: &Filter) -> Result<bool, CompoundError> {
    let own = |names: &[&str]| names.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
    let (agents, classes) = (own(&["rpcutil", "package"]), own(&["apache", "role::web"]));
    let node = NodeView {
        identity: "web1",
        agents: &agents,
        classes: &classes,
        facts: FACTS,
        data: Some(&Providers),
    };
    let verdict = filter.compound_holds(node, None);
    assert_eq!(
        filter.matches(node),
        verdict == Ok(true),
        "nothing else is asked for"
    );
    verdict
}

fn holds(text: &str) -> bool {
    let mut filter = Filter::default();
    filter.add_compound(text).unwrap();
    judged(&filter).unwrap_or_else(|error| panic!("{error:?}"))
}

fn told(text: &str) -> String {
    let mut filter = Filter::default();
    let error = match filter.add_compound(text) {
        Ok(()) => judged(&filter).unwrap_err(),
        Err(error) => error,
    };
    match error.source() {
        Some(source) => format!("{error}: {source}"),
        None => error.to_string(),
    }
}

#[test]
fn a_node_is_known_by_its_facts_classes_and_agents() {
    for text in [
        "with('apache') and with('package') and with('/^ROLE/') and with('cpus>=4')",
        "not with('nginx') and with('os.name=Debian GNU/Linux')",
        "fact('cpus') == 4 and fact('cpus') > 3.5 and fact('none') == nil",
        "include(fact('disks'), 'sdb') and include(fact('sizes'), 20)",
        "'apache' in classes and 'rpcutil' in agents and len(agents) == 2",
        "semver(fact('os.release'), '>= 12, < 13')",
        "any(fact('disks'), {# startsWith 'sd'})",
    ] {
        assert!(holds(text), "{text}");
    }
}

#[test]
fn now_is_only_known_with_a_clock() {
    let filter = Filter {
        compound: vec![json!([{"expr": "now() > date('2025-12-31')"}])],
        ..Filter::default()
    };
    let node = NodeView {
        identity: "web1",
        agents: &[],
        classes: &[],
        facts: "{}",
        data: None,
    };
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_225_600);
    assert_eq!(filter.compound_holds(node, Some(now)), Ok(true));
    assert!(!filter.matches(node));
}

#[test]
fn data_providers_are_functions_that_shadow_nothing() {
    assert!(holds(
        "scout('check_swap').state == 'check_swap' and scout().state == nil"
    ));
    assert!(!holds("with('nginx')") && holds("len('ab') == 2"));
    assert_eq!(
        told("broken()"),
        r#""broken()" cannot be evaluated: broken: it is broken"#
    );
    assert_eq!(
        told("unheard()"),
        r#""unheard()" cannot be evaluated: there is no function unheard"#
    );
}

#[test]
fn an_expression_that_fails_matches_nothing_and_says_why() {
    assert_eq!(
        told("fact('cpus')"),
        r#""fact('cpus')" cannot be evaluated: it comes to a float, not to true or false"#
    );
    assert_eq!(
        told("a ="),
        r#""a =" is not an expression: = does not fit here at column 3"#
    );
    assert_eq!(
        told("not with('a!=/x/')"),
        r#""a!=/x/" is not a fact filter: only =~ takes a /pattern/; for its opposite write -S 'not with("fact=/pattern/")'"#
    );
}

#[test]
fn patterns_without_end_are_refused() {
    assert!(holds("not any(1..400, with('x' + string(#)))"));
    assert!(holds("all(1..400, with('/apache/'))"));
    assert!(
        told("any(1..400, with('/x' + string(#) + '/'))").ends_with("with: more than 64 different patterns")
    );
}

#[test]
fn other_forms_match_nothing() {
    for compound in [
        json!(["true"]),
        json!([[{"expr": true}]]),
        json!([[{"expr": "true"}, {"expr": "true"}]]),
        json!([[]]),
        json!([[{"fstatement": {"name": "x"}}]]),
        json!([{"expr": "true"}]),
        json!(vec![json!([{"expr": "true"}]); 9]),
    ] {
        let filter = Filter {
            compound: compound.as_array().unwrap().clone(),
            ..Filter::default()
        };
        assert_eq!(judged(&filter), Err(CompoundError::Form), "{compound}");
    }
}

#[test]
fn several_expressions_must_all_hold() {
    let several = |texts: &[&str]| {
        let mut filter = Filter::default();
        for text in texts {
            filter.add_compound(text).unwrap();
        }
        judged(&filter).unwrap()
    };
    assert!(several(&["true", "with('apache')"]));
    assert!(!several(&["true", "true", "false"]));
}
