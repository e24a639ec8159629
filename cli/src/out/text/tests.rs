use super::*;
use crate::fixture;
use serde_json::json;

fn shown_block(reply: &NodeReply, verbose: bool) -> String {
    let (out, _) = fixture::printer();
    let text = Text::new(
        out,
        &fixture::question("status"),
        &OutputArgs::default(),
        None,
        verbose,
    );
    text.block(reply)
}

#[test]
fn outputs_are_labelled_and_aligned() {
    let reply = fixture::ok(
        "web01.lab.test",
        json!({"status": "running", "attempts": {"max": 5, "last": 2}}),
    );
    insta::assert_snapshot!(shown_block(&reply, false), @r#"
    web01.lab.test

             attempts: {
                         "last": 2,
                         "max": 5
                       }
       Service Status: running
    "#);
}

#[test]
fn a_failure_shows_its_message_and_no_data() {
    let reply = fixture::reply(
        "web02.lab.test",
        Status::Aborted,
        "unit httpd.service is masked",
        json!({"status": "stopped"}),
    );
    insta::assert_snapshot!(shown_block(&reply, false), @"
    web02.lab.test                           Request Aborted

        unit httpd.service is masked
    ");
}

#[test]
fn a_number_of_the_agents_own_is_told() {
    let reply = fixture::reply("web02", Status::Other(42), "on strike", json!({}));
    insta::assert_snapshot!(shown_block(&reply, false), @"
    web02                                    Unknown Request Status 42

        on strike
    ");
}

#[test]
fn more_detail_is_the_raw_data() {
    let reply = fixture::ok("web01.lab.test", json!({"status": "running"}));
    insta::assert_snapshot!(shown_block(&reply, true), @r#"
    web01.lab.test

       {
         "status": "running"
       }
    "#);
}

#[test]
fn more_detail_of_a_failure_adds_its_data() {
    let reply = fixture::reply("web01", Status::Aborted, "masked", json!({"status": "stopped"}));
    insta::assert_snapshot!(shown_block(&reply, true), @r#"
    web01                                    Request Aborted

        masked
       {
         "status": "stopped"
       }
    "#);
}

#[test]
fn text_of_several_lines_stays_under_its_label() {
    let reply = fixture::ok("web01", json!({"status": "one\ntwo"}));
    insta::assert_snapshot!(shown_block(&reply, false), @"
    web01

       Service Status: one
                       two
    ");
}

#[test]
fn a_node_cannot_talk_to_the_terminal() {
    let reply = fixture::ok("web01", json!({"status": "\u{1b}]0;owned\u{7}", "\u{1b}[2J": 1}));
    let text = shown_block(&reply, false);
    assert!(!text.contains('\u{1b}') && !text.contains('\u{7}'), "{text:?}");
}

#[test]
fn every_status_has_its_words() {
    let words: Vec<String> = (0..=5)
        .map(|code| status(Status::from(code), Theme::PLAIN))
        .collect();
    insta::assert_snapshot!(words.join("|"), @"|Request Aborted|Unknown Action|Missing Request Data|Invalid Request Data|Unknown Request Status");
}

#[test]
fn the_flag_decides_what_is_shown_and_else_the_ddl() {
    use DisplayMode as Mode;
    let table = [
        (None, Display::Failed, false, true),
        (None, Display::Ok, true, false),
        (None, Display::Always, true, true),
        (None, Display::Never, false, false),
        (Some(Mode::Ok), Display::Failed, true, false),
        (Some(Mode::Failed), Display::Always, false, true),
        (Some(Mode::All), Display::Never, true, true),
        (Some(Mode::None), Display::Always, false, false),
    ];
    for (mode, ddl, ok, failed) in table {
        assert_eq!(shown(Status::Ok, mode, ddl), ok, "{mode:?} {ddl:?}");
        assert_eq!(shown(Status::Aborted, mode, ddl), failed, "{mode:?} {ddl:?}");
    }
}

#[test]
fn summaries_have_a_title_and_indented_lines() {
    let summary = |title: &str, lines: &[&str]| Summary {
        output: title.to_lowercase(),
        title: title.to_owned(),
        value: ddl::SummaryValue::Counts(Vec::new()),
        lines: lines.iter().map(|line| (*line).to_owned()).collect(),
    };
    let all = [
        summary("Service Status", &["running: 25", "stopped: 2"]),
        summary("Arch", &[]),
    ];
    insta::assert_snapshot!(summaries(&all, Theme::PLAIN), @"
    Summary of Service Status:

       running: 25
       stopped: 2

    Summary of Arch:

       No summary received
    ");
}

fn run(sort: bool) -> String {
    let (out, text) = fixture::printer();
    let args = OutputArgs {
        sort,
        display: Some(DisplayMode::All),
        ..OutputArgs::default()
    };
    let mut sink = Text::new(out, &fixture::question("status"), &args, None, false);
    let outcome = fixture::outcome(vec![
        fixture::ok("web02.lab.test", json!({"status": "running"})),
        fixture::reply(
            "web01.lab.test",
            Status::UnknownAction,
            "no such action",
            json!(null),
        ),
    ]);
    for reply in &outcome.replies {
        sink.reply(reply).unwrap();
    }
    sink.finish(&outcome).unwrap();
    text.text()
}

#[test]
fn a_whole_answer_reads_well() {
    insta::assert_snapshot!(run(true), @"
    web01.lab.test                           Unknown Action

        no such action

    web02.lab.test

       Service Status: running


    Finished processing 2 / 2 hosts in 912ms
    ");
}

#[test]
fn order_of_arrival_and_sorted_order_differ_only_in_order() {
    let (arrival, sorted) = (run(false), run(true));
    assert!(arrival.find("web02").unwrap() < arrival.find("web01").unwrap());
    assert!(sorted.find("web01").unwrap() < sorted.find("web02").unwrap());
    let lines = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(lines(&arrival), lines(&sorted));
}

#[test]
fn the_same_answer_is_shown_once_with_all_who_gave_it() {
    let (out, text) = fixture::printer();
    let args = OutputArgs {
        group: true,
        ..OutputArgs::default()
    };
    let mut sink = Text::new(out, &fixture::question("status"), &args, None, false);
    let mut outcome = fixture::outcome(vec![
        fixture::ok("web02.lab.test", json!({"status": "stopped"})),
        fixture::ok("web01.lab.test", json!({"status": "running"})),
        fixture::ok("web03.lab.test", json!({"status": "running"})),
    ]);
    for reply in &outcome.replies {
        assert!(!sink.prints(reply));
        sink.reply(reply).unwrap();
    }
    outcome.replies.reverse();
    sink.finish(&outcome).unwrap();
    insta::assert_snapshot!(text.text(), @"
    2 nodes

        web03.lab.test    web01.lab.test

       Service Status: running

    web02.lab.test

       Service Status: stopped


    Finished processing 3 / 3 hosts in 912ms
    ");
}

#[test]
fn grouping_goes_before_an_applications_own_layout() {
    struct Lines;
    impl Layout for Lines {
        fn replies(&self, replies: &[&NodeReply], _theme: Theme) -> String {
            format!("{} lines\n", replies.len())
        }
    }
    let shown = |group| {
        let (out, text) = fixture::printer();
        let args = OutputArgs {
            group,
            ..OutputArgs::default()
        };
        let mut sink = Text::new(
            out,
            &fixture::question("status"),
            &args,
            Some(Box::new(Lines)),
            false,
        );
        let replies = ["web01", "web02"].map(|name| fixture::ok(name, json!({"status": "running"})));
        sink.finish(&fixture::outcome(replies.into())).unwrap();
        text.text()
    };
    assert!(shown(false).starts_with("2 lines\n"), "{}", shown(false));
    assert!(shown(true).starts_with("2 nodes\n"), "{}", shown(true));
}
