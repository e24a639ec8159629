use super::*;
use crate::fixture;

fn safety() -> Safety {
    Safety {
        confirm_over: 50,
        confirm_percent: 20,
        type_over: 500,
        strict: false,
        reads: Vec::new(),
        changes: Vec::new(),
    }
}

fn reach(risk: Risk, nodes: usize) -> Reach {
    Reach {
        risk,
        wary: false,
        unfiltered: false,
        nodes,
        fleet: None,
        strangers: 0,
    }
}

fn why(reach: Reach) -> Option<Reason> {
    reason(reach, &safety())
}

#[test]
fn reading_never_asks_and_changes_ask_when_they_reach_far() {
    let unfiltered = |risk, wary| Reach {
        unfiltered: true,
        wary,
        ..reach(risk, 1)
    };
    assert_eq!(why(reach(Risk::Read, 1000)), None);
    assert_eq!(why(unfiltered(Risk::Read, false)), None);
    assert_eq!(why(unfiltered(Risk::Read, true)), Some(Reason::Unfiltered));
    assert_eq!(why(unfiltered(Risk::Change, false)), Some(Reason::Unfiltered));
    assert_eq!(why(reach(Risk::Change, 50)), None);
    assert_eq!(why(reach(Risk::Change, 51)), Some(Reason::Many));
}

#[test]
fn a_large_part_of_a_known_fleet_is_a_reason_to_ask() {
    let of = |fleet| {
        why(Reach {
            fleet: Some(fleet),
            ..reach(Risk::Change, 21)
        })
    };
    assert_eq!(of(100), Some(Reason::Share(21)));
    assert_eq!(of(105), None);
    assert_eq!(of(0), None);
}

#[test]
fn a_node_nobody_heard_of_is_a_reason_to_ask_where_the_fleet_is_known() {
    let of = |fleet, risk| {
        why(Reach {
            fleet,
            strangers: 2,
            ..reach(risk, 5)
        })
    };
    assert_eq!(of(Some(100), Risk::Change), Some(Reason::Strangers(2)));
    assert_eq!(of(None, Risk::Change), None);
    assert_eq!(of(Some(100), Risk::Read), None);
    assert_eq!(
        Reason::Strangers(2).words(5),
        "2 of them were never heard of before"
    );
}

#[test]
fn the_sites_word_on_an_action_goes_before_the_ddls() {
    let (status, restart) = (fixture::question("status"), fixture::question("restart"));
    assert_eq!(risk(&status, &safety()), Risk::Read);
    let mut safety = safety();
    safety.changes.push("service#status".to_owned());
    safety.reads.push("service#restart".to_owned());
    assert_eq!(risk(&status, &safety), Risk::Change);
    assert_eq!(risk(&restart, &safety), Risk::Read);
}

#[test]
fn where_nobody_can_be_asked_only_a_strict_site_refuses() {
    assert!(refused(false, Reason::Many, 60).is_ok());
    let error = refused(true, Reason::Many, 60).unwrap_err();
    assert_eq!(error.to_string(), "nobody can be asked here: 60 nodes are a lot");
}
