use super::*;
use crate::fixture;

#[test]
fn a_complete_run_is_one_line() {
    let outcome = fixture::tally(3, 3, 0);
    insta::assert_snapshot!(footer(&outcome, false, Theme::PLAIN, None), @"Finished processing 3 / 3 hosts in 912ms");
}

#[test]
fn silent_and_unexpected_nodes_are_listed_in_columns() {
    let mut outcome = fixture::tally(6, 1, 1);
    outcome.stats.unexpected = vec![fixture::node("stranger.lab.test")];
    insta::assert_snapshot!(footer(&outcome, false, Theme::PLAIN, None), @"
    Finished processing 2 / 6 hosts in 912ms

    No Responses from: 4

        quiet0.lab.test    quiet1.lab.test    quiet2.lab.test
        quiet3.lab.test

    Unexpected Responses from: 1

        stranger.lab.test
    ");
}

#[test]
fn a_narrow_terminal_gets_fewer_columns() {
    let names = ["quiet1.lab.test", "quiet2.lab.test"];
    let fit = [None, Some(80), Some(57), Some(56), Some(20), Some(1)].map(|width| fitting(&names, width));
    assert_eq!(fit, [3, 3, 3, 2, 1, 1]);
}

#[test]
fn more_detail_has_every_number() {
    insta::assert_snapshot!(footer(&fixture::tally(3, 2, 1), true, Theme::PLAIN, None), @"
    ---- request stats ----
                   Nodes: 3 / 3
             Pass / Fail: 2 / 1
            No Responses: 0
    Unexpected Responses: 0
              Request ID: 7c1d02c4f0b84f6e9d1d3f1c2b9a8e77
              Start Time: 2026-11-20T10:41:02Z
          Discovery Time: 510ms
            Publish Time: 2ms
              Agent Time: 400ms
              Total Time: 912ms
    ");
}

#[test]
fn long_lists_are_cut_unless_more_detail_is_wanted() {
    let outcome = fixture::tally(301, 1, 0);
    assert!(
        footer(&outcome, false, Theme::PLAIN, None).contains("No Responses from (showing first 200): 300")
    );
    assert!(footer(&outcome, true, Theme::PLAIN, None).contains("No Responses from: 300"));
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
    insta::assert_snapshot!(footer(&outcome, false, Theme::PLAIN, None), @"
    Finished processing 1 / 3 hosts in 912ms
    Interrupted before the end

    No Responses from: 2

        quiet0.lab.test    quiet1.lab.test
    ");
}

#[test]
fn names_can_run_down_the_columns() {
    let names = ["a", "bb", "c", "d", "e"];
    assert_eq!(columns_down(&names, 2, ""), "a     d\nbb    e\nc\n");
    assert_eq!(columns_down(&[], 3, ""), "");
}
