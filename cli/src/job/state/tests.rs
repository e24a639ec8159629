use super::*;
use crate::fixture::node;

const PLAN: &str = r#"{"k":"plan","time":"2026-11-20T10:41:02Z","command":"mco rpc service restart","request":{"agent":"service","action":"restart","data":{"service":"httpd"}},"collective":"mcollective","filter":{"fact":[],"cf_class":[],"agent":[],"identity":[],"compound":[]},"numbers":{"canary":1,"batch":2,"pause":1000},"targets":["a","b","c","d","e"]}"#;

fn job(lines: &[&str]) -> Job {
    let mut text = format!("{PLAN}\n");
    lines.iter().for_each(|line| text.push_str(&format!("{line}\n")));
    Job::read(JobId::random(), &text).unwrap()
}

fn standing(job: &Job) -> [usize; 5] {
    let standing = job.standing();
    [
        standing.done,
        standing.failed,
        standing.silent,
        standing.in_doubt,
        standing.not_sent,
    ]
}

const RUN: &str = r#"{"k":"run","time":"","why":"start","nodes":5}"#;
const CANARY: &str = r#"{"k":"batch","n":1,"of":3,"canary":true,"time":"","nodes":["a"]}"#;
const SECOND: &str = r#"{"k":"batch","n":2,"of":3,"canary":false,"time":"","nodes":["b","c"]}"#;

#[test]
fn a_plan_alone_means_that_nobody_was_asked() {
    let job = job(&[]);
    assert_eq!(standing(&job), [0, 0, 0, 0, 5]);
    assert!(!job.is_complete() && job.end.is_none());
}

#[test]
fn nodes_that_were_asked_are_in_doubt_until_something_is_known() {
    let job = job(&[
        RUN,
        CANARY,
        r#"{"k":"reply","node":"a","code":0}"#,
        r#"{"k":"settled","n":1,"silent":[]}"#,
        SECOND,
        r#"{"k":"reply","node":"b","code":1,"msg":"masked"}"#,
    ]);
    assert_eq!(standing(&job), [1, 1, 0, 1, 2]);
    assert!(job.canary_passed);
    let failed = job.nodes_that(|fate| *fate == Fate::Failed("masked".to_owned()));
    assert_eq!(failed, [node("b")]);
}

#[test]
fn silence_and_failed_checks_are_fates_and_a_later_answer_replaces_them() {
    let mut lines = vec![
        RUN,
        CANARY,
        r#"{"k":"reply","node":"a","code":0}"#,
        r#"{"k":"unverified","n":1,"nodes":["a"]}"#,
        SECOND,
        r#"{"k":"settled","n":2,"silent":["b","c"]}"#,
        r#"{"k":"end","time":"","why":"no"}"#,
    ];
    let before = job(&lines);
    assert_eq!(standing(&before), [0, 1, 2, 0, 2]);
    assert_eq!(before.end.as_deref(), Some("no"));
    lines.extend([RUN, SECOND, r#"{"k":"reply","node":"c","code":0}"#]);
    let after = job(&lines);
    assert_eq!(standing(&after), [1, 1, 0, 1, 2]);
    assert_eq!((after.end, after.runs), (None, 2));
}

#[test]
fn torn_garbled_and_unknown_lines_are_left_out() {
    let text = format!(
        "{PLAN}\n{CANARY}\nnonsense\n{{\"k\":\"later\",\"x\":1}}\n{{\"k\":\"reply\",\"node\":\"a\",\"code\":0}}\n{{\"k\":\"reply\",\"node\":\"b\",\"code\":0}}"
    );
    let job = Job::read(JobId::random(), &text).unwrap();
    // The last line has no end: it may be half of something else.
    assert_eq!(standing(&job), [1, 0, 0, 0, 4]);
}

#[test]
fn a_node_outside_the_plan_changes_nothing() {
    let job = job(&[
        r#"{"k":"reply","node":"stranger","code":0}"#,
        r#"{"k":"reply","node":"..","code":0}"#,
    ]);
    assert_eq!(standing(&job), [0, 0, 0, 0, 5]);
}

#[test]
fn a_file_without_a_whole_plan_holds_no_job() {
    for text in ["", "\n", CANARY, PLAN, &format!("{CANARY}\n{PLAN}\n")] {
        assert!(Job::read(JobId::random(), text).is_none(), "{text:?}");
    }
}
