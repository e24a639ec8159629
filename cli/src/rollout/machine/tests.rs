use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::fixture::node;

fn nodes(count: usize) -> Vec<Identity> {
    (0..count).map(|n| node(&format!("n{n:03}"))).collect()
}

fn shape(canary: usize, batch: usize, stop_on: Option<usize>) -> Shape {
    Shape {
        canary,
        batch,
        stop_on,
    }
}

/// Sizes of the batches of a rollout in which these nodes fail, and why it stopped.
fn run(count: usize, shape: Shape, failing: &[&str]) -> (Vec<usize>, Option<Halt>) {
    let mut machine = Machine::new(nodes(count), shape);
    let mut sizes = Vec::new();
    while let Some(batch) = machine.next() {
        let bad = batch.nodes.iter().filter(|node| failing.contains(&node.as_str()));
        machine.settle(&batch, bad.count(), 0);
        sizes.push(batch.nodes.len());
    }
    (sizes, machine.halt())
}

#[test]
fn a_canary_goes_first_in_a_batch_of_its_own() {
    assert_eq!(run(25, shape(1, 10, None), &[]), (vec![1, 10, 10, 4], None));
    assert_eq!(run(25, shape(12, 10, None), &[]), (vec![10, 2, 10, 3], None));
    assert_eq!(run(3, shape(5, 10, None), &[]), (vec![3], None));
}

#[test]
fn one_bad_canary_stops_it_whatever_the_limit() {
    let (sizes, halt) = run(25, shape(2, 10, Some(9)), &["n001"]);
    assert_eq!((sizes, halt), (vec![2], Some(Halt::Canary(1))));
}

#[test]
fn trouble_adds_up_over_the_batches() {
    let limited = shape(1, 10, Some(2));
    assert_eq!(run(100, limited, &["n005"]).0.len(), 11);
    let (sizes, halt) = run(100, limited, &["n005", "n050"]);
    assert_eq!((sizes, halt), (vec![1, 10, 10, 10, 10, 10], Some(Halt::Limit(2))));
}

#[test]
fn a_failed_check_stops_it_and_is_the_reason_given() {
    let mut machine = Machine::new(nodes(4), shape(0, 2, Some(1)));
    let batch = machine.next().unwrap();
    machine.settle(&batch, 1, 1);
    assert_eq!(machine.halt(), Some(Halt::Unverified(1)));
    assert_eq!((machine.next(), machine.left()), (None, 2));
}

#[test]
fn only_cutting_off_a_batch_replaces_an_earlier_reason() {
    let mut machine = Machine::new(nodes(4), shape(0, 2, None));
    machine.stop(Halt::Asked);
    machine.stop(Halt::Broken);
    assert_eq!(machine.halt(), Some(Halt::Asked));
    machine.stop(Halt::Cut);
    assert_eq!(machine.halt(), Some(Halt::Cut));
}

#[test]
fn nodes_are_asked_in_order_of_their_names_and_once() {
    let twice = [nodes(3), nodes(3)].concat().into_iter().rev().collect();
    let mut machine = Machine::new(twice, shape(0, 9, None));
    assert_eq!(machine.next().unwrap().nodes, nodes(3));
    assert_eq!(machine.next(), None);
}

proptest! {
    #[test]
    fn every_node_is_asked_once_until_a_rule_says_stop(
        count in 1usize..80,
        canary in 0usize..10,
        batch in 1usize..20,
        stop_on in prop::option::of(1usize..6),
        failing in prop::collection::btree_set(0usize..80, 0..8),
    ) {
        let mut machine = Machine::new(nodes(count), shape(canary, batch, stop_on));
        let all = nodes(count);
        let (mut asked, mut bad, mut batches) = (Vec::new(), 0, 0);
        while let Some(next) = machine.next() {
            prop_assert!(!next.nodes.is_empty() && next.nodes.len() <= batch);
            prop_assert_eq!(next.first, asked.len() + 1);
            prop_assert_eq!(next.canary, asked.len() < canary);
            // What was known before this batch gave no reason to stop.
            prop_assert!(stop_on.is_none_or(|limit| bad < limit));
            prop_assert!(bad == 0 || asked.len() > canary.min(count));
            let place = |node: &Identity| all.iter().position(|known| known == node).unwrap();
            let failed = next.nodes.iter().filter(|node| failing.contains(&place(node))).count();
            asked.extend(next.nodes.iter().cloned());
            bad += failed;
            batches += 1;
            prop_assert_eq!(next.number, batches);
            machine.settle(&next, failed, 0);
        }
        let once: BTreeSet<_> = asked.iter().collect();
        prop_assert_eq!(once.len(), asked.len());
        prop_assert_eq!(asked.len() + machine.left(), count);
        match machine.halt() {
            None => {
                prop_assert_eq!(asked, all);
                prop_assert_eq!(batches, shape(canary.min(count), batch, stop_on).batches(count));
            }
            Some(Halt::Canary(found)) => prop_assert!(found > 0 && asked.len() <= canary),
            Some(Halt::Limit(found)) => prop_assert!(found == bad && stop_on.is_some_and(|limit| bad >= limit)),
            Some(other) => prop_assert!(false, "{:?}", other),
        }
    }
}
