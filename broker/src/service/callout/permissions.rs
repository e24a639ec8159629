//! Our permissions as NATS writes them.

use engine::{Permissions, SubjectRules};
use serde_json::{Value, json};

/// What may be published and subscribed to; nothing listed is no limit.
pub(super) fn render(permissions: Option<&Permissions>) -> (Value, Value) {
    match permissions {
        None => (json!({}), json!({})),
        Some(permissions) => (rules(&permissions.publish), rules(&permissions.subscribe)),
    }
}

/// NATS knows no exceptions from what is denied: `except` is left out, so that a deny denies a little more than on the embedded
/// engine. One wrong subject would make the server refuse the whole login: those that allow are left out, and one that denies, denies
/// everything, as on the embedded engine.
fn rules(rules: &SubjectRules) -> Value {
    let allow: Vec<&String> = rules.allow.iter().filter(|subject| is_subject(subject)).collect();
    let readable = rules.deny.iter().all(|subject| is_subject(subject));
    let nothing_left = allow.is_empty() && !rules.allow.is_empty();
    if nothing_left || !readable {
        return json!({ "deny": [">"] });
    }
    let mut rendered = json!({});
    // To the server an empty list that is there allows nothing.
    if !allow.is_empty() {
        rendered["allow"] = json!(allow);
    }
    if !rules.deny.is_empty() {
        rendered["deny"] = json!(rules.deny);
    }
    rendered
}

/// Whether a text is a subject or a pattern of them. White space would make it name a queue.
fn is_subject(text: &str) -> bool {
    let mut tokens = text.split('.').peekable();
    let mut good = true;
    while let Some(token) = tokens.next() {
        let last = tokens.peek().is_none();
        good &= !token.is_empty()
            && !token.contains(|char: char| char.is_whitespace() || char.is_control())
            && (token != ">" || last);
    }
    good
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(allow: &[&str], deny: &[&str], except: &[&str]) -> Value {
        let owned = |list: &[&str]| list.iter().map(|&text| text.to_owned()).collect();
        rules(&SubjectRules {
            allow: owned(allow),
            deny: owned(deny),
            except: owned(except),
        })
    }

    #[test]
    fn lists_are_taken_over_and_none_is_no_limit() {
        assert_eq!(render(None), (json!({}), json!({})));
        assert_eq!(rendered(&[], &["a.x"], &[]), json!({ "deny": ["a.x"] }));
        assert_eq!(
            rendered(&["a.*", "b.>"], &["a.x"], &[]),
            json!({ "allow": ["a.*", "b.>"], "deny": ["a.x"] })
        );
    }

    #[test]
    fn what_cannot_be_written_denies_more_and_never_less() {
        assert_eq!(rendered(&["a", "b c"], &[], &[])["allow"], json!(["a"]));
        assert_eq!(rendered(&["a..b", ">.a", ""], &[], &[]), json!({ "deny": [">"] }));
        assert_eq!(rendered(&["a"], &["b c"], &[]), json!({ "deny": [">"] }));
        assert_eq!(rendered(&[], &["a.>"], &["a.b"])["deny"], json!(["a.>"]));
    }
}
