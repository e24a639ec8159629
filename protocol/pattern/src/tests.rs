use proptest::prelude::*;

use super::*;

fn matches(pattern: &str, text: &str) -> bool {
    compile(pattern, Case::Minded).unwrap().is_match(text)
}

#[test]
fn a_brace_that_repeats_nothing_is_literal() {
    assert!(matches("^{.+}$", "{\"a\":1}"));
    assert!(!matches("^{.+}$", "a"));
    assert!(matches("^a{,5}$", "a{,5}"));
    assert!(matches("^a{01}$", "a{01}"));
    assert!(matches("^a{$", "a{"));
    assert!(matches(r"^a\b{start}$", "a{start}"));
}

#[test]
fn real_repetitions_still_repeat() {
    assert!(matches("^a{2}$", "aa"));
    assert!(matches("^a{2,}$", "aaaa"));
    assert!(matches("^a{1,2}?$", "aa"));
    assert!(!matches("^a{1,2}$", "aaa"));
}

#[test]
fn quoted_text_is_literal() {
    assert!(matches(r"^\Qa.b{2}\E+$", "a.b{2}}}"));
    assert!(!matches(r"^\Qa.b\E$", "axb"));
    assert!(matches(r"^\Q(unclosed", "(unclosed"));
}

#[test]
fn classes_have_no_set_operators_and_do_not_nest() {
    assert!(matches("^[a&&b]+$", "a&b"));
    assert!(matches("^[+--a]+$", ",a")); // from `+` to `-`
    assert!(matches("^[a~~b]+$", "~ab"));
    assert!(matches("^[[a]+$", "[a"));
    assert!(matches("^[]a]+$", "]a"));
    assert!(matches("^[^]a]$", "b"));
    assert!(!matches("^[^]a]$", "]"));
    assert!(matches("^[a-]+$", "-a"));
    assert!(matches("^[[:alpha:]_]+$", "ab_"));
    assert!(matches(r"^[\w-]+$", "a-b_1"));
    assert!(matches(r"^[\W]+$", "-é"));
    assert!(matches(r"^[\]\\]+$", r"]\"));
}

#[test]
fn many_ordinary_classes_are_fine() {
    assert!(matches(
        &format!("^{}$", r"[\w.-]".repeat(500)),
        &"a-b.c".repeat(100)
    ));
    assert!(matches(&format!("^{}$", r"[\s\S]*".repeat(20)), "é"));
}

#[test]
fn perl_classes_and_boundaries_are_ascii() {
    assert!(!matches(r"^\w$", "é"));
    assert!(matches(r"^\W$", "é"));
    assert!(!matches(r"^\d$", "٣"));
    assert!(!matches(r"^\s$", "\u{a0}"));
    assert!(!matches(r"^\s$", "\x0b"));
    assert!(matches(r"a\bé", "aé"));
    assert!(matches(r"é\Bé", "éé"));
}

#[test]
fn ignoring_case_covers_every_script() {
    assert!(compile("^straße É$", Case::Ignored).unwrap().is_match("STRAßE é"));
    assert!(matches("(?i)^é$", "É"));
    assert!(!matches("^é$", "É"));
}

#[test]
fn escaped_punctuation_and_codes_stand_for_one_character() {
    assert!(matches(r"^\<\_\-\>$", "<_->"));
    assert!(matches(r"^\x41\x{42}\103$", "ABC"));
    assert!(matches(r"^[\x41-\x43]+$", "ABC"));
    assert!(matches(r"^\0$", "\0"));
}

#[test]
fn what_the_dialect_refuses_is_an_error() {
    for pattern in [
        "(",
        "[",
        "[a",
        "a)",
        "*",
        r"\1",
        r"\",
        r"\y",
        "[z-a]",
        "[[:nope:]]",
        r"[\b]",
        "(?x) a",
        "(?-u:a)",
        "(?=a)",
    ] {
        assert!(compile(pattern, Case::Minded).is_err(), "{pattern}");
    }
}

#[test]
fn hostile_patterns_are_refused() {
    assert!(matches!(
        compile(&"a".repeat(MAX_PATTERN + 1), Case::Minded),
        Err(Error::Syntax(_))
    ));
    assert!(matches!(
        compile("((a{1000}){1000}){1000}", Case::Minded),
        Err(Error::CompiledTooBig(_))
    ));
    for wide in [r"[\x{0}-\x{10ffff}]", r"[\W]", "[[:^alpha:]]"] {
        let pattern = wide.repeat(MAX_PATTERN / wide.len());
        assert!(
            matches!(compile(&pattern, Case::Ignored), Err(Error::Syntax(_))),
            "{wide}"
        );
    }
    assert!(compile(&"(".repeat(MAX_PATTERN), Case::Minded).is_err());
    assert!(compile(&format!("{}{}", "(".repeat(200), ")".repeat(200)), Case::Minded).is_err());
}

#[test]
fn a_wrapped_pattern_loses_one_slash_each_side() {
    assert_eq!(wrapped("/a/"), Some("a"));
    assert_eq!(wrapped("//a//"), Some("/a/"));
    assert_eq!(wrapped("//"), Some(""));
    for text in ["/", "", "a", "/a", "a/"] {
        assert_eq!(wrapped(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn compiling_never_panics(pattern in any::<String>()) {
        let _ = compile(&pattern, Case::Ignored);
    }

    #[test]
    fn compiling_what_looks_like_a_pattern_never_panics(pattern in r"[\\\[\](){}^$*+?.|a-dwWsSQExp0-9,:<>é&~-]{0,40}") {
        let _ = compile(&pattern, Case::Minded);
    }

    #[test]
    fn quoting_matches_the_text_itself(text in any::<String>()) {
        prop_assume!(!text.contains(r"\E") && !text.ends_with('\\') && text.len() < MAX_PATTERN - 10);
        let pattern = format!(r"^\Q{text}\E$");
        prop_assert!(matches(&pattern, &text));
    }

    #[test]
    fn a_class_of_any_character_matches_that_character(c in any::<char>()) {
        prop_assume!(c != '^' && c != '\\');
        let pattern = format!("^[{c}]$");
        prop_assert!(matches(&pattern, &c.to_string()));
    }
}
