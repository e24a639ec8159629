use serde_json::json;

use super::*;
use crate::fixture::{self, node};

fn failure(name: &str) -> NodeReply {
    fixture::reply(name, Status::Aborted, "no", json!({}))
}

fn names(nodes: &[Identity]) -> Vec<&str> {
    nodes.iter().map(Identity::as_str).collect()
}

fn batch(retry_failed: u32, retry_silent: u32) -> Round {
    Round::new(&[node("a"), node("b"), node("c")], retry_failed, retry_silent)
}

#[test]
fn without_retries_every_answer_is_final() {
    let mut round = batch(0, 0);
    assert_eq!(names(&round.next()), ["a", "b", "c"]);
    assert!(round.answer(fixture::ok("a", json!({}))).is_some());
    assert!(round.answer(failure("b")).is_some());
    assert!(round.next().is_empty());
    assert_eq!(names(&round.silent()), ["c"]);
    assert_eq!((names(round.good()), round.bad()), (vec!["a"], 2));
}

#[test]
fn failed_nodes_are_asked_again_and_silent_ones_are_not() {
    let mut round = batch(1, 0);
    round.next();
    assert!(round.answer(failure("b")).is_none());
    assert_eq!(names(&round.next()), ["b"]);
    assert!(round.answer(fixture::ok("b", json!({}))).is_some());
    assert!(round.next().is_empty());
    assert_eq!(names(&round.silent()), ["a", "c"]);
    assert_eq!(round.bad(), 2);
}

#[test]
fn silent_nodes_are_asked_again_as_often_as_wanted() {
    let mut round = batch(0, 2);
    round.next();
    round.answer(failure("b"));
    assert_eq!(names(&round.next()), ["a", "c"]);
    round.answer(fixture::ok("a", json!({})));
    assert_eq!(names(&round.next()), ["c"]);
    assert!(round.next().is_empty());
    assert_eq!(round.bad(), 2);
}

#[test]
fn a_node_that_failed_and_then_said_nothing_has_failed() {
    let mut round = batch(1, 0);
    round.next();
    round.answer(failure("b"));
    round.next();
    assert!(round.next().is_empty());
    let failed: Vec<_> = round.give_up().into_iter().map(|reply| reply.sender).collect();
    assert_eq!(names(&failed), ["b"]);
    assert_eq!(names(&round.silent()), ["a", "c"]);
    assert_eq!(round.bad(), 3);
    assert!(round.give_up().is_empty());
}
