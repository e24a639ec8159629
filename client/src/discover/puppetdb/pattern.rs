//! Regular expressions for a database that minds case.

/// The same pattern with every letter in both cases: `web[a-c]\d` becomes `[wW][eE][bB][a-cA-C]\d`.
///
/// Letters that are not themselves stay: escapes such as `\d`, classes such as `[:alpha:]`, and what follows `(?`.
pub(super) fn any_case(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len() * 4);
    let mut rest = pattern;
    while let Some(next) = rest.chars().next() {
        let taken = match next {
            '\\' => escape(rest),
            '[' => {
                let set = set(rest);
                out.push_str(&widened(&rest[..set]));
                rest = &rest[set..];
                continue;
            }
            '(' if rest.starts_with("(?") => {
                2 + rest[2..].len() - rest[2..].trim_start_matches(is_letter).len()
            }
            letter if is_letter(letter) => {
                let (lower, upper) = (letter.to_ascii_lowercase(), letter.to_ascii_uppercase());
                out.extend(['[', lower, upper, ']']);
                rest = &rest[1..];
                continue;
            }
            other => other.len_utf8(),
        };
        out.push_str(&rest[..taken]);
        rest = &rest[taken..];
    }
    out
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic()
}

/// Length of the escape that a text begins with.
fn escape(text: &str) -> usize {
    let mut chars = text.char_indices().skip(1);
    let Some((at, kind)) = chars.next() else {
        return 1;
    };
    let end = at + kind.len_utf8();
    let digits = match kind {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => 0,
    };
    let digits = text[end..].bytes().take(digits).take_while(u8::is_ascii_hexdigit);
    end + digits.count()
}

/// Length of the set that a text begins with, its brackets included; all of the text when it never ends.
fn set(text: &str) -> usize {
    // A bracket that comes first, also after `^`, is a member.
    let mut at = 1;
    at += usize::from(text[at..].starts_with('^'));
    at += usize::from(text[at..].starts_with(']'));
    while let Some(next) = text[at..].chars().next() {
        at += match next {
            ']' => return at + 1,
            '\\' => escape(&text[at..]),
            '[' => named(&text[at..]).unwrap_or(1),
            other => other.len_utf8(),
        };
    }
    text.len()
}

/// Length of a named class such as `[:alpha:]` that a text begins with.
fn named(text: &str) -> Option<usize> {
    let rest = text.strip_prefix("[:")?;
    rest.find(":]").map(|end| end + 4)
}

/// A set with its letters and ranges of letters in both cases.
fn widened(set: &str) -> String {
    let mut out = String::with_capacity(set.len() * 2);
    let mut at = 0;
    while let Some(next) = set[at..].chars().next() {
        let rest = &set[at..];
        let mut ahead = rest.chars();
        let taken = match (ahead.next(), ahead.next(), ahead.next()) {
            (Some('\\'), ..) => escape(rest),
            (Some('['), ..) if at > 0 => named(rest).unwrap_or(1),
            (Some(from), Some('-'), Some(to)) if is_letter(from) && is_letter(to) => {
                out.push_str(&swapped(&rest[..3]));
                3
            }
            (Some(letter), ..) if is_letter(letter) => {
                out.push_str(&swapped(&rest[..1]));
                1
            }
            _ => next.len_utf8(),
        };
        out.push_str(&rest[..taken]);
        at += taken;
    }
    out
}

/// Letters in the other case.
fn swapped(text: &str) -> String {
    let other = |c: char| match c.is_ascii_lowercase() {
        true => c.to_ascii_uppercase(),
        false => c.to_ascii_lowercase(),
    };
    text.chars().map(other).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn letters_become_sets_of_both_cases() {
        assert_eq!(any_case("web1.eu"), "[wW][eE][bB]1.[eE][uU]");
        assert_eq!(any_case("^W-é$"), "^[wW]-é$");
    }

    #[test]
    fn letters_that_mean_something_else_stay() {
        assert_eq!(any_case(r"\d+\.x\x4a\u00e9"), r"\d+\.[xX]\x4a\u00e9");
        assert_eq!(any_case("(?:a|b)"), "(?:[aA]|[bB])");
        assert_eq!(any_case("(?i)a"), "(?i)[aA]");
        assert_eq!(any_case(r"a\"), r"[aA]\");
    }

    #[test]
    fn sets_are_widened() {
        assert_eq!(any_case("[a-cX0-9_]"), "[A-Ca-cxX0-9_]");
        assert_eq!(any_case("[^ab]c"), "[^AaBb][cC]");
        assert_eq!(any_case("[]a]b"), "[]Aa][bB]");
        assert_eq!(any_case(r"[[:alpha:]\w]"), r"[[:alpha:]\w]");
        assert_eq!(any_case("[ab"), "[AaBb");
    }

    proptest! {
        #[test]
        fn what_a_pattern_found_in_any_case_it_still_finds(text in "[a-cA-C0-2.-]{0,6}", pattern in r"([a-c]|\[\^?[a-c]-?[a-c]?\]|\.|\\d|[0-2]|\(\?:[ab]\)|\*){0,5}") {
            let found = |pattern: &str, ignoring: &str| {
                regex::Regex::new(&format!("{ignoring}{pattern}")).ok().map(|regex| regex.is_match(&text))
            };
            // A negated set ignores case differently: both cases of its letters are out.
            prop_assert_eq!(found(&any_case(&pattern), ""), found(&pattern, "(?i)"), "{}", pattern);
        }

        #[test]
        fn any_text_keeps_what_is_not_a_letter(pattern in "\\PC{0,20}") {
            let kept = |text: &str| text.chars().filter(|c| !is_letter(*c) && !"[]-".contains(*c)).collect::<String>();
            prop_assert_eq!(kept(&any_case(&pattern)), kept(&pattern));
        }
    }
}
