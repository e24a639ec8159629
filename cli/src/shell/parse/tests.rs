use proptest::prelude::*;

use super::*;

/// Lines as they were understood, one to a line.
fn told(text: &str) -> String {
    let lines = match lines(text) {
        Ok(lines) => lines,
        Err(wrong) => {
            let open = if wrong.open { "open" } else { "wrong" };
            return format!("{open} at {:?}: {wrong}", &text[wrong.span.clone()]);
        }
    };
    let told = lines.iter().map(|line| {
        let stages = line.stages.iter().map(|stage| {
            let words = stage.words.iter().map(|word| format!("[{}]", word.text));
            words.collect::<String>()
        });
        let mut told = stages.collect::<Vec<_>>().join(" | ");
        if let Some(shell) = &line.shell {
            told += &format!(" |! {shell}");
        }
        if let Some(file) = &line.file {
            told += &format!(" {} {}", if file.append { ">>" } else { ">" }, file.path);
        }
        if line.background {
            told += " &";
        }
        told
    });
    told.collect::<Vec<_>>().join("\n")
}

#[test]
fn words_are_quoted_as_in_a_shell() {
    insta::assert_snapshot!(told(r#"rpc package status package='a b'"c d"e\ f "" x\"y 'don'\''t'"#), @r#"[rpc][package][status][package=a bc de f][][x"y][don't]"#);
}

#[test]
fn stages_files_commands_and_background() {
    insta::assert_snapshot!(told("find -C web | status package=bash >> out.txt &"), @"[find][-C][web] | [status][package=bash] >> out.txt &");
    insta::assert_snapshot!(told("ping |! sort | head -3 > /tmp/x # no comment"), @"[ping] |! sort | head -3 > /tmp/x # no comment");
    insta::assert_snapshot!(told("ping| find >x"), @"[ping] | [find] > x");
}

#[test]
fn marks_inside_words_and_brackets_are_letters() {
    insta::assert_snapshot!(told("find -I /a|b/ -F cpus>=4 -F x=a&b"), @"[find][-I][/a|b/][-F][cpus>=4][-F][x=a&b]");
    insta::assert_snapshot!(told("find -S (with(a)\n | b)"), @"[find][-S][(with(a)][|][b)]");
}

#[test]
fn a_line_goes_on_after_a_pipe_and_a_backslash_and_inside_quotes() {
    insta::assert_snapshot!(told("ping |\n  find # all\nuse \\\n package\n\n# done\nset x 'a\nb'\n"), @"
    [ping] | [find]
    [use][package]
    [set][x][a
    b]
    ");
}

#[test]
fn what_more_text_would_complete_is_told_from_what_is_wrong() {
    insta::assert_snapshot!(told("ping |"), @r#"open at "|": a command must follow the pipe"#);
    insta::assert_snapshot!(told("use 'pack"), @r#"open at "'": `'` is never closed"#);
    insta::assert_snapshot!(told("find -S (a"), @r#"open at "(": `(` is never closed"#);
    insta::assert_snapshot!(told("use \\"), @r#"open at "\\": a backslash at the end goes on with the next line"#);
    insta::assert_snapshot!(told("| ping"), @r#"wrong at "|": a command is missing here"#);
    insta::assert_snapshot!(told("ping > "), @r#"wrong at ">": a file name must follow"#);
    insta::assert_snapshot!(told("ping > a b"), @r#"wrong at "b": nothing may follow the file"#);
    insta::assert_snapshot!(told("ping & find"), @r#"wrong at "&": nothing may follow `&`"#);
    insta::assert_snapshot!(told("ping && find"), @r#"wrong at "&&": `&&` joins expressions, which need quotes around them"#);
    insta::assert_snapshot!(told("ping |!"), @r#"wrong at "|!": a command of the operating system must follow"#);
}

#[test]
fn a_script_is_read_line_by_line() {
    let text = "ping\n\n'\n";
    let (line, after) = next(text, 0).unwrap().unwrap();
    assert_eq!((line.span, after), (0..4, 5));
    assert!(next(text, after).unwrap_err().open);
    assert_eq!(next("ping\n # nothing\n\n", 5), Ok(None));
}

/// Text made of what means something, which random text seldom hits.
fn scraps() -> impl Strategy<Value = String> {
    let scrap = prop_oneof![
        prop::sample::select(vec![
            "'", "\"", "\\", "\n", "|", "|!", ">", ">>", "&", "#", "(", ")", "[", "{", "}", " ", "a", "ü",
            "\r\n",
        ])
        .prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(scrap, 0..40).prop_map(|scraps| scraps.concat())
}

proptest! {
    #[test]
    fn any_text_is_understood_or_refused_with_a_place_in_it(text in scraps()) {
        match lines(&text) {
            Ok(lines) => for line in lines {
                prop_assert!(text.get(line.span.clone()).is_some());
                prop_assert!(!line.stages.is_empty());
                prop_assert!(line.stages.iter().all(|stage| !stage.words.is_empty()));
            },
            Err(wrong) => prop_assert!(text.get(wrong.span).is_some()),
        }
    }

    #[test]
    fn every_piece_of_any_text_has_its_place(text in scraps()) {
        let mut end = 0;
        for piece in words(&text) {
            let span = piece.span();
            prop_assert!(span.start >= end && text.get(span.clone()).is_some());
            end = span.end;
        }
    }

    #[test]
    fn quoted_words_come_back_as_they_were(words in prop::collection::vec("\\PC{0,12}", 1..6)) {
        let text: Vec<String> = words.iter().map(|word| format!("'{}'", word.replace('\'', "'\\''"))).collect();
        let lines = lines(&text.join(" ")).unwrap();
        let back: Vec<_> = lines[0].stages[0].words.iter().map(|word| word.text.clone()).collect();
        prop_assert_eq!(back, words);
    }
}
