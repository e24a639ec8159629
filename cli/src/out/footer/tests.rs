use super::*;
use crate::fixture;

#[test]
fn a_complete_run_is_one_line() {
    let outcome = fixture::tally(3, 3, 0);
    insta::assert_snapshot!(footer(&outcome, false, Theme::PLAIN), @"");
}

#[test]
fn silent_and_unexpected_nodes_are_listed_in_columns() {
    let mut outcome = fixture::tally(6, 1, 1);
    outcome.stats.unexpected = vec![fixture::node("stranger.lab.test")];
    insta::assert_snapshot!(footer(&outcome, false, Theme::PLAIN), @"");
}

#[test]
fn more_detail_has_every_number() {
    insta::assert_snapshot!(footer(&fixture::tally(3, 2, 1), true, Theme::PLAIN), @"");
}

#[test]
fn long_lists_are_cut_unless_more_detail_is_wanted() {
    let outcome = fixture::tally(301, 1, 0);
    assert!(footer(&outcome, false, Theme::PLAIN).contains("No Responses from (showing first 200): 300"));
    assert!(footer(&outcome, true, Theme::PLAIN).contains("No Responses from: 300"));
}

#[test]
fn the_counts_are_green_yellow_or_red() {
    let loud = Theme {
        color: true,
        ascii: false,
    };
    assert_eq!(counts(2, 2, loud), "\u{1b}[32m2\u{1b}[0m / \u{1b}[32m2\u{1b}[0m");
    assert!(counts(1, 2, loud).starts_with("\u{1b}[33m"));
    assert!(counts(0, 2, loud).starts_with("\u{1b}[31m"));
}

#[test]
fn an_interrupted_run_says_so() {
    let mut outcome = fixture::tally(3, 1, 0);
    outcome.interrupted = true;
    insta::assert_snapshot!(footer(&outcome, false, Theme::PLAIN), @"");
}
