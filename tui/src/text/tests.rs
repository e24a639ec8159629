use super::*;

#[test]
fn escape_sequences_from_a_node_are_spelled_out() {
    assert_eq!(clean("a\u{1b}[31mred\u{7}"), "a\\x1b[31mred\\x07");
    assert_eq!(clean("c1 \u{9b}2J"), "c1 \\x9b2J");
    assert_eq!(clean("evil\u{202e}txt"), "evil\\u{202e}txt");
}

#[test]
fn what_nobody_sees_is_spelled_out() {
    assert_eq!(line("web\u{200b}01"), "web\\u{200b}01");
    assert_eq!(line("\u{feff}a\u{e0041}"), "\\u{feff}a\\u{e0041}");
}

#[test]
fn letters_carry_no_towers_of_marks() {
    let tower = format!("a{}b", "\u{301}".repeat(1000));
    let safe = line(&tower);
    assert!(
        safe.starts_with("a\u{301}\u{301}\u{301}\u{301}\\u{301}"),
        "{safe}"
    );
    assert_eq!(safe.matches('\u{301}').count(), MOST_MARKS);
    assert!(matches!(line("Vie\u{302}\u{323}t"), Cow::Borrowed(_)));
}

#[test]
fn ordinary_text_is_left_alone() {
    assert!(matches!(clean("grüße\n\tok"), Cow::Borrowed("grüße\n\tok")));
}

#[test]
fn one_line_stays_one_line() {
    assert_eq!(line("a\r\nb\tc"), "a\\r\\nb\\tc");
}

#[test]
fn words_are_quoted_only_when_a_shell_needs_it() {
    let words = ["os.name=Debian", "grün", "SUSE Linux", "", "it's", "it's $1"].map(quoted);
    assert_eq!(
        words,
        [
            "os.name=Debian",
            "grün",
            "'SUSE Linux'",
            "''",
            "\"it's\"",
            r"'it'\''s $1'"
        ]
    );
}

#[test]
fn padding_counts_columns() {
    assert_eq!(pad("日本", 6), "日本  ");
    assert_eq!(align_right("日本", 6), "  日本");
}

#[test]
fn the_head_of_a_text_never_splits_a_character() {
    assert_eq!(head("aü", 2), "a");
    assert_eq!(head("aü", 99), "aü");
    assert_eq!(head("", 0), "");
}

#[test]
fn times_of_day_are_those_of_utc() {
    let time = SystemTime::UNIX_EPOCH + Duration::from_millis(1_772_361_665_220);
    assert_eq!(moment(time), "10:41:05.220Z");
    assert_eq!(clock(time), "10:41:05");
}

#[test]
fn text_is_cut_by_columns_and_filled() {
    assert_eq!(fit("web01.lab.test", 8, "…"), "web01.l…");
    assert_eq!(fit("日本語", 4, "…"), "日… ");
    assert_eq!(fit("ab", 4, "…"), "ab  ");
    assert_eq!(fit("abc", 0, "…"), "");
}

#[test]
fn thousands_stand_apart() {
    let counts = [0, 999, 1902, 1_000_000].map(count);
    assert_eq!(counts, ["0", "999", "1 902", "1 000 000"]);
}

#[test]
fn ages_say_the_unit_that_matters() {
    let ages = [12, 99, 2460, 5_999, 6_000, 43_200, 2_678_400];
    let shown = ages.map(|seconds| age(Duration::from_secs(seconds)));
    assert_eq!(shown, ["12s", "99s", "41m", "99m", "1h", "12h", "31d"]);
}

#[test]
fn durations_are_as_exact_as_they_are_short() {
    let times = [3, 410, 31_000, 394_000, 7_500_000];
    let shown = times.map(|millis| took(Duration::from_millis(millis)));
    assert_eq!(shown, ["3ms", "0.41s", "31s", "6m 34s", "2h 05m"]);
}

#[test]
fn long_lines_are_broken_between_words() {
    assert_eq!(
        wrap("restart httpd on 214 nodes", 10),
        ["restart", "httpd on", "214 nodes"]
    );
    assert_eq!(wrap("a\n\nabcdefgh ij", 4), ["a", "", "abcd", "efgh", "ij"]);
    assert_eq!(wrap("日本語", 4), ["日本", "語"]);
    assert_eq!(wrap("ab", 0), ["a", "b"]);
}

#[test]
fn lines_are_cut_by_columns_and_made_safe() {
    let line = Line::from(vec!["web\u{1b}".into(), Span::raw("日本語")]);
    let text = |width| -> String {
        let cut = cut(&line, width, "…");
        cut.spans.iter().map(|span| span.content.as_ref()).collect()
    };
    assert_eq!(text(13), "web\\x1b日本語");
    assert_eq!(text(10), "web\\x1b日…");
    assert_eq!(text(4), "web…");
    assert_eq!(text(0), "");
}
