//! Differences between nodes.

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::stage;

fn detail(number: usize, facts: &Value) -> Detail {
    Detail {
        node: stage::node(number),
        version: "0.29.4".to_owned(),
        main_collective: "mcollective".to_owned(),
        collectives: vec!["mcollective".to_owned()],
        agents: vec!["rpcutil".to_owned()],
        classes: vec!["apache".to_owned()],
        machines: Vec::new(),
        facts: facts.as_object().unwrap().clone(),
        learned: stage::now(),
        seen: stage::now(),
    }
}

fn told(details: &[Detail]) -> Vec<String> {
    let details: Vec<&Detail> = details.iter().collect();
    let (found, _) = differences(&details);
    let group = |group: &Group| {
        let value = group.value.as_ref().map_or("none".to_owned(), Value::to_string);
        format!("{value} {:?}", group.nodes)
    };
    let line = |it: &Difference| {
        let groups: Vec<String> = it.groups.iter().map(group).collect();
        format!("{} {}: {}", it.kind.word(), it.name, groups.join(", "))
    };
    found.iter().map(line).collect()
}

#[test]
fn only_what_differs_is_told() {
    let mut one = detail(
        1,
        &json!({"country": "uk", "os": {"name": "Debian", "release": {"full": "12.5"}}}),
    );
    let two = detail(
        2,
        &json!({"country": "uk", "os": {"name": "Debian", "release": {"full": "12.6"}}, "x": null}),
    );
    one.classes.push("mysql".to_owned());
    one.version = "0.28.0".to_owned();
    assert_eq!(
        told(&[one, two]),
        [
            r#"node version: "0.28.0" [0], "0.29.4" [1]"#,
            "class mysql: true [0], none [1]",
            r#"fact os.release.full: "12.5" [0], "12.6" [1]"#,
            "fact x: none [0], null [1]",
        ]
    );
}

#[test]
fn many_nodes_are_grouped_by_what_they_have() {
    let with = |number, value| detail(number, &json!({ "k": value }));
    assert_eq!(
        told(&[with(1, 1), with(2, 2), with(3, 2), with(4, 2)]),
        ["fact k: 2 [1, 2, 3], 1 [0]"]
    );
}

#[test]
fn facts_that_always_change_come_last() {
    let one = detail(1, &json!({"uptime": 1, "z": 1}));
    let two = detail(2, &json!({"uptime": 2, "z": 2}));
    assert_eq!(
        told(&[one, two]),
        ["fact z: 1 [0], 2 [1]", "fact uptime: 1 [0], 2 [1]"]
    );
}

#[test]
fn there_is_an_end_to_differences() {
    let facts = |value: u32| {
        let facts: Map<String, Value> = (0..10_000).map(|n| (format!("k{n}"), json!(value))).collect();
        Value::Object(facts)
    };
    let (one, two) = (detail(1, &facts(1)), detail(2, &facts(2)));
    let (found, more) = differences(&[&one, &two]);
    assert_eq!((found.len(), more), (MOST, true));
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        "[a-b.\u{1b}]{0,2}".prop_map(Value::from)
    ];
    leaf.prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::btree_map("[a-c]", inner, 0..3)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn nodes_with_the_same_facts_and_only_those_do_not_differ(one in value(), two in value()) {
        let one = detail(1, &json!({ "k": one }));
        let two = detail(2, &json!({ "k": two }));
        let differ = one.facts != two.facts;
        let (found, _) = differences(&[&one, &two]);
        prop_assert_eq!(!found.is_empty(), differ);
    }
}
