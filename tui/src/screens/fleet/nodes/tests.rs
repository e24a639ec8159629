//! What the list shows while answers come in.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use proptest::prelude::*;
use protocol::Identity;

use super::*;
use crate::fleet::Known;
use crate::report::Discovered;

const NOW: SystemTime = SystemTime::UNIX_EPOCH;

fn node(name: &str) -> Identity {
    Identity::new(name).unwrap()
}

fn named(names: &[&str]) -> Vec<Identity> {
    names.iter().map(|name| node(name)).collect()
}

fn known(names: &[&str]) -> Vec<Known> {
    let one = |name: &&str| Known {
        node: node(name),
        seen: NOW,
        learned: true,
        classes: u16::try_from(name.len()).unwrap(),
        agents: 5,
    };
    names.iter().map(one).collect()
}

fn found(names: &[&str], method: &str, cut: bool) -> Discovered {
    Discovered {
        nodes: named(names).into(),
        method: method.to_owned(),
        took: Duration::from_millis(300),
        cut,
    }
}

fn list(nodes: &Nodes) -> Vec<String> {
    let line = |row: &Row| format!("{} {:?}", row.node, nodes.standing(row));
    nodes.iter().map(line).collect()
}

#[test]
fn who_was_expected_and_did_not_answer_is_silent_only_when_the_discovery_ran_to_its_end() {
    let mut nodes = Nodes::default();
    nodes.learn(&known(&["web1", "web2", "db1"]));
    nodes.expect(Some(&named(&["web1", "web2"])));
    nodes.refresh();
    assert_eq!(list(&nodes), ["web1 Known", "web2 Known"]);
    nodes.answer(&named(&["web3", "web1"]), NOW);
    nodes.refresh();
    assert_eq!(list(&nodes), ["web1 Online", "web2 Known", "web3 Online"]);
    nodes.finish(&found(&["web1", "web3"], "mc", true), NOW);
    assert_eq!(list(&nodes), ["web1 Online", "web2 Known", "web3 Online"]);
    nodes.finish(&found(&["web1", "web3"], "mc", false), NOW);
    assert_eq!(list(&nodes), ["web1 Online", "web2 Silent", "web3 Online"]);
    assert_eq!((nodes.answers(), nodes.silent()), (2, 1));
}

#[test]
fn a_node_that_only_a_list_names_is_not_called_online() {
    let mut nodes = Nodes::default();
    nodes.finish(&found(&["web1"], "inventory", false), NOW);
    assert_eq!(list(&nodes), ["web1 Listed"]);
}

#[test]
fn who_answered_before_is_expected_when_the_same_question_is_asked_again() {
    let mut nodes = Nodes::default();
    nodes.expect(Some(&[]));
    nodes.finish(&found(&["web1", "web2"], "mc", false), NOW);
    nodes.ask_again();
    nodes.refresh();
    assert_eq!(list(&nodes), ["web1 Known", "web2 Known"]);
    nodes.finish(&found(&["web2"], "mc", false), NOW);
    assert_eq!(list(&nodes), ["web1 Silent", "web2 Online"]);
}

#[test]
fn a_preview_forgets_nothing() {
    let mut nodes = Nodes::default();
    nodes.expect(Some(&[]));
    nodes.finish(&found(&["web1", "web2", "db1"], "mc", false), NOW);
    nodes.preview(Some(&named(&["db1", "db2"])));
    nodes.refresh();
    assert_eq!(list(&nodes), ["db1 Online", "db2 Known"]);
    nodes.preview(None);
    nodes.refresh();
    assert_eq!(list(&nodes), ["db1 Online", "web1 Online", "web2 Online"]);
}

#[test]
fn the_cursor_stays_on_its_node_while_others_arrive() {
    let mut nodes = Nodes::default();
    nodes.answer(&named(&["m", "n"]), NOW);
    nodes.refresh();
    nodes.go(1);
    nodes.answer(&named(&["a", "b", "z"]), NOW);
    nodes.refresh();
    assert_eq!(nodes.current().unwrap().node, node("n"));
    nodes.sort_by(Sort {
        column: Column::Identity,
        descending: true,
    });
    assert_eq!(nodes.current().unwrap().node, node("n"));
    assert_eq!(nodes.list().cursor(), Some(1));
}

#[test]
fn equal_nodes_are_in_order_of_their_names() {
    let mut nodes = Nodes::default();
    nodes.learn(&known(&["bb", "a", "cc"]));
    nodes.sort_by(Sort {
        column: Column::Classes,
        descending: true,
    });
    assert_eq!(list(&nodes), ["bb Known", "cc Known", "a Known"]);
}

/// Something that may happen to the list.
#[derive(Debug, Clone)]
enum Deed {
    Learn(Vec<u8>),
    Expect(Option<Vec<u8>>),
    Again,
    Preview(Option<Vec<u8>>),
    Answer(Vec<u8>),
    Finish(Vec<u8>, bool),
    Go(usize),
    Sort,
    Refresh,
}

fn deed() -> impl Strategy<Value = Deed> {
    let some = || prop::collection::vec(0..40_u8, 0..12);
    prop_oneof![
        some().prop_map(Deed::Learn),
        prop::option::of(some()).prop_map(Deed::Expect),
        Just(Deed::Again),
        prop::option::of(some()).prop_map(Deed::Preview),
        some().prop_map(Deed::Answer),
        (some(), any::<bool>()).prop_map(|(nodes, cut)| Deed::Finish(nodes, cut)),
        (0..60_usize).prop_map(Deed::Go),
        Just(Deed::Sort),
        Just(Deed::Refresh),
    ]
}

fn do_it(nodes: &mut Nodes, deed: Deed) {
    let names = |numbers: &[u8]| -> Vec<Identity> {
        numbers.iter().map(|number| node(&format!("n{number}"))).collect()
    };
    match deed {
        Deed::Learn(numbers) => {
            let one = |node| Known {
                node,
                seen: NOW,
                learned: false,
                classes: 0,
                agents: 0,
            };
            nodes.learn(&names(&numbers).into_iter().map(one).collect::<Vec<_>>());
        }
        Deed::Expect(numbers) => nodes.expect(numbers.map(|numbers| names(&numbers)).as_deref()),
        Deed::Again => nodes.ask_again(),
        Deed::Preview(numbers) => nodes.preview(numbers.map(|numbers| names(&numbers)).as_deref()),
        Deed::Answer(numbers) => nodes.answer(&names(&numbers), NOW),
        Deed::Finish(numbers, cut) => {
            let found = Discovered {
                nodes: Arc::from(names(&numbers)),
                ..found(&[], "mc", cut)
            };
            nodes.finish(&found, NOW);
        }
        Deed::Go(place) => nodes.go(place),
        Deed::Sort => nodes.sort_by(nodes.sort().next()),
        Deed::Refresh => nodes.refresh(),
    }
}

proptest! {
    #[test]
    fn whatever_happens_the_list_is_sorted_without_doubles_and_holds_the_cursor(
        deeds in prop::collection::vec(deed(), 0..60)
    ) {
        let mut nodes = Nodes::default();
        for deed in deeds {
            do_it(&mut nodes, deed);
            prop_assert_eq!(nodes.current().is_some(), nodes.len() > 0);
        }
        nodes.refresh();
        let ordered = nodes.shown.windows(2).all(|pair| {
            nodes.compare(pair[0], pair[1]) == Ordering::Less
        });
        prop_assert!(ordered, "{:?}", list(&nodes));
    }
}
